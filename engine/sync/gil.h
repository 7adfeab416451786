#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <string_view>

#include "engine/base/mutex.h"
#include "engine/base/stop.h"
#include "engine/sync/wait_list.h"
#include "engine/trace/current.h"

namespace sp::sync {

/// CPython's global interpreter lock, with the protocol of Python/ceval_gil.c (3.2 and later), as a real lock
/// between real threads:
///
/// - take() waits in turns of one switch interval. When a turn runs out and nobody took the GIL during it,
/// the waiter sets the drop
///   request; otherwise it just waits another turn.
/// - The holder sees the request at its next checkpoint(), and drops.
/// - A drop that was requested waits until another thread has taken the GIL (forced switching), so that the
/// holder does not win
///   it straight back. A drop that nobody requested forces nothing and does not wait.
/// - A switch is a take by another thread than the last holder.
///
/// - Threads: all members from any thread; the destructor when nobody uses it. Not on a browser's main
///   thread.
/// - Order: a drop wakes the longest waiter, but a running thread may take the GIL first.
/// - Cancelled run: take() and checkpoint() throw Stopped. A thread that gets Stopped from take() does not
///   hold the GIL; GilGuard knows.
/// - Blocking calls of the engine do not release the GIL by themselves: put a GilRelease around them, as C
///   code does.
/// - Trace: acquire and release; state_gil_wait while a take or a forced switch waits, from before the
///   release when a checkpoint() drops, and state_running after it. Object type "GIL".
class Gil {
 public:
  static constexpr Nanos kDefaultInterval = 5 * kMillisecond;

  /// sys.setswitchinterval: throws ValueError unless `interval` > 0. A cancelled run is noticed by
  /// checkpoint() when the thread that makes the Gil is in the run's context.
  explicit Gil(Nanos interval = kDefaultInterval, std::string_view name = "GIL");
  Gil(const Gil&) = delete;
  Gil& operator=(const Gil&) = delete;

  /// The calling thread must not hold it.
  void take();
  /// The calling thread must hold it. Never throws: when the run is cancelled, a forced switch is not waited
  /// for.
  void drop() noexcept;
  /// The last drop of a thread that will not take the GIL again: forces nothing even when a request is
  /// pending (CPython's final_release).
  void drop_finally() noexcept { let_go(); }
  /// What the interpreter does between bytecodes that may be interrupted. One relaxed load when nothing is
  /// asked. The calling thread must hold the GIL; when Stopped is thrown it may or may not (held() says).
  void checkpoint() {
    if (breaker_.load(std::memory_order_relaxed) != 0) [[unlikely]]
      answer_breaker();
  }

  /// Whether the calling thread holds it.
  bool held() const noexcept;
  /// Whether somebody asked the holder to drop it.
  bool drop_requested() const noexcept {
    return (breaker_.load(std::memory_order_relaxed) & kDropRequest) != 0;
  }
  Nanos interval() const noexcept { return interval_; }

  struct Stats {
    std::uint64_t switches = 0;  ///< takes by another thread than the last holder, the first take included
    std::uint64_t drop_requests = 0;    ///< times the request was set when it was not
    std::uint64_t forced_switches = 0;  ///< requested drops after which another thread took it
  };
  Stats stats() const;

 private:
  /// Bits of breaker_ (CPython's eval_breaker). kDropRequest is set and cleared under mutex_. kStop is set
  /// once by the stop token, and stays. Relaxed: the breaker says only that there is something to look at;
  /// what it is about is read under mutex_ or from the stop token.
  static constexpr std::uint32_t kDropRequest = 1;
  static constexpr std::uint32_t kStop = 2;

  struct OnStop {
    std::atomic<std::uint32_t>* breaker;
    void operator()() const noexcept { breaker->fetch_or(kStop, std::memory_order_relaxed); }
  };

  void answer_breaker();
  void take_contended(std::uint64_t me);
  /// The calling thread is the holder from now on.
  void hold(std::uint64_t me) SP_REQUIRES(mutex_);
  /// Nobody is. Returns whether that was requested, and a switch is to be forced.
  bool let_go() noexcept;
  void await_switch() noexcept;
  void set_drop_request() SP_REQUIRES(mutex_);
  void clear_drop_request() SP_REQUIRES(mutex_);

  // Constant.
  const Nanos interval_;
  const trace::ObjectId object_;
  // Synchronise themselves. holder_: number of the thread that holds it, 0 for nobody; changed under mutex_
  // only. A thread may ask without the mutex whether it is the holder, for nobody else makes that true or
  // false.
  std::atomic<std::uint32_t> breaker_{0};
  std::atomic<std::uint64_t> holder_{0};
  // Guarded by mutex_.
  mutable Mutex mutex_;
  WaitList waiters_ SP_GUARDED_BY(mutex_);  ///< in take(): wait for holder_ == 0
  WaitList droppers_
      SP_GUARDED_BY(mutex_);  ///< in a requested drop(): wait for last_holder_ to become another thread
  std::uint64_t waiting_ SP_GUARDED_BY(mutex_) =
      0;  ///< threads in take() that had to wait, listed or just woken
  std::uint64_t last_holder_ SP_GUARDED_BY(mutex_) =
      0;                               ///< who took it last, whether still holding it or not
  Stats stats_ SP_GUARDED_BY(mutex_);  ///< switches is CPython's switch_number
  // Last: uses breaker_.
  StopCallback<OnStop> on_stop_;
};

/// Holds the GIL for a scope: what a thread that runs Python code does for its life.
class GilGuard {
 public:
  explicit GilGuard(Gil& gil) : gil_(gil) { gil_.take(); }
  /// Drops it unless Stopped left the thread without it.
  ~GilGuard() {
    if (gil_.held()) gil_.drop();
  }
  GilGuard(const GilGuard&) = delete;
  GilGuard& operator=(const GilGuard&) = delete;

 private:
  Gil& gil_;
};

/// Py_BEGIN_ALLOW_THREADS … Py_END_ALLOW_THREADS: runs a scope without the GIL, which the thread must hold.
class GilRelease {
 public:
  explicit GilRelease(Gil& gil) : gil_(gil), exceptions_(std::uncaught_exceptions()) { gil_.drop(); }
  /// Takes the GIL back. Throws Stopped, without the GIL, when the run is cancelled and the scope ends
  /// normally; when it ends by an exception, that one goes on, without the GIL if the run is cancelled.
  ~GilRelease() noexcept(false);
  GilRelease(const GilRelease&) = delete;
  GilRelease& operator=(const GilRelease&) = delete;

 private:
  Gil& gil_;
  const int exceptions_;
};

}  // namespace sp::sync
