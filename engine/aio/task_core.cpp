#include "engine/aio/task_core.h"

#include <utility>
#include <vector>

#include "engine/aio/coro.h"
#include "engine/aio/errors.h"
#include "engine/aio/loop.h"
#include "engine/base/errors.h"
#include "engine/sync/error_event.h"

namespace sp::aio::detail {

using trace::Kind;

/// While it lives, the task is the loop's current one and its lane the thread's.
class TaskCore::Step {
 public:
  explicit Step(TaskCore& task) noexcept
      : loop_(*task.loop()), before_(loop_.current_task_), lane_(lane_of(task)) {
    loop_.current_task_ = &task;
  }
  ~Step() { loop_.current_task_ = before_; }
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

 private:
  static trace::Current lane_of(const TaskCore& task) noexcept {
    return task.loop()->recorder() != nullptr ? trace::Current{task.loop()->recorder(), task.lane_}
                                              : trace::current();
  }

  EventLoop& loop_;
  TaskCore* const before_;
  const trace::CurrentLane lane_;
};

TaskCore::TaskCore(EventLoop& loop, void* slot, std::string name)
    : FutureCore(loop, slot), name_(name.empty() ? loop.next_task_name() : std::move(name)) {}

TaskCore::~TaskCore() {
  report_unretrieved("Task exception was never retrieved", lane_);
}

void TaskCore::start() {
  if (trace::Recorder* recorder = loop()->recorder()) {
    lane_ = recorder->add_lane(trace::LaneKind::task, name_, loop()->group());
    trace::emit(Kind::spawn, {}, lane_.value);
    record(Kind::lane_start);
    record(Kind::state_ready);
  }
  loop()->push_ready(Ref<TaskCore>(this));
}

void TaskCore::run() {
  if (frame_ == nullptr) return;  // destroyed when the loop was closed
  if (std::exchange(must_cancel_, false) && !(waiting_for_ && waiting_for_->cancelled())) {
    thrown_ = std::make_exception_ptr(CancelledError(cancel_message_));
  }
  waiting_for_ = nullptr;

  const Step step(*this);
  if (loop()->recorder() != nullptr) {
    if (wake_flow_ != 0) record(Kind::receive, {}, std::exchange(wake_flow_, 0));
    record(Kind::state_running);
  }
  if (!std::exchange(started_, true) && thrown_) {
    destroy_frames();  // thrown before the body began
  } else {
    resume();
  }
  if (frame_ == nullptr) complete();
}

/// Resumes the innermost frame, whichever that is, until the coroutine waits or has ended.
void TaskCore::resume() {
  suspended_ = false;
  while (frame_ != nullptr && !suspended_) frame_->self_.resume();
  suspended_ = true;
}

void TaskCore::complete() {
  if (result_object_) record(Kind::release, result_object_);
  std::exception_ptr interrupt;
  try {
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    take_value();
    drop_coro();
    if (must_cancel_) {  // asked for after the last await
      must_cancel_ = false;
      become_cancelled(cancel_message_);
      record(Kind::cancel);
    } else {
      finish();
    }
  } catch (const CancelledError& cancelled) {
    drop_coro();
    become_cancelled(cancelled.message());
    record(Kind::cancel);
  } catch (const Stopped&) {
    drop_coro();
    interrupt = std::current_exception();
    set_exception(interrupt);
    mark_retrieved();
    record(Kind::cancel);
  } catch (...) {
    drop_coro();
    set_exception(std::current_exception());
    note_error(describe(std::current_exception()));
  }
  record(Kind::lane_end);
  if (interrupt) std::rethrow_exception(std::move(interrupt));
}

void TaskCore::wait_for(FutureCore& future) {
  suspended_ = true;
  if (future.loop() != loop()) {
    return throw_at_next_step(std::make_exception_ptr(
        RuntimeError("Task '" + name_ + "' got a Future attached to a different loop")));
  }
  if (&future == this) {
    return throw_at_next_step(
        std::make_exception_ptr(RuntimeError("Task cannot await on itself: '" + name_ + "'")));
  }
  if (loop()->recorder() != nullptr) {
    const WaitLabel label = future.wait_label();
    record(label.state, label.object);
  }
  future.add_callback(Ref<TaskCore>(this));
  waiting_for_ = Ref<FutureCore>(&future);
  if (must_cancel_ && future.cancel(cancel_message_)) must_cancel_ = false;
}

void TaskCore::yield() {
  suspended_ = true;
  record(Kind::state_ready);
  loop()->push_ready(Ref<TaskCore>(this));
}

void TaskCore::throw_at_next_step(std::exception_ptr exception) {
  thrown_ = std::move(exception);
  record(Kind::state_ready);
  loop()->push_ready(Ref<TaskCore>(this));
}

void TaskCore::throw_now() {
  std::rethrow_exception(std::exchange(thrown_, nullptr));
}

/// Down the chain of tasks that wait for tasks, in a loop (the chain may be long), to the one whose wait can
/// be ended. Where the chain is a circle, which CPython answers with a RecursionError, the task at which it
/// closes is taken out of its wait.
bool TaskCore::cancel(std::string message) {
  mark_retrieved();
  if (done()) return false;
  std::vector<TaskCore*> path;
  TaskCore* last = this;
  while (!last->on_cancel_path_) {
    last->on_cancel_path_ = true;
    path.push_back(last);
    ++last->cancels_requested_;
    TaskCore* next = last->awaited_task();
    if (next == nullptr) break;
    last = next;
  }
  // Also when a gather that cancels its children comes back to a task that is just being cancelled.
  const bool circle = path.empty() || last != path.back();
  if (circle && last->waiting_for_) last->leave_wait();
  if (circle || !last->waiting_for_ || !last->waiting_for_->cancel(message)) {
    last->must_cancel_ = true;  // it stands in the ready queue, or its step is running
    last->cancel_message_ = std::move(message);
  }
  for (TaskCore* task : path) task->on_cancel_path_ = false;
  return true;
}

/// The task that this one waits for, if it waits for a task that is not done.
TaskCore* TaskCore::awaited_task() const noexcept {
  const bool waits = waiting_for_ && waiting_for_->is_task() && !waiting_for_->done();
  return waits ? static_cast<TaskCore*>(waiting_for_.get()) : nullptr;
}

void TaskCore::leave_wait() {
  Ref<TaskCore> self(this);
  waiting_for_->remove_callback(*this);
  waiting_for_ = nullptr;
  record(Kind::state_ready);
  loop()->push_ready(std::move(self));
}

int TaskCore::uncancel() noexcept {
  if (cancels_requested_ > 0) --cancels_requested_;
  return cancels_requested_;
}

void TaskCore::destroy_frames() noexcept {
  while (frame_ != nullptr) {
    Frame* innermost = std::exchange(frame_, frame_->awaiter_);
    innermost->owner_->release();
    innermost->self_.destroy();
  }
}

void TaskCore::abandon() noexcept {
  if (frame_ == nullptr) return;
  {
    const Step step(*this);
    destroy_frames();
  }
  waiting_for_ = nullptr;
  drop_callbacks();
  loop()->call_exception_handler({"Task was destroyed but it is pending!", nullptr}, lane_);
  record(Kind::lane_end);
}

void TaskCore::woken() {
  if (done()) return;
  wake_flow_ = std::exchange(loop()->arriving_flow_, 0);
  if (wake_flow_ == 0 && trace::current().lane != lane_ && loop()->in_user_code()) {
    wake_flow_ = loop()->recorder()->new_flow();
    trace::emit(Kind::send, {}, wake_flow_);
  }
  record(Kind::state_ready);
}

/// Waiting tasks show the task that they wait for as the holder of an object, so that circles among tasks can
/// be found like those among locks.
WaitLabel TaskCore::wait_label() {
  if (!result_object_ && lane_) {
    result_object_ = loop()->recorder()->add_object("Task", name_);
    record(Kind::acquire, result_object_);
  }
  return {Kind::state_blocked, result_object_};
}

void TaskCore::record(Kind kind, trace::ObjectId object, std::int64_t arg) const noexcept {
  if (lane_) loop()->recorder()->record(kind, lane_, object, arg);
}

void TaskCore::note_error(const std::string& text) const {
  if (lane_) record(Kind::error, {}, loop()->recorder()->intern(text).value);
}

void CoroBase::destroy() noexcept {
  Frame* frame = std::exchange(frame_, nullptr);
  if (frame->task_ == nullptr) sync::emit_error("coroutine was never awaited");
  frame->self_.destroy();
}

}  // namespace sp::aio::detail
