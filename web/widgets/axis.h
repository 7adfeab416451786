#pragma once

#include <string>
#include <vector>

#include "engine/base/clock.h"

namespace sp::ui {

/// The smallest of 1, 2, 5 times a power of ten that is at least `least` (> 0).
double nice_step(double least);

struct Tick {
  double at = 0;
  std::string label;
};

/// Ticks of a time axis. Where the view is so close that full labels would be long ("1234.567801 s"), `base`
/// names a round time near its begin and the labels count from there ("+12 µs").
struct TimeTicks {
  double step = 1;          ///< nanoseconds; a nice_step
  std::string base;         ///< "1.234 s"; empty when labels are whole
  std::vector<Tick> ticks;  ///< ascending, all within [begin, end]
};
/// At most `most` (>= 1) ticks for [begin, end], in nanoseconds; begin < end.
TimeTicks time_ticks(double begin, double end, int most);

/// Ticks of a value axis, widened to whole steps: low <= every value <= high.
struct ValueTicks {
  double low = 0, high = 1, step = 1;
  std::vector<Tick> ticks;
};
/// About `most` (>= 2) ticks; low <= high, both finite.
ValueTicks value_ticks(double low, double high, int most);

/// "1.25 ms": three significant digits and the largest unit of ns, µs, ms, s that keeps them before the
/// point.
std::string format_time(Nanos length);
/// "12 345", "0.25": three significant digits at least, whole above 100, thin spaces between thousands.
std::string format_value(double value);

}  // namespace sp::ui
