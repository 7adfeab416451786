#include "engine/sync/thread.h"

#include <exception>
#include <system_error>
#include <thread>
#include <utility>

#include "engine/base/mutex.h"
#include "engine/sync/error_event.h"
#include "engine/sync/gil.h"
#include "engine/sync/wait_list.h"
#include "engine/trace/current.h"

namespace sp::sync {

using trace::Kind;

/// Shared by the Thread and the running thread.
struct Thread::Shared {
  trace::LaneId lane;  ///< constant

  Mutex mutex;
  bool ended SP_GUARDED_BY(mutex) = false;          ///< the function has returned, and its captures are gone
  std::exception_ptr failure SP_GUARDED_BY(mutex);  ///< what it threw, if not Stopped; constant once `ended`
  WaitList joiners SP_GUARDED_BY(mutex);            ///< wait for `ended`

  Mutex exit_mutex;  ///< taken after `mutex`, never together with it
  std::thread handle SP_GUARDED_BY(exit_mutex);

  void await_end() {
    BlockingWait wait(mutex, "thread.join");
    MutexLock lock(mutex);
    while (!ended) wait.block(lock, joiners);
  }

  /// In a browser a worker goes back to the pool of workers when its thread is joined, by the joining thread:
  /// one that joins its threads before it starts others does not need more workers.
  void await_exit() {
    MutexLock lock(exit_mutex);
    if (handle.joinable()) handle.join();
  }
};

namespace {

/// What the new thread needs, collected by the one that starts it.
struct Entry {
  Context context;
  trace::Current current;
  ScheduleObserver* observer;
  Gil* gil;
  MoveOnlyFunction<void()> fn;
};

/// The Shared of the Thread that runs on this thread: to tell a thread that joins itself.
constinit thread_local const void* t_self = nullptr;

/// Runs the function to its end on its lane; returns what it threw, if not Stopped.
std::exception_ptr run_on_lane(Gil* gil, MoveOnlyFunction<void()> fn) {
  std::exception_ptr failure;
  trace::emit(Kind::lane_start);
  try {
    if (gil != nullptr) gil->take();
    trace::set_state(Kind::state_running);
    std::exchange(fn, {})();
  } catch (const Stopped&) {
    trace::emit(Kind::cancel);
  } catch (...) {
    failure = std::current_exception();
    emit_error(describe(failure));
  }
  if (gil != nullptr && gil->held()) {
    trace::set_state(Kind::state_ready);  // not running from here on: the next thread may be
    gil->drop_finally();
  }
  trace::emit(Kind::lane_end);
  return failure;
}

}  // namespace

Thread::Thread() noexcept = default;
Thread::Thread(Thread&&) noexcept = default;

Thread& Thread::operator=(Thread&& other) noexcept {
  if (this != &other) {
    wait_for_exit();
    shared_ = std::exchange(other.shared_, nullptr);
  }
  return *this;
}

Thread::~Thread() {
  wait_for_exit();
}

Thread::Thread(Start, std::string name, MoveOnlyFunction<void()> fn, ThreadOptions options)
    : shared_(std::make_shared<Shared>()) {
  Entry entry{context(), {}, nullptr, options.gil, std::move(fn)};
  if (!options.group.empty()) entry.context.group = std::move(options.group);
  if (trace::Recorder* recorder = trace::current().recorder; recorder != nullptr) {
    shared_->lane = recorder->add_lane(options.kind, name, entry.context.group);
    entry.current = {recorder, shared_->lane};
    trace::emit(Kind::spawn, {}, shared_->lane.value);
  }
  if (detail::t_observer != nullptr) entry.observer = detail::t_observer->spawned(name);

  auto body = [shared = shared_, start = std::move(entry)]() mutable {
    t_self = shared.get();
    const ContextScope context_scope(std::move(start.context));
    const ObserverScope observer_scope(start.observer);
    const trace::CurrentLane lane_scope(start.current);
    schedule_point("thread:start");
    std::exception_ptr failure = run_on_lane(start.gil, std::move(start.fn));
    {
      MutexLock lock(shared->mutex);
      shared->failure = std::move(failure);
      shared->ended = true;
      shared->joiners.wake_all();
    }
    if (start.observer != nullptr) start.observer->finished();
  };
  MutexLock lock(shared_->exit_mutex);
  try {
    shared_->handle = std::thread(std::move(body));
  } catch (const std::system_error&) {
    throw RuntimeError("can't start new thread");
  }
}

void Thread::join() {
  if (shared_ == nullptr) return;
  if (t_self == shared_.get()) throw RuntimeError("cannot join current thread");
  checkpoint();
  shared_->await_end();
  shared_->await_exit();
  trace::emit(Kind::join, {}, shared_->lane.value);
  std::exception_ptr failure;
  {
    MutexLock lock(shared_->mutex);
    failure = shared_->failure;
  }
  if (failure != nullptr) std::rethrow_exception(std::move(failure));
}

bool Thread::is_alive() const {
  if (shared_ == nullptr) return false;
  MutexLock lock(shared_->mutex);
  return !shared_->ended;
}

trace::LaneId Thread::lane() const noexcept {
  return shared_ != nullptr ? shared_->lane : trace::LaneId::none();
}

void Thread::wait_for_exit() noexcept {
  if (shared_ == nullptr) return;
  const ContextScope never_stopped({.clock = context().clock, .stop = {}, .group = {}});
  shared_->await_end();
  shared_->await_exit();
}

}  // namespace sp::sync
