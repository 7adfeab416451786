// Rows of lists, a text box that moves through a listbox, and facets.
#include <array>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/widgets/headless.h"
#include "web/widgets/ui.h"

namespace sp::ui {
namespace {

using test::Screen;
using testing::HasSubstr;

Action activate(NodeId id) {
  return {.id = id, .kind = Action::Kind::activate};
}

TEST(Rows, ARowLeadsSomewhereAndSaysWhatStandsBesideIt) {
  for (const Size size : {Size{1280, 800}, Size{390, 844}}) {
    Screen screen(size);
    const auto draw = [&](Ui& ui) {
      const auto rows = ui.rows("cards");
      ui.link_row("C02",
                  {.title = "The GIL",
                   .detail = "a **lock**",
                   .tag = "Senior",
                   .figure = "2 of 4 right",
                   .fraction = 0.5},
                  "#/card/C02");
      ui.link_row("C01", {.title = "Concurrency"}, "#/card/C01");
    };
    screen.settle(draw);
    const Node* row = screen.find(Role::link, "The GIL");
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(row->href, "#/card/C02");
    EXPECT_EQ(row->description, "a lock Senior  \xC2\xB7  2 of 4 right");
    const Node* next = screen.find(Role::link, "Concurrency");
    EXPECT_GE(next->rect.h, size.w < kNarrowWidth ? kTouchHeight : 40.0F);
    EXPECT_EQ(next->rect.y, row->rect.bottom()) << "rows touch";
    screen.ui.post(activate(row->id));
    screen.frame(draw);
    EXPECT_THAT(screen.ui.take_opened(), testing::ElementsAre("#/card/C02"));
    screen.click(screen.find(Role::link, "Concurrency")->rect.center(), draw);
    EXPECT_THAT(screen.ui.take_opened(), testing::ElementsAre("#/card/C01"));
  }
}

/// A search box over three options, as the palette has it.
struct Search {
  std::string text;
  std::size_t active = 0;
  int chosen = -1;
  bool entered = false;
  std::vector<std::string> options{"One", "Two", "Three"};

  void operator()(Ui& ui) {
    if (ui.shortcut("ArrowDown")) active = std::min(active + 1, options.size() - 1);
    if (ui.shortcut("ArrowUp")) active -= active > 0 ? 1 : 0;
    entered = entered || ui.shortcut("Enter");
    const NodeId list = ui.id("list");
    const Combobox combobox{.expanded = !options.empty(),
                            .list = list,
                            .active = options.empty() ? 0 : Ui::id_within(list, options[active])};
    ui.text_input("query", "Search", text, {.placeholder = "Cards", .combobox = &combobox});
    if (options.empty()) return;
    const auto box = ui.listbox("list", "Results");
    for (std::size_t i = 0; i < options.size(); ++i) {
      if (ui.option_row(options[i], {.title = options[i]}, i == active)) chosen = static_cast<int>(i);
    }
  }
};

TEST(Combobox, ArrowsMoveThroughTheListWhileOneTypes) {
  for (const bool own_keyboard : {true, false}) {
    Screen screen;
    screen.ui.set_own_keyboard(own_keyboard);
    Search search;
    const auto draw = [&](Ui& ui) { search(ui); };
    screen.settle(draw);
    const NodeId box = screen.id_of(Role::textbox, "Search");
    screen.ui.focus(box);
    screen.settle(draw);
    const auto press = [&](ImGuiKey key, const char* name) {
      if (own_keyboard) {
        screen.key(key, draw);
      } else {
        screen.ui.post({.id = box, .kind = Action::Kind::key, .text = name});
        screen.settle(draw);
      }
    };
    press(ImGuiKey_DownArrow, "ArrowDown");
    press(ImGuiKey_DownArrow, "ArrowDown");
    press(ImGuiKey_UpArrow, "ArrowUp");
    screen.settle(draw);
    EXPECT_EQ(search.active, 1U);
    const Node* node = screen.find(Role::textbox, "Search");
    EXPECT_TRUE(node->has_expanded && node->expanded);
    EXPECT_EQ(node->hint, "Cards");
    EXPECT_EQ(node->controls, screen.id_of(Role::listbox, "Results"));
    EXPECT_EQ(node->active, screen.id_of(Role::option, "Two"));
    EXPECT_TRUE(screen.find(Role::option, "Two")->selected);
    EXPECT_FALSE(screen.find(Role::option, "One")->selected);
    EXPECT_EQ(screen.ui.tree().focused, box) << "the focus stays in the box";
    EXPECT_THAT(screen.ui.tree().focus_order(), testing::ElementsAre(box)) << "Tab does not stop at options";
    press(ImGuiKey_Enter, "Enter");
    EXPECT_TRUE(search.entered);
  }
}

TEST(Combobox, OptionsAreChosenByPointerAndAction) {
  Screen screen;
  Search search;
  const auto draw = [&](Ui& ui) { search(ui); };
  screen.settle(draw);
  screen.click(screen.find(Role::option, "Three")->rect.center(), draw);
  EXPECT_EQ(search.chosen, 2);
  screen.ui.post(activate(screen.id_of(Role::option, "Two")));
  screen.frame(draw);
  EXPECT_EQ(search.chosen, 1);
}

TEST(Combobox, WithoutResultsItIsClosed) {
  Screen screen;
  Search search;
  search.options.clear();
  screen.settle([&](Ui& ui) { search(ui); });
  const Node* node = screen.find(Role::textbox, "Search");
  EXPECT_TRUE(node->has_expanded);
  EXPECT_FALSE(node->expanded);
  EXPECT_EQ(node->controls, 0U);
  EXPECT_EQ(node->active, 0U);
}

TEST(Combobox, StandsInTheTreeOfThePage) {
  Screen screen;
  Search search;
  screen.settle([&](Ui& ui) { search(ui); });
  const std::string json = screen.ui.tree().to_json();
  EXPECT_THAT(json, HasSubstr("\"hint\":\"Cards\""));
  EXPECT_THAT(json, HasSubstr("\"role\":\"listbox\",\"name\":\"Results\""));
  EXPECT_THAT(json, HasSubstr("\"controls\":" + std::to_string(screen.id_of(Role::listbox, "Results"))));
  EXPECT_THAT(json, HasSubstr("\"active\":" + std::to_string(screen.id_of(Role::option, "One"))));
  EXPECT_THAT(json, HasSubstr("\"role\":\"option\",\"name\":\"Two\",\"selected\":false"));
}

TEST(Combobox, TheActiveOptionIsScrolledIntoView) {
  Screen screen;
  std::size_t active = 0;
  const auto draw = [&](Ui& ui) {
    const auto scroll = ui.scroll("scroll", 200);
    const auto list = ui.listbox("list", "Results");
    for (std::size_t i = 0; i < 30; ++i) {
      const std::string name = "Option " + std::to_string(i);
      ui.option_row(name, {.title = name}, i == active);
    }
  };
  screen.settle(draw);
  EXPECT_GT(screen.find(Role::option, "Option 25")->rect.y, 200.0F);
  active = 25;
  screen.settle(draw);
  const Node* shown = screen.find(Role::option, "Option 25");
  EXPECT_LE(shown->rect.bottom(), 200.0F);
  EXPECT_GE(shown->rect.y, 0.0F);
}

TEST(TextBox, WithoutAListKeepsTheArrows) {
  Screen screen;
  screen.ui.set_own_keyboard(true);
  std::string text = "abc";
  int moved = 0;
  const auto draw = [&](Ui& ui) {
    ui.text_input("name", "Name", text);
    moved += ui.shortcut("ArrowDown") ? 1 : 0;
  };
  screen.settle(draw);
  screen.ui.focus(screen.id_of(Role::textbox, "Name"));
  screen.settle(draw);
  screen.key(ImGuiKey_DownArrow, draw);
  EXPECT_EQ(moved, 0);
}

TEST(Headings, OfATextComeBelowThoseOfTheScreen) {
  Screen screen;
  const auto draw = [&](Ui& ui) {
    ui.heading(1, "Card");
    ui.markdown("a", "# Top\n\ntext");
    ui.heading(2, "In full");
    ui.markdown("b", "### Why\n\ntext\n\n#### Because\n\ntext");
  };
  screen.settle(draw);
  EXPECT_EQ(screen.find(Role::heading, "Top")->level, 2);
  EXPECT_EQ(screen.find(Role::heading, "Why")->level, 3);
  EXPECT_EQ(screen.find(Role::heading, "Because")->level, 4);
}

TEST(Disclosure, ALongLabelGoesOnBelow) {
  Screen screen({390, 844});
  const std::string label = "How do you close an asynchronous generator that nobody has read to its end?";
  const auto draw = [&](Ui& ui) { ui.disclosure("long", label), ui.disclosure("short", "Why?"); };
  screen.settle(draw);
  EXPECT_GE(screen.find(Role::button, label)->rect.h, screen.find(Role::button, "Why?")->rect.h + 20);
}

TEST(Facet, IsARadioGroupWithCounts) {
  Screen screen;
  screen.ui.set_own_keyboard(true);
  int index = 0, changes = 0;
  const std::array options{FacetOption{"All", 14}, FacetOption{"The GIL", 2}, FacetOption{"Asyncio", 4}};
  const auto draw = [&](Ui& ui) { changes += ui.facet("topic", "Topic", index, options) ? 1 : 0; };
  screen.settle(draw);
  ASSERT_NE(screen.find(Role::radio_group, "Topic"), nullptr);
  EXPECT_EQ(screen.find(Role::radio, "The GIL")->description, "2");
  EXPECT_TRUE(screen.find(Role::radio, "All")->checked);
  screen.click(screen.find(Role::radio, "Asyncio")->rect.center(), draw);
  EXPECT_EQ(index, 2);
  screen.key(ImGuiKey_UpArrow, draw);
  screen.settle(draw);
  EXPECT_EQ(index, 1) << "arrows choose";
  EXPECT_EQ(changes, 2);
  EXPECT_TRUE(screen.find(Role::radio, "The GIL")->checked);
}

}  // namespace
}  // namespace sp::ui
