#include "engine/trace/recorder.h"

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/trace/current.h"

namespace sp::trace {
namespace {

constexpr RecorderOptions kSmallAndWithoutStore{.ring_capacity = 4, .store_limit = 0};

TEST(Ring, GivesBackWhatWasPushedInOrderAcrossItsEnd) {
  Ring ring(4);
  std::vector<Event> out;
  std::int64_t next = 0;
  for (int round = 0; round < 5; ++round) {
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(ring.push(Event{.arg = next++}));
    EXPECT_EQ(ring.take(out), 3U);
  }
  for (std::size_t i = 0; i < out.size(); ++i) EXPECT_EQ(out[i].arg, static_cast<std::int64_t>(i));
}

TEST(Ring, RefusesWhenFullAndTakesAgainWhenDrained) {
  Ring ring(3);  // rounded up to 4
  std::vector<Event> out;
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(ring.push({}));
  EXPECT_FALSE(ring.push({}));
  EXPECT_EQ(ring.take(out), 4U);
  EXPECT_TRUE(ring.push({}));
}

TEST(Recorder, KeepsNamesAndEvents) {
  ManualClock clock(1000);
  Recorder recorder(clock);
  const LaneId lane = recorder.add_lane(LaneKind::task, "fetch 1", "asyncio");
  const ObjectId lock = recorder.add_object("Lock", "a");
  recorder.record(Kind::lane_start, lane);
  clock.advance(5);
  recorder.record(Kind::acquire, lane, lock, 7);
  const Trace trace = recorder.finish();
  ASSERT_EQ(trace.events.size(), 2U);
  EXPECT_EQ(trace.events[1], (Event{1005, lane.value, Kind::acquire, 0, lock.value, 7}));
  EXPECT_EQ(trace.lanes, (std::vector<Lane>{{lane, LaneKind::task, "fetch 1", "asyncio"}}));
  EXPECT_EQ(trace.objects, (std::vector<Object>{{lock, "Lock", "a"}}));
  EXPECT_EQ(trace.begin, 1000);
  EXPECT_EQ(trace.end, 1005);
  EXPECT_EQ(trace.dropped, 0U);
}

TEST(Recorder, InternsTextsOnce) {
  ManualClock clock;
  Recorder recorder(clock);
  const NoteId first = recorder.intern("x");
  EXPECT_NE(recorder.intern("y"), first);
  EXPECT_EQ(recorder.intern("x"), first);
  EXPECT_EQ(recorder.finish().notes, (std::vector<std::string>{"x", "y"}));
}

TEST(Recorder, DropsAndCountsWhenTheRingIsFull) {
  ManualClock clock;
  Recorder recorder(clock, kSmallAndWithoutStore);
  const LaneId lane = recorder.add_lane(LaneKind::thread, "t", "g");
  for (int i = 0; i < 10; ++i) recorder.record(Kind::counter, lane, {}, i);
  EXPECT_EQ(recorder.dropped(), 6U);
  std::vector<Event> drained;
  recorder.drain(drained);
  ASSERT_EQ(drained.size(), 4U);
  EXPECT_EQ(drained.back().arg, 3);  // the oldest are kept
  recorder.record(Kind::counter, lane, {}, 10);
  const Trace trace = recorder.finish();
  ASSERT_EQ(trace.events.size(), 1U);
  EXPECT_EQ(trace.events[0].arg, 10);
  EXPECT_EQ(trace.dropped, 6U);
}

TEST(Recorder, MovesFullRingsToItsStoreUntilThatIsFull) {
  ManualClock clock;
  Recorder recorder(clock, {.ring_capacity = 4, .store_limit = 8});
  const LaneId lane = recorder.add_lane(LaneKind::thread, "t", "g");
  for (int i = 0; i < 20; ++i) recorder.record(Kind::counter, lane, {}, i);
  const Trace trace = recorder.finish();
  EXPECT_EQ(trace.events.size(), 12U);  // 8 in the store, 4 in the ring
  EXPECT_EQ(trace.dropped, 8U);
  for (std::size_t i = 0; i < trace.events.size(); ++i)
    EXPECT_EQ(trace.events[i].arg, static_cast<std::int64_t>(i));
}

TEST(Recorder, ANewRecorderAtTheSameAddressIsNotTheOldOne) {
  ManualClock clock;
  std::optional<Recorder> recorder;
  for (int round = 0; round < 3; ++round) {
    recorder.emplace(clock);  // in the same storage
    const LaneId lane = recorder->add_lane(LaneKind::thread, "t", "g");
    recorder->record(Kind::lane_start, lane);
    EXPECT_EQ(recorder->finish().events.size(), 1U);
  }
}

TEST(Recorder, OneThreadRecordsToSeveralRecorders) {
  ManualClock clock;
  Recorder a(clock);
  Recorder b(clock);
  const LaneId lane_a = a.add_lane(LaneKind::thread, "t", "g");
  const LaneId lane_b = b.add_lane(LaneKind::thread, "t", "g");
  for (int i = 0; i < 5; ++i) {
    a.record(Kind::counter, lane_a, {}, i);
    b.record(Kind::counter, lane_b, {}, -i);
  }
  EXPECT_EQ(a.finish().events.back().arg, 4);
  EXPECT_EQ(b.finish().events.back().arg, -4);
}

TEST(Recorder, RingsOfThreadsThatExitedAreUsedAgainAndLoseNothing) {
  ManualClock clock;
  Recorder recorder(clock, {.ring_capacity = 1024, .store_limit = 0});
  const LaneId lane = recorder.add_lane(LaneKind::thread, "t", "g");
  for (int i = 0; i < 100; ++i) {
    std::thread([&] { recorder.record(Kind::counter, lane, {}, i); }).join();
  }
  const Trace trace = recorder.finish();
  ASSERT_EQ(trace.events.size(), 100U);
  // One ring after the other would keep this order only by luck; one and the same ring keeps it always.
  for (std::size_t i = 0; i < 100; ++i) EXPECT_EQ(trace.events[i].arg, static_cast<std::int64_t>(i));
}

TEST(Recorder, SortsByTimeAndKeepsTheOrderOfAThread) {
  ManualClock clock;
  Recorder recorder(clock);
  const LaneId lane = recorder.add_lane(LaneKind::thread, "t", "g");
  std::thread([&] {
    clock.advance_to(10);
    recorder.record(Kind::counter, lane, {}, 0);
    clock.advance_to(15);
    // While this one is alive, so that there are two rings.
    std::thread([&] { recorder.record(Kind::counter, lane, {}, 1); }).join();
    clock.advance_to(20);
    recorder.record(Kind::counter, lane, {}, 2);
    recorder.record(Kind::counter, lane, {}, 3);
  }).join();
  const Trace trace = recorder.finish();
  ASSERT_EQ(trace.events.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(trace.events[i].arg, static_cast<std::int64_t>(i));
}

TEST(Recorder, ASnapshotKeepsTheEvents) {
  ManualClock clock;
  Recorder recorder(clock, {.ring_capacity = 4, .store_limit = 0});
  const LaneId lane = recorder.add_lane(LaneKind::thread, "t", "g");
  for (int i = 0; i < 8; ++i) {
    recorder.record(Kind::counter, lane, {}, i);
    EXPECT_EQ(recorder.snapshot().events.size(), static_cast<std::size_t>(i) + 1);
  }
  const Trace before = recorder.snapshot();
  EXPECT_EQ(before, recorder.finish());
  EXPECT_TRUE(recorder.finish().events.empty());
}

// For ThreadSanitizer, and for the law that every event arrives once and in its thread's order.
TEST(Recorder, DrainsWhileManyThreadsRecord) {
  constexpr int kThreads = 4;
  constexpr std::int64_t kEvents = 20'000;
  Recorder recorder(real_clock(), {.ring_capacity = 64, .store_limit = 0});
  std::vector<Event> seen;
  std::atomic<int> left = kThreads;
  std::vector<std::thread> producers;
  for (int t = 0; t < kThreads; ++t) {
    const LaneId lane = recorder.add_lane(LaneKind::thread, "t", "g");
    producers.emplace_back([&, lane] {
      for (std::int64_t i = 0; i < kEvents; ++i) recorder.record(Kind::counter, lane, {}, i);
      --left;
    });
  }
  while (left > 0) recorder.drain(seen);
  for (std::thread& producer : producers) producer.join();
  recorder.drain(seen);
  EXPECT_EQ(seen.size() + recorder.dropped(), std::uint64_t{kThreads} * kEvents);
  std::vector<std::int64_t> last(kThreads, -1);
  std::vector<Nanos> time(kThreads, 0);
  for (const Event& event : seen) {
    EXPECT_GT(event.arg, last[event.lane]);
    EXPECT_GE(event.t_ns, time[event.lane]);
    last[event.lane] = event.arg;
    time[event.lane] = event.t_ns;
  }
}

TEST(Recorder, StoresWhileManyThreadsRecord) {
  constexpr int kThreads = 4;
  constexpr std::int64_t kEvents = 10'000;
  Recorder recorder(real_clock(), {.ring_capacity = 64});
  std::vector<std::thread> producers;
  for (int t = 0; t < kThreads; ++t) {
    producers.emplace_back([&recorder] {
      const LaneId lane = recorder.add_lane(LaneKind::thread, "t", "g");
      for (std::int64_t i = 0; i < kEvents; ++i) recorder.record(Kind::counter, lane, {}, i);
    });
  }
  for (std::thread& producer : producers) producer.join();
  const Trace trace = recorder.finish();
  EXPECT_EQ(trace.dropped, 0U);
  ASSERT_EQ(trace.events.size(), std::size_t{kThreads} * kEvents);
  std::vector<std::int64_t> next(kThreads, 0);
  for (const Event& event : trace.events) EXPECT_EQ(event.arg, next[event.lane]++);
}

TEST(Current, EmitsNothingWithoutALaneAndNestsWithOne) {
  ManualClock clock;
  Recorder recorder(clock);
  const LaneId outer = recorder.add_lane(LaneKind::thread, "outer", "g");
  const LaneId inner = recorder.add_lane(LaneKind::task, "inner", "g");
  emit(Kind::note);
  EXPECT_TRUE(new_object("Lock", "a").is_none());
  {
    const CurrentLane in_outer(recorder, outer);
    set_state(Kind::state_running);
    {
      const CurrentLane in_inner(recorder, inner);
      set_state(Kind::state_running);
      const CurrentLane nothing{Current{}};
      set_state(Kind::state_ready);
    }
    set_state(Kind::state_sleeping);
    EXPECT_EQ(new_object("Lock", "a"), ObjectId{0});
  }
  EXPECT_EQ(current().recorder, nullptr);
  const Trace trace = recorder.finish();
  ASSERT_EQ(trace.events.size(), 3U);
  EXPECT_EQ(trace.events[0].lane_id(), outer);
  EXPECT_EQ(trace.events[1].lane_id(), inner);
  EXPECT_EQ(trace.events[2].lane_id(), outer);
  EXPECT_EQ(trace.events[2].kind, Kind::state_sleeping);
}

}  // namespace
}  // namespace sp::trace
