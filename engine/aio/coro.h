#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/aio/task_core.h"
#include "engine/base/errors.h"

namespace sp::aio {

template <class T = void>
class Coro;

namespace detail {

class CoroBase;
template <class T>
class TaskState;

/// What the promises of all Coros share. A task resumes its innermost frame. A frame that awaits another Coro
/// makes that one the innermost and suspends; one that ends gives the place back to the frame that awaits it.
/// The task's own loop goes on with whatever is innermost then, so the machine stack grows neither with the
/// depth of awaits nor with their number, on any platform (WebAssembly has tail calls only by option, and
/// symmetric transfer needs them).
class Frame {
 public:
  Frame() = default;
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  std::suspend_always initial_suspend() const noexcept { return {}; }
  /// Makes the awaiting frame the innermost.
  struct Leave {
    bool await_ready() const noexcept { return false; }
    template <class P>
    void await_suspend(std::coroutine_handle<P> ended) const noexcept {
      ended.promise().leave();
    }
    void await_resume() const noexcept {}
  };
  Leave final_suspend() const noexcept { return {}; }
  void leave() const noexcept { task_->frame_ = awaiter_; }
  void unhandled_exception() noexcept { error_ = std::current_exception(); }

  /// The task that drives this frame; null before it starts.
  TaskCore* task() const noexcept { return task_; }

 protected:
  explicit Frame(std::coroutine_handle<> self) noexcept : self_(self) {}
  ~Frame() = default;

  /// What the body threw, or null.
  std::exception_ptr error_;

 private:
  friend class CoroBase;
  friend class TaskCore;

  const std::coroutine_handle<> self_;
  TaskCore* task_ = nullptr;
  Frame* awaiter_ = nullptr;   ///< the frame that awaits this one; null for a task's outermost
  CoroBase* owner_ = nullptr;  ///< the Coro that will destroy this frame
};

template <class T>
class Promise final : public Frame {
 public:
  Promise() noexcept : Frame(std::coroutine_handle<Promise>::from_promise(*this)) {}

  Coro<T> get_return_object() noexcept { return Coro<T>(*this); }
  template <class U = T>
    requires std::is_constructible_v<T, U&&>
  void return_value(U&& value) {
    value_.emplace(std::forward<U>(value));
  }
  /// Of a frame that has ended. Throws what the body threw.
  T take() {
    if (error_) std::rethrow_exception(std::move(error_));
    return std::move(*value_);
  }

 private:
  std::optional<T> value_;
};

template <>
class Promise<void> final : public Frame {
 public:
  Promise() noexcept : Frame(std::coroutine_handle<Promise>::from_promise(*this)) {}

  Coro<void> get_return_object() noexcept;
  void return_void() const noexcept {}
  void take() {
    if (error_) std::rethrow_exception(std::move(error_));
  }
};

/// Owns a frame, or nothing.
class CoroBase {
 public:
  CoroBase() = default;
  explicit CoroBase(Frame& frame) noexcept : frame_(&frame) { frame.owner_ = this; }
  CoroBase(CoroBase&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {
    if (frame_ != nullptr) frame_->owner_ = this;
  }
  CoroBase& operator=(CoroBase&& other) noexcept {
    if (this == &other) return *this;
    reset();
    frame_ = std::exchange(other.frame_, nullptr);
    if (frame_ != nullptr) frame_->owner_ = this;
    return *this;
  }
  ~CoroBase() { reset(); }

  bool empty() const noexcept { return frame_ == nullptr; }
  Frame& frame() const noexcept { return *frame_; }

  /// `task` drives the frame from now on, for `awaiter` (null: it is the task's outermost).
  void enter(TaskCore& task, Frame* awaiter) noexcept {
    frame_->task_ = &task;
    frame_->awaiter_ = awaiter;
    task.frame_ = frame_;
  }
  void reset() noexcept {
    if (frame_ != nullptr) destroy();
  }
  /// Another one destroys the frame.
  void release() noexcept { frame_ = nullptr; }

 private:
  void destroy() noexcept;

  Frame* frame_ = nullptr;
};

template <class T>
class CoroAwaiter {
 public:
  explicit CoroAwaiter(CoroBase coro) noexcept : coro_(std::move(coro)) {}

  bool await_ready() const {
    if (coro_.empty()) throw RuntimeError("cannot reuse already awaited coroutine");
    return false;
  }
  template <class P>
  void await_suspend(std::coroutine_handle<P> awaiting) noexcept {
    static_assert(std::is_base_of_v<Frame, P>, "only a Coro can await");
    Frame& frame = awaiting.promise();
    coro_.enter(*frame.task(), &frame);
  }
  T await_resume() { return static_cast<Promise<T>&>(coro_.frame()).take(); }

 private:
  CoroBase coro_;
};

}  // namespace detail

/// A coroutine object, what calling an `async def` returns: does nothing until it is awaited (`co_await
/// std::move(coro)`) or made a task. Owns its frame. Can be awaited once; awaiting an empty or a used one is
/// a RuntimeError. Destroying one that never ran records an error event ("coroutine was never awaited"), as
/// Python warns. The loop's thread only.
///
/// Only a Coro awaits, and only inside a task: EventLoop::create_task and run_until_complete are the ways to
/// start one. A coroutine's reference parameters, and the captures of a lambda that is one, must outlive it
/// and not only the call: pass by value. T is void or any movable type, no reference.
template <class T>
class [[nodiscard]] Coro {
  static_assert(!std::is_reference_v<T>, "a coroutine gives a value: return a pointer instead");

 public:
  using value_type = T;
  using promise_type = detail::Promise<T>;

  Coro() = default;  ///< empty

  bool empty() const noexcept { return base_.empty(); }

  auto operator co_await() && noexcept { return detail::CoroAwaiter<T>(std::move(base_)); }

 private:
  friend promise_type;
  template <class>
  friend class detail::TaskState;

  explicit Coro(detail::Frame& frame) noexcept : base_(frame) {}

  detail::CoroBase base_;
};

inline Coro<void> detail::Promise<void>::get_return_object() noexcept {
  return Coro<void>(*this);
}

}  // namespace sp::aio
