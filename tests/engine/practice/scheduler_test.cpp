#include "engine/practice/scheduler.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace sp::practice {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kNoon = 20'000 * kDay + 12 * kHour;  // of a day in 2024, UTC
constexpr std::array kGrades{Grade::again, Grade::hard, Grade::good, Grade::easy};

/// Every review at the moment it is due, the first one at noon.
std::vector<Schedule> on_time(const Scheduler& scheduler, const std::vector<Grade>& grades) {
  std::vector<Schedule> states;
  Schedule schedule;
  std::int64_t at = kNoon;
  for (const Grade grade : grades) {
    schedule = scheduler.next(schedule, at, grade);
    states.push_back(schedule);
    at = schedule.due;
  }
  return states;
}

/// One that was reviewed at noon and is in the review phase.
Schedule in_review(double stability, double difficulty = 5) {
  return {.phase = Phase::review,
          .step = 0,
          .memory = {.stability = stability, .difficulty = difficulty},
          .due = kNoon + std::llround(stability) * kDay,
          .last = kNoon,
          .days = static_cast<int>(std::lround(stability)),
          .reps = 3,
          .lapses = 0};
}

/// Minutes until due, of the four grades.
std::vector<std::int64_t> minutes(const std::array<Schedule, 4>& states) {
  std::vector<std::int64_t> lengths;
  for (const Schedule& state : states) lengths.push_back((state.due - state.last) / kMinute);
  return lengths;
}

std::vector<int> days(const std::vector<Schedule>& states) {
  std::vector<int> days;
  for (const Schedule& state : states) days.push_back(state.days);
  return days;
}

TEST(Scheduler, FollowsThePublishedIntervals) {
  const Scheduler scheduler{{.calendar = {.utc_offset_minutes = 0, .rollover_hour = 0}}};
  std::vector<Grade> grades(13, Grade::good);
  grades[6] = grades[7] = Grade::again;
  EXPECT_THAT(days(on_time(scheduler, grades)), ElementsAre(0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21));
}

TEST(Scheduler, LearnsInStepsOfMinutesThenGraduates) {
  const Scheduler scheduler;
  const auto first = scheduler.preview({}, kNoon);
  EXPECT_THAT(minutes(first), ElementsAre(1, 6, 10, 8 * 1440));
  EXPECT_EQ(first[0].phase, Phase::learning);
  EXPECT_EQ(first[1].step, 0);
  EXPECT_EQ(first[2].step, 1);
  EXPECT_EQ(first[2].days, 0);
  EXPECT_EQ(first[3].phase, Phase::review);
  EXPECT_EQ(first[3].days, 8);

  const auto second = scheduler.preview(first[2], first[2].due);
  EXPECT_THAT(minutes(second), ElementsAre(1, 6, 2 * 1440, 4 * 1440));
  EXPECT_EQ(second[0].step, 0);
  EXPECT_EQ(second[1].step, 1);
  EXPECT_EQ(second[2].phase, Phase::review);
  EXPECT_EQ(second[2].step, 0);
  EXPECT_EQ(second[2].reps, 2);
}

TEST(Scheduler, ALapseIsRelearnedAndCounted) {
  const Scheduler scheduler;
  const Schedule lapsed = scheduler.next(in_review(10), kNoon + 10 * kDay, Grade::again);
  EXPECT_EQ(lapsed.phase, Phase::relearning);
  EXPECT_EQ(lapsed.due, lapsed.last + 10 * kMinute);
  EXPECT_EQ(lapsed.lapses, 1);
  const auto again = scheduler.preview(lapsed, lapsed.due);
  EXPECT_THAT(minutes(again), ElementsAre(10, 15, testing::Ge(1440), testing::Ge(1440)));
  EXPECT_EQ(again[0].phase, Phase::relearning);
  EXPECT_EQ(again[0].lapses, 1) << "only what is forgotten in the review phase is a lapse";
  EXPECT_EQ(again[2].phase, Phase::review);
}

TEST(Scheduler, WithoutStepsEveryGradeGivesDays) {
  const Scheduler scheduler{{.learning_minutes = {}, .relearning_minutes = {}}};
  for (const Schedule& schedule : scheduler.preview({}, kNoon)) {
    EXPECT_EQ(schedule.phase, Phase::review);
    EXPECT_GE(schedule.days, 1);
  }
  const Schedule lapsed = scheduler.next(in_review(10), kNoon + 10 * kDay, Grade::again);
  EXPECT_EQ(lapsed.phase, Phase::review);
  EXPECT_EQ(lapsed.days, 1);
  EXPECT_EQ(lapsed.lapses, 1);
}

TEST(Scheduler, AStepOfADayCountsAsAnInterval) {
  const Scheduler scheduler{{.learning_minutes = {10, 3'000}}};
  const Schedule schedule = scheduler.next({}, kNoon, Grade::good);
  EXPECT_EQ(schedule.phase, Phase::review);
  EXPECT_EQ(schedule.step, 1);
  EXPECT_EQ(schedule.days, 2);
  EXPECT_EQ(schedule.due, kNoon + 3'000 * kMinute);
}

TEST(Scheduler, FewerStepsThanWereReachedEndTheSteps) {
  const Schedule reached = Scheduler().next({}, kNoon, Grade::good);
  const Scheduler shorter{{.learning_minutes = {5}}};
  for (const Schedule& schedule : shorter.preview(reached, reached.due))
    EXPECT_EQ(schedule.phase, Phase::review);
}

TEST(Scheduler, TheLongestIntervalBoundsHardAndKeepsTheOrder) {
  const Scheduler scheduler{{.longest_days = 20}};
  const auto states = scheduler.preview(in_review(1'000), kNoon + 1'000 * kDay);
  EXPECT_EQ(states[1].days, 20);
  EXPECT_EQ(states[2].days, 21);
  EXPECT_EQ(states[3].days, 22);
}

TEST(Scheduler, AClockThatWasSetBackMakesZeroDays) {
  const Scheduler scheduler;
  const Schedule schedule = in_review(10);
  const std::int64_t before = kNoon - 3 * kDay;
  for (const Grade grade : kGrades) {
    const Schedule after = scheduler.next(schedule, before, grade);
    EXPECT_EQ(after.memory, scheduler.next(schedule, kNoon, grade).memory);
    EXPECT_EQ(after.last, before);
    EXPECT_GT(after.due, before);
  }
  EXPECT_EQ(scheduler.retrievability(schedule, before), 1);
}

TEST(Scheduler, DaysElapseAtTheRollover) {
  const Scheduler scheduler;  // days begin at 4:00 UTC
  const std::int64_t four = 20'001 * kDay + 4 * kHour;
  const Schedule schedule = in_review(10);
  const double same_day = scheduler.next(schedule, kNoon, Grade::again).memory.stability;
  EXPECT_EQ(scheduler.next(schedule, four - 1, Grade::again).memory.stability, same_day);
  EXPECT_LT(scheduler.next(schedule, four, Grade::again).memory.stability, same_day);
  EXPECT_EQ(scheduler.retrievability(schedule, four - 1), 1);
  EXPECT_NEAR(scheduler.retrievability(schedule, four + 9 * kDay), .9, 1e-12);

  const Scheduler tokyo{{.calendar = {.utc_offset_minutes = 9 * 60}}};  // 4:00 there is 19:00 UTC
  EXPECT_EQ(tokyo.retrievability(schedule, kNoon + 7 * kHour - 1), 1);
  EXPECT_LT(tokyo.retrievability(schedule, kNoon + 7 * kHour), 1);
}

TEST(Scheduler, AReviewIsDueFromTheStartOfItsDayAndAStepFromItsMinute) {
  const Scheduler scheduler;
  const Schedule review = in_review(3);  // due at noon
  const std::int64_t morning = 20'003 * kDay + 4 * kHour;
  EXPECT_FALSE(scheduler.due(review, morning - 1));
  EXPECT_TRUE(scheduler.due(review, morning));
  EXPECT_TRUE(scheduler.due(review, morning + 400 * kDay));

  const Schedule step = scheduler.next({}, kNoon, Grade::again);
  EXPECT_FALSE(scheduler.due(step, kNoon + kMinute - 1));
  EXPECT_TRUE(scheduler.due(step, kNoon + kMinute));
  EXPECT_FALSE(scheduler.due(scheduler.next(review, morning, Grade::again), morning));
}

TEST(Scheduler, WhatIsFreshIsNeitherDueNorRemembered) {
  EXPECT_FALSE(Scheduler().due({}, kNoon));
  EXPECT_EQ(Scheduler().retrievability({}, kNoon), 0);
}

TEST(Scheduler, NoTimeIsTooLate) {
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  for (const Grade grade : kGrades) {
    EXPECT_EQ(Scheduler().next({}, kLast - 1, grade).due, kLast);
    EXPECT_EQ(Scheduler().next(in_review(10), kLast, grade).due, kLast);
  }
}

TEST(IntervalWords, SayALengthInOneUnit) {
  EXPECT_EQ(interval_words(0), "1 min");
  EXPECT_EQ(interval_words(kMinute), "1 min");
  EXPECT_EQ(interval_words(10 * kMinute), "10 min");
  EXPECT_EQ(interval_words(kHour - 1), "1 h");
  EXPECT_EQ(interval_words(5 * kHour), "5 h");
  EXPECT_EQ(interval_words(kDay - 1), "1 day");
  EXPECT_EQ(interval_words(3 * kDay), "3 days");
  EXPECT_EQ(interval_words(29 * kDay), "29 days");
  EXPECT_EQ(interval_words(30 * kDay), "1 month");
  EXPECT_EQ(interval_words(46 * kDay), "1.5 months");
  EXPECT_EQ(interval_words(61 * kDay), "2 months");
  EXPECT_EQ(interval_words(363 * kDay), "11.9 months");
  EXPECT_EQ(interval_words(365 * kDay), "1 year");
  EXPECT_EQ(interval_words(438 * kDay), "1.2 years");
  EXPECT_EQ(interval_words(36'500 * kDay), "99.9 years");
}

Grade any_grade() {
  return *rc::gen::elementOf(kGrades);
}

SchedulerOptions any_options() {
  SchedulerOptions options;
  options.retention = *rc::gen::inRange(70, 98) / 1e2;
  options.learning_minutes =
      *rc::gen::element(std::vector<int>{1, 10}, std::vector<int>{}, std::vector<int>{5, 60, 1'440});
  options.relearning_minutes =
      *rc::gen::element(std::vector<int>{10}, std::vector<int>{}, std::vector<int>{10, 2'000});
  options.longest_days = *rc::gen::element(kLongestInterval, 1, 30);
  options.calendar.utc_offset_minutes = *rc::gen::inRange(-720, 841);
  return options;
}

/// A time after `last`, or a little before it.
std::int64_t any_time(std::int64_t last) {
  const auto unit = *rc::gen::element(kMinute, kHour, kDay, 100 * kDay);
  return last + *rc::gen::inRange<std::int64_t>(-2, 30) * unit;
}

/// Where some reviews at any times lead.
Schedule any_schedule(const Scheduler& scheduler) {
  Schedule schedule;
  schedule.last = kNoon;
  const int reviews = *rc::gen::inRange(0, 12);
  for (int i = 0; i < reviews; ++i) schedule = scheduler.next(schedule, any_time(schedule.last), any_grade());
  return schedule;
}

RC_GTEST_PROP(SchedulerProperty, PreviewSaysWhatNextDoes, ()) {
  const Scheduler scheduler{any_options()};
  const Schedule schedule = any_schedule(scheduler);
  const std::int64_t at = any_time(schedule.last);
  const auto states = scheduler.preview(schedule, at);
  for (std::size_t i = 0; i < kGrades.size(); ++i)
    RC_ASSERT(states[i] == scheduler.next(schedule, at, kGrades[i]));
}

RC_GTEST_PROP(SchedulerProperty, EveryReviewIsCountedAndLeadsToALaterOne, ()) {
  const Scheduler scheduler{any_options()};
  const Schedule before = any_schedule(scheduler);
  const std::int64_t at = any_time(before.last);
  const Grade grade = any_grade();
  const Schedule after = scheduler.next(before, at, grade);
  RC_ASSERT(after.reps == before.reps + 1);
  RC_ASSERT(after.lapses == before.lapses + (before.phase == Phase::review && grade == Grade::again ? 1 : 0));
  RC_ASSERT(after.last == at);
  RC_ASSERT(after.days == (after.due - at) / kDay);
  RC_ASSERT(after.phase != Phase::fresh);
  RC_ASSERT((after.phase == Phase::review) == (after.days > 0));
  RC_ASSERT(after.days <= scheduler.options().longest_days + 2);
  RC_ASSERT(scheduler.due(after, after.due));
  RC_ASSERT(scheduler.retrievability(after, at) == 1);
}

RC_GTEST_PROP(SchedulerProperty, InReviewABetterGradeComesBackLater, ()) {
  SchedulerOptions options = any_options();
  options.relearning_minutes = {10};
  const Scheduler scheduler{std::move(options)};
  const double stability = std::pow(10, *rc::gen::inRange(-3'000, 4'500) / 1e3);
  const Schedule schedule = in_review(stability, 1 + *rc::gen::inRange(0, 9'001) / 1e3);
  const auto states = scheduler.preview(schedule, any_time(schedule.last));
  for (std::size_t i = 1; i < states.size(); ++i) RC_ASSERT(states[i - 1].due < states[i].due);
}

}  // namespace
}  // namespace sp::practice
