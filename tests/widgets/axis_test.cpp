#include "web/widgets/axis.h"

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/base/rng.h"

namespace sp::ui {
namespace {

std::vector<std::string> labels(const std::vector<Tick>& ticks) {
  std::vector<std::string> result;
  for (const Tick& tick : ticks) result.push_back(tick.label);
  return result;
}

TEST(NiceStep, IsOneTwoOrFiveTimesAPowerOfTen) {
  EXPECT_DOUBLE_EQ(nice_step(1), 1);
  EXPECT_DOUBLE_EQ(nice_step(1.1), 2);
  EXPECT_DOUBLE_EQ(nice_step(3), 5);
  EXPECT_DOUBLE_EQ(nice_step(501), 1000);
  EXPECT_DOUBLE_EQ(nice_step(1000), 1000);
  EXPECT_DOUBLE_EQ(nice_step(0.03), 0.05);
}

TEST(TimeTicks, UseTheUnitOfTheirStep) {
  EXPECT_EQ(labels(time_ticks(0, 1e9, 5).ticks),
            (std::vector<std::string>{"0 ms", "200 ms", "400 ms", "600 ms", "800 ms", "1000 ms"}));
  EXPECT_EQ(
      labels(time_ticks(0, 4e3, 4).ticks),
      (std::vector<std::string>{"0 \xC2\xB5s", "1 \xC2\xB5s", "2 \xC2\xB5s", "3 \xC2\xB5s", "4 \xC2\xB5s"}));
  EXPECT_EQ(labels(time_ticks(7, 12, 9).ticks).front(), "7 ns");
}

TEST(TimeTicks, CountFromABaseWhereLabelsWouldBeLong) {
  const TimeTicks ticks = time_ticks(1.2345678e9, 1.2345978e9, 4);  // 30 µs wide, 1.2 s from the start
  EXPECT_EQ(ticks.base, "1.234 s");
  EXPECT_EQ(labels(ticks.ticks),
            (std::vector<std::string>{"+570 \xC2\xB5s", "+580 \xC2\xB5s", "+590 \xC2\xB5s"}));
}

RC_GTEST_PROP(TimeTicks, LieInOrderWithinTheViewAndAreFew, (std::uint64_t seed)) {
  Rng rng(seed);
  const double begin = std::exp2(rng.unit() * 40), end = begin + std::exp2(rng.unit() * 36 + 6);
  const int most = static_cast<int>(rng.between(1, 20));
  const TimeTicks result = time_ticks(begin, end, most);
  RC_ASSERT(result.ticks.size() <= static_cast<std::size_t>(most) + 1);
  std::set<std::string> different;
  for (std::size_t i = 0; i < result.ticks.size(); ++i) {
    RC_ASSERT(result.ticks[i].at >= begin && result.ticks[i].at <= end);
    if (i > 0)
      RC_ASSERT(std::abs(result.ticks[i].at - result.ticks[i - 1].at - result.step) < result.step * 1e-6);
    RC_ASSERT(different.insert(result.ticks[i].label).second);
    RC_ASSERT(result.ticks[i].label.size() <= 24);
  }
}

TEST(ValueTicks, CoverTheValuesInNiceSteps) {
  const ValueTicks ticks = value_ticks(0, 7.3, 5);
  EXPECT_DOUBLE_EQ(ticks.low, 0);
  EXPECT_DOUBLE_EQ(ticks.high, 8);
  EXPECT_EQ(labels(ticks.ticks), (std::vector<std::string>{"0", "2", "4", "6", "8"}));
  EXPECT_EQ(labels(value_ticks(0, 1, 6).ticks).back(), "1.0");
  EXPECT_EQ(labels(value_ticks(3, 3, 4).ticks).front(), "0");
}

RC_GTEST_PROP(ValueTicks, IncludeEveryValue, (std::uint64_t seed)) {
  Rng rng(seed);
  const double a = (rng.unit() - 0.3) * std::exp2(rng.unit() * 40 - 20);
  const double b = a + rng.unit() * std::exp2(rng.unit() * 40 - 20);
  const ValueTicks ticks = value_ticks(a, b, 5);
  const double slack = (std::abs(a) + std::abs(b)) * 1e-6 + ticks.step * 1e-6;
  RC_ASSERT(ticks.low <= a + slack && ticks.high >= b - slack && ticks.low < ticks.high);
  RC_ASSERT(ticks.ticks.size() >= 2 && ticks.ticks.size() <= 12);
}

TEST(FormatTime, HasThreeDigitsAndAUnit) {
  EXPECT_EQ(format_time(0), "0 ns");
  EXPECT_EQ(format_time(999), "999 ns");
  EXPECT_EQ(format_time(1250), "1.25 \xC2\xB5s");
  EXPECT_EQ(format_time(34'400'000), "34.4 ms");
  EXPECT_EQ(format_time(812 * kMillisecond), "812 ms");
  EXPECT_EQ(format_time(-2 * kSecond),
            "\xE2\x88\x92"
            "2.00 s");
}

TEST(FormatValue, IsShort) {
  EXPECT_EQ(format_value(0), "0");
  EXPECT_EQ(format_value(0.25), "0.25");
  EXPECT_EQ(format_value(3.0), "3");
  EXPECT_EQ(format_value(42.04), "42");
  EXPECT_EQ(format_value(1234), "1234");
  EXPECT_EQ(format_value(1234567),
            "1\xE2\x80\xAF"
            "234\xE2\x80\xAF"
            "567");
  EXPECT_EQ(format_value(0.00123), "0.0012");
}

}  // namespace
}  // namespace sp::ui
