#include "engine/exec/future.h"

#include "engine/sync/context.h"
#include "engine/sync/error_event.h"

namespace sp::exec::detail {

namespace {

bool is_done(FutureState state) {
  return state >= FutureState::cancelled;
}

}  // namespace

FutureState FutureCore::state() const {
  MutexLock lock(mutex_);
  return state_;
}

bool FutureCore::cancel() {
  Callbacks callbacks;
  {
    MutexLock lock(mutex_);
    if (state_ == FutureState::cancelled) return true;
    if (state_ != FutureState::pending) return false;
    callbacks = become(FutureState::cancelled);
  }
  run(std::move(callbacks));
  return true;
}

bool FutureCore::set_running_or_notify_cancel() {
  MutexLock lock(mutex_);
  if (state_ == FutureState::cancelled) return false;
  if (state_ != FutureState::pending) throw InvalidStateError("the future is running or finished already");
  state_ = FutureState::running;
  return true;
}

void FutureCore::set_exception(std::exception_ptr exception) {
  Callbacks callbacks;
  {
    MutexLock lock(mutex_);
    require_not_done();
    exception_ = std::move(exception);
    callbacks = become(FutureState::finished);
  }
  run(std::move(callbacks));
}

void FutureCore::add_done_callback(Callback callback) {
  {
    MutexLock lock(mutex_);
    if (!is_done(state_)) {
      callbacks_.push_back(std::move(callback));
      return;
    }
  }
  run_one(callback);
}

void FutureCore::wait_finished(Nanos timeout) {
  sync::checkpoint();
  FutureState state = this->state();
  if (!is_done(state)) {
    const Nanos deadline = sync::deadline_in(timeout);
    sync::schedule_point("future.result:pending");
    sync::BlockingWait wait(mutex_, "future.result");
    MutexLock lock(mutex_);
    while (!is_done(state_)) {
      if (!wait.block(lock, waiters_, deadline)) throw TimeoutError("the future was not done in time");
    }
    state = state_;
  }
  if (state == FutureState::cancelled) throw CancelledError();
}

std::exception_ptr FutureCore::exception() const {
  MutexLock lock(mutex_);
  return exception_;
}

void FutureCore::require_not_done() const {
  if (is_done(state_)) throw InvalidStateError("the future is done already");
}

FutureCore::Callbacks FutureCore::become(FutureState state) {
  state_ = state;
  waiters_.wake_all();
  return std::exchange(callbacks_, {});
}

void FutureCore::run(Callbacks callbacks) {
  for (Callback& callback : callbacks) run_one(callback);
}

void FutureCore::run_one(Callback& callback) noexcept {
  try {
    callback(shared_from_this());
  } catch (const Stopped&) {
    // The run is cancelled: the next blocking call of this thread throws again.
  } catch (...) {
    sync::emit_error("exception in a future's callback: " + sync::describe(std::current_exception()));
  }
}

}  // namespace sp::exec::detail
