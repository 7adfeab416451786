#include "engine/practice/interview.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/practice/sample_interview.h"

namespace sp::practice {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class InterviewTest : public testing::Test {
 protected:
  bank::Scenario scenario_ = sample_scenario();
  Interview study_ = Interview::begin(scenario_, "one", InterviewMode::study);
  Interview real_ = Interview::begin(scenario_, "two", InterviewMode::real);
};

std::string part(const std::string& text, const PhraseMatch& match) {
  return text.substr(match.from, match.to - match.from);
}

TEST_F(InterviewTest, GoesThroughTheTurnsInOrder) {
  std::vector<std::string> turns;
  std::vector<std::int64_t> suggested;
  while (!study_.finished()) {
    turns.push_back(study_.turn().id);
    suggested.push_back(study_.suggested_ms());
    EXPECT_FALSE(study_.submitted());
    study_.submit("", 10);
    EXPECT_TRUE(study_.submitted());
    study_.next();
  }
  EXPECT_THAT(turns, ElementsAre("S50-front", "S50-crash", "S50-end"));
  EXPECT_THAT(suggested, ElementsAre(120'000, 90'000, 60'000));
  EXPECT_EQ(study_.index(), study_.size());
  EXPECT_THAT(study_.records(), IsEmpty());
}

TEST_F(InterviewTest, AnAnswerIsMeasuredByTheTurn) {
  const std::string text =
      "asyncio and worker processes, but no bounded queue. I would not add more threads.";
  const TurnAssessment found = study_.submit(text, 5);
  ASSERT_EQ(found.points.size(), 3U);
  EXPECT_TRUE(found.points[0].suggested && found.points[0].holds);
  EXPECT_EQ(found.points[0].said->phrase, 1U);
  EXPECT_EQ(part(text, *found.points[0].said), "asyncio");
  EXPECT_EQ(part(text, *found.points[1].said), "worker processes");
  EXPECT_FALSE(found.points[2].holds);
  EXPECT_FALSE(found.points[2].said.has_value());
  EXPECT_EQ(part(text, *found.points[2].denied), "bounded queue");
  ASSERT_EQ(found.flags.size(), 1U);
  EXPECT_FALSE(found.flags[0].holds);
  EXPECT_EQ(part(text, *found.flags[0].denied), "add more threads");
  EXPECT_EQ(found, assess(study_.turn(), text));
}

TEST_F(InterviewTest, ThePersonCorrectsWhatWasFound) {
  study_.submit("a thread per client on the event loop", 5);
  EXPECT_TRUE(study_.assessment().flags[0].holds);
  study_.toggle_flag(0);
  study_.toggle_point(0);
  study_.toggle_point(2);
  EXPECT_FALSE(study_.assessment().flags[0].holds);
  EXPECT_TRUE(study_.assessment().flags[0].suggested);
  EXPECT_FALSE(study_.assessment().points[0].holds);
  EXPECT_TRUE(study_.assessment().points[2].holds);
  const TurnRecord record = study_.record("r", 7);
  EXPECT_THAT(record.covered, ElementsAre("bounded"));
  EXPECT_THAT(record.flags, IsEmpty());
  study_.toggle_flag(0);
  study_.toggle_point(0);
  EXPECT_THAT(study_.record("r2", 8).covered, ElementsAre("async", "bounded"));
  EXPECT_THAT(study_.record("r3", 9).flags, ElementsAre("threads"));
}

TEST_F(InterviewTest, FollowUpsDependOnWhatHolds) {
  study_.submit("asyncio", 5);
  EXPECT_THAT(study_.follow_ups(), ElementsAre(0U, 1U, 2U));
  study_.toggle_point(0);
  EXPECT_THAT(study_.follow_ups(), ElementsAre(0U, 2U));
  study_.toggle_point(1);
  EXPECT_THAT(study_.follow_ups(), ElementsAre(0U));
}

TEST_F(InterviewTest, RepliesStayWhenTheirQuestionGoes) {
  study_.submit("asyncio", 5);
  study_.reply(2, "four");
  study_.reply(0, "because");
  study_.reply(1, "");
  EXPECT_EQ(study_.reply(2), "four");
  study_.toggle_point(1);
  EXPECT_THAT(study_.record("r", 7).replies, ElementsAre(Reply{0, "because"}, Reply{2, "four"}));
}

TEST_F(InterviewTest, HintsAreForStudyAndEndWithTheAnswer) {
  EXPECT_FALSE(real_.can_take_hint());
  EXPECT_THAT(study_.hints(), IsEmpty());
  ASSERT_TRUE(study_.can_take_hint());
  study_.take_hint();
  EXPECT_THAT(study_.hints(), ElementsAre("a nudge"));
  study_.take_hint();
  EXPECT_THAT(study_.hints(), ElementsAre("a nudge", "nearly the answer"));
  EXPECT_FALSE(study_.can_take_hint());
  study_.submit("", 5);
  EXPECT_EQ(study_.record("r", 7).hints, 2);
  study_.next();
  EXPECT_TRUE(study_.can_take_hint());
  study_.submit("", 5);
  EXPECT_FALSE(study_.can_take_hint());
}

TEST_F(InterviewTest, ADraftIsKeptAndCutAtTheEndOfACharacter) {
  study_.write("asyn");
  study_.write("asyncio");
  EXPECT_EQ(study_.text(), "asyncio");
  study_.write(std::string(Interview::kMostText - 1, 'a') + "\xC3\xA9");
  EXPECT_EQ(study_.text(), std::string(Interview::kMostText - 1, 'a'));
  study_.write(std::string(Interview::kMostText + 9, '\x80'));
  EXPECT_EQ(study_.text().size(), Interview::kMostText);
  study_.submit("event loop", 5);
  study_.write("changed later");
  EXPECT_EQ(study_.text(), "event loop");
}

TEST_F(InterviewTest, ARecordHoldsTheTurn) {
  real_.submit("asyncio", 61'000);
  const TurnRecord record = real_.record("id", 1'000);
  TurnRecord expected;
  expected.id = "id";
  expected.at = 1'000;
  expected.interview = "two";
  expected.scenario = "S50";
  expected.turn = "S50-front";
  expected.mode = InterviewMode::real;
  expected.text = "asyncio";
  expected.covered = {"async"};
  expected.ms_taken = 61'000;
  EXPECT_EQ(record, expected);
  EXPECT_THAT(real_.records(), ElementsAre(expected));
}

TEST_F(InterviewTest, EndsAtAnyTimeWithAGradeOfOnesOwn) {
  const InterviewEnd end = real_.end("e", 9, 4, "calm");
  EXPECT_EQ(end.interview, "two");
  EXPECT_EQ(end.scenario, "S50");
  EXPECT_EQ(end.mode, InterviewMode::real);
  EXPECT_EQ(end.communication, 4);
  EXPECT_EQ(end.notes, "calm");
  EXPECT_EQ(end.id, "e");
  EXPECT_EQ(end.at, 9);
}

TEST_F(InterviewTest, IsTakenUpAtTheFirstTurnWithoutARecord) {
  const std::vector<TurnRecord> records{
      sample_record("x", "S50-end", 30, {"look"}), sample_record("x", "S50-front", 10, {}),
      sample_record("x", "S50-front", 20, {"async"}), sample_record("x", "S50-gone", 25, {"what"})};
  auto taken = Interview::resume(scenario_, records);
  ASSERT_TRUE(taken.ok()) << taken.error().what;
  EXPECT_EQ(taken->id(), "x");
  EXPECT_EQ(taken->turn().id, "S50-crash");
  EXPECT_THAT(taken->records(), ElementsAre(records[2], records[0]));
  taken->submit("idempotent", 5);
  taken->record("new", 40);
  taken->next();
  EXPECT_TRUE(taken->finished());
  EXPECT_EQ(taken->records().size(), 3U);
  EXPECT_EQ(taken->end("e", 50, 3, "").interview, "x");
}

TEST_F(InterviewTest, IsTakenUpInTheModeOfItsLatestRecord) {
  std::vector<TurnRecord> records{sample_record("x", "S50-front", 10, {}),
                                  sample_record("x", "S50-crash", 20, {})};
  records[1].mode = InterviewMode::real;
  EXPECT_EQ(Interview::resume(scenario_, records)->mode(), InterviewMode::real);
}

TEST_F(InterviewTest, WhatIsNotOneInterviewIsRefused) {
  EXPECT_FALSE(Interview::resume(scenario_, {}).ok());
  std::vector<TurnRecord> records{sample_record("x", "S50-front", 10, {}),
                                  sample_record("y", "S50-crash", 20, {})};
  EXPECT_EQ(Interview::resume(scenario_, records).error().what, "The records are of several interviews.");
  records[1] = sample_record("x", "S50-crash", 20, {});
  records[1].scenario = "S51";
  EXPECT_EQ(Interview::resume(scenario_, records).error().what,
            "The interview is of scenario \"S51\", not of S50.");
}

TEST(TurnGrade, FollowsFromWhatIsCovered) {
  EXPECT_EQ(turn_grade(3, 3, 0), 4);
  EXPECT_EQ(turn_grade(2, 3, 0), 3);
  EXPECT_EQ(turn_grade(1, 3, 0), 2);
  EXPECT_EQ(turn_grade(0, 3, 0), 1);
  EXPECT_EQ(turn_grade(3, 3, 1), 2);
  EXPECT_EQ(turn_grade(0, 3, 1), 1);
  EXPECT_EQ(turn_grade(3, 4, 0), 3);
  EXPECT_EQ(turn_grade(3, 5, 0), 2);
  EXPECT_EQ(turn_grade(1, 4, 0), 1);
}

TEST_F(InterviewTest, TheGradeIsThatOfWhatHolds) {
  study_.submit("asyncio, worker processes and a bounded queue", 5);
  EXPECT_EQ(study_.grade(), 4);
  study_.toggle_point(0);
  EXPECT_EQ(study_.grade(), 3);
  study_.toggle_flag(0);
  EXPECT_EQ(study_.grade(), 2);
}

RC_GTEST_PROP(TurnGradeProperty, MoreIsNeverLess, ()) {
  const auto points = *rc::gen::inRange<std::size_t>(1, 8);
  const auto covered = *rc::gen::inRange<std::size_t>(0, points);
  const auto flags = *rc::gen::inRange<std::size_t>(0, 3);
  RC_ASSERT(turn_grade(covered + 1, points, flags) >= turn_grade(covered, points, flags));
  RC_ASSERT(turn_grade(covered, points, flags + 1) <= turn_grade(covered, points, flags));
}

// --- records ---

TEST(InterviewRecords, TheLatestOfATurnStandsWhateverTheOrder) {
  std::vector<TurnRecord> records{
      sample_record("x", "S50-front", 20, {"a"}), sample_record("x", "S50-front", 10, {"b"}),
      sample_record("y", "S50-front", 90, {"c"}), sample_record("x", "S50-end", 5, {})};
  records.push_back(sample_record("x", "S50-front", 20, {"d"}));
  records.back().id = "x-zzz";  // at the same time: the greater id stands
  EXPECT_THAT(turns_of(records, "x"), ElementsAre(records[3], records[4]));
  std::reverse(records.begin(), records.end());
  EXPECT_EQ(turns_of(records, "x").back().id, "x-zzz");
  EXPECT_THAT(turns_of(records, "z"), IsEmpty());
  const std::vector<InterviewEnd> ends{sample_end("x", 9, 3), sample_end("x", 8, 5), sample_end("y", 99, 1)};
  EXPECT_EQ(end_of(ends, "x"), ends[0]);
  EXPECT_FALSE(end_of(ends, "z").has_value());
}

TEST(InterviewRecords, AListOfInterviewsIsNewestFirst) {
  std::vector<TurnRecord> records{
      sample_record("x", "S50-front", 20, {}), sample_record("y", "S50-front", 50, {}),
      sample_record("x", "S50-end", 30, {}), sample_record("x", "S50-front", 25, {})};
  records[1].mode = InterviewMode::real;
  const std::vector<InterviewEnd> ends{sample_end("x", 40, 4), sample_end("broken", 60, 0)};
  const auto list = interviews(records, ends);
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0], (InterviewSummary{"broken", "S50", InterviewMode::study, 60, 60, 0, true, 0}));
  EXPECT_EQ(list[1], (InterviewSummary{"y", "S50", InterviewMode::real, 50, 50, 1, false, 0}));
  EXPECT_EQ(list[2], (InterviewSummary{"x", "S50", InterviewMode::study, 20, 40, 2, true, 4}));
  EXPECT_THAT(interviews({}, {}), IsEmpty());
  EXPECT_EQ(name_of(InterviewMode::real), "real");
}

}  // namespace
}  // namespace sp::practice
