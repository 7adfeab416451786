// What is written for Anki, for Moodle, and to read.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/exchange/anki_export.h"
#include "engine/exchange/gift_export.h"
#include "engine/exchange/markdown_export.h"
#include "engine/exchange/sides.h"
#include "tests/engine/bank/real_bank.h"
#include "tests/engine/exchange/samples.h"

namespace sp::exchange {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string from(const std::string& text, const std::string& begin) {
  const std::size_t at = text.find(begin);
  return at == std::string::npos ? "no " + begin : text.substr(at);
}

TEST(AnkiExport, BeginsWithItsHeader) {
  EXPECT_EQ(anki_export({}),
            "#separator:Tab\n#html:true\n#notetype:Switchpoint\n#deck:Switchpoint\n"
            "#columns:Id\tFront\tBack\tTags\n#tags column:4\n");
}

TEST(AnkiExport, ACardIsANoteAndSoIsAQuestionWithFixedNumbers) {
  const bank::Bank bank = sample_bank();
  const std::string text = anki_export(all_cards(bank));
  EXPECT_THAT(text,
              HasSubstr("\nK01\t<p>What does the GIL protect?</p>\t\"<p>It protects the interpreter's own "
                        "state, not yours.</p><h3>Key points</h3><ul><li>one thread runs bytecode</li>"));
  EXPECT_THAT(text, HasSubstr("\ttopic::asyncio level::mid card::K01 gil threads\n"));
  EXPECT_THAT(text, HasSubstr("\ttopic::asyncio level::mid card::K01 gil threads kind::bug\n"));
  EXPECT_THAT(text,
              HasSubstr("\nK01-half\t<p>How many of 8 are half?</p>\t\"<p><strong>4</strong></p><ul><li>"
                        "Not 8: All of them.</li></ul>"));
  EXPECT_THAT(text, Not(HasSubstr("K01-batches")));
  EXPECT_THAT(text, Not(HasSubstr("K01-sorted")));
}

TEST(AnkiExport, QuotesFieldsWithLineBreaksTabsAndQuotationMarks) {
  const bank::Bank bank = sample_bank();
  const std::string text = anki_export(all_cards(bank));
  EXPECT_THAT(
      from(text, "K01-line\t"),
      StartsWith(
          "K01-line\t\"<p>Where is the mistake?</p><pre><code> 1  import asyncio\n 2\n 3  async def main():\n"
          " 4      asyncio.sleep(1)\n 5      print(&quot;done&quot;)\n"));
  EXPECT_THAT(from(text, "K01-prints\t"), StartsWith("K01-prints\t\"<p>What does it print?</p><pre><code "
                                                     "class=\"\"language-python\"\">import asyncio\n"));
}

TEST(AnkiExport, CardsWithNothingToRecallHaveNoNote) {
  bank::Card card;
  card.id = "X01";
  card.prompt = "Why?";
  const Cards cards{&card};
  EXPECT_THAT(anki_export(cards), Not(HasSubstr("X01")));
  card.answer = "Because.";
  EXPECT_THAT(anki_export(cards), HasSubstr("\nX01\t<p>Why?</p>\t<p>Because.</p>\t"));
}

TEST(GiftExport, WritesEveryKind) {
  const bank::Bank bank = sample_bank();
  const std::string text = gift_export(all_cards(bank), {.seed = 7, .instances = 2});
  EXPECT_THAT(text, StartsWith("$CATEGORY: Switchpoint/asyncio/K01 Every kind of question\n\n"
                               "// [id:K01] [tag:asyncio] [tag:mid] [tag:card]\n"
                               "::K01::[markdown]What does the GIL protect?{####It protects"));
  EXPECT_THAT(text,
              HasSubstr("// [id:K01-prints] [tag:asyncio] [tag:mid] [tag:output]\n"
                        "::K01-prints::[markdown]What does it print?\\n\\n```python\\nimport asyncio\\n"));
  EXPECT_THAT(text, HasSubstr("~```text\\nb\\na\\n```#As if the loop turned them round.\n"
                              "~(nothing)#As if `run` did not wait.\n"
                              "=```text\\na\\nb\\n```\n"
                              "####One after the other.\n}\n"));
  EXPECT_THAT(
      text,
      HasSubstr("{\n=`run` is called -> 1\n=A loop is made -> 2\n=The task runs -> 3\n"
                "####From the call to the result.\\n\\n**1.** `run` is called\\: Nothing is before it.\n}"));
  EXPECT_THAT(text, HasSubstr("{\n#=4:0\n=%0%8:0#All of them.\n####4.\n}"));
  EXPECT_THAT(text, HasSubstr("=Line 4\\:\\n\\n```python\\nasyncio.sleep(1)\\n```#It makes a coroutine"));
  for (const char* id : {"::K01-batches-s7::", "::K01-batches-s8::", "::K01-sorted-s7::"})
    EXPECT_THAT(text, HasSubstr(id));
  EXPECT_THAT(text, Not(HasSubstr("-s9::")));
  EXPECT_THAT(text, HasSubstr(":0.01\n")) << "the tolerance of two decimals";
}

TEST(GiftExport, RightOptionsOfAMultipleChoiceShareTheGrade) {
  bank::Question question;
  question.id = "X01-many";
  question.kind = bank::QuestionKind::multiple;
  question.options = {
      {"a", "A", true, {}}, {"b", "B", false, "no"}, {"c", "C", true, {}}, {"d", "D", true, {}}};
  bank::Card card;
  card.questions = {question};
  EXPECT_THAT(gift_export(Cards{&card}),
              HasSubstr("{\n~%33.33333%A\n~%-100%B#no\n~%33.33333%C\n~%33.33333%D\n\n}"));
}

TEST(GiftExport, NothingLooksLikeAWeightAFormatOrAPair) {
  bank::Question question;
  question.id = "X01-one";
  question.options = {{"a", "-> a", true, "%5%"}, {"b", "%s", false, "[html]"}, {"c", "[1]", false, {}}};
  bank::Card card;
  card.questions = {question};
  EXPECT_THAT(gift_export(Cards{&card}),
              HasSubstr("{\n~[markdown]%s#[markdown][html]\n=-> a#[markdown]%5%\n~[markdown][1]\n"));
  question.kind = bank::QuestionKind::order;
  question.options.clear();
  question.steps = {{"a", "`x -> y` & z", {}, {}}, {"b", "%b", {}, {}}};
  card.questions = {question};
  EXPECT_THAT(gift_export(Cards{&card}),
              HasSubstr("=[html]<p><code>x -&gt; y</code> &amp; z</p> -> 1\n=[markdown]%b -> 2\n"));
}

TEST(MarkdownExport, HasAnswersAfterTheQuestions) {
  const bank::Bank bank = sample_bank();
  const std::string text = markdown_export(Cards{bank.find_card("K01")}, 7);
  EXPECT_THAT(text, StartsWith("# K01: Every kind of question\n\n*asyncio, mid, gil, threads*\n\n"
                               "What does the GIL protect?\n\n## In 30 seconds\n\n"));
  std::size_t last = 0;
  for (const char* heading :
       {"## In 30 seconds", "## In full", "## Key points", "## Common mistakes", "## Follow-up questions",
        "## What changed, and when", "## Write the code", "## Sources", "## Questions", "### K01-prints",
        "### K01-line", "## Answers", "### K01-prints"}) {
    const std::size_t at = text.find(std::string("\n") + heading + "\n", last);
    ASSERT_NE(at, std::string::npos) << heading;
    last = at;
  }
  const std::string answers = from(text, "## Answers");
  EXPECT_THAT(
      answers,
      HasSubstr("It prints:\n\n```text\na\nb\n```\n\n- Not:\n\n  ```text\n  b\n  a\n  ```\n\n  As if"));
  EXPECT_THAT(answers, HasSubstr("**1.** `run` is called: Nothing is before it.\n\n**2.** A loop is made"));
  EXPECT_THAT(
      answers,
      HasSubstr("- **In line 4**: It makes a coroutine that nobody awaits.\n\n- Not in line 7: This"));
  EXPECT_THAT(text, Not(HasSubstr("{n}"))) << "numbers are drawn";
  EXPECT_EQ(markdown_export({}), "");
}

TEST(MarkdownExport, LeavesOutWhatACardLacks) {
  bank::Card card;
  card.id = "X01";
  card.topic = "own";
  card.title = "Own";
  card.prompt = "Why?";
  card.answer = "Because.";
  EXPECT_EQ(markdown_export(Cards{&card}), "# X01: Own\n\n*own, mid*\n\nWhy?\n\n## In full\n\nBecause.\n");
}

TEST(MarkdownExport, OfTheBankHasEveryQuestion) {
  const bank::Bank bank = bank::real_bank();
  const std::string text = markdown_export(all_cards(bank));
  for (const bank::Card& card : bank.cards()) {
    EXPECT_THAT(text, HasSubstr("# " + card.id + ": " + card.title + "\n"));
    for (const bank::Question& question : card.questions)
      EXPECT_THAT(text, HasSubstr("### " + question.id + "\n"));
  }
}

TEST(ShownOrder, DependsOnTheIdAlone) {
  EXPECT_THAT(shown_order(0, "a"), ElementsAre());
  EXPECT_THAT(shown_order(1, "a"), ElementsAre(0));
  EXPECT_THAT(shown_order(2, "a"), ElementsAre(1, 0));
  EXPECT_EQ(shown_order(6, "C02-switch"), shown_order(6, "C02-switch"));
  EXPECT_NE(shown_order(6, "C02-switch"), shown_order(6, "C02-releases"));
}

}  // namespace
}  // namespace sp::exchange
