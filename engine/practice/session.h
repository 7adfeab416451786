#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/base/rng.h"
#include "engine/base/status.h"
#include "engine/practice/answer.h"
#include "engine/practice/grade.h"

namespace sp::practice {

/// Which questions a quiz asks.
struct Selection {
  enum class By : std::uint8_t { all, topic, card };
  By by = By::all;
  std::string id;         ///< of the topic or the card; empty for all
  std::size_t limit = 0;  ///< at most so many questions; 0: all of them

  static Selection all(std::size_t limit = 0) { return {By::all, {}, limit}; }
  static Selection topic(std::string id, std::size_t limit = 0) { return {By::topic, std::move(id), limit}; }
  static Selection card(std::string id, std::size_t limit = 0) { return {By::card, std::move(id), limit}; }
};

struct Score {
  std::size_t asked = 0;     ///< questions in the session
  std::size_t answered = 0;  ///< checked so far
  std::size_t right = 0;
};

/// One pass through a set of questions: show, choose, check, next. The same bank, selection and seed give the
/// same questions and options in the same order. Knows no clock: times are handed in. One thread at a time;
/// the bank must outlive it.
///
///   auto session = QuizSession::start(bank, Selection::topic("gil"), seed);   // Result: refused when
///   nothing is selected while (!session.finished()) { show session.question(),
///   session.option(0..option_count()-1);
///                                 session.choose(i); session.check(); log(session.answer(id, now, ms));
///                                 session.next(); }
class QuizSession {
 public:
  /// Refused with a sentence when the selection names no card or topic of the bank, or has no question.
  static Result<QuizSession> start(const bank::Bank& bank, const Selection& selection, std::uint64_t seed);
  /// A new session over the questions that were answered wrong in this one; refused with a sentence when
  /// there are none.
  Result<QuizSession> retry_mistakes(std::uint64_t seed) const;

  std::size_t size() const noexcept { return items_.size(); }
  std::size_t index() const noexcept { return index_; }  ///< 0-based; size() once finished
  bool finished() const noexcept {
    return index_ >= items_.size();
  }  ///< `next()` was called after the last question
  Score score() const noexcept;

  // The current question. Precondition of all that follow: !finished().
  const bank::Question& question() const;
  const bank::Card& card() const;
  std::size_t option_count() const;
  const bank::Option& option(std::size_t shown) const;  ///< `shown` = position on the screen, 0 is the first
  bool chosen(std::size_t shown) const;

  /// Single: chooses this option instead of any other. Multiple: chooses it, or takes the choice back.
  /// Ignored once checked.
  void choose(std::size_t shown);
  bool can_check() const;  ///< something is chosen, and it is not checked yet
  bool checked() const;

  /// Grades the choice. Precondition: can_check(). The result stays available until `next()`.
  const Graded& check();
  const Graded& graded() const;  ///< precondition: checked()

  /// The record for the log. Precondition: checked().
  Answer answer(std::string id, std::int64_t at_unix_ms, std::int64_t ms_taken) const;

  /// Goes to the next question; an unchecked one counts as not answered.
  void next();

 private:
  struct Item {
    const bank::Card* card;
    const bank::Question* question;
    std::vector<std::size_t> order;  ///< shown position -> index into question->options
    std::vector<bool> chosen;        ///< by shown position
    std::optional<Graded> graded;
  };

  explicit QuizSession(std::vector<Item> items) : items_(std::move(items)) {}
  static QuizSession shuffled(std::vector<Item> items, std::size_t limit, std::uint64_t seed);
  const Item& item() const;
  Item& item();

  std::vector<Item> items_;
  std::size_t index_ = 0;
};

}  // namespace sp::practice
