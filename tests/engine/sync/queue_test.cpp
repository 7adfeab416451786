#include "engine/sync/queue.h"

#include <algorithm>
#include <memory>
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

TEST(Queue, FirstInFirstOut) {
  Queue<int> queue;
  for (int i = 0; i < 5; ++i) queue.put(i);
  EXPECT_EQ(queue.qsize(), 5u);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(queue.get(), i);
  EXPECT_TRUE(queue.empty());
}

TEST(Queue, NowaitThrowsFullAndEmpty) {
  Queue<int> queue(1);
  EXPECT_THROW(queue.get_nowait(), Empty);
  queue.put_nowait(7);
  EXPECT_TRUE(queue.full());
  EXPECT_THROW(queue.put_nowait(8), Full);
  EXPECT_EQ(queue.get_nowait(), 7);
}

TEST(Queue, CarriesWhatCanOnlyBeMoved) {
  Queue<std::unique_ptr<int>> queue(1);
  queue.put(std::make_unique<int>(3));
  EXPECT_EQ(*queue.get(), 3);
}

// The order of checks in Lib/queue.py: put looks at the timeout of a bounded queue only, get always.
TEST(Queue, NegativeTimeoutsAreValueErrorsWherePythonSaysSo) {
  Queue<int> bounded(2);
  Queue<int> unbounded;
  EXPECT_THROW(bounded.put_for(1, -1), ValueError);
  EXPECT_NO_THROW(unbounded.put_for(1, -1));
  EXPECT_THROW(unbounded.get_for(-1), ValueError);
  unbounded.shutdown(true);
  EXPECT_THROW(unbounded.get_for(-1), ShutDown);
}

TEST(Queue, TimeoutsAreExact) {
  ManualClock clock;
  Queue<int> queue(1);
  Interleaver threads(clock);
  threads.start("getter", [&] { queue.get_for(10); });
  threads.run_until_blocked("getter");
  clock.await_waiters(1);
  clock.advance(9);
  EXPECT_TRUE(threads.blocked("getter"));
  clock.advance(1);
  EXPECT_THROW(threads.finish("getter"), Empty);

  queue.put(1);
  threads.start("putter", [&] { queue.put_for(2, 10); });
  threads.run_until_blocked("putter");
  clock.advance(10);
  EXPECT_THROW(threads.finish("putter"), Full);
  EXPECT_EQ(queue.qsize(), 1u);
}

TEST(Queue, PutBetweenTheGettersLookAndItsWaitIsNotLost) {
  Queue<int> queue;
  Interleaver threads;
  int got = 0;
  threads.start("getter", [&] { got = queue.get(); });
  threads.run_to("getter", "queue.get:empty");
  queue.put(5);
  threads.finish("getter");
  EXPECT_EQ(got, 5);
}

TEST(Queue, GetBetweenThePuttersLookAndItsWaitIsNotLost) {
  Queue<int> queue(1);
  Interleaver threads;
  queue.put(1);
  threads.start("putter", [&] { queue.put(2); });
  threads.run_to("putter", "queue.put:full");
  EXPECT_EQ(queue.get(), 1);
  threads.finish("putter");
  EXPECT_EQ(queue.get(), 2);
}

TEST(Queue, EachPutWakesTheLongestWaitingGetterOnly) {
  Queue<int> queue;
  Interleaver threads;
  int first = 0;
  int second = 0;
  threads.start("first", [&] { first = queue.get(); });
  threads.run_until_blocked("first");
  threads.start("second", [&] { second = queue.get(); });
  threads.run_until_blocked("second");
  queue.put(1);
  EXPECT_FALSE(threads.blocked("first"));
  EXPECT_TRUE(threads.blocked("second"));
  queue.put(2);
  EXPECT_FALSE(threads.blocked("second"));
  threads.finish("first");
  threads.finish("second");
  EXPECT_EQ(first + second, 3);
}

TEST(Queue, AWokenGetterWhoseItemIsTakenGoesBackToItsPlace) {
  Queue<int> queue;
  Interleaver threads;
  int first = 0;
  int second = 0;
  threads.start("first", [&] { first = queue.get(); });
  threads.run_until_blocked("first");
  threads.start("second", [&] { second = queue.get(); });
  threads.run_until_blocked("second");
  queue.put(1);
  threads.run_to("first", "queue.get:woken");
  EXPECT_EQ(queue.get_nowait(), 1);  // overtakes
  threads.run_until_blocked("first");
  queue.put(2);
  EXPECT_FALSE(threads.blocked("first"));
  EXPECT_TRUE(threads.blocked("second"));
  threads.finish("first");
  queue.put(3);
  threads.finish("second");
  EXPECT_EQ(first, 2);
  EXPECT_EQ(second, 3);
}

TEST(Queue, AGetterThatIsWokenAndCancelledTakesItsItem) {
  Queue<int> queue;
  Interleaver threads;
  int got = 0;
  threads.start("getter", [&] { got = queue.get(); });
  threads.run_until_blocked("getter");
  queue.put(4);
  threads.run_to("getter", "queue.get:woken");
  threads.request_stop();
  threads.finish("getter");
  EXPECT_EQ(got, 4);
}

TEST(Queue, AGetterWhoseTimeRanOutTakesAnItemThatCameMeanwhile) {
  ManualClock clock;
  Queue<int> queue;
  Interleaver threads(clock);
  int got = 0;
  threads.start("getter", [&] { got = queue.get_for(10); });
  threads.run_until_blocked("getter");
  clock.advance(10);
  threads.run_to("getter", "queue.get:woken");
  queue.put(6);  // wakes nobody: the getter is out of the list
  threads.finish("getter");
  EXPECT_EQ(got, 6);
}

TEST(Queue, CancelledWaitersGetOutAndTheQueueStaysSound) {
  Queue<int> queue(1);
  Queue<int> other;
  Interleaver threads;
  queue.put(1);
  threads.start("putter", [&] { queue.put(2); });
  threads.start("getter", [&] { other.get(); });
  threads.start("joiner", [&] { queue.join(); });
  for (const char* name : {"putter", "getter", "joiner"}) threads.run_until_blocked(name);
  threads.request_stop();
  for (const char* name : {"putter", "getter", "joiner"}) EXPECT_THROW(threads.finish(name), Stopped);
  EXPECT_EQ(queue.get_nowait(), 1);
  EXPECT_TRUE(queue.empty());
}

TEST(Queue, JoinWaitsForTaskDoneOfEveryItem) {
  Queue<int> queue;
  queue.join();  // nothing unfinished
  queue.put(1);
  queue.put(2);
  Interleaver threads;
  threads.start("joiner", [&] { queue.join(); });
  threads.run_until_blocked("joiner");
  queue.get();
  queue.get();
  EXPECT_TRUE(threads.blocked("joiner"));
  queue.task_done();
  EXPECT_TRUE(threads.blocked("joiner"));
  queue.task_done();
  EXPECT_FALSE(threads.blocked("joiner"));
  threads.finish("joiner");
  EXPECT_THROW(queue.task_done(), ValueError);
}

TEST(QueueShutdown, LetsGettersDrainAndRefusesPuts) {
  Queue<int> queue;
  queue.put(1);
  queue.shutdown();
  EXPECT_TRUE(queue.is_shutdown());
  EXPECT_THROW(queue.put(2), ShutDown);
  EXPECT_THROW(queue.put_nowait(2), ShutDown);
  EXPECT_EQ(queue.get(), 1);
  EXPECT_THROW(queue.get(), ShutDown);
  EXPECT_THROW(queue.get_nowait(), ShutDown);
  EXPECT_THROW(queue.get_for(5), ShutDown);
}

TEST(QueueShutdown, WakesEveryWaiter) {
  Queue<int> empty;
  Queue<int> full(1);
  full.put(1);
  Interleaver threads;
  threads.start("getter 1", [&] { empty.get(); });
  threads.start("getter 2", [&] { empty.get(); });
  threads.start("putter", [&] { full.put(2); });
  for (const char* name : {"getter 1", "getter 2", "putter"}) threads.run_until_blocked(name);
  empty.shutdown();
  full.shutdown();
  for (const char* name : {"getter 1", "getter 2", "putter"}) EXPECT_THROW(threads.finish(name), ShutDown);
  EXPECT_EQ(full.get(), 1);
}

TEST(QueueShutdown, ImmediateThrowsItemsAwayAndCountsThemDone) {
  Queue<int> queue;
  for (int i = 0; i < 3; ++i) queue.put(i);
  Interleaver threads;
  threads.start("joiner", [&] { queue.join(); });
  threads.run_until_blocked("joiner");
  queue.get();  // one in hand
  queue.shutdown(true);
  EXPECT_TRUE(threads.blocked("joiner"));
  EXPECT_THROW(queue.get(), ShutDown);
  queue.task_done();
  threads.finish("joiner");
}

TEST(QueueShutdown, ImmediateLetsJoinersGoWhenNothingIsInHand) {
  Queue<int> queue;
  queue.put(1);
  Interleaver threads;
  threads.start("joiner", [&] { queue.join(); });
  threads.run_until_blocked("joiner");
  queue.shutdown(true);
  threads.finish("joiner");
}

// An item that calls back into its queue when it is destroyed: the mutex must not be held then.
struct LooksAtItsQueue {
  Queue<std::unique_ptr<LooksAtItsQueue>>* queue;
  std::size_t* seen;
  ~LooksAtItsQueue() { *seen = queue->qsize(); }
};

TEST(QueueShutdown, DestroysItemsOutsideItsMutex) {
  Queue<std::unique_ptr<LooksAtItsQueue>> queue;
  std::size_t seen = 99;
  queue.put(std::unique_ptr<LooksAtItsQueue>(new LooksAtItsQueue{&queue, &seen}));
  queue.shutdown(true);
  EXPECT_EQ(seen, 0u);
}

TEST(QueueTrace, DrawsAnArrowFromPutToGet) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", ""));
  Queue<int> queue(0, "jobs");
  Interleaver threads(clock, &recorder);
  threads.start("getter", [&] { queue.get(); });
  threads.run_until_blocked("getter");
  clock.advance(5);
  queue.put(1);
  clock.advance(5);
  threads.finish("getter");

  const trace::Trace trace = recorder.finish();
  const std::vector<trace::Arrow> arrows = trace::arrows(trace);
  ASSERT_EQ(arrows.size(), 1u);
  EXPECT_EQ(arrows[0].from_lane.value, 0u);
  EXPECT_EQ(arrows[0].to_lane.value, 1u);
  EXPECT_EQ(arrows[0].t0, 5);
  EXPECT_EQ(arrows[0].t1, 10);
  const auto put = std::find_if(trace.events.begin(), trace.events.end(),
                                [](const trace::Event& event) { return event.kind == trace::Kind::put; });
  ASSERT_NE(put, trace.events.end());
  EXPECT_EQ(put->arg, 1);
}

}  // namespace
}  // namespace sp::sync
