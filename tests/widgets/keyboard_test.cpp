// Dialogs, keys and typing.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/widgets/headless.h"
#include "web/widgets/ui.h"

namespace sp::ui {
namespace {

using test::Screen;
using testing::ElementsAre;

Action activate(NodeId id) {
  return {.id = id, .kind = Action::Kind::activate};
}

TEST(Dialog, HoldsFocusAndClosesByEscapeButtonOrClickOutside) {
  for (const std::string how : {"escape", "button", "outside"}) {
    Screen screen;
    screen.ui.set_own_keyboard(true);
    bool open = false;
    int behind = 0;
    const auto draw = [&](Ui& ui) {
      behind += ui.button("behind", "Behind", ButtonStyle::primary, {.full_width = true}) ? 1 : 0;
      behind += ui.shortcut("b") ? 1 : 0;
      if (const auto dialog = ui.dialog("help", "Help", open)) {
        ui.text("Keys");
        ui.button("ok", "OK");
      }
    };
    screen.settle(draw);
    screen.key(ImGuiKey_Tab, draw);
    open = true;
    screen.settle(draw);
    const Node* dialog = screen.find(Role::dialog, "Help");
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(dialog->modal);
    EXPECT_THAT(screen.ui.tree().focus_order(),
                ElementsAre(screen.id_of(Role::button, "Close"), screen.id_of(Role::button, "OK")));
    for (int i = 0; i < 3; ++i) {
      screen.key(ImGuiKey_Tab, draw);
      EXPECT_TRUE(screen.ui.tree().is_within(screen.ui.tree().focused, dialog->id));
      dialog = screen.find(Role::dialog, "Help");
    }
    screen.key(ImGuiKey_B, draw);
    EXPECT_EQ(behind, 0);
    if (how == "escape") screen.key(ImGuiKey_Escape, draw);
    if (how == "button") screen.ui.post(activate(screen.id_of(Role::button, "Close")));
    if (how == "outside") screen.click({5, 5}, draw);
    screen.settle(draw);
    EXPECT_FALSE(open) << how;
    EXPECT_EQ(behind, 0) << "what is behind a dialog does not react";
    if (how == "escape")
      EXPECT_EQ(screen.ui.tree().focused, screen.id_of(Role::button, "Behind")) << "the focus comes back";
    screen.click(screen.find(Role::button, "Behind")->rect.center(), draw);
    EXPECT_EQ(behind, 1);
  }
}

TEST(Keyboard, TabEnterAndSpaceDriveThePage) {
  Screen screen;
  screen.ui.set_own_keyboard(true);
  int pressed = 0;
  bool on = false;
  const auto draw = [&](Ui& ui) {
    pressed += ui.button("a", "A") ? 1 : 0;
    ui.toggle("t", "T", on);
  };
  screen.frame(draw);
  screen.key(ImGuiKey_Tab, draw);
  EXPECT_EQ(screen.ui.tree().focused, screen.id_of(Role::button, "A"));
  screen.key(ImGuiKey_Enter, draw);
  EXPECT_EQ(pressed, 1);
  screen.key(ImGuiKey_Tab, draw);
  screen.key(ImGuiKey_Space, draw);
  EXPECT_TRUE(on);
}

TEST(Keyboard, ShortcutsComeOnceAndNotWhileTyping) {
  Screen screen;
  screen.ui.set_own_keyboard(true);
  std::string text;
  int first = 0, second = 0, find = 0;
  const auto draw = [&](Ui& ui) {
    ui.text_input("t", "Search", text);
    first += ui.shortcut("a") ? 1 : 0;
    second += ui.shortcut("a") ? 1 : 0;
    find += ui.shortcut("Ctrl+K") ? 1 : 0;
  };
  screen.frame(draw);
  screen.key(ImGuiKey_A, draw);
  EXPECT_EQ(first, 1);
  EXPECT_EQ(second, 0) << "a key is used once";
  screen.ui.post({.kind = Action::Kind::key, .text = "Ctrl+k"});
  screen.frame(draw);
  EXPECT_EQ(find, 1);
  screen.key(ImGuiKey_Tab, draw);
  ImGui::GetIO().AddInputCharacter('a');
  screen.frame(draw);
  EXPECT_EQ(first, 1);
  EXPECT_EQ(text, "a");
  screen.ui.post({.kind = Action::Kind::key, .text = "Ctrl+k"});
  screen.frame(draw);
  EXPECT_EQ(find, 2);
}

TEST(TextInput, EditsOnTheDesktop) {
  Screen screen;
  screen.ui.set_own_keyboard(true);
  std::string copied;
  screen.ui.set_clipboard([&](std::string_view text) { copied = text; });
  std::string text = "ab";
  const auto draw = [&](Ui& ui) { ui.text_input("t", "Name", text, {.max_bytes = 12}); };
  screen.frame(draw);
  screen.key(ImGuiKey_Tab, draw);
  EXPECT_EQ(screen.ui.wants_text_input(), screen.id_of(Role::textbox, "Name"));
  ImGui::GetIO().AddInputCharactersUTF8("c\xC3\xA9");
  screen.settle(draw);
  EXPECT_EQ(text, "abc\xC3\xA9");
  EXPECT_EQ(screen.find(Role::textbox, "Name")->caret, 5);
  screen.key(ImGuiKey_LeftArrow, draw);
  screen.key(ImGuiKey_Backspace, draw);
  EXPECT_EQ(text, "ab\xC3\xA9");
  screen.key(ImGuiKey_Home, draw);
  screen.key(ImGuiKey_Delete, draw);
  EXPECT_EQ(text, "b\xC3\xA9");
  for (const char* chord : {"Ctrl+A", "Ctrl+X"}) screen.ui.post({.kind = Action::Kind::key, .text = chord});
  screen.frame(draw);
  EXPECT_EQ(text, "");
  EXPECT_EQ(copied, "b\xC3\xA9");
  ImGui::GetIO().AddInputCharactersUTF8("0123456789abcdef");
  screen.settle(draw);
  EXPECT_EQ(text.size(), 12u);
  screen.ui.post({.id = screen.id_of(Role::textbox, "Name"),
                  .kind = Action::Kind::set_value,
                  .number = -1,
                  .text = "0123456789a\xC3\xA9"});
  screen.frame(draw);
  EXPECT_EQ(text, "0123456789a") << "no character is cut in two";
}

TEST(TextInput, TakesValuesFromThePage) {
  Screen screen;
  std::string text;
  bool changed = false;
  const auto draw = [&](Ui& ui) { changed = ui.text_input("t", "Name", text); };
  screen.frame(draw);
  const NodeId id = screen.id_of(Role::textbox, "Name");
  screen.ui.post({.id = id, .kind = Action::Kind::focus});
  screen.ui.post({.id = id, .kind = Action::Kind::set_value, .number = 2, .text = "hello"});
  screen.frame(draw);
  EXPECT_TRUE(changed);
  EXPECT_EQ(text, "hello");
  EXPECT_EQ(screen.find(Role::textbox, "Name")->value, "hello");
  EXPECT_EQ(screen.find(Role::textbox, "Name")->caret, 2);
  ImGui::GetIO().AddInputCharacter('x');
  screen.frame(draw);
  EXPECT_EQ(text, "hello") << "the page types, not the canvas";
}

}  // namespace
}  // namespace sp::ui
