#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/errors.h"
#include "engine/base/mutex.h"
#include "engine/sync/move_only_function.h"
#include "engine/sync/wait_list.h"

namespace sp::exec {

/// concurrent.futures.CancelledError. (asyncio's is another class, and so is sp::aio's.)
struct CancelledError : std::runtime_error {
  CancelledError() : runtime_error("the future was cancelled") {}
};
struct InvalidStateError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Goes only forward: pending -> running -> finished, pending -> finished, pending -> cancelled. (Python's
/// CANCELLED and CANCELLED_AND_NOTIFIED are one.) The last two are final: done.
enum class FutureState : std::uint8_t { pending, running, cancelled, finished };

template <class T>
class Future;

namespace detail {

/// What the handles of one future share, without its result. Members from any thread.
class FutureCore : public std::enable_shared_from_this<FutureCore> {
 public:
  using Callback = sync::MoveOnlyFunction<void(const std::shared_ptr<FutureCore>&)>;

  FutureCore() = default;
  FutureCore(const FutureCore&) = delete;
  FutureCore& operator=(const FutureCore&) = delete;
  virtual ~FutureCore() = default;

  FutureState state() const;
  bool cancel();
  bool set_running_or_notify_cancel();
  void set_exception(std::exception_ptr exception);
  void add_done_callback(Callback callback);
  /// Waits until done. Throws TimeoutError, CancelledError, Stopped.
  void wait_finished(Nanos timeout);
  /// Of a finished future: null when it has a result.
  std::exception_ptr exception() const;

 protected:
  using Callbacks = std::vector<Callback>;
  void require_not_done() const SP_REQUIRES(mutex_);
  /// Makes the state final and wakes the waiters; the caller runs the callbacks after the mutex is released.
  Callbacks become(FutureState state) SP_REQUIRES(mutex_);
  void run(Callbacks callbacks);

  mutable Mutex mutex_;

 private:
  void run_one(Callback& callback) noexcept;

  // Guarded by mutex_. exception_, and the result in FutureResult, never change once the state is final.
  FutureState state_ SP_GUARDED_BY(mutex_) = FutureState::pending;
  std::exception_ptr exception_ SP_GUARDED_BY(mutex_);
  Callbacks callbacks_ SP_GUARDED_BY(mutex_);
  sync::WaitList waiters_ SP_GUARDED_BY(mutex_);
};

template <class T>
class FutureResult final : public FutureCore {
 public:
  using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  void set_result(Value value) {
    Callbacks callbacks;
    {
      MutexLock lock(mutex_);
      require_not_done();
      value_.emplace(std::move(value));
      callbacks = become(FutureState::finished);
    }
    run(std::move(callbacks));
  }

  /// Waits; rethrows what the task threw.
  Value& result(Nanos timeout) SP_NO_THREAD_SAFETY_ANALYSIS {
    wait_finished(timeout);
    if (std::exception_ptr failure = exception()) std::rethrow_exception(std::move(failure));
    return *value_;  // final: nobody writes it any more, and wait_finished() saw the state under the mutex
  }

 private:
  std::optional<Value> value_ SP_GUARDED_BY(mutex_);
};

}  // namespace detail

/// concurrent.futures.Future: a handle to the outcome of a call that runs somewhere else. Copies are handles
/// to the same future. T is void or any movable type.
///
/// - Threads: all members from any thread (one handle object by one thread at a time). On a browser's main
///   thread nothing that waits.
/// - Order: all waiters wake when it is done; then the callbacks run, in the order in which they were added,
///   in the thread that finished or cancelled it.
/// - Errors: result and exception throw CancelledError when it was cancelled, TimeoutError when it was not
///   done in time (sp::TimeoutError), Stopped when the waiter's run is cancelled. What a callback throws
///   becomes an error event of the lane that runs it, and goes no further.
/// - Source: Lib/concurrent/futures/_base.py (3.13).
template <class T>
class Future {
 public:
  using value_type = T;

  /// A new, pending future.
  Future() : shared_(std::make_shared<detail::FutureResult<T>>()) {}

  FutureState state() const { return shared_->state(); }
  bool running() const { return state() == FutureState::running; }
  bool cancelled() const { return state() == FutureState::cancelled; }
  bool done() const { return state() >= FutureState::cancelled; }

  /// False when it is running or finished already.
  bool cancel() const { return shared_->cancel(); }

  /// Waits, and gives the result or throws what the call threw. The reference lasts as long as any handle.
  decltype(auto) result(Nanos timeout = kNever) const& {
    if constexpr (std::is_void_v<T>) {
      shared_->result(timeout);
    } else {
      return std::as_const(shared_->result(timeout));
    }
  }
  /// From a handle that is about to go (`pool.submit(f).result()`): a copy, or the value itself when T cannot
  /// be copied, which other handles then must not ask for.
  T result(Nanos timeout = kNever) && {
    if constexpr (std::is_void_v<T>) {
      shared_->result(timeout);
    } else if constexpr (std::is_copy_constructible_v<T>) {
      return std::as_const(shared_->result(timeout));
    } else {
      return std::move(shared_->result(timeout));
    }
  }
  /// Waits, and gives what the call threw, or null.
  std::exception_ptr exception(Nanos timeout = kNever) const {
    shared_->wait_finished(timeout);
    return shared_->exception();
  }

  /// Calls `fn(const Future<T>&)` when done: in the thread that makes it so, or here and now when it is done
  /// already.
  template <class F>
  void add_done_callback(F&& fn) const {
    shared_->add_done_callback(
        [fn = std::decay_t<F>(std::forward<F>(fn))](const std::shared_ptr<detail::FutureCore>& core) mutable {
          fn(Future(std::static_pointer_cast<detail::FutureResult<T>>(core)));
        });
  }

  // For executors and tests.

  /// The call is about to run: true. False when the future was cancelled: the call must not run. Throws
  /// InvalidStateError when it is running or finished.
  bool set_running_or_notify_cancel() const { return shared_->set_running_or_notify_cancel(); }
  /// Throw InvalidStateError when it is done already.
  template <class U = T>
    requires(!std::is_void_v<U>)
  void set_result(U value) const {
    shared_->set_result(std::move(value));
  }
  void set_result() const
    requires(std::is_void_v<T>)
  {
    shared_->set_result({});
  }
  void set_exception(std::exception_ptr exception) const { shared_->set_exception(std::move(exception)); }

  /// Handles to the same future.
  friend bool operator==(const Future&, const Future&) = default;

 private:
  explicit Future(std::shared_ptr<detail::FutureResult<T>> shared) : shared_(std::move(shared)) {}

  std::shared_ptr<detail::FutureResult<T>> shared_;  ///< null only when moved from
};

}  // namespace sp::exec
