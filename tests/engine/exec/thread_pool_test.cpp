#include "engine/exec/thread_pool.h"

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/sync/lock.h"
#include "engine/sync/queue.h"
#include "engine/trace/analysis.h"
#include "engine/trace/recorder.h"
#include "tests/support/interleaver.h"

namespace sp::exec {
namespace {

using test::Interleaver;

TEST(ThreadPool, RunsWhatIsSubmitted) {
  ThreadPool pool(2);
  Future<int> sum = pool.submit([] { return 2 + 3; });
  Future<std::unique_ptr<int>> moved =
      pool.submit([box = std::make_unique<int>(6)]() mutable { return std::move(box); });
  Future<void> failing = pool.submit([] { throw std::out_of_range("far"); });
  EXPECT_EQ(sum.result(), 5);
  EXPECT_EQ(*moved.result(), 6);
  EXPECT_THROW(failing.result(), std::out_of_range);
  EXPECT_EQ(pool.submit([] { return std::string("from a temporary"); }).result(), "from a temporary");
}

TEST(ThreadPool, NeedsAWorker) {
  EXPECT_THROW(ThreadPool(0), ValueError);
}

TEST(ThreadPool, RunsTasksInTheOrderOfTheirSubmission) {
  std::vector<int> order;
  {
    ThreadPool pool(1);
    for (int i = 0; i < 20; ++i) pool.submit([&order, i] { order.push_back(i); });
  }
  std::vector<int> expected(20);
  for (int i = 0; i < 20; ++i) expected[static_cast<std::size_t>(i)] = i;
  EXPECT_EQ(order, expected);
}

TEST(ThreadPool, StartsAWorkerOnlyWhenNoneIsIdle) {
  Interleaver threads;
  sync::Lock busy;
  busy.acquire();
  threads.start("submitter", [&] {
    ThreadPool pool(2, "pool");
    EXPECT_EQ(pool.workers(), 0u);
    pool.submit([] {});
    sync::schedule_point("one submitted");
    EXPECT_EQ(pool.workers(), 1u);
    pool.submit([&] { sync::Guard guard(busy); });
    EXPECT_EQ(pool.workers(), 1u);  // it was idle
    sync::schedule_point("two submitted");
    pool.submit([] {});
    EXPECT_EQ(pool.workers(), 2u);  // it was busy
    pool.submit([] {});
    EXPECT_EQ(pool.workers(), 2u);  // no more than that
    sync::schedule_point("all submitted");
  });
  threads.run_to("submitter", "one submitted");
  threads.run_until_blocked("pool_0");  // has run it, and waits for the next
  threads.run_to("submitter", "two submitted");
  threads.run_until_blocked("pool_0");  // in the lock
  threads.run_to("submitter", "all submitted");
  threads.let_all_go();
  busy.release();
  threads.finish("submitter");
}

TEST(ThreadPool, ASubmitBetweenTheWorkersLookAndItsWaitIsNotLost) {
  Interleaver threads;
  std::optional<ThreadPool> pool;
  threads.start("submitter", [&] {
    pool.emplace(1, "pool");
    pool->submit([] {});
    sync::schedule_point("one submitted");
    EXPECT_EQ(pool->submit([] { return 1; }).result(), 1);
  });
  threads.run_to("submitter", "one submitted");
  threads.run_to("pool_0", "pool.worker:idle");
  threads.run_until_blocked("submitter");  // waits for the second
  threads.run_until_blocked("pool_0");     // has run it
  threads.finish("submitter");
  threads.let_all_go();
  pool.reset();
}

// Two tasks that need each other: the second must get a worker of its own although the first one's was woken
// for it.
TEST(ThreadPool, TasksThatWaitForEachOtherRunTogether) {
  ThreadPool pool(2);
  for (int round = 0; round < 50; ++round) {
    sync::Queue<int> forth;
    sync::Queue<int> back;
    Future<void> ping = pool.submit([&] {
      forth.put(1);
      back.get();
    });
    Future<void> pong = pool.submit([&] {
      forth.get();
      back.put(1);
    });
    ping.result();
    pong.result();
  }
}

TEST(ThreadPool, CancelledFuturesDoNotRun) {
  sync::Lock busy;
  busy.acquire();
  bool ran = false;
  ThreadPool pool(1);
  pool.submit([&] { sync::Guard guard(busy); });
  Future<void> future = pool.submit([&] { ran = true; });
  EXPECT_TRUE(future.cancel());
  busy.release();
  pool.shutdown();
  EXPECT_FALSE(ran);
  EXPECT_THROW(future.result(), CancelledError);
}

TEST(ThreadPoolShutdown, RefusesNewTasksAndRunsTheQueuedOnes) {
  ThreadPool pool(1);
  int runs = 0;
  for (int i = 0; i < 5; ++i) pool.submit([&] { ++runs; });
  pool.shutdown();
  EXPECT_EQ(runs, 5);
  EXPECT_THROW(pool.submit([] {}), RuntimeError);
  pool.shutdown();
}

TEST(ThreadPoolShutdown, CanCancelWhatDidNotBegin) {
  Interleaver threads;
  std::optional<ThreadPool> pool;
  sync::Lock busy;
  busy.acquire();
  Future<void> first;
  Future<void> second;
  threads.start("submitter", [&] {
    pool.emplace(1, "pool");
    first = pool->submit([&] { sync::Guard guard(busy); });
    second = pool->submit([] {});
  });
  threads.finish("submitter");
  threads.run_until_blocked("pool_0");
  pool->shutdown(false, true);
  EXPECT_TRUE(second.cancelled());
  EXPECT_TRUE(first.running());
  busy.release();
  threads.finish("pool_0");
  EXPECT_FALSE(first.cancelled());
  pool.reset();
}

TEST(ThreadPoolShutdown, WaitsForTheWorkers) {
  Interleaver threads;
  sync::Lock busy;
  busy.acquire();
  threads.start("owner", [&] {
    ThreadPool pool(2, "pool");
    pool.submit([&] { sync::Guard guard(busy); });
    pool.shutdown();
  });
  threads.run_until_blocked("owner");
  threads.run_until_blocked("pool_0");
  EXPECT_TRUE(threads.blocked("owner"));
  busy.release();
  threads.let_go("pool_0");
  threads.finish("owner");
}

TEST(ThreadPoolShutdown, ByAWorkerCannotWait) {
  ThreadPool pool(1);
  Future<void> future = pool.submit([&] { pool.shutdown(true); });
  EXPECT_THROW(future.result(), RuntimeError);
}

TEST(ThreadPoolStop, EndsTheWorkersAndCancelsWhatDidNotBegin) {
  Interleaver threads;
  sync::Lock busy;
  busy.acquire();
  Future<void> first;
  Future<void> second;
  threads.start("submitter", [&] {
    ThreadPool pool(1, "pool");
    first = pool.submit([&] { sync::Guard guard(busy); });
    second = pool.submit([] {});
    sync::schedule_point("submitted");
    EXPECT_THROW(pool.submit([] {}), Stopped);
  });
  threads.run_to("submitter", "submitted");
  threads.run_until_blocked("pool_0");
  threads.request_stop();
  threads.finish("pool_0");
  EXPECT_THROW(first.result(), Stopped);
  EXPECT_TRUE(second.cancelled());
  threads.finish("submitter");
}

TEST(ThreadPoolStop, EndsIdleWorkers) {
  Interleaver threads;
  threads.start("owner", [&] {
    ThreadPool pool(1, "pool");
    pool.submit([] {});
    sync::schedule_point("submitted");
  });
  threads.run_to("owner", "submitted");
  threads.run_until_blocked("pool_0");
  threads.request_stop();
  threads.finish("pool_0");
  threads.finish("owner");
}

TEST(ThreadPoolMap, KeepsTheOrderOfItems) {
  ThreadPool pool(3);
  const std::vector<int> items{1, 2, 3, 4, 5};
  EXPECT_EQ(pool.map([](int x) { return x * x; }, items), (std::vector<int>{1, 4, 9, 16, 25}));
}

TEST(ThreadPoolMap, RethrowsAndCancelsTheRest) {
  ThreadPool pool(1);
  std::set<int> ran;
  EXPECT_THROW(pool.map(
                   [&](int x) {
                     ran.insert(x);
                     if (x == 0) throw std::out_of_range("zero");
                   },
                   std::vector<int>{0, 1, 2, 3}),
               std::out_of_range);
  pool.shutdown();
  EXPECT_TRUE(ran.contains(0));
}

TEST(ThreadPoolTrace, WorkersAreLanesWithArrowsFromTheSubmitter) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  const sync::ContextScope scope({.clock = &clock, .stop = {}, .group = "g"});
  const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", "g"));
  {
    ThreadPool pool(1, "crew");
    pool.submit([] {}).result();
    pool.submit([] {}).result();
  }
  const trace::Trace trace = recorder.finish();
  ASSERT_EQ(trace.lanes.size(), 2u);
  EXPECT_EQ(trace.lanes[1].name, "crew_0");
  EXPECT_EQ(trace.lanes[1].kind, trace::LaneKind::worker);
  EXPECT_EQ(trace.lanes[1].group, "g");
  ASSERT_EQ(trace.objects.size(), 1u);
  EXPECT_EQ(trace.objects[0].type, "ThreadPool");
  int sent = 0;
  int received = 0;
  for (const trace::Event& event : trace.events) {
    sent += event.kind == trace::Kind::send && event.lane == 0 ? 1 : 0;
    received += event.kind == trace::Kind::receive && event.lane == 1 ? 1 : 0;
  }
  EXPECT_EQ(sent, 2);
  EXPECT_EQ(received, 2);
}

/// What a thread of the law below does to the pool.
enum class Act : int { submit, cancel_last, shutdown, shutdown_cancel };

RC_GTEST_PROP(ThreadPoolLaw, EveryTaskRunsOnceOrIsCancelled, ()) {
  const auto workers = *rc::gen::inRange<std::size_t>(1, 4);
  const auto scripts = *rc::gen::container<std::vector<std::vector<Act>>>(
      3, rc::gen::container<std::vector<Act>>(rc::gen::weightedElement<Act>(
             {{20, Act::submit}, {8, Act::cancel_last}, {1, Act::shutdown}, {1, Act::shutdown_cancel}})));
  const bool stop_it = *rc::gen::weightedElement<bool>({{3, false}, {1, true}});

  struct Submitted {
    std::shared_ptr<std::atomic<int>> runs;
    Future<void> future;
    bool cancelled = false;  ///< cancel() said so
  };
  std::vector<std::vector<Submitted>> submitted(scripts.size());
  StopSource source;
  {
    const sync::ContextScope scope({.clock = &real_clock(), .stop = source.get_token(), .group = {}});
    ThreadPool pool(workers);
    std::vector<sync::Thread> threads;
    for (std::size_t i = 0; i < scripts.size(); ++i) {
      threads.emplace_back("script", [&, i] {
        for (const Act act : scripts[i]) {
          try {
            if (act == Act::submit) {
              auto runs = std::make_shared<std::atomic<int>>(0);
              Future<void> future = pool.submit([runs] { runs->fetch_add(1); });
              submitted[i].push_back({runs, future});
            }
          } catch (const RuntimeError&) {
            // after a shutdown
          }
          if (act == Act::cancel_last && !submitted[i].empty()) {
            submitted[i].back().cancelled = submitted[i].back().future.cancel();
          }
          if (act == Act::shutdown) pool.shutdown(false);
          if (act == Act::shutdown_cancel) pool.shutdown(false, true);
        }
      });
    }
    if (stop_it) source.request_stop();
  }
  for (const auto& own : submitted) {
    for (const Submitted& task : own) {
      RC_ASSERT(task.future.done());
      RC_ASSERT(task.runs->load() == (task.future.cancelled() ? 0 : 1));
      RC_ASSERT(!task.cancelled || task.future.cancelled());
    }
  }
}

}  // namespace
}  // namespace sp::exec
