#include "engine/bank/deck.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/bank/card_text.h"

namespace sp::bank {
namespace {

using Json = nlohmann::ordered_json;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// The program's bank: the card C02.
Bank base() {
  return load_files(std::vector<SourceText>{{"questions/gil/C02.json", good_card_as("C02").dump(2)}}).bank;
}

SourceText deck(const Json& content, const std::string& name = "mine.json") {
  return {name, content.dump(2)};
}

LoadedDecks load(const std::vector<SourceText>& decks, const LoadOptions& options = {}) {
  return load_decks(base(), decks, options);
}

TEST(Decks, OneCardAListOrABundleComesBesideTheBank) {
  Json bundled = good_card_as("X03");
  bundled["file"] = "questions/gil/elsewhere.json";
  const LoadedDecks loaded = load({deck(good_card_as("X01", "own-things"), "one.json"),
                                   deck(Json::array({good_card_as("X02")}), "list.json"),
                                   deck({{"format", 2}, {"cards", {bundled}}}, "bundle.json")});
  for (const DeckReport& report : loaded.decks) EXPECT_THAT(messages(report.problems), IsEmpty());
  EXPECT_EQ(loaded.bank.cards().size(), 4U);
  EXPECT_EQ(loaded.decks[0].cards, 1U);
  EXPECT_EQ(loaded.decks[0].questions, 2U);
  EXPECT_EQ(loaded.bank.find_card("C02")->deck, "");
  EXPECT_EQ(loaded.bank.find_card("X01")->deck, "one.json");
  EXPECT_EQ(loaded.bank.find_card("X02")->file, "list.json");
  EXPECT_EQ(loaded.bank.find_card("X03")->deck, "bundle.json");
  EXPECT_EQ(loaded.bank.cards_of("own-things"), std::vector{loaded.bank.find_card("X01")});
  EXPECT_EQ(loaded.bank.card_of("X02-released"), loaded.bank.find_card("X02"));
}

TEST(Decks, MayLackWhatOnlyTheTestsRead) {
  Json card = Json::parse(every_kind_text());
  for (Json& question : card["questions"]) question.erase("check");
  card["task"].erase("check");
  card["task"].erase("stdout");
  EXPECT_THAT(messages(load({deck(card)}).decks[0].problems), IsEmpty());
}

Json least_card(const Json& questions = Json::array()) {
  Json card{{"id", "X01"}, {"topic", "own"}, {"title", "Own"}};
  if (!questions.empty()) card["questions"] = questions;
  return card;
}

TEST(Decks, MayLackWhatOnlyServesReading) {
  Json card = least_card();
  card["prompt"] = "Why?";
  card["answer"] = "Because.";
  const LoadedDecks loaded = load({deck(card)});
  EXPECT_THAT(messages(loaded.decks[0].problems), IsEmpty());
  EXPECT_EQ(loaded.bank.find_card("X01")->level, Level::mid);
  card.erase("answer");
  EXPECT_THAT(messages_without_place(load({deck(card)}).decks[0].problems),
              ElementsAre("expected questions, or a prompt and an answer to it, got neither"));
  card["short_answer"] = "";
  EXPECT_THAT(messages_without_place(load({deck(card)}).decks[0].problems),
              Contains("short_answer: expected a text, got an empty one"))
      << "what is there must keep to the rules";
}

TEST(Decks, QuestionsNeedNoExplanations) {
  const Json yes{{"id", "yes"}, {"text", "Yes"}, {"correct", true}};
  const Json no{{"id", "no"}, {"text", "No"}, {"correct", false}};
  const Json questions{
      {{"id", "X01-single"}, {"kind", "single"}, {"prompt", "?"}, {"options", {yes, no}}},
      {{"id", "X01-multiple"}, {"kind", "multiple"}, {"prompt", "?"}, {"options", {yes, no}}},
      {{"id", "X01-number"}, {"kind", "numeric"}, {"prompt", "`f\"{x}\"`"}, {"answer", "2"}, {"decimals", 0}},
      {{"id", "X01-output"}, {"kind", "output"}, {"prompt", "?"}, {"snippet", "X01-code"}},
      {{"id", "X01-bug"},
       {"kind", "bug"},
       {"prompt", "?"},
       {"code", "a\nb\n"},
       {"lines", {{{"line", 1}, {"correct", true}}, {{"line", 2}, {"correct", false}}}}}};
  Json card = least_card(questions);
  card["verify"] = {{{"id", "X01-code"}, {"code", "print(1)"}, {"stdout", "1\n"}}};
  const LoadedDecks loaded = load({deck(card)});
  EXPECT_THAT(messages(loaded.decks[0].problems), IsEmpty());
  EXPECT_EQ(loaded.decks[0].questions, 5U);
}

TEST(Decks, HaveBoundsOfTheirOwn) {
  const auto problems = [](std::size_t options, std::size_t questions) {
    Json list = Json::array();
    for (std::size_t q = 0; q < questions; ++q) {
      Json question{{"id", "X01-q" + std::to_string(q)}, {"kind", "single"}, {"prompt", "?"}};
      for (std::size_t i = 0; i < options; ++i) {
        const std::string id = "o" + std::to_string(i);
        question["options"].push_back({{"id", id}, {"text", id}, {"correct", i == 0}});
      }
      list.push_back(std::move(question));
    }
    return messages_without_place(load({deck(least_card(list))}).decks[0].problems);
  };
  EXPECT_THAT(problems(12, 1), IsEmpty());
  EXPECT_THAT(problems(13, 1), ElementsAre("questions[0].options: expected 2 to 12 entries, got 13"));
  EXPECT_THAT(problems(1, 1), ElementsAre("questions[0].options: expected 2 to 12 entries, got 1"));
  EXPECT_THAT(problems(2, 100), IsEmpty());
  EXPECT_THAT(problems(2, 101), ElementsAre("questions: expected at most 100 entries, got 101"));
}

TEST(Decks, ScenariosMayNameCardsOfTheBankAndOfTheDeck) {
  Json scenario = Json::parse(good_scenario_text());
  scenario["cards"] = {"C02", "X01"};
  const LoadedDecks loaded = load({deck(Json::array({good_card_as("X01"), scenario}))});
  EXPECT_THAT(messages(loaded.decks[0].problems), IsEmpty());
  ASSERT_NE(loaded.bank.find_scenario("S01"), nullptr);
  EXPECT_EQ(loaded.bank.find_scenario("S01")->deck, "mine.json");
  EXPECT_THAT(messages(load({deck(Json::array({scenario}))}).decks[0].problems),
              ElementsAre(testing::MatchesRegex(
                  "mine.json:[0-9]+:[0-9]+: .0..cards.1.: expected the id of a card, got \"X01\"")));
}

TEST(Decks, AnIdOfTheBankIsRefusedByPlaceAndNothingIsHalfTaken) {
  const LoadedDecks loaded = load({deck(Json::array({good_card_as("X01"), good_card_as("C02")}))});
  const DeckReport& report = loaded.decks[0];
  EXPECT_FALSE(report.taken());
  EXPECT_THAT(messages(report.problems),
              Contains(testing::MatchesRegex("mine.json:[0-9]+:11: .1..id: expected an id that no other has, "
                                             "got \"C02\", which questions/gil/C02.json has")));
  EXPECT_EQ(report.problem_count, 4U) << "the card, its questions and its snippet";
  EXPECT_EQ(report.cards, 0U);
  EXPECT_EQ(loaded.bank.cards().size(), 1U) << "X01 stays out, too";
}

TEST(Decks, AnIdOfAnEarlierDeckIsRefusedAndTheEarlierStays) {
  const LoadedDecks loaded =
      load({deck(good_card_as("X01", "gil"), "first.json"),
            deck(good_card_as("X01", "asyncio"), "second.json"), deck(good_card_as("X02"), "third.json")});
  EXPECT_TRUE(loaded.decks[0].taken());
  EXPECT_THAT(messages(loaded.decks[1].problems), Contains(HasSubstr("got \"X01\", which first.json:3 has")));
  EXPECT_TRUE(loaded.decks[2].taken());
  EXPECT_EQ(loaded.bank.find_card("X01")->topic, "gil");
  EXPECT_EQ(loaded.bank.cards().size(), 3U);
}

TEST(Decks, ARefusedDeckTakesNoIds) {
  Json bad = good_card_as("X01");
  bad["title"] = "";
  const LoadedDecks loaded = load({deck(bad, "bad.json"), deck(good_card_as("X01"), "good.json")});
  EXPECT_THAT(messages(loaded.decks[0].problems),
              ElementsAre(HasSubstr("title: expected a text, got an empty one")));
  EXPECT_TRUE(loaded.decks[1].taken());
}

TEST(Decks, AnIdTwiceInOneDeckIsRefused) {
  EXPECT_THAT(
      messages(load({deck(Json::array({good_card_as("X01"), good_card_as("X01")}))}).decks[0].problems),
      Contains(HasSubstr("got \"X01\", which mine.json:4 has")));
}

TEST(Decks, DemosMustBeKnownAndLinksAreHttps) {
  Json card = good_card_as("X01");
  card["demos"] = {"gil-cpu-bound", "made-up"};
  card["links"] = {{{"title", "Away"}, {"url", "http://docs.python.org/"}},
                   {{"title", "Away"}, {"url", "javascript:alert(1)"}}};
  LoadOptions options;
  options.demos = IdSet{"gil-cpu-bound"};
  EXPECT_THAT(messages_without_place(load({deck(card)}, options).decks[0].problems),
              testing::UnorderedElementsAre(HasSubstr("links[0].url: expected an address such as"),
                                            HasSubstr("links[1].url: expected an address such as"),
                                            "demos[1]: expected the id of a demo, got \"made-up\""));
}

TEST(Decks, NumbersThatCannotBeDrawnAreFoundByTrying) {
  Json card = Json::parse(every_kind_text());
  for (Json& question : card["questions"]) {
    if (question.contains("draw")) question["require"] = {"1 > 2"};
  }
  EXPECT_THAT(messages_without_place(load({deck(card)}).decks[0].problems),
              Contains(testing::MatchesRegex("questions.[0-9].: require: .*")));
}

TEST(Decks, WhatIsNoDeckIsSaid) {
  const auto said = [](const std::string& text) {
    return messages(load({{"x.json", text}}).decks[0].problems);
  };
  EXPECT_THAT(said(""), SizeIs(1));
  EXPECT_THAT(said("hello"), ElementsAre(HasSubstr("x.json:1:1: expected a value")));
  EXPECT_THAT(said("12"), ElementsAre("x.json:1:1: expected a card, a list of cards, or a bundle, got 12"));
  EXPECT_THAT(said("[]"), ElementsAre("x.json:1:1: expected 1 to 1000 entries, got 0"));
  EXPECT_THAT(said(R"({"format": 2, "cards": []})"),
              ElementsAre("x.json:1:1: expected at least one card, got none"));
  EXPECT_THAT(said(R"({"format": 1, "cards": []})"),
              ElementsAre("x.json:1:12: format: expected bundle format 2, got 1"));
  EXPECT_THAT(said(R"({"cards": []})"), ElementsAre(HasSubstr("expected the field \"format\", got none")));
  EXPECT_THAT(said(R"({"id": "X01"})"),
              ElementsAre(HasSubstr("the field \"topic\""), HasSubstr("the field \"title\""),
                          HasSubstr("expected questions, or a prompt and an answer to it, got neither")));
}

TEST(Decks, HostileTextsAreRefusedWithinBounds) {
  const auto report = [](std::string text) {
    const LoadedDecks loaded = load({{"x.json", std::move(text)}});
    EXPECT_EQ(loaded.bank.cards().size(), 1U);
    return loaded.decks[0];
  };
  EXPECT_THAT(messages(report(std::string(50U << 20U, ' ')).problems),
              ElementsAre("x.json: expected at most 4194304 bytes, got 52428800 bytes"));
  EXPECT_THAT(messages(report(std::string(2'000'000, '[')).problems),
              ElementsAre(HasSubstr("inside one another")));
  EXPECT_THAT(messages(report("\xff\xfe[\0]\0").problems), SizeIs(1)) << "UTF-16";
  EXPECT_THAT(messages(report("[\"caf\xe9\"]").problems), SizeIs(1)) << "Latin-1";
  std::string many = "[";
  for (int i = 0; i < 400; ++i) many += R"({"id": 1, "id": 2},)";
  const DeckReport long_list = report(many + "{}]");
  EXPECT_THAT(long_list.problems, SizeIs(201));
  EXPECT_GT(long_list.problem_count, 1500U);
  EXPECT_EQ(to_string(long_list.problems.back()),
            "x.json: and " + std::to_string(long_list.problem_count - 200) + " more problems");
}

TEST(Decks, AByteOrderMarkIsAllowed) {
  EXPECT_TRUE(load({{"x.json", "\xef\xbb\xbf" + good_card_as("X01").dump()}}).decks[0].taken());
}

TEST(Decks, ABankLivesAsLongAsACopyOfIt) {
  Bank before = base();
  const Card* card = nullptr;
  Bank copy;
  {
    const LoadedDecks loaded = load_decks(before, std::vector{deck(good_card_as("X01"))});
    copy = loaded.bank;
    card = loaded.bank.find_card("X01");
  }
  EXPECT_EQ(copy.find_card("X01"), card);
  EXPECT_EQ(card->id, "X01");
  EXPECT_EQ(before.find_card("X01"), nullptr);
}

TEST(Decks, AreCalledAsTheirFiles) {
  EXPECT_EQ(deck_name("mine.json"), "mine.json");
  EXPECT_EQ(deck_name("/some/where/a b.json"), "a b.json");
  EXPECT_EQ(deck_name("C:\\me\\a.json"), "a.json");
  EXPECT_EQ(deck_name("..\\..\\.."), "deck..");
  EXPECT_EQ(deck_name(".."), "deck..");
  EXPECT_EQ(deck_name(""), "deck");
  EXPECT_EQ(deck_name("a\nb\x7f.json"), "a_b_.json");
  EXPECT_EQ(deck_name(std::string(300, 'x')).size(), 77U);
  EXPECT_EQ(deck_name(std::string(300, 'x') + ".json"), std::string(72, 'x') + ".json");
  EXPECT_EQ(deck_name("a." + std::string(300, 'x')).size(), 77U) << "that is no ending";
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "ü";
  EXPECT_EQ(deck_name(umlauts), umlauts.substr(0, 78));
}

}  // namespace
}  // namespace sp::bank
