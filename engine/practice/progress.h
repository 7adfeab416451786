#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/practice/history.h"
#include "engine/practice/items.h"
#include "engine/practice/scheduler.h"
#include "engine/practice/settings.h"

namespace sp::practice {

/// One graded answer to an item, and what the model expected before it. Plain data.
struct Review {
  std::string record;  ///< id of the answer or turn
  std::size_t item = 0;
  std::int64_t at = 0;
  Grade grade = Grade::good;
  Phase before = Phase::fresh;
  std::int64_t elapsed_days = 0;  ///< whole days since the review before; 0 for the first
  double predicted = 0;           ///< the chance of recall that the model gave it; 0 for the first
  std::int64_t ms_taken = 0;
};

/// Where one item stands. Plain data.
struct ItemState {
  Schedule schedule;
  bool suspended = false;
  bool flagged = false;
  std::int64_t buried_on = INT64_MIN;  ///< the day on which it was put off until the next

  bool seen() const noexcept { return schedule.phase != Phase::fresh; }
};

/// What the log comes to: every review in order of time, where each item stands, and the settings. It is
/// derived anew from the whole log, so that records may come in any order, be taken back or be graded anew:
/// the same set of records gives the same progress on every device with the same bank, calendar and time
/// zone. One thread at a time.
class Progress {
 public:
  /// `items` must outlive it.
  Progress(const Items& items, const Calendar& calendar) : items_(&items), calendar_(calendar) {
    rebuild({});
  }

  /// Goes through all records: call it when the history or the bank changed.
  void rebuild(const History& history);

  const Items& items() const noexcept { return *items_; }
  const Calendar& calendar() const noexcept { return calendar_; }
  const Settings& settings() const noexcept { return settings_; }
  const Scheduler& scheduler() const noexcept { return scheduler_; }
  std::span<const Review> reviews() const noexcept { return reviews_; }   ///< by time
  std::span<const ItemState> states() const noexcept { return states_; }  ///< by item
  const ItemState& state(std::size_t item) const { return states_[item]; }

  /// The latest review of an item; nullptr if it was never seen.
  const Review* last_review(std::size_t item) const;

  /// How often a question was answered, or, as "recall:<card id>", the card's own prompt.
  std::size_t tries(std::string_view what) const;

  /// The chance that the learner knows it at this time if it is not reviewed before; 0 if it was never seen.
  double chance(std::size_t item, std::int64_t at) const;
  /// Whether it is to be reviewed now, or later today: neither suspended nor put off.
  bool due(std::size_t item, std::int64_t now) const;
  /// Whether it is neither suspended nor put off until another day.
  bool available(std::size_t item, std::int64_t now) const;

 private:
  void take(const Record& record, const std::map<std::string, Grade, std::less<>>& regrades);
  void review(const Record& record, std::size_t item, Grade grade, std::int64_t ms_taken);
  void mark(const Mark& mark);

  const Items* items_;
  Calendar calendar_;
  Settings settings_;
  Scheduler scheduler_;
  std::vector<Review> reviews_;
  std::vector<ItemState> states_;
  std::map<std::string, std::size_t, std::less<>> tries_;
};

}  // namespace sp::practice
