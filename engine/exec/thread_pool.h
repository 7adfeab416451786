#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/base/mutex.h"
#include "engine/exec/executor.h"
#include "engine/sync/context.h"
#include "engine/sync/thread.h"
#include "engine/sync/wait_list.h"

namespace sp::exec {

/// concurrent.futures.ThreadPoolExecutor: runs tasks in the order of their submission on up to `max_workers`
/// threads, each started when a task finds no idle worker. The workers run in the context of the thread that
/// made the pool.
///
/// - Threads: execute, submit, map and shutdown from any thread, also from a worker; construction and
///   destruction not from a worker. Not on a browser's main thread.
/// - Errors: ValueError from the constructor unless max_workers > 0. execute and submit: RuntimeError after
///   shutdown, or when a worker is needed and the system gives no thread (the task stays queued, as in
///   Python); Stopped when the pool's run is cancelled.
/// - Cancelled run: workers end after the task they are in; tasks that did not begin are destroyed, which
///   cancels their futures.
/// - Every task either runs exactly once or is destroyed unrun, at the latest when the pool is destroyed.
/// - Trace: lanes "prefix_0", "prefix_1", … of LaneKind::worker; put and get (arg: tasks queued afterwards),
///   send and receive from the submitting lane to the worker; idle workers are in state_blocked. Object type
///   "ThreadPool".
/// - Source: Lib/concurrent/futures/thread.py (3.13).
class ThreadPool final : public Executor {
 public:
  explicit ThreadPool(std::size_t max_workers, std::string name_prefix = "ThreadPool");
  /// shutdown(true), and does not stop waiting when the run is cancelled: the workers end then.
  ~ThreadPool() override;

  void execute(Task task) override;

  /// fn(item) for each item, at the same time; the results in the order of the items. When a call throws, the
  /// calls that did not begin are cancelled and the first exception in that order is rethrown.
  template <class F, class Range>
  auto map(F fn, const Range& items) {
    using R = std::invoke_result_t<F&, decltype(*std::begin(items))>;
    std::vector<Future<R>> futures;
    struct CancelRest {
      std::vector<Future<R>>& futures;
      ~CancelRest() {
        for (const auto& future : futures) future.cancel();
      }
    } cancel_rest{futures};
    for (const auto& item : items)
      futures.push_back(submit([fn, item]() mutable { return fn(std::as_const(item)); }));
    if constexpr (std::is_void_v<R>) {
      for (const auto& future : futures) future.result();
    } else {
      std::vector<R> results;
      results.reserve(futures.size());
      for (auto& future : futures) results.push_back(Future<R>(future).result());
      return results;
    }
  }

  /// Takes no more tasks; the ones that are queued still run, unless `cancel_futures`: then they are
  /// destroyed, which cancels their futures. `wait`: until every worker has ended; throws Stopped when the
  /// caller's run is cancelled first, RuntimeError when called by a worker. May be called again.
  void shutdown(bool wait = true, bool cancel_futures = false);

  std::size_t max_workers() const noexcept { return max_workers_; }
  /// Started so far.
  std::size_t workers() const;

 private:
  struct Entry {
    Task task;
    std::int64_t flow;  ///< of the arrow from submitter to worker; 0: none
  };

  void work();
  /// Waits for a task; empty when there will be none. Throws Stopped.
  Task next_task();
  Task take_task() SP_REQUIRES(mutex_);
  void start_worker() SP_REQUIRES(mutex_);
  void close(bool cancel_futures);
  /// A worker is about to end; `cancelled`: because of the run.
  void leave(bool cancelled);

  // Constant.
  const std::size_t max_workers_;
  const std::string prefix_;
  const sync::Context context_;  ///< of the maker; the workers' too
  const trace::ObjectId object_;
  // Guarded by mutex_. While a task is queued, either a worker is busy and will look for the next one before
  // it idles, or an idle worker was woken for it: execute() starts a worker when more tasks are queued than
  // workers idle.
  mutable Mutex mutex_;
  std::deque<Entry> tasks_ SP_GUARDED_BY(mutex_);
  std::size_t idle_ SP_GUARDED_BY(mutex_) =
      0;  ///< workers in next_task() that found nothing, listed or just woken
  std::size_t alive_ SP_GUARDED_BY(mutex_) = 0;   ///< workers started and not yet past leave()
  bool shutdown_ SP_GUARDED_BY(mutex_) = false;   ///< no task is added and no worker started any more
  sync::WaitList idlers_ SP_GUARDED_BY(mutex_);   ///< workers that wait for a task or for shutdown
  sync::WaitList closers_ SP_GUARDED_BY(mutex_);  ///< in shutdown(true): wait for alive_ == 0
  std::vector<sync::Thread> threads_ SP_GUARDED_BY(mutex_);
};

}  // namespace sp::exec
