#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/bank/bank.h"
#include "tests/engine/bank/card_text.h"

namespace sp::bank {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::IsEmpty;

Loaded load_every_kind(const std::string& text) {
  return load_text(text, {}, "asyncio/K01.json");
}

class EveryKind : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(messages(loaded_.problems), IsEmpty());
    ASSERT_EQ(loaded_.bank.cards().size(), 1U);
  }
  const Card& card() const { return loaded_.bank.cards().front(); }
  const Question& question(const std::string& id) const { return *loaded_.bank.find_question(id); }

  Loaded loaded_ = load_every_kind(every_kind_text());
};

TEST_F(EveryKind, OutputHoldsTheSnippetThatItNames) {
  const Question& question = this->question("K01-prints");
  EXPECT_EQ(question.kind, QuestionKind::output);
  EXPECT_EQ(question.output.snippet.id, "K01-run-zero");
  EXPECT_EQ(question.output.snippet.expected, "a\nb\n");
  EXPECT_EQ(question.output.snippet.min_version, "3.9");
  EXPECT_EQ(question.output.snippet.max_version, "3.13");
  ASSERT_EQ(question.output.wrong.size(), 2U);
  EXPECT_EQ(question.output.wrong[0].text, "b\na\n");
  EXPECT_EQ(question.output.wrong[1].text, "");
  EXPECT_EQ(question.output.wrong[1].explanation, "As if `run` did not wait.");
}

TEST_F(EveryKind, OrderHoldsItsSteps) {
  const Question& fixed = question("K01-steps");
  EXPECT_EQ(fixed.kind, QuestionKind::order);
  EXPECT_FALSE(fixed.generated());
  ASSERT_EQ(fixed.steps.size(), 3U);
  EXPECT_EQ(fixed.steps[0].id, "call");
  EXPECT_EQ(fixed.steps[0].text, "`run` is called");
  EXPECT_EQ(fixed.steps[0].explanation, "Nothing is before it.");
  EXPECT_TRUE(fixed.steps[0].by.empty());
  const Question& sorted = question("K01-sorted");
  EXPECT_TRUE(sorted.generated());
  EXPECT_EQ(sorted.steps[1].by.text(), "b");
}

TEST_F(EveryKind, NumericHoldsWhatItDraws) {
  const Question& question = this->question("K01-batches");
  EXPECT_EQ(question.kind, QuestionKind::numeric);
  EXPECT_EQ(question.numeric.answer.text(), "rounds * w");
  EXPECT_EQ(question.numeric.decimals, 2);
  EXPECT_EQ(question.numeric.unit, "s");
  ASSERT_EQ(question.numeric.wrong.size(), 2U);
  EXPECT_EQ(question.numeric.wrong[0].value.text(), "n * w");
  const Generator& generator = question.generator;
  ASSERT_EQ(generator.draw.size(), 3U);
  EXPECT_EQ(generator.draw[0].name, "n");
  EXPECT_EQ(generator.draw[0].from, 10);
  EXPECT_EQ(generator.draw[0].to, 40);
  EXPECT_EQ(generator.draw[0].step, 5);
  EXPECT_THAT(generator.draw[0].one_of, IsEmpty());
  EXPECT_THAT(generator.draw[2].one_of, ElementsAre(0.25, 0.5, 2));
  ASSERT_EQ(generator.let.size(), 1U);
  EXPECT_EQ(generator.let[0].name, "rounds");
  ASSERT_EQ(generator.require.size(), 1U);
  EXPECT_EQ(generator.require[0].text(), "n % k != 0");
  EXPECT_TRUE(generator.check.starts_with("import math"));
  EXPECT_EQ(this->question("K01-sorted").generator.draw[0].step, 1) << "the step when none is given";
}

TEST_F(EveryKind, BugHoldsItsLines) {
  const Bug& bug = question("K01-line").bug;
  EXPECT_TRUE(bug.code.starts_with("import asyncio"));
  ASSERT_EQ(bug.lines.size(), 2U);
  EXPECT_EQ(bug.lines[0].line, 4);
  EXPECT_TRUE(bug.lines[0].correct);
  EXPECT_FALSE(bug.lines[1].correct);
  EXPECT_EQ(bug.lines[1].explanation, "This is how a program enters the loop.");
  EXPECT_TRUE(bug.fix.starts_with("```python"));
}

TEST_F(EveryKind, TaskIsRead) {
  ASSERT_TRUE(card().task.has_value());
  EXPECT_EQ(card().task->text, "Write `twice(x)`.");
  EXPECT_EQ(card().task->expected, "6\n");
  EXPECT_EQ(card().task->check, "print(twice(3))\n");
  EXPECT_EQ(card().task->min_version, "3.9");
  ASSERT_EQ(card().task->wrong.size(), 1U);
  EXPECT_EQ(card().task->wrong[0].why, "It gives `x` back.");
}

constexpr int kPrints = 0;
constexpr int kSteps = 1;
constexpr int kSorted = 2;
constexpr int kBatches = 3;
constexpr int kHalf = 4;
constexpr int kLine = 5;

std::vector<Fault> output_and_bug_faults() {
  return {
      {"snippet_unknown",
       [](Json& c) { c["questions"][kPrints]["snippet"] = "K01-none"; },
       {R"(questions[0].snippet: expected the id of a snippet in this card's "verify", got "K01-none")"}},
      {"snippet_too_wide",
       [](Json& c) {
         c["verify"][0]["code"] = "print('a', 'b', sep='\\n')" + std::string(40, ' ') + "# x\n";
       },
       {"questions[0].snippet: expected at most 60 columns of code to show, got 68: \"print('a', 'b', "
        "sep='\\\\n')                                   …\""}},
      {"snippet_prints_too_much",
       [](Json& c) { c["verify"][0]["stdout"] = "1\n2\n3\n4\n5\n6\n7\n"; },
       {"questions[0].snippet: expected a snippet that prints at most 6 lines, got 7"}},
      {"snippet_prints_nothing",
       [](Json& c) {
         c["verify"][0]["stdout"] = "";
         c["questions"][kPrints]["wrong"].erase(1);
       },
       {"questions[0].snippet: expected a snippet that prints something, got nothing"}},
      {"wrong_output_is_right",
       [](Json& c) { c["questions"][kPrints]["wrong"][0]["text"] = "a \nb"; },
       {"questions[0].wrong[0].text: expected an output that is wrong, got the right one"}},
      {"field_of_another_kind",
       [](Json& c) { c["questions"][kPrints]["options"] = Json::array(); },
       {R"(questions[0].options: unknown field "options")"}},
      {"max_version_before_min",
       [](Json& c) { c["verify"][0]["max_version"] = "3.8"; },
       {R"(verify[0].max_version: expected 3.9, which is "min_version", or later, got "3.8")"}},
      {"no_right_line",
       [](Json& c) { c["questions"][kLine]["lines"][0]["correct"] = false; },
       {"questions[5].lines: expected at least one right line, got none"}},
      {"no_wrong_line",
       [](Json& c) { c["questions"][kLine]["lines"][1]["correct"] = true; },
       {"questions[5].lines: expected at least one wrong line, got none"}},
      {"blank_line",
       [](Json& c) { c["questions"][kLine]["lines"][1]["line"] = 2; },
       {"questions[5].lines[1].line: expected a line of the code that is not blank, got 2"}},
      {"line_beyond_the_code",
       [](Json& c) { c["questions"][kLine]["lines"][1]["line"] = 8; },
       {"questions[5].lines[1].line: expected a line of the code that is not blank, got 8"}},
      {"line_0",
       [](Json& c) { c["questions"][kLine]["lines"][1]["line"] = 0; },
       {"questions[5].lines[1].line: expected 1 to 24, got 0"}},
      {"line_twice",
       [](Json& c) { c["questions"][kLine]["lines"][1]["line"] = 4; },
       {"questions[5].lines[1]: expected a line that is marked once, got 4 again"}},
      {"task_without_check",
       [](Json& c) { c["task"].erase("check"); },
       {R"(task.check: expected the field "check", got none)"}},
      {"task_without_wrong",
       [](Json& c) { c["task"]["wrong"] = Json::array(); },
       {"task.wrong: expected 1 to 4 entries, got 0"}},
  };
}

std::vector<Fault> order_and_numeric_faults() {
  return {
      {"step_id_twice",
       [](Json& c) { c["questions"][kSteps]["steps"][2]["id"] = "loop"; },
       {R"(questions[1].steps[2]: expected a step id that the question has once, got "loop" again)"}},
      {"by_without_draw",
       [](Json& c) { c["questions"][kSteps]["steps"][2]["by"] = "1"; },
       {R"(questions[1].steps: expected no "by", as the question has no "draw", got 1)"}},
      {"draw_without_by",
       [](Json& c) { c["questions"][kSorted]["steps"][2].erase("by"); },
       {R"(questions[2].steps: expected "by" in each step, as the question has "draw", got 2)"}},
      {"draw_without_check",
       [](Json& c) { c["questions"][kSorted].erase("check"); },
       {R"(questions[2].check: expected the field "check", got none)"}},
      {"expression_broken",
       [](Json& c) { c["questions"][kBatches]["answer"] = "rounds * * w"; },
       {R"(questions[3].answer: expected arithmetic as in Python, got "rounds * * w": column 10: expected a number, a name or "(", got "*")"}},
      {"expression_empty",
       [](Json& c) { c["questions"][kBatches]["wrong"][0]["value"] = ""; },
       {R"(questions[3].wrong[0].value: expected arithmetic as in Python, got "": column 1: expected a number, a name or "(", got the end)"}},
      {"name_unknown",
       [](Json& c) { c["questions"][kBatches]["require"][0] = "m > 1"; },
       {R"(questions[3].require[0]: expected names that were drawn or derived before, got "m")"}},
      {"name_of_itself",
       [](Json& c) { c["questions"][kBatches]["let"]["rounds"] = "rounds + 1"; },
       {R"(questions[3].let.rounds: expected names that were drawn or derived before, got "rounds")"}},
      {"name_taken",
       [](Json& c) { c["questions"][kBatches]["let"]["n"] = "k"; },
       {R"(questions[3].let.n: expected a name that is not taken yet, got "n")"}},
      {"name_reserved",
       [](Json& c) { c["questions"][kBatches]["let"]["answer"] = "k"; },
       {R"(questions[3].let.answer: expected a name that means nothing else, got "answer")"}},
      {"name_malformed",
       [](Json& c) { c["questions"][kBatches]["draw"]["N"] = {{"from", 1}, {"to", 2}}; },
       {R"(questions[3].draw.N: expected a name of lower-case letters, digits and _, of at most 24, got "N")"}},
      {"range_upside_down",
       [](Json& c) { c["questions"][kBatches]["draw"]["n"]["to"] = 10; },
       {"questions[3].draw.n.to: expected a number above 10, got 10"}},
      {"step_0",
       [](Json& c) { c["questions"][kBatches]["draw"]["n"]["step"] = 0; },
       {"questions[3].draw.n.step: expected a number above 0, got 0"}},
      {"range_and_one_of",
       [](Json& c) { c["questions"][kBatches]["draw"]["k"]["from"] = 1; },
       {R"(questions[3].draw.k.from: unknown field "from")"}},
      {"decimals",
       [](Json& c) { c["questions"][kBatches]["decimals"] = 4; },
       {"questions[3].decimals: expected 0 to 3, got 4"}},
      {"tolerance",
       [](Json& c) { c["questions"][kBatches]["tolerance"] = 0; },
       {"questions[3].tolerance: expected a number above 0, got 0"}},
      {"wrong_value_within_the_tolerance",
       [](Json& c) { c["questions"][kHalf]["tolerance"] = 4; },
       {"questions[4]: wrong[0].value: 8 counts as right, as the answer is 4"}},
      {"placeholder_unknown",
       [](Json& c) { c["questions"][kBatches]["prompt"] = "{n} of {m}?"; },
       {R"(questions[3].prompt: expected placeholders of drawn or derived numbers, got "m")"}},
      {"prompt_with_the_answer",
       [](Json& c) { c["questions"][kBatches]["prompt"] = "{n}: is it {answer}?"; },
       {R"(questions[3].prompt: expected placeholders of drawn or derived numbers, got "answer")"}},
      {"answer_of_an_order",
       [](Json& c) { c["questions"][kSorted]["explanation"] = "It is {answer}."; },
       {R"(questions[2].explanation: expected placeholders of drawn or derived numbers, got "answer")"}},
      {"answer_not_whole",
       [](Json& c) { c["questions"][kHalf]["answer"] = "9 / 2"; },
       {R"(questions[4]: answer: 4.5 is not a whole number, but "decimals" is 0)"}},
      {"wrong_value_is_right",
       [](Json& c) { c["questions"][kHalf]["wrong"][0]["value"] = "2 * 2"; },
       {"questions[4]: wrong[0].value: 4 counts as right, as the answer is 4"}},
      {"division_by_zero",
       [](Json& c) { c["questions"][kHalf]["answer"] = "1 // 0"; },
       {R"(questions[4]: answer: "1 // 0": division by zero)"}},
  };
}

class QuestionFault : public testing::TestWithParam<Fault> {};

TEST_P(QuestionFault, IsReportedWithItsExactPlace) {
  Json card = Json::parse(every_kind_text());
  GetParam().make(card);
  const Loaded loaded = load_every_kind(card.dump(1));
  EXPECT_EQ(messages_without_place(loaded.problems), GetParam().messages);
  EXPECT_EQ(loaded.bank.cards().size(), 0U) << "a card with a problem is left out";
}

const auto kNameOf = [](const auto& fault) { return fault.param.name; };
INSTANTIATE_TEST_SUITE_P(OutputAndBug, QuestionFault, testing::ValuesIn(output_and_bug_faults()), kNameOf);
INSTANTIATE_TEST_SUITE_P(OrderAndNumeric, QuestionFault, testing::ValuesIn(order_and_numeric_faults()),
                         kNameOf);

TEST(Question, AnExpressionsProblemHasLineAndColumn) {
  std::string text = every_kind_text();
  const std::string right = "\"ceil(n / k)\"";
  text.replace(text.find(right), right.size(), "\"ceil n\"");
  EXPECT_THAT(
      messages(load_every_kind(text).problems),
      testing::Contains(testing::MatchesRegex("asyncio/K01.json:[0-9]+:19: questions.3..let.rounds: expected "
                                              "arithmetic as in Python, got \"ceil n\": column 6: expected "
                                              "\"\\(\" after ceil, got \"n\"")));
}

}  // namespace
}  // namespace sp::bank
