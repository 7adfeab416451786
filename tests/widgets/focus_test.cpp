#include "web/widgets/focus.h"

#include <gtest/gtest.h>

#include "web/widgets/keys.h"

namespace sp::ui {
namespace {

/// A page: link 2, radios 4 5 6 (5 disabled), slider 7, button 8, text box 9, canvas 10.
Tree page() {
  Tree tree;
  const auto add = [&](NodeId id, NodeId parent, Role role, bool focusable = true) -> Node& {
    Node node;
    node.id = id;
    node.parent = parent;
    node.role = role;
    node.focusable = focusable;
    return tree.add(std::move(node));
  };
  add(1, 0, Role::root, false);
  add(2, 1, Role::link);
  add(3, 1, Role::radio_group, false);
  add(4, 3, Role::radio);
  add(5, 3, Role::radio).disabled = true;
  add(6, 3, Role::radio);
  Node& slider = add(7, 1, Role::slider);
  slider.min = 1, slider.max = 64;
  add(8, 1, Role::button);
  add(9, 1, Role::textbox);
  add(10, 1, Role::image).takes_keys = true;
  return tree;
}

TEST(Walk, TabGoesRound) {
  const Tree tree = page();
  NodeId at = 0;
  for (const NodeId next : {2u, 4u, 7u, 8u, 9u, 10u, 2u}) {
    at = walk(tree, at, "Tab").focus;
    EXPECT_EQ(at, next);
  }
  for (const NodeId next : {10u, 9u, 8u, 7u, 4u, 2u}) {
    at = walk(tree, at, "Shift+Tab").focus;
    EXPECT_EQ(at, next);
  }
}

TEST(Walk, TabLeavesARadioThatIsNotTheGroupsEntrance) {
  const Tree tree = page();
  EXPECT_EQ(walk(tree, 6, "Tab").focus, 7u);
  EXPECT_EQ(walk(tree, 999, "Tab").focus, 2u) << "what had the focus is gone";
}

TEST(Walk, ArrowsChooseARadio) {
  const Tree tree = page();
  const FocusStep down = walk(tree, 4, "ArrowDown");
  EXPECT_TRUE(down.used);
  EXPECT_EQ(down.focus, 6u) << "the disabled one is passed over";
  ASSERT_EQ(down.actions.size(), 1u);
  EXPECT_EQ(down.actions[0].id, 6u);
  EXPECT_EQ(down.actions[0].kind, Action::Kind::activate);
  EXPECT_EQ(walk(tree, 6, "ArrowRight").focus, 4u) << "and round";
}

TEST(Walk, KeysMoveASlider) {
  const Tree tree = page();
  EXPECT_EQ(walk(tree, 7, "ArrowRight").actions.at(0).kind, Action::Kind::increment);
  EXPECT_EQ(walk(tree, 7, "ArrowDown").actions.at(0).kind, Action::Kind::decrement);
  EXPECT_EQ(walk(tree, 7, "End").actions.at(0).number, 64);
  EXPECT_EQ(walk(tree, 7, "PageUp").actions.size(), 10u);
  EXPECT_FALSE(walk(tree, 7, "Space").used);
}

TEST(Walk, EnterAndSpaceUseWhatTheyUseElsewhere) {
  const Tree tree = page();
  EXPECT_EQ(walk(tree, 8, "Enter").actions.at(0).id, 8u);
  EXPECT_TRUE(walk(tree, 8, "Space").used);
  EXPECT_TRUE(walk(tree, 2, "Enter").used);
  EXPECT_FALSE(walk(tree, 2, "Space").used) << "Space does not open links";
  EXPECT_TRUE(walk(tree, 4, "Space").used);
  EXPECT_FALSE(walk(tree, 4, "Enter").used) << "Enter on a radio is left to shortcuts: Check";
  EXPECT_FALSE(walk(tree, 0, "Enter").used);
}

TEST(Walk, ACanvasGetsItsKeys) {
  const Tree tree = page();
  const FocusStep step = walk(tree, 10, "ArrowLeft");
  EXPECT_FALSE(step.used);
  EXPECT_EQ(step.actions.at(0).kind, Action::Kind::key);
  EXPECT_EQ(step.actions.at(0).text, "ArrowLeft");
}

TEST(Keys, ChordsMatch) {
  EXPECT_TRUE(chord_matches("a", "a"));
  EXPECT_TRUE(chord_matches("A", "a")) << "caps lock";
  EXPECT_FALSE(chord_matches("Shift+A", "a"));
  EXPECT_TRUE(chord_matches("Shift+A", "Shift+A"));
  EXPECT_TRUE(chord_matches("Ctrl+k", "Ctrl+K"));
  EXPECT_FALSE(chord_matches("k", "Ctrl+K"));
  EXPECT_FALSE(chord_matches("Ctrl+k", "k"));
  EXPECT_TRUE(chord_matches("Shift+?", "?")) << "which modifiers a character takes depends on the keyboard";
  EXPECT_TRUE(chord_matches("?", "?"));
  EXPECT_TRUE(chord_matches(" ", "Space"));
  EXPECT_FALSE(chord_matches("Shift+Enter", "Enter"));
  EXPECT_TRUE(chord_matches("Ctrl++", "Ctrl++"));
  EXPECT_FALSE(chord_matches("", "a"));
}

TEST(Keys, LabelsAreShort) {
  EXPECT_EQ(chord_label("Enter"), "\xE2\x86\xB5");
  EXPECT_EQ(chord_label("Ctrl+k"), "Ctrl+K");
  EXPECT_EQ(chord_label("Escape"), "Esc");
  EXPECT_EQ(chord_label("?"), "?");
}

}  // namespace
}  // namespace sp::ui
