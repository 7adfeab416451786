#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/practice/session.h"

namespace sp::practice {

/// What an exam asks: for whom, and how much. Plain data.
struct ExamSpec {
  bank::Level level = bank::Level::senior;  ///< of the position: it decides how many questions of which level
  std::size_t questions = 20;               ///< 5 to 60

  friend bool operator==(const ExamSpec&, const ExamSpec&) = default;
};

/// How many of `spec.questions` are of each level: half of the position's own, the rest of its neighbours.
std::array<std::size_t, bank::kLevels.size()> level_shares(const ExamSpec& spec);

/// The exam's questions: by level_shares, spread over the topics, at most one of a card as long as there are
/// enough. The same bank, spec and seed give the same exam. Fewer when the bank has fewer.
std::vector<std::string> draw_exam(const bank::Bank& bank, const ExamSpec& spec, std::uint64_t seed);

/// The time that a question should take, in milliseconds: by its kind.
std::int64_t time_for(bank::QuestionKind kind);

/// What a right answer counts: 1 for entry up to 4 for architect.
int points_for(bank::Level level);

/// The result of an exam. Plain data.
struct ResultSheet {
  struct Line {
    std::size_t asked = 0, answered = 0, right = 0;
  };
  struct Miss {
    std::string question, card;  ///< ids
    bool answered = false;
  };
  Line all;
  int points = 0, possible = 0;  ///< weighted by level
  std::array<Line, bank::kLevels.size()> levels;
  std::map<std::string, Line> topics;
  std::vector<Miss> missed;  ///< in the order asked: wrong, or not answered
  std::int64_t ms_taken = 0, ms_given = 0;

  double fraction() const { return possible == 0 ? 0 : static_cast<double>(points) / possible; }
};

/// One exam under way: a QuizSession whose verdicts nobody shows until its end. Knows no clock: times are
/// handed in. One thread at a time; the bank, or a copy of it, must outlive it.
class Exam {
 public:
  /// Refused with a sentence when the bank has no question.
  static Result<Exam> start(const bank::Bank& bank, const ExamSpec& spec, std::uint64_t seed,
                            std::int64_t now);

  /// These questions in this order, but for those that the bank does not have; refused when none is left.
  static Result<Exam> of(const bank::Bank& bank, bank::Level level, std::span<const std::string> questions,
                         std::uint64_t seed, std::int64_t started_at);

  /// To show, answer, check and leave the questions.
  QuizSession& quiz() noexcept { return quiz_; }
  const QuizSession& quiz() const noexcept { return quiz_; }
  const ExamSpec& spec() const noexcept { return spec_; }
  std::uint64_t seed() const noexcept { return seed_; }
  std::int64_t started_at() const noexcept { return started_at_; }
  std::int64_t ends_at() const noexcept { return ends_at_; }
  bool over(std::int64_t now) const noexcept { return quiz_.finished() || now >= ends_at_; }
  /// The record for the log, and a note that it is this exam's. Precondition: quiz().checked().
  Answer answer(std::string id, std::int64_t at_unix_ms, std::int64_t ms_taken);
  /// Takes an answer of this exam back in: see QuizSession::put_back.
  void put_back(std::size_t question, const Answer& answer);
  /// The id that answer() was given for each question; empty for those not answered.
  std::span<const std::string> answers() const noexcept { return answers_; }
  /// As it stands: what was not checked counts as not answered. `now` is when it ended.
  ResultSheet result(std::int64_t now) const;

 private:
  Exam(QuizSession quiz, const ExamSpec& spec, std::uint64_t seed, std::int64_t started_at);

  QuizSession quiz_;
  ExamSpec spec_;
  std::uint64_t seed_;
  std::vector<std::string> answers_;
  std::int64_t started_at_;
  std::int64_t ends_at_;
};

}  // namespace sp::practice
