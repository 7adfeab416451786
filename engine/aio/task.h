#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "engine/aio/coro.h"
#include "engine/aio/future.h"

namespace sp::aio {

namespace detail {

template <class T>
class TaskState final : public TaskCore {
 public:
  TaskState(EventLoop& loop, Coro<T> coro, std::string name)
      : TaskCore(loop, &value_, std::move(name)), coro_(std::move(coro.base_)) {
    coro_.enter(*this, nullptr);
  }
  ~TaskState() override { destroy_frames(); }

 private:
  void take_value() override {
    auto& promise = static_cast<Promise<T>&>(coro_.frame());
    if constexpr (std::is_void_v<T>) {
      promise.take();
      value_.emplace();
    } else {
      value_.emplace(promise.take());
    }
  }
  void drop_coro() noexcept override { coro_.reset(); }

  std::optional<Value<T>> value_;
  CoroBase coro_;
};

}  // namespace detail

/// A task of any result type: what current_task() gives. Copies are handles to the same task. The loop's
/// thread only.
class AnyTask {
 public:
  AnyTask() = default;  ///< no task: only the conversion to bool may be used
  explicit AnyTask(detail::Ref<detail::TaskCore> core) : core_(std::move(core)) {}

  explicit operator bool() const noexcept { return static_cast<bool>(core_); }
  bool done() const noexcept { return core_->done(); }
  bool cancelled() const noexcept { return core_->cancelled(); }
  /// See Task::cancel().
  bool cancel(std::string message = {}) const { return core_->cancel(std::move(message)); }
  int cancelling() const noexcept { return core_->cancelling(); }
  int uncancel() const noexcept { return core_->uncancel(); }
  const std::string& name() const noexcept { return core_->name(); }
  trace::LaneId lane() const noexcept { return core_->lane(); }
  friend bool operator==(const AnyTask&, const AnyTask&) = default;

 private:
  detail::Ref<detail::TaskCore> core_;
};

/// A coroutine that runs on an event loop (asyncio.Task). Made by EventLoop::create_task; its first step runs
/// in the loop's next pass. A Task is a Future: it can be awaited, by many, and gathered. Copies are handles
/// to the same task. The loop's thread only.
///
/// An unfinished task lives on without handles. (CPython's loop refers to tasks weakly and may collect one
/// that nobody keeps.) A task that ends with an exception that nobody asks for reports "Task exception was
/// never retrieved" when its last handle goes; one that is pending when its loop is closed, "Task was
/// destroyed but it is pending!"; both as error events on the task's lane, through the loop's exception
/// handler. set_result() and set_exception() on a task are a RuntimeError.
///
/// Trace: a lane of LaneKind::task. spawn (creator), lane_start, state_ready; at a step receive (from whoever
/// woke it) and state_running; then state_ready after a bare yield, or the state that belongs to what it
/// waits for: state_sleeping (sleep), state_io_wait (io_wait), state_blocked otherwise; cancel or error,
/// lane_end.
template <class T = void>
class Task : public Future<T> {
 public:
  Task() = default;  ///< no task: valid() is false and nothing else may be called
  explicit Task(detail::Ref<detail::TaskState<T>> state) : Future<T>(std::move(state)) {}

  /// Throws CancelledError(message) into the coroutine in the next pass, where it waits; what it waits for is
  /// cancelled. The coroutine may catch it and go on. True unless the task is done; counts as one request.
  bool cancel(std::string message = {}) const { return machine().cancel(std::move(message)); }
  /// The number of cancel() requests less the uncancel() calls.
  int cancelling() const noexcept { return machine().cancelling(); }
  /// Takes one request back; what was thrown stays thrown. Returns the number that remain.
  int uncancel() const noexcept { return machine().uncancel(); }

  const std::string& name() const noexcept { return machine().name(); }
  /// none() when the loop is not traced.
  trace::LaneId lane() const noexcept { return machine().lane(); }

  operator AnyTask() const { return AnyTask(detail::Ref<detail::TaskCore>(&machine())); }

 private:
  detail::TaskCore& machine() const noexcept { return static_cast<detail::TaskCore&>(*this->core_); }
};

}  // namespace sp::aio
