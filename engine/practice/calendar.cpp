#include "engine/practice/calendar.h"

#include <cassert>
#include <chrono>

#include <fmt/format.h>

namespace sp::practice {
namespace {

/// Division that rounds down, so that times before 1970 fall on the right day.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

/// How much later than the day of UTC a day of this calendar begins.
std::int64_t shift_of(const Calendar& calendar) {
  return (calendar.rollover_hour * 60 - calendar.utc_offset_minutes) * kMsPerMinute;
}

/// The number that the digits from `first` to before `last` write; nothing when one is no digit.
std::optional<unsigned> read_digits(std::string_view text, std::size_t first, std::size_t last) {
  unsigned number = 0;
  for (const char c : text.substr(first, last - first)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number;
}

}  // namespace

std::int64_t Calendar::day_of(std::int64_t unix_ms) const noexcept {
  // The shift applies to what is left of the UTC day: no time is too far away for it.
  const std::int64_t utc_day = floor_div(unix_ms, kMsPerDay);
  const std::int64_t into_day = unix_ms % kMsPerDay + (unix_ms % kMsPerDay < 0 ? kMsPerDay : 0);
  return utc_day + floor_div(into_day - shift_of(*this), kMsPerDay);
}

std::int64_t Calendar::start_of(std::int64_t day) const noexcept {
  return day * kMsPerDay + shift_of(*this);
}

std::optional<std::int64_t> parse_date(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto year = read_digits(iso, 0, 4);
  const auto month = read_digits(iso, 5, 7);
  const auto day = read_digits(iso, 8, 10);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                         std::chrono::month{*month}, std::chrono::day{*day}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date}.time_since_epoch().count();
}

std::string to_iso_date(std::int64_t day) {
  assert(kFirstDate <= day && day <= kLastDate);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace sp::practice
