// `switchpoint quiz` with decks of one's own.
#include "native/commands/practice.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/native/temporary_folder.h"

namespace sp::native {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

class QuizWithDecks : public testing::Test {
 protected:
  QuizWithDecks() {
    std::ifstream file(SP_SOURCE_DIR "/tests/engine/bank/fixtures/gil/C02.json");
    card_.assign(std::istreambuf_iterator<char>(file), {});
    folder_.write("bank.json", R"({"format": 2, "scenarios": [], "cards": []})");
    options_.bundle = folder_.path("bank.json");
    options_.keep_log = false;
    options_.seed = 1;
  }

  /// The card of the fixture under another id.
  std::string card_as(const std::string& id) const { return replaced(card_, "C02", id); }
  void give(const std::string& name, const std::string& text) {
    folder_.write(name, text);
    options_.decks.push_back(folder_.path(name));
  }
  ExitCode run() {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const ExitCode code = practise(options_, in, out, err);
    out_ = out.str();
    err_ = err.str();
    return code;
  }

  TemporaryFolder folder_;
  std::string card_;
  PracticeOptions options_;
  std::string out_;
  std::string err_;
};

TEST_F(QuizWithDecks, AsksTheirQuestionsToo) {
  give("one.json", card_as("X01"));
  give("two.json", "[" + card_as("X02") + "]");
  EXPECT_EQ(run(), kExitOk);
  EXPECT_THAT(err_, IsEmpty());
  EXPECT_THAT(out_, HasSubstr("Question 1 of 4"));
  options_.card = "X02";
  EXPECT_EQ(run(), kExitOk);
  EXPECT_THAT(out_, HasSubstr("Question 1 of 2"));
}

TEST_F(QuizWithDecks, SaysEveryProblemByPlaceAndAsksNothing) {
  give("one.json", card_as("X01"));
  give("two.json", replaced(card_as("X01"), "\"level\": \"", "\"level\": \"very "));
  EXPECT_EQ(run(), kExitFailed);
  EXPECT_THAT(out_, IsEmpty());
  EXPECT_THAT(err_, HasSubstr(folder_.path("two.json") +
                              ":3:9: id: expected an id that no other has, got \"X01\", which " +
                              folder_.path("one.json") + ":3 has\n"));
  EXPECT_THAT(err_,
              HasSubstr("level: expected one of \"entry\", \"mid\", \"senior\", \"architect\", got \"very "));
  EXPECT_THAT(err_, HasSubstr("\n5 problems in the decks: nothing is done until they are mended.\n"));
}

TEST_F(QuizWithDecks, AnExamAndAReviewAskOfThemToo) {
  give("one.json", card_as("X01"));
  options_.mode = PracticeOptions::Mode::exam;
  options_.questions = 5;
  EXPECT_EQ(run(), kExitOk);
  EXPECT_THAT(out_, HasSubstr("Question 1 of 2. "));
  EXPECT_THAT(out_, HasSubstr("Position: senior. 0 of 2 right, 2 left out"));
  options_.mode = PracticeOptions::Mode::quick;
  EXPECT_EQ(run(), kExitOk);
  EXPECT_THAT(out_, HasSubstr("0 done, 1 to go, new. A card.\n"));
  EXPECT_THAT(out_, HasSubstr("(X01, "));
}

TEST_F(QuizWithDecks, AFileThatIsNotThereIsSaid) {
  options_.decks.push_back(folder_.path("none.json"));
  EXPECT_EQ(run(), kExitUnavailable);
  EXPECT_THAT(err_, HasSubstr("none.json"));
}

}  // namespace
}  // namespace sp::native
