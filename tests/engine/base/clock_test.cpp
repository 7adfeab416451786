#include "engine/base/clock.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/errors.h"

namespace sp {
namespace {

TEST(Nanos, DeadlinesStopAtNever) {
  EXPECT_EQ(deadline_after(5, 10), 15);
  EXPECT_EQ(deadline_after(5, kNever), kNever);
  EXPECT_EQ(deadline_after(kNever, 1), kNever);
  EXPECT_EQ(deadline_after(0, kNever - 1), kNever - 1);
}

TEST(RealClock, DoesNotGoBack) {
  Nanos last = real_clock().now();
  for (int i = 0; i < 1000; ++i) {
    const Nanos next = RealClock::read();
    EXPECT_GE(next, last);
    last = next;
  }
}

// Waits are left to the library's steady clock, so both must have one epoch.
TEST(RealClock, IsTheSteadyClock) {
  const auto steady = [] {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
  };
  const Nanos before = steady();
  const Nanos read = RealClock::read();
  EXPECT_LE(before, read);
  EXPECT_LE(read, steady());
}

TEST(RealClock, AWaitWhoseDeadlineHasPassedReturns) {
  std::mutex mutex;
  std::condition_variable cv;
  std::unique_lock lock(mutex);
  const Nanos deadline = real_clock().now();
  while (real_clock().now() < deadline + 1) real_clock().wait_until(lock, cv, deadline);
  EXPECT_TRUE(lock.owns_lock());
}

TEST(RealClock, SleepEndsWhenStopIsRequested) {
  StopSource stop;
  std::thread sleeper([&] { EXPECT_THROW(real_clock().sleep_until(kNever, stop.get_token()), Stopped); });
  stop.request_stop();
  sleeper.join();
}

TEST(ManualClock, StandsStillUntilMoved) {
  ManualClock clock(100);
  EXPECT_EQ(clock.now(), 100);
  clock.advance(kMillisecond);
  EXPECT_EQ(clock.now(), 100 + kMillisecond);
  clock.advance_to(50);  // already passed
  EXPECT_EQ(clock.now(), 100 + kMillisecond);
}

TEST(ManualClock, WakesSleepersInTheOrderOfTheirDeadlines) {
  ManualClock clock;
  std::vector<std::atomic<bool>> awake(3);
  std::vector<std::thread> sleepers;
  for (int i = 0; i < 3; ++i) {
    sleepers.emplace_back([&, i] {
      clock.sleep_until((i + 1) * kSecond, StopToken{});
      awake[static_cast<std::size_t>(i)] = true;
    });
  }
  clock.await_waiters(3);
  EXPECT_EQ(clock.next_deadline(), kSecond);
  for (std::size_t i = 0; i < 3; ++i) {
    clock.advance_to(clock.next_deadline());
    sleepers[i].join();
    EXPECT_TRUE(awake[i]);
    for (std::size_t later = i + 1; later < 3; ++later) EXPECT_FALSE(awake[later]);
    EXPECT_EQ(clock.waiters(), 2 - i);
  }
  EXPECT_EQ(clock.next_deadline(), kNever);
}

TEST(ManualClock, SleepEndsWhenStopIsRequested) {
  ManualClock clock;
  StopSource stop;
  std::thread sleeper([&] { EXPECT_THROW(clock.sleep_until(kSecond, stop.get_token()), Stopped); });
  clock.await_waiters(1);
  stop.request_stop();
  sleeper.join();
  EXPECT_EQ(clock.now(), 0);
  EXPECT_THROW(clock.sleep_until(0, stop.get_token()), Stopped);
}

TEST(ManualClock, ANotifiedWaitReturnsBeforeItsDeadline) {
  ManualClock clock;
  std::mutex mutex;
  std::condition_variable cv;
  bool ready = false;
  std::thread waiter([&] {
    std::unique_lock lock(mutex);
    while (!ready) clock.wait_until(lock, cv, kSecond);
  });
  clock.await_waiters(1);
  {
    const std::lock_guard lock(mutex);
    ready = true;
  }
  cv.notify_all();
  waiter.join();
  EXPECT_EQ(clock.waiters(), 0U);
}

// Sleepers come and go, with mutexes on their own stacks, while another thread moves time: what the pins are
// for.
TEST(ManualClock, MovesTimeWhileWaitersLeave) {
  ManualClock clock;
  constexpr int kSleepers = 4;
  constexpr int kSleeps = 200;
  std::atomic<int> left = kSleepers;
  std::vector<std::thread> sleepers;
  for (int i = 0; i < kSleepers; ++i) {
    sleepers.emplace_back([&, i] {
      for (int n = 0; n < kSleeps; ++n) clock.sleep_until(clock.now() + 1 + i, StopToken{});
      --left;
    });
  }
  while (left > 0) {
    const Nanos next = clock.next_deadline();
    if (next == kNever) {
      std::this_thread::yield();
    } else {
      clock.advance_to(next);
    }
  }
  for (std::thread& sleeper : sleepers) sleeper.join();
  EXPECT_EQ(clock.waiters(), 0U);
}

}  // namespace
}  // namespace sp
