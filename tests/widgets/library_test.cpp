// What Learn and the palette find, without a screen.
#include "web/screens/library.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/app/finder.h"

namespace sp {
namespace {

using screens::LearnFilter;
using screens::Library;
using testing::ElementsAre;

bank::Card card(std::string id, std::string topic, std::string title, bank::Level level,
                std::vector<std::string> covers, std::vector<std::string> since = {},
                std::vector<std::string> demos = {}) {
  bank::Card out;
  out.id = std::move(id);
  out.topic = std::move(topic);
  out.title = std::move(title);
  out.short_answer = "In short: " + out.title + ".";
  out.level = level;
  out.covers = std::move(covers);
  out.demos = std::move(demos);
  for (auto& version : since) out.versions.push_back({std::move(version), "changed"});
  bank::Question question;
  question.id = out.id + "-q";
  question.prompt = "What is asked about " + out.title + ", and which of these options says it best?";
  out.questions.push_back(std::move(question));
  return out;
}

bank::Bank small_bank() {
  std::vector<bank::Card> cards;
  cards.push_back(
      card("C01", "gil", "The lock", bank::Level::mid, {"C01"}, {"3.2", "3.13"}, {"gil-cpu-bound"}));
  cards.push_back(card("C02", "gil", "Its interval", bank::Level::senior, {"C02", "G01"}, {"3.2"}));
  cards.push_back(card("C03", "asyncio", "Event loop", bank::Level::senior, {"G02"}, {}, {"gil-cpu-bound"}));
  std::vector<bank::Scenario> scenarios(1);
  scenarios[0].id = "S01";
  scenarios[0].title = "A slow service";
  scenarios[0].level = bank::Level::senior;
  scenarios[0].cards = {"C02"};
  return bank::Bank(std::move(cards), std::move(scenarios));
}

const std::vector<bank::CurriculumItem> kCurriculum{{"G01", "Guide: part 1", "cost"},
                                                    {"G02", "Guide: part 1", "loops"},
                                                    {"C01", "Core questions", "the lock"},
                                                    {"C02", "Core questions", "its interval"},
                                                    {"X01", "Not covered", "nothing"}};

TEST(Library, FiltersByTopicLevelVersionAndSection) {
  const bank::Bank bank = small_bank();
  const Library library(bank, kCurriculum);
  EXPECT_THAT(library.versions(), ElementsAre("3.2", "3.13"));
  ASSERT_EQ(library.sections().size(), 2U);
  EXPECT_EQ(library.sections()[0].id, "guide-part-1");
  EXPECT_EQ(library.sections()[1].name, "Core questions");
  EXPECT_EQ(library.count({}), 3U);
  EXPECT_EQ(library.count({.topic = "gil"}), 2U);
  EXPECT_EQ(library.count({.topic = "gil", .level = "senior"}), 1U);
  EXPECT_EQ(library.count({.version = "3.2"}), 2U);
  EXPECT_EQ(library.count({.version = "3.13"}), 1U);
  EXPECT_EQ(library.count({.section = "guide-part-1"}), 2U);
  EXPECT_EQ(library.count({.topic = "none"}), 0U);
  EXPECT_TRUE(Library::matches(bank.scenarios()[0], {.level = "senior"}));
  EXPECT_FALSE(Library::matches(bank.scenarios()[0], {.level = "mid"}));
  EXPECT_FALSE(Library::matches(bank.scenarios()[0], {.topic = "gil"}));
}

TEST(Library, KnowsWhatGoesWithACard) {
  const bank::Bank bank = small_bank();
  const Library library(bank, kCurriculum);
  const auto of_first = library.neighbours(*bank.find_card("C01"));
  ASSERT_EQ(of_first.size(), 2U);
  EXPECT_EQ(of_first[0].card->id, "C03");
  EXPECT_EQ(of_first[0].why, "Same demo: CPU-bound threads and the GIL");
  EXPECT_EQ(of_first[1].card->id, "C02");
  EXPECT_EQ(of_first[1].why, "Next to it in: Core questions");
  EXPECT_EQ(library.neighbours(*bank.find_card("C01"), 1).size(), 1U);
  EXPECT_THAT(library.scenarios_of(*bank.find_card("C02")), ElementsAre(&bank.scenarios()[0]));
  EXPECT_TRUE(library.scenarios_of(*bank.find_card("C01")).empty());
  ASSERT_EQ(library.covered_by(*bank.find_card("C02")).size(), 2U);
}

TEST(LearnFilter, GoesThroughAnAddress) {
  const LearnFilter filter{.topic = "gil", .level = "senior", .version = "3.13", .section = "core-questions"};
  app::Route route{"learn", "", {}};
  filter.write_to(route);
  EXPECT_EQ(app::format_route(route), "#/learn?topic=gil&level=senior&version=3.13&section=core-questions");
  EXPECT_EQ(LearnFilter::from(app::parse_route(app::format_route(route))), filter);
  EXPECT_TRUE(filter.any());
  EXPECT_FALSE(LearnFilter::from(app::parse_route("#/learn?q=gil")).any());
}

TEST(LearnFilter, SlugsAreForAddresses) {
  EXPECT_EQ(screens::slug("System Design + Python Concurrency"), "system-design-python-concurrency");
  EXPECT_EQ(screens::slug("GIL / Internals Questions (Expert-Level)"),
            "gil-internals-questions-expert-level");
  EXPECT_EQ(screens::slug(" + "), "");
}

TEST(Finder, FindsEverythingAndKnowsWhereItIs) {
  const bank::Bank bank = small_bank();
  const std::vector<app::Command> commands{
      {"go-lab", "Go to Lab", "open", ui::Icon::lab, "", "#/lab"},
      {"keys", "Keyboard help", "shortcuts", ui::Icon::keyboard, "?", ""}};
  app::Finder finder(bank, commands);
  EXPECT_TRUE(finder.find("interval", 5).items.empty());
  int frames = 0;
  while (!finder.advance()) ASSERT_LT(++frames, 1000);
  EXPECT_GT(frames, 1) << "not all in one frame";
  const auto address_of_best = [&](std::string_view text, bank::Findable kind) {
    const bank::Findable kinds[] = {kind};
    const auto found = finder.find(text, 5, kinds);
    return found.items.empty() ? std::string("nothing") : found.items.front().address;
  };
  EXPECT_EQ(address_of_best("interval", bank::Findable::card), "#/card/C02");
  EXPECT_EQ(address_of_best("interval", bank::Findable::question), "#/practice?question=C02-q");
  EXPECT_EQ(address_of_best("slow servce", bank::Findable::scenario), "#/scenario/S01");
  EXPECT_EQ(address_of_best("cpu bound", bank::Findable::demo), "#/lab/gil-cpu-bound");
  EXPECT_EQ(address_of_best("lab", bank::Findable::command), "#/lab");
  EXPECT_EQ(address_of_best("shortcuts", bank::Findable::command), "");
  EXPECT_EQ(finder.find("its interval", 1).items.front().detail, "In short: **Its** **interval**\\.");
}

TEST(Finder, MarkdownIsShownAsItStands) {
  EXPECT_EQ(app::escape_markdown("a*b_c `d` [e](f) <g> #1"), "a\\*b\\_c \\`d\\` \\[e\\]\\(f\\) \\<g\\> \\#1");
}

}  // namespace
}  // namespace sp
