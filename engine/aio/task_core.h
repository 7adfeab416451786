#pragma once

#include <cstdint>
#include <exception>
#include <string>

#include "engine/aio/future_core.h"
#include "engine/trace/current.h"

namespace sp::aio::detail {

class Frame;

/// A task without the type of its result: the machine that drives a coroutine. See Task. The loop's thread
/// only.
/// Source: Lib/asyncio/tasks.py, `Task.__step` and `__wakeup`.
///
/// A task that is not done either stands in the ready queue (once) or waits for one future that is not done;
/// so its future's callback, or the queue, keeps it alive until it ends or the loop is closed.
class TaskCore : public FutureCore {
 public:
  /// The task's turn: runs the coroutine until it next waits, or ends.
  void run() final;
  void woken() final;

  bool cancel(std::string message) final;
  bool is_task() const noexcept final { return true; }
  int cancelling() const noexcept { return cancels_requested_; }
  int uncancel() noexcept;

  const std::string& name() const noexcept { return name_; }
  trace::LaneId lane() const noexcept { return lane_; }

  /// From an awaiter: the coroutine has suspended until `future` is done.
  void wait_for(FutureCore& future);
  /// From an awaiter: the coroutine has suspended until the next pass of the loop.
  void yield();
  /// From an awaiter that is resumed: throws what was to be thrown at this point of the coroutine.
  void throw_if_asked() {
    if (thrown_) [[unlikely]]
      throw_now();
  }

  /// Puts it on its lane and into the ready queue.
  void start();
  /// The loop is closed before the task is done: destroys the coroutine where it stands. The task stays
  /// pending for ever.
  void abandon() noexcept;

 protected:
  TaskCore(EventLoop& loop, void* slot, std::string name);
  ~TaskCore() override;

  /// The coroutine has ended: moves its value into the slot, or throws what it threw.
  virtual void take_value() = 0;
  /// Destroys the outermost frame.
  virtual void drop_coro() noexcept = 0;
  /// Destroys all frames, innermost first.
  void destroy_frames() noexcept;

  WaitLabel wait_label() final;

 private:
  friend class Frame;
  friend class CoroBase;

  class Step;

  void resume();
  void complete();
  TaskCore* awaited_task() const noexcept;
  void leave_wait();
  [[noreturn]] void throw_now();
  void throw_at_next_step(std::exception_ptr exception);
  void record(trace::Kind kind, trace::ObjectId object = {}, std::int64_t arg = 0) const noexcept;
  void note_error(const std::string& text) const;

  Frame* frame_ = nullptr;  ///< the innermost frame; null once the coroutine has ended or was destroyed
  Ref<FutureCore> waiting_for_;
  std::exception_ptr thrown_;  ///< to be thrown where the coroutine waits, when it is resumed
  std::string name_;
  trace::LaneId lane_;             ///< none: not traced
  trace::ObjectId result_object_;  ///< what other tasks wait for; made when one does
  std::int64_t wake_flow_ = 0;     ///< the arrow from whoever woke it; 0: none
  int cancels_requested_ = 0;
  bool must_cancel_ = false;     ///< CancelledError is to be thrown at the next step
  bool on_cancel_path_ = false;  ///< cancel() is on its way through it
  bool suspended_ = true;        ///< waits, or stands in the ready queue; false while frames run
  bool started_ = false;
};

}  // namespace sp::aio::detail
