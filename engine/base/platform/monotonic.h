#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>

namespace sp::platform {

/// std::chrono::steady_clock in nanoseconds. Where that clock is known to be CLOCK_MONOTONIC it is read
/// directly: a recorded event costs little more than its clock read, and the detour through the C++ library
/// is a twentieth of it.
inline std::int64_t monotonic_ns() noexcept {
#if defined(__linux__) && defined(CLOCK_MONOTONIC)
  std::timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
#else
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
#endif
}

}  // namespace sp::platform
