#include "engine/sync/context.h"

#include <array>
#include <memory>

#include <gtest/gtest.h>

#include "engine/sync/move_only_function.h"
#include "engine/sync/thread.h"
#include "engine/trace/analysis.h"
#include "engine/trace/current.h"
#include "engine/trace/recorder.h"
#include "tests/support/interleaver.h"

namespace sp::sync {
namespace {

using test::Interleaver;

TEST(Context, IsTheRealClockAndNoStopByDefault) {
  EXPECT_EQ(context().clock, &real_clock());
  EXPECT_FALSE(stop_requested());
  EXPECT_NO_THROW(checkpoint());
}

TEST(Context, ScopesNest) {
  ManualClock outer_clock;
  ManualClock inner_clock;
  const ContextScope outer({.clock = &outer_clock, .stop = {}, .group = "outer"});
  {
    const ContextScope inner({.clock = &inner_clock, .stop = {}, .group = "inner"});
    EXPECT_EQ(context().clock, &inner_clock);
  }
  EXPECT_EQ(context().clock, &outer_clock);
  EXPECT_EQ(context().group, "outer");
}

TEST(Context, DeadlinesDoNotPassTheEndOfTime) {
  ManualClock clock(100);
  const ContextScope scope({.clock = &clock, .stop = {}, .group = {}});
  EXPECT_EQ(deadline_in(5), 105);
  EXPECT_EQ(deadline_in(kNever), kNever);
  EXPECT_EQ(deadline_in(kNever - 1), kNever);
}

TEST(Context, ThreadNumbersDiffer) {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  Thread("a", [&] { first = this_thread_number(); }).join();
  Thread("b", [&] { second = this_thread_number(); }).join();
  EXPECT_NE(first, second);
  EXPECT_NE(first, 0u);
  EXPECT_EQ(this_thread_number(), this_thread_number());
}

TEST(Sleep, LastsExactlyItsLength) {
  ManualClock clock;
  Interleaver threads(clock);
  threads.start("sleeper", [] { sleep(10); });
  threads.run_until_blocked("sleeper");
  clock.await_waiters(1);
  clock.advance(9);
  EXPECT_TRUE(threads.blocked("sleeper"));
  clock.advance(1);
  threads.finish("sleeper");
}

TEST(Sleep, EndsWhenTheRunIsCancelled) {
  ManualClock clock;
  Interleaver threads(clock);
  threads.start("sleeper", [] { sleep(kSecond); });
  threads.run_until_blocked("sleeper");
  threads.request_stop();
  EXPECT_THROW(threads.finish("sleeper"), Stopped);
  EXPECT_EQ(clock.now(), 0);
}

TEST(Sleep, NegativeLengthIsAValueError) {
  EXPECT_THROW(sleep(-1), ValueError);
}

TEST(Sleep, IsAStateOfTheLane) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  Interleaver threads(clock, &recorder);
  threads.start("sleeper", [] { sleep(10); });
  threads.run_until_blocked("sleeper");
  clock.advance(10);
  threads.finish("sleeper");
  EXPECT_EQ(trace::state_totals(recorder.finish()).at(0).of(trace::Kind::state_sleeping), 10);
}

/// Counts how many of its kind exist.
struct Counted {
  explicit Counted(int& alive) : alive_(&alive) { ++*alive_; }
  Counted(Counted&& other) noexcept : alive_(other.alive_) { ++*alive_; }
  Counted(const Counted&) = delete;
  ~Counted() { --*alive_; }
  int* alive_;
};

TEST(MoveOnlyFunction, CallsWhatItHolds) {
  MoveOnlyFunction<int(int)> add = [base = std::make_unique<int>(40)](int x) { return *base + x; };
  EXPECT_EQ(add(2), 42);
  MoveOnlyFunction<int(int)> moved = std::move(add);
  EXPECT_FALSE(add);
  EXPECT_EQ(moved(3), 43);
}

TEST(MoveOnlyFunction, KeepsStateBetweenCalls) {
  MoveOnlyFunction<int()> next = [n = 0]() mutable { return ++n; };
  next();
  EXPECT_EQ(next(), 2);
}

TEST(MoveOnlyFunction, PassesReferencesThrough) {
  MoveOnlyFunction<void(int&)> increment = [](int& x) { ++x; };
  int value = 1;
  increment(value);
  EXPECT_EQ(value, 2);
}

template <std::size_t Size>
void destroys_exactly_once() {
  int alive = 0;
  {
    MoveOnlyFunction<void()> fn = [counted = Counted(alive), padding = std::array<char, Size>{}] {
      (void)counted;
      (void)padding;
    };
    EXPECT_EQ(alive, 1);
    MoveOnlyFunction<void()> moved = std::move(fn);
    EXPECT_EQ(alive, 1);
    moved();
    fn = std::move(moved);
    EXPECT_EQ(alive, 1);
    fn = [] {};
    EXPECT_EQ(alive, 0);
    fn = [counted = Counted(alive)] { (void)counted; };
  }
  EXPECT_EQ(alive, 0);
}

TEST(MoveOnlyFunction, DestroysExactlyOnce) {
  destroys_exactly_once<1>();    // kept inside
  destroys_exactly_once<200>();  // on the heap
}

}  // namespace
}  // namespace sp::sync
