#include "engine/base/rng.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace sp {
namespace {

RC_GTEST_PROP(Rng, BelowStaysBelow, (std::uint64_t seed)) {
  const auto n = *rc::gen::positive<std::uint64_t>();
  Rng rng(seed);
  for (int i = 0; i < 50; ++i) RC_ASSERT(rng.below(n) < n);
}

RC_GTEST_PROP(Rng, BetweenIncludesBothEndsAndNothingElse,
              (std::uint64_t seed, std::int64_t a, std::int64_t b)) {
  const auto [low, high] = std::minmax(a, b);
  Rng rng(seed);
  for (int i = 0; i < 50; ++i) {
    const std::int64_t x = rng.between(low, high);
    RC_ASSERT(low <= x);
    RC_ASSERT(x <= high);
  }
}

RC_GTEST_PROP(Rng, UnitIsInItsHalfOpenInterval, (std::uint64_t seed)) {
  Rng rng(seed);
  for (int i = 0; i < 50; ++i) {
    const double x = rng.unit();
    RC_ASSERT(x >= 0.0);
    RC_ASSERT(x < 1.0);
  }
}

RC_GTEST_PROP(Rng, ExponentialIsFiniteAndNotNegative, (std::uint64_t seed)) {
  Rng rng(seed);
  for (int i = 0; i < 50; ++i) {
    const double x = rng.exponential(3.0);
    RC_ASSERT(x >= 0.0);
    RC_ASSERT(std::isfinite(x));
  }
}

RC_GTEST_PROP(Rng, ShuffleIsAPermutation, (std::uint64_t seed, std::vector<int> items)) {
  std::vector<int> shuffled = items;
  Rng(seed).shuffle(std::span(shuffled));
  std::sort(shuffled.begin(), shuffled.end());
  std::sort(items.begin(), items.end());
  RC_ASSERT(shuffled == items);
}

RC_GTEST_PROP(Rng, SameSeedSameStream, (std::uint64_t seed)) {
  Rng a(seed);
  Rng b(seed);
  for (int i = 0; i < 20; ++i) RC_ASSERT(a.next() == b.next());
  RC_ASSERT(a.split().next() == b.split().next());
  RC_ASSERT(a.next() == b.next());
}

TEST(Rng, BetweenTakesTheWholeRange) {
  Rng rng(1);
  bool negative = false;
  bool positive = false;
  for (int i = 0; i < 100; ++i) {
    const std::int64_t x = rng.between(INT64_MIN, INT64_MAX);
    negative |= x < 0;
    positive |= x > 0;
  }
  EXPECT_TRUE(negative);
  EXPECT_TRUE(positive);
  EXPECT_EQ(rng.between(7, 7), 7);
}

TEST(Rng, ChanceAtItsEnds) {
  Rng rng(2);
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(rng.chance(0.0));
    EXPECT_TRUE(rng.chance(1.0));
  }
}

TEST(Rng, ExponentialHasItsMean) {
  Rng rng(3);
  constexpr int kDraws = 100'000;
  double sum = 0.0;
  for (int i = 0; i < kDraws; ++i) sum += rng.exponential(20.0);
  EXPECT_NEAR(sum / kDraws, 20.0, 0.3);  // standard error 0.063
}

TEST(Rng, ExponentialIsAsAccurateAsTheMathematicalLogarithm) {
  Rng rng(4);
  Rng same(4);
  for (int i = 0; i < 10'000; ++i) {
    const double expected = -std::log(1.0 - same.unit());
    const double got = rng.exponential(1.0);
    EXPECT_NEAR(got, expected, 1e-15 + expected * 1e-15);
  }
}

TEST(Rng, ShuffleReachesEveryOrderEquallyOften) {
  Rng rng(5);
  std::vector<int> counts(6);
  for (int i = 0; i < 60'000; ++i) {
    std::vector<int> items{0, 1, 2};
    rng.shuffle(std::span(items));
    const int order = items[0] * 2 + (items[1] > items[2] ? 1 : 0);
    ++counts[static_cast<std::size_t>(order)];
  }
  for (int count : counts) EXPECT_NEAR(count, 10'000, 500);  // standard deviation 91
}

// xoshiro256** after splitmix64(0), as in the authors' reference code.
TEST(Rng, StreamIsFixedForever) {
  Rng rng(0);
  EXPECT_EQ(rng.next(), 0x99ec5f36cb75f2b4U);
  EXPECT_EQ(rng.next(), 0xbf6e1f784956452aU);
  EXPECT_EQ(rng.next(), 0x1a5f849d4933e6e0U);
}

}  // namespace
}  // namespace sp
