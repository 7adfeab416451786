#include "engine/practice/calendar.h"

#include <cstdint>
#include <limits>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace sp::practice {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

/// 1970-01-01 to 2100, and as long before.
constexpr std::int64_t kCentury = 47'482;

Calendar any_calendar() {
  return {.utc_offset_minutes = *rc::gen::inRange(-12 * 60, 14 * 60 + 1),
          .rollover_hour = *rc::gen::inRange(0, 24)};
}

TEST(Calendar, WithoutOffsetAndRolloverCountsTheDaysOfUtc) {
  const Calendar utc{.utc_offset_minutes = 0, .rollover_hour = 0};
  EXPECT_EQ(utc.day_of(0), 0);
  EXPECT_EQ(utc.day_of(kDay - 1), 0);
  EXPECT_EQ(utc.day_of(kDay), 1);
  EXPECT_EQ(utc.day_of(-1), -1);
  EXPECT_EQ(utc.day_of(-kDay), -1);
  EXPECT_EQ(utc.day_of(-kDay - 1), -2);
}

TEST(Calendar, ADayBeginsAtFourUnlessToldOtherwise) {
  const Calendar calendar;
  EXPECT_EQ(calendar.day_of(kDay + 4 * kHour - 1), 0);
  EXPECT_EQ(calendar.day_of(kDay + 4 * kHour), 1);
  EXPECT_EQ(calendar.start_of(1), kDay + 4 * kHour);
}

TEST(Calendar, ADayBeginsInLocalTime) {
  // 2026-12-01 04:00 in Berlin's winter and in New York's is 03:00 and 09:00 UTC.
  const std::int64_t day = parse_date("2026-12-01").value();
  const Calendar berlin{.utc_offset_minutes = 60};
  const Calendar new_york{.utc_offset_minutes = -5 * 60};
  EXPECT_EQ(berlin.start_of(day), day * kDay + 3 * kHour);
  EXPECT_EQ(new_york.start_of(day), day * kDay + 9 * kHour);
  EXPECT_EQ(berlin.day_of(day * kDay + 3 * kHour - 1), day - 1);
  EXPECT_EQ(new_york.day_of(day * kDay + 9 * kHour), day);
}

TEST(Calendar, AnOffsetMayBeOfHalfHours) {
  const Calendar kolkata{.utc_offset_minutes = 5 * 60 + 30, .rollover_hour = 0};
  EXPECT_EQ(kolkata.day_of(18 * kHour + 30 * kMinute - 1), 0);
  EXPECT_EQ(kolkata.day_of(18 * kHour + 30 * kMinute), 1);
}

TEST(Calendar, NoTimeIsTooFarAway) {
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
  const Calendar east{.utc_offset_minutes = 14 * 60, .rollover_hour = 0};
  const Calendar west{.utc_offset_minutes = -12 * 60, .rollover_hour = 23};
  EXPECT_EQ(east.day_of(kLast), kLast / kDay);  // 07:12 UTC of the last day
  EXPECT_EQ(west.day_of(kLast), kLast / kDay - 2);
  EXPECT_EQ(east.day_of(kFirst), kFirst / kDay);  // 16:48 UTC of the first
  EXPECT_EQ(west.day_of(kFirst), kFirst / kDay - 2);
}

RC_GTEST_PROP(CalendarProperty, ADayHoldsTheTimesFromItsStartToTheNext, ()) {
  const Calendar calendar = any_calendar();
  const auto at = *rc::gen::inRange<std::int64_t>(-kCentury * kDay, kCentury * kDay);
  const std::int64_t day = calendar.day_of(at);
  RC_ASSERT(calendar.start_of(day) <= at);
  RC_ASSERT(at < calendar.start_of(day + 1));
  RC_ASSERT(calendar.day_of(calendar.start_of(day)) == day);
  RC_ASSERT(calendar.day_of(calendar.start_of(day) - 1) == day - 1);
}

TEST(Date, IsReadAndWritten) {
  EXPECT_EQ(parse_date("1970-01-01"), 0);
  EXPECT_EQ(parse_date("1969-12-31"), -1);
  EXPECT_EQ(parse_date("2026-12-01"), 20'788);
  EXPECT_EQ(parse_date("2000-02-29"), 11'016);
  EXPECT_EQ(parse_date("0000-01-01"), kFirstDate);
  EXPECT_EQ(parse_date("9999-12-31"), kLastDate);
  EXPECT_EQ(to_iso_date(20'788), "2026-12-01");
  EXPECT_EQ(to_iso_date(kFirstDate), "0000-01-01");
  EXPECT_EQ(to_iso_date(kLastDate), "9999-12-31");
}

TEST(Date, OfNoMonthOrOfAnotherFormIsRefused) {
  for (const char* text :
       {"2026-02-30", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01",  "2026-00-10",  "2026-01-00",
        "2026-1-01",  "2026-01-1",  "26-01-01",   "2026/01/01", "2026-01-01 ", " 2026-01-01", "2026-01-01T00",
        "+026-01-01", "-026-01-01", "2026-+1-01", "2026-01-0x", "20260101",    "today",       ""}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

RC_GTEST_PROP(DateProperty, WhatIsWrittenReadsBackAndSortsByTime, ()) {
  const auto day = *rc::gen::inRange<std::int64_t>(kFirstDate, kLastDate);
  RC_ASSERT(parse_date(to_iso_date(day)) == day);
  RC_ASSERT(to_iso_date(day) < to_iso_date(day + 1));
}

}  // namespace
}  // namespace sp::practice
