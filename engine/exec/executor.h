#pragma once

#include <exception>
#include <type_traits>
#include <utility>

#include "engine/exec/future.h"
#include "engine/sync/move_only_function.h"

namespace sp::exec {

/// A call to be made once, somewhere. Destroying it unrun gives it up; the tasks that submit() makes cancel
/// their future then.
using Task = sync::MoveOnlyFunction<void()>;

namespace detail {

/// The task behind a Future: runs `fn` into it, or cancels it when destroyed before.
template <class R, class F>
class Call {
 public:
  Call(Future<R> future, F fn) : future_(std::move(future)), fn_(std::move(fn)) {}
  Call(Call&& other) noexcept(std::is_nothrow_move_constructible_v<F>)
      : future_(std::move(other.future_)),
        fn_(std::move(other.fn_)),
        armed_(std::exchange(other.armed_, false)) {}
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;
  Call& operator=(Call&&) = delete;
  ~Call() {
    if (armed_) future_.cancel();
  }

  void operator()() {
    armed_ = false;
    if (!future_.set_running_or_notify_cancel()) return;
    try {
      if constexpr (std::is_void_v<R>) {
        fn_();
        future_.set_result();
      } else {
        future_.set_result(fn_());
      }
    } catch (...) {
      future_.set_exception(std::current_exception());
    }
  }

 private:
  Future<R> future_;
  F fn_;
  bool armed_ = true;  ///< neither run nor moved from
};

}  // namespace detail

/// Where calls are handed over to run elsewhere. Members from any thread.
class Executor {
 public:
  Executor() = default;
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  virtual ~Executor() = default;

  /// Takes the task over, to run it once or, when the executor is shut down before, to destroy it unrun. Does
  /// not wait for it. Throws RuntimeError after shutdown, Stopped when the executor's run is cancelled. The
  /// task must not throw; submit() sees to it.
  virtual void execute(Task task) = 0;

  /// Hands over `fn()`, whose result or exception (Stopped included) goes into the future. Errors as
  /// execute().
  template <class F>
  auto submit(F&& fn) -> Future<std::invoke_result_t<std::decay_t<F>&>> {
    using R = std::invoke_result_t<std::decay_t<F>&>;
    Future<R> future;
    execute(detail::Call<R, std::decay_t<F>>(future, std::decay_t<F>(std::forward<F>(fn))));
    return future;
  }
};

}  // namespace sp::exec
