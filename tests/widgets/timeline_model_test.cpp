#include "web/widgets/timeline_model.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/trace/recorder.h"
#include "tests/engine/trace/random_trace.h"
#include "web/widgets/timeline_layout.h"
#include "web/widgets/timeline_view.h"

namespace sp::ui {
namespace {

using trace::Kind;

/// Two variants, the second 1000 ns after the first. In the first, thread 2 waits for a lock that thread 1
/// holds.
trace::Trace two_variants() {
  ManualClock clock(5000);
  trace::Recorder recorder(clock);
  const auto t1 = recorder.add_lane(trace::LaneKind::thread, "thread 1", "locked");
  const auto t2 = recorder.add_lane(trace::LaneKind::thread, "thread 2", "locked");
  const auto task = recorder.add_lane(trace::LaneKind::task, "task 1", "async");
  recorder.add_lane(trace::LaneKind::thread, "never started", "idle");
  const auto lock = recorder.add_object("Lock", "a");
  recorder.record(Kind::lane_start, t1);
  recorder.record(Kind::state_running, t1);
  recorder.record(Kind::acquire, t1, lock);
  clock.advance(100);
  recorder.record(Kind::lane_start, t2);
  recorder.record(Kind::acquire_wait, t2, lock);
  recorder.record(Kind::state_blocked, t2, lock);
  clock.advance(300);
  recorder.record(Kind::release, t1, lock);
  recorder.record(Kind::send, t1, lock, 1);
  recorder.record(Kind::acquire, t2, lock);
  recorder.record(Kind::receive, t2, lock, 1);
  recorder.record(Kind::state_running, t2);
  clock.advance(100);
  recorder.record(Kind::lane_end, t1);
  recorder.record(Kind::lane_end, t2);
  clock.advance(500);
  recorder.record(Kind::state_running, task);
  clock.advance(200);
  recorder.record(Kind::note, task, {}, recorder.intern("hello").value);
  recorder.record(Kind::lane_end, task);
  return recorder.finish();
}

TEST(TimelineModel, GroupsLanesAndGivesEachGroupItsOwnClock) {
  const TimelineModel model(two_variants());
  ASSERT_EQ(model.groups().size(), 2U);
  ASSERT_EQ(model.lanes().size(), 3U);  // without the one that never started
  EXPECT_EQ(model.groups()[0].name, "locked");
  EXPECT_EQ(model.groups()[0].length, 500);
  EXPECT_EQ(model.groups()[1].start, 1000);
  EXPECT_EQ(model.lanes()[2].track.begin(), 0);
  EXPECT_EQ(model.length(true), 500);
  EXPECT_EQ(model.length(false), 1200);
  EXPECT_EQ(model.place(1, true), 0);
  EXPECT_EQ(model.place(1, false), 1000);
  EXPECT_EQ(model.groups()[0].peak, 2U);
}

TEST(TimelineModel, SaysSharesObjectsAndHolders) {
  const TimelineModel model(two_variants());
  EXPECT_EQ(model.lanes()[1].summary, "blocked 75 %, running 25 %");
  const trace::Span* blocked = model.lanes()[1].track.at(200);
  ASSERT_NE(blocked, nullptr);
  EXPECT_EQ(model.describe(*blocked), "blocked on Lock a");
  EXPECT_EQ(model.holder_of(1, *blocked, 200), std::optional<std::size_t>(0));
  EXPECT_EQ(model.holder_of(0, *model.lanes()[0].track.at(50), 50), std::nullopt);
}

TEST(TimelineModel, DescribesMoments) {
  const TimelineModel model(two_variants());
  EXPECT_EQ(model.describe_moment(100, true, 5),
            "thread 2: starts, waits to acquire Lock a, blocked on Lock a");
  EXPECT_EQ(model.describe_moment(200, true, 5), "task 1: note: hello, ends");
  EXPECT_EQ(model.describe_moment(1, true, 5), "");
  EXPECT_EQ(model.describe_moment(0, true, 1), "thread 1: starts, acquires Lock a, running; and 1 more");
}

TEST(TimelineModel, FindsHandOffsInAWindow) {
  const TimelineModel model(two_variants());
  bool more = false;
  ASSERT_EQ(model.arrows(0, 390, 410, 10, more).size(), 1U);
  EXPECT_FALSE(more);
  EXPECT_TRUE(model.arrows(0, 0, 399, 10, more).empty());
  EXPECT_TRUE(model.arrows(0, 390, 410, 0, more).empty());
  EXPECT_TRUE(more);
}

TEST(TimelineModel, OfAnEmptyTraceIsEmpty) {
  const TimelineModel model{trace::Trace{}};
  EXPECT_TRUE(model.empty());
  TimelineView view;
  view.follow(model);
  EXPECT_FALSE(view.step(true, model));
}

RC_GTEST_PROP(TimelineModel, ArrowsInAWindowEqualBruteForce, (std::uint64_t seed)) {
  const trace::Trace trace = trace::random_trace(seed, 400);
  const TimelineModel model(trace);
  Rng rng(seed + 1);
  for (std::size_t group = 0; group < model.groups().size(); ++group) {
    const Nanos from = rng.between(0, model.groups()[group].length);
    const Nanos to = rng.between(from, model.groups()[group].length + 1);
    std::size_t expected = 0;
    for (const trace::Arrow& arrow : trace::arrows(trace)) {
      const auto& lane = trace.lanes[arrow.from_lane.index()];
      const Nanos start = trace.begin + model.groups()[group].start;
      if (lane.group != model.groups()[group].name || trace.lanes[arrow.to_lane.index()].group != lane.group)
        continue;
      if (arrow.from_lane == arrow.to_lane) continue;
      if (arrow.t0 - start < to && arrow.t1 - start >= from) ++expected;
    }
    bool more = false;
    RC_ASSERT(model.arrows(group, from, to, 1000, more).size() == expected);
  }
}

RC_GTEST_PROP(TimelineModel, SteppingVisitsEveryMomentOnceBothWays, (std::uint64_t seed, bool same_start)) {
  const TimelineModel model(trace::random_trace(seed));
  std::set<Nanos> expected;
  for (std::size_t group = 0; group < model.groups().size(); ++group) {
    for (const Nanos moment : model.groups()[group].moments)
      expected.insert(moment + model.place(group, same_start));
  }
  std::vector<Nanos> forward, backward;
  for (auto at = model.neighbour(-1, true, same_start); at; at = model.neighbour(*at, true, same_start))
    forward.push_back(*at);
  for (auto at = model.neighbour(model.length(same_start) + 1, false, same_start); at;
       at = model.neighbour(*at, false, same_start)) {
    backward.push_back(*at);
  }
  std::reverse(backward.begin(), backward.end());
  RC_ASSERT(forward == std::vector<Nanos>(expected.begin(), expected.end()));
  RC_ASSERT(backward == forward);
}

RC_GTEST_PROP(TimelineModel, OverviewHoldsAllTime, (std::uint64_t seed, bool same_start)) {
  const TimelineModel model(trace::random_trace(seed));
  Nanos in_overview = 0, in_lanes = 0;
  for (const Coverage& column : model.overview(same_start)) {
    for (const Nanos length : column) in_overview += length;
  }
  for (const TimelineLane& lane : model.lanes()) in_lanes += lane.track.end() - lane.track.begin();
  // The right edge of the last column is a product of doubles: a nanosecond a lane may be lost.
  RC_ASSERT(std::abs(in_overview - in_lanes) <= static_cast<Nanos>(model.lanes().size()));
}

RC_GTEST_PROP(TimelineView, KeepsItsLimitsAndTheTimeUnderThePointer, (std::uint64_t seed)) {
  Rng rng(seed);
  const TimelineModel model(trace::random_trace(seed));
  TimelineView view;
  view.follow(model);
  const double length = std::max(static_cast<double>(model.length(true)), TimelineView::kClosest);
  for (int i = 0; i < 30; ++i) {
    const double at = view.begin() + rng.unit() * view.span();
    const double share = (at - view.begin()) / view.span();
    switch (rng.below(4)) {
      case 0: {
        view.zoom(std::exp2(rng.unit() * 6 - 3), at);
        const bool free = view.begin() > 0 && view.end() < length;
        if (free) RC_ASSERT(std::abs((at - view.begin()) / view.span() - share) < 1e-6);
        break;
      }
      case 1:
        view.pan((rng.unit() - 0.5) * length);
        break;
      case 2:
        view.step(rng.chance(0.5), model);
        break;
      case 3:
        view.fit();
        break;
    }
    RC_ASSERT(view.begin() >= 0);
    RC_ASSERT(view.end() <= length * (1 + 1e-12) + 1e-6);
    RC_ASSERT(view.span() >= TimelineView::kClosest - 1e-6);
    if (view.scrubber()) RC_ASSERT(*view.scrubber() >= 0 && *view.scrubber() <= model.length(true));
  }
}

TEST(TimelineView, ShowsAllOfANewModelAndKeepsItsPlaceInAnOldOne) {
  const TimelineModel first(two_variants()), second(two_variants());
  TimelineView view;
  view.follow(first);
  EXPECT_TRUE(view.fitted());
  view.zoom(4, 100);
  view.scrub_to(50);
  view.follow(first);
  EXPECT_FALSE(view.fitted());
  view.follow(second);
  EXPECT_TRUE(view.fitted());
  EXPECT_FALSE(view.scrubber());
  view.set_same_start(false, second);
  EXPECT_DOUBLE_EQ(view.end(), 1200);
}

TEST(TimelineView, SteppingBringsTheEventIntoView) {
  const TimelineModel model(two_variants());
  TimelineView view;
  view.follow(model);
  view.show(0, 60);
  ASSERT_TRUE(view.step(true, model));
  EXPECT_EQ(view.scrubber(), std::optional<Nanos>(0));
  ASSERT_TRUE(view.step(true, model));
  EXPECT_EQ(view.scrubber(), std::optional<Nanos>(100));
  EXPECT_LE(view.begin(), 100);
  EXPECT_GE(view.end(), 100);
}

TEST(TimeScale, GoesThereAndBack) {
  TimeScale scale(TimelineView{}, 100, 500);
  scale.begin = 1234;
  scale.ns_per_pixel = 2.5;
  EXPECT_FLOAT_EQ(scale.x(1234), 100);
  EXPECT_DOUBLE_EQ(scale.t(200), 1484);
  EXPECT_FLOAT_EQ(scale.x(scale.t(321)), 321);
}

RC_GTEST_PROP(TimelineLayout, EveryPlaceOfARowIsThatRow, (std::uint64_t seed)) {
  const TimelineModel model(trace::random_trace(seed));
  Rng rng(seed);
  const TimelineLayout layout(model, static_cast<float>(rng.between(200, 1400)), 90, 1);
  std::size_t found = 0;
  for (std::size_t row = 0; row < model.lanes().size(); ++row) {
    RC_ASSERT(layout.row_at(layout.row_top(row) + 0.5f) == std::optional<std::size_t>(row));
    RC_ASSERT(layout.row_at(layout.bar_top(row) + layout.bar_height() / 2) ==
              std::optional<std::size_t>(row));
    RC_ASSERT(layout.row_top(row) + layout.row_height() <= layout.height() + 0.01f);
    ++found;
  }
  for (std::size_t group = 0; group < model.groups().size(); ++group) {
    RC_ASSERT(!layout.row_at(layout.header_top(group) + 1));
  }
  RC_ASSERT(!layout.row_at(-1) && !layout.row_at(layout.height() + 1));
  RC_ASSERT(found == model.lanes().size());
}

}  // namespace
}  // namespace sp::ui
