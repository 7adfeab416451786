// What is exported comes back from the import.
#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/bank/text_rules.h"
#include "engine/exchange/anki_export.h"
#include "engine/exchange/gift_export.h"
#include "engine/exchange/html_markdown.h"
#include "engine/exchange/markdown_html.h"
#include "engine/exchange/markdown_text.h"
#include "engine/exchange/sides.h"
#include "tests/engine/bank/real_bank.h"
#include "tests/engine/exchange/samples.h"

namespace sp::exchange {
namespace {

using bank::Card;
using bank::Question;
using bank::QuestionKind;

Card card_with(Question question) {
  Card card;
  card.id = "X01";
  card.topic = "own";
  card.title = "Own";
  question.id = "X01-q";
  question.prompt = *any_text();
  question.explanation = *any_text();
  card.questions = {std::move(question)};
  return card;
}

/// The one question of this card after the way there and back.
Question there_and_back(const Card& card) {
  const bank::Bank deck = loaded(import_gift_text(gift_export(Cards{&card})));
  RC_ASSERT(deck.find_question("X01-q") != nullptr);
  return *deck.find_question("X01-q");
}

/// Texts that differ, and refer to no other.
std::vector<std::string> different_texts(int least, int most) {
  std::set<std::string> texts;
  const auto count = static_cast<std::size_t>(*rc::gen::inRange(least, most + 1));
  while (texts.size() < count) texts.insert(*any_text() + std::to_string(texts.size()));
  return {texts.begin(), texts.end()};
}

using Choices = std::multiset<std::tuple<std::string, bool, std::string>>;

Choices choices_of(const Question& question) {
  Choices all;
  for (const bank::Option& option : question.options)
    all.emplace(option.text, option.correct, option.explanation);
  return all;
}

RC_GTEST_PROP(GiftRoundTrip, KeepsChoices, ()) {
  Question question;
  question.kind = *rc::gen::element(QuestionKind::single, QuestionKind::multiple);
  for (const std::string& text : different_texts(2, 6)) {
    const std::string id = "o" + std::to_string(question.options.size());
    question.options.push_back({id, text, false, *rc::gen::oneOf(any_text(), rc::gen::just(std::string()))});
  }
  const auto right =
      question.kind == QuestionKind::single ? 1 : *rc::gen::inRange<std::size_t>(1, question.options.size());
  for (std::size_t i = 0; i < right; ++i) question.options[i].correct = true;
  const Card card = card_with(question);
  const Question back = there_and_back(card);
  RC_ASSERT(back.kind == question.kind);
  RC_ASSERT(back.prompt == card.questions[0].prompt);
  RC_ASSERT(back.explanation == card.questions[0].explanation);
  RC_ASSERT(choices_of(back) == choices_of(question));
}

RC_GTEST_PROP(GiftRoundTrip, KeepsNumbers, ()) {
  Question question;
  question.kind = QuestionKind::numeric;
  bank::Numeric& numeric = question.numeric;
  numeric.decimals = *rc::gen::inRange(0, 4);
  const int answer = *rc::gen::inRange(-1000, 1000);
  numeric.answer =
      bank::Expression::parse(std::to_string(answer) + (numeric.decimals > 0 ? ".5" : "")).value();
  if (*rc::gen::arbitrary<bool>()) numeric.tolerance = *rc::gen::element(0.25, 2.0, 5.0);
  const double apart = std::max(10.0, 2 * numeric.tolerance);
  numeric.wrong = {
      {bank::Expression::parse(std::to_string(answer + static_cast<int>(apart))).value(), *any_text()}};
  const Card card = card_with(question);
  RC_PRE(card.questions[0].prompt.find("{answer}") == std::string::npos);
  const Question back = there_and_back(card);
  RC_ASSERT(back.prompt == card.questions[0].prompt);
  RC_ASSERT(back.explanation == card.questions[0].explanation);
  RC_ASSERT(back.numeric.answer.evaluate({}).value() == numeric.answer.evaluate({}).value());
  RC_ASSERT(back.numeric.tolerance == numeric.tolerance);
  if (numeric.tolerance <= 0) RC_ASSERT(back.numeric.decimals == numeric.decimals);
  RC_ASSERT(back.numeric.wrong.size() == 1U);
  RC_ASSERT(back.numeric.wrong[0].explanation == numeric.wrong[0].explanation);
}

RC_GTEST_PROP(GiftRoundTrip, KeepsSteps, ()) {
  Question question;
  question.kind = QuestionKind::order;
  for (const std::string& text : different_texts(3, 7))
    question.steps.push_back({"s" + std::to_string(question.steps.size()), text, {}, {}});
  const Card card = card_with(question);
  const Question back = there_and_back(card);
  RC_ASSERT(back.prompt == card.questions[0].prompt);
  RC_ASSERT(back.explanation == card.questions[0].explanation);
  RC_ASSERT(back.steps.size() == question.steps.size());
  for (std::size_t i = 0; i < back.steps.size(); ++i) {
    const std::string& text = question.steps[i].text;
    const bool as_html = text.find("->") != std::string::npos;
    RC_ASSERT(back.steps[i].text == (as_html ? html_to_markdown(markdown_to_html(text)) : text));
  }
}

RC_GTEST_PROP(GiftRoundTrip, KeepsProgramsAndOutputs, ()) {
  Question question;
  question.kind = QuestionKind::output;
  question.output.snippet = {"X01-code", *any_text() + "\n", *any_text() + "\n", {}, {}, {}};
  question.output.wrong = {{*any_text() + "!\n", *any_text()}};
  const Card card = card_with(question);
  const Question back = there_and_back(card);
  RC_ASSERT(back.kind == QuestionKind::single);
  RC_ASSERT(back.prompt ==
            card.questions[0].prompt + "\n\n" + fenced(question.output.snippet.code, "python"));
  RC_ASSERT(choices_of(back) == (Choices{{fenced(question.output.snippet.expected, "text"), true, ""},
                                         {fenced(question.output.wrong[0].text, "text"), false,
                                          question.output.wrong[0].explanation}}));
}

RC_GTEST_PROP(GiftRoundTrip, KeepsProgramsWithABug, ()) {
  Question question;
  question.kind = QuestionKind::bug;
  question.bug.code = "x" + *any_text() + "\ny" + *any_text() + "\n";
  question.bug.lines = {{1, true, *any_text()}, {2, false, *any_text()}};
  question.bug.fix = *any_text();
  RC_PRE(!bank::is_blank(bank::lines_of(question.bug.code)[1]));
  const Card card = card_with(question);
  const Question back = there_and_back(card);
  RC_ASSERT(back.prompt == card.questions[0].prompt + "\n\n" + numbered_code(question.bug.code));
  RC_ASSERT(back.explanation == card.questions[0].explanation + "\n\nInstead:\n\n" + question.bug.fix);
  RC_ASSERT(back.options.size() == 2U);
  for (const bank::Option& option : back.options) {
    const bank::MarkedLine& line = question.bug.lines[option.text.starts_with("Line 1:") ? 0 : 1];
    std::string_view code = bank::lines_of(question.bug.code)[static_cast<std::size_t>(line.line - 1)];
    code.remove_prefix(code.find_first_not_of(" \t"));
    RC_ASSERT(option.text.find(code) != std::string::npos);
    RC_ASSERT(std::tie(option.correct, option.explanation) == std::tie(line.correct, line.explanation));
  }
}

RC_GTEST_PROP(RoundTrip, KeepsCardsToRecall, ()) {
  Card card;
  card.id = "X01";
  card.topic = "own";
  card.title = "Own / cards: {all} of them";
  card.level = *rc::gen::element(bank::Level::entry, bank::Level::architect);
  card.prompt = *any_text();
  card.answer = *any_text();
  const bank::Bank gift = loaded(import_gift_text(gift_export(Cards{&card})));
  const Card& back = *gift.find_card("X01");
  RC_ASSERT(std::tie(back.topic, back.title, back.level, back.prompt, back.answer) ==
            std::tie(card.topic, card.title, card.level, card.prompt, card.answer));

  // Anki's fields are HTML: that is what stays.
  const std::string front = markdown_to_html(card.prompt), answer = markdown_to_html(card.answer);
  RC_PRE(!html_to_markdown(front).empty() && !html_to_markdown(answer).empty());
  const bank::Bank anki = loaded(import_anki_text(anki_export(Cards{&card})));
  const Card& note = *anki.find_card("X01");
  RC_ASSERT(std::tie(note.topic, note.level) == std::tie(card.topic, card.level));
  RC_ASSERT(note.prompt == html_to_markdown(front));
  RC_ASSERT(note.answer == html_to_markdown(answer));
}

RC_GTEST_PROP(RoundTrip, KeepsProgramsInCardsForAnki, ()) {
  Card card;
  card.id = "X01";
  card.topic = "own";
  card.title = "Own";
  card.prompt = "Why?";
  const std::string code = *any_text();
  RC_PRE(code.find('\t') == std::string::npos);  // as blanks, at the beginning of a line
  card.answer = "So:\n\n" + fenced(code, "python");
  const bank::Bank deck = loaded(import_anki_text(anki_export(Cards{&card})));
  RC_ASSERT(deck.find_card("X01")->answer == card.answer);
}

TEST(RoundTrip, OfTheWholeBankAsGift) {
  const bank::Bank bank = bank::real_bank();
  const bank::Bank deck = loaded(import_gift_text(gift_export(all_cards(bank))));
  EXPECT_EQ(deck.cards().size(), bank.cards().size());
  EXPECT_EQ(deck.question_count(), bank.question_count());
  for (const Card& card : bank.cards()) {
    const Card* const back = deck.find_card(card.id);
    ASSERT_NE(back, nullptr) << card.id;
    EXPECT_EQ(back->topic, card.topic);
    EXPECT_EQ(back->level, card.level);
    EXPECT_EQ(back->prompt, card.prompt);
    for (const Question& question : card.questions) {
      if (question.generated()) continue;
      const Question* const same = deck.find_question(question.id);
      ASSERT_NE(same, nullptr) << question.id;
      EXPECT_TRUE(same->prompt.starts_with(question.prompt)) << question.id;
      EXPECT_TRUE(same->explanation.starts_with(question.explanation)) << question.id;
      if (!question.options.empty()) EXPECT_EQ(choices_of(*same), choices_of(question)) << question.id;
    }
  }
}

TEST(RoundTrip, OfTheWholeBankAsAnkiText) {
  const bank::Bank bank = bank::real_bank();
  const bank::Bank deck = loaded(import_anki_text(anki_export(all_cards(bank))));
  std::size_t notes = 0;
  for (const Card& card : bank.cards()) {
    const Card* const back = deck.find_card(card.id);
    ASSERT_NE(back, nullptr) << card.id;
    EXPECT_EQ(markdown_to_html(back->answer), markdown_to_html(sides_of(card).back)) << card.id;
    ++notes;
    for (const Question& question : card.questions) notes += question.generated() ? 0 : 1;
  }
  EXPECT_EQ(deck.cards().size(), notes);
}

TEST(RoundTrip, BesideTheBankEveryIdIsRefusedByName) {
  const bank::Bank bank = sample_bank();
  const Imported imported = import_gift_text(gift_export(all_cards(bank)), bank);
  EXPECT_EQ(imported.deck, "");
  EXPECT_EQ(imported.problem_count, 2 + bank.question_count());
  EXPECT_THAT(bank::messages(imported.problems),
              testing::Each(testing::HasSubstr("expected an id that the bank does not have, got \"")));
}

}  // namespace
}  // namespace sp::exchange
