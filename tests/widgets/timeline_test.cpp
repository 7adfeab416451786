#include "web/widgets/timeline.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "engine/trace/recorder.h"
#include "tests/widgets/headless.h"

namespace sp::ui {
namespace {

using trace::Kind;

/// 1 ms: thread 1 holds the lock for the first half while thread 2 waits for it.
trace::Trace lock_trace() {
  ManualClock clock(kSecond);
  trace::Recorder recorder(clock);
  const auto t1 = recorder.add_lane(trace::LaneKind::thread, "thread 1", "locked");
  const auto t2 = recorder.add_lane(trace::LaneKind::thread, "thread 2", "locked");
  const auto lock = recorder.add_object("Lock", "a");
  recorder.record(Kind::state_running, t1);
  recorder.record(Kind::acquire, t1, lock);
  recorder.record(Kind::acquire_wait, t2, lock);
  recorder.record(Kind::state_blocked, t2, lock);
  clock.advance(kMillisecond / 2);
  recorder.record(Kind::release, t1, lock);
  recorder.record(Kind::acquire, t2, lock);
  recorder.record(Kind::state_running, t2);
  clock.advance(kMillisecond / 2);
  recorder.record(Kind::lane_end, t1);
  recorder.record(Kind::lane_end, t2);
  return recorder.finish();
}

class Timeline : public testing::Test {
 protected:
  void SetUp() override {
    screen.ui.set_own_keyboard(true);
    screen.settle(draw);
  }

  Rect lanes() const { return screen.find(Role::list, "Lanes")->rect; }
  const Node& scrubber() const { return *screen.find(Role::slider, "Scrubber"); }
  /// Where the axis begins and ends on the screen.
  float left() const { return scrubber().rect.x; }
  float right() const { return scrubber().rect.right(); }
  Rect row(const std::string& name) const { return screen.find(Role::list_item, name)->rect; }
  void focus_lanes() {
    screen.ui.focus(screen.id_of(Role::group, "Lanes"));
    screen.settle(draw);
  }

  const TimelineModel model{lock_trace()};
  TimelineView view;
  test::Screen screen{{1000, 700}};
  const test::Screen::Draw draw = [this](Ui& ui) {
    const auto page = ui.page("page", "Timeline");
    timeline(ui, "timeline", model, view);
  };
};

TEST_F(Timeline, SaysEachLaneWithItsShares) {
  EXPECT_NE(screen.find(Role::list_item, "locked, thread 1: running 100 %"), nullptr);
  EXPECT_NE(screen.find(Role::list_item, "locked, thread 2: running 50 %, blocked 50 %"), nullptr);
  EXPECT_EQ(scrubber().value, "not placed");
  EXPECT_NE(screen.find(Role::image, "Legend: Running, Blocked."), nullptr);
}

TEST_F(Timeline, TheScrubberStepsFromEventToEvent) {
  const NodeId id = scrubber().id;
  const auto increment = [&] {
    screen.ui.post({.id = id, .kind = Action::Kind::increment, .text = {}});
    screen.settle(draw);
  };
  increment();
  EXPECT_EQ(view.scrubber(), std::optional<Nanos>(0));
  increment();
  EXPECT_EQ(view.scrubber(), std::optional<Nanos>(kMillisecond / 2));
  EXPECT_EQ(scrubber().value, "500 \xC2\xB5s: thread 1: releases Lock a; thread 2: acquires Lock a, running");
  increment();
  increment();  // no event is left
  EXPECT_EQ(view.scrubber(), std::optional<Nanos>(kMillisecond));
  screen.ui.post({.id = id, .kind = Action::Kind::decrement, .text = {}});
  screen.settle(draw);
  EXPECT_EQ(view.scrubber(), std::optional<Nanos>(kMillisecond / 2));
}

TEST_F(Timeline, KeysZoomPanStepAndFit) {
  focus_lanes();
  screen.key(ImGuiKey_Equal, draw);
  const double span = view.span();
  EXPECT_LT(span, 1e6);
  const double begin = view.begin();
  screen.key(ImGuiKey_RightArrow, draw);
  EXPECT_GT(view.begin(), begin);
  EXPECT_DOUBLE_EQ(view.span(), span);
  screen.key(ImGuiKey_LeftArrow, draw);
  EXPECT_NEAR(view.begin(), begin, 1e-3);
  screen.key(ImGuiKey_Minus, draw);
  EXPECT_TRUE(view.fitted());
  screen.key(ImGuiKey_Period, draw);
  EXPECT_EQ(view.scrubber(), std::optional<Nanos>(0));
  screen.key(ImGuiKey_Escape, draw);
  EXPECT_FALSE(view.scrubber());
  screen.key(ImGuiKey_Equal, draw);
  screen.key(ImGuiKey_0, draw);
  EXPECT_TRUE(view.fitted());
}

TEST_F(Timeline, DraggingThePlotPansByWhatItMoved) {
  view.show(0.3e6, 0.5e6);
  screen.settle(draw);
  const Point at{(left() + right()) / 2, row("locked, thread 1: running 100 %").center().y};
  screen.pointer(at);
  screen.frame(draw);
  screen.press(true);
  screen.frame(draw);
  for (int step = 1; step <= 10; ++step) {
    screen.pointer({at.x + 10 * static_cast<float>(step), at.y});
    screen.frame(draw);
  }
  screen.press(false);
  screen.settle(draw);
  const double per_pixel = 0.2e6 / static_cast<double>(right() - left());
  EXPECT_LT(view.begin(), 0.3e6 - 80 * per_pixel);  // the first pixels are the drag's threshold
  EXPECT_GT(view.begin(), 0.3e6 - 101 * per_pixel);
  EXPECT_FALSE(view.scrubber());  // a drag is no click
}

TEST_F(Timeline, AClickPlacesTheScrubberAndReadsTheLane) {
  const Rect lane = row("locked, thread 2: running 50 %, blocked 50 %");
  screen.click({left() + (right() - left()) * 0.25f, lane.center().y}, draw);
  screen.settle(draw);
  ASSERT_TRUE(view.scrubber());
  EXPECT_NEAR(static_cast<double>(*view.scrubber()), 0.25e6, 5e3);
  EXPECT_EQ(view.picked_row(), std::optional<std::size_t>(1));
  const std::string told = scrubber().value.substr(scrubber().value.find(": ") + 2);
  EXPECT_EQ(told,
            "thread 2, blocked on Lock a for 500 \xC2\xB5s, from 0 ns to 500 \xC2\xB5s, held by thread 1");
}

TEST_F(Timeline, AClickBesideAnEventMeansTheEvent) {
  screen.click({left() + (right() - left()) * 0.5f + 2, lanes().center().y}, draw);
  EXPECT_EQ(view.scrubber(), std::optional<Nanos>(kMillisecond / 2));
}

TEST_F(Timeline, ZoomKeepsTheTimeUnderThePointer) {
  const Point at{left() + (right() - left()) * 0.25f, lanes().center().y};
  screen.pointer(at);
  screen.frame(draw);
  screen.ui.post_pinch(4, at);
  screen.settle(draw);
  EXPECT_NEAR(view.span(), 0.25e6, 1);
  EXPECT_NEAR(view.begin() + view.span() * 0.25, 0.25e6, 0.01e6);
}

TEST_F(Timeline, TheMinimapMovesAndResizesTheWindow) {
  view.show(0.25e6, 0.5e6);
  screen.settle(draw);
  const float y = scrubber().rect.y - 20, width = right() - left();
  const auto drag = [&](float from, float to) {
    screen.pointer({left() + from * width, y});
    screen.frame(draw);
    screen.press(true);
    screen.frame(draw);
    for (int step = 1; step <= 20; ++step) {
      screen.pointer({left() + (from + (to - from) * static_cast<float>(step) / 20) * width, y});
      screen.frame(draw);
    }
    screen.press(false);
    screen.settle(draw);
  };
  drag(0.375f, 0.6f);
  EXPECT_NEAR(view.span(), 0.25e6, 1);
  EXPECT_NEAR(view.begin(), 0.475e6, 0.03e6);
  const double begin = view.begin();
  drag(static_cast<float>(view.end() / 1e6), 0.9f);
  EXPECT_NEAR(view.begin(), begin, 1);
  EXPECT_NEAR(view.end(), 0.9e6, 0.03e6);
}

TEST_F(Timeline, IdleFramesAskForNoMore) {
  EXPECT_LT(screen.ui.next_frame_in(), 0);
  focus_lanes();
  screen.key(ImGuiKey_Equal, draw);
  EXPECT_LE(screen.settle(draw), 5);
}

TEST_F(Timeline, StandsOnANarrowScreen) {
  ImGui::GetIO().DisplaySize = {390, 844};
  screen.settle(draw);
  for (const Node& node : screen.ui.tree().nodes()) {
    EXPECT_LE(node.rect.right(), 391) << node.name;
    EXPECT_GE(node.rect.x, -1) << node.name;
  }
}

TEST_F(Timeline, OfNothingSaysSo) {
  const TimelineModel nothing{trace::Trace{}};
  TimelineView other;
  screen.settle([&](Ui& ui) { timeline(ui, "timeline", nothing, other); });
  EXPECT_NE(screen.find(Role::paragraph, "Nothing was recorded."), nullptr);
}

}  // namespace
}  // namespace sp::ui
