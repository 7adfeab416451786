// Where the reader stands: what the answers so far come to, by card and topic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/bank/bank.h"
#include "web/app/answer_log.h"

namespace sp::app {

/// Of some questions: how many there are, how many were tried, and of how many the latest answer was right.
struct Standing {
  std::size_t questions = 0, tried = 0, right = 0;

  /// "2 of 4 right", "4 questions" before the first try, "no questions".
  std::string words() const;
  double fraction() const {
    return questions == 0 ? 0 : static_cast<double>(right) / static_cast<double>(questions);
  }
  Standing& operator+=(const Standing& other);
};

/// Standings by card and topic; counted anew only when answers came. Main thread.
class Standings {
 public:
  /// `bank` must outlive it.
  explicit Standings(const bank::Bank& bank) : bank_(bank) {}

  /// Once a frame, before the rest. `bank_version` counts the changes of the bank.
  void refresh(const AnswerLog& answers, std::uint64_t bank_version);

  /// The questions of an unknown card or topic are none.
  Standing of_card(std::string_view id) const;
  Standing of_topic(std::string_view topic) const;
  /// nullptr before the first try.
  const practice::QuestionStats* of_question(std::string_view id) const;
  /// The card that was answered last and still has something to learn; nullptr if there is none.
  const bank::Card* under_way() const { return under_way_; }

 private:
  using Map = std::map<std::string, Standing, std::less<>>;
  const bank::Bank& bank_;
  std::uint64_t version_ = UINT64_MAX, bank_version_ = UINT64_MAX;
  practice::History::StatsByQuestion questions_;
  Map cards_, topics_;
  const bank::Card* under_way_ = nullptr;
};

}  // namespace sp::app
