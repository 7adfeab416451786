// The order in which things happen, compared with what CPython printed for the programs of the same names
// (programs.py).
#include <array>
#include <functional>

#include "tests/engine/aio/programs.h"

namespace sp::aio::testing {
namespace {

class Order : public Programs {};

TEST_F(Order, call_soon_is_fifo_and_passes_are_closed) {
  auto main = [&]() -> Coro<> {
    loop.call_soon([&] {
      log("first");
      loop.call_soon([&] { log("from first"); });
    });
    loop.call_soon([&] { log("second"); });
    loop.call_soon([&] { log("cancelled one"); }).cancel();
    loop.call_soon_threadsafe([&] { log("third"); });
    co_await sleep(0);
    log("main, second pass");
    co_await sleep(0);
    log("main, third pass");
  };
  check(main());
}

TEST_F(Order, first_step_runs_by_call_soon) {
  auto main = [&]() -> Coro<> {
    const std::array tasks{loop.create_task(say("a", 1)), loop.create_task(say("b", 1))};
    log("created");
    co_await sleep(0);
    log("main");
    for (const auto& task : tasks) log("got", co_await task);
  };
  check(main());
}

TEST_F(Order, bare_yields_take_turns) {
  auto main = [&]() -> Coro<> {
    std::vector<Task<std::string>> tasks;
    for (const char* name : {"a", "b", "c"}) tasks.push_back(loop.create_task(say(name, 3)));
    for (const auto& task : tasks) co_await task;
    log("main ends");
  };
  check(main());
}

TEST_F(Order, awaiting_a_coroutine_does_not_yield) {
  auto inner = [&]() -> Coro<int> {
    log("inner");
    co_return 1;
  };
  auto main = [&]() -> Coro<> {
    loop.call_soon([&] { log("callback"); });
    log("result", co_await inner());
    co_await sleep(0);
    log("main ends");
  };
  check(main());
}

TEST_F(Order, awaiting_what_is_done_does_not_yield) {
  auto main = [&]() -> Coro<> {
    const auto future = loop.create_future<int>();
    future.set_result(7);
    loop.call_soon([&] { log("callback"); });
    log("result", co_await future);
    co_await sleep(0);
    log("main ends");
  };
  check(main());
}

TEST_F(Order, set_result_schedules) {
  auto waiter = [&](std::string name, Future<int> future) -> Coro<> { log(name, "got", co_await future); };
  auto main = [&]() -> Coro<> {
    const auto future = loop.create_future<int>();
    std::vector tasks{loop.create_task(waiter("w0", future))};
    future.add_done_callback([&](const Future<int>& f) { log("callback before", f.result()); });
    co_await sleep(0);
    tasks.push_back(loop.create_task(waiter("w1", future)));
    co_await sleep(0);
    future.add_done_callback([&](const Future<int>& f) { log("callback after", f.result()); });
    future.set_result(5);
    log("set");
    future.add_done_callback([&](const Future<int>& f) { log("callback of a done one", f.result()); });
    loop.call_soon([&] { log("call_soon"); });
    for (const auto& task : tasks) co_await task;
    log("main ends");
  };
  check(main());
}

TEST_F(Order, removed_callbacks_do_not_run) {
  auto main = [&]() -> Coro<> {
    const auto future = loop.create_future<void>();
    const Handle unwanted = future.add_done_callback([&](const Future<void>&) { log("unwanted"); });
    future.add_done_callback([&](const Future<void>&) { log("wanted"); });
    unwanted.cancel();
    future.set_result();
    co_await sleep(0);
    log("main ends");
  };
  check(main());
}

TEST_F(Order, timers_by_time) {
  auto main = [&]() -> Coro<> {
    for (const int length : {3, 1, 2})
      loop.call_later(length * kSecond, [&, length] { log("timer", length, now()); });
    loop.call_later(kSecond * 3 / 2, [&] { log("cancelled one"); }).cancel();
    loop.call_at(loop.time() + kSecond * 5 / 2, [&] { log("timer 2.5", now()); });
    co_await sleep(4 * kSecond);
    log("main", now());
  };
  check(main());
}

TEST_F(Order, sleepers_overlap) {
  auto main = [&]() -> Coro<> {
    std::vector<Task<std::string>> tasks;
    for (const int n : {3, 1, 2}) tasks.push_back(loop.create_task(sleeper(std::to_string(n), n * kSecond)));
    for (const auto& task : tasks) log("joined", co_await task);
  };
  check(main());
}

TEST_F(Order, a_timer_joins_the_pass_after_what_was_ready) {
  auto main = [&]() -> Coro<> {
    loop.call_later(kSecond, [&] { log("timer"); });
    loop.call_soon([&] {
      clock.advance(2 * kSecond);
      loop.call_soon([&] { log("ready"); });
    });
    for (int i = 0; i < 3; ++i) co_await sleep(0);
    log("main", now());
  };
  check(main());
}

TEST_F(Order, a_wake_up_takes_two_passes) {
  auto main = [&]() -> Coro<> {
    loop.call_later(kSecond,
                    [&] { loop.call_soon([&] { loop.call_soon([&] { log("second pass after"); }); }); });
    co_await sleep(kSecond);
    log("main");
    co_await sleep(0);
  };
  check(main());
}

TEST_F(Order, chain_of_tasks) {
  std::function<Coro<int>(int)> link = [&](int n) -> Coro<int> {
    if (n == 0) {
      co_await sleep(kSecond);
      log("end of the chain");
      co_return 0;
    }
    const int result = co_await loop.create_task(link(n - 1)) + 1;
    log("link", n);
    co_return result;
  };
  auto main = [&]() -> Coro<> { log(co_await link(3)); };
  check(main());
}

TEST_F(Order, exception_goes_to_every_waiter) {
  auto waiter = [&](std::string name, Task<std::string> task) -> Coro<> {
    try {
      co_await task;
    } catch (const ValueError& e) {
      log(name, "got", e.what());
    }
  };
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(failing("boom", kSecond));
    const std::array waiters{loop.create_task(waiter("w0", task)), loop.create_task(waiter("w1", task))};
    for (const auto& w : waiters) co_await w;
    log(task.done(), task.cancelled(), "'" + describe(task.exception()) + "'");
  };
  check(main());
}

TEST_F(Order, invalid_states) {
  auto main = [&]() -> Coro<> {
    const auto error = std::make_exception_ptr(ValueError(""));
    const auto future = loop.create_future<int>();
    attempt("result", [&] { future.result(); });
    attempt("exception", [&] { future.exception(); });
    attempt("set_result", [&] { future.set_result(1); });
    attempt("set_result again", [&] { future.set_result(2); });
    attempt("set_exception", [&] { future.set_exception(error); });
    log("cancel", future.cancel(), future.result());
    const auto other = loop.create_future<int>();
    const bool first = other.cancel("why");
    log("cancel", first, other.cancel());
    attempt("result", [&] { other.result(); });
    attempt("exception", [&] { other.exception(); });
    attempt("set_result", [&] { other.set_result(1); });
    const auto task = loop.create_task(say("task", 0));
    attempt("task.set_result", [&] { task.set_result("1"); });
    attempt("task.result", [&] { task.result(); });
    co_await task;
    attempt("task.result", [&] { task.result(); });
  };
  check(main());
}

TEST_F(Order, wrong_awaits) {
  Task<> self;
  auto await_itself = [&]() -> Coro<> { co_await self; };
  auto main = [&]() -> Coro<> {
    self = loop.create_task(await_itself());
    loop.call_soon([&] { log("callback"); });
    try {
      co_await self;
    } catch (const RuntimeError&) {
      log("RuntimeError for itself");
    }
    EventLoop other_loop(clock);
    const auto foreign = other_loop.create_future<int>();
    try {
      co_await foreign;
    } catch (const RuntimeError&) {
      log("RuntimeError for another loop's");
    }
    auto coroutine = say("once", 0);
    co_await std::move(coroutine);
    try {
      co_await std::move(coroutine);
    } catch (const RuntimeError&) {
      log("RuntimeError for a used coroutine");
    }
  };
  check(main());
}

TEST_F(Order, errors_that_nobody_sees) {
  loop.set_exception_handler(
      [&](const ErrorContext& c) { log("handler:", c.message, "'" + describe(c.exception) + "'"); });
  auto main = [&]() -> Coro<> {
    loop.call_soon([] { throw ValueError("in a callback"); });
    loop.call_soon([&] { log("next callback"); });
    co_await sleep(0);
    auto task = loop.create_task(failing("in a task", 0));
    for (int i = 0; i < 3; ++i) co_await sleep(0);
    log("dropping", task.done());
    task = {};
    auto future = loop.create_future<void>();
    future.set_exception(std::make_exception_ptr(ValueError("in a future")));
    future = {};
    auto seen = loop.create_future<void>();
    seen.set_exception(std::make_exception_ptr(ValueError("seen")));
    seen.exception();
    seen = {};
    log("main ends");
  };
  check(main());
}

// The value of a future is copied for each who awaits it, and moved for one who holds the last handle.
TEST_F(Order, AwaitingCopiesOnlyWhenOthersMayAsk) {
  struct Counted {
    Counted() = default;
    Counted(const Counted& other) : copies(other.copies + 1) {}
    Counted(Counted&&) = default;
    int copies = 0;
  };
  auto make = []() -> Coro<Counted> { co_return Counted(); };
  auto main = [&]() -> Coro<> {
    EXPECT_EQ((co_await make()).copies, 0);
    EXPECT_EQ((co_await loop.create_task(make())).copies, 0);
    const auto task = loop.create_task(make());
    EXPECT_EQ((co_await task).copies, 1);
    EXPECT_EQ((co_await task).copies, 1);
    EXPECT_EQ(task.result().copies, 0);
  };
  loop.run_until_complete(main());
}

}  // namespace
}  // namespace sp::aio::testing
