// Nothing leaks and nothing is used after it is gone, whatever is cancelled or destroyed when. Worth most
// under the sanitizers.
#include <functional>
#include <memory>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/aio/loop.h"
#include "engine/aio/run.h"
#include "engine/aio/wait_for.h"
#include "tests/engine/aio/programs.h"

namespace sp::aio::testing {
namespace {

constexpr int kDeep = 100'000;

class Lifetime : public Programs {
 protected:
  /// Logs when it is destroyed.
  struct Witness {
    Log& log;
    std::string name;
    ~Witness() { log(name); }
  };
};

Coro<int> nested(int depth, Future<> bottom) {
  if (depth == 0) {
    co_await bottom;
    co_return 0;
  }
  co_return co_await nested(depth - 1, bottom) + 1;
}

TEST_F(Lifetime, ManyAwaitsInEachOther) {
  const auto bottom = loop.create_future<>();
  loop.call_later(1, [&] { bottom.set_result(); });
  EXPECT_EQ(loop.run_until_complete(nested(kDeep, bottom)), kDeep);
}

TEST_F(Lifetime, AnExceptionThroughManyAwaits) {
  const auto bottom = loop.create_future<>();
  loop.call_later(1, [&] { bottom.set_exception(std::make_exception_ptr(ValueError("deep"))); });
  EXPECT_THROW(loop.run_until_complete(nested(kDeep / 10, bottom)), ValueError);
}

TEST_F(Lifetime, ManyAwaitsDestroyedAtTheBottom) {
  const auto bottom = loop.create_future<>();
  const auto task = loop.create_task(nested(kDeep, bottom));
  loop.run_until_complete(Coro<>(sleep(1)));
  loop.close();
  EXPECT_FALSE(task.done());
}

TEST_F(Lifetime, ManyAwaitsInARow) {
  auto one = []() -> Coro<int> { co_return 1; };
  auto main = [&]() -> Coro<int> {
    int sum = 0;
    for (int i = 0; i < kDeep; ++i) sum += co_await one();
    co_return sum;
  };
  EXPECT_EQ(loop.run_until_complete(main()), kDeep);
}

TEST_F(Lifetime, ManyTasksInAChainEndOneAfterTheOther) {
  auto link = [](Future<int> next) -> Coro<int> { co_return co_await next + 1; };
  const auto end = loop.create_future<int>();
  Future<int> last = end;
  for (int i = 0; i < kDeep; ++i) last = loop.create_task(link(std::exchange(last, {})));
  loop.call_later(1, [&] { end.set_result(0); });
  EXPECT_EQ(loop.run_until_complete(last), kDeep);
}

TEST_F(Lifetime, ManyTasksInAChainAreCancelled) {
  auto link = [](Future<int> next) -> Coro<int> { co_return co_await next + 1; };
  Future<int> last = loop.create_future<int>();
  for (int i = 0; i < kDeep / 10; ++i) last = loop.create_task(link(std::exchange(last, {})));
  loop.call_later(1, [&] { last.cancel(); });
  EXPECT_THROW(loop.run_until_complete(last), CancelledError);
}

TEST_F(Lifetime, ManyTasksInAChainAreDestroyedWithTheLoop) {
  auto link = [](Future<int> next) -> Coro<int> { co_return co_await next + 1; };
  Future<int> last = loop.create_future<int>();
  for (int i = 0; i < kDeep; ++i) last = loop.create_task(link(std::exchange(last, {})));
  loop.run_until_complete(Coro<>(sleep(1)));
  loop.close();
  EXPECT_FALSE(last.done());
}

TEST_F(Lifetime, FramesAreDestroyedInnermostFirstAndTheYoungestTaskFirst) {
  auto inner = [&](std::string name) -> Coro<> {
    const Witness witness{log, name + " inner"};
    co_await sleep(kSecond);
  };
  auto outer = [&](std::string name) -> Coro<> {
    const Witness witness{log, name + " outer"};
    co_await inner(name);
  };
  loop.create_task(outer("first"));
  loop.create_task(outer("second"));
  loop.run_until_complete(Coro<>(sleep(1)));
  loop.close();
  EXPECT_EQ(log.lines(),
            (std::vector<std::string>{"second inner", "second outer", "first inner", "first outer"}));
}

TEST_F(Lifetime, LocalsAreGoneBeforeTheResultIsThere) {
  Task<> task;
  struct Look {
    Log& log;
    Task<>& task;
    ~Look() { log(task.done()); }
  };
  auto body = [&](std::shared_ptr<Look>) -> Coro<> { co_await sleep(0); };
  task = loop.create_task(body(std::make_shared<Look>(log, task)));
  loop.run_until_complete(task);
  EXPECT_EQ(log.lines(), std::vector<std::string>{"False"});
}

TEST_F(Lifetime, DestructorsThatUseTheLoopWhileItCloses) {
  struct Busy {
    EventLoop& loop;
    Future<int> future;
    Task<> other;
    ~Busy() {
      loop.call_soon([] { FAIL(); });
      loop.call_later(1, [] { FAIL(); });
      if (!future.done()) future.set_result(1);
      if (other.valid()) other.cancel();
    }
  };
  const auto future = loop.create_future<int>();
  auto waiter = [&]() -> Coro<> { co_await future; };
  const auto other = loop.create_task(waiter());
  auto busy = [&]() -> Coro<> {
    const Busy here{loop, future, other};
    co_await sleep(kSecond);
  };
  loop.create_task(busy());
  loop.run_until_complete(Coro<>(sleep(1)));
  loop.close();
  EXPECT_EQ(future.result(), 1);
  EXPECT_FALSE(other.done());
}

TEST_F(Lifetime, CallbacksThatReferToTheirOwnFuture) {
  auto owned = std::make_shared<int>(1);
  {
    EventLoop other(clock);
    const auto future = other.create_future<int>();
    future.add_done_callback([future, owned](const Future<int>&) {});
    other.call_later(1, [future, owned] {});
    other.call_soon([future, owned] {});
    auto waits_for_itself = [](std::shared_ptr<Task<>> self, std::shared_ptr<int>) -> Coro<> {
      co_await sleep(kSecond);
      co_await *self;
    };
    auto self = std::make_shared<Task<>>();
    *self = other.create_task(waits_for_itself(self, owned));
  }
  EXPECT_EQ(owned.use_count(), 1);
}

TEST_F(Lifetime, ATaskLivesOnWithoutHandles) {
  auto future = loop.create_future<int>();
  auto body = [&](Future<int> f) -> Coro<> { log(co_await f); };
  loop.create_task(body(future));
  loop.run_until_complete(Coro<>(sleep(1)));
  future.set_result(4);
  future = {};
  loop.run_until_complete(Coro<>(sleep(1)));
  EXPECT_EQ(log.lines(), std::vector<std::string>{"4"});
}

TEST_F(Lifetime, PendingTasksAreReportedWhenTheLoopCloses) {
  loop.set_exception_handler([&](const ErrorContext& context) { log(context.message); });
  loop.create_task(say("never started", 1));
  loop.close();
  EXPECT_EQ(log.lines(), std::vector<std::string>{"Task was destroyed but it is pending!"});
}

TEST_F(Lifetime, MoveOnlyResultsGoToTheOneWhoAwaits) {
  auto make = []() -> Coro<std::unique_ptr<int>> { co_return std::make_unique<int>(7); };
  auto main = [&]() -> Coro<int> {
    const auto direct = co_await make();
    const auto by_task = co_await loop.create_task(make());
    co_return *direct + *by_task;
  };
  EXPECT_EQ(loop.run_until_complete(main()), 14);
}

/// Counts its living copies.
class Token {
 public:
  explicit Token(int& living) : living_(&living) { ++*living_; }
  Token(const Token& other) : living_(other.living_) { ++*living_; }
  Token& operator=(const Token&) = delete;
  ~Token() { --*living_; }

 private:
  int* living_;
};

/// What a random task does, drawn from the test's numbers.
class Chaos {
 public:
  Chaos(EventLoop& loop, std::vector<std::uint8_t> numbers, int& living)
      : loop_(loop), numbers_(std::move(numbers)), living_(living) {}

  Coro<int> actor(int depth, Token token) {
    for (int step = 0; step < 4; ++step) {
      const int what = next();
      try {
        switch (what % 10) {
          case 0:
            co_await sleep(what % 3);
            break;
          case 1:
            spawn(depth);
            break;
          case 2:
            pick().cancel();
            break;
          case 3:
            co_await pick();
            break;
          case 4:
            futures_.push_back(loop_.create_future<int>());
            break;
          case 5:
            if (Future<int> f = pick_future(); f.valid() && !f.done()) f.set_result(what);
            break;
          case 6:
            if (Future<int> f = pick_future(); f.valid()) co_await f;
            break;
          case 7:
            co_await gather(pick(), pick());
            break;
          case 8:
            co_await wait_for(pick(), what % 4);
            break;
          default:
            if (depth < 3) co_await actor(depth + 1, token);
        }
      } catch (const CancelledError&) {
        if (what % 2 == 0) throw;
      } catch (const RuntimeError&) {
      } catch (const TimeoutError&) {
      }
    }
    if (next() % 8 == 0) throw ValueError("chaos");
    co_return depth;
  }

  void spawn(int depth) {
    if (may_make()) tasks_.push_back(loop_.create_task(actor(depth, Token(living_))));
  }
  void forget_handles() {
    tasks_.clear();
    futures_.clear();
  }

 private:
  int next() { return numbers_.empty() ? 0 : numbers_[at_++ % numbers_.size()]; }
  Future<int> pick() {
    const auto n = static_cast<std::size_t>(next());
    if (n % 4 == 0 && may_make()) return loop_.create_task(actor(3, Token(living_)));
    return tasks_.empty() ? loop_.create_future<int>() : tasks_[n % tasks_.size()];
  }
  /// Bounds the number of tasks.
  bool may_make() { return ++made_ <= 100; }
  Future<int> pick_future() {
    return futures_.empty() ? Future<int>() : futures_[static_cast<std::size_t>(next()) % futures_.size()];
  }

  EventLoop& loop_;
  std::vector<std::uint8_t> numbers_;
  std::size_t at_ = 0;
  int made_ = 0;
  int& living_;
  std::vector<Task<int>> tasks_;
  std::vector<Future<int>> futures_;
};

RC_GTEST_PROP(LifetimeLaw, EverythingIsFreedWhateverHappens,
              (std::vector<std::uint8_t> numbers, std::uint8_t end)) {
  int living = 0;
  {
    ManualClock clock;
    auto loop = std::make_unique<EventLoop>(clock);
    loop->set_exception_handler([](const ErrorContext&) {});
    Chaos chaos(*loop, numbers, living);
    for (int i = 0; i < 3; ++i) chaos.spawn(0);
    loop->call_at(end % 16, [&] {
      if (end % 3 == 0) chaos.forget_handles();
      loop->stop();
    });
    loop->run_forever();
    if (end % 2 == 0) loop.reset();
  }
  RC_ASSERT(living == 0);
}

}  // namespace
}  // namespace sp::aio::testing
