// Cancellation and timeouts, compared with what CPython printed for the programs of the same names
// (programs.py).
#include <array>

#include "engine/aio/wait_for.h"
#include "tests/engine/aio/programs.h"

namespace sp::aio::testing {
namespace {

class Cancel : public Programs {};

TEST_F(Cancel, cancel_before_the_first_step) {
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(say("never", 1));
    const bool asked = task.cancel("early");
    log(asked, task.cancelled(), task.cancelling());
    try {
      co_await task;
    } catch (const CancelledError& e) {
      log("cancelled", e.message());
    }
    log(task.cancelled(), task.done(), task.cancel());
  };
  check(main());
}

TEST_F(Cancel, cancel_a_sleeper) {
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(stubborn("s", 10 * kSecond));
    co_await sleep(kSecond);
    log(task.cancel("now"));
    loop.call_soon([&] { log("callback"); });
    co_await sleep(0);
    log("main");
    try {
      co_await task;
    } catch (const CancelledError&) {
      log("main sees it", now());
    }
    log(task.cancelled());
  };
  check(main());
}

TEST_F(Cancel, cancel_that_is_swallowed) {
  auto swallow = [&]() -> Coro<std::string> {
    try {
      co_await sleep(10 * kSecond);
    } catch (const CancelledError&) {
      log("swallowed");
    }
    co_await sleep(kSecond);
    co_return "alive";
  };
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(swallow());
    co_await sleep(0);
    task.cancel();
    const std::string result = co_await task;
    log(result, task.cancelled(), task.cancelling(), now());
  };
  check(main());
}

TEST_F(Cancel, cancel_reaches_the_innermost_task) {
  auto outer = [&](Task<> inner) -> Coro<> {
    try {
      co_await inner;
    } catch (const CancelledError&) {
      log("outer cancelled, inner cancelled:", inner.cancelled());
      throw;
    }
  };
  auto main = [&]() -> Coro<> {
    const auto inner = loop.create_task(stubborn("inner", 10 * kSecond));
    const auto middle = loop.create_task(outer(inner));
    const auto top = loop.create_task(outer(middle));
    co_await sleep(kSecond);
    top.cancel("all of it");
    log(inner.cancelling(), middle.cancelling(), top.cancelling());
    try {
      co_await top;
    } catch (const CancelledError&) {
      log("main sees it");
    }
    log(inner.cancelled(), middle.cancelled(), top.cancelled());
  };
  check(main());
}

TEST_F(Cancel, cancel_a_future_under_a_task) {
  const auto future = loop.create_future<int>();
  auto waiter = [&]() -> Coro<> {
    try {
      co_await future;
    } catch (const CancelledError& e) {
      log("waiter", e.message());
      throw;
    }
  };
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(waiter());
    co_await sleep(0);
    future.cancel("gone");
    co_await sleep(0);
    co_await sleep(0);
    log(task.cancelled(), task.cancelling());
  };
  check(main());
}

TEST_F(Cancel, cancel_between_wake_and_step) {
  const auto future = loop.create_future<int>();
  auto waiter = [&]() -> Coro<> {
    bool cancelled = false;
    try {
      log("got", co_await future);
    } catch (const CancelledError& e) {
      log("cancelled", e.message());
      cancelled = true;
    }
    if (cancelled) {
      co_await sleep(0);
      log("result was there:", future.result());
    }
  };
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(waiter());
    co_await sleep(0);
    future.set_result(1);
    log(task.cancel("late"));
    co_await task;
    log(task.cancelled());
  };
  check(main());
}

TEST_F(Cancel, cancel_oneself) {
  auto suicidal = [&]() -> Coro<> {
    current_task().cancel("myself");
    log("still here");
    try {
      co_await sleep(5 * kSecond);
    } catch (const CancelledError& e) {
      log("cancelled", e.message(), now());
      throw;
    }
  };
  auto main = [&]() -> Coro<> {
    try {
      co_await loop.create_task(suicidal());
    } catch (const CancelledError&) {
      log("main sees it");
    }
  };
  check(main());
}

TEST_F(Cancel, cancel_after_the_last_await) {
  auto ends = []() -> Coro<int> {
    current_task().cancel();
    co_return 1;
  };
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(ends());
    co_await sleep(0);
    co_await sleep(0);
    log(task.done(), task.cancelled());
  };
  check(main());
}

TEST_F(Cancel, cancel_twice_while_cleaning_up) {
  auto cleaning = [&]() -> Coro<> {
    try {
      co_await sleep(10 * kSecond);
    } catch (const CancelledError&) {
      log("first");
    }
    try {
      co_await sleep(10 * kSecond);
    } catch (const CancelledError&) {
      log("second");
      throw;
    }
  };
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(cleaning());
    co_await sleep(0);
    task.cancel();
    co_await sleep(kSecond);
    task.cancel();
    log(task.cancelling());
    co_await sleep(0);
    co_await sleep(0);
    log(task.cancelled(), now());
  };
  check(main());
}

TEST_F(Cancel, raising_cancelled_error_cancels) {
  auto gives_up = []() -> Coro<> {
    throw CancelledError("by hand");
    co_return;
  };
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(gives_up());
    try {
      co_await task;
    } catch (const CancelledError& e) {
      log(e.message(), task.cancelled());
    }
  };
  check(main());
}

TEST_F(Cancel, uncancel_counts) {
  auto patient = [&]() -> Coro<std::string> {
    for (int i = 0; i < 2; ++i) {
      try {
        co_await sleep(10 * kSecond);
      } catch (const CancelledError&) {
        log("cancelling", current_task().cancelling());
        log("left", current_task().uncancel());
      }
    }
    co_return "done";
  };
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(patient());
    co_await sleep(0);
    task.cancel();
    co_await sleep(kSecond);
    task.cancel();
    const std::string result = co_await task;
    log(result, task.cancelling(), task.uncancel());
  };
  check(main());
}

TEST_F(Cancel, timeout_expires) {
  auto main = [&]() -> Coro<> {
    try {
      co_await wait_for(sleeper("slow", 5 * kSecond), 2 * kSecond);
    } catch (const TimeoutError&) {
      log("timed out", now(), current_task().cancelling());
    }
    co_await wait_for(sleeper("quick", kSecond), 2 * kSecond);
    log("in time", now());
    co_await sleep(5 * kSecond);
    log("nothing more", now());
  };
  check(main());
}

TEST_F(Cancel, timeout_and_cancel_from_outside) {
  auto limited = [&]() -> Coro<> {
    try {
      co_await wait_for(sleep(5 * kSecond), 2 * kSecond);
    } catch (const TimeoutError&) {
      log("timed out");
    } catch (const CancelledError&) {
      log("cancelled");
      throw;
    }
  };
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(limited());
    co_await sleep(kSecond);
    task.cancel();
    co_await sleep(3 * kSecond);
    log(task.cancelled());
  };
  check(main());
}

// Without a program in Python: the installed one may be 3.11, whose wait_for is another.

TEST_F(Cancel, WaitForWithoutTimeDoesNotStartACoroutine) {
  auto main = [&]() -> Coro<> {
    EXPECT_THROW(co_await wait_for(say("never", 1), 0), TimeoutError);
    const auto done = loop.create_future<int>();
    done.set_result(3);
    EXPECT_EQ(co_await wait_for(done, 0), 3);
    const auto pending = loop.create_future<int>();
    EXPECT_THROW(co_await wait_for(pending, -1), TimeoutError);
    EXPECT_TRUE(pending.cancelled());
  };
  loop.run_until_complete(main());
  EXPECT_TRUE(log.lines().empty());
}

TEST_F(Cancel, WaitForCancelsWhatItWaitsForAndWaitsUntilItHasEnded) {
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(stubborn("s", 10 * kSecond));
    EXPECT_THROW(co_await wait_for(task, kSecond), TimeoutError);
    EXPECT_TRUE(task.cancelled());
    EXPECT_EQ(loop.time(), kSecond);
    EXPECT_EQ(current_task().cancelling(), 0);
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log.lines(), (std::vector<std::string>{"s cancelled", "s cleaned up"}));
}

TEST_F(Cancel, WaitForPassesErrorsOn) {
  auto main = [&]() -> Coro<> {
    EXPECT_THROW(co_await wait_for(failing("f", kSecond), 2 * kSecond), ValueError);
    EXPECT_EQ(loop.scheduled_timers(), 1u) << "the timeout's, cancelled";
  };
  loop.run_until_complete(main());
  EXPECT_THROW(Timeout{kSecond}, RuntimeError);
}

// CPython recurses until it raises RecursionError.
TEST_F(Cancel, ACircleOfTasksCanBeCancelled) {
  std::array<Task<>, 3> tasks;
  auto body = [&](std::size_t next) -> Coro<> {
    try {
      co_await tasks[next];
    } catch (const CancelledError&) {
      log("cancelled while waiting for", tasks[next].name());
      throw;
    }
  };
  auto main = [&]() -> Coro<> {
    for (std::size_t i = 0; i < 3; ++i) tasks[i] = loop.create_task(body((i + 1) % 3), std::to_string(i));
    co_await sleep(kSecond);
    EXPECT_TRUE(tasks[1].cancel());
    for (int i = 0; i < 6; ++i) co_await sleep(0);
    for (const auto& task : tasks) EXPECT_TRUE(task.cancelled());
  };
  loop.run_until_complete(main());
  EXPECT_EQ(log.lines(),
            (std::vector<std::string>{"cancelled while waiting for 2", "cancelled while waiting for 1",
                                      "cancelled while waiting for 0"}));
}

TEST_F(Cancel, ACircleThroughGatherCanBeCancelled) {
  std::array<Task<>, 2> tasks;
  auto body = [&](std::size_t other) -> Coro<> { co_await gather(tasks[other], sleep(100 * kSecond)); };
  auto main = [&]() -> Coro<> {
    for (std::size_t i = 0; i < 2; ++i) tasks[i] = loop.create_task(body(1 - i));
    co_await sleep(kSecond);
    EXPECT_TRUE(tasks[0].cancel());
    for (int i = 0; i < 10; ++i) co_await sleep(0);
    for (const auto& task : tasks) EXPECT_TRUE(task.cancelled());
  };
  loop.run_until_complete(main());
  EXPECT_EQ(loop.time(), kSecond);
}

TEST_F(Cancel, CancelledErrorIsNoStdException) {
  static_assert(!std::is_base_of_v<std::exception, CancelledError>);
}

}  // namespace
}  // namespace sp::aio::testing
