#include "engine/practice/exam.h"

#include <algorithm>
#include <set>
#include <utility>

namespace sp::practice {
namespace {

using Shares = std::array<std::size_t, bank::kLevels.size()>;

/// Percent of each level, for a position of each level.
constexpr std::array<std::array<std::size_t, 4>, 4> kPercent{{
    {60, 30, 10, 0},
    {25, 50, 20, 5},
    {10, 25, 50, 15},
    {5, 20, 35, 40},
}};

struct Candidate {
  const bank::Card* card;
  const bank::Question* question;
};

std::vector<Candidate> candidates(const bank::Bank& bank, bank::Level level, Rng& rng) {
  std::vector<Candidate> all;
  for (const bank::Card& card : bank.cards()) {
    if (card.level != level) continue;
    for (const bank::Question& question : card.questions) all.push_back({&card, &question});
  }
  rng.shuffle(std::span(all));
  return all;
}

/// What was taken so far, to spread the rest.
struct Taken {
  std::map<std::string_view, std::size_t> topics;
  std::set<const bank::Card*> cards;
  std::set<const bank::Question*> questions;

  void add(const Candidate& one) {
    ++topics[one.card->topic];
    cards.insert(one.card);
    questions.insert(one.question);
  }
  /// Smaller is better: another card, then the topic that was asked least.
  std::pair<bool, std::size_t> cost(const Candidate& one) const {
    const auto topic = topics.find(one.card->topic);
    return {cards.contains(one.card), topic == topics.end() ? 0 : topic->second};
  }
};

/// Takes up to `count` of `from`; how many it took.
std::size_t take(std::vector<Candidate> from, std::size_t count, Taken& taken,
                 std::vector<std::string>& ids) {
  std::size_t got = 0;
  std::erase_if(from, [&](const Candidate& one) { return taken.questions.contains(one.question); });
  for (; got < count && !from.empty(); ++got) {
    const auto best = std::min_element(from.begin(), from.end(), [&](const Candidate& a, const Candidate& b) {
      return taken.cost(a) < taken.cost(b);
    });
    taken.add(*best);
    ids.push_back(best->question->id);
    from.erase(best);
  }
  return got;
}

void count_in(ResultSheet::Line& line, const QuizSession::Outcome& outcome) {
  ++line.asked;
  line.answered += outcome.answered ? 1 : 0;
  line.right += outcome.right ? 1 : 0;
}

}  // namespace

Shares level_shares(const ExamSpec& spec) {
  const auto& percent = kPercent[static_cast<std::size_t>(spec.level)];
  Shares shares{};
  std::size_t given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) given += shares[i] = spec.questions * percent[i] / 100;
  shares[static_cast<std::size_t>(spec.level)] += spec.questions - given;
  return shares;
}

std::vector<std::string> draw_exam(const bank::Bank& bank, const ExamSpec& spec, std::uint64_t seed) {
  Rng rng(seed);
  Taken taken;
  std::vector<std::string> ids;
  const Shares shares = level_shares(spec);
  std::array<std::vector<Candidate>, bank::kLevels.size()> pools;
  for (std::size_t i = 0; i < pools.size(); ++i) pools[i] = candidates(bank, bank::kLevels[i], rng);
  for (std::size_t i = 0; i < pools.size(); ++i) take(pools[i], shares[i], taken, ids);
  // A level that has too few is made up for by the others, the highest first.
  for (std::size_t i = pools.size(); i-- > 0 && ids.size() < spec.questions;)
    take(pools[i], spec.questions - ids.size(), taken, ids);
  rng.shuffle(std::span(ids));
  return ids;
}

std::int64_t time_for(bank::QuestionKind kind) {
  constexpr std::int64_t kSecond = 1000;
  switch (kind) {
    case bank::QuestionKind::single:
      return 60 * kSecond;
    case bank::QuestionKind::multiple:
    case bank::QuestionKind::output:
    case bank::QuestionKind::order:
    case bank::QuestionKind::bug:
      return 90 * kSecond;
    case bank::QuestionKind::numeric:
      return 120 * kSecond;
  }
  return 90 * kSecond;
}

int points_for(bank::Level level) {
  return static_cast<int>(level) + 1;
}

Exam::Exam(QuizSession quiz, const ExamSpec& spec, std::uint64_t seed, std::int64_t started_at)
    : quiz_(std::move(quiz)),
      spec_(spec),
      seed_(seed),
      answers_(quiz_.size()),
      started_at_(started_at),
      ends_at_(started_at) {
  for (const auto& outcome : quiz_.outcomes()) ends_at_ += time_for(outcome.question->kind);
}

Result<Exam> Exam::start(const bank::Bank& bank, const ExamSpec& spec, std::uint64_t seed, std::int64_t now) {
  return of(bank, spec.level, draw_exam(bank, spec, seed), seed, now);
}

Result<Exam> Exam::of(const bank::Bank& bank, bank::Level level, std::span<const std::string> questions,
                      std::uint64_t seed, std::int64_t started_at) {
  auto quiz = QuizSession::of(bank, questions, seed);
  if (!quiz.ok()) return quiz.error();
  return Exam(std::move(quiz).value(), {level, questions.size()}, seed, started_at);
}

Answer Exam::answer(std::string id, std::int64_t at_unix_ms, std::int64_t ms_taken) {
  answers_[quiz_.index()] = id;
  return quiz_.answer(std::move(id), at_unix_ms, ms_taken);
}

void Exam::put_back(std::size_t question, const Answer& answer) {
  answers_[question] = answer.id;
  quiz_.put_back(answer);
}

ResultSheet Exam::result(std::int64_t now) const {
  ResultSheet sheet;
  sheet.ms_given = ends_at_ - started_at_;
  sheet.ms_taken = std::clamp<std::int64_t>(now - started_at_, 0, sheet.ms_given);
  for (const auto& outcome : quiz_.outcomes()) {
    const auto level = static_cast<std::size_t>(outcome.card->level);
    count_in(sheet.all, outcome);
    count_in(sheet.levels[level], outcome);
    count_in(sheet.topics[outcome.card->topic], outcome);
    const int points = points_for(outcome.card->level);
    sheet.possible += points;
    if (outcome.right) {
      sheet.points += points;
    } else {
      sheet.missed.push_back({outcome.question->id, outcome.card->id, outcome.answered});
    }
  }
  return sheet;
}

}  // namespace sp::practice
