#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/bank/draw.h"
#include "engine/base/rng.h"
#include "engine/base/status.h"
#include "engine/practice/answer.h"
#include "engine/practice/grade.h"

namespace sp::practice {

/// Which questions a quiz asks.
struct Selection {
  enum class By : std::uint8_t { all, topic, card, question, deck };
  By by = By::all;
  std::string id;         ///< of the topic, card or question, or the name of the deck; empty for all
  std::size_t limit = 0;  ///< at most so many questions; 0: all of them

  static Selection all(std::size_t limit = 0) { return {By::all, {}, limit}; }
  static Selection topic(std::string id, std::size_t limit = 0) { return {By::topic, std::move(id), limit}; }
  static Selection card(std::string id, std::size_t limit = 0) { return {By::card, std::move(id), limit}; }
  static Selection deck(std::string name) { return {By::deck, std::move(name), 0}; }
  static Selection question(std::string id) { return {By::question, std::move(id), 0}; }
};

struct Score {
  std::size_t asked = 0;     ///< questions in the session
  std::size_t answered = 0;  ///< checked so far
  std::size_t right = 0;
};

/// One pass through a set of questions: show, answer, check, next. The same bank, selection and seed give the
/// same questions in the same order, with the same options, steps and numbers. Knows no clock: times are
/// handed in. One thread at a time; the bank, or a copy of it, must outlive
/// it.
///
///   auto session = QuizSession::start(bank, Selection::topic("gil"), seed);  // Result
///   while (!session.finished()) {
///     show session.question() and what its kind has: option(0..), step(0..), output.snippet.code, bug.code
///     session.choose(i), .type(text), .arrange(positions), .move(from, to) or .choose_line(n)
///     session.check(); log(session.answer(id, now, ms)); session.next();
///   }
class QuizSession {
 public:
  /// Refused with a sentence when the selection names no card, topic or deck of the bank, or has no question.
  static Result<QuizSession> start(const bank::Bank& bank, const Selection& selection, std::uint64_t seed);
  /// These questions in this order, but for those that the bank does not have; refused with a sentence when
  /// none is left.
  static Result<QuizSession> of(const bank::Bank& bank, std::span<const std::string> questions,
                                std::uint64_t seed);
  /// A new session over the questions that were answered wrong in this one, with fresh numbers; refused with
  /// a sentence when there are none.
  Result<QuizSession> retry_mistakes(std::uint64_t seed) const;
  /// A session of one question, already checked, as it was when `answer` was logged. Refused with a sentence
  /// when the bank has the question no longer, or not with these options, steps or numbers.
  static Result<QuizSession> replay(const bank::Bank& bank, const Answer& answer);

  /// Takes back in what was answered before the program was closed, as it was when it was logged. Does
  /// nothing when the question is not among this session's, or has changed since.
  void put_back(const Answer& answer);
  /// Goes to the question at `index`, at most size().
  void go_to(std::size_t index);

  std::size_t size() const noexcept { return items_.size(); }
  std::size_t index() const noexcept { return index_; }  ///< 0-based; size() once finished
  bool finished() const noexcept {
    return index_ >= items_.size();
  }  ///< `next()` was called after the last question
  Score score() const noexcept;
  /// What became of each question, in the order asked.
  struct Outcome {
    const bank::Card* card;
    const bank::Question* question;
    bool answered = false, right = false;
  };
  std::vector<Outcome> outcomes() const;

  // The current question. Precondition of all that follow: !finished().

  const bank::Question& question() const;  ///< with its numbers filled in
  const bank::Drawn& drawn() const;        ///< and those numbers
  const bank::Card& card() const;
  const Response& response() const;  ///< what was given so far

  // single, multiple
  std::size_t option_count() const;                     ///< 0 for other kinds
  const bank::Option& option(std::size_t shown) const;  ///< `shown` = position on the screen, 0 is the first
  bool chosen(std::size_t shown) const;
  /// Single: chooses this option instead of any other. Multiple: chooses it, or takes the choice back.
  void choose(std::size_t shown);

  // order
  std::size_t step_count() const;  ///< 0 for other kinds
  /// The step that stands at this position now. At first they stand shuffled, never in the right order.
  const bank::Step& step(std::size_t position) const;
  /// Takes the step at `from` out and puts it in at `to`.
  void move(std::size_t from, std::size_t to);
  /// Puts at position i the step that stands at `positions[i]`: a permutation.
  void arrange(std::span<const std::size_t> positions);

  // output, numeric
  /// Instead of what was typed before; cut to `kMostTyped` bytes.
  void type(std::string_view text);
  static constexpr std::size_t kMostTyped = 4000;

  // bug
  void choose_line(int line);  ///< 1-based

  /// What is given is complete (see `is_complete`), for `order` also another order than the one shown first,
  /// and it is not checked yet.
  bool can_check() const;
  bool checked() const;  ///< once it is, what was given stays

  /// Grades what was given. Precondition: can_check(). The result stays available until `next()`.
  const Graded& check();
  const Graded& graded() const;  ///< precondition: checked()

  /// The record for the log. Precondition: checked().
  Answer answer(std::string id, std::int64_t at_unix_ms, std::int64_t ms_taken) const;

  /// Goes to the next question; an unchecked one counts as not answered.
  void next();

 private:
  struct Item {
    const bank::Card* card;
    const bank::Question* question;  ///< as in the bank
    std::uint64_t seed = 0;          ///< of its numbers
    std::vector<std::size_t> order;  ///< shown position -> index into options, or into the steps as drawn
    Response response;
    std::optional<Graded> graded;
  };

  /// Checked, as it was when `answer` was logged; nothing when the question has changed since.
  static std::optional<Item> answered(const bank::Card& card, const bank::Question& question,
                                      const Answer& answer);
  explicit QuizSession(std::vector<Item> items);
  static QuizSession shuffled(std::vector<Item> items, std::size_t limit, std::uint64_t seed);
  static QuizSession prepared(std::vector<Item> items, std::size_t limit, Rng& rng);
  void open();  ///< draws the current question
  const Item& item() const;
  Item& item();
  Item* open_item(bank::QuestionKind kind);  ///< nullptr when it is of another kind, or checked

  std::vector<Item> items_;
  std::size_t index_ = 0;
  bank::Drawn drawn_;  ///< of the current item
};

}  // namespace sp::practice
