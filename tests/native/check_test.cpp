#include "native/check.h"

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "native/exit_code.h"
#include "tests/engine/bank/card_text.h"
#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::Not;

struct Outcome {
  int code;
  std::string out;
};

Outcome check(const std::vector<std::string>& paths, bool stats = false, std::size_t samples = 0) {
  std::ostringstream out;
  const int code = run_check({paths, stats, samples}, out);
  return {code, out.str()};
}

std::string bundle_of(const Json& card) {
  return Json{{"format", 2}, {"cards", Json::array({card})}, {"scenarios", Json::array()}}.dump();
}

std::string card(const std::string& id, const std::string& topic = "gil") {
  return bank::good_card_as(id, topic).dump(2);
}

TEST(Check, AFolderWithoutFault) {
  const TemporaryFolder folder;
  folder.write("questions/gil/C02.json", card("C02"));
  folder.write("questions/asyncio/L001.json", card("L001", "asyncio"));
  folder.write("questions/schema/card.schema.json", "{}");
  folder.write("questions/gil/notes.txt", "no card");
  const Outcome outcome = check({folder.path("questions")});
  EXPECT_EQ(outcome.code, kExitOk);
  EXPECT_EQ(outcome.out, "2 cards with 4 questions: no problems.\n");
}

TEST(Check, ScenariosAreCheckedWithTheCardsThatTheyName) {
  const TemporaryFolder folder;
  folder.write("questions/gil/C02.json", card("C02"));
  folder.write("questions/scenarios/S01.json", bank::good_scenario_text());
  const Outcome outcome = check({folder.path("questions")});
  EXPECT_EQ(outcome.code, kExitFailed);
  EXPECT_THAT(outcome.out, HasSubstr("S01.json:16:5: cards[1]: expected the id of a card, got \"K01\"\n"));
  folder.write("questions/asyncio/K01.json", bank::every_kind_text());
  EXPECT_EQ(check({folder.path("questions")}).out, "2 cards with 8 questions and 1 scenario: no problems.\n");
}

TEST(Check, DemosMustBeThoseOfTheProgram) {
  const TemporaryFolder folder;
  Json bad = bank::good_card_as("C02");
  bad["demos"] = {"no-such-demo"};
  EXPECT_THAT(check({folder.write("gil/C02.json", bad.dump())}).out,
              HasSubstr("demos[0]: expected the id of a demo, got \"no-such-demo\"\n"));
}

TEST(Check, GeneratedQuestionsAreDrawnManyTimes) {
  const TemporaryFolder folder;
  Json bad = Json::parse(bank::every_kind_text());
  bad["questions"][2].erase("require");
  bad["questions"][3]["draw"] = {
      {"n", {{"one_of", {6, 9}}}}, {"k", {{"one_of", {4, 4}}}}, {"w", {{"one_of", {2, 2}}}}};
  const std::string file = folder.write("asyncio/K01.json", bad.dump());
  const Outcome outcome = check({file});
  EXPECT_EQ(outcome.code, kExitFailed);
  EXPECT_THAT(outcome.out,
              testing::ContainsRegex("K01.json: K01-sorted: steps: .* and .* tie at [0-9.]+ for a = "));
  EXPECT_THAT(outcome.out, HasSubstr("K01.json: K01-batches: 64 draws have 2 answers only\n"));
}

TEST(Check, StatsCount) {
  const TemporaryFolder folder;
  folder.write("gil/C02.json", card("C02"));
  folder.write("asyncio/K01.json", bank::every_kind_text());
  folder.write("scenarios/S01.json", bank::good_scenario_text());
  EXPECT_EQ(check({folder.path("")}, true).out,
            "2 cards with 8 questions and 1 scenario: no problems.\n"
            "cards      2: asyncio 1, gil 1\n"
            "levels     entry 0, mid 2, senior 0, architect 0\n"
            "questions  8: single 1, multiple 1, output 1, order 2, numeric 2, bug 1; 2 generated\n"
            "proofs     3 snippets, 1 tasks\n"
            "scenarios  1 with 5 turns\n"
            "guessing   the right one of four is the longest in 0 of 0 (0 %), the shortest in 0 (0 %)\n");
}

TEST(Check, SamplesAreJsonLinesWithTheirNumbersFilledIn) {
  const TemporaryFolder folder;
  const std::string file = folder.write("asyncio/K01.json", bank::every_kind_text());
  const Outcome outcome = check({file}, false, 3);
  EXPECT_EQ(outcome.code, kExitOk);
  std::istringstream lines(outcome.out);
  std::vector<Json> samples;
  for (std::string line; std::getline(lines, line);) samples.push_back(Json::parse(line));
  ASSERT_EQ(samples.size(), 6U);
  EXPECT_EQ(samples[0]["question"], "K01-sorted");
  EXPECT_EQ(samples[0]["order"].size(), 3U);
  EXPECT_EQ(samples[3]["question"], "K01-batches");
  EXPECT_EQ(samples[4]["seed"], 1);
  EXPECT_EQ(samples[3]["decimals"], 2);
  EXPECT_EQ(samples[3]["answer"].get<double>(),
            samples[3]["values"]["rounds"].get<double>() * samples[3]["values"]["w"].get<double>());
  EXPECT_THAT(samples[3]["check"].get<std::string>(), Not(HasSubstr("{")));
}

TEST(Check, PrintsEveryProblemOfEveryFileWithItsPlace) {
  const TemporaryFolder folder;
  Json bad = bank::good_card_as("C03");
  bad["level"] = "expert";
  bad["title"] = "";
  const std::string first = folder.write("gil/C03.json", bad.dump(2));
  const std::string second = folder.write("gil/C04.json", "{");
  folder.write("gil/C02.json", card("C02"));
  const Outcome outcome = check({folder.path("gil")});
  EXPECT_EQ(outcome.code, kExitFailed);
  EXPECT_THAT(outcome.out, HasSubstr(first + ":5:12: title: expected a text, got an empty one\n"));
  EXPECT_THAT(
      outcome.out,
      HasSubstr(": level: expected one of \"entry\", \"mid\", \"senior\", \"architect\", got \"expert\"\n"));
  EXPECT_THAT(outcome.out,
              HasSubstr(second + ":1:2: expected a field name in double quotes, got the end of the text"));
  EXPECT_THAT(outcome.out, HasSubstr("3 problems in 2 of 3 files.\n"));
}

TEST(Check, IdsAreUniqueOverAllPaths) {
  const TemporaryFolder folder;
  const std::string one = folder.write("a/gil/C02.json", card("C02"));
  const std::string two = folder.write("b/gil/C02.json", card("C02"));
  const Outcome outcome = check({one, two});
  EXPECT_EQ(outcome.code, kExitFailed);
  EXPECT_THAT(outcome.out,
              HasSubstr("id: expected an id that no other has, got \"C02\", which " + one + ":3 has"));
}

TEST(Check, CoversAreHeldAgainstTheCurriculumBesideTheTopics) {
  const TemporaryFolder folder;
  folder.write("curriculum.json", R"({"items": [{"id": "C02"}]})");
  const std::string file = folder.write("gil/C02.json", card("C02"));
  for (const std::string& path : {folder.path(""), folder.path("gil"), file}) {
    const Outcome outcome = check({path});
    EXPECT_EQ(outcome.code, kExitFailed) << path;
    EXPECT_THAT(outcome.out, HasSubstr("covers[1]: expected an id that the curriculum has, got \"C02F1\"\n"));
  }
  folder.write("curriculum.json", R"({"items": [{"id": "C02"}, {"id": "C02F1"}]})");
  EXPECT_EQ(check({folder.path("")}).code, kExitOk);
  folder.write("curriculum.json", R"({"items": 3})");
  EXPECT_THAT(check({folder.path("")}).out,
              HasSubstr("curriculum.json:1:11: items: expected a list, got 3\n"));
}

TEST(Check, ABundleIsRecognisedAndCheckedByItself) {
  const TemporaryFolder folder;
  Json one = bank::good_card_as("C02");
  one.erase("$schema");
  one["file"] = "gil/C02.json";
  const std::string bundle = folder.write("bank.json", bundle_of(one));
  EXPECT_EQ(check({bundle, folder.write("gil/C02.json", card("C02"))}).out,
            "2 cards with 4 questions: no problems.\n");
  one["level"] = "expert";
  folder.write("bank.json", bundle_of(one));
  const Outcome outcome = check({bundle});
  EXPECT_EQ(outcome.code, kExitFailed);
  EXPECT_THAT(outcome.out, HasSubstr("cards[0].level: expected one of"));
}

TEST(Check, WhatCannotBeReadIsAnErrorOfItsOwnKindAndTheRestIsStillChecked) {
  const TemporaryFolder folder;
  const Outcome outcome = check({folder.path("none.json"), folder.write("gil/C02.json", "[]")});
  EXPECT_EQ(outcome.code, kExitUnavailable);
  EXPECT_THAT(outcome.out,
              HasSubstr(folder.path("none.json") + ": cannot open: No such file or directory\n"));
  EXPECT_THAT(outcome.out, HasSubstr("C02.json:1:1: expected an object, got an empty list\n"));
}

TEST(Check, NothingToCheck) {
  const TemporaryFolder folder;
  EXPECT_EQ(check({}).code, kExitUsage);
  EXPECT_THAT(check({}).out, HasSubstr("switchpoint check questions"));
  EXPECT_EQ(check({folder.path("")}).code, kExitUnavailable);
  EXPECT_EQ(check({folder.path("")}).out, "No card file is there.\n");
}

TEST(Check, HostileFilesAreProblemsAndNoCrash) {
  const TemporaryFolder folder;
  const std::string deep = folder.write("gil/C02.json", std::string(500'000, '['));
  const std::string large = folder.write("gil/C03.json", std::string(std::size_t{3} << 20U, ' '));
  const std::string binary = folder.write("gil/C04.json", std::string("\x7F"
                                                                      "ELF\0\xFF",
                                                                      6));
  std::filesystem::create_symlink(".", folder.path("gil/loop"));
  const Outcome outcome = check({folder.path("")});
  EXPECT_EQ(outcome.code, kExitFailed);
  EXPECT_THAT(outcome.out,
              HasSubstr(deep + ":1:17: expected at most 16 values inside one another, got more\n"));
  EXPECT_THAT(outcome.out, HasSubstr(large + ": expected at most 1048576 bytes, got 3145728 bytes\n"));
  EXPECT_THAT(outcome.out, HasSubstr(binary + ":1:1: expected a value, got \"\\x7f\"\n"));
  EXPECT_THAT(outcome.out, HasSubstr("3 problems in 3 of 3 files.\n"));
}

}  // namespace
}  // namespace sp::native
