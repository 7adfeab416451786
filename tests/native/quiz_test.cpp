#include "native/quiz.h"

#include <filesystem>
#include <sstream>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/practice/answer.h"
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
  ASSERT_EQ(log().answers.size(), 1U);
  const practice::Answer answer = log().answers[0];
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
  EXPECT_EQ(log().answers.size(), 1U);
}

TEST_F(Quiz, MistakesAreGoneThroughUntilTheyAreRightOrLeft) {
  // In the second round the options stand in another order: every letter is tried until one is right.
  EXPECT_EQ(run(letter("a") + "\ny\na\ny\na\ny\na\ny\na\ny\na\ny\na\n"), kExitOk);
  EXPECT_GE(log().answers.size(), 2U);
  EXPECT_THAT(out_, HasSubstr("1 of 1 right."));
  EXPECT_TRUE(log().answers.back().correct);
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

TEST_F(Quiz, WhatIsNoAnswerIsAskedAgain) {
  EXPECT_EQ(run("\nd\nab\n1\nhello\n" + letter("c") + "\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr("Type one letter from A to C, for example \"b\", or q to end.\n"));
  EXPECT_THAT(out_, HasSubstr("Correct."));
  EXPECT_EQ(log().answers.size(), 1U);
}

TEST_F(Quiz, EndOfInputKeepsWhatWasAnswered) {
  options_.selection = Selection::all();
  EXPECT_EQ(run("a\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr(" of 1 right. Not answered: 3."));
  EXPECT_EQ(log().answers.size(), 1U);
  EXPECT_EQ(run(""), kExitOk);
  EXPECT_THAT(out_, HasSubstr("0 of 0 right. Not answered: 4."));
  EXPECT_THAT(out_, Not(HasSubstr("again?")));
}

TEST_F(Quiz, QuitEndsIt) {
  options_.selection = Selection::all();
  EXPECT_EQ(run("a\nq\nb\n"), kExitOk);
  EXPECT_EQ(log().answers.size(), 1U);
  EXPECT_EQ(run("QUIT\n"), kExitOk);
  EXPECT_EQ(log().answers.size(), 1U);
}

TEST_F(Quiz, AnInterruptEndsItAndKeepsWhatWasAnswered) {
  options_.selection = Selection::all();
  // The interrupt comes while the second question waits: after the times of the first one (shown, checked)
  // and of showing the second.
  int asked = 0;
  options_.now_unix_ms = [&] { return ++asked; };
  options_.interrupted = [&] { return asked >= 3; };
  EXPECT_EQ(run("a\nb\n"), kExitInterrupted);
  EXPECT_EQ(log().answers.size(), 1U);
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
  folder_.write("data", "a file where the folder should be");
  EXPECT_EQ(run("a\nab\nn\n"), kExitFailed);
  const std::string said = "This answer and those that follow are not kept: ";
  EXPECT_THAT(out_, HasSubstr(said));
  EXPECT_EQ(out_.find(said), out_.rfind(said));
  EXPECT_THAT(out_, HasSubstr("Question 2 of 2"));
  EXPECT_THAT(out_, Not(HasSubstr("Your answers are in")));
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
  ASSERT_EQ(log().answers.size(), 2U);
  EXPECT_NE(log().answers[0].id, log().answers[1].id);
}

}  // namespace
}  // namespace sp::native
