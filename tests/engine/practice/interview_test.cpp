#include "engine/practice/interview.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/practice/interview_report.h"
#include "tests/engine/practice/learner.h"

namespace sp::practice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

bank::Turn turn(const std::string& id) {
  bank::Turn turn;
  turn.id = id;
  turn.prompt = "Prompt of " + id;
  turn.minutes = 2;
  turn.hints = {"first hint", "second hint"};
  turn.key_points = {{"rate", "Asks for the rate.", bank::Dimension::depth, {"requests per second"}},
                     {"size", "Asks for the size.", bank::Dimension::trade_offs, {"payload"}},
                     {"loss", "Asks what may be lost.", bank::Dimension::reliability, {"at least once"}}};
  turn.red_flags = {{"threads", "Starts with threads.", {}, {"more threads"}, "Ask first."}};
  turn.answer = "Model of " + id;
  using When = bank::TurnFollowUp::When;
  turn.follow_ups = {{When::covered, "rate", "And twice as many?", "Then two."},
                     {When::missed, "size", "How large?", "1 kB."},
                     {When::always, "", "Why?", "It decides."}};
  return turn;
}

bank::Bank interview_bank() {
  bank::Scenario scenario;
  scenario.id = "S01";
  scenario.title = "A queue";
  scenario.turns = {turn("S01-a"), turn("S01-b")};
  scenario.cards = {"C01", "gone"};
  scenario.demos = {"amdahl", "gone"};
  scenario.closing = "They asked.";
  return bank::Bank({sample_card("C01", "gil", {})}, {scenario});
}

std::string title_of(std::string_view id) {
  return id == "amdahl" ? "Amdahl" : "";
}

constexpr const char* kAnswer =
    "How many requests per second come in, and what is the payload? I would not use more threads.";

TEST(Interview, FindsWhatWasSaidAndWhatWasDenied) {
  const bank::Bank bank = interview_bank();
  const Assessment found = assess(bank.scenarios()[0].turns[0], kAnswer);
  ASSERT_EQ(found.points.size(), 3U);
  EXPECT_TRUE(found.points[0].suggested);
  EXPECT_TRUE(found.points[0].holds);
  EXPECT_EQ(std::string(kAnswer).substr(found.points[0].from, found.points[0].to - found.points[0].from),
            "requests per second");
  EXPECT_TRUE(found.points[1].holds);
  EXPECT_FALSE(found.points[2].suggested);
  EXPECT_FALSE(found.points[2].denied);
  EXPECT_FALSE(found.flags[0].holds);
  EXPECT_TRUE(found.flags[0].denied);
}

TEST(Interview, GoesThroughItsTurns) {
  const bank::Bank bank = interview_bank();
  Interview interview(bank.scenarios()[0], InterviewMode::study, "i");
  EXPECT_EQ(interview.size(), 2U);
  ASSERT_TRUE(interview.can_take_hint());
  interview.take_hint();
  interview.take_hint();
  EXPECT_FALSE(interview.can_take_hint());
  interview.submit(kAnswer, 90'000);
  EXPECT_THAT(interview.follow_ups(), ElementsAre(0, 2));
  interview.settle_point(1, false);
  interview.settle_flag(0, true);
  EXPECT_THAT(interview.follow_ups(), ElementsAre(0, 1, 2));
  interview.set_reply(1, "A kilobyte.");
  const TurnRecord record = interview.record("id", 7);
  EXPECT_EQ(record.interview, "i");
  EXPECT_EQ(record.turn, "S01-a");
  EXPECT_EQ(record.text, kAnswer);
  EXPECT_THAT(record.covered, ElementsAre("rate"));
  EXPECT_THAT(record.flags, ElementsAre("threads"));
  EXPECT_EQ(record.hints, 2);
  EXPECT_THAT(record.replies, ElementsAre(Reply{1, "A kilobyte."}));
  EXPECT_EQ(record.ms_taken, 90'000);
  interview.next();
  EXPECT_EQ(interview.turn().id, "S01-b");
  EXPECT_FALSE(interview.submitted());
  EXPECT_EQ(interview.hints(), 0U);
  interview.next();
  EXPECT_TRUE(interview.finished());
}

TEST(Interview, RealModeHasNoHints) {
  const bank::Bank bank = interview_bank();
  const Interview interview(bank.scenarios()[0], InterviewMode::real, "i");
  EXPECT_FALSE(interview.can_take_hint());
}

TEST(Interview, AReplyToAQuestionThatIsNoLongerAskedIsNotRecorded) {
  const bank::Bank bank = interview_bank();
  Interview interview(bank.scenarios()[0], InterviewMode::study, "i");
  interview.submit(kAnswer, 1);
  interview.set_reply(0, "Two.");
  interview.settle_point(0, false);
  EXPECT_TRUE(interview.record("id", 1).replies.empty());
}

TEST(Interview, LongAnswersAreCutBetweenCharacters) {
  const bank::Bank bank = interview_bank();
  Interview interview(bank.scenarios()[0], InterviewMode::study, "i");
  std::string answer;
  while (answer.size() < kMostAnswerBytes + 100) answer += "é…";
  interview.submit(answer, 1);
  EXPECT_LE(interview.answer().size(), kMostAnswerBytes);
  EXPECT_EQ(answer.compare(0, interview.answer().size(), interview.answer()), 0);
  const auto line = to_line(interview.record("018bcfe5680000112233445566778899", 1));
  const auto log = parse_log(line, "log");
  ASSERT_EQ(log.records.size(), 1U);
  EXPECT_EQ(std::get<TurnRecord>(log.records[0]).text, interview.answer());
}

TEST(Interview, IsTakenUpAtTheFirstTurnWithoutARecord) {
  const bank::Bank bank = interview_bank();
  const auto& scenario = bank.scenarios()[0];
  TurnRecord first;
  first.interview = "i";
  first.turn = "S01-a";
  TurnRecord other = first;
  other.interview = "other";
  other.turn = "S01-b";
  const std::vector records{first, other};
  EXPECT_EQ(Interview::resume(scenario, InterviewMode::real, "i", records).turn().id, "S01-b");
  EXPECT_EQ(Interview::resume(scenario, InterviewMode::real, "new", records).turn().id, "S01-a");
}

TEST(Interview, ATurnCanBePractisedAlone) {
  const bank::Bank bank = interview_bank();
  Interview interview = Interview::of_turn(bank.scenarios()[0], "S01-b");
  EXPECT_EQ(interview.size(), 1U);
  EXPECT_EQ(interview.turn().id, "S01-b");
  interview.submit("x", 1);
  EXPECT_EQ(interview.record("id", 1).interview, "");
}

/// The log of one interview of both turns; the second time more was said.
class Held {
 public:
  explicit Held(const bank::Bank& bank) : bank_(bank) {
    hold("a", kAnswer);
    hold("b", "The payload is sent at least once.");
  }
  const History& history() const { return history_; }

 private:
  void hold(const std::string& id, const std::string& answer) {
    Interview interview(bank_.scenarios()[0], InterviewMode::real, id);
    while (!interview.finished()) {
      interview.submit(answer, 60'000);
      ++at_;
      history_.add(interview.record(make_answer_id(rng_, at_), at_));
      interview.next();
    }
    ++at_;
    history_.add(
        InterviewEnd{make_answer_id(rng_, at_), at_, id, "S01", InterviewMode::real, 4, "Slower.\n```"});
  }
  const bank::Bank& bank_;
  Rng rng_{5};
  std::int64_t at_ = 1'700'000'000'000;
  History history_;
};

TEST(InterviewReport, CountsByDimensionAndComparesWithTheOneBefore) {
  const bank::Bank bank = interview_bank();
  const Held held(bank);
  const auto past = past_interviews(held.history(), bank);
  ASSERT_EQ(past.size(), 2U);
  EXPECT_EQ(past[0].id, "b");
  const auto now = report_of(past[0], bank, title_of), then = report_of(past[1], bank, title_of);
  const auto score = [](const InterviewReport& report, bank::Dimension dimension) {
    return report.dimensions[static_cast<std::size_t>(dimension)];
  };
  EXPECT_EQ(score(then, bank::Dimension::depth).covered, 2U);
  EXPECT_EQ(score(then, bank::Dimension::depth).possible, 2U);
  EXPECT_EQ(score(then, bank::Dimension::reliability).covered, 0U);
  EXPECT_FALSE(score(then, bank::Dimension::correctness).fraction().has_value());
  EXPECT_EQ(then.all.covered, 4U);
  EXPECT_EQ(now.ms_taken, 120'000);
  EXPECT_EQ(now.ms_suggested, 240'000);
  ASSERT_EQ(now.cards.size(), 1U);
  EXPECT_EQ(now.cards[0].address, "#/card/C01");
  ASSERT_EQ(now.demos.size(), 1U);
  EXPECT_EQ(now.demos[0].title, "Amdahl");
  const Comparison comparison = compare(now, then);
  EXPECT_EQ(comparison.newly_covered, 2U);
  EXPECT_EQ(comparison.lost, 2U);
  EXPECT_EQ(comparison.change[static_cast<std::size_t>(bank::Dimension::depth)], -1.0);
  EXPECT_EQ(comparison.all, 0.0);
}

TEST(InterviewReport, CopesWithAScenarioThatIsGone) {
  const bank::Bank bank = interview_bank();
  const Held held(bank);
  const bank::Bank empty;
  const auto past = past_interviews(held.history(), empty);
  ASSERT_EQ(past.size(), 2U);
  const auto report = report_of(past[0], empty, title_of);
  EXPECT_EQ(report.title, "S01");
  ASSERT_EQ(report.turns.size(), 2U);
  EXPECT_FALSE(report.all.fraction().has_value());
  EXPECT_THAT(to_markdown(report), HasSubstr("The payload is sent at least once."));
}

TEST(InterviewReport, UnderWayItHasNoEnd) {
  const bank::Bank bank = interview_bank();
  Interview interview(bank.scenarios()[0], InterviewMode::study, "i");
  interview.submit(kAnswer, 1);
  History history;
  Rng rng(1);
  history.add(interview.record(make_answer_id(rng, 1), 1));
  const auto past = past_interviews(history, bank);
  ASSERT_EQ(past.size(), 1U);
  EXPECT_FALSE(past[0].end.has_value());
  EXPECT_EQ(past[0].turns.size(), 1U);
}

TEST(InterviewReport, ReadsAsMarkdownWithTheLearnersWordsAsTheyWere) {
  const bank::Bank bank = interview_bank();
  const Held held(bank);
  const std::string text = to_markdown(report_of(past_interviews(held.history(), bank)[1], bank, title_of));
  EXPECT_THAT(text, testing::StartsWith("# A queue\n"));
  EXPECT_THAT(text, HasSubstr("| depth | 2 | 2 |\n"));
  EXPECT_THAT(text, HasSubstr("| communication (own grade) | 4 | 5 |\n"));
  EXPECT_THAT(text, Not(HasSubstr("| correctness |")));
  EXPECT_THAT(text, HasSubstr(std::string("```text\n") + kAnswer + "\n```\n"));
  EXPECT_THAT(text, HasSubstr("````text\nSlower.\n```\n````\n"));
  EXPECT_THAT(text, HasSubstr("- Amdahl (Lab)\n"));
}

TEST(InterviewReport, IsJsonThatCanBeReadAgain) {
  const bank::Bank bank = interview_bank();
  const Held held(bank);
  const std::string text = to_json(report_of(past_interviews(held.history(), bank)[0], bank, title_of));
  const auto document = json::Document::parse(text, "report");
  ASSERT_TRUE(document.root().has_value());
  auto object = document.root()->object();
  ASSERT_TRUE(object.has_value());
  EXPECT_EQ(object->required("format")->integer(), 1);
  EXPECT_EQ(object->required("communication")->integer(), 4);
  EXPECT_EQ(object->required("turns")->array()->size(), 2U);
}

}  // namespace
}  // namespace sp::practice
