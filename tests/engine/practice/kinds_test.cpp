// Answering and grading the kinds that have no options.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/practice/grade.h"
#include "engine/practice/record.h"
#include "engine/practice/session.h"
#include "tests/engine/practice/sample_bank.h"

namespace sp::practice {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Kinds : public testing::Test {
 protected:
  /// A session of this one question.
  QuizSession ask(const std::string& id, std::uint64_t seed = 1) const {
    auto session = QuizSession::start(bank_, Selection::question(id), seed);
    EXPECT_TRUE(session.ok());
    return std::move(session).value();
  }

  const bank::Bank bank_ = typed_bank();
};

std::vector<std::string> steps_of(const QuizSession& session) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < session.step_count(); ++i) ids.push_back(session.step(i).id);
  return ids;
}

/// Puts the steps into this order.
void put(QuizSession& session, const std::vector<std::string>& ids) {
  std::vector<std::size_t> positions;
  const auto now = steps_of(session);
  for (const std::string& id : ids)
    positions.push_back(static_cast<std::size_t>(std::find(now.begin(), now.end(), id) - now.begin()));
  session.arrange(positions);
}

std::string whole(int value) {
  return std::to_string(value);
}

TEST_F(Kinds, OutputIsComparedLineByLineWithoutTrailingBlanks) {
  for (const char* typed : {"a b\nc", "a b  \nc\n\n", "a b\r\nc\r\n"}) {
    QuizSession session = ask("K01-output");
    EXPECT_FALSE(session.can_check());
    session.type(typed);
    ASSERT_TRUE(session.can_check());
    EXPECT_TRUE(session.check().correct) << typed;
  }
  QuizSession session = ask("K01-output");
  session.type(" \n");
  EXPECT_FALSE(session.can_check());
  session.type("a b\nd");
  const Graded& graded = session.check();
  EXPECT_FALSE(graded.correct);
  EXPECT_EQ(graded.summary(), "Not quite: from line 2 on it prints something else.");
  EXPECT_EQ(graded.right, "a b\nc\n");
  EXPECT_EQ(graded.misconception, "");
  session.type("a b\nc");
  EXPECT_EQ(session.response().text, "a b\nd") << "too late";
}

TEST_F(Kinds, AKnownWrongOutputHasItsExplanation) {
  QuizSession session = ask("K01-output");
  session.type("c \n");
  EXPECT_EQ(session.check().summary(), "Wrong.");
  EXPECT_EQ(session.graded().misconception, "as if the first line were lost");
}

TEST_F(Kinds, OrderMustBeExact) {
  QuizSession session = ask("K01-order");
  EXPECT_FALSE(session.can_check()) << "nothing was moved yet";
  put(session, {"one", "two", "four", "three"});
  const Graded& graded = session.check();
  EXPECT_FALSE(graded.correct);
  EXPECT_EQ(graded.summary(), "Not quite: 2 of 4 steps stand in place.");
  ASSERT_EQ(graded.steps.size(), 4U);
  EXPECT_EQ(graded.steps[2].id, "three");
  EXPECT_EQ(graded.steps[2].given_at, 3U);
  EXPECT_FALSE(graded.steps[2].correct);
  EXPECT_TRUE(graded.steps[1].correct);
  EXPECT_EQ(graded.steps[1].explanation, "because two");
  QuizSession right = ask("K01-order");
  put(right, {"one", "two", "three", "four"});
  EXPECT_TRUE(right.check().correct);
}

TEST_F(Kinds, AStepMovesToItsNewPlace) {
  QuizSession session = ask("K01-order");
  const auto before = steps_of(session);
  session.move(0, 2);
  EXPECT_THAT(steps_of(session), ElementsAre(before[1], before[2], before[0], before[3]));
  EXPECT_TRUE(session.can_check());
  session.move(2, 0);
  EXPECT_EQ(steps_of(session), before);
  EXPECT_FALSE(session.can_check());
}

TEST_F(Kinds, StepsNeverBeginInTheRightOrder) {
  std::set<std::vector<std::string>> seen;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    seen.insert(steps_of(ask("K01-order", seed)));
    const QuizSession sorted = ask("K01-sorted", seed);
    std::vector<double> numbers;
    for (std::size_t i = 0; i < sorted.step_count(); ++i) numbers.push_back(std::stod(sorted.step(i).text));
    EXPECT_FALSE(std::is_sorted(numbers.begin(), numbers.end())) << seed;
  }
  EXPECT_EQ(seen.size(), 23U) << "all orders of four but the right one";
}

TEST_F(Kinds, NumericTakesTheNumberInAnyForm) {
  for (const char* form : {"{}", " {} ", "{}ms", "{} MS", "+{}", "{}.0", "{},0", "{}e0"}) {
    QuizSession session = ask("K01-number");
    EXPECT_FALSE(session.can_check());
    std::string typed = form;
    typed.replace(typed.find("{}"), 2, whole(static_cast<int>(session.drawn().answer)));
    session.type(typed);
    ASSERT_TRUE(session.can_check()) << typed;
    EXPECT_TRUE(session.check().correct) << typed;
  }
  QuizSession session = ask("K01-number");
  for (const char* none : {"", "abc", "5 s", "1..2", "ms", "1e", "-", "1,2,3"}) {
    session.type(none);
    EXPECT_FALSE(session.can_check()) << none;
  }
}

TEST_F(Kinds, NumericHasItsNumbersInTheTextsAndKnowsUsualMistakes) {
  QuizSession session = ask("K01-number");
  const int n = static_cast<int>(session.drawn().values.at("n"));
  EXPECT_EQ(session.question().prompt, "twice " + whole(n) + "?");
  session.type(whole(n));
  const Graded& graded = session.check();
  EXPECT_EQ(graded.summary(), "Wrong: the answer is " + whole(2 * n) + " ms.");
  EXPECT_EQ(graded.right, whole(2 * n) + " ms");
  EXPECT_EQ(graded.misconception, "only " + whole(n));
  EXPECT_EQ(graded.explanation, whole(n) + " + " + whole(n) + " = " + whole(2 * n));
  QuizSession other = ask("K01-number");
  other.type(whole(n + 1));
  EXPECT_EQ(other.check().misconception, "one more");
  QuizSession unknown = ask("K01-number");
  unknown.type(whole(n + 2));
  EXPECT_EQ(unknown.check().misconception, "");
}

TEST_F(Kinds, BugTakesAnyRightLine) {
  QuizSession session = ask("K01-bug");
  for (const int outside : {0, 5, -1}) {
    session.choose_line(outside);
    EXPECT_FALSE(session.can_check()) << outside;
  }
  session.choose_line(2);
  EXPECT_TRUE(session.check().correct);
  QuizSession decoy = ask("K01-bug");
  decoy.choose_line(3);
  EXPECT_EQ(decoy.check().summary(), "Wrong: the mistake is in line 2.");
  EXPECT_EQ(decoy.graded().misconception, "not here");
  EXPECT_EQ(decoy.graded().lines.size(), 2U);
  QuizSession unmarked = ask("K01-bug");
  unmarked.choose_line(1);
  EXPECT_EQ(unmarked.check().misconception, "");
  ASSERT_EQ(unmarked.graded().lines.size(), 3U);
  EXPECT_TRUE(unmarked.graded().lines[0].chosen);
}

/// Answers somehow, right or wrong.
void answer_somehow(QuizSession& session, Rng& rng) {
  switch (session.question().kind) {
    case bank::QuestionKind::single:
    case bank::QuestionKind::multiple:
      session.choose(static_cast<std::size_t>(rng.below(session.option_count())));
      break;
    case bank::QuestionKind::order:
      session.move(0, session.step_count() - 1);
      break;
    case bank::QuestionKind::output:
      session.type(rng.chance(0.5) ? "a b\nc\n" : "c");
      break;
    case bank::QuestionKind::numeric:
      session.type(std::to_string(rng.between(10, 180)));
      break;
    case bank::QuestionKind::bug:
      session.choose_line(static_cast<int>(rng.between(1, 4)));
      break;
  }
}

RC_GTEST_PROP(Replay, ShowsALoggedAnswerAsItWas, (std::uint64_t seed)) {
  for (const bank::Bank& bank : {typed_bank(), sample_bank()}) {
    Rng rng(seed);
    QuizSession session = QuizSession::start(bank, Selection::all(), seed).value();
    for (; !session.finished(); session.next()) {
      answer_somehow(session, rng);
      session.check();
      const Answer given = session.answer(make_answer_id(rng, 5), 5, 6);
      const ParsedLog log = parse_log(to_line(given), "log");
      RC_ASSERT(log.records.size() == 1U);
      const auto again = QuizSession::replay(bank, std::get<Answer>(log.records[0]));
      RC_ASSERT(again.ok());
      const QuizSession& shown = again.value();
      RC_ASSERT(shown.checked());
      RC_ASSERT(shown.question().prompt == session.question().prompt);
      RC_ASSERT(shown.drawn().values == session.drawn().values);
      RC_ASSERT(shown.graded().correct == given.correct);
      RC_ASSERT(shown.graded().summary() == session.graded().summary());
      RC_ASSERT(steps_of(shown) == steps_of(session));
      RC_ASSERT(shown.answer(given.id, 5, 6) == given);
    }
  }
}

TEST_F(Kinds, ReplayIsRefusedWhenTheQuestionIsAnother) {
  QuizSession session = ask("K01-order");
  session.move(0, 1);
  session.check();
  const Answer given = session.answer("x", 5, 6);
  EXPECT_EQ(QuizSession::replay(sample_bank(), given).error().what,
            "The question bank has this question no longer.");
  for (const auto& change : std::vector<std::function<void(Answer&)>>{
           [](Answer& a) { a.order[0] = "five"; }, [](Answer& a) { a.order.pop_back(); },
           [](Answer& a) { a.order[0] = a.order[1]; }, [](Answer& a) { a.chosen.pop_back(); },
           [](Answer& a) { a.seed = 1; }, [](Answer& a) { a.question = "K01-number"; }}) {
    Answer changed = given;
    change(changed);
    EXPECT_FALSE(QuizSession::replay(bank_, changed).ok());
  }
}

TEST_F(Kinds, TheLogHasWhatWasGiven) {
  QuizSession order = ask("K01-sorted");
  const auto shown = steps_of(order);
  order.move(2, 0);
  order.check();
  const Answer answer = order.answer("x", 5, 6);
  EXPECT_EQ(answer.order, shown);
  EXPECT_THAT(answer.chosen, ElementsAre(shown[2], shown[0], shown[1]));
  EXPECT_EQ(answer.seed, order.drawn().seed);
  EXPECT_LT(*answer.seed, std::uint64_t{1} << 53U);
  QuizSession bug = ask("K01-bug");
  bug.choose_line(3);
  bug.check();
  EXPECT_EQ(bug.answer("x", 5, 6).line, 3);
  EXPECT_FALSE(bug.answer("x", 5, 6).seed.has_value());
  QuizSession output = ask("K01-output");
  output.type("c");
  output.check();
  EXPECT_EQ(output.answer("x", 5, 6).text, "c");
}

TEST_F(Kinds, AQuestionThatCannotBeDrawnIsLeftOut) {
  bank::Question never = *bank_.find_question("K01-number");
  never.generator.require = {sample_expression("n > 100")};
  const bank::Bank bank({sample_card("K01", "gil", {never})});
  EXPECT_EQ(QuizSession::start(bank, Selection::all(), 1).error().what, "The selection has no questions.");
}

TEST_F(Kinds, EachRoundDrawsFreshNumbers) {
  std::set<double> numbers;
  for (std::uint64_t seed = 0; seed < 60; ++seed) numbers.insert(ask("K01-number", seed).drawn().answer);
  EXPECT_EQ(numbers.size(), 9U);
}

TEST(Readings, AreWhatATextMayMean) {
  EXPECT_THAT(readings("2.5", ""), ElementsAre(2.5));
  EXPECT_THAT(readings("2,5 s", "s"), ElementsAre(2.5));
  EXPECT_THAT(readings("1,500", ""), ElementsAre(1.5, 1500));
  EXPECT_THAT(readings("1,500.5", ""), ElementsAre(1500.5));
  EXPECT_THAT(readings("12,000,000", ""), ElementsAre(12'000'000));
  EXPECT_THAT(readings("1 500", ""), ElementsAre(1500));
  EXPECT_THAT(readings("1.5e3", ""), ElementsAre(1500));
  EXPECT_THAT(readings("50 %", "%"), ElementsAre(50));
  EXPECT_THAT(readings("3 MB/s", "MB/s"), ElementsAre(3));
  EXPECT_THAT(readings("\u22123", ""), ElementsAre(-3));
  EXPECT_THAT(readings(".5", ""), ElementsAre(0.5));
  EXPECT_THAT(readings("5.", ""), ElementsAre(5));
  for (const char* none : {"", ".", "1e999", "0x10", "inf", "nan", "1.2.3", ",", "1,2,3", "5 ms", "--1"})
    EXPECT_THAT(readings(none, ""), IsEmpty()) << none;
}

RC_GTEST_PROP(ReadingsLaw, EveryNumberReadsAsItself, (int whole_part, std::uint8_t hundredths)) {
  const double value = whole_part + (whole_part < 0 ? -1 : 1) * (hundredths % 100) / 100.0;
  const std::string text = bank::shown_number(value);
  const auto read = readings(text, "s");
  RC_ASSERT(read.size() == 1U);
  RC_ASSERT(bank::counts_as(read[0], value, 3));
  RC_ASSERT(readings(text + "s", "s") == read);
}

}  // namespace
}  // namespace sp::practice
