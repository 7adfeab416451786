#include "engine/trace/tick_times.h"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/platform/ticks.h"
#include "engine/trace/recorder.h"

namespace sp::trace {
namespace {

TEST(TickTimes, RunsEvenlyBetweenTwoMarks) {
  TickTimes times;
  times.mark({1000, 50});
  times.mark({3000, 1050});
  EXPECT_EQ(times.at(1000), 50);
  EXPECT_EQ(times.at(2000), 550);
  EXPECT_EQ(times.at(3000), 1050);
}

TEST(TickTimes, EachTimeBelongsToTheMarksAroundIt) {
  TickTimes times;
  times.mark({0, 0});
  times.mark({100, 1000});
  times.mark({200, 1000});  // the clock stood still
  times.mark({300, 1100});
  EXPECT_EQ(times.at(50), 500);
  EXPECT_EQ(times.at(100), 1000);
  EXPECT_EQ(times.at(150), 1000);
  EXPECT_EQ(times.at(250), 1050);
}

TEST(TickTimes, ACounterThatWasSetBackMakesNoTimeOutsideOfTheMarks) {
  TickTimes times;
  times.mark({1000, 50});
  EXPECT_EQ(times.at(1700), 50);
  times.mark({2000, 150});
  times.mark({10, 900});  // the machine slept
  EXPECT_EQ(times.at(10), 50);
  EXPECT_EQ(times.at(1500), 100);
  EXPECT_EQ(times.at(5000), 150);
  times.mark({3000, 1150});
  EXPECT_EQ(times.at(2500), 650);
}

RC_GTEST_PROP(TickTimes, KeepTheOrderOfTicksAndHitTheMarks, ()) {
  const auto steps = *rc::gen::container<std::vector<std::pair<std::uint32_t, std::uint32_t>>>(
                          rc::gen::pair(rc::gen::inRange<std::uint32_t>(1, 4'000'000'000),
                                        rc::gen::inRange<std::uint32_t>(0, 4'000'000'000)))
                          .as("ticks and nanoseconds from mark to mark");
  RC_PRE(!steps.empty());
  TickTimes times;
  TickTimes::Mark mark{*rc::gen::inRange<std::uint64_t>(0, UINT64_C(1) << 62U), 0};
  std::vector<TickTimes::Mark> marks{mark};
  times.mark(mark);
  for (const auto& [ticks, time] : steps) {
    mark = {mark.ticks + ticks, mark.time + time};
    times.mark(mark);
    marks.push_back(mark);
  }
  for (const TickTimes::Mark& each : marks) RC_ASSERT(times.at(each.ticks) == each.time);
  const auto draw = [&] { return *rc::gen::inRange(marks.front().ticks, marks.back().ticks + 1); };
  for (int i = 0; i < 100; ++i) {
    const std::uint64_t a = draw();
    const std::uint64_t b = draw();
    RC_ASSERT((a <= b) == (times.at(a) <= times.at(b)) || times.at(a) == times.at(b));
  }
}

// How far a mark is off depends on the machine; what its times may not do is leave the recording.
TEST(TickTimes, OfARecorderLieBetweenTheClocksReadingsAroundIt) {
  if (!platform::ticks_are_steady()) GTEST_SKIP() << "this machine's clock is not its processor's counter";
  const Nanos begin = RealClock::read();
  Recorder recorder(real_clock(), {.ring_capacity = 64});
  const LaneId lane = recorder.add_lane(LaneKind::thread, "t", "g");
  std::vector<Event> events;
  for (std::int64_t i = 0; i < 1000; ++i) {
    recorder.record(Kind::counter, lane, {}, i);
    if (i % 170 == 0) EXPECT_FALSE(recorder.snapshot().events.empty());
    if (i % 300 == 0) recorder.drain(events);
  }
  recorder.drain(events);
  const Nanos end = RealClock::read();
  ASSERT_EQ(events.size(), 1000U);
  Nanos last = begin;
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(events[i].arg, static_cast<std::int64_t>(i));
    EXPECT_GE(events[i].t_ns, last);
    last = events[i].t_ns;
  }
  EXPECT_LE(last, end);
}

}  // namespace
}  // namespace sp::trace
