#include "web/widgets/axis.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace sp::ui {
namespace {

struct Unit {
  double ns;
  const char* name;
};
constexpr Unit kUnits[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "\xC2\xB5s"}, {1.0, "ns"}};
constexpr double kMostInLabel = 99'999;             // five digits; beyond it labels count from a base
constexpr const char* kThinSpace = "\xE2\x80\xAF";  // narrow, and no line breaks at it
constexpr const char* kMinus = "\xE2\x88\x92";

const Unit& unit_for(double ns) {
  for (const Unit& unit : kUnits) {
    if (ns >= unit.ns) return unit;
  }
  return kUnits[3];
}

std::string grouped(double whole) {
  std::string digits = fmt::format("{:.0f}", std::abs(whole));
  if (digits.size() > 4) {
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, kThinSpace);
  }
  return whole < 0 ? kMinus + digits : digits;
}

/// Without the zeros that say nothing: "2.50" is "2.5", "3.00" is "3".
std::string trimmed(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

double nice_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  constexpr double kSlack = 1 - 1e-9;  // pow() may be off by a unit in the last place
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * kSlack) return factor * power;
  }
  return 10 * power;
}

TimeTicks time_ticks(double begin, double end, int most) {
  TimeTicks result;
  result.step = std::max(1.0, nice_step((end - begin) / std::max(1, most)));
  const Unit& unit = unit_for(result.step);
  double base = 0;
  const bool relative = std::max(std::abs(begin), std::abs(end)) / unit.ns > kMostInLabel;
  if (relative) {
    const Unit& coarse = (&unit)[-1];  // never past the front: seconds are reached only beyond a day
    base = unit.ns >= 1e9 ? 0 : std::floor(begin / coarse.ns) * coarse.ns;
    const double thousandth = base / 1e9;
    result.base = trimmed(fmt::format("{:.6f}", thousandth)) + " s";
  }
  // Multiples of the step, counted in whole numbers so that no error adds up.
  for (double n = std::ceil(begin / result.step); n * result.step <= end; ++n) {
    const double at = n * result.step;
    const double shown = std::round((at - base) / unit.ns);
    result.ticks.push_back({at, (relative ? "+" : "") + grouped(shown) + " " + unit.name});
  }
  return result;
}

ValueTicks value_ticks(double low, double high, int most) {
  ValueTicks result;
  if (low == high) {
    low = std::min(low, 0.0);
    high = high > low ? high : low + 1;
  }
  result.step = nice_step((high - low) / std::max(1, most - 1));
  const double first = std::floor(low / result.step + 1e-9);
  const double last = std::ceil(high / result.step - 1e-9);
  const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(result.step) - 1e-9)));
  for (double n = first; n <= last; ++n) {
    const double at = n * result.step;
    const bool whole = decimals == 0;
    result.ticks.push_back(
        {at, whole ? grouped(at) : fmt::format("{}{:.{}f}", at < 0 ? kMinus : "", std::abs(at), decimals)});
  }
  result.low = first * result.step;
  result.high = last * result.step;
  return result;
}

std::string format_time(Nanos length) {
  const double ns = static_cast<double>(length);
  const Unit& unit = unit_for(std::abs(ns));
  const double shown = std::abs(ns) / unit.ns;
  const int decimals = unit.ns == 1.0 || shown >= 99.95 ? 0 : shown >= 9.995 ? 1 : 2;
  return fmt::format("{}{} {}", ns < 0 ? kMinus : "",
                     decimals == 0 ? grouped(shown) : fmt::format("{:.{}f}", shown, decimals), unit.name);
}

std::string format_value(double value) {
  const double size = std::abs(value);
  if (size == 0) return "0";
  if (size >= 99.95) return grouped(value);
  const std::string digits = size >= 9.995  ? trimmed(fmt::format("{:.1f}", size))
                             : size >= 0.01 ? trimmed(fmt::format("{:.2f}", size))
                                            : fmt::format("{:.2g}", size);
  return (value < 0 ? kMinus : "") + digits;
}

}  // namespace sp::ui
