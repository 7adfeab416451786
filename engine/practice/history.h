#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/practice/calendar.h"
#include "engine/practice/record.h"

namespace sp::practice {

/// How one question went so far.
struct QuestionStats {
  std::size_t tries = 0;
  std::size_t right = 0;
  bool last_correct = false;
  std::int64_t last_at = 0;  ///< Unix ms of the latest try

  friend bool operator==(const QuestionStats&, const QuestionStats&) = default;
};

/// How one day went.
struct DayCount {
  std::size_t answered = 0;
  std::size_t right = 0;

  friend bool operator==(const DayCount&, const DayCount&) = default;
};

/// All records ever made, on this device and on those merged in: a set by record id. Merging is commutative,
/// associative and idempotent, so logs may be exchanged in any order; when one id stands for two different
/// records, the one whose log line sorts first stays, on every device. One thread at a time.
class History {
 public:
  History() = default;
  explicit History(std::span<const Record> records);

  /// Whether anything changed: false when the same record is already there.
  bool add(Record record);
  /// How many records were new or replaced.
  std::size_t merge(const History& other);

  std::size_t size() const noexcept { return records_.size(); }
  /// By time, then by id.
  std::span<const Record> records() const noexcept { return records_; }

  /// The following go through all records: call them when the history changes, not for every frame.

  /// The records that were not taken back, by time, then by id. They point into this history until it
  /// changes.
  std::vector<const Record*> standing() const;
  /// The latest grade that a Regrade gives, by the id of what it grades. Only of those not taken back.
  std::map<std::string, Grade, std::less<>> regrades() const;

  using StatsByQuestion = std::map<std::string, QuestionStats, std::less<>>;
  StatsByQuestion by_question() const;
  QuestionStats stats(std::string_view question_id) const;
  /// Answers but for predictions, by the learner's day.
  std::map<std::int64_t, DayCount> by_day(const Calendar& calendar) const;
  DayCount totals(Source source) const;

  friend bool operator==(const History& a, const History& b) { return a.records_ == b.records_; }

 private:
  std::size_t place_of(std::int64_t at, const std::string& id) const;
  /// Calls `see(answer)` for every answer that stands, by time.
  template <class See>
  void each_answer(See see) const;

  std::vector<Record> records_;                       ///< sorted by (at, id), ids unique
  std::unordered_map<std::string, std::int64_t> at_;  ///< id -> at, to find it in records_
};

}  // namespace sp::practice
