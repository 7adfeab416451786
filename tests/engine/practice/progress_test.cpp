#include "engine/practice/progress.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/practice/stats.h"
#include "engine/practice/turn_grade.h"
#include "tests/engine/practice/answer_gen.h"
#include "tests/engine/practice/learner.h"

namespace sp::practice {
namespace {

constexpr std::int64_t kDay = Learner::kDay;

TEST(Items, AreCardsWithTheirDrawnQuestionsThenDemosThenTurns) {
  const Learner learner;
  std::vector<std::string> keys;
  for (const Item& item : learner.items().all()) keys.push_back(item.key);
  EXPECT_EQ(keys,
            (std::vector<std::string>{"card:C01", "card:C02", "card:C03", "card:K01", "question:K01-sorted",
                                      "question:K01-number", "demo:amdahl", "turn:S01-a"}));
  EXPECT_EQ(learner.items()[4].id(), "K01-sorted");
  EXPECT_TRUE(learner.items()[4].taught());
  EXPECT_FALSE(learner.items()[6].taught());
  EXPECT_EQ(learner.items().find("card:C99"), Items::kNone);
}

TEST(Items, StandInTheOrderOfTheCurriculum) {
  const bank::Bank sample = sample_bank();
  std::vector<bank::Card> cards(sample.cards().begin(), sample.cards().end());
  cards[0].covers = {"late"};
  cards[2].covers = {"late", "early"};
  const std::vector<bank::CurriculumItem> curriculum{{"early", "", ""}, {"late", "", ""}};
  const Items items(bank::Bank(cards), curriculum, {});
  EXPECT_EQ(items[0].key, "card:C03");
  EXPECT_EQ(items[1].key, "card:C01");
  EXPECT_EQ(items[2].key, "card:C02");
}

TEST(Items, ARecordBelongsToTheQuestionThatDrawsElseToItsCard) {
  Learner learner;
  learner.answer("C01-a", true);
  learner.answer("K01-number", true);
  learner.answer("K01-bug", false);
  learner.answer("C99-gone", true);
  learner.predict("amdahl", true);
  EXPECT_EQ(learner.state("card:C01").schedule.reps, 1);
  EXPECT_EQ(learner.state("question:K01-number").schedule.reps, 1);
  EXPECT_EQ(learner.state("card:K01").schedule.reps, 1);
  EXPECT_EQ(learner.state("demo:amdahl").schedule.reps, 1);
  EXPECT_EQ(learner.progress().reviews().size(), 4U);
  EXPECT_EQ(learner.progress().tries("C99-gone"), 1U);
}

TEST(Progress, GradesRightAsGoodAndWrongAsAgainUnlessToldOtherwise) {
  Learner learner;
  const auto first = learner.answer("C01-a", true);
  EXPECT_EQ(learner.progress().reviews().back().grade, Grade::good);
  learner.record(Regrade{{}, 0, first, Grade::easy});
  EXPECT_EQ(learner.progress().reviews().back().grade, Grade::easy);
  EXPECT_EQ(learner.state("card:C01").schedule.phase, Phase::review);
  learner.answer("C02-a", false);
  EXPECT_EQ(learner.progress().reviews().back().grade, Grade::again);
  learner.recall("C03", Grade::hard);
  EXPECT_EQ(learner.progress().reviews().back().grade, Grade::hard);
}

TEST(Progress, AnswersOfFormat1GiveASchedule) {
  const std::string line =
      R"({"v":1,"id":"018bcfe5680000112233445566778899","at":1700000000000,"source":"practice","card":"C02","question":"C02-a","order":["c","a","b"],"chosen":["a"],"correct":true,"ms":5321)";
  Answer answer;
  answer.id = "018bcfe5680000112233445566778899";
  answer.at = 1'700'000'000'000;
  answer.card = "C02";
  answer.question = "C02-a";
  answer.order = {"c", "a", "b"};
  answer.chosen = {"a"};
  answer.correct = true;
  answer.ms_taken = 5321;
  ASSERT_THAT(to_line(answer), testing::StartsWith(line));
  Learner learner;
  const ParsedLog log = parse_log(to_line(answer), "log");
  History history{std::span(log.records)};
  Progress progress(learner.items(), Calendar{});
  progress.rebuild(history);
  EXPECT_EQ(progress.state(learner.index("card:C02")).schedule.due,
            1'700'000'000'000 + 10 * Learner::kMinute);
}

TEST(Progress, UndoGivesBackTheScheduleBefore) {
  Learner learner;
  learner.learn("C01");
  const Schedule before = learner.state("card:C01").schedule;
  learner.now += 3 * kDay;
  const auto answer = learner.answer("C01-a", false);
  EXPECT_EQ(learner.state("card:C01").schedule.lapses, 1);
  learner.undo(answer);
  EXPECT_EQ(learner.state("card:C01").schedule, before);
  EXPECT_EQ(learner.progress().reviews().size(), 2U);
}

TEST(Progress, TurnsCountOnceForEachInterviewAsTheyWereSettledLast) {
  Learner learner;
  TurnRecord turn{.id = {},
                  .at = 0,
                  .interview = "i",
                  .scenario = "S01",
                  .turn = "S01-a",
                  .text = {},
                  .covered = {"p"},
                  .flags = {},
                  .replies = {}};
  learner.record(turn);
  EXPECT_EQ(learner.progress().reviews().back().grade, Grade::hard);
  learner.now += 1000;
  turn.covered = {"p", "q", "r"};
  learner.record(turn);
  ASSERT_EQ(learner.progress().reviews().size(), 1U);
  EXPECT_EQ(learner.progress().reviews().back().grade, Grade::easy);
  turn.interview = "";
  learner.record(turn);
  learner.record(turn);
  EXPECT_EQ(learner.progress().reviews().size(), 3U);
}

TEST(TurnGrade, FollowsWhatWasCovered) {
  const bank::Bank bank = training_bank();
  const bank::Turn& turn = bank.scenarios()[0].turns[0];
  const auto graded = [&](std::vector<std::string> covered, std::vector<std::string> flags) {
    TurnRecord record;
    record.covered = std::move(covered);
    record.flags = std::move(flags);
    return grade_of(turn, record);
  };
  EXPECT_EQ(graded({"p", "q", "r"}, {}), Grade::easy);
  EXPECT_EQ(graded({"p", "q", "r"}, {"f"}), Grade::hard);
  EXPECT_EQ(graded({"p", "r"}, {"gone"}), Grade::good);
  EXPECT_EQ(graded({"p"}, {}), Grade::hard);
  EXPECT_EQ(graded({"gone"}, {}), Grade::again);
}

TEST(Progress, MarksSayWhatComes) {
  Learner learner;
  learner.learn("C01");
  learner.now += 5 * kDay;
  const std::size_t item = learner.index("card:C01");
  EXPECT_TRUE(learner.progress().due(item, learner.now));
  learner.mark("card:C01", MarkKind::bury);
  EXPECT_FALSE(learner.progress().due(item, learner.now));
  EXPECT_TRUE(learner.progress().due(item, learner.now + kDay));
  learner.mark("card:C01", MarkKind::suspend);
  EXPECT_FALSE(learner.progress().due(item, learner.now + kDay));
  learner.mark("card:C01", MarkKind::resume);
  learner.mark("card:C01", MarkKind::flag);
  EXPECT_TRUE(learner.progress().due(item, learner.now + kDay));
  EXPECT_TRUE(learner.state("card:C01").flagged);
  learner.mark("card:C01", MarkKind::unflag);
  EXPECT_FALSE(learner.state("card:C01").flagged);
  learner.mark("card:gone", MarkKind::flag);  // of another bank: nothing happens
}

TEST(Progress, ReviewsTellWhatWasExpected) {
  Learner learner;
  learner.learn("C01");
  learner.now += 2 * kDay;
  const double chance = learner.progress().chance(learner.index("card:C01"), learner.now);
  learner.answer("C01-a", true);
  const Review& review = learner.progress().reviews().back();
  EXPECT_EQ(review.elapsed_days, 2);
  EXPECT_EQ(review.predicted, chance);
  EXPECT_EQ(review.before, Phase::review);
  EXPECT_EQ(learner.progress().last_review(learner.index("card:C01"))->record, review.record);
  EXPECT_EQ(learner.progress().last_review(learner.index("card:C02")), nullptr);
}

RC_GTEST_PROP(ProgressProperty, TheOrderInWhichRecordsComeDoesNotMatter, ()) {
  auto records = *rc::gen::container<std::vector<Record>>(any_record(12));
  const Learner learner;
  Progress one(learner.items(), Calendar{}), other(learner.items(), Calendar{});
  one.rebuild(History(records));
  Rng rng(*rc::gen::arbitrary<std::uint64_t>());
  rng.shuffle(std::span(records));
  // In two parts that meet later, as from two devices.
  const std::size_t cut = records.empty() ? 0 : rng.below(records.size() + 1);
  History merged{std::span(records).first(cut)};
  merged.merge(History(std::span(records).subspan(cut)));
  other.rebuild(merged);
  for (std::size_t i = 0; i < learner.items().size(); ++i) {
    RC_ASSERT(one.state(i).schedule == other.state(i).schedule);
    RC_ASSERT(one.state(i).suspended == other.state(i).suspended);
    RC_ASSERT(one.state(i).flagged == other.state(i).flagged);
  }
  RC_ASSERT(one.settings() == other.settings());
}

TEST(Settings, ComeFromTheLogAndForeignOnesArePassedOver) {
  Learner learner;
  EXPECT_EQ(learner.progress().settings(), Settings{});
  learner.set("retention", "850");
  learner.set("new-per-day", "25");
  learner.set("interview-date", "2026-12-01");
  learner.set("new-order", "weakness");
  for (const char* bad : {"2000", "-1", "x", "", "1e3"}) learner.set("retention", bad);
  learner.set("new-per-day", "201");
  learner.set("interview-date", "tomorrow");
  learner.set("new-order", "random");
  learner.set("colour", "blue");
  const Settings expected{.retention = 0.85,
                          .new_per_day = 25,
                          .interview_day = parse_date("2026-12-01"),
                          .new_order = NewOrder::weakness};
  EXPECT_EQ(learner.progress().settings(), expected);
  learner.set("interview-date", "");
  EXPECT_FALSE(learner.progress().settings().interview_day.has_value());
}

TEST(Settings, ChangesLeadFromOneToTheOther) {
  const Settings wanted{.retention = 0.93,
                        .new_per_day = 0,
                        .reviews_per_day = 50,
                        .interview_day = 20'500,
                        .new_order = NewOrder::weakness};
  EXPECT_TRUE(changes(wanted, wanted).empty());
  Learner learner;
  for (const auto& [name, value] : changes({}, wanted)) learner.set(name, value);
  EXPECT_EQ(learner.progress().settings(), wanted);
  for (const auto& [name, value] : changes(wanted, {})) learner.set(name, value);
  EXPECT_EQ(learner.progress().settings(), Settings{});
}

TEST(Stats, CountDaysAndStreaks) {
  Learner learner;
  learner.answer("C01-a", true);
  learner.answer("C02-a", false);
  learner.now += kDay;
  learner.answer("C01-a", true);
  const auto days = activity(learner.progress());
  EXPECT_EQ(days.at(20'000), (DayActivity{2, 1, 40'000}));
  EXPECT_EQ(days.at(20'001), (DayActivity{1, 1, 20'000}));
  EXPECT_EQ(streak(days, 20'001), (Streak{2, 2, true}));
  EXPECT_EQ(streak(days, 20'002), (Streak{2, 2, false}));
  EXPECT_EQ(streak(days, 20'003), (Streak{0, 2, false}));
  EXPECT_EQ(streak({}, 5), (Streak{0, 0, false}));
}

TEST(Stats, ADayLastsUntilTheRollover) {
  Learner learner;
  learner.now = 20'001 * kDay + 3 * 3'600'000;  // three in the morning
  learner.answer("C01-a", true);
  EXPECT_TRUE(activity(learner.progress()).contains(20'000));
}

TEST(Stats, LongAbsenceIsNoTimeSpent) {
  Learner learner;
  Answer answer;
  answer.card = "C01";
  answer.question = "C01-a";
  answer.ms_taken = 5 * 3'600'000;
  learner.record(answer);
  EXPECT_EQ(activity(learner.progress()).at(20'000).ms, kLongestReviewMs);
}

TEST(Stats, MasteryIsTheMeanChanceOfATopicsItems) {
  Learner learner;
  learner.learn("C03");
  learner.mark("card:C02", MarkKind::suspend);
  const auto topics = mastery(learner.progress(), learner.now, learner.now + 7 * kDay);
  ASSERT_EQ(topics.size(), 2U);
  EXPECT_EQ(topics[0].topic, "gil");
  EXPECT_EQ(topics[0].items, 4U);
  EXPECT_EQ(topics[0].seen, 0U);
  EXPECT_EQ(topics[0].target, 0);
  EXPECT_EQ(topics[1].topic, "asyncio");
  EXPECT_EQ(topics[1].now, 1);
  EXPECT_EQ(topics[1].target, learner.progress().chance(learner.index("card:C03"), learner.now + 7 * kDay));
  EXPECT_LT(topics[1].target, 0.9);
}

TEST(Stats, ForecastCountsWhatIsOverdueForToday) {
  Learner learner;
  learner.learn("C01");
  const int days = learner.state("card:C01").schedule.days;
  ASSERT_GT(days, 0);
  auto due = forecast(learner.progress(), learner.now, 30);
  EXPECT_EQ(due[static_cast<std::size_t>(days)], 1U);
  EXPECT_EQ(std::count(due.begin(), due.end(), 0U), 29);
  due = forecast(learner.progress(), learner.now + 20 * kDay, 30);
  EXPECT_EQ(due[0], 1U);
}

TEST(Stats, RetentionLooksAtReviewsOnLaterDaysAlone) {
  Learner learner;
  learner.learn("C01");
  EXPECT_EQ(retention(learner.progress(), learner.now).all.reviews, 0U);
  learner.now += 2 * kDay;
  learner.answer("C01-a", true);
  learner.now += 60 * kDay;
  learner.answer("C01-a", false);
  const RetentionTable table = retention(learner.progress(), learner.now);
  EXPECT_EQ(table.all.reviews, 2U);
  EXPECT_EQ(table.all.known, 1U);
  EXPECT_EQ(table.month.reviews, 1U);
  EXPECT_EQ(table.all.true_rate(), 0.5);
  std::size_t binned = 0;
  for (const Retention& bin : table.bins) binned += bin.reviews;
  EXPECT_EQ(binned, 2U);
  EXPECT_EQ(table.bins[4].reviews, 1U);
}

}  // namespace
}  // namespace sp::practice
