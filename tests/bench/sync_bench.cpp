// The engine's lock, queue and thread pool, each beside what a program would use without them. The peers do
// the same work but are neither recorded nor cancellable; read the figures as ratios within one run.

#include <condition_variable>
#include <mutex>
#include <queue>
#include <thread>

#include <benchmark/benchmark.h>

#include "engine/exec/thread_pool.h"
#include "engine/sync/gil.h"
#include "engine/sync/lock.h"
#include "engine/sync/queue.h"
#include "engine/sync/thread.h"

namespace {

void lock_uncontended(benchmark::State& state) {
  sp::sync::Lock lock;
  for (auto _ : state) {
    lock.acquire();
    lock.release();
  }
}
BENCHMARK(lock_uncontended);

void lock_uncontended_std_mutex(benchmark::State& state) {
  std::mutex mutex;
  for (auto _ : state) {
    mutex.lock();
    benchmark::ClobberMemory();
    mutex.unlock();
  }
}
BENCHMARK(lock_uncontended_std_mutex);

template <class Mutex>
void contend(benchmark::State& state, Mutex& mutex, long& counter) {
  for (auto _ : state) {
    mutex.acquire();
    benchmark::DoNotOptimize(++counter);
    mutex.release();
  }
}

struct StdMutex {
  void acquire() { mutex.lock(); }
  void release() { mutex.unlock(); }
  std::mutex mutex;
};

void lock_contended(benchmark::State& state) {
  static sp::sync::Lock lock;
  static long counter = 0;
  contend(state, lock, counter);
}
BENCHMARK(lock_contended)->Threads(2)->UseRealTime();

void lock_contended_std_mutex(benchmark::State& state) {
  static StdMutex lock;
  static long counter = 0;
  contend(state, lock, counter);
}
BENCHMARK(lock_contended_std_mutex)->Threads(2)->UseRealTime();

void gil_checkpoint(benchmark::State& state) {
  sp::sync::Gil gil;
  const sp::sync::GilGuard guard(gil);
  for (auto _ : state) gil.checkpoint();
}
BENCHMARK(gil_checkpoint);

/// std::queue, a mutex and two condition variables, as one writes it by hand.
class PlainQueue {
 public:
  explicit PlainQueue(std::size_t maxsize) : maxsize_(maxsize) {}

  void put(int item) {
    std::unique_lock lock(mutex_);
    not_full_.wait(lock, [&] { return maxsize_ == 0 || items_.size() < maxsize_; });
    items_.push(item);
    lock.unlock();
    not_empty_.notify_one();
  }
  int get() {
    std::unique_lock lock(mutex_);
    not_empty_.wait(lock, [&] { return !items_.empty(); });
    const int item = items_.front();
    items_.pop();
    lock.unlock();
    not_full_.notify_one();
    return item;
  }

 private:
  const std::size_t maxsize_;
  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::condition_variable not_full_;
  std::queue<int> items_;
};

constexpr int kItems = 100'000;

/// Items from `pairs` producers to `pairs` consumers; range(0): pairs, range(1): maxsize.
template <class Queue>
void transfer(benchmark::State& state) {
  const auto pairs = static_cast<int>(state.range(0));
  const int each = kItems / pairs;
  for (auto _ : state) {
    Queue queue(static_cast<std::size_t>(state.range(1)));
    std::vector<std::thread> threads;
    for (int i = 0; i < pairs; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < each; ++n) queue.put(n);
      });
      threads.emplace_back([&] {
        for (int n = 0; n < each; ++n) benchmark::DoNotOptimize(queue.get());
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  state.SetItemsProcessed(state.iterations() * each * pairs);
}

void queue_transfer(benchmark::State& state) {
  transfer<sp::sync::Queue<int>>(state);
}
void queue_transfer_std_queue(benchmark::State& state) {
  transfer<PlainQueue>(state);
}
BENCHMARK(queue_transfer)
    ->ArgNames({"pairs", "maxsize"})
    ->Args({1, 0})
    ->Args({1, 100})
    ->Args({4, 0})
    ->UseRealTime();
BENCHMARK(queue_transfer_std_queue)
    ->ArgNames({"pairs", "maxsize"})
    ->Args({1, 0})
    ->Args({1, 100})
    ->Args({4, 0})
    ->UseRealTime();

void thread_pool_submit(benchmark::State& state) {
  constexpr int kTasks = 20'000;
  sp::exec::ThreadPool pool(2);
  for (auto _ : state) {
    std::vector<sp::exec::Future<int>> futures;
    futures.reserve(kTasks);
    for (int i = 0; i < kTasks; ++i) futures.push_back(pool.submit([i] { return i; }));
    for (auto& future : futures) benchmark::DoNotOptimize(future.result());
  }
  state.SetItemsProcessed(state.iterations() * kTasks);
}
BENCHMARK(thread_pool_submit)->UseRealTime();

}  // namespace
