#include <string>

#include <gtest/gtest.h>

#include "engine/sync/gil.h"
#include "tests/support/interleaver.h"

namespace sp::sync {
namespace {

using test::Interleaver;

constexpr Nanos kInterval = Gil::kDefaultInterval;

/// Threads that wait for a GIL in virtual time.
class GilProtocol : public testing::Test {
 protected:
  /// A thread that takes the GIL, stops at "has it", and drops it.
  void start_taker(const std::string& name) {
    threads.start(name, [this] {
      GilGuard guard(gil);
      schedule_point("has it");
    });
  }

  /// A thread that holds the GIL at "working", and stops there again after each checkpoint.
  void start_worker(const std::string& name) {
    threads.start(name, [this] {
      GilGuard guard(gil);
      for (int i = 0; i < 3; ++i) {
        schedule_point("working");
        gil.checkpoint();
      }
    });
    threads.run_to(name, "working");
  }

  /// The turn of this waiter has run out on the clock: lets it see that, and wait again.
  void next_turn(const std::string& name) {
    threads.run_to(name, "gil.take:woken");
    threads.run_until_blocked(name);
  }

  ManualClock clock;
  Gil gil{kInterval};
  Interleaver threads{clock};
};

TEST_F(GilProtocol, AWaiterAsksAfterExactlyOneInterval) {
  start_worker("holder");
  start_taker("waiter");
  threads.run_until_blocked("waiter");
  clock.await_waiters(1);
  EXPECT_EQ(clock.next_deadline(), kInterval);
  clock.advance(kInterval - 1);
  EXPECT_TRUE(threads.blocked("waiter"));
  EXPECT_FALSE(gil.drop_requested());
  clock.advance(1);
  next_turn("waiter");
  EXPECT_TRUE(gil.drop_requested());
  EXPECT_EQ(gil.stats().drop_requests, 1u);
  EXPECT_EQ(gil.stats().switches, 1u);
}

TEST_F(GilProtocol, ARequestThatIsNotAnsweredStaysOneRequest) {
  start_worker("holder");
  start_taker("waiter");
  threads.run_until_blocked("waiter");
  for (int turn = 0; turn < 3; ++turn) {
    clock.advance(kInterval);
    next_turn("waiter");
  }
  EXPECT_EQ(gil.stats().drop_requests, 1u);
}

TEST_F(GilProtocol, NobodyAsksWhenASwitchHappenedDuringTheTurn) {
  start_worker("holder");
  start_taker("next");
  threads.run_until_blocked("next");
  start_taker("waiter");
  threads.run_until_blocked("waiter");

  clock.advance(kInterval / 2);
  threads.finish("holder");          // drops it on its own
  threads.run_to("next", "has it");  // a switch, while the waiter's turn goes on
  EXPECT_EQ(gil.stats().switches, 2u);

  clock.advance(kInterval - kInterval / 2);
  next_turn("waiter");
  EXPECT_FALSE(gil.drop_requested());
  clock.advance(kInterval);  // a whole turn without a switch
  next_turn("waiter");
  EXPECT_TRUE(gil.drop_requested());
}

TEST_F(GilProtocol, ARequestedDropWaitsUntilAnotherThreadHasTakenIt) {
  start_worker("holder");
  start_taker("waiter");
  threads.run_until_blocked("waiter");
  clock.advance(kInterval);
  next_turn("waiter");

  threads.run_until_blocked("holder");  // at its checkpoint, in the forced switch
  EXPECT_FALSE(threads.blocked("waiter"));
  EXPECT_EQ(gil.stats().switches, 1u);
  threads.run_to("waiter", "has it");
  EXPECT_FALSE(threads.blocked("holder"));
  EXPECT_FALSE(gil.drop_requested());
  threads.run_to("holder", "gil.take:contended");  // now it wants it back, like everybody
  EXPECT_EQ(gil.stats().switches, 2u);
  EXPECT_EQ(gil.stats().forced_switches, 1u);
  threads.finish("waiter");
  threads.finish("holder");
  EXPECT_EQ(gil.stats().switches, 3u);
  EXPECT_EQ(gil.stats().forced_switches, 1u);
}

TEST_F(GilProtocol, ATakeBetweenTheDropAndTheForcedWaitIsNotMissed) {
  start_worker("holder");
  start_taker("waiter");
  threads.run_until_blocked("waiter");
  clock.advance(kInterval);
  next_turn("waiter");
  threads.run_to("holder", "gil.drop:forced");
  threads.finish("waiter");  // takes it and drops it before the holder waits
  threads.finish("holder");
  EXPECT_EQ(gil.stats().forced_switches, 1u);
}

// The dropper comes late to its forced wait: the switch has happened, and the request it finds is meant for
// the new holder.
TEST_F(GilProtocol, ALateDropperNeitherWaitsNorAnswersForTheNewHolder) {
  start_worker("holder");
  start_taker("next");
  threads.run_until_blocked("next");
  clock.advance(kInterval);
  next_turn("next");
  threads.run_to("holder", "gil.drop:forced");
  threads.run_to("next", "has it");
  start_taker("third");
  threads.run_until_blocked("third");
  clock.advance(kInterval);
  next_turn("third");
  EXPECT_TRUE(gil.drop_requested());
  threads.run_to("holder", "gil.take:contended");
  EXPECT_TRUE(gil.drop_requested());
}

TEST_F(GilProtocol, AVoluntaryDropForcesNothing) {
  threads.start("holder", [this] {
    gil.take();
    schedule_point("working");
    gil.drop();
    schedule_point("let go");
    gil.take();
    schedule_point("won it back");
    gil.drop();
  });
  threads.run_to("holder", "working");
  start_taker("waiter");
  threads.run_until_blocked("waiter");
  clock.advance(kInterval - 1);

  threads.run_to("holder", "let go");  // did not wait for the waiter to take it
  threads.run_to("holder", "won it back");
  EXPECT_EQ(gil.stats().switches, 1u);
  EXPECT_EQ(gil.stats().forced_switches, 0u);
  threads.run_to("waiter", "gil.take:woken");
  threads.run_until_blocked("waiter");  // too late
  threads.finish("holder");
  threads.finish("waiter");
}

// As in CPython: what forces is that somebody asked, not why the holder lets go.
TEST_F(GilProtocol, AReleaseForIoWhileARequestIsPendingForcesToo) {
  threads.start("holder", [this] {
    GilGuard guard(gil);
    schedule_point("working");
    GilRelease released(gil);
    schedule_point("in I/O");
  });
  threads.run_to("holder", "working");
  start_taker("waiter");
  threads.run_until_blocked("waiter");
  clock.advance(kInterval);
  next_turn("waiter");
  threads.run_until_blocked("holder");
  threads.run_to("waiter", "has it");
  threads.run_to("holder", "in I/O");
  EXPECT_EQ(gil.stats().forced_switches, 1u);
  threads.finish("waiter");
  threads.finish("holder");
}

TEST_F(GilProtocol, TheLastDropOfAThreadForcesNothing) {
  threads.start("holder", [this] {
    gil.take();
    schedule_point("working");
    gil.drop_finally();
    schedule_point("gone");
  });
  threads.run_to("holder", "working");
  start_taker("waiter");
  threads.run_until_blocked("waiter");
  clock.advance(kInterval);
  next_turn("waiter");
  threads.run_to("holder", "gone");
  threads.run_to("waiter", "has it");
  EXPECT_FALSE(gil.drop_requested());  // taking it answers the request
  EXPECT_EQ(gil.stats().forced_switches, 0u);
}

TEST_F(GilProtocol, DropsWakeWaitersInTheOrderInWhichTheyCame) {
  start_worker("holder");
  for (const char* name : {"a", "b"}) {
    start_taker(name);
    threads.run_until_blocked(name);
    clock.advance(1);
  }
  // Both turns run out, b's as the first to be noticed: that must not put b before a.
  clock.advance(kInterval);
  next_turn("b");
  next_turn("a");
  threads.run_until_blocked("holder");
  EXPECT_FALSE(threads.blocked("a"));
  EXPECT_TRUE(threads.blocked("b"));
  threads.run_to("a", "has it");
}

TEST_F(GilProtocol, ACancelledWaiterDoesNotHoldItAndTakesItsRequestBack) {
  start_worker("holder");
  Interleaver others(clock);
  others.start("waiter", [this] {
    try {
      GilGuard guard(gil);
    } catch (const Stopped&) {
      EXPECT_FALSE(gil.held());
      throw;
    }
  });
  others.run_until_blocked("waiter");
  clock.advance(kInterval);
  others.run_to("waiter", "gil.take:woken");
  others.run_until_blocked("waiter");
  EXPECT_TRUE(gil.drop_requested());
  others.request_stop();
  EXPECT_THROW(others.finish("waiter"), Stopped);
  EXPECT_FALSE(gil.drop_requested());
  threads.finish("holder");  // its checkpoints wait for nobody
  EXPECT_EQ(gil.stats().switches, 1u);
}

// The one that asked is cancelled, and leaves when the holder has dropped for it already.
TEST_F(GilProtocol, AForcedSwitchEndsWhenNobodyWantsItAnyMore) {
  start_worker("holder");
  Interleaver others(clock);
  others.start("waiter", [this] { GilGuard guard(gil); });
  others.run_until_blocked("waiter");
  clock.advance(kInterval);
  others.run_to("waiter", "gil.take:woken");
  others.run_until_blocked("waiter");
  others.request_stop();
  others.run_to("waiter", "gil.take:woken");  // on its way out
  threads.run_until_blocked("holder");
  EXPECT_THROW(others.finish("waiter"), Stopped);
  EXPECT_FALSE(threads.blocked("holder"));
  threads.finish("holder");
  EXPECT_EQ(gil.stats().forced_switches, 0u);
}

TEST_F(GilProtocol, CancellingGetsEveryThreadOut) {
  start_worker("holder");
  start_taker("a");
  threads.run_until_blocked("a");
  clock.advance(kInterval);
  next_turn("a");
  start_taker("b");
  threads.run_until_blocked("b");
  threads.run_until_blocked("holder");  // in a forced switch to a
  threads.request_stop();
  EXPECT_THROW(threads.finish("b"), Stopped);
  EXPECT_THROW(threads.finish("holder"), Stopped);
  threads.finish("a");  // was given it before the stop
  EXPECT_FALSE(gil.held());
  GilGuard guard(gil);  // it is free again
}

}  // namespace
}  // namespace sp::sync
