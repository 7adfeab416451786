// Decks between the reader, the bank and the store, without a window.
#include "web/app/decks.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/widgets/fake_shell.h"
#include "web/app/exchange.h"
#include "web/exchange/service.h"
#include "web/platform/desktop/files.h"

namespace sp::app {
namespace {

using platform::File;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string card(const std::string& id, const std::string& title = "Waiting") {
  std::ifstream file(SP_SOURCE_DIR "/tests/engine/bank/fixtures/gil/C02.json");
  std::string text(std::istreambuf_iterator<char>(file), {});
  for (std::size_t at = text.find("C02"); at != std::string::npos; at = text.find("C02", at + 1))
    text.replace(at, 3, id);
  const std::size_t begin = text.find("\"title\": \"") + 10;
  return text.replace(begin, text.find('"', begin) - begin, title);
}

class DecksTest : public testing::Test {
 protected:
  DecksTest() {
    decks.start();
    shell.home.run();
  }
  void give(const std::string& name, const std::string& text) { decks.give({File{name, text, 0, {}}}); }
  std::string title(const std::string& id) const {
    const auto* found = bank.find_card(id);
    return found ? found->title : "none";
  }

  FakeShell shell;
  bank::Bank bank = bank::load_files(std::vector<bank::SourceText>{{"gil/C02.json", card("C02")}}).bank;
  Decks decks{shell, bank};
};

TEST_F(DecksTest, AGoodDeckIsTakenAndKept) {
  const auto before = decks.version();
  give("a/mine.json", card("X01"));
  EXPECT_THAT(decks.news().taken, ElementsAre("mine.json is added: 1 card with 2 questions."));
  EXPECT_EQ(title("X01"), "Waiting");
  EXPECT_GT(decks.version(), before);
  EXPECT_EQ(decks.find("mine.json")->stored, Deck::Stored::soon);
  shell.home.run();
  EXPECT_EQ(decks.find("mine.json")->stored, Deck::Stored::yes);
  EXPECT_EQ(shell.home.store.at("mine.json").text, card("X01"));

  bank::Bank other = bank::load_files(std::vector<bank::SourceText>{{"gil/C02.json", card("C02")}}).bank;
  Decks later(shell, other);
  later.start();
  EXPECT_FALSE(later.loaded());
  shell.home.run();
  EXPECT_NE(other.find_card("X01"), nullptr);
}

TEST_F(DecksTest, AFileOfTheSameNameReplacesAfterAQuestion) {
  give("mine.json", card("X01", "Old"));
  decks.dismiss();
  give("mine.json", card("X01", "New"));
  ASSERT_TRUE(decks.news().replace);
  EXPECT_EQ(title("X01"), "Old");
  decks.dismiss();
  EXPECT_THAT(decks.news().taken, ElementsAre("mine.json stays as it was."));
  decks.dismiss();
  give("mine.json", card("X01", "New"));
  decks.answer_replace(true);
  EXPECT_EQ(title("X01"), "New");
  EXPECT_EQ(decks.all().size(), 1U);
  shell.home.run();
  EXPECT_EQ(shell.home.store.at("mine.json").text, card("X01", "New"));
}

TEST_F(DecksTest, AFileOfMoodlesBecomesADeckAndWhatFollowsWaits) {
  decks.give({File{"quiz.GIFT", "::One:: Is it atomic? {=no ~yes}\n\nWhat is this? {=a ->}\n", 0, {}},
              File{"mine.json", card("X01"), 0, {}}});
  EXPECT_TRUE(decks.news().empty());
  EXPECT_EQ(title("X01"), "none") << "it waits until the file is read";
  shell.home.run();
  EXPECT_THAT(decks.news().taken, ElementsAre("quiz.json is added: 1 card with 1 question."));
  ASSERT_TRUE(decks.news().left_out);
  EXPECT_EQ(decks.news().left_out->name, "quiz.GIFT");
  ASSERT_EQ(decks.news().left_out->problem_count, 1U);
  EXPECT_EQ(decks.news().left_out->problems.at(0).line, 3);
  EXPECT_EQ(title("X01"), "none") << "it waits until the reader knows what was left out";
  decks.dismiss();
  EXPECT_EQ(title("X01"), "Waiting");
  shell.home.run();
  EXPECT_TRUE(shell.home.store.contains("quiz.json"));
}

TEST_F(DecksTest, AForeignFileWithNothingInItIsKeptOut) {
  give("notes.txt", "#separator:tab\nA front without a back\n");
  shell.home.run();
  ASSERT_TRUE(decks.news().refusal);
  EXPECT_EQ(decks.news().refusal->reason, "There is nothing in it that could be taken.");
  EXPECT_EQ(decks.news().refusal->problem_count, 1U);
  EXPECT_THAT(decks.all(), IsEmpty());
}

TEST_F(DecksTest, AForeignFileThatCannotBeReadNowIsKeptOutAndSaysWhy) {
  shell.home.offline = true;
  give("notes.txt", "front\tback\n");
  shell.home.run();
  ASSERT_TRUE(decks.news().refusal);
  EXPECT_EQ(decks.news().refusal->reason, "Not without a network.");
  decks.dismiss();
  give("mine.json", card("X01"));
  EXPECT_EQ(title("X01"), "Waiting");
}

TEST_F(DecksTest, AForeignFileAgainAsksBeforeItReplaces) {
  give("notes.txt", "front\tback\n");
  shell.home.run();
  decks.dismiss();
  give("notes.txt", "front\tanother back\n");
  shell.home.run();
  ASSERT_TRUE(decks.news().replace);
  EXPECT_EQ(decks.news().replace->name, "notes.json");
  decks.answer_replace(true);
  EXPECT_THAT(decks.all(), testing::SizeIs(1));
}

TEST_F(DecksTest, ExportsAllCardsOrTheReadersOwn) {
  give("mine.json", card("X01"));
  Result<Exported> got{Exported{}};
  const auto take = [&](Result<Exported> file) { got = std::move(file); };
  export_questions(shell.home, ExportFormat::anki, decks.all(), /*own_only=*/true, take);
  shell.home.run();
  ASSERT_TRUE(got.ok());
  EXPECT_GT(got.value().cards, 0);
  EXPECT_THAT(got.value().text, HasSubstr("X01"));
  for (const auto& [format, sign] :
       {std::pair{ExportFormat::gift, "$CATEGORY:"}, std::pair{ExportFormat::markdown, "# "}}) {
    export_questions(shell.home, format, decks.all(), /*own_only=*/false, take);
    shell.home.run();
    ASSERT_TRUE(got.ok());
    EXPECT_THAT(got.value().text, HasSubstr(sign));
  }
  shell.home.offline = true;
  export_questions(shell.home, ExportFormat::gift, decks.all(), false, take);
  shell.home.run();
  ASSERT_FALSE(got.ok());
  EXPECT_EQ(got.error().what, "Not without a network.");
}

TEST(Exchange, SaysWhatItCannotDo) {
  constexpr std::string_view kBundle = R"({"format": 2, "cards": [], "scenarios": []})";
  EXPECT_THAT(exchange::serve(kBundle, "no JSON"), HasSubstr("\"error\""));
  EXPECT_THAT(exchange::serve(kBundle, "{}"), HasSubstr("neither export nor import"));
  EXPECT_THAT(exchange::serve(kBundle, R"({"do": "export", "format": "csv"})"), HasSubstr("none of anki"));
  EXPECT_THAT(exchange::serve(kBundle, R"({"do": "import", "name": "a.pdf", "text": ""})"),
              HasSubstr(".gift"));
  EXPECT_THAT(exchange::serve("[]", R"({"do": "export", "format": "anki"})"), HasSubstr("cannot be read"));
}

TEST(Exchange, KnowsForeignFilesByTheirNames) {
  for (const auto* name : {"a.txt", "a.b.GIFT", "x.Csv", ".tsv"}) EXPECT_TRUE(is_foreign(name)) << name;
  for (const auto* name : {"a.json", "gift", "a.txt.json", ""}) EXPECT_FALSE(is_foreign(name)) << name;
}

TEST_F(DecksTest, ABadFileIsKeptOutAndWhatFollowsWaits) {
  decks.give({File{"bad.json", "[{}]", 0, {}}, File{"mine.json", card("X01"), 0, {}},
              File{"far.json", {}, 0, "The file cannot be read."}});
  ASSERT_TRUE(decks.news().refusal);
  EXPECT_EQ(decks.news().refusal->name, "bad.json");
  EXPECT_EQ(decks.news().refusal->problem_count, 4U);
  EXPECT_EQ(title("X01"), "none") << "it waits until the refusal was seen";
  decks.dismiss();
  EXPECT_EQ(title("X01"), "Waiting");
  EXPECT_EQ(decks.news().refusal->reason, "The file cannot be read.");
  decks.dismiss();
  EXPECT_TRUE(decks.news().empty());
  EXPECT_THAT(shell.home.store, testing::SizeIs(0)) << "the store has not answered yet";
  shell.home.run();
  EXPECT_THAT(shell.home.store, testing::SizeIs(1));
}

TEST_F(DecksTest, IdsOfTheBankAndOfAnotherDeckAreTaken) {
  give("one.json", card("X01"));
  decks.dismiss();
  for (const auto* id : {"C02", "X01"}) {
    give("two.json", card(id));
    ASSERT_TRUE(decks.news().refusal) << id;
    EXPECT_THAT(to_string(decks.news().refusal->problems.front()),
                HasSubstr("an id that no other has, got \"" + std::string(id)));
    decks.dismiss();
  }
  decks.remove("one.json");
  give("two.json", card("X01"));
  EXPECT_EQ(bank.find_card("X01")->deck, "two.json");
}

TEST_F(DecksTest, AStoreThatRefusesIsSaidAndTheDeckStaysForTheVisit) {
  shell.home.full = true;
  give("mine.json", card("X01"));
  shell.home.run();
  EXPECT_THAT(decks.problem(),
              HasSubstr("mine.json could not be stored: The storage is full. It is here until"));
  EXPECT_EQ(decks.find("mine.json")->stored, Deck::Stored::no);
  decks.reload();  // another window has changed something
  shell.home.run();
  EXPECT_EQ(title("X01"), "Waiting");
  EXPECT_THAT(decks.problem(), HasSubstr("mine.json could not be stored"));
  shell.home.full = false;
  decks.dismiss();
  give("mine.json", card("X01"));
  shell.home.run();
  EXPECT_EQ(decks.problem(), "") << "the second time it was stored";
}

TEST_F(DecksTest, AForeignFileInAnotherEncodingIsKeptOutAsItIs) {
  give("notes.csv",
       "Gr\xF6\xDF"
       "e,caf\xE9\n");
  shell.home.run();
  ASSERT_TRUE(decks.news().refusal);
  EXPECT_EQ(decks.news().refusal->reason, "It is not UTF-8. Save it in that encoding.");
  decks.dismiss();
  ASSERT_NE(decks.refused(), nullptr);
  give("notes.csv", "Gr\u00F6\u00DFe,caf\u00E9\n");
  shell.home.run();
  EXPECT_THAT(decks.all(), testing::SizeIs(1));
  EXPECT_EQ(decks.refused(), nullptr) << "it was mended";
}

TEST_F(DecksTest, ALongNameKeepsItsEnding) {
  give(std::string(90, 'q') + ".gift", "::One:: Is it atomic? {=no ~yes}\n");
  shell.home.run();
  ASSERT_THAT(decks.all(), testing::SizeIs(1));
  EXPECT_THAT(decks.all().front().name, testing::EndsWith("q.json"));
}

TEST_F(DecksTest, WhatWasNoFileIsNotComeBackTo) {
  decks.give({File{"5 more files", {}, 0, "At most 20 files at a time."}});
  EXPECT_TRUE(decks.news().refusal);
  EXPECT_EQ(decks.refused(), nullptr);
}

TEST_F(DecksTest, AnotherWindowsChangesCome) {
  shell.home.store["theirs.json"] = File{"theirs.json", card("X09"), 1, {}};
  decks.reload();
  shell.home.run();
  EXPECT_EQ(title("X09"), "Waiting");
  shell.home.store.clear();
  decks.reload();
  shell.home.run();
  EXPECT_EQ(title("X09"), "none");
}

TEST_F(DecksTest, OfTwoStoredDecksWithOneIdTheOlderHasItUntilItIsRemoved) {
  shell.home.store["b.json"] = File{"b.json", card("X01", "Older"), 1, {}};
  shell.home.store["a.json"] = File{"a.json", card("X01", "Newer"), 2, {}};
  decks.reload();
  shell.home.run();
  EXPECT_EQ(title("X01"), "Older");
  EXPECT_FALSE(decks.find("a.json")->report.taken());
  decks.export_file("a.json");
  EXPECT_EQ(shell.home.downloads.at("a.json"), card("X01", "Newer")) << "its text is not lost";
  decks.remove("b.json");
  EXPECT_EQ(title("X01"), "Newer");
}

TEST_F(DecksTest, AllTogetherAreBounded) {
  const std::string blanks(3U << 20U, ' ');
  for (int i = 0; i < 6; ++i) {
    give(std::to_string(i) + ".json", card("X0" + std::to_string(i)) + blanks);
    if (i == 5) EXPECT_THAT(decks.news().refusal->reason, HasSubstr("All decks together may have 16 MB."));
  }
}

TEST(DesktopDecks, AreFilesWholeOrNotAtAll) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "sp-decks-test";
  fs::remove_all(folder);
  const platform::Files files(folder / "data", folder / "config");
  EXPECT_THAT(files.load_decks().decks, IsEmpty());
  const std::string bytes("\xef\xbb\xbf[\0\n]", 7);
  ASSERT_TRUE(files.keep_deck({"mine.json", "old", 0, {}}).ok());
  ASSERT_TRUE(files.keep_deck({"mine.json", bytes, 0, {}}).ok());
  const auto stored = files.load_decks();
  ASSERT_EQ(stored.decks.size(), 1U);
  EXPECT_EQ(stored.decks[0].name, "mine.json");
  EXPECT_EQ(stored.decks[0].text, bytes);
  EXPECT_GT(stored.decks[0].at, 1'600'000'000'000);
  ASSERT_TRUE(files.remove_deck("mine.json").ok());
  EXPECT_THAT(files.load_decks().decks, IsEmpty());

  std::ofstream(folder / "large.json") << std::string(platform::kMostFileBytes + 1, ' ');
  EXPECT_THAT(platform::read_given(folder / "large.json").problem, HasSubstr("too large"));
  EXPECT_THAT(platform::read_given(folder).problem, HasSubstr("cannot be read"));
  std::ofstream(folder / "data/decks/../file") << "in the way";
  const platform::Files blocked(folder / "data/file", folder / "config");
  EXPECT_FALSE(blocked.keep_deck({"mine.json", "x", 0, {}}).ok());
  fs::remove_all(folder);
}

TEST(DesktopAnswers, ATornLineCostsNoOther) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("switchpoint-torn-{}", ::getpid());
  std::filesystem::create_directories(folder / "data");
  std::ofstream(folder / "data/answers.jsonl") << "whole\n{\"v\":1,\"id\":\"to";
  platform::Files files(folder / "data", folder / "config");
  EXPECT_TRUE(files.append_answer("a", "next").ok());
  EXPECT_TRUE(files.append_answer("b", "last").ok());
  EXPECT_THAT(files.load_answers().lines,
              testing::ElementsAre("whole", "{\"v\":1,\"id\":\"to", "next", "last"));
  std::filesystem::remove_all(folder);
}

TEST(DesktopAnswers, AFullDiskIsSaidAndLeavesTheFileAsItWas) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("switchpoint-full-{}", ::getpid());
  std::filesystem::create_directories(folder / "data");
  std::ofstream(folder / "data/answers.jsonl") << "whole\n";
  const auto append = [&] {  // in a process whose files may not grow: it stands for a full disk
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{10, 10};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    platform::Files files(folder / "data", folder / "config");
    const Status status = files.append_answer("a", "longer than the room that is left");
    std::_Exit(!status.ok() && status.error().what.find("File too large") != std::string::npos ? 0 : 1);
  };
  EXPECT_EXIT(append(), testing::ExitedWithCode(0), "");
  platform::Files files(folder / "data", folder / "config");
  EXPECT_THAT(files.load_answers().lines, ElementsAre("whole"));
  EXPECT_TRUE(files.append_answer("a", "next").ok());
  EXPECT_THAT(files.load_answers().lines, ElementsAre("whole", "next"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace sp::app
