#pragma once

#include <utility>

#include "engine/aio/gather.h"
#include "engine/aio/loop.h"
#include "engine/base/errors.h"

namespace sp::aio {

/// Cancels the task that makes it when time runs out (asyncio.timeout, without its `async with`). Lives in
/// that task's coroutine:
///
///   Timeout timeout(kSecond);
///   try { co_await something(); } catch (const CancelledError&) { timeout.raise_if_expired(); throw; }
///
/// RuntimeError outside a task. A length <= 0 cancels at the task's first await.
/// Source: Lib/asyncio/timeouts.py.
class Timeout {
 public:
  explicit Timeout(Nanos length);
  ~Timeout() { cancel(); }
  Timeout(const Timeout&) = delete;
  Timeout& operator=(const Timeout&) = delete;

  /// Time has run out and the task was cancelled for it.
  bool expired() const noexcept { return expired_; }
  /// After a CancelledError: if it was this timeout's and nobody else asked for cancellation, takes the
  /// request back and throws TimeoutError.
  void raise_if_expired();

 private:
  void cancel() const noexcept;

  AnyTask task_;
  int cancelling_;  ///< requests when it began
  Handle soon_;
  TimerHandle later_;
  bool expired_ = false;
};

namespace detail {

/// Cancels and waits until it is done, without asking how it ended.
Coro<> cancel_and_wait(Ref<FutureCore> future);

}  // namespace detail

/// asyncio.wait_for (as of 3.12): the awaitable's value, or TimeoutError when it was not there in time; it is
/// cancelled then, and has ended. A coroutine runs within the task that waits. Cancelling that task cancels
/// the awaitable. A timeout <= 0 does not start a coroutine at all.
/// Source: Lib/asyncio/tasks.py, `wait_for`.
template <class Awaitable>
Coro<typename Awaitable::value_type> wait_for(Awaitable awaitable, Nanos timeout) {
  using T = typename Awaitable::value_type;
  if (timeout <= 0) {
    const Future<T> future = ensure_future(running_loop(), std::move(awaitable));
    if (!future.done()) {
      co_await detail::cancel_and_wait(future.core());
      if (future.cancelled()) throw TimeoutError("timed out");
    }
    future.core()->require_value();
    co_return detail::take_value<T>(*future.core());
  }
  Timeout limit(timeout);
  try {
    co_return co_await std::move(awaitable);
  } catch (const CancelledError&) {
    limit.raise_if_expired();
    throw;
  }
}

}  // namespace sp::aio
