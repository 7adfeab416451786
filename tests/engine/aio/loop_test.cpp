// The loop's own life, its timers, and laws. The programs are compared with what CPython printed
// (programs.py).
#include "engine/aio/loop.h"

#include <algorithm>
#include <memory>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/aio/run.h"
#include "engine/sync/context.h"
#include "tests/engine/aio/programs.h"

namespace sp::aio::testing {
namespace {

class Loop : public Programs {};

TEST_F(Loop, stopping) {
  auto background = [&](std::string name) -> Coro<> {
    for (int i = 0; i < 3; ++i) {
      log(name, i);
      co_await sleep(0);
    }
    log(name, "ends");
  };
  auto main = [&]() -> Coro<std::string> {
    loop.call_soon([&] { log("callback of main"); });
    co_return "main's result";
  };
  const auto task = loop.create_task(background("b"));
  log(loop.run_until_complete(main()));
  log("between", task.done());
  loop.call_soon([&] {
    loop.stop();
    loop.call_soon([&] { log("in the next run"); });
  });
  loop.call_soon([&] { log("after stop, same pass"); });
  loop.run_forever();
  log("stopped");
  const auto pending = loop.create_future<void>();
  loop.call_soon([&] { loop.stop(); });
  try {
    loop.run_until_complete(pending);
  } catch (const RuntimeError& e) {
    log("RuntimeError", e.what());
  }
  log(task.done());
  const auto failed = loop.create_task(failing("late", kSecond));
  try {
    loop.run_until_complete(failed);
  } catch (const ValueError& e) {
    log("ValueError", e.what());
  }
  check_log();
}

TEST_F(Loop, ending) {
  const sync::ContextScope context({.clock = &clock, .stop = {}, .group = {}});
  auto background = [&](std::string name) -> Coro<> {
    try {
      co_await sleep(10 * kSecond);
    } catch (const CancelledError&) {
      log(name, "cancelled");
    }
    co_await sleep(0);
    throw ValueError(name);
  };
  Task<> task;
  bool done = false;
  auto main = [&]() -> Coro<int> {
    running_loop().set_exception_handler(
        [&](const ErrorContext& c) { log("handler:", "'" + describe(c.exception) + "'"); });
    task = running_loop().create_task(background("b"));
    task.add_done_callback([&](const Future<>& f) { done = f.done(); });
    co_await sleep(kSecond);
    log("main ends");
    co_return 1;
  };
  log(run(main()));
  log(list(std::array{task.done()}));
  check_log();
  EXPECT_TRUE(done);
}

TEST_F(Loop, RunThrowsWhatMainThrewAfterTheOthersHaveEnded) {
  const sync::ContextScope context({.clock = &clock, .stop = {}, .group = {}});
  auto main = [&]() -> Coro<std::unique_ptr<int>> {
    running_loop().create_task(stubborn("other", kSecond));
    co_await sleep(1);
    throw ValueError("main");
  };
  EXPECT_THROW(run(main()), ValueError);
  EXPECT_EQ(log.lines(), (std::vector<std::string>{"other cancelled", "other cleaned up"}));
  auto owned = []() -> Coro<std::unique_ptr<int>> { co_return std::make_unique<int>(3); };
  EXPECT_EQ(*run(owned()), 3);
}

TEST_F(Loop, ErrorsOfTheLoopItself) {
  EXPECT_THROW(running_loop(), RuntimeError);
  EXPECT_FALSE(current_task());
  EXPECT_THROW(loop.create_task(Coro<int>()), RuntimeError);
  EventLoop other(clock);
  auto main = [&]() -> Coro<> {
    EXPECT_EQ(&running_loop(), &loop);
    EXPECT_TRUE(loop.is_running());
    EXPECT_EQ(current_task().name(), "Task-1");
    EXPECT_THROW(loop.run_until_complete(say("never", 0)), RuntimeError);
    EXPECT_THROW(loop.run_forever(), RuntimeError);
    EXPECT_THROW(other.run_forever(), RuntimeError);
    EXPECT_THROW(loop.close(), RuntimeError);
    co_return;
  };
  loop.run_until_complete(main());
  EXPECT_THROW(other.run_until_complete(loop.create_future<int>()), ValueError);
  EXPECT_FALSE(loop.is_running());
  loop.close();
  loop.close();
  EXPECT_TRUE(loop.is_closed());
  EXPECT_THROW(loop.call_soon([] {}), RuntimeError);
  EXPECT_THROW(loop.call_later(1, [] {}), RuntimeError);
  EXPECT_THROW(loop.call_soon_threadsafe([] {}), RuntimeError);
  EXPECT_THROW(loop.create_future<int>(), RuntimeError);
  EXPECT_THROW(loop.create_task(say("never", 0)), RuntimeError);
  EXPECT_THROW(loop.run_forever(), RuntimeError);
}

TEST_F(Loop, AFutureThatOutlivesItsLoopIsStillReadable) {
  Future<int> done;
  Future<int> pending;
  Task<> unfinished;
  {
    EventLoop other(clock);
    done = other.create_future<int>();
    done.set_result(1);
    pending = other.create_future<int>();
    auto waiter = [&]() -> Coro<> { co_await pending; };
    unfinished = other.create_task(waiter());
    other.call_soon([&] { other.stop(); });
    other.run_forever();
  }
  EXPECT_EQ(done.result(), 1);
  EXPECT_FALSE(unfinished.done());
  EXPECT_THROW(done.add_done_callback([](const Future<int>&) {}), RuntimeError);
  pending.set_result(2);
  EXPECT_EQ(pending.result(), 2);
  unfinished.cancel();
  EXPECT_EQ(unfinished.cancelling(), 1);
}

// base_events.py: more than 100 scheduled, and more than half of them cancelled.
TEST_F(Loop, CancelledTimersArePurgedWhenTheyAreMoreThanHalfOfMoreThanAHundred) {
  const auto pass = [&] {
    loop.call_soon([&] { loop.stop(); });
    loop.run_forever();
  };
  std::vector<TimerHandle> timers;
  for (int i = 0; i < 150; ++i) timers.push_back(loop.call_later(kSecond + i, [] {}));
  // Never the first, or those in front would go for being in front.
  for (int i = 0; i < 75; ++i) timers[static_cast<std::size_t>(149 - i)].cancel();
  pass();
  EXPECT_EQ(loop.scheduled_timers(), 150u);
  timers[1].cancel();
  timers[1].cancel();
  pass();
  EXPECT_EQ(loop.scheduled_timers(), 74u);

  timers.clear();
  for (int i = 0; i < 26; ++i) timers.push_back(loop.call_later(kSecond * 2 + i, [] {}));
  for (const TimerHandle& timer : timers) timer.cancel();
  for (int i = 0; i < 40; ++i) loop.call_later(kSecond * 3 + i, [] {}).cancel();
  pass();
  EXPECT_EQ(loop.scheduled_timers(), 74u + 66u) << "140, and 66 are no more than half";
}

TEST_F(Loop, CancelledTimersInFrontGoAtOnce) {
  loop.call_later(1, [] {}).cancel();
  loop.call_later(2, [] {}).cancel();
  loop.call_later(4, [] {});
  loop.call_later(5, [] {}).cancel();
  loop.call_soon([&] { loop.stop(); });
  loop.run_forever();
  EXPECT_EQ(loop.scheduled_timers(), 2u);
  EXPECT_EQ(clock.now(), 0) << "and nothing waited for them";
}

TEST_F(Loop, ACallbackMayCancelItself) {
  Handle handle;
  auto owned = std::make_shared<int>(1);
  handle = loop.call_soon([&, owned] {
    handle.cancel();
    EXPECT_EQ(*owned, 1);
    loop.stop();
  });
  loop.run_forever();
  EXPECT_EQ(owned.use_count(), 1);
}

TEST_F(Loop, CancellingFreesTheFunctionAtOnce) {
  auto owned = std::make_shared<int>(1);
  const TimerHandle timer = loop.call_later(kSecond, [owned] {});
  EXPECT_EQ(timer.when(), kSecond);
  EXPECT_EQ(owned.use_count(), 2);
  timer.cancel();
  EXPECT_TRUE(timer.cancelled());
  EXPECT_EQ(owned.use_count(), 1);
}

struct Plan {
  std::uint8_t delay;
  bool cancelled;
};

RC_GTEST_PROP(TimerLaw, FireByTimeThenInTheOrderOfScheduling, ()) {
  const auto plans = *rc::gen::container<std::vector<std::pair<std::uint8_t, bool>>>(rc::gen::pair(
      rc::gen::inRange<std::uint8_t>(0, 20), rc::gen::weightedElement<bool>({{1, true}, {2, false}})));
  ManualClock clock;
  EventLoop loop(clock);
  std::vector<std::pair<Nanos, std::size_t>> fired;
  std::vector<std::pair<Nanos, std::size_t>> expected;
  std::vector<TimerHandle> timers;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    const Nanos when = plans[i].first;
    timers.push_back(loop.call_at(when, [&, i] { fired.emplace_back(loop.time(), i); }));
    if (!plans[i].second) expected.emplace_back(when, i);
  }
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (plans[i].second) timers[i].cancel();
  }
  loop.call_at(100, [&] { loop.stop(); });
  loop.run_forever();
  std::sort(expected.begin(), expected.end());
  RC_ASSERT(fired == expected);
  RC_ASSERT(loop.scheduled_timers() == 0u);
}

}  // namespace
}  // namespace sp::aio::testing
