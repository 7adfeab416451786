#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/practice/calendar.h"
#include "engine/practice/fsrs.h"

namespace sp::practice {

enum class Phase : std::uint8_t {
  fresh,       ///< never reviewed
  learning,    ///< in the steps of minutes that come first
  review,      ///< in intervals of days
  relearning,  ///< forgotten in review, in steps of minutes again
};

/// Where one thing to be learned stands. Plain data; times in Unix milliseconds.
struct Schedule {
  Phase phase = Phase::fresh;
  int step = 0;           ///< the step of learning or relearning that was reached, from 0
  Memory memory{};        ///< zeros while fresh
  std::int64_t due = 0;   ///< when to review next
  std::int64_t last = 0;  ///< when it was last reviewed
  int days = 0;           ///< from `last` to `due`, 0 for a step of minutes
  int reps = 0;           ///< reviews so far
  int lapses = 0;         ///< how many of them were Again in the review phase

  friend bool operator==(const Schedule&, const Schedule&) = default;
};

inline constexpr int kLongestStep = 365 * 24 * 60;  ///< minutes

/// A step is 1 to kLongestStep minutes.
struct SchedulerOptions {
  double retention = 0.9;  ///< the chance to recall that makes a review due; above 0, at most 1
  std::vector<int> learning_minutes{1, 10};  ///< the steps; none: the first review gives days
  std::vector<int> relearning_minutes{10};   ///< after a lapse; from three on ts-fsrs also lowers w17
  int longest_days = kLongestInterval;  ///< 1 to kLongestInterval; Good and Easy may exceed it by 1 and 2
  Calendar calendar{};                  ///< which reviews are on one day
};

/// Turns grades into due times, as the BasicScheduler of ts-fsrs 5.4.2 does without fuzz: the same state
/// machine and intervals. Days between reviews are those of the calendar (ts-fsrs: of UTC, which is
/// `Calendar{0, 0}`); a clock that was set back makes 0 days. A pure function of what is passed; never
/// changes, for any thread.
class Scheduler {
 public:
  explicit Scheduler(SchedulerOptions options = {}, const Fsrs& fsrs = Fsrs());

  /// After a review at `at` (Unix ms). In the review phase Hard < Good < Easy differ by a day at least, and
  /// steps of a day or more count as intervals.
  Schedule next(const Schedule& schedule, std::int64_t at, Grade grade) const;

  /// `next` for Again, Hard, Good, Easy: what the grade buttons say.
  std::array<Schedule, 4> preview(const Schedule& schedule, std::int64_t at) const;

  /// The chance to recall at `at`, by whole days of the calendar; 0 while fresh.
  double retrievability(const Schedule& schedule, std::int64_t at) const;

  /// Whether a review is due: in the steps when the time has come, in the review phase when the day has come.
  /// Never while fresh.
  bool due(const Schedule& schedule, std::int64_t now) const;

  const SchedulerOptions& options() const noexcept { return options_; }

 private:
  struct Step;

  std::int64_t days_between(std::int64_t last, std::int64_t at) const;
  Memory remembered(const Schedule& schedule, std::int64_t at, Grade grade) const;
  int interval(const Memory& memory) const;
  int review_days(const Schedule& schedule, std::int64_t at, Grade grade) const;
  Step step_after(const Schedule& schedule, Grade grade) const;
  void take_step(Schedule& after, const Step& step) const;

  SchedulerOptions options_;
  Fsrs fsrs_;
};

/// A length of time in few words: "1 min" (anything shorter too), "10 min", "5 h", "3 days", "1.5 months",
/// "2 years". Months and years are means; their tenths are shown unless 0.
std::string interval_words(std::int64_t ms);

}  // namespace sp::practice
