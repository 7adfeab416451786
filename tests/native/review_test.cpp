// The daily review at the terminal.
#include "native/quiz/review.h"

#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/demos/list.h"
#include "engine/demos/prediction.h"
#include "native/exit_code.h"
#include "tests/engine/practice/learner.h"
#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

using practice::Answer;
using practice::Grade;
using practice::MarkKind;
using practice::Record;
using practice::SessionKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::int64_t kMinute = 60'000, kDay = 86'400'000;

/// One card with a single question, of which c is right, and a prompt of its own.
bank::Bank small_bank() {
  auto card = practice::sample_card(
      "C02", "gil", {practice::sample_question("C02-a", bank::QuestionKind::single, "abc", "c")});
  card.prompt = "What is it?";
  card.short_answer = "It is this.";
  card.key_points = {"one", "two"};
  return bank::Bank({card});
}

class ReviewTest : public testing::Test {
 protected:
  explicit ReviewTest(const bank::Bank& bank = small_bank())
      : items_(bank, std::vector<bank::CurriculumItem>{},
               std::vector<practice::DemoName>{{"amdahl", "Amdahl"}}) {
    options_.items = &items_;
    options_.seed = 7;
    options_.id_seed = 1;
    options_.log_file = folder_.path("log");
    options_.now_unix_ms = [this] { return now_ += 1000; };
  }

  int run(const std::string& input) {
    std::istringstream in(input);
    std::ostringstream out;
    const int code = run_review(options_, in, out);
    out_ = out.str();
    return code;
  }

  /// What was answered elsewhere: each record a minute after the one before.
  template <class R>
  void add(R record) {
    record.id = practice::make_answer_id(rng_, now_ += kMinute);
    record.at = now_;
    folder_.write("log", folder_.read("log") + practice::to_line(record) + '\n');
  }

  std::vector<Record> records() const {
    auto log = practice::parse_log(folder_.read("log"), "log");
    EXPECT_THAT(log.set_aside, IsEmpty());
    return log.records;
  }
  template <class R>
  R at(std::size_t index) const {
    return std::get<R>(records().at(index));
  }
  /// As it stands in the log.
  const practice::ItemState& state(std::string_view key) {
    progress_.emplace(items_, options_.calendar);
    progress_->rebuild(practice::History(records()));
    return progress_->state(items_.find(key));
  }
  /// The letter of the right option; the seed is that of the first question.
  std::string right() { return letter("c"); }
  std::string wrong() { return letter("a"); }

  TemporaryFolder folder_;
  practice::Items items_;
  ReviewOptions options_;
  std::int64_t now_ = 20'000 * kDay + kDay / 2;
  Rng rng_{42};
  std::optional<practice::Progress> progress_;
  std::string out_;

 private:
  std::string letter(std::string_view option) {
    const std::vector<std::string> question{"C02-a"};
    const auto quiz = practice::QuizSession::of(items_.bank(), question, options_.seed);
    for (std::size_t shown = 0;; ++shown) {
      if (quiz->option(shown).id == option) return std::string(1, static_cast<char>('a' + shown));
    }
  }
};

TEST_F(ReviewTest, ARightAnswerIsKeptAtOnceAndEnterTakesGood) {
  EXPECT_EQ(run(right() + "\n\nq\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr("0 done, 1 to go, new. A card."));
  EXPECT_THAT(out_, HasSubstr("Question: title of C02 (C02, mid)"));
  EXPECT_THAT(out_, HasSubstr("Correct."));
  EXPECT_THAT(out_, HasSubstr("1 again 1 min · 2 hard 6 min · 3 good 10 min · 4 easy 8 days\n"
                              "How well did you know it? (1 to 4; Enter: 3 good) "));
  ASSERT_THAT(records(), SizeIs(1)) << "the suggested grade needs no record of its own";
  EXPECT_TRUE(at<Answer>(0).correct);
  EXPECT_EQ(state("card:C02").schedule.phase, practice::Phase::learning);
}

TEST_F(ReviewTest, TheAnswerIsInTheLogBeforeItIsGraded) {
  EXPECT_EQ(run(wrong() + "\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr("Enter: 1 again"));
  ASSERT_THAT(records(), SizeIs(1));
  EXPECT_FALSE(at<Answer>(0).correct);
  EXPECT_THAT(out_, HasSubstr("0 of 1 known."));
}

TEST_F(ReviewTest, AnotherGradeIsARecordOfItsOwn) {
  run(right() + "\n4\n\n");
  ASSERT_THAT(records(), SizeIs(2));
  EXPECT_EQ(at<practice::Regrade>(1).of, at<Answer>(0).id);
  EXPECT_EQ(at<practice::Regrade>(1).grade, Grade::easy);
  EXPECT_EQ(state("card:C02").schedule.phase, practice::Phase::review);
  EXPECT_THAT(out_, HasSubstr("1 of 1 known.\nThat is all for now.\n"));
}

TEST_F(ReviewTest, AGradeMayBeTypedAsAWordAndWhatIsNoneIsAskedAgain) {
  run(right() + "\n7\nperhaps\nHard\nq\n");
  EXPECT_THAT(out_, HasSubstr("Type 1, 2, 3 or 4, or press Enter.\n"));
  EXPECT_EQ(at<practice::Regrade>(1).grade, Grade::hard);
}

TEST_F(ReviewTest, StepsOfMinutesComeBackInTheSession) {
  run(right() + "\n\n\n3\n\n");  // the question, then the card's prompt, then the end
  EXPECT_THAT(out_, HasSubstr("1 done, 1 to go. A card."));
  EXPECT_THAT(out_, HasSubstr("Aloud: title of C02 (C02, mid)\n\nWhat is it?\n\nSay the answer aloud"));
  EXPECT_THAT(out_, HasSubstr("In 30 seconds\n\nIt is this.\n\nDid you say this?\n  - one\n  - two\n"));
  ASSERT_THAT(records(), SizeIs(2));
  EXPECT_EQ(at<Answer>(1).source, practice::Source::recall);
  EXPECT_EQ(at<Answer>(1).grade, Grade::good);
  EXPECT_THAT(out_, HasSubstr("2 of 2 known.\nThat is all for now."));
}

TEST_F(ReviewTest, WhenOnlyWaitingIsLeftItSaysWhenTheNextComes) {
  options_.kept = [this](const Record&) { now_ -= 60 * kMinute; };  // so that the step is far ahead
  EXPECT_EQ(run(right() + "\n\n\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr("1 of 1 known.\n1 still in the first steps: the next comes in 1 h.\n"));
}

TEST_F(ReviewTest, ARecallThatNobodyGradedIsNotKept) {
  EXPECT_EQ(run(right() + "\n\n\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr("It is this."));
  EXPECT_THAT(records(), SizeIs(1));
}

TEST_F(ReviewTest, UndoAtTheGradeAsksTheSameQuestionAgain) {
  run(wrong() + "\nu\n");
  ASSERT_THAT(records(), SizeIs(2));
  EXPECT_EQ(at<practice::Undo>(1).of, at<Answer>(0).id);
  EXPECT_THAT(out_, HasSubstr("The last answer is taken back, and asked again."));
  EXPECT_EQ(state("card:C02").schedule.phase, practice::Phase::fresh);
  EXPECT_NE(out_.find("prompt of C02-a"), out_.rfind("prompt of C02-a")) << "asked twice";
}

TEST_F(ReviewTest, UndoAtTheNextQuestionTakesTheOneBeforeBack) {
  run("u\n" + right() + "\n\nu\n");
  EXPECT_THAT(out_, HasSubstr("There is no answer to take back."));
  ASSERT_THAT(records(), SizeIs(2));
  EXPECT_EQ(at<practice::Undo>(1).of, at<Answer>(0).id);
}

TEST_F(ReviewTest, UndoAtTheEndGoesOn) {
  run(right() + "\n4\nu\nq\n");
  ASSERT_THAT(records(), SizeIs(3));
  EXPECT_EQ(at<practice::Undo>(2).of, at<Answer>(0).id);
  EXPECT_THAT(out_, HasSubstr("Ended with 1 to go."));
}

TEST_F(ReviewTest, BuryAndSuspendEndTheExercise) {
  run(":b\n");
  EXPECT_EQ(at<practice::Mark>(0).kind, MarkKind::bury);
  EXPECT_THAT(out_, HasSubstr("Put off until tomorrow."));
  run("");
  EXPECT_THAT(out_, HasSubstr("Nothing is due, and today's new items are learned."));
  now_ += kDay;
  run("s\n");
  EXPECT_EQ(at<practice::Mark>(1).kind, MarkKind::suspend);
  now_ += kDay;
  run("");
  EXPECT_THAT(out_, HasSubstr("Nothing is due"));
}

TEST_F(ReviewTest, BuryAfterTheAnswerTakesTheGradeAndItDoesNotComeBackToday) {
  run(right() + "\nb\n\n");
  ASSERT_THAT(records(), SizeIs(2));
  EXPECT_EQ(at<practice::Mark>(1).item, "card:C02");
  EXPECT_THAT(out_, HasSubstr("1 of 1 known.\nThat is all for now."));
  run(right() + "\nb\nu\n");
  EXPECT_THAT(out_, HasSubstr("Nothing is due"));
}

TEST_F(ReviewTest, TakingBackTakesTheMarkBackToo) {
  run(right() + "\ns\nu\nq\n");
  EXPECT_THAT(records(), SizeIs(4));
  EXPECT_FALSE(state("card:C02").suspended);
  EXPECT_FALSE(state("card:C02").seen());
}

TEST_F(ReviewTest, FlagSaysSoAndGoesOnAsking) {
  run(":f\n" + right() + "\nf\n3\nq\n");
  EXPECT_EQ(at<practice::Mark>(0).kind, MarkKind::flag);
  EXPECT_EQ(at<practice::Mark>(2).kind, MarkKind::unflag);
  EXPECT_THAT(out_, HasSubstr("Flagged: the page lists it, in Progress."));
  EXPECT_THAT(out_, HasSubstr("No longer flagged."));
}

TEST_F(ReviewTest, ABareLetterThatIsAnOptionIsAnAnswer) {
  run("b\n");
  ASSERT_THAT(records(), SizeIs(1));
  EXPECT_EQ(at<Answer>(0).question, "C02-a");
}

TEST_F(ReviewTest, TheLogDecidesWhatIsAsked) {
  add(practice::make_recall({}, 0, "C02", Grade::easy, 5));
  run("");
  EXPECT_THAT(out_, HasSubstr("Nothing is due"));
  now_ += 8 * kDay;
  run(right() + "\n\n");
  EXPECT_THAT(out_, HasSubstr("0 done, 1 to go. A card."));
  EXPECT_THAT(records(), SizeIs(2));
}

TEST_F(ReviewTest, ALineOfTheLogThatIsNotUnderstoodIsNamedAndStays) {
  folder_.write("log", "{\"v\":1,\"id\":\"to");
  run(right() + "\n\nq\n");
  EXPECT_THAT(
      out_,
      HasSubstr("1 line of the log was not understood and is set aside: " + folder_.path("log") + ":1\n"));
  EXPECT_THAT(folder_.read("log"), testing::StartsWith("{\"v\":1,\"id\":\"to\n{"));
  EXPECT_THAT(practice::parse_log(folder_.read("log"), "log").records, SizeIs(1));
}

TEST_F(ReviewTest, ALogThatCannotBeReadIsSaidAndNothingIsAsked) {
  options_.log_file = folder_.path("");
  EXPECT_EQ(run("a\n"), kExitUnavailable);
  EXPECT_THAT(out_, HasSubstr("Your log cannot be read"));
  EXPECT_THAT(out_, Not(HasSubstr("Question")));
}

TEST_F(ReviewTest, QuickAsksWhatIsWeakestWhenNothingIsDue) {
  add(practice::make_recall({}, 0, "C02", Grade::easy, 5));
  options_.spec.kind = SessionKind::weak;
  run("q\n");
  EXPECT_THAT(out_, HasSubstr("0 done, 1 to go. A card."));
  options_.spec.kind = SessionKind::quick;
  run("q\n");
  EXPECT_THAT(out_, HasSubstr("0 done, 1 to go. A card."));
}

TEST_F(ReviewTest, WithoutColourThereAreNoEscapesAndWithItThereAre) {
  run(right() + "\n\nq\n");
  EXPECT_THAT(out_, Not(HasSubstr("\x1b")));
  now_ += kDay;
  options_.colour = true;
  run(right() + "\n");
  EXPECT_THAT(out_, HasSubstr("\x1b[1m"));
}

TEST_F(ReviewTest, CtrlCEndsIt) {
  bool interrupted = false;
  options_.kept = [&](const Record&) { interrupted = true; };
  options_.interrupted = [&] { return interrupted; };
  EXPECT_EQ(run(right() + "\n4\n"), kExitInterrupted);
  EXPECT_THAT(records(), SizeIs(1));
}

/// A learner who met the demo and the interview's turn, and knew neither.
class ElsewhereTest : public ReviewTest {
 protected:
  ElsewhereTest() : ReviewTest(practice::training_bank()) {
    for (const char* card : {"C01", "C02", "C03", "K01"})
      add(practice::Mark{{}, 0, std::string("card:") + card, MarkKind::suspend});
    for (const char* question : {"K01-sorted", "K01-number"})
      add(practice::Mark{{}, 0, std::string("question:") + question, MarkKind::suspend});
    demo_ = demos::find("amdahl");
    options_.run_demo = [this](const demos::RunRequest& request) {
      demos::RunReport report;
      report.state = state_;
      report.request = request;
      report.result.verdict = "It was **so**.";
      report.result.prediction_answer = answer_;
      report.result.prediction_because = "The figures say it.";
      report.error = state_ == demos::RunState::failed ? "no threads" : "";
      return report;
    };
  }
  void predicted(bool right) {
    Answer answer;
    answer.source = practice::Source::prediction;
    answer.question = "demo:amdahl";
    answer.correct = right;
    add(answer);
    before_ = records().size();
    now_ += kDay;
  }

  const demos::Demo* demo_ = nullptr;
  demos::RunState state_ = demos::RunState::completed;
  std::string answer_ = demos::find("amdahl")->info.prediction.options[1].id;
  std::size_t before_ = 0;
};

TEST_F(ElsewhereTest, ADueDemoIsPredictedRunAndGraded) {
  predicted(false);
  run("z\nb\n\n");
  EXPECT_THAT(out_, HasSubstr("Predict what this demo will show: " + demo_->info.title));
  EXPECT_THAT(out_, HasSubstr("Type one letter from A to "));
  EXPECT_THAT(out_, HasSubstr("Running the demo."));
  EXPECT_THAT(out_, HasSubstr("It was so."));
  EXPECT_THAT(out_, HasSubstr("Your prediction was right.\nThe figures say it."));
  EXPECT_THAT(out_, HasSubstr("You will meet it again in 10 min."));
  const auto answer = at<Answer>(before_);
  EXPECT_EQ(answer.source, practice::Source::prediction);
  EXPECT_EQ(answer.question, "demo:amdahl");
  EXPECT_EQ(answer.order, demos::option_ids(demo_->info.prediction));
  EXPECT_THAT(answer.chosen, ElementsAre(answer_));
  EXPECT_TRUE(answer.correct);
}

TEST_F(ElsewhereTest, ARunThatDoesNotAnswerDoesNotCount) {
  predicted(false);
  answer_.clear();
  run("a\n");
  EXPECT_THAT(out_, HasSubstr("The run did not measure what was predicted: it does not count."));
  state_ = demos::RunState::failed;
  run("a\n");
  EXPECT_THAT(out_, HasSubstr("The run failed, and does not count: no threads"));
  state_ = demos::RunState::cancelled;
  EXPECT_EQ(run("a\n"), kExitInterrupted);
  EXPECT_THAT(records(), SizeIs(before_));
}

TEST_F(ElsewhereTest, InterviewTurnsAreCountedAndLeftToThePage) {
  practice::TurnRecord turn;
  turn.scenario = "S01";
  turn.turn = "S01-a";
  add(turn);
  now_ += kDay;
  EXPECT_EQ(run("a\n"), kExitOk);
  EXPECT_THAT(out_, HasSubstr("1 interview turn is due, too: the page asks it"));
  EXPECT_THAT(out_, HasSubstr("Nothing is due, and today's new items are learned."));
}

}  // namespace
}  // namespace sp::native
