// `switchpoint export` and `switchpoint import`.
#include "native/commands/exchange.h"

#include <filesystem>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/bank/card_text.h"
#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Exchange : public testing::Test {
 protected:
  Exchange() {
    Json card = bank::good_card_as("C02");
    Json other = bank::good_card_as("C04", "asyncio");
    for (Json* each : {&card, &other}) {
      each->erase("$schema");
      (*each)["file"] = "questions/" + (*each)["topic"].get<std::string>() + "/" +
                        (*each)["id"].get<std::string>() + ".json";
    }
    bundle_ = folder_.write(
        "bank.json", Json{{"format", 2}, {"cards", {card, other}}, {"scenarios", Json::array()}}.dump());
    export_.bundle = import_.bundle = bundle_;
    import_.output = folder_.path("deck.json");
  }

  ExitCode write() { return said(run_export(export_, out_, err_)); }
  ExitCode read(const std::string& name, const std::string& text) {
    import_.files.push_back(folder_.write(name, text));
    return said(run_import(import_, out_, err_));
  }

  TemporaryFolder folder_;
  std::string bundle_;
  ExportOptions export_;
  ImportOptions import_;
  std::string out, err;

 private:
  ExitCode said(ExitCode code) {
    out = out_.str();
    err = err_.str();
    out_.str({});
    err_.str({});
    return code;
  }
  std::ostringstream out_, err_;
};

TEST_F(Exchange, ExportsEachFormat) {
  for (const auto& [format, begin] : {std::pair{"anki", "#separator:Tab\n"},
                                      {"gift", "$CATEGORY: Switchpoint/gil/C02 "},
                                      {"markdown", "# C02: "}}) {
    export_.format = format;
    EXPECT_EQ(write(), kExitOk);
    EXPECT_THAT(out, StartsWith(begin));
    EXPECT_THAT(out, HasSubstr("C04-released"));
    EXPECT_THAT(err, IsEmpty());
  }
}

TEST_F(Exchange, ExportsACardATopicOrADeck) {
  export_.format = "markdown";
  export_.card = "C04";
  EXPECT_EQ(write(), kExitOk);
  EXPECT_THAT(out, StartsWith("# C04: "));
  export_.card.clear();
  export_.topic = "gil";
  EXPECT_EQ(write(), kExitOk);
  EXPECT_THAT(out, Not(HasSubstr("C04")));
  export_.topic.clear();
  export_.decks = {folder_.write("mine.json", bank::good_card_as("X01").dump())};
  EXPECT_EQ(write(), kExitOk);
  EXPECT_THAT(out, StartsWith("# X01: "));
  EXPECT_THAT(out, Not(HasSubstr("C02")));
}

TEST_F(Exchange, ExportsIntoAFile) {
  export_.format = "anki";
  export_.output = folder_.path("notes.txt");
  EXPECT_EQ(write(), kExitOk);
  EXPECT_THAT(out, IsEmpty());
  EXPECT_THAT(folder_.read("notes.txt"), StartsWith("#separator:Tab\n"));
  export_.output = folder_.path("none/notes.txt");
  EXPECT_EQ(write(), kExitUnavailable);
  EXPECT_THAT(err,
              HasSubstr("notes.txt: cannot be written; name a file in a folder that you may write to\n"));
}

TEST_F(Exchange, SaysWhatCannotBeExported) {
  export_.format = "pdf";
  EXPECT_EQ(write(), kExitUsage);
  EXPECT_EQ(err, "switchpoint: --format pdf: expected anki, gift or markdown\n");
  export_.format = "gift";
  export_.card = "C99";
  EXPECT_EQ(write(), kExitUsage);
  EXPECT_EQ(err, "switchpoint: there is no card \"C99\"\n");
  export_.card.clear();
  export_.topic = "tea";
  EXPECT_EQ(write(), kExitUsage);
  EXPECT_EQ(err, "switchpoint: there is no topic \"tea\". Topics: gil, asyncio\n");
  export_.topic.clear();
  export_.decks = {folder_.write("mine.json", "[]")};
  EXPECT_EQ(write(), kExitFailed);
  EXPECT_THAT(err, HasSubstr("1 problem in the decks"));
  export_.decks = {};
  export_.bundle = folder_.path("none.json");
  EXPECT_EQ(write(), kExitUnavailable);
}

TEST_F(Exchange, ImportsByTheNameOfTheFile) {
  EXPECT_EQ(read("quiz.gift", "::X01-a::a{T}"), kExitOk);
  EXPECT_EQ(out, folder_.path("deck.json") + ": 1 card with 1 question.\n");
  EXPECT_EQ(read("notes.txt", "front\tback"), kExitOk);
  EXPECT_EQ(out, folder_.path("deck.json") + ": 2 cards with 1 question.\n") << "both files into one deck";
  EXPECT_EQ(Json::parse(folder_.read("deck.json"))["cards"].size(), 2U);
  EXPECT_EQ(read("notes.md", "x"), kExitUsage);
  EXPECT_THAT(err,
              HasSubstr("notes.md: its name does not tell what it is; say --format anki or --format gift\n"));
  import_.format = "markdown";
  EXPECT_EQ(read("notes.md", "x"), kExitUsage);
}

TEST_F(Exchange, NamesEveryLineThatIsLeftOutAndKeepsTheRest) {
  EXPECT_EQ(read("quiz.gift", "::X01-a::a{T}\n\n::C02-new::b{T}\n\nc{\n"), kExitFailed);
  const std::string file = folder_.path("quiz.gift");
  EXPECT_THAT(
      err,
      HasSubstr(file +
                ":3:1: \"C02-new\": expected an id that the bank does not have, got \"C02-new\"; give it "
                "another\n"));
  EXPECT_THAT(
      err, HasSubstr(file + ":5:1: expected a } that ends the answers, before the empty line, got none\n"));
  EXPECT_THAT(err, HasSubstr("\n2 problems: what they name is left out.\n"));
  EXPECT_EQ(out, folder_.path("deck.json") + ": 1 card with 1 question.\n");
}

TEST_F(Exchange, WritesNothingWhenNothingIsTaken) {
  EXPECT_EQ(read("quiz.gift", "only text"), kExitFailed);
  EXPECT_THAT(err, HasSubstr("1 problem: what it names is left out.\n"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path("deck.json")));
  import_.files = {folder_.path("none.gift")};
  std::ostringstream ignored;
  EXPECT_EQ(run_import(import_, ignored, ignored), kExitUnavailable);
}

}  // namespace
}  // namespace sp::native
