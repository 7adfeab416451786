#pragma once

#include <coroutine>
#include <type_traits>

#include "engine/aio/coro.h"
#include "engine/aio/future.h"
#include "engine/aio/handle.h"
#include "engine/base/clock.h"
#include "engine/trace/event.h"

namespace sp::aio {

namespace detail {

class SleepAwaiter {
 public:
  SleepAwaiter(Nanos length, WaitLabel label) noexcept : length_(length), label_(label) {}
  ~SleepAwaiter() { timer_.cancel(); }
  SleepAwaiter(const SleepAwaiter&) = delete;
  SleepAwaiter& operator=(const SleepAwaiter&) = delete;

  bool await_ready() const noexcept { return false; }
  template <class P>
  void await_suspend(std::coroutine_handle<P> awaiting) {
    static_assert(std::is_base_of_v<Frame, P>, "only a Coro can await");
    task_ = awaiting.promise().task();
    if (length_ <= 0) return task_->yield();
    start();
  }
  void await_resume() {
    task_->throw_if_asked();
    if (future_) future_->require_value();
  }

 private:
  void start();

  const Nanos length_;
  const WaitLabel label_;
  TaskCore* task_ = nullptr;
  Ref<FutureCore> future_;  ///< null: a bare yield
  TimerHandle timer_;
};

}  // namespace detail

/// What sleep() returns: `co_await` it, or pass it on as the Coro<> that it converts to.
class [[nodiscard]] Sleep {
 public:
  using value_type = void;

  Sleep(Nanos length, detail::WaitLabel label) noexcept : length_(length), label_(label) {}

  detail::SleepAwaiter operator co_await() const noexcept { return {length_, label_}; }
  operator Coro<>() const { return as_coro(*this); }

 private:
  static Coro<> as_coro(Sleep sleep);

  Nanos length_;
  detail::WaitLabel label_;
};

/// asyncio.sleep: the task goes on when the loop's clock has reached now + length; with a length <= 0 in the
/// next pass. Its lane is in state_sleeping meanwhile. A cancelled sleep leaves its timer cancelled.
inline Sleep sleep(Nanos length) noexcept {
  return {length, {trace::Kind::state_sleeping, {}}};
}

/// Simulated I/O: a sleep during which the lane is in state_io_wait, on `object` if there is one (a host, a
/// file).
inline Sleep io_wait(Nanos length, trace::ObjectId object = {}) noexcept {
  return {length, {trace::Kind::state_io_wait, object}};
}

}  // namespace sp::aio
