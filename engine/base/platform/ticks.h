#pragma once

#include <cstdint>

#if defined(__x86_64__) && defined(__linux__)
#include <x86intrin.h>
#endif

namespace sp::platform {

#if defined(__x86_64__) && defined(__linux__)

inline constexpr bool kHasTicks = true;

/// Whether ticks() runs evenly and is one and the same for all cores: Linux looks at that, and takes the
/// counter for its own clock only then. Asked once; any thread.
bool ticks_are_steady() noexcept;

/// The processor's time-stamp counter. Any thread. Ordered like a read of Linux's clock, which does the same:
/// the fence keeps it behind every load before it, and no store after it is seen by others before it was
/// read. So of two reads with a happens-before between them, the later one gives no less. (Intel's manual,
/// volume 2, RDTSC; Linux, rdtsc_ordered.)
inline std::uint64_t ticks() noexcept {
  _mm_lfence();
  return __rdtsc();
}

#else

inline constexpr bool kHasTicks = false;
constexpr bool ticks_are_steady() noexcept {
  return false;
}
inline std::uint64_t ticks() noexcept {
  return 0;
}

#endif

}  // namespace sp::platform
