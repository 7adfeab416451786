// CPU-bound work that the demos share: pure integer arithmetic, no memory, no calls to the system.
#pragma once

#include <cstdint>

#include "engine/base/clock.h"

namespace sp::demos {

/// One step of work, well below a microsecond: so small that a check of the evaluation loop between two steps
/// is noticed about as often as in an interpreter. Returns a value that depends on all of it, so that no
/// compiler can leave it out.
std::uint64_t work_step(std::uint64_t value);

/// How many steps take about `length` of this machine's time on one core, measured now. At least 1.
/// With a clock that stands still (in tests) it gives a small fixed number instead.
std::int64_t steps_for(Nanos length, Clock& clock);

/// The sum (mod 2^64) of `work_step(i)` for i in [first, last): the same however the range is cut into
/// pieces. Calls `checkpoint()` after each step.
template <class Checkpoint>
std::uint64_t sum_of_steps(std::int64_t first, std::int64_t last, Checkpoint&& checkpoint) {
  std::uint64_t sum = 0;
  for (std::int64_t i = first; i < last; ++i) {
    sum += work_step(static_cast<std::uint64_t>(i));
    checkpoint();
  }
  return sum;
}

/// Part `index` of `count` equal parts of [0, total): [part_begin(index), part_begin(index + 1)).
constexpr std::int64_t part_begin(std::int64_t total, int index, int count) {
  return total * index / count;
}

}  // namespace sp::demos
