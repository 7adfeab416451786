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

Loaded load_scenario(const std::string& text, const LoadOptions& options = {}) {
  return load_text(text, options, "scenarios/S01.json");
}

TEST(Scenario, EveryFieldIsRead) {
  const Loaded loaded = load_scenario(good_scenario_text());
  ASSERT_THAT(messages(loaded.problems), IsEmpty());
  const Scenario* found = loaded.bank.find_scenario("S01");
  ASSERT_NE(found, nullptr);
  const Scenario& scenario = *found;
  EXPECT_EQ(&scenario, &loaded.bank.scenarios().front());
  EXPECT_EQ(scenario.title, "A queue of jobs");
  EXPECT_EQ(scenario.summary, "One sentence.");
  EXPECT_EQ(scenario.brief, "A system with figures.");
  EXPECT_EQ(scenario.level, Level::senior);
  EXPECT_THAT(scenario.tags, ElementsAre("queues"));
  EXPECT_THAT(scenario.covers, ElementsAre("C02"));
  EXPECT_THAT(scenario.cards, ElementsAre("C02", "K01"));
  EXPECT_THAT(scenario.demos, ElementsAre("gil-cpu-bound"));
  EXPECT_EQ(scenario.closing, "A strong candidate asked.");
  EXPECT_EQ(scenario.file, "scenarios/S01.json");
  ASSERT_EQ(scenario.turns.size(), 5U);
  const Turn& turn = scenario.turns[0];
  EXPECT_EQ(turn.id, "S01-turn-1");
  EXPECT_EQ(turn.prompt, "What do you ask first?");
  EXPECT_EQ(turn.minutes, 2.5);
  EXPECT_THAT(turn.hints, ElementsAre("Think of load.", "Ask for the rate."));
  ASSERT_EQ(turn.key_points.size(), 3U);
  EXPECT_EQ(turn.key_points[1].id, "size");
  EXPECT_EQ(turn.key_points[1].dimension, Dimension::trade_offs);
  EXPECT_THAT(turn.key_points[1].aliases, ElementsAre("size", "bytes", "payload"));
  ASSERT_EQ(turn.red_flags.size(), 1U);
  EXPECT_EQ(turn.red_flags[0].covers, "C02");
  EXPECT_EQ(turn.red_flags[0].instead, "Ask first.");
  EXPECT_EQ(turn.answer, "I would ask for the rate first.");
  ASSERT_EQ(turn.follow_ups.size(), 3U);
  EXPECT_EQ(turn.follow_ups[0].when, TurnFollowUp::When::covered);
  EXPECT_EQ(turn.follow_ups[0].key_point, "rate");
  EXPECT_EQ(turn.follow_ups[1].when, TurnFollowUp::When::missed);
  EXPECT_EQ(turn.follow_ups[2].when, TurnFollowUp::When::always);
  EXPECT_EQ(turn.follow_ups[2].question, "Why?");
}

std::vector<Fault> faults() {
  return {
      {"id", [](Json& s) { s["id"] = "S1"; }, {R"(id: expected S and two digits, such as "S01", got "S1")"}},
      {"turn_id_of_another",
       [](Json& s) { s["turns"][1]["id"] = "S02-turn-2"; },
       {R"(turns[1].id: expected an id that begins with "S01-", got "S02-turn-2")"}},
      {"turn_id_twice",
       [](Json& s) { s["turns"][1]["id"] = "S01-turn-1"; },
       {R"(turns[1].id: expected an id that no other has, got "S01-turn-1", which scenarios/S01.json:23 has)"}},
      {"too_few_turns", [](Json& s) { s["turns"].erase(4); }, {"turns: expected 5 to 9 entries, got 4"}},
      {"minutes",
       [](Json& s) { s["turns"][0]["minutes"] = 0.5; },
       {"turns[0].minutes: expected 1 to 15 minutes, got 0.5"}},
      {"key_point_unknown",
       [](Json& s) { s["turns"][0]["follow_ups"][0]["when"] = {{"covered", "cost"}}; },
       {R"(turns[0].follow_ups[0].when.covered: expected the id of a key point of this turn, got "cost")"}},
      {"key_point_twice",
       [](Json& s) { s["turns"][0]["key_points"][2]["id"] = "rate"; },
       {R"(turns[0].key_points[2]: expected the id of a key point that the turn has once, got "rate" again)"}},
      {"when_word",
       [](Json& s) { s["turns"][0]["follow_ups"][2]["when"] = "sometimes"; },
       {R"(turns[0].follow_ups[2].when: expected "always", {"covered": a key point} or {"missed": a key point}, got "sometimes")"}},
      {"when_both",
       [](Json& s) { s["turns"][0]["follow_ups"][0]["when"]["missed"] = "size"; },
       {R"(turns[0].follow_ups[0].when: expected "always", {"covered": a key point} or {"missed": a key point}, got both)"}},
      {"when_number",
       [](Json& s) { s["turns"][0]["follow_ups"][0]["when"] = 1; },
       {R"(turns[0].follow_ups[0].when: expected "always", {"covered": a key point} or {"missed": a key point}, got 1)"}},
      {"alias_in_capitals",
       [](Json& s) { s["turns"][0]["key_points"][0]["aliases"][2] = "RPS"; },
       {R"(turns[0].key_points[0].aliases[2]: expected a phrase of lower-case words, such as "thread pool", got "RPS")"}},
      {"dimension",
       [](Json& s) { s["turns"][0]["key_points"][0]["dimension"] = "tradeoffs"; },
       {R"(turns[0].key_points[0].dimension: expected one of "correctness", "depth", "trade-offs", "reliability", got "tradeoffs")"}},
      {"unknown_field",
       [](Json& s) { s["turns"][0]["hint"] = "x"; },
       {R"(turns[0].hint: unknown field "hint"; did you mean "hints"?)"}},
  };
}

class ScenarioFault : public testing::TestWithParam<Fault> {};

TEST_P(ScenarioFault, IsReportedWithItsExactPlace) {
  Json scenario = Json::parse(good_scenario_text());
  GetParam().make(scenario);
  const Loaded loaded = load_scenario(scenario.dump(2));
  EXPECT_EQ(messages_without_place(loaded.problems), GetParam().messages);
  EXPECT_TRUE(loaded.bank.scenarios().empty());
}

INSTANTIATE_TEST_SUITE_P(All, ScenarioFault, testing::ValuesIn(faults()),
                         [](const auto& fault) { return fault.param.name; });

TEST(Scenario, ItsCardsMustBeThereWhenAnyIs) {
  std::vector<SourceText> files{{"scenarios/S01.json", good_scenario_text()},
                                {"gil/C02.json", good_card_text()}};
  const Loaded without = load_files(files);
  EXPECT_THAT(messages(without.problems),
              ElementsAre("scenarios/S01.json:16:5: cards[1]: expected the id of a card, got \"K01\""));
  EXPECT_TRUE(without.bank.scenarios().empty());
  files.push_back({"asyncio/K01.json", every_kind_text()});
  EXPECT_THAT(messages(load_files(files).problems), IsEmpty());
}

TEST(Scenario, ACardWithAProblemOfItsOwnIsThere) {
  Json bad = good_card();
  bad["title"] = "";
  const std::vector<SourceText> files{{"gil/C02.json", bad.dump(2)},
                                      {"asyncio/K01.json", every_kind_text()},
                                      {"scenarios/S01.json", good_scenario_text()}};
  EXPECT_THAT(messages_without_place(load_files(files).problems),
              ElementsAre("title: expected a text, got an empty one"));
}

TEST(Scenario, DemosAndTheCurriculumMustBeKnownWhenTheyAreGiven) {
  LoadOptions options;
  options.demos = {"race-counter"};
  options.curriculum = {"C01"};
  EXPECT_THAT(messages_without_place(load_scenario(good_scenario_text(), options).problems),
              testing::IsSupersetOf({"demos[0]: expected the id of a demo, got \"gil-cpu-bound\"",
                                     "covers[0]: expected an id that the curriculum has, got \"C02\"",
                                     "turns[0].red_flags[0].covers: expected an id that the curriculum has, "
                                     "got \"C02\""}));
}

TEST(Scenario, StandsInItsFolderUnderItsName) {
  EXPECT_THAT(messages_without_place(load_text(good_scenario_text(), {}, "gil/S02.json").problems),
              ElementsAre("id: expected \"S02\", as the file is named, got \"S01\"",
                          "id: expected a scenario in the folder \"scenarios\", got \"gil\""));
  EXPECT_THAT(messages_without_place(load_text(good_card_text(), {}, "scenarios/C02.json").problems),
              testing::Contains("turns: expected the field \"turns\", got none"));
}

}  // namespace
}  // namespace sp::bank
