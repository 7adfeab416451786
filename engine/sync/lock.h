#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "engine/base/mutex.h"
#include "engine/sync/wait_list.h"
#include "engine/trace/current.h"

namespace sp::sync {

/// threading.Lock: not re-entrant, owned by nobody, so that any thread may release it.
///
/// - Threads: all members from any thread; the destructor when nobody uses it. On a browser's main thread
///   only try_acquire, release, locked.
/// - Order: release() wakes the longest waiter but keeps nothing for it: a running thread may take the lock
///   first (barging, as CPython's lock allows), and the waiter goes back to its place in the order.
/// - Cancelled run: acquire and acquire_for throw Stopped and do not hold the lock then.
/// - Trace: acquire and release always; acquire_wait and state_blocked when it must wait, state_running after
///   it. Object type "Lock".
class Lock {
 public:
  explicit Lock(std::string_view name = "");
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  /// Waits as long as it takes.
  void acquire();
  /// acquire(blocking=False).
  bool try_acquire() noexcept;
  /// acquire(timeout=…): false when the lock was not free in time. Throws ValueError when `timeout` < 0.
  bool acquire_for(Nanos timeout);
  /// Throws RuntimeError when it is not locked.
  void release();
  bool locked() const noexcept { return state_.load(std::memory_order_relaxed) != kFree; }

  trace::ObjectId object() const noexcept { return object_; }

 private:
  /// The values of state_:
  ///   kFree       nobody holds it. Waiters may be listed, but then one that was woken is on its way to look
  ///   again. kHeld       held, and nobody is listed except when a barging thread took it before the woken
  ///   waiter looked. kContended  held, and waiters may be listed: release() must go through the mutex and
  ///   wake one.
  /// Free to held by anyone, without the mutex; everything to kContended, and kContended to anything, under
  /// the mutex only. A thread lists itself only after it made the state kContended, so the holder's release()
  /// finds it. The exchanges that take the lock acquire, the ones that free it release: what one holder wrote
  /// the next one sees.
  enum State : std::uint32_t { kFree, kHeld, kContended };

  bool acquire_contended(Nanos deadline);
  void release_contended();

  // Constant.
  const trace::ObjectId object_;
  // Synchronises itself.
  std::atomic<std::uint32_t> state_{kFree};
  // Guarded by mutex_.
  Mutex mutex_;
  WaitList waiters_ SP_GUARDED_BY(mutex_);
};

/// `with lock:`
class Guard {
 public:
  explicit Guard(Lock& lock) : lock_(lock) { lock_.acquire(); }
  /// The lock must still be held.
  ~Guard() { lock_.release(); }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

 private:
  Lock& lock_;
};

}  // namespace sp::sync
