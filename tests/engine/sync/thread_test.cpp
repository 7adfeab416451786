#include "engine/sync/thread.h"

#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "engine/sync/gil.h"
#include "engine/sync/lock.h"
#include "engine/sync/queue.h"
#include "engine/trace/recorder.h"
#include "tests/support/interleaver.h"

namespace sp::sync {
namespace {

using test::Interleaver;
using trace::Kind;

std::vector<Kind> kinds_of(const trace::Trace& trace, trace::LaneId lane) {
  std::vector<Kind> kinds;
  for (const trace::Event& event : trace.events) {
    if (event.lane_id() == lane) kinds.push_back(event.kind);
  }
  return kinds;
}

TEST(Thread, RunsItsFunctionOnce) {
  int runs = 0;
  Thread thread("worker", [&] { ++runs; });
  thread.join();
  EXPECT_EQ(runs, 1);
  EXPECT_FALSE(thread.is_alive());
  thread.join();  // as often as one likes
}

TEST(Thread, OwnsWhatCanOnlyBeMovedAndDropsItBeforeJoinReturns) {
  auto owned = std::make_shared<int>(1);
  std::weak_ptr<int> watched = owned;
  Thread thread("worker", [box = std::make_unique<std::shared_ptr<int>>(std::move(owned))] {});
  thread.join();
  EXPECT_TRUE(watched.expired());
}

TEST(Thread, JoinRethrowsEachTime) {
  Thread thread("worker", [] { throw std::out_of_range("too far"); });
  EXPECT_THROW(thread.join(), std::out_of_range);
  EXPECT_THROW(thread.join(), std::out_of_range);
}

TEST(Thread, DestructionJoinsAndKeepsTheExceptionToItself) {
  bool ran = false;
  {
    Thread thread("worker", [&] {
      ran = true;
      throw std::runtime_error("nobody asks");
    });
  }
  EXPECT_TRUE(ran);
}

TEST(Thread, StoppedEndsItQuietly) {
  Thread thread("worker", [] { throw Stopped{}; });
  EXPECT_NO_THROW(thread.join());
}

TEST(Thread, CannotJoinItself) {
  Queue<Thread*> handle;
  Thread thread("worker", [&] { EXPECT_THROW(handle.get()->join(), RuntimeError); });
  handle.put(&thread);
  thread.join();
}

TEST(Thread, MovingKeepsTheThread) {
  Lock lock;
  lock.acquire();
  Thread first("worker", [&] { Guard guard(lock); });
  Thread second = std::move(first);
  EXPECT_FALSE(first.is_alive());
  EXPECT_TRUE(second.is_alive());
  first.join();
  lock.release();
  second.join();
}

TEST(Thread, InheritsTheContextOfItsStarter) {
  ManualClock clock(42);
  StopSource source;
  const ContextScope scope({.clock = &clock, .stop = source.get_token(), .group = "variant"});
  Thread thread("outer", [&] {
    EXPECT_EQ(context().clock, &clock);
    EXPECT_EQ(context().group, "variant");
    Thread inner(
        "inner",
        [&] {
          EXPECT_EQ(context().group, "other");
          source.request_stop();
          EXPECT_TRUE(stop_requested());
          EXPECT_THROW(checkpoint(), Stopped);
        },
        ThreadOptions{.kind = trace::LaneKind::worker, .group = "other", .gil = nullptr});
  });
  thread.lane();
}

TEST(Thread, JoinWaitsForTheEnd) {
  Interleaver threads;
  Lock lock;
  lock.acquire();
  threads.start("joiner", [&] {
    Thread thread("child", [&] { Guard guard(lock); });
    thread.join();
  });
  threads.run_until_blocked("joiner");
  threads.run_until_blocked("child");
  EXPECT_TRUE(threads.blocked("joiner"));
  lock.release();
  threads.let_go("child");
  threads.finish("joiner");
  EXPECT_TRUE(threads.finished("child"));
}

TEST(Thread, EndingBeforeTheJoinerWaitsIsNotMissed) {
  Interleaver threads;
  threads.start("joiner", [&] {
    Thread thread("child", [] {});
    schedule_point("before join");
    thread.join();
  });
  threads.run_to("joiner", "before join");
  threads.finish("child");
  threads.finish("joiner");
}

TEST(Thread, ACancelledJoinLeavesTheThreadToTheDestructor) {
  Interleaver threads;
  bool ended = false;
  {
    std::optional<Thread> thread;
    threads.start("joiner", [&] {
      thread.emplace("child", [&] {
        schedule_point("busy");
        ended = true;
      });
      thread->join();
    });
    threads.run_until_blocked("joiner");
    threads.run_to("child", "busy");
    threads.request_stop();
    EXPECT_THROW(threads.finish("joiner"), Stopped);
    EXPECT_TRUE(thread->is_alive());
    threads.let_go("child");
  }
  EXPECT_TRUE(ended);
}

TEST(ThreadTrace, TellsTheLifeOfBothLanes) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  const trace::LaneId main = recorder.add_lane(trace::LaneKind::thread, "main", "g");
  const ContextScope scope({.clock = &clock, .stop = {}, .group = "g"});
  const trace::CurrentLane lane(recorder, main);
  Thread thread("child", [] {});
  while (thread.is_alive()) std::this_thread::yield();  // so that the join does not wait
  thread.join();

  const trace::Trace trace = recorder.finish();
  ASSERT_EQ(trace.lanes.size(), 2u);
  EXPECT_EQ(trace.lanes[1].name, "child");
  EXPECT_EQ(trace.lanes[1].group, "g");
  EXPECT_EQ(kinds_of(trace, main), (std::vector<Kind>{Kind::spawn, Kind::join}));
  EXPECT_EQ(kinds_of(trace, thread.lane()),
            (std::vector<Kind>{Kind::lane_start, Kind::state_running, Kind::lane_end}));
  EXPECT_EQ(trace.events.front().arg, 1);
}

TEST(ThreadTrace, TellsHowItFailed) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", ""));
  trace::LaneId failed;
  trace::LaneId stopped;
  {
    Thread one("one", [] { throw std::runtime_error("no luck"); });
    Thread two("two", [] { throw Stopped{}; });
    failed = one.lane();
    stopped = two.lane();
  }
  const trace::Trace trace = recorder.finish();
  EXPECT_EQ(kinds_of(trace, failed),
            (std::vector<Kind>{Kind::lane_start, Kind::state_running, Kind::error, Kind::lane_end}));
  EXPECT_EQ(kinds_of(trace, stopped),
            (std::vector<Kind>{Kind::lane_start, Kind::state_running, Kind::cancel, Kind::lane_end}));
  EXPECT_EQ(trace.notes, (std::vector<std::string>{"no luck"}));
}

TEST(ThreadTrace, APythonThreadHoldsTheGilFromStartToEnd) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", ""));
  Gil gil;
  Thread thread(
      "python", [&] { EXPECT_TRUE(gil.held()); },
      ThreadOptions{.kind = trace::LaneKind::thread, .group = {}, .gil = &gil});
  thread.join();
  EXPECT_EQ(kinds_of(recorder.finish(), thread.lane()),
            (std::vector<Kind>{Kind::lane_start, Kind::acquire, Kind::state_running, Kind::state_ready,
                               Kind::release, Kind::lane_end}));
  GilGuard guard(gil);  // free again
}

}  // namespace
}  // namespace sp::sync
