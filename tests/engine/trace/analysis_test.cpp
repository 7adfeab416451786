#include "engine/trace/analysis.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/trace/random_trace.h"

namespace sp::trace {
namespace {

/// Writes a trace by hand: `.at(10, 0, Kind::acquire, 1)` is lane 0, object 1.
class Script {
 public:
  Script(std::size_t lanes, std::size_t objects) {
    for (std::size_t i = 0; i < lanes; ++i) {
      trace_.lanes.push_back(
          {LaneId{static_cast<std::uint32_t>(i)}, LaneKind::thread, "t" + std::to_string(i), "g"});
    }
    for (std::size_t i = 0; i < objects; ++i) {
      trace_.objects.push_back({ObjectId{static_cast<std::uint32_t>(i)}, "Lock", "l" + std::to_string(i)});
    }
  }
  Script& at(Nanos t, std::uint32_t lane, Kind kind, std::uint32_t object = ObjectId::kNone,
             std::int64_t arg = 0) {
    trace_.events.push_back({t, lane, kind, 0, object, arg});
    return *this;
  }
  Trace done() {
    trace_.begin = trace_.events.front().t_ns;
    trace_.end = trace_.events.back().t_ns;
    return trace_;
  }

 private:
  Trace trace_;
};

RC_GTEST_PROP(Spans, TileEveryLanesLife, (std::uint64_t seed)) {
  const Trace trace = random_trace(seed);
  const auto all = spans(trace);
  const auto life = lives(trace);
  RC_ASSERT(all.size() == trace.lanes.size());
  for (std::size_t lane = 0; lane < all.size(); ++lane) {
    Nanos reached = life[lane].begin;
    for (const Span& span : all[lane]) {
      RC_ASSERT(span.begin == reached);
      RC_ASSERT(span.end > span.begin);
      RC_ASSERT(is_state(span.state));
      reached = span.end;
    }
    RC_ASSERT(reached == life[lane].end);
    RC_ASSERT(totals(all[lane]).total() == life[lane].end - life[lane].begin);
  }
}

RC_GTEST_PROP(Spans, SayTheStateOfTheLastStateEvent, (std::uint64_t seed)) {
  const Trace trace = random_trace(seed);
  const auto all = spans(trace);
  for (std::size_t lane = 0; lane < all.size(); ++lane) {
    for (const Span& span : all[lane]) {
      Kind expected = Kind::state_ready;
      for (const Event& event : trace.events) {
        if (event.lane == lane && event.t_ns <= span.begin && is_state(event.kind)) expected = event.kind;
      }
      RC_ASSERT(span.state == expected);
    }
  }
}

RC_GTEST_PROP(Holders, TenuresNeitherOverlapNorLeaveGaps, (std::uint64_t seed)) {
  const Trace trace = random_trace(seed);
  const Holders holders(trace);
  for (const Object& object : trace.objects) {
    const auto& tenures = holders.of(object.id);
    for (std::size_t i = 1; i < tenures.size(); ++i) {
      RC_ASSERT(tenures[i].begin == tenures[i - 1].end);
      RC_ASSERT(tenures[i - 1].begin < tenures[i - 1].end);
    }
    for (const auto& tenure : tenures) RC_ASSERT(holders.at(object.id, tenure.begin) == tenure.lane);
  }
}

RC_GTEST_PROP(BlockedBy, LiesWithinItsLanesWaitingAndItsHoldersTenure, (std::uint64_t seed)) {
  const Trace trace = random_trace(seed);
  const auto all = spans(trace);
  const Holders holders(trace);
  for (const Blocked& blocked : blocked_by(trace)) {
    RC_ASSERT(blocked.begin < blocked.end);
    RC_ASSERT(blocked.holder != blocked.lane);
    RC_ASSERT(holders.at(blocked.object, blocked.begin) == blocked.holder);
    const auto& lane = all[blocked.lane.index()];
    RC_ASSERT(std::any_of(lane.begin(), lane.end(), [&](const Span& span) {
      return span.begin <= blocked.begin && blocked.end <= span.end && is_waiting(span.state);
    }));
  }
}

RC_GTEST_PROP(FindCycle, FollowsEdgesRoundOrThereIsNone, (std::uint64_t seed)) {
  Rng rng(seed);
  std::vector<WaitEdge> edges;
  const auto count = static_cast<std::uint32_t>(rng.below(8) + 1);
  for (std::uint32_t lane = 0; lane < count; ++lane) {
    if (rng.chance(0.7))
      edges.push_back({LaneId{lane}, LaneId{static_cast<std::uint32_t>(rng.below(count))}, ObjectId{lane}});
  }
  const auto next = [&](LaneId lane) {
    for (const WaitEdge& edge : edges) {
      if (edge.waiter == lane) return edge.holder;
    }
    return LaneId::none();
  };
  const auto cycle = find_cycle(edges);
  for (std::size_t i = 0; i < cycle.size(); ++i) RC_ASSERT(next(cycle[i]) == cycle[(i + 1) % cycle.size()]);
  // Brute force: from some lane, n steps come back to it.
  bool exists = false;
  for (const WaitEdge& edge : edges) {
    LaneId lane = edge.waiter;
    for (std::size_t step = 0; step < edges.size() && lane; ++step) {
      lane = next(lane);
      exists |= lane == edge.waiter;
    }
  }
  RC_ASSERT(cycle.empty() != exists);
}

TEST(Spans, AStateLastsUntilTheNextOrTheLanesEnd) {
  const Trace trace = Script(2, 1)
                          .at(0, 0, Kind::lane_start)
                          .at(2, 0, Kind::state_running)
                          .at(5, 0, Kind::state_blocked, 0)
                          .at(5, 1, Kind::lane_start)
                          .at(5, 1, Kind::state_running)
                          .at(9, 0, Kind::state_running)
                          .at(10, 0, Kind::lane_end)
                          .at(12, 1, Kind::note)
                          .done();
  const auto all = spans(trace);
  EXPECT_EQ(all[0], (std::vector<Span>{{0, 2, Kind::state_ready, {}},
                                       {2, 5, Kind::state_running, {}},
                                       {5, 9, Kind::state_blocked, ObjectId{0}},
                                       {9, 10, Kind::state_running, {}}}));
  EXPECT_EQ(all[1], (std::vector<Span>{{5, 12, Kind::state_running, {}}}));
  EXPECT_DOUBLE_EQ(state_totals(trace)[0].share(Kind::state_running), 0.4);
}

TEST(Spans, ABlockedStateTakesItsObjectFromTheWaitBeforeIt) {
  const Trace trace = Script(1, 1)
                          .at(0, 0, Kind::acquire_wait, 0)
                          .at(0, 0, Kind::state_blocked)
                          .at(4, 0, Kind::acquire, 0)
                          .at(4, 0, Kind::state_running)
                          .at(5, 0, Kind::state_blocked)
                          .at(6, 0, Kind::lane_end)
                          .done();
  const auto all = spans(trace);
  ASSERT_EQ(all[0].size(), 3U);
  EXPECT_EQ(all[0][0].object, ObjectId{0});
  EXPECT_TRUE(all[0][2].object.is_none());
}

TEST(Arrows, JoinASendWithTheFirstReceiveOfItsFlow) {
  const Trace trace = Script(2, 1)
                          .at(1, 1, Kind::receive, 0, 9)  // before its send
                          .at(2, 0, Kind::send, 0, 8)
                          .at(3, 0, Kind::send, 0, 9)
                          .at(4, 1, Kind::receive, 0, 9)
                          .at(5, 1, Kind::receive, 0, 9)
                          .at(6, 0, Kind::send, 0, 10)  // never received
                          .at(7, 1, Kind::receive, 0, 8)
                          .done();
  EXPECT_EQ(arrows(trace), (std::vector<Arrow>{{LaneId{0}, LaneId{1}, 2, 7, ObjectId{0}},
                                               {LaneId{0}, LaneId{1}, 3, 4, ObjectId{0}}}));
}

TEST(Arrows, OfOneTimeMayStandInEitherOrder) {
  const Trace trace = Script(2, 1).at(1, 1, Kind::receive, 0, 9).at(1, 0, Kind::send, 0, 9).done();
  EXPECT_EQ(arrows(trace), (std::vector<Arrow>{{LaneId{0}, LaneId{1}, 1, 1, ObjectId{0}}}));
}

TEST(BlockedBy, NamesEachHolderInTurn) {
  const Trace trace = Script(3, 1)
                          .at(0, 0, Kind::acquire, 0)
                          .at(1, 2, Kind::acquire_wait, 0)
                          .at(1, 2, Kind::state_blocked, 0)
                          .at(4, 0, Kind::release, 0)
                          .at(5, 1, Kind::acquire, 0)
                          .at(8, 1, Kind::release, 0)
                          .at(8, 2, Kind::acquire, 0)
                          .at(8, 2, Kind::state_running)
                          .at(9, 2, Kind::release, 0)
                          .done();
  const auto blocked = blocked_by(trace);
  ASSERT_EQ(blocked.size(), 2U);
  EXPECT_EQ(blocked[0].holder, LaneId{0});
  EXPECT_EQ(blocked[0].begin, 1);
  EXPECT_EQ(blocked[0].end, 4);
  EXPECT_EQ(blocked[1].holder, LaneId{1});
  EXPECT_EQ(blocked[1].begin, 5);
  EXPECT_EQ(blocked[1].end, 8);
}

TEST(Holders, ALockMayBeReleasedByAnotherLane) {
  const Trace trace =
      Script(2, 1).at(0, 0, Kind::acquire, 0).at(3, 1, Kind::release, 0).at(5, 1, Kind::acquire, 0).done();
  const Holders holders(trace);
  EXPECT_EQ(holders.at(ObjectId{0}, 2), LaneId{0});
  EXPECT_TRUE(holders.at(ObjectId{0}, 3).is_none());
  EXPECT_EQ(holders.at(ObjectId{0}, 5), LaneId{1});
  EXPECT_TRUE(holders.at(ObjectId{0}, -1).is_none());
  EXPECT_TRUE(holders.at(ObjectId::none(), 2).is_none());
}

TEST(WaitForGraph, ShowsADeadlockAsACycle) {
  const Trace trace = Script(3, 2)
                          .at(0, 0, Kind::acquire, 0)
                          .at(1, 1, Kind::acquire, 1)
                          .at(2, 0, Kind::acquire_wait, 1)
                          .at(2, 0, Kind::state_blocked, 1)
                          .at(3, 2, Kind::state_blocked, 0)
                          .at(4, 1, Kind::acquire_wait, 0)
                          .at(4, 1, Kind::state_blocked, 0)
                          .at(9, 0, Kind::lane_end)
                          .done();
  EXPECT_TRUE(find_cycle(wait_for_graph(trace, 3)).empty());
  EXPECT_EQ(wait_for_graph(trace, 4), (std::vector<WaitEdge>{{LaneId{0}, LaneId{1}, ObjectId{1}},
                                                             {LaneId{1}, LaneId{0}, ObjectId{0}},
                                                             {LaneId{2}, LaneId{0}, ObjectId{0}}}));
  EXPECT_EQ(find_cycle(wait_for_graph(trace, 4)), (std::vector<LaneId>{LaneId{0}, LaneId{1}}));
  EXPECT_TRUE(find_cycle(wait_for_graph(trace, 9)).empty());
}

TEST(PeakParallelism, CountsLanesThatRunTogether) {
  const Trace trace = Script(3, 0)
                          .at(0, 0, Kind::state_running)
                          .at(1, 1, Kind::state_running)
                          .at(2, 0, Kind::state_ready)
                          .at(2, 2, Kind::state_running)  // as another stops: not together with it
                          .at(9, 0, Kind::lane_end)
                          .done();
  EXPECT_EQ(peak_parallelism(trace, "g"), 2U);
  EXPECT_EQ(peak_parallelism(trace, ""), 2U);
  EXPECT_EQ(peak_parallelism(trace, "other"), 0U);
}

TEST(Analysis, OfAnEmptyTraceIsEmpty) {
  const Trace trace;
  EXPECT_TRUE(spans(trace).empty());
  EXPECT_TRUE(arrows(trace).empty());
  EXPECT_TRUE(blocked_by(trace).empty());
  EXPECT_EQ(peak_parallelism(trace, ""), 0U);
}

}  // namespace
}  // namespace sp::trace
