// Which option of a prediction measured figures bear out. None, when only a disturbance explains them: other
// work on the machine takes time from one of two things that are compared, and nobody is told that they were
// wrong for it.
#pragma once

#include <string_view>

namespace sp::demos {

// Speed-ups over one thread at which the words change. Threads that share one core's worth of time come out
// near 1.
inline constexpr double kScales = 1.4;
inline constexpr double kFaster = 1.1;
inline constexpr double kSlower = 0.8;

/// gil-cpu-bound, by the speed-up under one GIL: only the holder of the lock computes, so a clear speed-up
/// was other work on the machine while the one thread was timed.
inline std::string_view borne_out_under_gil(double speedup) {
  if (speedup >= kScales) return {};
  return speedup > kSlower ? "same" : "slower";
}

/// Above Amdahl's bound by more than a clock's and a scheduler's noise.
inline bool beyond_bound(double speedup, double bound) {
  return speedup > 1.05 * bound;
}

/// amdahl, by the speed-up of the same work: the bound is arithmetic, so whatever is above it was timed while
/// the one worker was held up. Nor does a run tell near from far where next to nothing can be gained.
inline std::string_view borne_out_by_amdahl(double speedup, double bound) {
  constexpr double kTelling = 1.3;
  if (bound < kTelling || beyond_bound(speedup, bound)) return {};
  return speedup >= 0.8 * bound ? "near" : "less";
}

/// Whether the run is of the producer-consumer that is asked about: the producer clearly faster, and each
/// item long enough for timers to matter little.
inline bool asks_who_sets_the_pace(double make_ms, double use_ms) {
  return use_ms >= 1 && use_ms >= 1.5 * make_ms;
}

/// producer-consumer, by the times with a bound and without one: the slower stage sets the pace of both, so
/// a clear difference is none of the queue's.
inline std::string_view borne_out_by_pace(double bounded_ms, double unbounded_ms) {
  const double ratio = bounded_ms / unbounded_ms;
  return ratio > 1.15 || ratio < 1 / 1.15 ? std::string_view() : "same";
}

}  // namespace sp::demos
