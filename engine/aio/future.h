#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/aio/coro.h"
#include "engine/aio/errors.h"
#include "engine/aio/future_core.h"
#include "engine/aio/handle.h"

namespace sp::aio {

template <class T = void>
class Future;

namespace detail {

/// What a future of T holds: a T, or an empty value for void.
template <class T>
using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
class FutureState final : public FutureCore {
 public:
  explicit FutureState(EventLoop& loop) : FutureCore(loop, &value_) {}

 private:
  std::optional<Value<T>> value_;
};

/// std::is_copy_constructible, asked of the elements of a vector too.
template <class T>
inline constexpr bool kCopyable = std::is_copy_constructible_v<T>;
template <class T>
inline constexpr bool kCopyable<std::vector<T>> = kCopyable<T>;

/// Of a future that has one. A copy, for others may ask too; the value itself when `core` is the last
/// reference to it, or T cannot be copied.
template <class T>
T take_value(FutureCore& core) {
  auto& slot = *static_cast<std::optional<Value<T>>*>(core.slot());
  if constexpr (std::is_void_v<T>) {
    return;
  } else if constexpr (kCopyable<T>) {
    if (core.references() > 1) return *slot;
    return std::move(*slot);
  } else {
    return std::move(*slot);
  }
}

template <class T>
class FutureAwaiter {
 public:
  explicit FutureAwaiter(Ref<FutureCore> core) noexcept : core_(std::move(core)) {}

  bool await_ready() const noexcept { return core_->done(); }
  template <class P>
  void await_suspend(std::coroutine_handle<P> awaiting) {
    static_assert(std::is_base_of_v<Frame, P>, "only a Coro can await");
    task_ = awaiting.promise().task();
    task_->wait_for(*core_);
  }
  T await_resume() {
    if (task_ != nullptr) task_->throw_if_asked();
    core_->require_value();
    return take_value<T>(*core_);
  }

 private:
  Ref<FutureCore> core_;
  TaskCore* task_ = nullptr;  ///< null: it was done and nobody waited
};

}  // namespace detail

/// A result that is not there yet (asyncio.Future). Made by EventLoop::create_future or by what returns one.
/// Copies are handles to the same future. T is void or any movable type, no reference.
///
/// Threads: the loop's only, the destruction of handles included. Another thread sets a result through
/// `loop.call_soon_threadsafe([&] { future.set_result(1); })` with a reference to a handle that the loop's
/// thread keeps.
/// Order: being done *schedules* the waiters and callbacks, in the order in which they came; they run in the
/// loop's next pass.
/// co_await: suspends unless it is done; gives a copy of the value (the value itself if T cannot be copied:
/// await such a future once), or throws what result() throws. RuntimeError when it belongs to another loop.
/// Errors: InvalidStateError for a result too early or twice; an exception that nobody asks for is reported
/// when the last handle goes ("Future exception was never retrieved").
/// Source: Lib/asyncio/futures.py.
template <class T>
class Future {
  static_assert(!std::is_reference_v<T>, "a future gives a value: use a pointer instead");

 public:
  using value_type = T;

  Future() = default;  ///< no future: valid() is false and nothing else may be called
  explicit Future(detail::Ref<detail::FutureCore> core) : core_(std::move(core)) {}

  bool valid() const noexcept { return static_cast<bool>(core_); }
  bool done() const noexcept { return core_->done(); }
  bool cancelled() const noexcept { return core_->cancelled(); }

  /// False when it is done already. Else its waiters get CancelledError(message).
  bool cancel(std::string message = {}) const { return core_->cancel(std::move(message)); }

  /// The value; the reference lasts as long as a handle. Throws CancelledError, the exception that was set,
  /// or InvalidStateError ("Result is not ready.").
  std::add_lvalue_reference_t<const T> result() const {
    core_->require_value();
    if constexpr (!std::is_void_v<T>) return **static_cast<std::optional<T>*>(core_->slot());
  }
  /// The exception that was set, or null. Throws CancelledError, or InvalidStateError ("Exception is not
  /// set.").
  std::exception_ptr exception() const { return core_->exception(); }

  /// Throws InvalidStateError when it is done already, RuntimeError for a task.
  template <class U = T>
    requires(!std::is_void_v<T>)
  void set_result(U&& value) const {
    core_->require_settable();
    static_cast<std::optional<detail::Value<T>>*>(core_->slot())->emplace(std::forward<U>(value));
    core_->finish();
  }
  void set_result() const
    requires(std::is_void_v<T>)
  {
    core_->require_settable();
    static_cast<std::optional<detail::Value<T>>*>(core_->slot())->emplace();
    core_->finish();
  }
  void set_exception(std::exception_ptr exception) const {
    core_->require_settable();
    core_->set_exception(std::move(exception));
  }

  /// `fn(const Future<T>&)` runs in the pass after this is done, or in the next one if it is done already.
  /// Cancelling the handle takes the callback back. What it throws goes to the loop's exception handler.
  template <class F>
  Handle add_done_callback(F&& fn) const {
    auto callback = detail::bind<detail::HandleState>(
        [fn = std::decay_t<F>(std::forward<F>(fn)), core = core_]() mutable { fn(Future(core)); });
    core_->add_callback(callback);
    return Handle(std::move(callback));
  }

  /// What the lane of a task that waits for this shows; state_blocked without an object unless set.
  void set_wait_label(trace::Kind state, trace::ObjectId object = {}) const noexcept {
    core_->set_wait_label({state, object});
  }

  auto operator co_await() const& noexcept { return detail::FutureAwaiter<T>(core_); }
  auto operator co_await() && noexcept { return detail::FutureAwaiter<T>(std::move(core_)); }
  friend bool operator==(const Future&, const Future&) = default;

  /// For the engine's own.
  const detail::Ref<detail::FutureCore>& core() const noexcept { return core_; }

 protected:
  detail::Ref<detail::FutureCore> core_;
};

}  // namespace sp::aio
