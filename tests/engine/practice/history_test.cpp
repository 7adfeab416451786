#include "engine/practice/history.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/practice/answer_gen.h"

namespace sp::practice {
namespace {

/// A history whose ids meet those of others, with the same and with different answers.
History any_history() {
  const auto answers = *rc::gen::container<std::vector<Answer>>(any_answer(8));
  return History(answers);
}

History merged(const History& a, const History& b) {
  History result = a;
  result.merge(b);
  return result;
}

Answer at(std::int64_t time, const std::string& question, bool correct, Source source = Source::practice) {
  Answer answer;
  static Rng rng(1);
  answer.id = make_answer_id(rng, time);
  answer.at = time;
  answer.source = source;
  answer.question = question;
  answer.correct = correct;
  return answer;
}

RC_GTEST_PROP(HistoryProperty, MergingIsCommutative, ()) {
  const History a = any_history();
  const History b = any_history();
  RC_ASSERT(merged(a, b) == merged(b, a));
}

RC_GTEST_PROP(HistoryProperty, MergingIsAssociative, ()) {
  const History a = any_history();
  const History b = any_history();
  const History c = any_history();
  RC_ASSERT(merged(merged(a, b), c) == merged(a, merged(b, c)));
}

RC_GTEST_PROP(HistoryProperty, MergingIsIdempotent, ()) {
  const History a = any_history();
  const History b = any_history();
  RC_ASSERT(merged(a, a) == a);
  History twice = merged(a, b);
  RC_ASSERT(twice.merge(b) == 0U);
  RC_ASSERT(twice == merged(a, b));
}

RC_GTEST_PROP(HistoryProperty, KeepsEveryIdOnceInOrderOfTime, ()) {
  const auto answers = *rc::gen::container<std::vector<Answer>>(any_answer(8));
  const History history{std::span(answers)};
  std::set<std::string> ids;
  for (const Answer& answer : answers) ids.insert(answer.id);
  RC_ASSERT(history.size() == ids.size());
  const auto kept = history.answers();
  RC_ASSERT(std::is_sorted(kept.begin(), kept.end(), [](const Answer& a, const Answer& b) {
    return std::tie(a.at, a.id) < std::tie(b.at, b.id);
  }));
  for (const Answer& answer : kept)
    RC_ASSERT(std::find(answers.begin(), answers.end(), answer) != answers.end());
}

RC_GTEST_PROP(HistoryProperty, TheLogsOrderDoesNotMatter, ()) {
  auto answers = *rc::gen::container<std::vector<Answer>>(any_answer(8));
  const History before{std::span(answers)};
  Rng rng(*rc::gen::arbitrary<std::uint64_t>());
  rng.shuffle(std::span(answers));
  RC_ASSERT(History(answers) == before);
}

TEST(History, AddSaysWhetherAnythingChanged) {
  History history;
  const Answer answer = at(10, "C01-a", true);
  EXPECT_TRUE(history.add(answer));
  EXPECT_FALSE(history.add(answer));
  EXPECT_EQ(history.size(), 1U);
  History other;
  other.add(at(20, "C01-a", false));
  other.add(answer);
  EXPECT_EQ(history.merge(other), 1U);
  EXPECT_EQ(history.merge(history), 0U);
}

TEST(History, CountsTriesAndTheLatestOutcomeWhateverTheOrderOfTheLog) {
  const std::vector<Answer> answers{at(30, "C01-a", false), at(10, "C01-a", true), at(20, "C01-b", true),
                                    at(20, "C01-a", true)};
  const History history{std::span(answers)};
  EXPECT_EQ(history.stats("C01-a"),
            (QuestionStats{.tries = 3, .right = 2, .last_correct = false, .last_at = 30}));
  EXPECT_EQ(history.stats("C01-b"),
            (QuestionStats{.tries = 1, .right = 1, .last_correct = true, .last_at = 20}));
  EXPECT_EQ(history.stats("C09-a"), QuestionStats{});
  EXPECT_EQ(history.by_question().size(), 2U);
  EXPECT_EQ(history.by_question().at("C01-a"), history.stats("C01-a"));
}

TEST(History, CountsByTheLearnersDay) {
  constexpr std::int64_t kDay = 86'400'000;
  const std::vector<Answer> answers{
      at(20'000 * kDay, "q", true),                               // midnight UTC
      at(20'001 * kDay - 1, "q", false),                          // just before the next
      at(20'001 * kDay, "q", true),                               //
      at(20'001 * kDay + 5, "demo:x", true, Source::prediction),  // not counted
  };
  const History history{std::span(answers)};
  using Days = std::map<std::int64_t, DayCount>;
  EXPECT_EQ(history.by_day(0), (Days{{20'000, {2, 1}}, {20'001, {1, 1}}}));
  EXPECT_EQ(history.by_day(60), (Days{{20'000, {1, 1}}, {20'001, {2, 1}}}));
  EXPECT_EQ(history.by_day(-60), (Days{{19'999, {1, 1}}, {20'000, {2, 1}}}));
  EXPECT_EQ(history.totals(Source::practice), (DayCount{3, 2}));
  EXPECT_EQ(history.totals(Source::prediction), (DayCount{1, 1}));
}

TEST(History, OfTwoAnswersWithOneIdTheSameStaysEverywhere) {
  Answer one = at(10, "C01-a", true);
  Answer two = one;
  two.at = 5;
  History a;
  a.add(one);
  a.add(two);
  History b;
  b.add(two);
  b.add(one);
  EXPECT_EQ(a, b);
  EXPECT_EQ(a.size(), 1U);
}

TEST(History, ManyAnswersInOrderAreTakenAtOnce) {
  History history;
  for (std::int64_t time = 0; time < 20'000; ++time) history.add(at(time, "q", true));
  EXPECT_EQ(history.size(), 20'000U);
  EXPECT_EQ(history.stats("q").tries, 20'000U);
}

}  // namespace
}  // namespace sp::practice
