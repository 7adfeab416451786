#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/clock.h"

namespace sp::trace {

/// Turns ticks of the processor's counter, which is cheaper to read than the clock, into times of the real
/// clock: both are read together at marks, and between two marks time is taken to have run evenly. So times
/// keep the order of their ticks, and are off by no more than a mark is (some ten nanoseconds), whatever the
/// counter's frequency is. One thread at a time.
class TickTimes {
 public:
  struct Mark {
    std::uint64_t ticks;
    Nanos time;
  };

  /// Reads both now. Ticks of each mark must be more than those of the one before, and the time no less.
  void mark() { mark(read()); }
  void mark(Mark mark) { marks_.push_back(mark); }

  /// There must be two marks, and `ticks` between the first and the last.
  Nanos at(std::uint64_t ticks) const;

  /// The counter and the clock at one time: the closest of several readings.
  static Mark read();

 private:
  std::vector<Mark> marks_;
};

}  // namespace sp::trace
