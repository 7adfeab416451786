// gather, compared with what CPython printed for the programs of the same names (programs.py), and laws.
#include <algorithm>
#include <array>
#include <memory>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/aio/programs.h"

namespace sp::aio::testing {
namespace {

class Gather : public Programs {
 protected:
  std::array<Task<>, 2> stubborn_pair() {
    return {loop.create_task(stubborn("a", 10 * kSecond)), loop.create_task(stubborn("b", 10 * kSecond))};
  }
  template <class Tasks>
  static std::string cancelled(const Tasks& tasks) {
    std::vector<bool> flags;
    for (const auto& task : tasks) flags.push_back(task.cancelled());
    return list(flags);
  }
};

TEST_F(Gather, gather_keeps_the_order_of_arguments) {
  auto main = [&]() -> Coro<> {
    const auto [a, b, c] =
        co_await gather(sleeper("a", 3 * kSecond), sleeper("b", kSecond), sleeper("c", 2 * kSecond));
    log(a, b, c, now());
  };
  check(main());
}

TEST_F(Gather, gather_of_nothing) {
  auto main = [&]() -> Coro<> {
    const auto future = gather(std::vector<Coro<int>>());
    const bool done = future.done();
    const std::vector<int> results = co_await future;
    log(done, results.empty() ? "[]" : "something");
  };
  check(main());
}

TEST_F(Gather, gather_first_error_wins_and_siblings_go_on) {
  auto main = [&]() -> Coro<> {
    const std::vector tasks{loop.create_task(sleeper("a", 3 * kSecond)),
                            loop.create_task(failing("b", kSecond)),
                            loop.create_task(failing("c", 2 * kSecond))};
    try {
      co_await gather(tasks);
    } catch (const ValueError& e) {
      log("got", e.what(), now());
    }
    log(list(std::array{tasks[0].done(), tasks[1].done(), tasks[2].done()}));
    const std::string a = co_await tasks[0];
    log(a, now());
  };
  check(main());
}

TEST_F(Gather, gather_returns_exceptions) {
  auto main = [&]() -> Coro<> {
    std::vector<Coro<std::string>> coros;
    coros.push_back(sleeper("a", 3 * kSecond));
    coros.push_back(failing("b", kSecond));
    coros.push_back(sleeper("c", 2 * kSecond));
    std::string text;
    for (const Outcome<std::string>& outcome : co_await gather(return_exceptions, std::move(coros))) {
      if (!outcome.ok()) {
        EXPECT_THROW(outcome.value(), ValueError);
      }
      text += (text.empty() ? "'" : ", '") + (outcome.ok() ? outcome.value() : "ValueError") + "'";
    }
    log("[" + text + "]", now());
  };
  check(main());
}

TEST_F(Gather, gather_a_cancelled_child) {
  auto main = [&]() -> Coro<> {
    const auto child = loop.create_task(stubborn("child", 10 * kSecond));
    const auto other = loop.create_task(sleeper("other", 2 * kSecond));
    loop.call_later(kSecond, [&] { child.cancel("bye"); });
    try {
      co_await gather(other, child);
    } catch (const CancelledError&) {
      log("cancelled", now(), current_task().cancelling());
    }
    log(co_await other);
  };
  check(main());
}

TEST_F(Gather, gather_cancelled) {
  std::array<Task<>, 2> children;
  auto gathering = [&]() -> Coro<> {
    try {
      co_await gather(children[0], children[1]);
    } catch (const CancelledError&) {
      log("gathering cancelled", cancelled(children));
      throw;
    }
  };
  auto main = [&]() -> Coro<> {
    children = stubborn_pair();
    const auto task = loop.create_task(gathering());
    co_await sleep(kSecond);
    task.cancel();
    try {
      co_await task;
    } catch (const CancelledError&) {
      log("main", cancelled(children), now());
    }
  };
  check(main());
}

TEST_F(Gather, gather_cancelled_with_return_exceptions) {
  std::array<Task<>, 2> children;
  auto gathering = [&]() -> Coro<> {
    co_await gather(return_exceptions, children[0], children[1]);
    log("unexpected");
  };
  auto main = [&]() -> Coro<> {
    children = stubborn_pair();
    const auto task = loop.create_task(gathering());
    co_await sleep(kSecond);
    task.cancel();
    try {
      co_await task;
    } catch (const CancelledError&) {
      log("main", cancelled(children));
    }
  };
  check(main());
}

TEST_F(Gather, gather_the_same_twice) {
  auto main = [&]() -> Coro<> {
    const auto task = loop.create_task(sleeper("a", kSecond));
    const auto [first, b, second] = co_await gather(task, sleeper("b", 2 * kSecond), task);
    log(first, b, second);
  };
  check(main());
}

TEST_F(Gather, gather_in_passes) {
  auto quick = [&](std::string name) -> Coro<std::string> {
    log(name);
    co_return name;
  };
  auto main = [&]() -> Coro<> {
    const auto future = gather(quick("a"), quick("b"));
    for (int i = 0; i < 4; ++i) {
      log("pass", i, future.done());
      co_await sleep(0);
    }
    const auto& [a, b] = future.result();
    log(a, b);
  };
  check(main());
}

TEST_F(Gather, TakesDifferentTypesAndSleeps) {
  auto number = []() -> Coro<int> { co_return 4; };
  auto owned = []() -> Coro<std::unique_ptr<int>> { co_return std::make_unique<int>(5); };
  auto main = [&]() -> Coro<> {
    auto [four, nothing, five] = co_await gather(number(), sleep(kSecond), owned());
    static_assert(std::is_same_v<decltype(nothing), std::monostate>);
    EXPECT_EQ(four, 4);
    EXPECT_EQ(*five, 5);
    std::vector<Coro<std::unique_ptr<int>>> several;
    several.push_back(owned());
    EXPECT_EQ(*(co_await gather(std::move(several))).at(0), 5);
    const auto outcomes = co_await gather(return_exceptions, number(), failing("f", 0));
    EXPECT_EQ(std::get<0>(outcomes).value(), 4);
    EXPECT_FALSE(std::get<1>(outcomes).ok());
  };
  loop.run_until_complete(main());
}

TEST_F(Gather, NeedsARunningLoopAndItsOwnFutures) {
  EXPECT_THROW(gather(std::vector<Future<int>>()), RuntimeError);
  EventLoop other(clock);
  auto main = [&]() -> Coro<> {
    EXPECT_THROW(gather(other.create_future<int>()), RuntimeError);
    co_return;
  };
  loop.run_until_complete(main());
}

RC_GTEST_PROP(GatherLaw, GivesResultsInTheOrderOfArgumentsForAnyOrderOfCompletion,
              (std::vector<std::uint8_t> delays)) {
  ManualClock clock;
  EventLoop loop(clock);
  std::vector<std::size_t> completed;
  auto child = [&](std::size_t index) -> Coro<std::size_t> {
    co_await sleep(delays[index]);
    completed.push_back(index);
    co_return index;
  };
  auto main = [&]() -> Coro<std::vector<std::size_t>> {
    std::vector<Coro<std::size_t>> children;
    for (std::size_t i = 0; i < delays.size(); ++i) children.push_back(child(i));
    co_return co_await gather(std::move(children));
  };
  std::vector<std::size_t> expected(delays.size());
  std::iota(expected.begin(), expected.end(), 0);
  RC_ASSERT(loop.run_until_complete(main()) == expected);
  // And they completed by delay, equal ones in the order in which they began to sleep.
  std::sort(expected.begin(), expected.end(),
            [&](auto a, auto b) { return std::pair(delays[a], a) < std::pair(delays[b], b); });
  RC_ASSERT(completed == expected);
}

}  // namespace
}  // namespace sp::aio::testing
