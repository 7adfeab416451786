// The timed exam at the terminal.
#include "native/quiz/exam.h"

#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/practice/record.h"
#include "native/exit_code.h"
#include "tests/engine/practice/sample_bank.h"
#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Single questions, of which c is right: five minutes for five of them.
bank::Bank exam_bank() {
  std::vector<bank::Card> cards;
  for (int i = 1; i <= 6; ++i) {
    const std::string id = "C0" + std::to_string(i);
    cards.push_back(practice::sample_card(
        id, i % 2 == 0 ? "gil" : "asyncio",
        {practice::sample_question(id + "-a", bank::QuestionKind::single, "abc", "c")}));
  }
  return bank::Bank(cards);
}

class ExamTest : public testing::Test {
 protected:
  ExamTest() {
    options_.bank = &bank_;
    options_.spec = {bank::Level::mid, 5};
    options_.seed = 3;
    options_.id_seed = 1;
    options_.log_file = folder_.path("log");
    options_.now_unix_ms = [this] { return now_ += step_; };
  }

  int run(const std::string& input) {
    std::istringstream in(input);
    std::ostringstream out;
    const int code = run_exam(options_, in, out);
    out_ = out.str();
    return code;
  }
  /// Answers every question: the right letter for the first `right` of them, then a wrong one.
  std::string answers(std::size_t right) {
    auto exam = practice::Exam::start(bank_, options_.spec, options_.seed, 0);
    std::string typed;
    for (auto& quiz = exam->quiz(); !quiz.finished(); quiz.next()) {
      const bool wanted = quiz.index() < right;
      std::size_t shown = 0;
      while (quiz.option(shown).correct != wanted) ++shown;
      typed += std::string(1, static_cast<char>('a' + shown)) + "\n";
    }
    return typed;
  }
  std::size_t kept() const { return practice::parse_log(folder_.read("log"), "log").records.size(); }

  TemporaryFolder folder_;
  bank::Bank bank_ = exam_bank();
  ExamOptions options_;
  std::int64_t now_ = 1'700'000'000'000, step_ = 1000;
  std::string out_;
};

TEST_F(ExamTest, SaysNothingUntilTheSheet) {
  EXPECT_EQ(run(answers(3)), kExitOk);
  EXPECT_THAT(out_, HasSubstr("Timed exam: 5 questions for the position mid, 5:00 minutes in all."));
  EXPECT_THAT(out_, HasSubstr("Question 1 of 5. 4:59 left.\n"));
  const auto sheet = out_.find("Result sheet");
  ASSERT_NE(sheet, std::string::npos);
  EXPECT_THAT(out_.substr(0, sheet), AllOf(Not(HasSubstr("Correct")), Not(HasSubstr("Wrong")),
                                           Not(HasSubstr("because")), Not(HasSubstr("title of"))));
  EXPECT_THAT(out_, HasSubstr("Position: mid. 3 of 5 right, 0 left out: 6 of 10 points, 60 %.\n"));
  EXPECT_THAT(out_, HasSubstr("Level  Right  Answered  Asked\nmid        3         5      5\n"));
  EXPECT_THAT(out_, HasSubstr("\nTopic    Right  Answered  Asked\nasyncio  "));
  EXPECT_THAT(out_, HasSubstr("(wrong); again with: switchpoint quiz --card C0"));
  EXPECT_EQ(kept(), 5U);
}

TEST_F(ExamTest, TheExplanationsOfMistakesComeWhenWanted) {
  run(answers(4) + "n\n");
  EXPECT_THAT(out_, Not(HasSubstr("because")));
  run(answers(4) + "y\n");
  EXPECT_THAT(out_, HasSubstr("text c  [right, but you did not choose it]\n     because c"));
  run(answers(5));
  EXPECT_THAT(out_, Not(HasSubstr("Read the explanations")));
}

TEST_F(ExamTest, WhenTheTimeIsOverTheNextAnswerIsNotTaken) {
  step_ = 80'000;  // two looks at the clock a question: five minutes are over at the second answer
  EXPECT_EQ(run(answers(5)), kExitOk);
  EXPECT_THAT(out_, HasSubstr("The time is over: this answer is not taken.\n"));
  EXPECT_EQ(kept(), 1U);
  EXPECT_THAT(out_, HasSubstr("1 of 5 right, 4 left out"));
  EXPECT_THAT(out_, HasSubstr("Time: 5:00 of 5:00."));
}

TEST_F(ExamTest, WhenTheTimeIsOverNoQuestionComes) {
  step_ = 70'000;
  EXPECT_EQ(run(answers(5)), kExitOk);
  EXPECT_THAT(out_, HasSubstr("\nThe time is over.\n"));
  EXPECT_EQ(kept(), 2U);
}

TEST_F(ExamTest, LeavingOutAndHandingIn) {
  EXPECT_EQ(run("-\nx\n-\nq\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr("Type one letter from A to C"));
  EXPECT_THAT(out_, HasSubstr("Question 3 of 5."));
  EXPECT_THAT(out_, HasSubstr("0 of 5 right, 5 left out"));
  EXPECT_THAT(out_, HasSubstr("(left out)"));
  EXPECT_THAT(folder_.read("log"), IsEmpty());
}

TEST_F(ExamTest, AnEmptyBankIsRefused) {
  bank_ = bank::Bank();
  EXPECT_EQ(run(""), kExitUsage);
  EXPECT_EQ(out_, "There is no question to ask.\n");
}

}  // namespace
}  // namespace sp::native
