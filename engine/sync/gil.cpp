#include "engine/sync/gil.h"

#include <cassert>

namespace sp::sync {

using trace::Kind;

namespace {

Nanos positive(Nanos interval) {
  if (interval <= 0) throw ValueError("switch interval must be strictly positive");
  return interval;
}

}  // namespace

Gil::Gil(Nanos interval, std::string_view name)
    : interval_(positive(interval)),
      object_(trace::new_object("GIL", name)),
      on_stop_(context().stop, OnStop{&breaker_}) {}

bool Gil::held() const noexcept {
  return holder_.load(std::memory_order_relaxed) == this_thread_number();
}

Gil::Stats Gil::stats() const {
  MutexLock lock(mutex_);
  return stats_;
}

void Gil::take() {
  sync::checkpoint();
  assert(!held());
  const std::uint64_t me = this_thread_number();
  {
    MutexLock lock(mutex_);
    if (holder_.load(std::memory_order_relaxed) == 0) return hold(me);
  }
  take_contended(me);
}

/// take_gil().
void Gil::take_contended(std::uint64_t me) {
  schedule_point("gil.take:contended");
  trace::set_state(Kind::state_gil_wait, object_);
  BlockingWait wait(mutex_, "gil.take", object_, BlockingWait::Lane::unchanged);
  MutexLock lock(mutex_);
  ++waiting_;
  bool requested = false;
  try {
    while (holder_.load(std::memory_order_relaxed) != 0) {
      const std::uint64_t switches = stats_.switches;
      wait.block(lock, waiters_, deadline_after(wait.clock().now(), interval_));
      const bool nobody_switched =
          stats_.switches == switches && holder_.load(std::memory_order_relaxed) != 0;
      if (!wait.woken() && nobody_switched) {
        set_drop_request();
        requested = true;
      }
    }
  } catch (const Stopped&) {
    // The holder must not wait for a thread that will not take it. Requests of others go too; they ask again
    // after a turn.
    if (requested) clear_drop_request();
    if (--waiting_ == 0) droppers_.wake_all();
    trace::set_state(Kind::state_running);
    throw;
  }
  --waiting_;
  hold(me);
  trace::set_state(Kind::state_running);
}

void Gil::hold(std::uint64_t me) {
  holder_.store(me, std::memory_order_relaxed);
  if (last_holder_ != me) {
    last_holder_ = me;
    ++stats_.switches;
    droppers_.wake_all();
  }
  clear_drop_request();
  trace::emit(Kind::acquire, object_);
}

void Gil::drop() noexcept {
  if (!let_go()) return;
  trace::set_state(Kind::state_gil_wait, object_);
  await_switch();
  trace::set_state(Kind::state_running);
}

/// drop_gil() up to FORCE_SWITCHING. The two halves need not be one critical section: what the second waits
/// for is a state (last_holder_), not an event.
bool Gil::let_go() noexcept {
  assert(held());
  // Before it is free: the next holder's acquire must not be recorded earlier.
  trace::emit(Kind::release, object_);
  MutexLock lock(mutex_);
  holder_.store(0, std::memory_order_relaxed);
  waiters_.wake_one();
  return drop_requested();
}

/// Ends when another thread has taken the GIL, when nobody wants it any more (the thread that asked was
/// stopped), or when this thread's run is cancelled. CPython waits for the first only; its threads do not
/// leave take_gil() before the interpreter ends.
void Gil::await_switch() noexcept {
  const std::uint64_t me = this_thread_number();
  schedule_point("gil.drop:forced");
  BlockingWait wait(mutex_, "gil.drop", object_, BlockingWait::Lane::unchanged);
  MutexLock lock(mutex_);
  if (last_holder_ == me) clear_drop_request();
  try {
    while (last_holder_ == me && waiting_ != 0) wait.block(lock, droppers_);
  } catch (const Stopped&) {
    // The caller's next blocking call throws it again.
  }
  if (last_holder_ != me) ++stats_.forced_switches;
}

void Gil::answer_breaker() {
  sync::checkpoint();
  if (!drop_requested()) return;
  trace::set_state(Kind::state_gil_wait, object_);
  try {
    if (let_go()) await_switch();
    take();
  } catch (...) {
    trace::set_state(Kind::state_running);
    throw;
  }
  trace::set_state(Kind::state_running);
}

void Gil::set_drop_request() {
  if (!drop_requested()) ++stats_.drop_requests;
  breaker_.fetch_or(kDropRequest, std::memory_order_relaxed);
}

void Gil::clear_drop_request() {
  if (drop_requested()) breaker_.fetch_and(~kDropRequest, std::memory_order_relaxed);
}

GilRelease::~GilRelease() noexcept(false) {
  if (std::uncaught_exceptions() == exceptions_) {
    gil_.take();
    return;
  }
  try {
    gil_.take();
  } catch (const Stopped&) {
    // The exception under way goes on; GilGuard sees that the GIL is not held.
  }
}

}  // namespace sp::sync
