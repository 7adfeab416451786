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

Outcome check(const std::vector<std::string>& paths) {
  std::ostringstream out;
  const int code = run_check(paths, out);
  return {code, out.str()};
}

std::string card(const std::string& id, const std::string& topic = "gil") {
  return bank::good_card_as(id, topic).dump(2);
}

TEST(Check, AFolderWithoutFault) {
  const TemporaryFolder folder;
  folder.write("questions/gil/C02.json", card("C02"));
  folder.write("questions/asyncio/L001.json", card("L001", "asyncio"));
  folder.write("questions/schema/card.schema.json", "{}");
  folder.write("questions/scenarios/S01.json", "{}");
  folder.write("questions/gil/notes.txt", "no card");
  const Outcome outcome = check({folder.path("questions")});
  EXPECT_EQ(outcome.code, kExitOk);
  EXPECT_EQ(outcome.out, "2 cards with 4 questions: no problems.\n");
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
  const std::string bundle = folder.write("bank.json", Json{{"format", 1}, {"cards", {one}}}.dump());
  EXPECT_EQ(check({bundle, folder.write("gil/C02.json", card("C02"))}).out,
            "2 cards with 4 questions: no problems.\n");
  one["level"] = "expert";
  folder.write("bank.json", Json{{"format", 1}, {"cards", {one}}}.dump());
  const Outcome outcome = check({bundle});
  EXPECT_EQ(outcome.code, kExitFailed);
  EXPECT_THAT(outcome.out, HasSubstr("cards[0].level: expected one of"));
}

TEST(Check, WhatCannotBeReadIsAnErrorOfItsOwnKindAndTheRestIsStillChecked) {
  const TemporaryFolder folder;
  const Outcome outcome = check({folder.path("none.json"), folder.write("gil/C02.json", "[]")});
  EXPECT_EQ(outcome.code, kExitUsage);
  EXPECT_THAT(outcome.out,
              HasSubstr(folder.path("none.json") + ": cannot open: No such file or directory\n"));
  EXPECT_THAT(outcome.out, HasSubstr("C02.json:1:1: expected an object, got an empty list\n"));
}

TEST(Check, NothingToCheck) {
  const TemporaryFolder folder;
  EXPECT_EQ(check({}).code, kExitUsage);
  EXPECT_THAT(check({}).out, HasSubstr("switchpoint check questions"));
  EXPECT_EQ(check({folder.path("")}).code, kExitUsage);
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
