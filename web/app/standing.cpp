#include "web/app/standing.h"

#include <fmt/format.h>

#include "engine/base/counted.h"

namespace sp::app {

std::string Standing::words() const {
  if (questions == 0) return "no questions";
  if (tried == 0) return counted(questions, "question");
  return fmt::format("{} of {} right", right, questions);
}

Standing& Standing::operator+=(const Standing& other) {
  questions += other.questions;
  tried += other.tried;
  right += other.right;
  return *this;
}

void Standings::refresh(const AnswerLog& answers, std::uint64_t bank_version) {
  if (answers.version() == version_ && bank_version == bank_version_) return;
  version_ = answers.version();
  bank_version_ = bank_version;
  questions_ = answers.history().by_question();
  cards_.clear();
  topics_.clear();
  under_way_ = nullptr;
  std::int64_t latest = 0;
  for (const bank::Card& card : bank_.cards()) {
    Standing& standing = cards_[card.id];
    standing.questions = card.questions.size();
    std::int64_t last_at = 0;
    for (const bank::Question& question : card.questions) {
      const practice::QuestionStats* stats = of_question(question.id);
      if (stats == nullptr) continue;
      ++standing.tried;
      standing.right += stats->last_correct ? 1 : 0;
      last_at = std::max(last_at, stats->last_at);
    }
    topics_[card.topic] += standing;
    if (standing.right < standing.questions && last_at > latest) {
      latest = last_at;
      under_way_ = &card;
    }
  }
}

Standing Standings::of_card(std::string_view id) const {
  const auto found = cards_.find(id);
  return found == cards_.end() ? Standing{} : found->second;
}

Standing Standings::of_topic(std::string_view topic) const {
  const auto found = topics_.find(topic);
  return found == topics_.end() ? Standing{} : found->second;
}

const practice::QuestionStats* Standings::of_question(std::string_view id) const {
  const auto found = questions_.find(id);
  return found == questions_.end() ? nullptr : &found->second;
}

}  // namespace sp::app
