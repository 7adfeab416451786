#include "engine/bank/outline.h"

#include <fstream>
#include <iterator>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/bank/card_text.h"

namespace sp::bank {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kOutline =
    "C02\tgil\tmid\tThe lock\tincrement held*\n"
    "L001\tasyncio\tsenior\tThe loop\t\n"
    "C02\tthreads\tmid\tThe same id again\tother\n";

TEST(Outline, GivesIdsTopicsLevelsTitlesAndWhatIsDrawn) {
  const Loaded loaded = load_outline(kOutline, "outline.txt");
  EXPECT_THAT(messages(loaded.problems), IsEmpty());
  ASSERT_EQ(loaded.bank.cards().size(), 2U);
  const Card& card = loaded.bank.cards()[0];
  EXPECT_EQ(std::tie(card.id, card.topic, card.level, card.title),
            std::tuple("C02", "gil", Level::mid, "The lock"));
  ASSERT_EQ(card.questions.size(), 2U);
  EXPECT_FALSE(loaded.bank.find_question("C02-increment")->generated());
  EXPECT_TRUE(loaded.bank.find_question("C02-held")->generated());
  EXPECT_THAT(loaded.bank.cards()[1].questions, IsEmpty());
}

TEST(Outline, NamesEveryLineThatIsNone) {
  const std::string text =
      "C02\tgil\tguru\tThe "
      "lock\ta\nC03\tgil\tmid\tTitle\ta\tmore\n\nL001\tgil\tmid\tLoop\ta";
  const Loaded loaded = load_outline(text, "outline.txt");
  const std::string expected =
      "expected an id, a topic, a level, a title and question ids, parted by tabs, got ";
  EXPECT_THAT(messages(loaded.problems),
              ElementsAre(testing::StartsWith("outline.txt:1:1: " + expected + "\"C02"),
                          testing::StartsWith("outline.txt:2:1: " + expected + "\"C03"),
                          testing::StartsWith("outline.txt:3:1: " + expected + "\"\"")));
  EXPECT_EQ(loaded.bank.cards().size(), 1U);
}

// What stands in the outline for a card or a question.
std::vector<std::string> known_of(const Bank& bank) {
  std::vector<std::string> known;
  for (const Card& card : bank.cards()) {
    known.insert(known.end(), {card.id, card.topic, std::string(name_of(card.level)), card.title});
    for (const Question& question : card.questions)
      known.push_back(question.id + (question.generated() ? "*" : ""));
  }
  return known;
}

std::string asset(const std::string& name) {
  std::ifstream file(std::string(SP_ASSETS "/") + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Outline, OfTheProgramsBundleSaysWhatThatSays) {
  const Loaded outline = load_outline(asset("outline.txt"), "outline.txt");
  EXPECT_THAT(messages(outline.problems), IsEmpty());
  EXPECT_EQ(known_of(outline.bank), known_of(load_bundle(asset("bank.txt"), "bank.txt").bank));
  EXPECT_GT(outline.bank.question_count(), 0U);
}

}  // namespace
}  // namespace sp::bank
