#pragma once

#include <string_view>

namespace sp::demos {

// Speed-ups over one thread at which the words change. Threads that share one core's worth of time come out
// near 1.
inline constexpr double kScales = 1.4;
inline constexpr double kFaster = 1.1;
inline constexpr double kSlower = 0.8;

/// The option of gil-cpu-bound's prediction that a measured speed-up under one GIL bears out. Empty when it
/// bears out none: only the holder of the lock computes, so a clear speed-up was other work on the machine
/// while the one thread was timed.
inline std::string_view borne_out_under_gil(double speedup) {
  if (speedup >= kScales) return {};
  return speedup > kSlower ? "same" : "slower";
}

}  // namespace sp::demos
