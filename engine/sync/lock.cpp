#include "engine/sync/lock.h"

namespace sp::sync {

using trace::Kind;

Lock::Lock(std::string_view name) : object_(trace::new_object("Lock", name)) {}

void Lock::acquire() {
  checkpoint();
  if (!try_acquire()) acquire_contended(kNever);
}

bool Lock::try_acquire() noexcept {
  std::uint32_t expected = kFree;
  if (!state_.compare_exchange_strong(expected, kHeld, std::memory_order_acquire,
                                      std::memory_order_relaxed)) {
    return false;
  }
  trace::emit(Kind::acquire, object_);
  return true;
}

bool Lock::acquire_for(Nanos timeout) {
  checkpoint();
  if (timeout < 0) throw ValueError("timeout value must be a non-negative number");
  return try_acquire() || acquire_contended(deadline_in(timeout));
}

bool Lock::acquire_contended(Nanos deadline) {
  schedule_point("lock.acquire:contended");
  BlockingWait wait(mutex_, "lock.acquire", object_);
  MutexLock lock(mutex_);
  bool waited = false;
  // To kContended before listing itself, so that a release() from now on takes the mutex, and finds this
  // thread in the list.
  while (state_.exchange(kContended, std::memory_order_acquire) != kFree) {
    if (!waited) trace::emit(Kind::acquire_wait, object_);
    waited = true;
    if (!wait.block(lock, waiters_, deadline)) return false;
  }
  // Ours. Whoever waits still is in the list, and listing takes the mutex.
  if (waiters_.empty()) state_.store(kHeld, std::memory_order_relaxed);
  trace::emit(Kind::acquire, object_);
  return true;
}

void Lock::release() {
  if (!locked()) throw RuntimeError("release unlocked lock");
  // Before it is free: the next holder's acquire must not be recorded earlier.
  trace::emit(Kind::release, object_);
  std::uint32_t expected = kHeld;
  if (!state_.compare_exchange_strong(expected, kFree, std::memory_order_release,
                                      std::memory_order_relaxed)) {
    release_contended();
  }
}

void Lock::release_contended() {
  MutexLock lock(mutex_);
  if (state_.exchange(kFree, std::memory_order_release) == kFree) throw RuntimeError("release unlocked lock");
  waiters_.wake_one();
}

}  // namespace sp::sync
