#include "engine/exec/future.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/sync/context.h"
#include "engine/trace/recorder.h"
#include "tests/support/interleaver.h"

namespace sp::exec {
namespace {

using test::Interleaver;

TEST(Future, GoesFromPendingToRunningToFinished) {
  Future<int> future;
  EXPECT_EQ(future.state(), FutureState::pending);
  EXPECT_FALSE(future.done());
  EXPECT_TRUE(future.set_running_or_notify_cancel());
  EXPECT_TRUE(future.running());
  future.set_result(5);
  EXPECT_TRUE(future.done());
  EXPECT_FALSE(future.cancelled());
  EXPECT_EQ(future.result(), 5);
  EXPECT_EQ(future.exception(), nullptr);
}

TEST(Future, RethrowsTheException) {
  Future<void> future;
  future.set_exception(std::make_exception_ptr(std::out_of_range("far")));
  EXPECT_THROW(future.result(), std::out_of_range);
  EXPECT_NE(future.exception(), nullptr);
}

TEST(Future, CanBeCancelledOnlyWhilePending) {
  Future<int> pending;
  EXPECT_TRUE(pending.cancel());
  EXPECT_TRUE(pending.cancel());
  EXPECT_TRUE(pending.cancelled());
  EXPECT_TRUE(pending.done());
  EXPECT_THROW(pending.result(), CancelledError);
  EXPECT_THROW(pending.exception(), CancelledError);
  EXPECT_FALSE(pending.set_running_or_notify_cancel());

  Future<int> running;
  running.set_running_or_notify_cancel();
  EXPECT_FALSE(running.cancel());
  running.set_result(1);
  EXPECT_FALSE(running.cancel());
}

TEST(Future, RefusesASecondOutcome) {
  Future<int> future;
  future.set_result(1);
  EXPECT_THROW(future.set_result(2), InvalidStateError);
  EXPECT_THROW(future.set_exception(nullptr), InvalidStateError);
  EXPECT_THROW(future.set_running_or_notify_cancel(), InvalidStateError);
  EXPECT_EQ(future.result(), 1);
  Future<int> cancelled;
  cancelled.cancel();
  EXPECT_THROW(cancelled.set_result(2), InvalidStateError);
}

TEST(Future, CarriesWhatCanOnlyBeMoved) {
  Future<std::unique_ptr<int>> future;
  future.set_result(std::make_unique<int>(7));
  EXPECT_EQ(*future.result(), 7);
  const std::unique_ptr<int> mine = std::move(future).result();
  EXPECT_EQ(*mine, 7);
}

TEST(Future, CopiesAreHandlesToTheSameFuture) {
  Future<int> one;
  const Future<int> two = one;
  EXPECT_EQ(one, two);
  EXPECT_NE(one, Future<int>());
  one.set_result(3);
  EXPECT_EQ(two.result(), 3);
}

TEST(Future, ResultWaits) {
  Future<int> future;
  Interleaver threads;
  int got = 0;
  threads.start("waiter", [&] { got = future.result(); });
  threads.run_until_blocked("waiter");
  future.set_running_or_notify_cancel();
  EXPECT_TRUE(threads.blocked("waiter"));
  future.set_result(9);
  threads.finish("waiter");
  EXPECT_EQ(got, 9);
}

TEST(Future, AnOutcomeBetweenTheLookAndTheWaitIsNotLost) {
  Future<int> future;
  Interleaver threads;
  threads.start("waiter", [&] { EXPECT_EQ(future.result(), 9); });
  threads.run_to("waiter", "future.result:pending");
  future.set_result(9);
  threads.finish("waiter");
}

TEST(Future, WakesEveryWaiter) {
  Future<int> future;
  Interleaver threads;
  for (const char* name : {"a", "b", "c"}) {
    threads.start(name, [&] { future.result(); });
    threads.run_until_blocked(name);
  }
  future.cancel();
  for (const char* name : {"a", "b", "c"}) EXPECT_THROW(threads.finish(name), CancelledError);
}

TEST(Future, ResultTimesOutExactly) {
  ManualClock clock;
  Future<int> future;
  Interleaver threads(clock);
  threads.start("waiter", [&] { future.result(10); });
  threads.run_until_blocked("waiter");
  clock.advance(9);
  EXPECT_TRUE(threads.blocked("waiter"));
  clock.advance(1);
  EXPECT_THROW(threads.finish("waiter"), TimeoutError);
  EXPECT_EQ(future.state(), FutureState::pending);
  EXPECT_THROW(future.result(0), TimeoutError);
}

TEST(Future, ACancelledRunLetsWaitersOut) {
  Future<int> future;
  Interleaver threads;
  threads.start("waiter", [&] { future.result(); });
  threads.run_until_blocked("waiter");
  threads.request_stop();
  EXPECT_THROW(threads.finish("waiter"), Stopped);
  EXPECT_TRUE(future.cancel());  // the future itself knows nothing of it
}

TEST(FutureCallbacks, RunInOrderInTheThreadThatFinishes) {
  Future<int> future;
  std::vector<std::string> order;
  std::uint64_t ran_on = 0;
  future.add_done_callback(
      [&](const Future<int>& done) { order.push_back("first " + std::to_string(done.result())); });
  future.add_done_callback([&](const Future<int>& done) {
    EXPECT_EQ(done, future);
    ran_on = sync::this_thread_number();
    order.push_back("second");
  });
  std::uint64_t finisher = 0;
  Interleaver threads;
  threads.start("finisher", [&] {
    finisher = sync::this_thread_number();
    future.set_result(4);
  });
  threads.finish("finisher");
  EXPECT_EQ(order, (std::vector<std::string>{"first 4", "second"}));
  EXPECT_EQ(ran_on, finisher);
}

TEST(FutureCallbacks, RunAtOnceWhenDone) {
  Future<void> future;
  future.set_result();
  int calls = 0;
  future.add_done_callback([&](const Future<void>&) { ++calls; });
  EXPECT_EQ(calls, 1);
}

TEST(FutureCallbacks, RunWhenCancelled) {
  Future<int> future;
  bool cancelled = false;
  future.add_done_callback([&](const Future<int>& done) { cancelled = done.cancelled(); });
  future.cancel();
  future.cancel();
  EXPECT_TRUE(cancelled);
}

TEST(FutureCallbacks, AreGoneWhenTheyHaveRun) {
  Future<int> future;
  auto owned = std::make_shared<int>(0);
  const std::weak_ptr<int> watched = owned;
  future.add_done_callback([keep = std::move(owned)](const Future<int>&) {});
  EXPECT_FALSE(watched.expired());
  future.set_result(1);
  EXPECT_TRUE(watched.expired());
}

TEST(FutureCallbacks, ExceptionsAreLoggedAndStopNobody) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  Future<int> future;
  bool second = false;
  future.add_done_callback([](const Future<int>&) { throw std::runtime_error("oops"); });
  future.add_done_callback([](const Future<int>&) { throw Stopped{}; });
  future.add_done_callback([&](const Future<int>&) { second = true; });
  {
    const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", ""));
    EXPECT_NO_THROW(future.set_result(1));
  }
  EXPECT_TRUE(second);
  const trace::Trace trace = recorder.finish();
  ASSERT_EQ(trace.events.size(), 1u);
  EXPECT_EQ(trace.events[0].kind, trace::Kind::error);
  EXPECT_EQ(trace.notes, (std::vector<std::string>{"exception in a future's callback: oops"}));
}

}  // namespace
}  // namespace sp::exec
