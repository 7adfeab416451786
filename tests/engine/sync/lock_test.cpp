#include "engine/sync/lock.h"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/sync/thread.h"
#include "engine/trace/analysis.h"
#include "engine/trace/recorder.h"
#include "tests/support/interleaver.h"

namespace sp::sync {
namespace {

using test::Interleaver;
using trace::Kind;

TEST(Lock, IsTakenOnceAndFreedOnce) {
  Lock lock;
  EXPECT_FALSE(lock.locked());
  lock.acquire();
  EXPECT_TRUE(lock.locked());
  EXPECT_FALSE(lock.try_acquire());
  lock.release();
  EXPECT_FALSE(lock.locked());
  EXPECT_TRUE(lock.try_acquire());
  lock.release();
}

TEST(Lock, ReleaseOfAnUnlockedLockIsARuntimeError) {
  Lock lock;
  EXPECT_THROW(lock.release(), RuntimeError);
  lock.acquire();
  lock.release();
  EXPECT_THROW(lock.release(), RuntimeError);
}

TEST(Lock, AnyThreadMayRelease) {
  Lock lock;
  lock.acquire();
  Interleaver threads;
  threads.start("other", [&] { lock.release(); });
  threads.finish("other");
  EXPECT_FALSE(lock.locked());
}

TEST(Lock, NegativeTimeoutIsAValueError) {
  Lock lock;
  EXPECT_THROW(lock.acquire_for(-1), ValueError);
  EXPECT_FALSE(lock.locked());
}

TEST(Lock, TimeoutOfZeroDoesNotWait) {
  Lock lock;
  EXPECT_TRUE(lock.acquire_for(0));
  EXPECT_FALSE(lock.acquire_for(0));
  lock.release();
}

TEST(Lock, GuardHoldsItForAScope) {
  Lock lock;
  {
    Guard guard(lock);
    EXPECT_TRUE(lock.locked());
  }
  EXPECT_FALSE(lock.locked());
}

// The wake-up must not fall between "it is held" and the waiter's entry in the list.
TEST(Lock, ReleaseBeforeTheWaiterIsListedIsNotLost) {
  Lock lock;
  Interleaver threads;
  lock.acquire();
  threads.start("waiter", [&] { Guard guard(lock); });
  threads.run_to("waiter", "lock.acquire:contended");
  lock.release();
  threads.finish("waiter");
  EXPECT_FALSE(lock.locked());
}

TEST(Lock, ReleaseWakesTheLongestWaiterOnly) {
  Lock lock;
  Interleaver threads;
  std::vector<std::string> order;
  lock.acquire();
  for (const char* name : {"a", "b", "c"}) {
    threads.start(name, [&, name] {
      Guard guard(lock);
      order.push_back(name);
    });
    threads.run_until_blocked(name);
  }
  lock.release();
  EXPECT_FALSE(threads.blocked("a"));
  EXPECT_TRUE(threads.blocked("b"));
  EXPECT_TRUE(threads.blocked("c"));
  threads.finish("a");
  threads.finish("b");
  threads.finish("c");
  EXPECT_EQ(order, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(Lock, ARunningThreadMayBargeAndTheWaiterKeepsItsPlace) {
  Lock lock;
  Interleaver threads;
  std::vector<std::string> order;
  lock.acquire();
  for (const char* name : {"first", "second"}) {
    threads.start(name, [&, name] {
      Guard guard(lock);
      order.push_back(name);
    });
    threads.run_until_blocked(name);
  }
  lock.release();
  threads.run_to("first", "lock.acquire:woken");
  EXPECT_TRUE(lock.try_acquire());
  threads.run_until_blocked("first");

  lock.release();
  EXPECT_FALSE(threads.blocked("first"));
  EXPECT_TRUE(threads.blocked("second"));
  threads.finish("first");
  threads.finish("second");
  EXPECT_EQ(order, (std::vector<std::string>{"first", "second"}));
}

// A barging holder took the lock by the fast path and knows of no waiter; the woken one must make itself
// known.
TEST(Lock, TheBargingHoldersReleaseWakesTheThreadItOvertook) {
  Lock lock;
  Interleaver threads;
  lock.acquire();
  threads.start("waiter", [&] { Guard guard(lock); });
  threads.run_until_blocked("waiter");
  lock.release();
  threads.run_to("waiter", "lock.acquire:woken");
  lock.acquire();
  lock.release();  // while the waiter has not looked yet: nobody is listed
  lock.acquire();
  threads.run_until_blocked("waiter");
  lock.release();
  threads.finish("waiter");
  EXPECT_FALSE(lock.locked());
}

TEST(Lock, WaitsExactlyItsTimeout) {
  ManualClock clock;
  Lock lock;
  Interleaver threads(clock);
  lock.acquire();
  std::optional<bool> got;
  threads.start("waiter", [&] { got = lock.acquire_for(10); });
  threads.run_until_blocked("waiter");
  clock.await_waiters(1);
  EXPECT_EQ(clock.next_deadline(), 10);
  clock.advance(9);
  EXPECT_TRUE(threads.blocked("waiter"));
  clock.advance(1);
  threads.finish("waiter");
  EXPECT_EQ(got, false);
  EXPECT_TRUE(lock.locked());
}

TEST(Lock, AWaiterWhoseTimeRanOutLooksOnceMore) {
  ManualClock clock;
  Lock lock;
  Interleaver threads(clock);
  lock.acquire();
  std::optional<bool> got;
  threads.start("waiter", [&] { got = lock.acquire_for(10); });
  threads.run_until_blocked("waiter");
  clock.advance(10);
  threads.run_to("waiter", "lock.acquire:woken");
  lock.release();
  threads.finish("waiter");
  EXPECT_EQ(got, true);
  EXPECT_TRUE(lock.locked());
}

// The one wake-up of a release goes to a thread that gives up: the next release must still find the other
// waiter.
TEST(Lock, AWokenThreadThatGivesUpStrandsNobody) {
  ManualClock clock;
  Lock lock;
  Interleaver threads(clock);
  lock.acquire();
  std::optional<bool> got;
  threads.start("hasty", [&] { got = lock.acquire_for(10); });
  threads.run_until_blocked("hasty");
  threads.start("patient", [&] { Guard guard(lock); });
  threads.run_until_blocked("patient");

  lock.release();
  threads.run_to("hasty", "lock.acquire:woken");
  lock.acquire();  // barges
  clock.advance(10);
  threads.finish("hasty");
  EXPECT_EQ(got, false);
  EXPECT_TRUE(threads.blocked("patient"));
  lock.release();
  threads.finish("patient");
}

TEST(Lock, CancelledWaitersGetOutWithoutTheLock) {
  Lock lock;
  Interleaver threads;
  lock.acquire();
  for (const char* name : {"a", "b"}) {
    threads.start(name, [&] { lock.acquire(); });
    threads.run_until_blocked(name);
  }
  threads.request_stop();
  EXPECT_FALSE(threads.blocked("a"));
  EXPECT_FALSE(threads.blocked("b"));
  EXPECT_THROW(threads.finish("a"), Stopped);
  EXPECT_THROW(threads.finish("b"), Stopped);
  EXPECT_TRUE(lock.locked());
  lock.release();
  EXPECT_TRUE(lock.try_acquire());
}

TEST(Lock, StopBetweenTheFirstLookAndTheWaitIsNotLost) {
  Lock lock;
  Interleaver threads;
  lock.acquire();
  threads.start("waiter", [&] { lock.acquire(); });
  threads.run_to("waiter", "lock.acquire:contended");
  threads.request_stop();
  EXPECT_THROW(threads.finish("waiter"), Stopped);
}

TEST(Lock, ACancelledThreadDoesNotTakeEvenAFreeLock) {
  StopSource source;
  source.request_stop();
  const ContextScope scope({.clock = &real_clock(), .stop = source.get_token(), .group = {}});
  Lock lock;
  EXPECT_THROW(lock.acquire(), Stopped);
  EXPECT_THROW(lock.acquire_for(5), Stopped);
  EXPECT_FALSE(lock.locked());
  EXPECT_TRUE(lock.try_acquire());  // never waits, so never throws
}

// Given the lock and cancelled at the same time: it takes it, or the release would wake nobody.
TEST(Lock, AWokenThreadThatIsAlsoCancelledTakesTheLock) {
  Lock lock;
  Interleaver threads;
  lock.acquire();
  threads.start("waiter", [&] { lock.acquire(); });
  threads.run_until_blocked("waiter");
  lock.release();
  threads.run_to("waiter", "lock.acquire:woken");
  threads.request_stop();
  threads.finish("waiter");
  EXPECT_TRUE(lock.locked());
}

TEST(Lock, ExcludesUnderLoad) {
  Lock lock;
  int counter = 0;  // not atomic: the lock orders it
  {
    std::vector<Thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back("worker", [&] {
        for (int round = 0; round < 5'000; ++round) {
          Guard guard(lock);
          ++counter;
        }
      });
    }
  }
  EXPECT_EQ(counter, 20'000);
  EXPECT_FALSE(lock.locked());
}

TEST(LockTrace, AWaitTellsWhatItWaitsForAndWhen) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", ""));
  Lock lock("door");
  Interleaver threads(clock, &recorder);
  lock.acquire();
  threads.start("waiter", [&] { Guard guard(lock); });
  threads.run_until_blocked("waiter");
  clock.advance(100);
  lock.release();
  threads.finish("waiter");

  const trace::Trace trace = recorder.finish();
  ASSERT_EQ(trace.objects.size(), 1u);
  EXPECT_EQ(trace.objects[0].type, "Lock");
  EXPECT_EQ(trace.objects[0].name, "door");
  std::vector<Kind> main_kinds;
  std::vector<Kind> waiter_kinds;
  for (const trace::Event& event : trace.events) {
    EXPECT_TRUE(event.object == 0 || event.kind == Kind::state_running);
    (event.lane == 0 ? main_kinds : waiter_kinds).push_back(event.kind);
  }
  EXPECT_EQ(main_kinds, (std::vector<Kind>{Kind::acquire, Kind::release}));
  EXPECT_EQ(waiter_kinds, (std::vector<Kind>{Kind::acquire_wait, Kind::state_blocked, Kind::acquire,
                                             Kind::state_running, Kind::release}));
}

TEST(LockTrace, TwoLocksInOppositeOrderCloseACircle) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  Interleaver threads(clock, &recorder);
  std::optional<Lock> first;
  std::optional<Lock> second;
  {
    const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", ""));
    first.emplace("first");
    second.emplace("second");
  }
  const auto take = [](Lock& one, Lock& other) {
    Guard outer(one);
    schedule_point("has one");
    Guard inner(other);
  };
  threads.start("forth", [&] { take(*first, *second); });
  threads.run_to("forth", "has one");
  threads.start("back", [&] { take(*second, *first); });
  threads.run_to("back", "has one");
  clock.advance(10);
  threads.run_until_blocked("forth");
  clock.advance(10);
  threads.run_until_blocked("back");
  clock.advance(10);

  threads.request_stop();
  EXPECT_THROW(threads.finish("forth"), Stopped);
  EXPECT_THROW(threads.finish("back"), Stopped);
  EXPECT_FALSE(first->locked());
  EXPECT_FALSE(second->locked());

  const trace::Trace trace = recorder.finish();
  EXPECT_TRUE(trace::find_cycle(trace::wait_for_graph(trace, 15)).empty());
  const std::vector<trace::WaitEdge> edges = trace::wait_for_graph(trace, 25);
  ASSERT_EQ(edges.size(), 2u);
  EXPECT_EQ(trace::find_cycle(edges).size(), 2u);
}

}  // namespace
}  // namespace sp::sync
