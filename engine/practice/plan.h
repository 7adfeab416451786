#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/practice/progress.h"

namespace sp::practice {

/// What is to be done today. Items as indices; each stands in one list. Plain data.
struct DayPlan {
  std::vector<std::size_t> reviews;  ///< due, the ones that are forgotten soonest first; at most the limit
  std::vector<std::size_t> fresh;    ///< new ones in the order wanted; at most the limit
  std::size_t due = 0;               ///< how many are due, without the limit
  std::size_t unseen = 0;            ///< how many taught items were never seen, without the limit
  std::size_t learned_today = 0;     ///< how many were seen for the first time today
  std::size_t reviewed_today = 0;    ///< how many reviews of items seen on earlier days were given today

  bool empty() const noexcept { return reviews.empty() && fresh.empty(); }
};

/// Today's plan at this time. `count` of new ones is new_per_day, or, with an interview date ahead, what the
/// pace asks for if that is less; minus those learned today.
DayPlan plan_day(const Progress& progress, std::int64_t now);

/// How the taught items can be met before the interview. Plain data.
struct Pace {
  std::int64_t day = 0;        ///< of the interview
  std::int64_t days_left = 0;  ///< until then, today included; 0 on the day itself and later
  std::size_t unseen = 0;      ///< taught items that were never seen
  /// How many a day meet them all with kReserveDays to spare for repeating; 0 when none is left, or no day.
  std::size_t needed_per_day = 0;
  std::size_t new_per_day = 0;  ///< as it goes: what is needed, if the limit allows it
};

/// The last days before an interview are for repeating, not for what is new.
inline constexpr std::int64_t kReserveDays = 2;

/// Nothing without an interview date.
std::optional<Pace> pace_of(const Progress& progress, std::int64_t now);

/// What a simulation expects of the days until `until_day`. Plain data; means over the runs.
struct Outlook {
  std::vector<double> reviews;  ///< a day, from today; those of new items excluded
  std::vector<double> fresh;    ///< new items a day
  double known = 0;  ///< how many taught items are known on `until_day`: the sum of their chances of recall
  double seen = 0;   ///< how many were met by then
  std::size_t total = 0;  ///< taught items that are not suspended
};

/// Simulates the learner from now on: every day all that is due within the limits, and `new_per_day` new
/// items but for the last kReserveDays; each answer is right with the chance that the model gives it (a new
/// item's first with kFirstChance), graded good or again. Deterministic for a seed. `until_day` is at most
/// kLongestOutlook days ahead; further is cut.
Outlook simulate(const Progress& progress, std::int64_t now, std::int64_t until_day, std::size_t new_per_day,
                 std::uint64_t seed, int runs = 10);

inline constexpr std::int64_t kLongestOutlook = 365;
inline constexpr double kFirstChance = 0.6;  ///< of a first answer to something new; a guess, said on screen

/// Unseen taught items that are available, in the order that the settings want.
std::vector<std::size_t> new_items(const Progress& progress, std::int64_t now);

/// What is known least first: by the chance of recall on the day of the interview, or in a week; only what
/// was seen and is not suspended. At most `most`.
std::vector<std::size_t> weakest(const Progress& progress, std::int64_t now, std::size_t most);

/// The time for which mastery is told: the begin of the interview's day if that lies ahead, else in a week.
std::int64_t target_time(const Progress& progress, std::int64_t now);

}  // namespace sp::practice
