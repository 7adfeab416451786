#include "engine/practice/exam_place.h"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/practice/learner.h"

namespace sp::practice {
namespace {

constexpr std::int64_t kStart = 1'700'000'000'000, kSecond = 1000;

/// Gives any complete answer, as a reader would.
void answer_any(QuizSession& quiz) {
  if (quiz.option_count() > 0) {
    quiz.choose(*rc::gen::inRange<std::size_t>(0, quiz.option_count()));
  } else if (quiz.step_count() > 0) {
    quiz.move(0, quiz.step_count() - 1);
  } else if (quiz.question().kind == bank::QuestionKind::bug) {
    quiz.choose_line(1);
  } else {
    quiz.type(*rc::gen::element<std::string>("1", "2"));
  }
}

void expect_same(const ResultSheet& a, const ResultSheet& b) {
  RC_ASSERT(a.points == b.points && a.possible == b.possible && a.ms_taken == b.ms_taken &&
            a.ms_given == b.ms_given);
  RC_ASSERT(a.all.answered == b.all.answered && a.all.right == b.all.right && a.all.asked == b.all.asked);
  RC_ASSERT(a.missed.size() == b.missed.size());
  for (std::size_t i = 0; i < a.missed.size(); ++i)
    RC_ASSERT(a.missed[i].question == b.missed[i].question && a.missed[i].answered == b.missed[i].answered);
}

RC_GTEST_PROP(ExamPlaceProperty, AnExamGoesOnAsItWasLeft, ()) {
  const bank::Bank bank = training_bank();
  const auto seed = *rc::gen::nonNegative<std::uint64_t>() >> 1U;  // below 2^63
  Exam exam = Exam::start(bank, {bank::Level::senior, 60}, seed, kStart).value();
  const auto left_at = *rc::gen::inRange<std::size_t>(0, exam.quiz().size() + 1);
  History log;
  std::int64_t now = kStart;
  for (QuizSession& quiz = exam.quiz(); quiz.index() < left_at; quiz.next()) {
    now += kSecond;
    if (*rc::gen::arbitrary<bool>()) continue;  // left out
    answer_any(quiz);
    if (!quiz.can_check()) continue;
    quiz.check();
    log.add(exam.answer(fmt::format("{:032x}", quiz.index() + 1), now, kSecond));
  }
  const auto handed_in = *rc::gen::element<std::optional<std::int64_t>>(std::nullopt, now + 1);
  const auto place = parse_exam_place(to_text(place_of(exam, handed_in)));
  RC_ASSERT(place == place_of(exam, handed_in));
  const auto again = take_up(bank, *place, log);
  RC_ASSERT(again.ok());
  RC_ASSERT(again->ends_at() == exam.ends_at());
  RC_ASSERT(again->quiz().index() == left_at);
  expect_same(again->result(now), exam.result(now));
  RC_ASSERT(place_of(*again, handed_in) == *place);
}

TEST(ExamPlace, WhatIsPractisedMeanwhileIsNotTheExams) {
  const bank::Bank bank = training_bank();
  Exam exam = Exam::start(bank, {bank::Level::senior, 60}, 7, kStart).value();
  while (exam.quiz().option_count() == 0) exam.quiz().next();
  exam.quiz().choose(0);
  exam.quiz().check();
  History log;
  log.add(exam.quiz().answer(std::string(32, 'a'), kStart + 1, kSecond));
  EXPECT_EQ(take_up(bank, place_of(exam), log)->result(kStart).all.answered, 0U);
  log.add(exam.answer(std::string(32, 'b'), kStart, kSecond));
  EXPECT_EQ(take_up(bank, place_of(exam), log)->result(kStart).all.answered, 1U);
  EXPECT_EQ(take_up(bank, place_of(exam), {})->result(kStart).all.answered, 0U) << "erased meanwhile";
}

TEST(ExamPlace, IsRefusedWhenQuestionsAreGone) {
  const bank::Bank bank = training_bank();
  ExamPlace place = place_of(Exam::start(bank, {bank::Level::senior, 60}, 7, kStart).value());
  EXPECT_TRUE(take_up(bank, place, {}).ok());
  place.asked[1].question = "gone";
  EXPECT_FALSE(take_up(bank, place, {}).ok());
  EXPECT_FALSE(take_up(bank::Bank{}, place, {}).ok());
}

TEST(ExamPlace, AnyOtherTextIsNone) {
  const ExamPlace place{bank::Level::mid, 5, kStart, {}, 1, {{"a-b", "0f"}, {"c-d", ""}}};
  ASSERT_EQ(to_text(place), "1 1 5 1700000000000 0 1 a-b=0f c-d=");
  EXPECT_EQ(parse_exam_place(to_text(place)), place);
  for (const std::string_view text :
       {"", " ", "1", "2 1 5 17 0 1 a=", "1 4 5 17 0 1 a=", "1 mid 5 17 0 1 a=", "1 1 x 17 0 1 a=",
        "1 1 5 17s 0 1 a=", "1 1 5 17 - 1 a=", "1 1 5 17 0 -1 a=", "1 1 5 17 0 2 a=", "1 1 5 17 0 0",
        "1 1 5 17 0 0 a", "1 1 99999999999999999999 17 0 0 a="})
    EXPECT_EQ(parse_exam_place(text), std::nullopt) << text;
}

}  // namespace
}  // namespace sp::practice
