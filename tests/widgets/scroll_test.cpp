#include <string>

#include <gtest/gtest.h>

#include "tests/widgets/headless.h"
#include "web/widgets/ui.h"

namespace sp::ui {
namespace {

using test::Screen;

void draw_long_page(Ui& ui, int& clicks) {
  const auto page = ui.page("page", "Page");
  for (int i = 0; i < 60; ++i) {
    const auto item = ui.push_id(static_cast<std::size_t>(i));
    clicks += ui.button("x", "Button " + std::to_string(i)) ? 1 : 0;
  }
}

class ScrollTest : public testing::Test {
 protected:
  ScrollTest() { screen_.settle(draw_); }
  float top() const { return screen_.find(Role::button, "Button 0")->rect.y; }
  int clicks_ = 0;
  test::Screen screen_{{390, 600}};
  Screen::Draw draw_ = [this](Ui& ui) { draw_long_page(ui, clicks_); };
};

TEST_F(ScrollTest, TheWheelScrollsAndStopsAtTheEnds) {
  const float before = top();
  screen_.pointer({100, 300});
  screen_.ui.post_wheel(0, 100, false);
  screen_.settle(draw_);
  EXPECT_EQ(top(), before - 100);
  screen_.ui.post_wheel(0, 1e6f, false);
  screen_.settle(draw_);
  const float bottom = screen_.find(Role::button, "Button 59")->rect.bottom();
  EXPECT_LT(bottom, 600);
  EXPECT_GT(bottom, 500);
  screen_.ui.post_wheel(0, -1e6f, false);
  screen_.settle(draw_);
  EXPECT_EQ(top(), before);
}

TEST_F(ScrollTest, AFingerScrollsAndATapStillClicks) {
  const float before = top();
  screen_.touch();
  screen_.pointer({100, 300});
  screen_.press(true);
  screen_.frame(draw_);
  screen_.frame(draw_);
  for (int i = 1; i <= 10; ++i) {
    screen_.pointer({100, 300 - 10.0f * static_cast<float>(i)});
    screen_.frame(draw_);
  }
  screen_.press(false);
  screen_.settle(draw_, 200);
  EXPECT_LT(top(), before - 70);
  EXPECT_EQ(clicks_, 0) << "the button under the finger was not pressed";

  screen_.pointer({100, 300});
  screen_.frame(draw_);
  screen_.press(true);
  screen_.frame(draw_);
  screen_.pointer({103, 302});
  screen_.frame(draw_);
  screen_.press(false);
  screen_.settle(draw_);
  const float now = top();
  EXPECT_EQ(clicks_, 1) << "a tap that trembles is a tap";
  EXPECT_EQ(now, top());
}

TEST_F(ScrollTest, FocusScrollsIntoView) {
  screen_.ui.post({.id = screen_.id_of(Role::button, "Button 40"), .kind = Action::Kind::focus});
  screen_.settle(draw_);
  const Rect r = screen_.find(Role::button, "Button 40")->rect;
  EXPECT_GE(r.y, 0);
  EXPECT_LE(r.bottom(), 600);
  EXPECT_EQ(screen_.ui.tree().focused, screen_.id_of(Role::button, "Button 40"));
  screen_.ui.post({.id = screen_.id_of(Role::button, "Button 0"), .kind = Action::Kind::scroll_into_view});
  screen_.settle(draw_);
  EXPECT_GE(top(), 0);
}

TEST_F(ScrollTest, ThePositionIsKeptPerKey) {
  screen_.pointer({100, 300});
  screen_.ui.post_wheel(0, 200, false);
  screen_.settle(draw_);
  const float scrolled = top();
  for (int i = 0; i < 3; ++i) screen_.frame([](Ui& ui) { const auto page = ui.page("other", "Other"); });
  screen_.settle(draw_);
  EXPECT_EQ(top(), scrolled);
}

TEST_F(ScrollTest, KeysThatNothingElseTakesScroll) {
  const float before = top();
  screen_.key(ImGuiKey_PageDown, draw_);
  screen_.settle(draw_);
  EXPECT_LT(top(), before - 300);
  screen_.key(ImGuiKey_Home, draw_);
  screen_.settle(draw_);
  EXPECT_EQ(top(), before);
  screen_.key(ImGuiKey_DownArrow, [this](Ui& ui) {
    draw_(ui);
    EXPECT_EQ(ui.shortcut("ArrowDown"), ImGui::IsKeyPressed(ImGuiKey_DownArrow));
  });
  screen_.settle(draw_);
  EXPECT_EQ(top(), before) << "the shortcut took it";
}

TEST_F(ScrollTest, WhatIsScrolledAwayCannotBeClicked) {
  screen_.pointer({100, 300});
  screen_.ui.post_wheel(0, 500, false);
  screen_.settle(draw_);
  const Rect away = screen_.find(Role::button, "Button 0")->rect;
  EXPECT_LT(away.bottom(), 0);
  screen_.click(away.center(), draw_);
  EXPECT_EQ(clicks_, 0);
}

}  // namespace
}  // namespace sp::ui
