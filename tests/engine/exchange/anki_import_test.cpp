// Text files as Anki's manual describes them and as Anki writes them.
#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/exchange/ids.h"
#include "engine/exchange/import.h"
#include "engine/exchange/text.h"
#include "tests/engine/exchange/samples.h"

namespace sp::exchange {
namespace {

using bank::Card;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// "front | back" of every note.
std::vector<std::string> notes(const std::string& text) {
  std::vector<std::string> all;
  const bank::Bank deck = loaded(import_anki_text(text));
  for (const Card& card : deck.cards()) all.push_back(card.prompt + " | " + card.answer);
  return all;
}

std::vector<std::string> problems(const std::string& text) {
  return bank::messages(import_anki_text(text).problems);
}

Card only_card(const std::string& text) {
  const bank::Bank deck = loaded(import_anki_text(text));
  EXPECT_EQ(deck.cards().size(), 1U);
  return deck.cards().empty() ? Card{} : deck.cards()[0];
}

TEST(AnkiImport, FindsTheSeparatorInTheFirstLine) {
  EXPECT_THAT(notes("a\tb; c, d\n"), ElementsAre("a | b; c, d"));
  EXPECT_THAT(notes("# a comment; ignored\na;b, c\nd;e"), ElementsAre("a | b, c", "d | e"));
  EXPECT_THAT(notes("a,b\r\nc,d\r\n"), ElementsAre("a | b", "c | d"));
  EXPECT_THAT(notes("a|b"), ElementsAre("a | b"));
}

TEST(AnkiImport, HonoursTheHeader) {
  for (const char* separator : {"Comma", "comma", ","}) {
    EXPECT_THAT(notes("#separator:" + std::string(separator) + "\na;b,c\n"), ElementsAre("a;b | c"))
        << separator;
  }
  EXPECT_THAT(notes("#separator:Pipe\n#html:false\n<b>a</b>|*b*"), ElementsAre("<b>a</b> | \\*b\\*"));
  EXPECT_THAT(notes("#separator:tab\n#html:true\n<b>a</b>\t*b*"), ElementsAre("**a** | \\*b\\*"));
  EXPECT_THAT(notes("#separator:Semicolon\n#columns:Tags;Front;Id;Back\n#tags column:1\nx;f;7;b"),
              ElementsAre("f | b"));
  EXPECT_THAT(notes("#separator:Colon\na:b"), ElementsAre("a | b"));
  EXPECT_THAT(notes("#separator:Space\na b"), ElementsAre("a | b"));
}

TEST(AnkiImport, ReadsWhatAnkiExports) {
  const Card card = only_card(
      "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
      "kX!b~3\tBasic\tPython::Locks\t\"What does <code>with lock:</code> do?\"\t"
      "\"It <i>acquires</i>,<br>then says \"\"released\"\".<pre>a\n b</pre>\"\tlevel::senior "
      "Context_Managers\n");
  EXPECT_EQ(card.id, card_id_of("kX!b~3"));
  EXPECT_EQ(card.title, "What does with lock: do?");
  EXPECT_EQ(card.topic, "python-locks");
  EXPECT_EQ(card.level, bank::Level::senior);
  EXPECT_THAT(card.tags, ElementsAre("context-managers"));
  EXPECT_EQ(card.prompt, "What does `with lock:` do?");
  EXPECT_EQ(card.answer, "It *acquires*,\\\nthen says \"released\".\n\n```\na\n b\n```");
  EXPECT_THAT(card.questions, IsEmpty());
}

TEST(AnkiImport, QuotedFieldsHoldSeparatorsAndLines) {
  EXPECT_THAT(notes("hello;\"this is\na two line answer\"\n\"a ; b\";c\n"),
              ElementsAre("hello | this is\\\na two line answer", "a ; b | c"));
  EXPECT_THAT(notes("one;\"two with \"\"quotes\"\" in\"\nthree;f\"o\"ur"),
              ElementsAre("one | two with \"quotes\" in", "three | f\"o\"ur"));
  EXPECT_THAT(notes("a;\"b\n# no comment\n\nc\"\n# a comment\n\nd;e"),
              ElementsAre("a | b\\\n\\# no comment\n\nc", "d | e"));
}

TEST(AnkiImport, FurtherFieldsBelongToTheBack) {
  EXPECT_THAT(notes("a;b;c\nd;e\nf;;g\nh;i;j;k"), ElementsAre("a | b\n\nc", "d | e", "f | g", "h | i\n\nj"))
      << "what the first note lacks is not imported";
}

TEST(AnkiImport, TagsOfTheFileAndOfTheNote) {
  const Card card = only_card(
      "tags:one topic::gil\n#separator:Semicolon\n#deck:My deck\n#tags column:3\na;b;two One card::C02");
  EXPECT_EQ(card.topic, "gil");
  EXPECT_THAT(card.tags, ElementsAre("one", "two"));
  EXPECT_EQ(only_card("#deck:My deck\na\tb").topic, "my-deck");
  EXPECT_EQ(only_card("#tags:x y\na\tb").topic, "anki");
}

TEST(AnkiImport, IdsComeOfTheGuidTheIdOrTheFront) {
  EXPECT_EQ(only_card("a\tb").id, only_card("a\tanother back").id);
  EXPECT_NE(only_card("a\tb").id, only_card("A\tb").id);
  EXPECT_EQ(only_card("#columns:Id\tFront\tBack\nX01\ta\tb").id, "X01");
  EXPECT_EQ(only_card("#guid column:1\ng\ta\tb").id, only_card("#guid column:3\na\tc\tg").id);
  EXPECT_EQ(only_card("a\tb").id, "OWN200555641996") << "answers that were given name it for ever";
}

TEST(AnkiImport, WhatIsLeftOutIsNamedWithItsLine) {
  EXPECT_THAT(
      problems("a;b\nc\n;d\ne; "),
      ElementsAre(
          "notes.txt:2:1: \"c\": expected a back: a second field with a text; #separator: says what parts "
          "fields, got none",
          "notes.txt:3:1: expected a front: a text in the first field, got none",
          HasSubstr("notes.txt:4:1: \"e\"")));
  EXPECT_THAT(problems("a;b\na;c"),
              ElementsAre(HasSubstr("notes.txt:2:1: \"a\": expected an id that no other has, got \"OWN")));
  EXPECT_THAT(problems("x {{c1::y}};z"),
              ElementsAre(HasSubstr("expected a front and a back; cloze deletions have none")));
  EXPECT_THAT(problems("a;b\nc;\"d\n\ne;f\n"),
              ElementsAre("notes.txt:2:1: expected a quotation mark that ends the field; one within it is "
                          "written \"\", got none"));
  EXPECT_THAT(problems("a;b\nc;caf\xe9\n"),
              ElementsAre("notes.txt:2:1: expected UTF-8; save the file in that encoding, got other bytes"));
  EXPECT_THAT(problems("# nothing\n"), ElementsAre("notes.txt: expected notes, one a line, got none"));
  EXPECT_THAT(problems(""), testing::SizeIs(1));
  EXPECT_THAT(problems("a;" + std::string(20'001, 'x')),
              ElementsAre(HasSubstr("answer: expected at most 20000 characters")));
  EXPECT_THAT(problems("a;b\x01"),
              ElementsAre(HasSubstr("answer: expected no control characters in the text")));
}

TEST(AnkiImport, WhatIsSoundIsTakenAllTheSame) {
  const Imported imported = import_anki_text("a;b\nc;\"d\n\ne;f\n");
  EXPECT_EQ(imported.cards, 2U);
  EXPECT_EQ(imported.problem_count, 1U);
}

TEST(AnkiImport, IdsOfTheBankAreRefused) {
  const bank::Bank bank = sample_bank();
  EXPECT_THAT(
      bank::messages(import_anki_text("#columns:Id\tFront\tBack\nC02\ta\tb\nC03\tc\td", bank).problems),
      ElementsAre(
          "notes.txt:2:1: \"a\": expected an id that the bank does not have, got \"C02\"; give it another"));
}

TEST(AnkiImport, ADeckHasItsBounds) {
  std::string many;
  for (int i = 0; i < 1001; ++i) many += "front " + std::to_string(i) + "\tback\n";
  const Imported imported = import_anki_text(many);
  EXPECT_EQ(imported.cards, 1000U);
  EXPECT_THAT(bank::messages(imported.problems),
              ElementsAre("notes.txt:1001:1: \"front 1000\": expected at most 1000 cards in a deck; split "
                          "the file, got another"));
  std::string large;
  for (int i = 0; i < 217; ++i) large += std::to_string(i) + "\t" + std::string(19'900, 'x') + "\n";
  const Imported full = import_anki_text(large);
  EXPECT_GT(full.cards, 200U);
  EXPECT_LT(full.deck.size(), std::size_t{4} << 20U);
  EXPECT_THAT(bank::messages(full.problems),
              testing::Contains(HasSubstr("no more than a deck holds (4 MB); split the file")));
  EXPECT_EQ(full.cards + full.problem_count, 217U);
}

rc::Gen<std::string> nearly_anki() {
  const auto piece = rc::gen::element<std::string>(
      "\"", "\"\"", ";", "\t", ",", "\n", "\r\n", "#", "#separator:", "comma", "tags:", "a", "b",
      "#html:true\n", "#columns:Id;Front\n", "#tags column:2\n", "#guid column:999\n", "<br>", "<b>", "&lt;",
      "{{c1::x}}", "\xC3", "é", " ", "\0x");
  return text_of(piece);
}

RC_GTEST_PROP(AnkiImport, AnyBytesGiveADeckOrProblemsWithinTheFile, ()) {
  const std::string text = *nearly_anki();
  const Imported imported = import_anki_text(text);
  RC_ASSERT(!imported.deck.empty() || imported.problem_count > 0);
  const long lines = std::count(text.begin(), text.end(), '\n') + 1;
  for (const Problem& problem : imported.problems) RC_ASSERT(problem.line >= 0 && problem.line <= lines);
  if (imported.deck.empty()) return;
  const auto decks = bank::load_decks({}, std::vector<bank::SourceText>{{"deck.json", imported.deck}});
  RC_ASSERT(decks.decks[0].taken());
  RC_ASSERT(decks.decks[0].cards == imported.cards);
}

TEST(Ids, AreTheHashesThatTheyWere) {
  EXPECT_EQ(hash_of(""), 0xCBF29CE484222325U);
  EXPECT_EQ(hash_of("a"), 0xAF63DC4C8601EC8CU);
  EXPECT_EQ(card_id_of("C02"), "C02");
  EXPECT_EQ(card_id_of("C02-x").size(), 15U);
  EXPECT_EQ(slug_of("What is `x` -- really?", 40), "what-is-x-really");
  EXPECT_EQ(slug_of("What is `x` -- really?", 12), "what-is-x-re");
  EXPECT_EQ(slug_of("abcdefghijk-mno", 12), "abcdefghijk");
  EXPECT_EQ(slug_of("???", 40), "x35c376d4");
}

}  // namespace
}  // namespace sp::exchange
