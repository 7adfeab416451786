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
  const auto records = *rc::gen::container<std::vector<Record>>(any_record(8));
  return History(records);
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
  const auto records = *rc::gen::container<std::vector<Record>>(any_record(8));
  const History history{std::span(records)};
  std::set<std::string> ids;
  for (const Record& record : records) ids.insert(id_of(record));
  RC_ASSERT(history.size() == ids.size());
  const auto kept = history.records();
  RC_ASSERT(std::is_sorted(kept.begin(), kept.end(), [](const Record& a, const Record& b) {
    return std::tuple(at_of(a), id_of(a)) < std::tuple(at_of(b), id_of(b));
  }));
  for (const Record& record : kept)
    RC_ASSERT(std::find(records.begin(), records.end(), record) != records.end());
}

RC_GTEST_PROP(HistoryProperty, TheLogsOrderDoesNotMatter, ()) {
  auto records = *rc::gen::container<std::vector<Record>>(any_record(8));
  const History before{std::span(records)};
  Rng rng(*rc::gen::arbitrary<std::uint64_t>());
  rng.shuffle(std::span(records));
  RC_ASSERT(History(records) == before);
}

RC_GTEST_PROP(HistoryProperty, WhatIsTakenBackDoesNotStandWhateverTheOrder, ()) {
  const History history = any_history();
  std::set<std::string> taken_back;
  for (const Record& record : history.records()) {
    if (const auto* undo = std::get_if<Undo>(&record)) taken_back.insert(undo->of);
  }
  const auto standing = history.standing();
  for (const Record* record : standing) {
    RC_ASSERT(!std::holds_alternative<Undo>(*record));
    RC_ASSERT(!taken_back.contains(id_of(*record)));
  }
  const auto undos =
      std::count_if(history.records().begin(), history.records().end(), [&](const Record& record) {
        return std::holds_alternative<Undo>(record) || taken_back.contains(id_of(record));
      });
  RC_ASSERT(standing.size() + static_cast<std::size_t>(undos) == history.size());
}

TEST(History, TheLatestRegradeThatStandsCounts) {
  const Answer answer = at(10, "C01-a", true);
  Rng rng(7);
  const Regrade hard{make_answer_id(rng, 11), 11, answer.id, Grade::hard};
  const Regrade easy{make_answer_id(rng, 12), 12, answer.id, Grade::easy};
  History history;
  history.add(easy);
  history.add(hard);
  history.add(answer);
  EXPECT_EQ(history.regrades().at(answer.id), Grade::easy);
  history.add(Undo{make_answer_id(rng, 13), 13, easy.id});
  EXPECT_EQ(history.regrades().at(answer.id), Grade::hard);
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
  const std::vector<Record> answers{at(30, "C01-a", false), at(10, "C01-a", true), at(20, "C01-b", true),
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
  const std::vector<Record> answers{
      at(20'000 * kDay, "q", true),                               // midnight UTC
      at(20'001 * kDay - 1, "q", false),                          // just before the next
      at(20'001 * kDay, "q", true),                               //
      at(20'001 * kDay + 5, "demo:x", true, Source::prediction),  // not counted
  };
  const History history{std::span(answers)};
  using Days = std::map<std::int64_t, DayCount>;
  EXPECT_EQ(history.by_day({0, 0}), (Days{{20'000, {2, 1}}, {20'001, {1, 1}}}));
  EXPECT_EQ(history.by_day({60, 0}), (Days{{20'000, {1, 1}}, {20'001, {2, 1}}}));
  EXPECT_EQ(history.by_day({-60, 0}), (Days{{19'999, {1, 1}}, {20'000, {2, 1}}}));
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
