#include "engine/trace/tick_times.h"

#include <algorithm>
#include <cassert>

#include "engine/base/platform/ticks.h"

namespace sp::trace {

void TickTimes::mark(Mark mark) {
  if (marks_.empty() || mark.ticks > marks_.back().ticks) marks_.push_back(mark);
}

Nanos TickTimes::at(std::uint64_t ticks) const {
  assert(!marks_.empty());
  if (ticks <= marks_.front().ticks) return marks_.front().time;
  if (ticks >= marks_.back().ticks) return marks_.back().time;
  const auto to = std::upper_bound(marks_.begin() + 1, marks_.end() - 1, ticks,
                                   [](std::uint64_t t, const Mark& mark) { return t < mark.ticks; });
  const auto from = to - 1;
  // A double holds an hour of nanoseconds with room for a thousandth of one.
  const double part = static_cast<double>(ticks - from->ticks) / static_cast<double>(to->ticks - from->ticks);
  return from->time + static_cast<Nanos>(part * static_cast<double>(to->time - from->time));
}

TickTimes::Mark TickTimes::read() {
  constexpr int kReadings = 4;  // one of them, surely, is not interrupted
  Mark closest{};
  std::uint64_t least = UINT64_MAX;
  for (int i = 0; i < kReadings; ++i) {
    const std::uint64_t before = platform::ticks();
    const Nanos time = RealClock::read();
    const std::uint64_t taken = platform::ticks() - before;
    if (taken >= least) continue;
    least = taken;
    closest = {before + taken / 2, time};
  }
  return closest;
}

}  // namespace sp::trace
