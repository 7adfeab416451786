#include "native/quiz/quiz.h"

#include <filesystem>
#include <sstream>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/practice/record.h"
#include "native/exit_code.h"
#include "tests/engine/practice/sample_bank.h"
#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

using practice::Selection;
using testing::HasSubstr;
using testing::Not;

class Quiz : public testing::Test {
 protected:
  Quiz() {
    options_.bank = &bank_;
    options_.selection = Selection::card("C02");  // one single question: a, b, c, of which c is right
    options_.seed = 7;
    options_.id_seed = 1;
    options_.log_file = folder_.path("data/answers.jsonl");
    options_.now_unix_ms = [this] { return now_ += 1500; };
  }

  int run(const std::string& input) {
    std::istringstream in(input);
    std::ostringstream out;
    const int code = run_quiz(options_, in, out);
    out_ = out.str();
    return code;
  }

  /// The letter under which the option is shown.
  std::string letter(const std::string& option) {
    const auto session = practice::QuizSession::start(bank_, options_.selection, options_.seed);
    for (std::size_t shown = 0;; ++shown) {
      if (session.value().option(shown).id == option) return std::string(1, static_cast<char>('a' + shown));
    }
  }

  practice::ParsedLog log() const { return practice::parse_log(folder_.read("data/answers.jsonl"), "log"); }

  TemporaryFolder folder_;
  bank::Bank bank_ = practice::sample_bank();
  QuizOptions options_;
  std::int64_t now_ = 1'700'000'000'000;
  std::string out_;
};

TEST_F(Quiz, ARightAnswerIsGradedExplainedAndKept) {
  EXPECT_EQ(run(letter("c") + "\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr("Question 1 of 1: title of C02 (C02, mid)"));
  EXPECT_THAT(out_, HasSubstr("prompt of C02-a"));
  EXPECT_THAT(out_, HasSubstr("Correct."));
  EXPECT_THAT(out_, HasSubstr("text c  [right]\n     because c"));
  EXPECT_THAT(out_, HasSubstr("text a  [wrong]\n     because a"));
  EXPECT_THAT(out_, HasSubstr("explanation of C02-a"));
  EXPECT_THAT(out_, HasSubstr("1 of 1 right."));
  EXPECT_THAT(out_, HasSubstr(options_.log_file));
  EXPECT_THAT(out_, Not(HasSubstr("\x1b")));
  ASSERT_EQ(log().records.size(), 1U);
  const auto answer = std::get<practice::Answer>(log().records[0]);
  EXPECT_EQ(answer.question, "C02-a");
  EXPECT_EQ(answer.chosen, std::vector<std::string>{"c"});
  EXPECT_TRUE(answer.correct);
  EXPECT_EQ(answer.at, 1'700'000'003'000);
  EXPECT_EQ(answer.ms_taken, 1500);
  EXPECT_EQ(answer.id.substr(0, 12), "018bcfe573b8") << "the time in milliseconds";
}

TEST_F(Quiz, AWrongAnswerSaysWhatWasChosenAndOffersTheMistakesAgain) {
  EXPECT_EQ(run(letter("a") + "\nn\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr("Wrong."));
  EXPECT_THAT(out_, HasSubstr("text a  [wrong, and you chose it]"));
  EXPECT_THAT(out_, HasSubstr("text c  [right, but you did not choose it]"));
  EXPECT_THAT(out_, HasSubstr("0 of 1 right.\nGo through the mistake again? (y/N) "));
  EXPECT_EQ(log().records.size(), 1U);
}

TEST_F(Quiz, MistakesAreGoneThroughUntilTheyAreRightOrLeft) {
  // In the second round the options stand in another order: every letter is tried until one is right.
  EXPECT_EQ(run(letter("a") + "\ny\na\ny\na\ny\na\ny\na\ny\na\ny\na\n"), kExitOk);
  EXPECT_GE(log().records.size(), 2U);
  EXPECT_THAT(out_, HasSubstr("1 of 1 right."));
  EXPECT_TRUE(std::get<practice::Answer>(log().records.back()).correct);
}

TEST_F(Quiz, SeveralLettersInAnyFormForAMultipleQuestion) {
  options_.selection = Selection::card("C03");  // a and f are right
  const std::string a = letter("a");
  const std::string f = letter("f");
  for (const std::string& typed : {a + f, f + " " + a, a + ", " + f, a + a + f, "  " + f + "," + a + " \r"}) {
    run(typed + "\n");
    EXPECT_THAT(out_, HasSubstr("Correct.")) << typed;
  }
  run(a + "\n");
  EXPECT_THAT(out_, HasSubstr("Not quite: you missed 1 of 2 right options."));
  EXPECT_THAT(out_, HasSubstr("text f  [right, but you did not choose it]"));
}

/// Asks the one question of this id in the bank of typed kinds.
class TypedQuiz : public Quiz {
 protected:
  TypedQuiz() { options_.bank = &typed_; }
  int ask(const std::string& id, const std::string& input) {
    options_.selection = Selection::question(id);
    return run(input);
  }
  practice::QuizSession session() const {
    return practice::QuizSession::start(typed_, options_.selection, options_.seed).value();
  }

  bank::Bank typed_ = practice::typed_bank();
};

TEST_F(TypedQuiz, OutputIsTypedLineByLine) {
  for (const char* typed : {"a b\nc\n\n", "a b\nc\n.\n", "a b\nc"}) {
    EXPECT_EQ(ask("K01-output", typed), kExitOk);
    EXPECT_THAT(out_, HasSubstr("    print('a b')\n    print('c')\n"));
    EXPECT_THAT(out_, HasSubstr("then an empty line or \".\" (:q ends):\n"));
    EXPECT_THAT(out_, HasSubstr("Correct.")) << typed;
  }
  ask("K01-output", "c\n\nn\n");
  EXPECT_THAT(out_, HasSubstr("Wrong.\n\nIt prints:\n    a b\n    c\n\nas if the first line were lost\n"));
  EXPECT_EQ(std::get<practice::Answer>(log().records.back()).text, "c\n");
  ask("K01-output", "\n:q\n");
  EXPECT_THAT(out_, HasSubstr("Type what the program prints, or :q to end.\n"));
  EXPECT_THAT(out_, HasSubstr("0 of 0 right."));
}

TEST_F(TypedQuiz, AnEmptyLineOfTheOutputDoesNotEndIt) {
  bank::Question question = *typed_.find_question("K01-output");
  question.output.snippet.expected = "a\n\nb\n";
  typed_ = bank::Bank({practice::sample_card("K01", "gil", {question})});
  ask("K01-output", "a\n\nb\n.\n");
  EXPECT_THAT(out_, HasSubstr("then \".\" (:q ends)"));
  EXPECT_THAT(out_, HasSubstr("Correct."));
}

TEST_F(TypedQuiz, OrderIsTypedAsNumbers) {
  ask("K01-order", "");
  std::string right;
  const auto session = this->session();
  for (const char* id : {"one", "two", "three", "four"}) {
    for (std::size_t i = 0; i < 4; ++i) {
      if (session.step(i).id == id) right += std::to_string(i + 1) + " ";
    }
  }
  ask("K01-order", "1 2 3 4\n1 2 3\n1 1 2 3\n5 1 2 3\nabcd\n" + right + "\n");
  EXPECT_THAT(out_,
              HasSubstr("Type every number from 1 to 4 once, the first step first. The order shown is not "
                        "the right one.\n"));
  EXPECT_THAT(out_, HasSubstr("Correct."));
  EXPECT_THAT(out_, HasSubstr("  1  step one  [right]\n     because one\n"));
  std::erase(right, ' ');
  std::swap(right[0], right[1]);
  ask("K01-order", right + "\nn\n");
  EXPECT_THAT(out_, HasSubstr("Not quite: 2 of 4 steps stand in place."));
  EXPECT_THAT(out_, HasSubstr("  1  step one  [you put it at 2]\n"));
}

TEST_F(TypedQuiz, ANumberMayHaveItsUnit) {
  ask("K01-number", "");
  const int answer = static_cast<int>(session().drawn().answer);
  ask("K01-number", "many\n" + std::to_string(answer) + " ms\n");
  EXPECT_THAT(out_, HasSubstr("Your answer (a number, in ms; q ends): Type a number, for example \"2.5\""));
  EXPECT_THAT(out_, HasSubstr("Correct."));
  EXPECT_TRUE(std::get<practice::Answer>(log().records.back()).seed.has_value());
  ask("K01-number", std::to_string(answer / 2) + "\nn\n");
  EXPECT_THAT(out_, HasSubstr("Wrong: the answer is " + std::to_string(answer) + " ms.\n\nonly " +
                              std::to_string(answer / 2) + "\n"));
}

TEST_F(TypedQuiz, ABugIsALineNumber) {
  ask("K01-bug", "9\nx\n2\n");
  EXPECT_THAT(out_, HasSubstr("   1  a\n   2  b\n"));
  EXPECT_THAT(out_, HasSubstr("Type a number from 1 to 4, or q to end.\n"));
  EXPECT_THAT(out_, HasSubstr("   2  b  [the mistake]\n      here\n"));
  EXPECT_THAT(out_, HasSubstr("Instead:\nwrite x\n"));
  ask("K01-bug", "1\nn\n");
  EXPECT_THAT(out_, HasSubstr("   1  a  [no mistake, and you chose it]\n   2  b  [the mistake]\n"));
}

TEST_F(Quiz, WhatIsNoAnswerIsAskedAgain) {
  EXPECT_EQ(run("\nd\nab\n1\nhello\n" + letter("c") + "\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr("Type one letter from A to C, for example \"b\", or q to end.\n"));
  EXPECT_THAT(out_, HasSubstr("Correct."));
  EXPECT_EQ(log().records.size(), 1U);
}

TEST_F(Quiz, EndOfInputKeepsWhatWasAnswered) {
  options_.selection = Selection::all();
  EXPECT_EQ(run("a\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr(" of 1 right. Not answered: 3."));
  EXPECT_EQ(log().records.size(), 1U);
  EXPECT_EQ(run(""), kExitOk);
  EXPECT_THAT(out_, HasSubstr("0 of 0 right. Not answered: 4."));
  EXPECT_THAT(out_, Not(HasSubstr("again?")));
}

TEST_F(Quiz, QuitEndsIt) {
  options_.selection = Selection::all();
  EXPECT_EQ(run("a\nq\nb\n"), kExitOk);
  EXPECT_EQ(log().records.size(), 1U);
  EXPECT_EQ(run("QUIT\n"), kExitOk);
  EXPECT_EQ(log().records.size(), 1U);
}

TEST_F(Quiz, AnInterruptEndsItAndKeepsWhatWasAnswered) {
  options_.selection = Selection::all();
  // The interrupt comes while the second question waits: after the times of the first one (shown, checked)
  // and of showing the second.
  int asked = 0;
  options_.now_unix_ms = [&] { return ++asked; };
  options_.interrupted = [&] { return asked >= 3; };
  EXPECT_EQ(run("a\nb\n"), kExitInterrupted);
  EXPECT_EQ(log().records.size(), 1U);
  EXPECT_THAT(out_, HasSubstr("Not answered: 3."));
}

TEST_F(Quiz, AnEmptySelectionIsRefused) {
  options_.selection = Selection::topic("nothing");
  EXPECT_EQ(run("a\n"), kExitUsage);
  EXPECT_EQ(out_, "There is no topic \"nothing\". Topics: gil, asyncio.\n");
  EXPECT_FALSE(std::filesystem::exists(options_.log_file));
}

TEST_F(Quiz, ALogThatCannotBeWrittenIsSaidOnceAndTheQuizGoesOn) {
  options_.selection = Selection::card("C01");
  options_.now_unix_ms = [this] {  // once the quiz has begun
    folder_.write("data", "a file where the folder should be");
    return now_ += 1500;
  };
  EXPECT_EQ(run("a\nab\nn\n"), kExitFailed);
  const std::string said = "This answer and those that follow are not kept: ";
  EXPECT_THAT(out_, HasSubstr(said));
  EXPECT_EQ(out_.find(said), out_.rfind(said));
  EXPECT_THAT(out_, HasSubstr("Question 2 of 2"));
  EXPECT_THAT(out_, Not(HasSubstr("Your answers are in")));
}

TEST_F(Quiz, ALogThatCannotBeReadIsSaidAndNothingIsAsked) {
  folder_.write("data", "a file where the folder should be");
  EXPECT_EQ(run("a\n"), kExitUnavailable);
  EXPECT_THAT(out_, HasSubstr("Your log cannot be read, so nothing is asked: "));
  EXPECT_THAT(out_, Not(HasSubstr("Question")));
}

TEST_F(Quiz, WithoutALogNothingIsWritten) {
  const std::string log_file = std::exchange(options_.log_file, "");
  EXPECT_EQ(run(letter("c") + "\n"), kExitOk);
  EXPECT_FALSE(std::filesystem::exists(log_file));
}

TEST_F(Quiz, ColourOnlyWhenAskedFor) {
  options_.colour = true;
  run(letter("c") + "\n");
  EXPECT_THAT(out_, HasSubstr("\x1b[32mCorrect.\x1b[0m"));
}

TEST_F(Quiz, AnswerIdsDifferFromRunToRunWithoutASeed) {
  options_.id_seed.reset();
  options_.now_unix_ms = [] { return std::int64_t{5}; };
  run(letter("c") + "\n");
  run(letter("c") + "\n");
  ASSERT_EQ(log().records.size(), 2U);
  EXPECT_NE(practice::id_of(log().records[0]), practice::id_of(log().records[1]));
}

}  // namespace
}  // namespace sp::native
