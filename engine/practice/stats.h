#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/practice/progress.h"

namespace sp::practice {

/// What was done on one of the learner's days.
struct DayActivity {
  std::size_t reviews = 0;
  std::size_t known = 0;  ///< graded better than `again`
  std::int64_t ms = 0;    ///< time spent on them: of each at most kLongestReviewMs

  friend bool operator==(const DayActivity&, const DayActivity&) = default;
};

/// A longer time means that the learner was away.
inline constexpr std::int64_t kLongestReviewMs = 10 * 60'000;

/// By day number (Calendar); days without reviews are missing.
std::map<std::int64_t, DayActivity> activity(const Progress& progress);

struct Streak {
  std::size_t days = 0;     ///< in a row up to today, or up to yesterday when nothing was done today yet
  std::size_t longest = 0;  ///< ever
  bool today = false;       ///< something was done today

  friend bool operator==(const Streak&, const Streak&) = default;
};
Streak streak(const std::map<std::int64_t, DayActivity>& days, std::int64_t today);

/// How well a topic is known.
struct TopicMastery {
  std::string topic;
  std::size_t items = 0;  ///< taught, not suspended
  std::size_t seen = 0;
  double now = 0;     ///< mean chance of recall now, 0 to 1; an item never seen counts 0
  double target = 0;  ///< the same at the target time if nothing is reviewed before
};
/// The taught items' topics, in the order in which they are taught.
std::vector<TopicMastery> mastery(const Progress& progress, std::int64_t now, std::int64_t target);

/// How many items come due on each of the next `days` days, today first; what is overdue counts for today. No
/// simulation: as the schedule stands.
std::vector<std::size_t> forecast(const Progress& progress, std::int64_t now, std::size_t days);

/// Recall in reviews of what was seen on an earlier day, against what the model gave it.
struct Retention {
  std::size_t reviews = 0;
  std::size_t known = 0;
  double predicted = 0;  ///< sum of the predicted chances

  double true_rate() const {
    return reviews == 0 ? 0 : static_cast<double>(known) / static_cast<double>(reviews);
  }
  double predicted_rate() const { return reviews == 0 ? 0 : predicted / static_cast<double>(reviews); }
};
struct RetentionTable {
  static constexpr std::size_t kBins = 5;
  Retention all;
  Retention month;  ///< the last 30 days
  /// By predicted chance: below 0.6, 0.6, 0.7, 0.8 and 0.9 up.
  std::array<Retention, kBins> bins;
};
RetentionTable retention(const Progress& progress, std::int64_t now);

}  // namespace sp::practice
