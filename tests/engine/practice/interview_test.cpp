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

}  // namespace
}  // namespace sp::practice
