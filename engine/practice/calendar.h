#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sp::practice {

inline constexpr std::int64_t kMsPerMinute = 60'000;
inline constexpr std::int64_t kMsPerDay = 24 * 60 * kMsPerMinute;

/// A learner's days: numbered from 1970-01-01 in local time, each beginning at `rollover_hour`, so that what
/// is answered after midnight still belongs to the evening before. Plain data without a time zone's changes:
/// the caller passes the offset that holds now.
struct Calendar {
  int utc_offset_minutes = 0;  ///< east of Greenwich positive; less than a day either way
  int rollover_hour = 4;       ///< 0 to 23; 0 makes the days those of the date

  /// The day of any Unix time in milliseconds, before 1970 too.
  std::int64_t day_of(std::int64_t unix_ms) const noexcept;
  /// When the day begins, in Unix milliseconds. At most 10^11 days from 1970.
  std::int64_t start_of(std::int64_t day) const noexcept;

  friend bool operator==(const Calendar&, const Calendar&) = default;
};

inline constexpr std::int64_t kFirstDate = -719'528;  ///< 0000-01-01
inline constexpr std::int64_t kLastDate = 2'932'896;  ///< 9999-12-31

/// The number of the day that is written "2026-12-01" (ISO 8601, proleptic Gregorian, years 0000 to 9999).
/// Nothing for any other form and for days that no month has.
std::optional<std::int64_t> parse_date(std::string_view iso);

/// The reverse of `parse_date`, for kFirstDate to kLastDate.
std::string to_iso_date(std::int64_t day);

}  // namespace sp::practice
