#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/clock.h"

namespace sp::trace {

/// Turns ticks of the processor's counter, which is cheaper to read than the clock, into times of the real
/// clock: both are read together at marks, and between two marks time is taken to have run evenly. So times
/// keep the order of their ticks, and are off by no more than a mark is (some ten nanoseconds), whatever the
/// counter's frequency is. A machine that slept in between, or moved, may have stopped the clock or set the
/// counter back: times around that are squeezed between the marks, but stay between them. One thread at a
/// time.
class TickTimes {
 public:
  struct Mark {
    std::uint64_t ticks;
    Nanos time;
  };

  /// Reads both now. The time must be no less than that of the mark before; a mark with no more ticks than
  /// that one does not count.
  void mark() { mark(read()); }
  void mark(Mark mark);

  /// There must be a mark. Ticks before the first one or after the last one get its time.
  Nanos at(std::uint64_t ticks) const;

  /// The counter and the clock at one time: the closest of several readings.
  static Mark read();

 private:
  std::vector<Mark> marks_;
};

}  // namespace sp::trace
