#include "engine/bank/draw.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/bank/text_rules.h"
#include "tests/engine/bank/card_text.h"

namespace sp::bank {
namespace {

using testing::ElementsAre;

Expression expression(const std::string& text) {
  return std::move(Expression::parse(text)).value();
}

const Question& sample(const std::string& id) {
  static const Loaded loaded = load_text(every_kind_text(), {}, "asyncio/K01.json");
  return *loaded.bank.find_question(id);
}

TEST(Draw, FillsTextsAndComputesTheAnswer) {
  const auto drawn = draw(sample("K01-batches"), 7);
  ASSERT_TRUE(drawn.ok()) << to_string(drawn.error());
  const Values& v = drawn->values;
  EXPECT_EQ(drawn->seed, 7U);
  EXPECT_EQ(v.at("rounds"), std::ceil(v.at("n") / v.at("k")));
  EXPECT_EQ(drawn->answer, v.at("rounds") * v.at("w"));
  EXPECT_THAT(drawn->wrong, ElementsAre(v.at("n") * v.at("w"), v.at("w")));
  const Question& question = drawn->question;
  EXPECT_EQ(question.prompt, shown_number(v.at("n")) + " calls of " + shown_number(v.at("w")) + " s, " +
                                 shown_number(v.at("k")) + " at a time. How long?");
  EXPECT_EQ(question.explanation, shown_number(v.at("rounds")) + " rounds of " + shown_number(v.at("w")) +
                                      " s: " + shown_number(drawn->answer) + " s.");
  EXPECT_TRUE(
      question.numeric.wrong[0].explanation.starts_with("As if one at a time: " + shown_number(v.at("n"))));
  EXPECT_THAT(placeholders(question.generator.check), testing::IsEmpty());
}

RC_GTEST_PROP(DrawLaw, NumbersComeFromTheirRangesAndMeetWhatIsRequired, (std::uint64_t seed)) {
  const auto drawn = draw(sample("K01-batches"), seed);
  RC_ASSERT(drawn.ok());
  const double n = drawn->values.at("n");
  const double k = drawn->values.at("k");
  RC_ASSERT(n >= 10 && n <= 40 && std::fmod(n, 5) == 0);
  RC_ASSERT(k == 3 || k == 4 || k == 6);
  RC_ASSERT(std::fmod(n, k) != 0);
}

RC_GTEST_PROP(DrawLaw, StepsComeSorted, (std::uint64_t seed)) {
  const auto drawn = draw(sample("K01-sorted"), seed);
  RC_ASSERT(drawn.ok());
  const auto& steps = drawn->question.steps;
  RC_ASSERT(steps.size() == 3U);
  const auto by = [&](const Step& step) { return step.by.evaluate(drawn->values).value_or(-1); };
  RC_ASSERT(std::is_sorted(steps.begin(), steps.end(),
                           [&](const Step& a, const Step& b) { return by(a) < by(b); }));
  std::set<std::string> ids;
  for (const Step& step : steps) ids.insert(step.id);
  RC_ASSERT(ids == (std::set<std::string>{"one", "two", "three"}));
}

RC_GTEST_PROP(DrawLaw, TheSameSeedGivesTheSame, (std::uint64_t seed)) {
  for (const char* id : {"K01-batches", "K01-sorted"}) {
    const auto one = draw(sample(id), seed);
    const auto two = draw(sample(id), seed);
    RC_ASSERT(one.ok() && two.ok());
    RC_ASSERT(one->values == two->values);
    RC_ASSERT(one->question.prompt == two->question.prompt);
  }
}

TEST(Draw, TheNumbersOfASeedStayForEver) {
  // A logged answer is shown again from its seed: if this changes, old answers are shown with other numbers.
  EXPECT_EQ(draw(sample("K01-batches"), 1)->question.prompt, "30 calls of 0.5 s, 4 at a time. How long?");
  EXPECT_EQ(draw(sample("K01-sorted"), 1)->question.prompt,
            "Tasks sleep 7 ms, 6 ms and 5.5 ms. Which is done first?");
}

TEST(Draw, EveryValueOfARangeComesUp) {
  Question question;
  question.kind = QuestionKind::numeric;
  question.numeric.answer = expression("n");
  question.numeric.decimals = 1;
  question.generator.draw = {{"n", 0.5, 2, 0.5, {}}};
  std::set<double> seen;
  for (std::uint64_t seed = 0; seed < 100; ++seed) seen.insert(draw(question, seed)->answer);
  EXPECT_EQ(seen, (std::set<double>{0.5, 1, 1.5, 2}));
}

TEST(Draw, AFixedQuestionComesAsItIs) {
  const auto steps = draw(sample("K01-steps"), 3);
  ASSERT_TRUE(steps.ok());
  EXPECT_EQ(steps->question.steps[0].id, "call");
  EXPECT_EQ(steps->question.steps[2].id, "task");
  EXPECT_EQ(draw(sample("K01-half"), 3)->answer, 4);
  EXPECT_EQ(draw(sample("K01-line"), 3)->question.prompt, "Where is the mistake?");
}

Question numbers(const std::string& answer, const std::string& wrong, int decimals) {
  Question question;
  question.kind = QuestionKind::numeric;
  question.numeric.answer = expression(answer);
  question.numeric.decimals = decimals;
  question.numeric.wrong = {{expression(wrong), "why"}};
  question.generator.draw = {{"n", 2, 2.5, 1, {}}};  // 2 is the only value
  return question;
}

std::string refusal(const Question& question) {
  const auto drawn = draw(question, 0);
  return drawn.ok() ? "drawn" : to_string(drawn.error());
}

TEST(Draw, SaysWhyItCannot) {
  EXPECT_EQ(refusal(numbers("n / 4", "n", 0)),
            "answer: 0.5 is not a whole number, but \"decimals\" is 0 for n = 2");
  EXPECT_EQ(refusal(numbers("n / 4", "0.505", 2)),
            "wrong[0].value: 0.505 counts as right, as the answer is 0.5 for n = 2");
  EXPECT_EQ(refusal(numbers("n / 4", "0.52", 2)), "drawn");
  EXPECT_EQ(refusal(numbers("1 / (n - 2)", "1", 0)), "answer: \"1 / (n - 2)\": division by zero");
  Question never = numbers("n", "3", 0);
  never.generator.require = {expression("n > 2")};
  EXPECT_EQ(refusal(never), "require: not met within 1000 tries");
  Question derived = numbers("n", "3", 0);
  derived.generator.let = {{"m", expression("1 // 0")}};
  EXPECT_EQ(refusal(derived), "let.m: \"1 // 0\": division by zero");
  Question tie;
  tie.kind = QuestionKind::order;
  tie.generator.draw = {{"n", 2, 2.5, 1, {}}};
  tie.steps = {{"one", "1", expression("n"), ""},
               {"two", "2", expression("1"), ""},
               {"three", "3", expression("2"), ""}};
  EXPECT_EQ(refusal(tie), "steps: one and three tie at 2 for n = 2");
}

TEST(Fill, PutsInWhatIsKnownOnly) {
  const Values values{{"n", 4}, {"w", 0.25}};
  EXPECT_EQ(fill("{n} x {w} = {m}, {{n}}, {n", values), "4 x 0.25 = {m}, {4}, {n");
  EXPECT_EQ(fill("f\"{n:d} {N} {} {n}\"", values), "f\"{n:d} {N} {} 4\"");
  EXPECT_EQ(fill("", values), "");
  EXPECT_THAT(placeholders("{a} {b1} {c_d} {A} {1} {e"), ElementsAre("a", "b1", "c_d"));
}

TEST(ShownNumber, HasUpToThreeDecimals) {
  EXPECT_EQ(shown_number(4), "4");
  EXPECT_EQ(shown_number(-4), "-4");
  EXPECT_EQ(shown_number(0.1 + 0.2), "0.3");
  EXPECT_EQ(shown_number(1.0 / 3), "0.333");
  EXPECT_EQ(shown_number(2.9999999999), "3");
  EXPECT_EQ(shown_number(-0.0), "0");
  EXPECT_EQ(shown_number(-0.0001), "0");
  EXPECT_EQ(shown_number(1e15), "1000000000000000");
  EXPECT_EQ(shown_number(12.50), "12.5");
}

TEST(CountsAs, IsAsExactAsTheDecimals) {
  EXPECT_TRUE(counts_as(3, 3, 0));
  EXPECT_FALSE(counts_as(3.001, 3, 0));
  EXPECT_TRUE(counts_as(0.33, 1.0 / 3, 2));
  EXPECT_TRUE(counts_as(0.34, 1.0 / 3, 2));
  EXPECT_FALSE(counts_as(0.35, 1.0 / 3, 2));
  EXPECT_TRUE(counts_as(0.3, 0.4, 1)) << "the bound itself counts";
  Numeric numeric;
  EXPECT_FALSE(counts_as(1824, 1822, numeric));
  numeric.tolerance = 2;
  EXPECT_TRUE(counts_as(1824, 1822, numeric));
  EXPECT_FALSE(counts_as(1824.1, 1822, numeric));
}

TEST(SameOutput, PassesOverTrailingBlanks) {
  EXPECT_TRUE(same_output("a\nb\n", "a  \nb"));
  EXPECT_TRUE(same_output("a\r\nb\n\n", "a\nb\n"));
  EXPECT_TRUE(same_output("", "\n \n"));
  EXPECT_FALSE(same_output("a\nb", "a\n\nb"));
  EXPECT_FALSE(same_output(" a", "a"));
}

}  // namespace
}  // namespace sp::bank
