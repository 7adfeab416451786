#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/aio/call.h"
#include "engine/aio/future.h"
#include "engine/aio/handle.h"
#include "engine/aio/mailbox.h"
#include "engine/aio/ready_queue.h"
#include "engine/aio/selector.h"
#include "engine/aio/task.h"
#include "engine/aio/timers.h"
#include "engine/base/clock.h"
#include "engine/exec/executor.h"
#include "engine/trace/current.h"

namespace sp::aio {

/// What went wrong where nobody waits for the outcome.
struct ErrorContext {
  std::string message;           ///< "Task exception was never retrieved"
  std::exception_ptr exception;  ///< or null
};

/// An event loop (asyncio's BaseEventLoop): runs callbacks and tasks on the thread that calls
/// run_until_complete() or run_forever().
///
/// One pass runs only the callbacks that were ready at its start, first in, first out; what they schedule
/// waits for the next pass. Before it, timers that are due join the ready ones, by time and then in the order
/// in which they were scheduled. When nothing is ready the loop waits on its selector until the next timer or
/// a wake-up.
///
/// Clock: with a ManualClock the loop lives in virtual time: instead of waiting it moves the clock to the
/// next timer, so that a program takes no time and its trace is the same each time. With any other clock it
/// really waits. While the loop runs, the clock of its thread's context (sync/context.h) is the loop's.
///
/// Threads: made, run, used and destroyed by one thread, the loop's; call_soon_threadsafe() alone from any
/// thread, while the loop lives. It waits: not on a browser's main thread.
/// Stop: when the run of its thread is cancelled, the loop cancels all tasks, lets them handle it without
/// waiting for anything more, and throws Stopped; within the current pass, after the callback that runs.
/// Stopped thrown by a callback or task does the same.
/// Errors: RuntimeError when it is closed, or another loop runs on this thread, or this one already does.
/// Trace: made where a recorder is current, it gives every task a lane in the context's group; see Task. The
/// lane of the loop's thread is in state_blocked on an object of type "EventLoop" while it runs tasks,
/// state_running in callbacks of other kinds, and state_io_wait in the selector. The recorder must outlive
/// the loop.
/// Source: Lib/asyncio/base_events.py.
class EventLoop {
 public:
  /// `selector`: make_selector(clock) when null. Clock and recorder outlive the loop.
  explicit EventLoop(Clock& clock, std::unique_ptr<Selector> selector = nullptr);
  /// close().
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  /// Runs until the coroutine or future is done; gives its value or throws what it threw. Other tasks stay
  /// where they are. RuntimeError when stop() was called first.
  template <class T>
  T run_until_complete(Coro<T> coro) {
    require_runnable();
    return run_until_complete(Future<T>(create_task(std::move(coro))));
  }
  template <class T>
  T run_until_complete(Future<T> future) {
    run_until_done(*future.core());
    return detail::take_value<T>(*future.core());
  }
  /// Runs until stop().
  void run_forever();
  /// The loop ends after the current pass, or after the next one when it does not run.
  void stop() noexcept { stopping_ = true; }
  bool is_running() const noexcept { return running_; }

  /// What asyncio.run() does at its end: cancels all tasks and runs until they have ended; an exception that
  /// one ends with is reported.
  void cancel_all_and_wait();
  /// Destroys what has not run: callbacks, timers, the coroutines of pending tasks (the youngest first),
  /// without running them. The loop cannot be used any more. Calls that executors still work on are
  /// abandoned. Must not be running.
  void close();
  bool is_closed() const noexcept { return closed_; }

  /// The loop's clock.
  Nanos time() const noexcept { return clock_.now(); }
  Clock& clock() const noexcept { return clock_; }

  /// `fn()` in the next pass.
  template <class F>
  Handle call_soon(F&& fn) {
    auto handle = detail::bind<detail::HandleState>(std::forward<F>(fn));
    push_ready(handle);
    return Handle(std::move(handle));
  }
  /// `fn()` when the loop's clock has reached time() + delay.
  template <class F>
  TimerHandle call_later(Nanos delay, F&& fn) {
    return call_at(deadline_after(time(), delay), std::forward<F>(fn));
  }
  template <class F>
  TimerHandle call_at(Nanos when, F&& fn) {
    auto timer = detail::bind<detail::TimerState>(std::forward<F>(fn), when);
    add_timer(timer);
    return TimerHandle(std::move(timer));
  }
  /// Any thread: `fn()` in the loop's thread; wakes the loop. `fn` is moved in and destroyed in the loop's
  /// thread, unless the loop is closed (RuntimeError). Calls from one thread keep their order.
  template <class F>
  void call_soon_threadsafe(F&& fn) {
    post(detail::bind<detail::HandleState>(std::forward<F>(fn)));
  }

  template <class T = void>
  Future<T> create_future() {
    require_open();
    return Future<T>(detail::make_ref<detail::FutureState<T>>(*this));
  }
  /// Makes a task of the coroutine; its first step runs in the next pass. `name`: "Task-1", "Task-2", … when
  /// empty. RuntimeError for an empty coroutine.
  template <class T>
  Task<T> create_task(Coro<T> coro, std::string name = {}) {
    require_startable(coro.empty());
    auto state = detail::make_ref<detail::TaskState<T>>(*this, std::move(coro), std::move(name));
    state->start();
    return Task<T>(std::move(state));
  }

  /// `fn()` by the executor; a future of this loop for its outcome. Cancelling that future cancels the call
  /// if it has not begun, else abandons its outcome. fn runs on another thread, perhaps longer than anything
  /// that waits for it: it must own what it uses, and use no aio object. Arrows lead from the caller to the
  /// call and back.
  template <class F>
  auto run_in_executor(exec::Executor& executor, F&& fn) -> Future<std::invoke_result_t<std::decay_t<F>&>> {
    require_open();
    using R = std::invoke_result_t<std::decay_t<F>&>;
    exec::Future<R> call = executor.submit(std::forward<F>(fn));
    auto state = detail::make_ref<detail::CallState<R>>(*this, call);
    call.add_done_callback(call_done(state));
    return Future<R>(std::move(state));
  }

  /// The task whose step is running, if any.
  AnyTask current_task() const { return AnyTask(detail::Ref<detail::TaskCore>(current_task_)); }
  /// Tasks that are not done.
  std::size_t pending_tasks() const;
  /// Timers in the heap, cancelled ones that were not purged yet included.
  std::size_t scheduled_timers() const noexcept { return timers_.size(); }

  /// Called with what nobody waits for. Until it is set, and with null: an error event ("message: exception")
  /// on the lane concerned.
  void set_exception_handler(std::function<void(const ErrorContext&)> handler) {
    handler_ = std::move(handler);
  }
  /// Calls the handler. `lane`: where the event goes; none: the current one.
  void call_exception_handler(const ErrorContext& context, trace::LaneId lane = {}) noexcept;

  // For the engine's own awaitables and futures.

  /// run_until_complete without the value.
  void run_until_done(detail::FutureCore& future);
  void push_ready(detail::Ref<detail::LoopObject> object);
  void add_timer(detail::Ref<detail::TimerState> timer);
  /// Whether a task's step or a callback is running, not the loop's own book-keeping.
  bool in_user_code() const noexcept { return current_task_ != nullptr || in_callback_; }
  /// While it lives, the first task that is woken takes this arrow (0: none).
  class Arrival {
   public:
    Arrival(EventLoop& loop, std::int64_t flow) noexcept : loop_(loop) { loop_.arriving_flow_ = flow; }
    ~Arrival() { loop_.arriving_flow_ = 0; }
    Arrival(const Arrival&) = delete;
    Arrival& operator=(const Arrival&) = delete;

   private:
    EventLoop& loop_;
  };
  /// Null when the loop is not traced.
  trace::Recorder* recorder() const noexcept { return recorder_; }
  const std::string& group() const noexcept { return group_; }
  std::string next_task_name();

 private:
  friend class detail::FutureCore;
  friend class detail::TaskCore;
  friend class detail::HandleState;

  /// A user's callback runs while it lives.
  class Callback {
   public:
    explicit Callback(EventLoop& loop) noexcept;
    ~Callback();
    Callback(const Callback&) = delete;
    Callback& operator=(const Callback&) = delete;

   private:
    EventLoop& loop_;
  };
  class Running;
  class StopWhenDone;
  class CallDone;
  /// Runs in the thread that finishes an executor's call.
  struct PostCallDone {
    std::shared_ptr<detail::Mailbox> mailbox;
    EventLoop* loop;  ///< not touched: the loop may be gone
    std::uint64_t call;
    template <class R>
    void operator()(const exec::Future<R>& future) const {
      post(future.cancelled());
    }
    void post(bool cancelled) const;
  };

  void run();
  void run_once();
  void run_ready();
  void wait();
  void unwind();
  void destroy_pending_tasks();
  void forget_futures();
  std::vector<detail::Ref<detail::TaskCore>> unfinished_tasks() const;
  void post(detail::Ref<detail::HandleState> letter);
  PostCallDone call_done(detail::Ref<detail::CallCore> call);

  void require_open() const;
  void require_runnable() const;
  void require_startable(bool empty) const;
  bool on_loop_thread() const noexcept;

  // Constant.
  Clock& clock_;
  const std::unique_ptr<Selector> selector_;
  trace::Recorder* const recorder_;
  const std::string group_;
  const trace::ObjectId object_;
  // Synchronises itself.
  const std::shared_ptr<detail::Mailbox> mailbox_;
  std::atomic<std::thread::id> thread_{};  ///< of the thread that runs the loop; none while it does not run
  // The loop's thread alone.
  detail::ReadyQueue ready_;
  detail::Timers timers_;
  detail::FutureList futures_;
  detail::TaskCore* current_task_ = nullptr;
  std::function<void(const ErrorContext&)> handler_;
  std::uint64_t tasks_made_ = 0;
  std::unordered_map<std::uint64_t, detail::Ref<detail::CallCore>>
      calls_;  ///< that executors work on, by number
  std::uint64_t calls_made_ = 0;
  std::int64_t arriving_flow_ = 0;  ///< see Arrival
  bool running_ = false;
  bool in_callback_ = false;
  bool stopping_ = false;
  bool closing_ = false;  ///< close() destroys things: what they schedule is thrown away
  bool closed_ = false;
};

/// The loop that runs on this thread, or null.
EventLoop* running_loop_or_null() noexcept;
/// The loop that runs on this thread. RuntimeError("no running event loop") when there is none.
EventLoop& running_loop();
/// The task whose step is running on this thread; none when there is none.
AnyTask current_task();

}  // namespace sp::aio
