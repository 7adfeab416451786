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

#include "engine/practice/answer.h"

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

/// All answers ever given, on this device and on those merged in: a set by answer id. Merging is commutative,
/// associative and idempotent, so logs may be exchanged in any order; when one id stands for two different
/// answers, the one whose log line sorts first stays, on every device. One thread at a time.
class History {
 public:
  History() = default;
  explicit History(std::span<const Answer> answers);

  /// Whether anything changed: false when the same answer is already there.
  bool add(Answer answer);
  /// How many answers were new or replaced.
  std::size_t merge(const History& other);

  std::size_t size() const noexcept { return answers_.size(); }
  /// By time, then by id.
  std::span<const Answer> answers() const noexcept { return answers_; }

  /// The following go through all answers: call them when the history changes, not for every frame.
  using StatsByQuestion = std::map<std::string, QuestionStats, std::less<>>;
  StatsByQuestion by_question() const;
  QuestionStats stats(std::string_view question_id) const;
  /// Practice only (no predictions), by local day: days since 1970-01-01. `utc_offset_minutes` is the
  /// learner's, east positive.
  std::map<std::int64_t, DayCount> by_day(int utc_offset_minutes) const;
  DayCount totals(Source source) const;

  friend bool operator==(const History& a, const History& b) { return a.answers_ == b.answers_; }

 private:
  std::size_t place_of(const Answer& answer) const;

  std::vector<Answer> answers_;                       ///< sorted by (at, id), ids unique
  std::unordered_map<std::string, std::int64_t> at_;  ///< id -> at, to find it in answers_
};

}  // namespace sp::practice
