#include "engine/bank/bank.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/bank/card_text.h"

namespace sp::bank {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::IsEmpty;

SourceText file_of(const std::string& id, const std::string& topic) {
  return {topic + "/" + id + ".json", good_card_as(id, topic).dump(2)};
}

Json bundled(const std::string& id, const std::string& topic) {
  Json card = good_card_as(id, topic);
  card.erase("$schema");
  card["file"] = topic + "/" + id + ".json";
  return card;
}

Json bundle_of(const Json& cards, const Json& scenarios = Json::array()) {
  return {{"format", 2}, {"cards", cards}, {"scenarios", scenarios}};
}

TEST(Bank, FindsCardsQuestionsAndTopics) {
  const std::vector<SourceText> files{file_of("C02", "gil"), file_of("L001", "asyncio"),
                                      file_of("C07", "gil")};
  Loaded loaded = load_files(files);
  ASSERT_THAT(messages(loaded.problems), IsEmpty());
  const Bank bank = std::move(loaded.bank);
  EXPECT_EQ(bank.question_count(), 6U);
  EXPECT_THAT(std::vector(bank.topics().begin(), bank.topics().end()), ElementsAre("gil", "asyncio"));
  EXPECT_THAT(bank.cards_of("gil"), ElementsAre(&bank.cards()[0], &bank.cards()[2]));
  EXPECT_THAT(bank.cards_of("none"), IsEmpty());
  EXPECT_EQ(bank.find_card("L001"), &bank.cards()[1]);
  EXPECT_EQ(bank.find_card("L002"), nullptr);
  EXPECT_EQ(bank.find_question("C07-released"), &bank.cards()[2].questions[1]);
  EXPECT_EQ(bank.find_question("C07"), nullptr);
  EXPECT_EQ(bank.card_of("C07-released"), &bank.cards()[2]);
  EXPECT_EQ(bank.card_of("C07-none"), nullptr);
}

TEST(Bank, IdsAreUniqueAcrossFilesAndTheFirstCardStays) {
  const std::vector<SourceText> files{file_of("C02", "gil"), file_of("C02", "asyncio")};
  const Loaded loaded = load_files(files);
  EXPECT_THAT(
      messages(loaded.problems),
      ElementsAre(
          "asyncio/C02.json:3:9: id: expected an id that no other has, got \"C02\", which gil/C02.json:3 has",
          testing::HasSubstr("questions[0].id: expected an id that no other has"),
          testing::HasSubstr("questions[1].id: expected an id that no other has"),
          testing::HasSubstr("verify[0].id: expected an id that no other has")));
  ASSERT_EQ(loaded.bank.cards().size(), 1U);
  EXPECT_EQ(loaded.bank.cards().front().topic, "gil");
}

TEST(Bank, AllProblemsOfAllFilesAreCollectedAndTheGoodCardsStay) {
  Json bad = good_card_as("C03");
  bad["title"] = "";
  bad["level"] = 1;
  const std::vector<SourceText> files{
      {"gil/C03.json", bad.dump(2)}, {"gil/C04.json", "{\n\"id\": }"}, file_of("C02", "gil")};
  const Loaded loaded = load_files(files);
  EXPECT_EQ(loaded.problems.size(), 3U);
  EXPECT_EQ(to_string(loaded.problems[2]), "gil/C04.json:2:7: expected a value, got \"}\"");
  EXPECT_NE(loaded.bank.find_card("C02"), nullptr);
  EXPECT_EQ(loaded.bank.cards().size(), 1U);
}

TEST(Bank, AWindowsPathIsAPathToo) {
  const std::vector<SourceText> files{{"questions\\gil\\C02.json", good_card_text()}};
  EXPECT_THAT(messages(load_files(files).problems), IsEmpty());
}

TEST(Bundle, KeepsTheCardsWithTheirFiles) {
  const Json bundle = bundle_of({bundled("C02", "gil"), bundled("L001", "asyncio")});
  const Loaded loaded = load_bundle(bundle.dump(), "bank.json");
  ASSERT_THAT(messages(loaded.problems), IsEmpty());
  ASSERT_EQ(loaded.bank.cards().size(), 2U);
  EXPECT_EQ(loaded.bank.find_card("L001")->file, "asyncio/L001.json");
}

/// `value` with null for its texts, which go to the columns.
Json stripped(const Json& value, const std::string& field, Json& columns) {
  if (value.is_string()) {
    columns[field].push_back(value);
    return nullptr;
  }
  Json out = value;
  if (value.is_array())
    for (Json& item : out) item = stripped(item, field, columns);
  if (value.is_object())
    for (auto& [name, item] : out.items()) item = stripped(item, name, columns);
  return out;
}

std::vector<std::string> texts_of(const Bank& bank) {
  std::vector<std::string> texts;
  for (const Card& card : bank.cards()) {
    texts.insert(texts.end(), {card.id, card.topic, card.prompt, card.answer, card.file});
    texts.insert(texts.end(), card.key_points.begin(), card.key_points.end());
    for (const Question& question : card.questions) {
      texts.insert(texts.end(), {question.id, question.prompt, question.explanation});
      for (const Option& option : question.options)
        texts.insert(texts.end(), {option.id, option.text, option.explanation});
    }
  }
  return texts;
}

/// The bundle, its texts behind it: tools/bundle_bank.py in C++.
std::string with_columns(const Json& plain, int indent = -1) {
  Json columns = Json::object();
  Json bundle = stripped(plain, "", columns);
  std::string texts;
  for (auto& [field, column] : columns.items()) {
    for (const Json& text : column) texts += text.get<std::string>() + json::kTextEnd;
    column = column.size();
  }
  bundle["columns"] = columns;
  return bundle.dump(indent) + json::kTextEnd + texts;
}

TEST(Bundle, TextsInColumnsReadTheSameAsInTheirPlaces) {
  const Json plain = bundle_of({bundled("C02", "gil"), bundled("L001", "asyncio")});
  const Loaded loaded = load_bundle(with_columns(plain), "bank.txt");
  ASSERT_THAT(messages(loaded.problems), IsEmpty());
  EXPECT_EQ(texts_of(loaded.bank), texts_of(load_bundle(plain.dump(), "bank.json").bank));
}

TEST(Bundle, AProblemWithATextOfAColumnNamesItsPlaceAndPath) {
  Json card = bundled("C02", "gil");
  card["level"] = "guru";
  const Loaded loaded = load_bundle(with_columns(bundle_of(Json::array({card})), 1), "bank.txt");
  ASSERT_EQ(loaded.problems.size(), 1U);
  EXPECT_THAT(to_string(loaded.problems[0]),
              testing::MatchesRegex("bank.txt:[0-9]+:[0-9]+: cards.0..level: .*guru.*"));
}

TEST(Bundle, CutOffAnywhereIsSaid) {
  const std::string whole = with_columns(bundle_of(Json::array({bundled("C02", "gil")})));
  for (std::size_t size = 0; size < whole.size(); ++size)
    ASSERT_FALSE(load_bundle(whole.substr(0, size), "bank.txt").problems.empty()) << size;
}

TEST(Bundle, MayLackWhatOnlyTheTestsRead) {
  Json card = Json::parse(every_kind_text());
  card.erase("$schema");
  card["file"] = "asyncio/K01.json";
  card["verify"].erase(1);
  for (Json& question : card["questions"]) question.erase("check");
  card["task"].erase("check");
  card["task"].erase("stdout");
  const Loaded loaded = load_bundle(bundle_of(Json::array({card})).dump(), "bank.json");
  EXPECT_THAT(messages(loaded.problems), IsEmpty());
  EXPECT_EQ(loaded.bank.question_count(), 6U);
}

TEST(Bundle, HoldsScenariosToo) {
  Json scenario = Json::parse(good_scenario_text());
  scenario.erase("$schema");
  scenario["file"] = "questions/scenarios/S01.json";
  scenario["cards"] = {"C02"};
  const Loaded loaded = load_bundle(
      bundle_of(Json::array({bundled("C02", "gil")}), Json::array({scenario})).dump(), "bank.json");
  EXPECT_THAT(messages(loaded.problems), IsEmpty());
  ASSERT_NE(loaded.bank.find_scenario("S01"), nullptr);
  EXPECT_EQ(loaded.bank.find_scenario("S01")->file, "questions/scenarios/S01.json");
  scenario["cards"] = {"C02", "C99"};
  const Loaded other = load_bundle(
      bundle_of(Json::array({bundled("C02", "gil")}), Json::array({scenario})).dump(), "bank.json");
  EXPECT_THAT(messages(other.problems),
              ElementsAre(testing::MatchesRegex(
                  "bank.json:1:[0-9]+: scenarios.0..cards.1.: expected the id of a card, got \"C99\"")));
  EXPECT_EQ(other.bank.find_scenario("S01"), nullptr);
  EXPECT_EQ(other.bank.cards().size(), 1U);
}

TEST(Bundle, AProblemHasTheBundlesPlaceAndLeavesOutOneCardOnly) {
  Json bad = bundled("C03", "gil");
  bad["questions"][0]["options"][0]["correct"] = false;
  const Json bundle = bundle_of({bundled("C02", "gil"), bad, bundled("L001", "asyncio")});
  const Loaded loaded = load_bundle(bundle.dump(1), "bank.json");
  EXPECT_THAT(messages(loaded.problems),
              ElementsAre(testing::MatchesRegex("bank.json:[0-9]+:[0-9]+: cards.1..questions.0..options: "
                                                "expected exactly one right option, got 0")));
  EXPECT_EQ(loaded.bank.cards().size(), 2U);
  EXPECT_EQ(loaded.bank.find_card("C03"), nullptr);
}

TEST(Bundle, MayHoldTheCurriculum) {
  Json bundle = bundle_of({bundled("C02", "gil"), bundled("L001", "asyncio")});
  bundle["curriculum"] = Json::parse(
      R"([{"id": "G01", "section": "Guide", "asks": "cost"}, {"id": "C02", "section": "Core questions"}])");
  const Loaded loaded = load_bundle(bundle.dump(), "bank.json");
  EXPECT_THAT(messages(loaded.problems), IsEmpty());
  ASSERT_EQ(loaded.curriculum.size(), 2U);
  EXPECT_EQ(loaded.curriculum[0].id, "G01");
  EXPECT_EQ(loaded.curriculum[0].section, "Guide");
  EXPECT_EQ(loaded.curriculum[0].asks, "cost");
  EXPECT_EQ(loaded.curriculum[1].asks, "");
}

TEST(Bundle, ADuplicateFieldLeavesOutItsCardOnly) {
  std::string text = bundle_of({bundled("C02", "gil"), bundled("L001", "asyncio")}).dump();
  const std::string second = "\"id\":\"L001\"";
  text.replace(text.find(second), second.size(), second + "," + second);
  const Loaded loaded = load_bundle(text, "bank.json");
  EXPECT_THAT(messages(loaded.problems),
              ElementsAre(testing::HasSubstr("cards[1].id: duplicate field \"id\"")));
  EXPECT_NE(loaded.bank.find_card("C02"), nullptr);
  EXPECT_EQ(loaded.bank.find_card("L001"), nullptr);
}

TEST(Bundle, ALaterFormatIsRefused) {
  const Loaded loaded =
      load_bundle(R"({"format": 3, "cards": [{"whatever": 1}], "scenarios": []})", "bank.json");
  EXPECT_THAT(messages(loaded.problems),
              ElementsAre("bank.json:1:12: format: expected bundle format 2, got 3"));
}

TEST(Bundle, MustBeAnObjectWithFormatAndCards) {
  EXPECT_THAT(messages(load_bundle("[]", "b").problems),
              ElementsAre("b:1:1: expected an object, got an empty list"));
  EXPECT_THAT(messages(load_bundle("{}", "b").problems),
              ElementsAre("b:1:1: format: expected the field \"format\", got none",
                          "b:1:1: cards: expected the field \"cards\", got none",
                          "b:1:1: scenarios: expected the field \"scenarios\", got none"));
}

TEST(Curriculum, GivesItsIds) {
  const Curriculum curriculum = load_curriculum(
      {"c.json", R"({"about": "x", "items": [{"id": "C01", "asks": "y"}, {"id": "C01F1"}]})"});
  EXPECT_THAT(messages(curriculum.problems), IsEmpty());
  EXPECT_THAT(curriculum.ids, ElementsAre("C01", "C01F1"));
}

TEST(Curriculum, AnIdTwiceOrNoneIsAProblem) {
  const Curriculum curriculum =
      load_curriculum({"c.json", R"({"items": [{"id": "C01"}, {"id": "C01"}, {}]})"});
  EXPECT_THAT(messages(curriculum.problems),
              ElementsAre("c.json:1:34: items[1].id: expected each id once, got \"C01\" again",
                          "c.json:1:42: items[2].id: expected the field \"id\", got none"));
}

}  // namespace
}  // namespace sp::bank
