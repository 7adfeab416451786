#include "engine/practice/fsrs.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace sp::practice {
namespace {

constexpr std::array kGrades{Grade::again, Grade::hard, Grade::good, Grade::easy};

/// Relative, as the published vectors are rounded.
void expect_close(double value, double expected) {
  EXPECT_NEAR(value, expected, std::abs(expected) * 1e-7);
}

Grade any_grade() {
  return *rc::gen::elementOf(kGrades);
}

/// A number from `first` to `last`, as likely in each of its magnitudes.
double any_magnitude(double first, double last) {
  const double share = *rc::gen::inRange(0, 1'000'001) / 1e6;
  return first * std::pow(last / first, share);
}

Memory any_memory() {
  return {.stability = any_magnitude(kLeastStability, kMostStability),
          .difficulty = 1 + *rc::gen::inRange(0, 9'001) / 1e3};
}

TEST(Fsrs, TheFirstReviewSetsStabilityAndDifficulty) {
  constexpr std::array kDifficulties{6.4133, 5.11217071, 2.11810397, 1.0};
  for (std::size_t i = 0; i < kGrades.size(); ++i) {
    const Memory memory = Fsrs().first(kGrades[i]);
    EXPECT_EQ(memory.stability, kDefaultWeights[i]);
    expect_close(memory.difficulty, kDifficulties[i]);
  }
}

TEST(Fsrs, AMemoryChangesWithEachReview) {
  struct Review {
    Grade grade;
    std::int64_t days;
    double stability;
    double difficulty;
  };
  const std::vector<Review> reviews{
      {Grade::good, 0, .24668919, 6.40211507},    {Grade::good, 1, 2.02147725, 6.39094132},
      {Grade::good, 3, 7.86369884, 6.37977875},   {Grade::good, 8, 21.91771315, 6.36862734},
      {Grade::good, 21, 53.62690292, 6.35748708},
  };
  const Fsrs fsrs;
  Memory memory = fsrs.first(Grade::again);
  for (const Review& review : reviews) {
    memory = fsrs.next(memory, review.days, review.grade);
    expect_close(memory.stability, review.stability);
    expect_close(memory.difficulty, review.difficulty);
  }
}

TEST(Fsrs, RetrievabilityFallsWithTimeAndSlowerWhenStable) {
  struct Point {
    double days;
    double stability;
    double recall;
  };
  const std::vector<Point> points{{0, 1, 1},        {1, 2, .9403443}, {2, 3, .9253786},
                                  {3, 4, .9185229}, {4, 4, .9},       {5, 2, .8261359}};
  for (const Point& point : points)
    expect_close(Fsrs().retrievability(point.days, point.stability), point.recall);
}

TEST(Fsrs, ALaterReviewGainsByWhatWasForgotten) {
  constexpr std::array kRecalls{.9, .8, .7, .6};
  constexpr std::array kRecalled{25.60252118, 28.22657096, 58.65599107, 127.2266925};
  constexpr std::array kForgotten{1.05253961, 1.18943295, 1.36808387, 1.58498896};
  for (std::size_t i = 0; i < kGrades.size(); ++i) {
    const Memory memory{.stability = 5, .difficulty = static_cast<double>(i + 1)};
    expect_close(Fsrs().stability_recalled(memory, kRecalls[i], kGrades[i]), kRecalled[i]);
    expect_close(Fsrs().stability_forgotten(memory, kRecalls[i]), kForgotten[i]);
  }
}

TEST(Fsrs, ASameDayReviewFollowsAFormulaOfItsOwn) {
  constexpr std::array kStabilities{1.596818, 5.0, 5.0, 8.12960956};
  for (std::size_t i = 0; i < kGrades.size(); ++i)
    expect_close(Fsrs().next({.stability = 5, .difficulty = 5}, 0, kGrades[i]).stability, kStabilities[i]);
}

TEST(Fsrs, AnIntervalIsWholeDaysFromOneToACentury) {
  const Fsrs fsrs;
  EXPECT_EQ(fsrs.interval(2.3065, .9), 2);
  EXPECT_EQ(fsrs.interval(10.49, .9), 10);
  EXPECT_EQ(fsrs.interval(10.51, .9), 11);
  EXPECT_EQ(fsrs.interval(kLeastStability, .9), 1);
  EXPECT_EQ(fsrs.interval(kMostStability, .9), 36'500);
  EXPECT_EQ(fsrs.interval(kMostStability, .5), kLongestInterval);
  EXPECT_EQ(fsrs.interval(100, 1), 1);
}

RC_GTEST_PROP(FsrsProperty, RetrievabilityIsAChanceThatOnlyFalls, ()) {
  const double stability = any_magnitude(kLeastStability, kMostStability);
  const double sooner = *rc::gen::inRange(0, 40'000);
  const double later = sooner + *rc::gen::inRange(1, 40'000);
  const Fsrs fsrs;
  RC_ASSERT(fsrs.retrievability(0, stability) == 1);
  RC_ASSERT(fsrs.retrievability(sooner, stability) <= 1);
  RC_ASSERT(fsrs.retrievability(later, stability) < fsrs.retrievability(sooner, stability));
  RC_ASSERT(fsrs.retrievability(later, stability) > 0);
}

RC_GTEST_PROP(FsrsProperty, StabilityIsTheDaysUntilNineOfTenAreRecalled, ()) {
  const double stability = any_magnitude(kLeastStability, kMostStability);
  RC_ASSERT(std::abs(Fsrs().retrievability(stability, stability) - .9) < 1e-12);
}

RC_GTEST_PROP(FsrsProperty, AnIntervalEndsWhereTheChanceIsTheOneWanted, ()) {
  const double stability = any_magnitude(1, 1'000);
  const double wanted = *rc::gen::inRange(80, 96) / 1e2;
  const int days = Fsrs().interval(stability, wanted);
  if (days > 1) RC_ASSERT(Fsrs().retrievability(days - .5, stability) >= wanted - 1e-9);
  RC_ASSERT(Fsrs().retrievability(days + .5, stability) <= wanted + 1e-9);
}

RC_GTEST_PROP(FsrsProperty, AnyHistoryStaysWithinTheBounds, ()) {
  const Fsrs fsrs;
  Memory memory = fsrs.first(any_grade());
  const auto reviews = *rc::gen::inRange(0, 60);
  for (int i = 0; i < reviews; ++i) {
    const auto days = *rc::gen::element<std::int64_t>(0, 0, 1, 3, 40, 1'000, 100'000'000'000);
    memory = fsrs.next(memory, days, any_grade());
    RC_ASSERT(memory.stability >= kLeastStability);
    RC_ASSERT(memory.stability <= kMostStability);
    RC_ASSERT(memory.difficulty >= 1);
    RC_ASSERT(memory.difficulty <= 10);
  }
}

RC_GTEST_PROP(FsrsProperty, ABetterGradeNeverLeavesLessBehind, ()) {
  const Fsrs fsrs;
  const Memory memory = any_memory();
  const std::int64_t days = *rc::gen::inRange(0, 3'000);
  for (std::size_t i = 1; i < kGrades.size(); ++i) {
    const Memory worse = fsrs.next(memory, days, kGrades[i - 1]);
    const Memory better = fsrs.next(memory, days, kGrades[i]);
    RC_ASSERT(worse.stability <= better.stability);
    RC_ASSERT(worse.difficulty >= better.difficulty);
  }
}

RC_GTEST_PROP(FsrsProperty, ALapseNeverStrengthensAndARecallNeverWeakens, ()) {
  const Memory memory = any_memory();
  const std::int64_t days = *rc::gen::inRange(1, 3'000);
  RC_ASSERT(Fsrs().next(memory, days, Grade::again).stability <= memory.stability);
  RC_ASSERT(Fsrs().next(memory, days, Grade::hard).stability >= memory.stability);
}

}  // namespace
}  // namespace sp::practice
