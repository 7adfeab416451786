// What other threads do to a loop: wake it, work for it, stop it.
#include <array>
#include <atomic>
#include <functional>
#include <latch>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/aio/run.h"
#include "engine/exec/thread_pool.h"
#include "engine/sync/context.h"
#include "tests/engine/aio/programs.h"
#include "tests/support/interleaver.h"

namespace sp::aio::testing {
namespace {

using test::Interleaver;

/// Makes calls in the test's own thread and time.
class InlineExecutor final : public exec::Executor {
 public:
  void execute(exec::Task task) override { tasks.push_back(std::move(task)); }
  void run_all() {
    for (exec::Task& task : tasks) task();
    tasks.clear();
  }
  std::vector<exec::Task> tasks;
};

TEST(Threadsafe, CallsFromOneThreadKeepTheirOrderAndNoneIsLost) {
  constexpr int kThreads = 3;
  constexpr int kCalls = 200;
  EventLoop loop(real_clock());
  std::array<int, kThreads> next{};
  int left = kThreads * kCalls;
  bool in_order = true;
  std::vector<std::jthread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kCalls; ++i) {
        loop.call_soon_threadsafe([&, t, i] {
          in_order &= next[t]++ == i;
          if (--left == 0) loop.stop();
        });
      }
    });
  }
  loop.run_forever();
  EXPECT_EQ(left, 0);
  EXPECT_TRUE(in_order);
}

TEST(Threadsafe, SetsAFutureThatATaskAwaits) {
  EventLoop loop(real_clock());
  const auto future = loop.create_future<int>();
  std::jthread thread([&] { loop.call_soon_threadsafe([&] { future.set_result(3); }); });
  EXPECT_EQ(loop.run_until_complete(future), 3);
}

// The loop has found nothing to do and is about to wait: a call that comes now wakes it all the same.
TEST(Threadsafe, ACallBetweenTheDecisionToWaitAndTheWaitIsNotLost) {
  Interleaver threads;
  EventLoop* loop = nullptr;
  std::function<void()> set;
  int result = 0;
  threads.start("loop", [&] {
    EventLoop own(real_clock());
    loop = &own;
    const auto future = own.create_future<int>();
    set = [&] { future.set_result(3); };
    result = own.run_until_complete(future);
  });
  threads.run_to("loop", "loop.select:before_wait");
  loop->call_soon_threadsafe([&] { set(); });
  threads.finish("loop");
  EXPECT_EQ(result, 3);
}

TEST(Threadsafe, ACallWakesALoopThatWaits) {
  Interleaver threads;
  EventLoop* loop = nullptr;
  threads.start("loop", [&] {
    EventLoop own(real_clock());
    loop = &own;
    own.run_forever();
  });
  threads.run_until_blocked("loop");
  loop->call_soon_threadsafe([loop] { loop->stop(); });
  threads.finish("loop");
}

TEST(Threadsafe, ATimerWakesALoopThatWaits) {
  EventLoop loop(real_clock());
  Nanos fired = 0;
  const TimerHandle timer = loop.call_later(kMillisecond, [&] {
    fired = loop.time();
    loop.stop();
  });
  loop.run_forever();
  EXPECT_GE(fired, timer.when());
}

TEST(Threadsafe, AManualClockThatAnotherThreadMovesNeedsItsOwnSelector) {
  ManualClock clock;
  Interleaver threads(clock);
  Nanos woken = 0;
  threads.start("loop", [&] {
    EventLoop loop(clock, std::make_unique<ConditionSelector>());
    loop.run_until_complete(Coro<>(sleep(5)));
    woken = clock.now();
  });
  threads.run_until_blocked("loop");
  threads.let_all_go();
  clock.advance(4);
  clock.await_waiters(1);
  EXPECT_FALSE(threads.finished("loop"));
  clock.advance(3);
  threads.finish("loop");
  EXPECT_EQ(woken, 7);
}

TEST(InExecutor, GivesResultsAndExceptions) {
  EventLoop loop(real_clock());
  exec::ThreadPool pool(2);
  auto main = [&]() -> Coro<int> {
    EXPECT_THROW(co_await loop.run_in_executor(pool, [] { throw ValueError("there"); }), ValueError);
    co_await loop.run_in_executor(pool, [] {});
    const auto owned = co_await loop.run_in_executor(pool, [] { return std::make_unique<int>(5); });
    std::vector<Future<int>> calls;
    for (int i = 0; i < 20; ++i) calls.push_back(loop.run_in_executor(pool, [i] { return i; }));
    int sum = *owned;
    for (const int value : co_await gather(calls)) sum += value;
    co_return sum;
  };
  EXPECT_EQ(loop.run_until_complete(main()), 5 + 190);
}

TEST(InExecutor, TheLoopGoesOnMeanwhile) {
  EventLoop loop(real_clock());
  exec::ThreadPool pool(1);
  std::latch gate(1);
  auto main = [&]() -> Coro<> {
    const auto call = loop.run_in_executor(pool, [&] { gate.wait(); });
    co_await sleep(kMillisecond);
    EXPECT_FALSE(call.done());
    gate.count_down();
    co_await call;
  };
  loop.run_until_complete(main());
}

TEST(InExecutor, CancellingBeforeItBeginsCancelsTheCall) {
  ManualClock clock;
  EventLoop loop(clock);
  InlineExecutor executor;
  bool ran = false;
  auto main = [&]() -> Coro<> {
    const auto call = loop.run_in_executor(executor, [&] { ran = true; });
    EXPECT_TRUE(call.cancel());
    EXPECT_THROW(co_await call, CancelledError);
    executor.run_all();
    co_await sleep(1);
  };
  loop.run_until_complete(main());
  EXPECT_FALSE(ran);
}

TEST(InExecutor, CancellingAfterwardsAbandonsTheOutcome) {
  EventLoop loop(real_clock());
  exec::ThreadPool pool(1);
  std::latch began(1);
  std::latch gate(1);
  std::atomic<bool> ended = false;
  auto main = [&]() -> Coro<> {
    const auto call = loop.run_in_executor(pool, [&] {
      began.count_down();
      gate.wait();
      ended = true;
    });
    began.wait();
    const auto next = loop.run_in_executor(pool, [] {});
    EXPECT_TRUE(call.cancel());
    EXPECT_THROW(co_await call, CancelledError);
    EXPECT_FALSE(ended);
    gate.count_down();
    co_await next;
    EXPECT_TRUE(ended);
    EXPECT_TRUE(call.cancelled());
  };
  loop.run_until_complete(main());
}

TEST(InExecutor, AnExecutorThatDropsTheCallCancelsIt) {
  ManualClock clock;
  EventLoop loop(clock);
  InlineExecutor executor;
  auto main = [&]() -> Coro<> {
    const auto call = loop.run_in_executor(executor, [] { return 1; });
    executor.tasks.clear();
    EXPECT_THROW(co_await call, CancelledError);
  };
  loop.run_until_complete(main());
}

TEST(InExecutor, ALoopThatIsGoneDoesNotMind) {
  exec::ThreadPool pool(1);
  std::latch gate(1);
  auto owned = std::make_shared<int>(1);
  {
    EventLoop loop(real_clock());
    auto waiter = [&]() -> Coro<> {
      co_await loop.run_in_executor(pool, [&gate, owned] {
        gate.wait();
        return owned;
      });
    };
    const auto task = loop.create_task(waiter());
    loop.run_until_complete(Coro<>(sleep(0)));
    loop.run_until_complete(Coro<>(sleep(0)));
  }
  gate.count_down();
  pool.shutdown();
  EXPECT_EQ(owned.use_count(), 1);
}

TEST(InExecutor, VirtualTimeStandsStillMeanwhile) {
  ManualClock clock;
  EventLoop loop(clock);
  exec::ThreadPool pool(1);
  std::latch gate(1);
  auto main = [&]() -> Coro<> {
    loop.call_later(kSecond, [] {});
    std::jthread opener;
    const auto call = loop.run_in_executor(pool, [&] { gate.wait(); });
    loop.call_soon([&] { opener = std::jthread([&] { gate.count_down(); }); });
    co_await call;
    EXPECT_EQ(clock.now(), 0);
  };
  loop.run_until_complete(main());
}

TEST(InExecutor, VirtualTimePassesForACallThatSleepsInIt) {
  ManualClock clock;
  const sync::ContextScope context({.clock = &clock, .stop = {}, .group = {}});
  EventLoop loop(clock);
  exec::ThreadPool pool(1);
  std::vector<Nanos> ticks;
  auto main = [&]() -> Coro<> {
    loop.call_later(kSecond, [&] { ticks.push_back(clock.now()); });
    co_await loop.run_in_executor(pool, [] { sync::sleep(3 * kSecond); });
    ticks.push_back(clock.now());
  };
  loop.run_until_complete(main());
  EXPECT_EQ(ticks, (std::vector<Nanos>{kSecond, 3 * kSecond}));
}

class Stop : public Programs {
 protected:
  sync::Context context() { return {.clock = &clock, .stop = source.get_token(), .group = {}}; }
  StopSource source;
};

TEST_F(Stop, CancelsTheTasksAndThrows) {
  const sync::ContextScope scope(context());
  auto main = [&]() -> Coro<> {
    loop.create_task(stubborn("other", kSecond));
    co_await sleep(1);
    source.request_stop();
    loop.call_soon([&] { log("goes on within the pass"); });
    co_await sleep(kSecond);
    log("unexpected");
  };
  loop.call_later(2 * kSecond, [&] { log("unexpected"); });
  EXPECT_THROW(loop.run_until_complete(main()), Stopped);
  EXPECT_EQ(log.lines(),
            (std::vector<std::string>{"goes on within the pass", "other cancelled", "other cleaned up"}));
  EXPECT_EQ(clock.now(), 1);
  EXPECT_EQ(loop.pending_tasks(), 0u);
}

TEST_F(Stop, ComesThroughTasksThatDoNotWantToEnd) {
  const sync::ContextScope scope(context());
  auto undying = [&]() -> Coro<> {
    for (;;) {
      try {
        co_await sleep(kSecond);
      } catch (const CancelledError&) {
        log("no");
      }
    }
  };
  auto busy = [&]() -> Coro<> {
    for (;;) {
      try {
        co_await sleep(0);
      } catch (const CancelledError&) {
      }
    }
  };
  loop.create_task(undying());
  loop.create_task(busy());
  loop.call_later(kSecond / 2, [&] { source.request_stop(); });
  // busy never lets virtual time pass: somebody else does.
  loop.call_soon([&] { clock.advance(kSecond); });
  EXPECT_THROW(loop.run_forever(), Stopped);
  EXPECT_EQ(log.lines(), std::vector<std::string>{"no"});
}

TEST_F(Stop, StoppedByATaskEndsTheLoop) {
  const sync::ContextScope scope(context());
  auto calculating = [&]() -> Coro<> {
    source.request_stop();
    sync::checkpoint();
    log("unexpected");
    co_return;
  };
  auto other = [&]() -> Coro<> {
    try {
      co_await sleep(kSecond);
    } catch (const CancelledError&) {
      log("cancelled");
      sync::checkpoint();  // throws again
    }
  };
  loop.create_task(other());
  const auto task = loop.create_task(calculating());
  EXPECT_THROW(loop.run_forever(), Stopped);
  EXPECT_EQ(log.lines(), std::vector<std::string>{"cancelled"});
  EXPECT_THROW(task.result(), Stopped);
  EXPECT_THROW(loop.run_forever(), Stopped) << "and stays stopped";
}

TEST(StopFromAnotherThread, WakesALoopThatWaits) {
  Interleaver threads;
  bool cancelled = false;
  threads.start("loop", [&] {
    auto main = [&]() -> Coro<> {
      try {
        co_await running_loop().create_future();
      } catch (const CancelledError&) {
        cancelled = true;
        throw;
      }
    };
    run(main());
  });
  threads.run_until_blocked("loop");
  threads.request_stop();
  EXPECT_THROW(threads.finish("loop"), Stopped);
  EXPECT_TRUE(cancelled);
}

TEST(StopFromAnotherThread, EndsALoopThatNeverWaits) {
  StopSource source;
  const sync::ContextScope scope({.clock = &real_clock(), .stop = source.get_token(), .group = {}});
  EventLoop loop(real_clock());
  std::latch busy(1);
  auto spinning = [&]() -> Coro<> {
    busy.count_down();
    for (;;) co_await sleep(0);
  };
  std::jthread stopper([&] {
    busy.wait();
    source.request_stop();
  });
  EXPECT_THROW(loop.run_until_complete(spinning()), Stopped);
}

}  // namespace
}  // namespace sp::aio::testing
