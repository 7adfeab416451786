#include "engine/practice/scheduler.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/base/counted.h"

namespace sp::practice {
namespace {

constexpr int kMinutesPerDay = 24 * 60;

/// at + ms, but never past what the type holds: times of reviews come from outside.
std::int64_t later(std::int64_t at, std::int64_t ms) {
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  return at > kLast - ms ? kLast : at + ms;
}

bool in_steps(Phase phase) {
  return phase == Phase::learning || phase == Phase::relearning;
}

[[maybe_unused]] bool possible(const std::vector<int>& steps) {
  return std::all_of(steps.begin(), steps.end(),
                     [](int minutes) { return 1 <= minutes && minutes <= kLongestStep; });
}

/// Half way from the first step to the second; without a second, half as long again as the first.
int hard_minutes(const std::vector<int>& steps) {
  const double minutes = steps.size() > 1 ? (steps[0] + steps[1]) / 2.0 : steps[0] * 1.5;
  return static_cast<int>(std::floor(minutes + 0.5));
}

std::string with_tenths(std::int64_t tenths, std::string_view unit) {
  const std::string_view plural = tenths == 10 ? "" : "s";
  if (tenths % 10 == 0) return fmt::format("{} {}{}", tenths / 10, unit, plural);
  return fmt::format("{}.{} {}{}", tenths / 10, tenths % 10, unit, plural);
}

}  // namespace

/// What the steps say after a grade. Without minutes they are over.
struct Scheduler::Step {
  int minutes = 0;
  int next = 0;
};

Scheduler::Scheduler(SchedulerOptions options, const Fsrs& fsrs) : options_(std::move(options)), fsrs_(fsrs) {
  assert(options_.retention > 0 && options_.retention <= 1);
  assert(possible(options_.learning_minutes) && possible(options_.relearning_minutes));
  assert(1 <= options_.longest_days && options_.longest_days <= kLongestInterval);
}

std::int64_t Scheduler::days_between(std::int64_t last, std::int64_t at) const {
  return std::max<std::int64_t>(options_.calendar.day_of(at) - options_.calendar.day_of(last), 0);
}

Memory Scheduler::remembered(const Schedule& schedule, std::int64_t at, Grade grade) const {
  if (schedule.phase == Phase::fresh) return fsrs_.first(grade);
  return fsrs_.next(schedule.memory, days_between(schedule.last, at), grade);
}

int Scheduler::interval(const Memory& memory) const {
  return std::min(fsrs_.interval(memory.stability, options_.retention), options_.longest_days);
}

/// The interval after Hard, Good or Easy in the review phase. Each is at least a day longer than the one
/// before; where the formula gives Hard the longer one, Hard gives way.
int Scheduler::review_days(const Schedule& schedule, std::int64_t at, Grade grade) const {
  const int good_alone = interval(remembered(schedule, at, Grade::good));
  const int hard = std::min(interval(remembered(schedule, at, Grade::hard)), good_alone);
  if (grade == Grade::hard) return hard;
  const int good = std::max(good_alone, hard + 1);
  if (grade == Grade::good) return good;
  return std::max(interval(remembered(schedule, at, Grade::easy)), good + 1);
}

Scheduler::Step Scheduler::step_after(const Schedule& schedule, Grade grade) const {
  const bool lapsed = schedule.phase == Phase::review || schedule.phase == Phase::relearning;
  const std::vector<int>& steps = lapsed ? options_.relearning_minutes : options_.learning_minutes;
  const auto reached = static_cast<std::size_t>(schedule.step);
  if (reached >= steps.size()) return {};  // there are fewer steps than when it was reached
  switch (grade) {
    case Grade::again:
      return {.minutes = steps[schedule.phase == Phase::review ? reached : 0], .next = 0};
    case Grade::hard:
      return {.minutes = hard_minutes(steps), .next = schedule.step};
    case Grade::good:
      if (reached + 1 == steps.size()) return {};
      return {.minutes = steps[reached + 1], .next = schedule.step + 1};
    case Grade::easy:
      return {};
  }
  return {};
}

/// The rest of `after`, whose memory and time are those of the review already.
void Scheduler::take_step(Schedule& after, const Step& step) const {
  const Phase before = after.phase;
  after.step = step.next;
  after.days = step.minutes / kMinutesPerDay;
  after.due = later(after.last, step.minutes * kMsPerMinute);
  after.phase = Phase::review;
  if (step.minutes == 0) {
    after.days = interval(after.memory);
    after.due = later(after.last, after.days * kMsPerDay);
  } else if (step.minutes < kMinutesPerDay) {
    after.phase = before == Phase::learning || before == Phase::fresh ? Phase::learning : Phase::relearning;
  }
}

Schedule Scheduler::next(const Schedule& schedule, std::int64_t at, Grade grade) const {
  Schedule after = schedule;
  after.memory = remembered(schedule, at, grade);
  after.last = at;
  ++after.reps;
  if (schedule.phase == Phase::review && grade != Grade::again) {
    after.step = 0;
    after.days = review_days(schedule, at, grade);
    after.due = later(at, after.days * kMsPerDay);
    return after;
  }
  if (schedule.phase == Phase::review) ++after.lapses;
  take_step(after, step_after(schedule, grade));
  return after;
}

std::array<Schedule, 4> Scheduler::preview(const Schedule& schedule, std::int64_t at) const {
  return {next(schedule, at, Grade::again), next(schedule, at, Grade::hard), next(schedule, at, Grade::good),
          next(schedule, at, Grade::easy)};
}

double Scheduler::retrievability(const Schedule& schedule, std::int64_t at) const {
  if (schedule.phase == Phase::fresh) return 0;
  return fsrs_.retrievability(static_cast<double>(days_between(schedule.last, at)),
                              schedule.memory.stability);
}

bool Scheduler::due(const Schedule& schedule, std::int64_t now) const {
  if (in_steps(schedule.phase)) return schedule.due <= now;
  return schedule.phase == Phase::review &&
         options_.calendar.day_of(schedule.due) <= options_.calendar.day_of(now);
}

std::string interval_words(std::int64_t ms) {
  constexpr double kDaysPerYear = 365.25;  // of the Julian calendar
  const double minutes = static_cast<double>(ms) / kMsPerMinute;
  const double days = minutes / kMinutesPerDay;
  if (const auto whole = std::llround(minutes); whole < 60)
    return fmt::format("{} min", std::max<std::int64_t>(whole, 1));
  if (const auto hours = std::llround(minutes / 60); hours < 24) return fmt::format("{} h", hours);
  if (const auto whole = std::llround(days); whole < 30) return counted(whole, "day");
  const auto months = std::llround(days * 10 * 12 / kDaysPerYear);
  if (months < 120) return with_tenths(months, "month");
  return with_tenths(std::llround(days * 10 / kDaysPerYear), "year");
}

}  // namespace sp::practice
