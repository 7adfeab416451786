#include "engine/practice/plan.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/practice/exam.h"
#include "engine/practice/review_session.h"
#include "tests/engine/practice/learner.h"

namespace sp::practice {
namespace {

using testing::ElementsAre;
constexpr std::int64_t kDay = Learner::kDay, kMinute = Learner::kMinute;

std::vector<std::string> keys(const Learner& learner, const std::vector<std::size_t>& items) {
  std::vector<std::string> keys;
  for (const std::size_t item : items) keys.push_back(learner.items()[item].key);
  return keys;
}

/// The items that a session asks when each is known at once.
std::vector<std::string> asked(Learner& learner, ReviewSession session) {
  std::vector<std::string> items;
  while (session.current()) {
    items.push_back(session.current()->item);
    session.drop(learner.progress(), learner.now);
  }
  return items;
}

TEST(Plan, HasNewItemsUpToTheLimitOfTheDay) {
  Learner learner;
  learner.set("new-per-day", "2");
  DayPlan plan = plan_day(learner.progress(), learner.now);
  EXPECT_THAT(keys(learner, plan.fresh), ElementsAre("card:C01", "card:C02"));
  EXPECT_EQ(plan.unseen, 6U);
  learner.learn("C01");
  plan = plan_day(learner.progress(), learner.now);
  EXPECT_THAT(keys(learner, plan.fresh), ElementsAre("card:C02"));
  EXPECT_EQ(plan.learned_today, 1U);
  learner.now += kDay;
  plan = plan_day(learner.progress(), learner.now);
  EXPECT_THAT(keys(learner, plan.fresh), ElementsAre("card:C02", "card:C03"));
}

TEST(Plan, DemosAndTurnsJoinOnceTheyWereMet) {
  Learner learner;
  learner.predict("amdahl", false);
  learner.now += 2 * kMinute;
  EXPECT_THAT(keys(learner, plan_day(learner.progress(), learner.now).reviews), ElementsAre("demo:amdahl"));
}

TEST(Plan, RepeatsWhatIsForgottenSoonestFirstUpToTheLimit) {
  Learner learner;
  learner.learn("C01");
  learner.now += kDay;
  learner.learn("C02");
  learner.now += 9 * kDay;
  learner.set("reviews-per-day", "1");
  const DayPlan plan = plan_day(learner.progress(), learner.now);
  EXPECT_THAT(keys(learner, plan.reviews), ElementsAre("card:C01"));
  EXPECT_EQ(plan.due, 2U);
}

TEST(Plan, WhatIsInItsStepsIsNotLimited) {
  Learner learner;
  learner.set("reviews-per-day", "0");
  learner.answer("C01-a", false);
  learner.now += kMinute;
  EXPECT_THAT(keys(learner, plan_day(learner.progress(), learner.now).reviews), ElementsAre("card:C01"));
}

TEST(Plan, ByWeaknessBeginsWithTheTopicThatIsKnownLeast) {
  Learner learner;
  learner.learn("C01");
  learner.set("new-order", "weakness");
  EXPECT_EQ(keys(learner, new_items(learner.progress(), learner.now)).front(), "card:C03");
}

TEST(Plan, AnInterviewDateSetsThePace) {
  Learner learner;
  EXPECT_FALSE(pace_of(learner.progress(), learner.now).has_value());
  learner.set("interview-date", to_iso_date(20'005));
  auto pace = pace_of(learner.progress(), learner.now);
  ASSERT_TRUE(pace.has_value());
  EXPECT_EQ(pace->days_left, 5);
  EXPECT_EQ(pace->unseen, 6U);
  EXPECT_EQ(pace->needed_per_day, 2U);  // in three days: the last two are for repeating
  EXPECT_EQ(plan_day(learner.progress(), learner.now).fresh.size(), 2U);
  learner.learn("C01");
  EXPECT_EQ(pace_of(learner.progress(), learner.now)->needed_per_day, 2U);  // the same all day
  learner.set("new-per-day", "1");
  pace = pace_of(learner.progress(), learner.now);
  EXPECT_EQ(pace->needed_per_day, 2U);
  EXPECT_EQ(pace->new_per_day, 1U);
  learner.now += 5 * kDay;
  pace = pace_of(learner.progress(), learner.now);
  EXPECT_EQ(pace->days_left, 0);
  EXPECT_EQ(plan_day(learner.progress(), learner.now).fresh.size(), 1U);  // the limit, as without a date
}

TEST(Plan, TheTargetIsTheInterviewOrAWeek) {
  Learner learner;
  const Calendar calendar;
  EXPECT_EQ(target_time(learner.progress(), learner.now), calendar.start_of(20'007));
  learner.set("interview-date", to_iso_date(20'030));
  EXPECT_EQ(target_time(learner.progress(), learner.now), calendar.start_of(20'030));
  EXPECT_EQ(target_time(learner.progress(), learner.now + 31 * kDay), calendar.start_of(20'038));
}

TEST(Simulation, IsTheSameForASeedAndMeetsEverythingInTime) {
  Learner learner;
  const auto simulated = [&](std::size_t per_day) {
    return simulate(learner.progress(), learner.now, 20'010, per_day, 7);
  };
  const Outlook outlook = simulated(2);
  EXPECT_EQ(outlook.known, simulated(2).known);
  EXPECT_EQ(outlook.total, 6U);
  EXPECT_EQ(outlook.seen, 6);
  EXPECT_EQ(outlook.fresh, (std::vector<double>{2, 2, 2, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_GT(outlook.known, 4.5);
  EXPECT_LE(outlook.known, 6);
  EXPECT_EQ(simulated(0).known, 0);
  EXPECT_EQ(simulate(learner.progress(), learner.now, 19'000, 2, 7).fresh.size(), 0U);
}

TEST(Simulation, NothingNewComesInTheLastDays) {
  Learner learner;
  const Outlook outlook = simulate(learner.progress(), learner.now, 20'004, 1, 1);
  EXPECT_EQ(outlook.fresh, (std::vector<double>{1, 1, 0, 0}));
  EXPECT_EQ(outlook.seen, 2);
}

TEST(Session, SpreadsWhatIsNewAndMixesTopics) {
  Learner learner;
  learner.learn("C01");
  learner.learn("C02");
  learner.now += 10 * kDay;
  EXPECT_THAT(asked(learner, ReviewSession::start(learner.progress(), learner.now, {})),
              ElementsAre("card:C01", "card:C03", "card:K01", "card:C02", "question:K01-sorted",
                          "question:K01-number"));
}

TEST(Session, WhatWasNotKnownComesBackAfterItsStep) {
  Learner learner;
  learner.set("new-per-day", "2");
  auto session = ReviewSession::start(learner.progress(), learner.now, {});
  EXPECT_EQ(session.left(), 2U);
  learner.answer("C01-a", false);
  session.graded(learner.progress(), learner.now);
  EXPECT_EQ(session.current()->item, "card:C02");
  learner.now += 2 * kMinute;  // the step of a minute is over
  learner.answer("C02-a", true);
  session.graded(learner.progress(), learner.now);
  EXPECT_EQ(session.current()->item, "card:C01");
  EXPECT_EQ(session.left(), 2U);
  learner.recall("C01", Grade::easy);
  session.graded(learner.progress(), learner.now);
  // Nothing else is left: the step of ten minutes is taken ahead.
  EXPECT_EQ(session.current()->item, "card:C02");
  learner.recall("C02", Grade::good);
  session.graded(learner.progress(), learner.now);
  EXPECT_FALSE(session.current().has_value());
  EXPECT_FALSE(session.next_at().has_value());
  EXPECT_EQ(session.done(), 4U);
}

TEST(Session, UndoAsksTheSameAgain) {
  Learner learner;
  auto session = ReviewSession::start(learner.progress(), learner.now, {});
  const Exercise first = *session.current();
  const auto answer = learner.answer(first.question, false);
  session.graded(learner.progress(), learner.now);
  const Exercise second = *session.current();
  learner.undo(answer);
  session.undone();
  EXPECT_EQ(*session.current(), first);
  EXPECT_EQ(session.done(), 0U);
  session.drop(learner.progress(), learner.now);
  EXPECT_EQ(*session.current(), second);
}

TEST(Session, LeavesTurnsOutWhenNotWanted) {
  Learner learner;
  TurnRecord turn;
  turn.scenario = "S01";
  turn.turn = "S01-a";
  learner.record(turn);
  learner.now += kDay;
  const auto items = [&](SessionKind kind, bool turns) {
    return asked(learner, ReviewSession::start(learner.progress(), learner.now, {kind, {}, turns}));
  };
  for (const auto kind : {SessionKind::daily, SessionKind::quick, SessionKind::weak}) {
    EXPECT_THAT(items(kind, true), testing::Contains("turn:S01-a"));
    EXPECT_THAT(items(kind, false), testing::Not(testing::Contains("turn:S01-a")));
  }
}

TEST(Session, WhatIsPutOffAfterItsAnswerDoesNotComeBackToday) {
  Learner learner;
  auto session = ReviewSession::of(learner.progress(), {"card:C02"});
  learner.answer("C02-a", false);
  learner.mark("card:C02", MarkKind::bury);
  session.graded(learner.progress(), learner.now);
  EXPECT_FALSE(session.current().has_value());
  EXPECT_FALSE(session.next_at().has_value());
}

TEST(Session, AsksOfACardWhatWasTriedLeast) {
  Learner learner;
  const std::size_t card = learner.index("card:C01");
  const auto next = [&] { return exercise_for(learner.progress(), card); };
  EXPECT_EQ(next(), (Exercise{Exercise::Kind::question, "card:C01", "C01-a"}));
  learner.answer("C01-a", true);
  EXPECT_EQ(next().question, "C01-b");
  learner.answer("C01-b", true);
  EXPECT_EQ(next(), (Exercise{Exercise::Kind::recall, "card:C01", {}}));
  learner.recall("C01", Grade::good);
  EXPECT_EQ(next().question, "C01-a");
  EXPECT_EQ(exercise_for(learner.progress(), learner.index("question:K01-number")).question, "K01-number");
  EXPECT_EQ(exercise_for(learner.progress(), learner.index("card:K01")).question, "K01-output");
  EXPECT_EQ(exercise_for(learner.progress(), learner.index("demo:amdahl")).kind, Exercise::Kind::demo);
  EXPECT_EQ(exercise_for(learner.progress(), learner.index("turn:S01-a")).kind, Exercise::Kind::turn);
}

TEST(Session, OfATopicHasAllOfIt) {
  Learner learner;
  learner.learn("C02");
  const auto items =
      asked(learner, ReviewSession::start(learner.progress(), learner.now, {SessionKind::topic, "gil"}));
  EXPECT_THAT(items,
              ElementsAre("card:C01", "card:K01", "question:K01-sorted", "question:K01-number", "card:C02"));
}

TEST(Session, OfWeakSpotsHasWhatIsKnownLeastFirst) {
  Learner learner;
  EXPECT_TRUE(
      asked(learner, ReviewSession::start(learner.progress(), learner.now, {SessionKind::weak, {}})).empty());
  learner.learn("C01");
  learner.recall("C02", Grade::again);
  EXPECT_THAT(asked(learner, ReviewSession::start(learner.progress(), learner.now, {SessionKind::weak, {}})),
              ElementsAre("card:C02", "card:C01"));
}

TEST(Session, LeavesOutWhatIsGone) {
  Learner learner;
  auto session = ReviewSession::of(learner.progress(), {"card:gone", "card:C03"});
  EXPECT_EQ(session.current()->item, "card:C03");
  session.drop(learner.progress(), learner.now);
  EXPECT_FALSE(session.current().has_value());
}

TEST(Exam, SharesAreOfTheWantedNumber) {
  for (const bank::Level level : bank::kLevels) {
    for (std::size_t count = 5; count <= 60; ++count) {
      std::size_t sum = 0;
      for (const std::size_t share : level_shares({level, count})) sum += share;
      EXPECT_EQ(sum, count);
    }
  }
  EXPECT_EQ(level_shares({bank::Level::senior, 20}), (std::array<std::size_t, 4>{2, 5, 10, 3}));
}

bank::Bank exam_bank() {
  std::vector<bank::Card> cards;
  for (const bank::Level level : bank::kLevels) {
    for (int i = 0; i < 10; ++i) {
      const std::string id = fmt::format("{}{}", bank::name_of(level), i);
      auto card = sample_card(id, i % 2 == 0 ? "gil" : "asyncio",
                              {sample_question(id + "-a", bank::QuestionKind::single, "abc", "a"),
                               sample_question(id + "-b", bank::QuestionKind::single, "abc", "a")});
      card.level = level;
      cards.push_back(std::move(card));
    }
  }
  return bank::Bank(std::move(cards));
}

RC_GTEST_PROP(ExamProperty, IsSpreadOverLevelsTopicsAndCards, ()) {
  const bank::Bank bank = exam_bank();
  const ExamSpec spec{*rc::gen::element(bank::Level::entry, bank::Level::senior, bank::Level::architect), 20};
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const auto ids = draw_exam(bank, spec, seed);
  RC_ASSERT(ids == draw_exam(bank, spec, seed));
  RC_ASSERT(ids.size() == 20U);
  std::array<std::size_t, 4> levels{};
  std::map<std::string, std::size_t> topics;
  std::map<std::string, std::size_t> cards;
  for (const std::string& id : ids) {
    ++levels[static_cast<std::size_t>(bank.card_of(id)->level)];
    ++topics[bank.card_of(id)->topic];
    ++cards[bank.card_of(id)->id];
  }
  RC_ASSERT(std::set<std::string>(ids.begin(), ids.end()).size() == 20U);
  RC_ASSERT(levels == level_shares(spec));
  RC_ASSERT(topics["gil"] >= 8U && topics["asyncio"] >= 8U);
  for (const auto& [card, count] : cards) RC_ASSERT(count <= 2U);
}

TEST(Exam, TakesAllThereIsWhenTheBankIsSmall) {
  const bank::Bank bank = training_bank();
  EXPECT_EQ(draw_exam(bank, {bank::Level::architect, 60}, 1).size(), bank.question_count());
  EXPECT_FALSE(Exam::start(bank::Bank{}, {}, 1, 0).ok());
}

TEST(Exam, ItsSheetCountsPointsByLevel) {
  const bank::Bank bank = exam_bank();
  auto started = Exam::start(bank, {bank::Level::senior, 5}, 3, 1000);
  ASSERT_TRUE(started.ok());
  Exam exam = std::move(started).value();
  EXPECT_EQ(exam.ends_at(), 1000 + 5 * time_for(bank::QuestionKind::single));
  int points = 0, possible = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    auto& quiz = exam.quiz();
    const int worth = points_for(quiz.card().level);
    possible += worth;
    if (i < 3) {
      for (std::size_t option = 0; option < 3; ++option) {
        if (quiz.option(option).correct == (i < 2)) quiz.choose(option);
      }
      points += quiz.check().correct ? worth : 0;
    }
    EXPECT_FALSE(exam.over(2000));
    quiz.next();
  }
  EXPECT_TRUE(exam.over(2000));
  const ResultSheet sheet = exam.result(61'000);
  EXPECT_EQ(sheet.all.asked, 5U);
  EXPECT_EQ(sheet.all.answered, 3U);
  EXPECT_EQ(sheet.all.right, 2U);
  EXPECT_EQ(sheet.points, points);
  EXPECT_EQ(sheet.possible, possible);
  EXPECT_EQ(sheet.ms_taken, 60'000);
  ASSERT_EQ(sheet.missed.size(), 3U);
  EXPECT_TRUE(sheet.missed[0].answered);
  EXPECT_FALSE(sheet.missed[2].answered);
  EXPECT_EQ(exam.result(exam.ends_at() + 5000).ms_taken, sheet.ms_given);
}

}  // namespace
}  // namespace sp::practice
