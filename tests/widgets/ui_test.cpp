#include "web/widgets/ui.h"

#include <array>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/widgets/headless.h"
#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

using test::Screen;
using testing::ElementsAre;

Action activate(NodeId id) {
  return {.id = id, .kind = Action::Kind::activate};
}

TEST(Ui, AnActionClicksAButtonInTheSameFrame) {
  Screen screen;
  int clicks = 0;
  const auto draw = [&](Ui& ui) { clicks += ui.button("check", "Check", ButtonStyle::primary) ? 1 : 0; };
  screen.frame(draw);
  EXPECT_EQ(clicks, 0);
  screen.ui.post(activate(screen.id_of(Role::button, "Check")));
  screen.frame(draw);
  EXPECT_EQ(clicks, 1);
  screen.frame(draw);
  EXPECT_EQ(clicks, 1);
}

TEST(Ui, ThePointerClicksAButton) {
  Screen screen;
  int clicks = 0;
  const auto draw = [&](Ui& ui) { clicks += ui.button("check", "Check") ? 1 : 0; };
  screen.frame(draw);
  const Rect r = screen.find(Role::button, "Check")->rect;
  screen.click(r.center(), draw);
  EXPECT_EQ(clicks, 1);
  EXPECT_EQ(screen.ui.cursor(), Ui::Cursor::hand);
  screen.click({r.right() + 20, r.y}, draw);
  EXPECT_EQ(clicks, 1);
  screen.pointer(r.center());
  screen.frame(draw);
  screen.press(true);
  screen.frame(draw);
  screen.pointer({r.right() + 50, r.y});
  screen.frame(draw);
  screen.press(false);
  screen.frame(draw);
  EXPECT_EQ(clicks, 1) << "let go elsewhere";
}

TEST(Ui, ADisabledButtonDoesNothing) {
  Screen screen;
  int clicks = 0;
  const auto draw = [&](Ui& ui) {
    clicks += ui.button("a", "Off", ButtonStyle::secondary, {.disabled = true}) ? 1 : 0;
    const auto off = ui.disabled();
    clicks += ui.button("b", "Off too") ? 1 : 0;
  };
  screen.frame(draw);
  for (const char* name : {"Off", "Off too"}) {
    EXPECT_TRUE(screen.find(Role::button, name)->disabled);
    screen.ui.post(activate(screen.id_of(Role::button, name)));
    screen.click(screen.find(Role::button, name)->rect.center(), draw);
  }
  EXPECT_EQ(clicks, 0);
  EXPECT_TRUE(screen.ui.tree().focus_order().empty());
}

TEST(Ui, IdsStayTheSameFromFrameToFrame) {
  Screen screen;
  int before = 0;
  const auto draw = [&](Ui& ui) {
    for (int i = 0; i < before; ++i) {
      const auto item = ui.push_id(static_cast<std::size_t>(i));
      ui.button("x", "Other");
    }
    const auto region = ui.region(Role::region, "panel", "Panel");
    const auto row = ui.row("row");
    ui.text("text");
    ui.button("go", "Go");
  };
  screen.frame(draw);
  const NodeId go = screen.id_of(Role::button, "Go"), text = screen.id_of(Role::paragraph, "text");
  before = 3;
  screen.frame(draw);
  EXPECT_EQ(screen.id_of(Role::button, "Go"), go);
  EXPECT_EQ(screen.id_of(Role::paragraph, "text"), text);
  EXPECT_TRUE(screen.ui.tree().is_within(go, screen.id_of(Role::region, "Panel")));
}

#ifndef NDEBUG
TEST(UiDeathTest, TwoWidgetsWithOneKeyAreAsserted) {
  Screen screen;
  EXPECT_DEATH(screen.frame([](Ui& ui) {
    ui.button("x", "One");
    ui.button("x", "Two");
  }),
               "same path of keys");
}
#endif

TEST(Ui, OptionsAreRadiosOrCheckboxesWithTheirState) {
  Screen screen;
  OptionState state = OptionState::plain;
  bool clicked = false;
  const auto draw = [&](Ui& ui) {
    const auto group = ui.region(Role::radio_group, "options", "Answers");
    clicked = ui.option_card(
        "a", {.label = "A", .text = "It **waits**", .state = state, .explanation = "Because of `x`."});
    ui.option_card("b", {.label = "B", .text = "It runs", .state = OptionState::chosen, .multiple = true});
  };
  screen.frame(draw);
  const Node* a = screen.find(Role::radio, "A. It waits");
  ASSERT_NE(a, nullptr);
  EXPECT_TRUE(a->has_checked && !a->checked && a->focusable);
  EXPECT_TRUE(screen.find(Role::checkbox, "B. It runs")->checked);
  EXPECT_EQ(screen.find(Role::group, "Why A"), nullptr);
  screen.ui.post(activate(a->id));
  screen.frame(draw);
  EXPECT_TRUE(clicked);

  state = OptionState::wrong;
  screen.frame(draw);
  a = screen.find(Role::radio, "A. It waits");
  EXPECT_TRUE(a->checked && a->disabled);
  EXPECT_EQ(a->description, "Not correct") << "in words, not by colour alone";
  EXPECT_NE(screen.find(Role::group, "Why A"), nullptr);
  EXPECT_NE(screen.find(Role::paragraph, "Because of x."), nullptr);
  state = OptionState::missed;
  screen.frame(draw);
  EXPECT_FALSE(screen.find(Role::radio, "A. It waits")->checked);
}

TEST(Ui, ASliderTakesValuesStepsAndThePointer) {
  Screen screen;
  double value = 8;
  int changes = 0;
  const auto draw = [&](Ui& ui) {
    changes += ui.slider("threads", "Threads", value, 1, 64, 1, {.unit = "threads"}) ? 1 : 0;
  };
  screen.frame(draw);
  const Node* node = screen.find(Role::slider, "Threads");
  EXPECT_EQ(node->value, "8 threads");
  EXPECT_EQ(node->max, 64);
  screen.ui.post({.id = node->id, .kind = Action::Kind::set_value, .number = 12.4});
  screen.frame(draw);
  EXPECT_EQ(value, 12);
  EXPECT_EQ(screen.find(Role::slider, "Threads")->now, 12);
  screen.ui.post({.id = node->id, .kind = Action::Kind::increment});
  screen.ui.post({.id = node->id, .kind = Action::Kind::increment});
  screen.frame(draw);
  EXPECT_EQ(value, 14);
  screen.ui.post({.id = node->id, .kind = Action::Kind::set_value, .number = 1e9});
  screen.frame(draw);
  EXPECT_EQ(value, 64);
  const Rect r = screen.find(Role::slider, "Threads")->rect;
  screen.click({r.x + 2, r.bottom() - 10}, draw);
  EXPECT_EQ(value, 1);
  EXPECT_EQ(changes, 4);
}

TEST(Ui, SlidersShowAsManyDecimalsAsTheStepHas) {
  Screen screen;
  double value = 0.25;
  screen.frame([&](Ui& ui) { ui.slider("s", "Share", value, 0, 1, 0.05, {.unit = "ms"}); });
  EXPECT_EQ(screen.find(Role::slider, "Share")->value, "0.25 ms");
}

TEST(Ui, ChoicesTogglesAndCheckboxes) {
  Screen screen;
  int index = 0;
  bool on = false, box = true;
  const std::vector<std::string> options = {"GIL", "Free"};
  const auto draw = [&](Ui& ui) {
    ui.choice("variant", "Variant", index, options);
    ui.toggle("release", "Release", on, "Help");
    ui.checkbox("keep", "Keep", box);
  };
  screen.frame(draw);
  EXPECT_TRUE(screen.find(Role::radio, "GIL")->checked);
  screen.ui.post(activate(screen.id_of(Role::radio, "Free")));
  screen.ui.post(activate(screen.id_of(Role::toggle, "Release")));
  screen.ui.post(activate(screen.id_of(Role::checkbox, "Keep")));
  screen.settle(draw);
  EXPECT_EQ(index, 1);
  EXPECT_TRUE(on);
  EXPECT_FALSE(box);
  EXPECT_TRUE(screen.find(Role::radio, "Free")->checked);
  EXPECT_FALSE(screen.find(Role::radio, "GIL")->checked);
  EXPECT_TRUE(screen.find(Role::toggle, "Release")->checked);
  EXPECT_FALSE(screen.find(Role::checkbox, "Keep")->checked);
}

TEST(Ui, LinksReportWhereTheyLead) {
  Screen screen;
  const auto draw = [](Ui& ui) {
    ui.link("a", "Lab", "#/lab");
    ui.markdown("m", "See [the docs](https://docs.python.org) now.");
    ui.link_card("c", "Card", "Text", "#/card/C02");
  };
  screen.frame(draw);
  const Node* docs = screen.find(Role::link, "the docs");
  ASSERT_NE(docs, nullptr);
  EXPECT_EQ(docs->href, "https://docs.python.org");
  EXPECT_EQ(screen.ui.tree().find(docs->parent)->role, Role::paragraph);
  EXPECT_NE(screen.find(Role::text, "See "), nullptr);
  screen.ui.post(activate(docs->id));
  screen.ui.post(activate(screen.id_of(Role::link, "Card")));
  screen.frame(draw);
  EXPECT_THAT(screen.ui.take_opened(), ElementsAre("https://docs.python.org", "#/card/C02"));
  EXPECT_TRUE(screen.ui.take_opened().empty());
}

TEST(Ui, AQuietPageAsksForNoFrames) {
  Screen screen;
  double value = 3;
  bool on = true;
  const auto draw = [&](Ui& ui) {
    ui.navigation("nav", "Brand", std::array<NavItem, 1>{NavItem{"lab", "Lab", "#/lab", Icon::lab, true}});
    const auto page = ui.page("page", "Page");
    const auto column = ui.column();
    {
      const auto header = ui.page_header("header", {.title = "Title", .subtitle = "Subtitle"});
      ui.button("go", "Go");
    }
    const auto grid = ui.grid("grid", 200);
    for (int i = 0; i < 5; ++i) {
      const auto card = ui.card_panel(std::to_string(i));
      const auto row = ui.row("row");
      ui.slider("s", "S", value, 0, 10, 1);
      ui.spring();
      ui.toggle("t", "T", on);
    }
  };
  EXPECT_LE(screen.settle(draw), 4);
  EXPECT_LT(screen.ui.next_frame_in(), 0);
  const std::uint64_t hash = screen.ui.tree().hash();
  screen.wait(60);
  screen.frame(draw);
  EXPECT_EQ(screen.ui.tree().hash(), hash);
  EXPECT_LT(screen.ui.next_frame_in(), 0);
}

TEST(Ui, RowsWrapAndSpringsPushToTheRight) {
  Screen screen({600, 400});
  const auto draw = [](Ui& ui) {
    {
      const auto row = ui.row("row");
      ui.button("a", "Left");
      ui.spring();
      ui.button("b", "Right");
    }
    const auto many = ui.row("many");
    for (int i = 0; i < 12; ++i) {
      const auto item = ui.push_id(static_cast<std::size_t>(i));
      ui.button("x", "Button " + std::to_string(i));
    }
  };
  screen.settle(draw);
  EXPECT_EQ(screen.find(Role::button, "Left")->rect.x, 0);
  EXPECT_NEAR(screen.find(Role::button, "Right")->rect.right(), 600, 1);
  const Rect first = screen.find(Role::button, "Button 0")->rect,
             last = screen.find(Role::button, "Button 11")->rect;
  EXPECT_GT(last.y, first.bottom());
  EXPECT_LE(last.right(), 600);
}

TEST(Ui, PanesStandSideBySideOrStack) {
  for (const bool wide : {true, false}) {
    Screen screen({wide ? 1200.0f : 390.0f, 800});
    bool stacked = wide;
    screen.settle([&](Ui& ui) {
      auto split = ui.split("split", 0.5f);
      stacked = split.stacked();
      {
        const auto a = split.first();
        ui.button("x", "One");
      }
      {
        const auto b = split.second();
        ui.button("x", "Two");
      }
    });
    const Rect one = screen.find(Role::button, "One")->rect, two = screen.find(Role::button, "Two")->rect;
    EXPECT_EQ(stacked, !wide);
    if (wide) {
      EXPECT_EQ(one.y, two.y);
      EXPECT_GT(two.x, 600);
    } else {
      EXPECT_GT(two.y, one.bottom());
      EXPECT_EQ(one.x, two.x);
    }
  }
}

TEST(Ui, TargetsAreLargeOnNarrowScreens) {
  Screen screen({390, 844});
  double value = 1;
  bool on = false;
  int index = 0;
  std::string text;
  const std::vector<std::string> options = {"One", "Two"};
  screen.settle([&](Ui& ui) {
    ui.navigation("nav", "Brand", std::array<NavItem, 2>{NavItem{"a", "A", "#/a"}, NavItem{"b", "B", "#/b"}});
    const auto page = ui.page("page", "Page");
    ui.button("b", "Button");
    ui.button("i", "Icon", ButtonStyle::quiet, {.icon = Icon::help, .icon_only = true});
    ui.link("l", "Link", "#/x");
    ui.slider("s", "Slider", value, 0, 1, 1);
    ui.toggle("t", "Toggle", on);
    ui.checkbox("c", "Check", on);
    ui.choice("ch", "Choice", index, options);
    ui.text_input("ti", "Text", text);
    ui.option_card("o", {.label = "A", .text = "Option"});
    ui.disclosure("d", "More");
  });
  for (const Node& node : screen.ui.tree().nodes()) {
    if (!node.focusable) continue;
    EXPECT_GE(node.rect.h, kTouchHeight) << node.name;
    if (node.role == Role::button) EXPECT_GE(node.rect.w, kTouchHeight) << node.name;
  }
}

TEST(Canvas, GivesItsInput) {
  Screen screen;
  CanvasArea area;
  const auto draw = [&](Ui& ui) {
    area = ui.canvas("c", Role::image, "Timeline", {0, 200}, {.takes_wheel = true});
    ui.node(Role::list_item, "lane", {.name = "thread 1: running 48 %", .rect = area.rect}, area.id);
  };
  screen.frame(draw);
  EXPECT_EQ(area.rect, (Rect{0, 0, 1280, 200}));
  EXPECT_TRUE(area.visible);
  EXPECT_EQ(screen.ui.tree().find(Role::list_item, "thread 1: running 48 %")->parent, area.id);

  screen.pointer({100, 100});
  screen.ui.post_wheel(3, 40, false);
  screen.frame(draw);
  screen.frame(draw);
  EXPECT_TRUE(area.hovered);
  screen.ui.post_wheel(0, 40, false);
  screen.frame(draw);
  EXPECT_EQ(area.wheel.y, 40);
  screen.ui.post_wheel(0, -100, true);
  screen.frame(draw);
  EXPECT_GT(area.zoom, 1.1f);
  EXPECT_EQ(area.zoom_at, (Point{100, 100}));

  screen.press(true);
  screen.frame(draw);
  EXPECT_TRUE(area.pressed && area.held);
  screen.pointer({130, 110});
  screen.frame(draw);
  EXPECT_EQ(area.drag, (Point{30, 10}));
  screen.press(false);
  screen.frame(draw);
  EXPECT_TRUE(area.released);
  EXPECT_FALSE(area.clicked) << "a drag is not a click";

  screen.ui.post({.id = area.id, .kind = Action::Kind::focus});
  screen.ui.post({.id = area.id, .kind = Action::Kind::key, .text = "Shift+ArrowLeft"});
  screen.frame(draw);
  ASSERT_EQ(area.keys.size(), 1u);
  EXPECT_EQ(area.keys[0].name, "ArrowLeft");
  EXPECT_TRUE(area.keys[0].shift);
  screen.ui.post({.id = area.id, .kind = Action::Kind::increment});
  screen.frame(draw);
  EXPECT_GT(area.zoom, 1.0f);
}

TEST(Code, ScrollsSidewaysByKeyAndCopies) {
  Screen screen;
  std::string copied;
  screen.ui.set_clipboard([&](std::string_view text) { copied = text; });
  const std::string source = "x = '" + std::string(500, 'y') + "'";
  const auto draw = [&](Ui& ui) { ui.code("c", source); };
  screen.settle(draw);
  const Node* code = screen.find(Role::code, source);
  ASSERT_NE(code, nullptr);
  EXPECT_TRUE(code->focusable && code->takes_keys);
  screen.ui.post(activate(screen.id_of(Role::button, "Copy code")));
  screen.settle(draw);
  EXPECT_EQ(copied, source);
  EXPECT_NE(screen.find(Role::button, "Copied"), nullptr);
  screen.wait(5);
  screen.frame(draw);
  EXPECT_NE(screen.find(Role::button, "Copy code"), nullptr);
  const NodeId sideways = child_id(code->id, "sideways");
  screen.ui.post({.id = code->id, .kind = Action::Kind::focus});
  screen.ui.post({.id = code->id, .kind = Action::Kind::key, .text = "End"});
  screen.settle(draw);
  EXPECT_GT(screen.ui.impl().scroll_state(sideways).offset, 1000);
}

TEST(Ui, TheTreeOfASmallPage) {
  Screen screen({800, 600});
  screen.settle([](Ui& ui) {
    ui.navigation("nav", "Switchpoint",
                  std::array<NavItem, 1>{NavItem{"lab", "Lab", "#/lab", Icon::lab, true}});
    const auto page = ui.page("page", "Lab");
    ui.heading(1, "Lab");
    ui.markdown("m", "- one\n- two");
    ui.table("t", {.name = "Times", .columns = {{"Variant"}}, .rows = {{"GIL"}}});
    ui.progress("p", "Run", 0.5, "50 %");
    ui.status("s", "Done", false);
  });
  std::string outline;
  const Tree& tree = screen.ui.tree();
  for (const Node& node : tree.nodes()) {
    for (NodeId id = node.parent; id != 0; id = tree.find(id)->parent) outline += "  ";
    outline += role_name(node.role);
    if (!node.name.empty()) outline += " " + node.name;
    if (node.level != 0) outline += " " + std::to_string(node.level);
    outline += "\n";
  }
  EXPECT_EQ(outline,
            "root\n"
            "  navigation Switchpoint\n"
            "    link Lab\n"
            "  main Lab\n"
            "    heading Lab 1\n"
            "    list\n"
            "      list_item 1\n"
            "        paragraph one\n"
            "      list_item 1\n"
            "        paragraph two\n"
            "    table Times\n"
            "      row\n"
            "        column_header Variant\n"
            "      row\n"
            "        cell GIL\n"
            "    progress Run\n"
            "    status Done\n");
}

}  // namespace
}  // namespace sp::ui
