#include "web/app/post.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace sp::app {
namespace {

TEST(PostQueue, RunsInOrderAndWakesOnceUntilDrained) {
  int wakes = 0;
  PostQueue queue([&] { ++wakes; });
  std::vector<int> ran;
  for (int i = 0; i < 3; ++i) queue.post([&ran, i] { ran.push_back(i); });
  EXPECT_EQ(wakes, 1);
  EXPECT_TRUE(ran.empty());
  EXPECT_EQ(queue.drain(), 3);
  EXPECT_EQ(ran, (std::vector{0, 1, 2}));
  EXPECT_EQ(queue.drain(), 0);
  queue.post([] {});
  EXPECT_EQ(wakes, 2);
}

TEST(PostQueue, WhatAMessagePostsComesAtTheNextDrain) {
  PostQueue queue([] {});
  int ran = 0;
  queue.post([&] { queue.post([&] { ++ran; }); });
  EXPECT_EQ(queue.drain(), 1);
  EXPECT_EQ(ran, 0);
  EXPECT_EQ(queue.drain(), 1);
  EXPECT_EQ(ran, 1);
}

TEST(PostQueue, DropsWhatIsLeft) {
  const auto held = std::make_shared<int>(1);
  {
    PostQueue queue([] {});
    queue.post([held] { FAIL(); });
    EXPECT_EQ(held.use_count(), 2);
  }
  EXPECT_EQ(held.use_count(), 1);
}

TEST(PostQueue, ManyThreadsLoseNothingAndKeepTheirOrder) {
  constexpr int kThreads = 4;
  constexpr int kMessages = 5000;
  std::atomic<int> wakes{0};
  PostQueue queue([&] { wakes.fetch_add(1, std::memory_order_relaxed); });
  std::vector<std::vector<int>> ran(kThreads);
  int count = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&queue, &ran, t] {
        for (int i = 0; i < kMessages; ++i)
          queue.post([&ran, t, i] { ran[static_cast<std::size_t>(t)].push_back(i); });
      });
    }
    while (count < kThreads * kMessages) {
      count += queue.drain();
      std::this_thread::yield();
    }
  }
  EXPECT_GE(wakes.load(), 1);
  for (const auto& order : ran) {
    ASSERT_EQ(order.size(), static_cast<std::size_t>(kMessages));
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  }
}

}  // namespace
}  // namespace sp::app
