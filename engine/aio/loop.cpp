#include "engine/aio/loop.h"

#include <cassert>
#include <optional>

#include "engine/base/errors.h"
#include "engine/sync/context.h"
#include "engine/sync/error_event.h"
#include "engine/sync/schedule_point.h"

namespace sp::aio {

using detail::Ref;
using trace::Kind;

namespace {

/// How often a cancelled run gives its tasks a turn to end: enough for some awaits in a row while they handle
/// it, and a bound for those that never end.
constexpr int kUnwindPasses = 100;

constinit thread_local EventLoop* t_running = nullptr;

}  // namespace

EventLoop* running_loop_or_null() noexcept {
  return t_running;
}

EventLoop& running_loop() {
  if (t_running == nullptr) throw RuntimeError("no running event loop");
  return *t_running;
}

AnyTask current_task() {
  return t_running != nullptr ? t_running->current_task() : AnyTask();
}

/// The loop runs on this thread while it lives.
class EventLoop::Running {
 public:
  explicit Running(EventLoop& loop)
      : loop_(loop),
        context_({.clock = &loop.clock_, .stop = sync::context().stop, .group = sync::context().group}) {
    t_running = &loop_;
    loop_.running_ = true;
    loop_.thread_ = std::this_thread::get_id();
    trace::set_state(Kind::state_blocked, loop_.object_);
  }
  ~Running() {
    trace::set_state(Kind::state_running);
    loop_.thread_ = std::thread::id();
    loop_.running_ = false;
    loop_.stopping_ = false;
    t_running = nullptr;
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  EventLoop& loop_;
  const sync::ContextScope context_;
};

EventLoop::Callback::Callback(EventLoop& loop) noexcept : loop_(loop) {
  loop_.in_callback_ = true;
  trace::set_state(Kind::state_running);
}

EventLoop::Callback::~Callback() {
  trace::set_state(Kind::state_blocked, loop_.object_);
  loop_.in_callback_ = false;
}

/// A callback that stops the loop in the pass after some futures are done.
class EventLoop::StopWhenDone final : public detail::LoopObject {
 public:
  StopWhenDone(EventLoop& loop, std::size_t futures) noexcept : loop_(&loop), left_(futures) {}
  void run() override {
    if (--left_ == 0 && loop_ != nullptr) loop_->stop();
  }
  bool all_done() const noexcept { return left_ == 0; }

  /// From the end of the scope on it stops nothing any more; a future that is not done keeps it.
  struct Disarm {
    explicit Disarm(StopWhenDone& stopper) noexcept : of(stopper) {}
    ~Disarm() { of.loop_ = nullptr; }
    StopWhenDone& of;
  };

 private:
  EventLoop* loop_;
  std::size_t left_;
};

/// What the thread that finished an executor's call leaves for the loop.
class EventLoop::CallDone final : public detail::LoopObject {
 public:
  CallDone(EventLoop& loop, std::uint64_t call, std::int64_t flow) noexcept
      : loop_(loop), call_(call), flow_(flow) {}
  void run() override {
    const auto found = loop_.calls_.extract(call_);
    const Arrival arrival(loop_, flow_);
    found.mapped()->settle();
  }

 private:
  EventLoop& loop_;
  const std::uint64_t call_;
  const std::int64_t flow_;
};

void EventLoop::PostCallDone::post(bool cancelled) const {
  std::int64_t flow = 0;
  if (trace::Recorder* recorder = trace::current().recorder; recorder != nullptr && !cancelled) {
    flow = recorder->new_flow();
    trace::emit(Kind::send, {}, flow);
  }
  mailbox->post(detail::make_ref<CallDone>(*loop, call, flow));
}

EventLoop::EventLoop(Clock& clock, std::unique_ptr<Selector> selector)
    : clock_(clock),
      selector_(selector != nullptr ? std::move(selector) : make_selector(clock)),
      recorder_(trace::current().recorder),
      group_(sync::context().group),
      object_(trace::new_object("EventLoop", "event loop")),
      mailbox_(std::make_shared<detail::Mailbox>(*selector_)) {}

EventLoop::~EventLoop() {
  close();
}

void EventLoop::run_forever() {
  require_runnable();
  run();
}

void EventLoop::run_until_done(detail::FutureCore& future) {
  require_runnable();
  if (future.loop() != this) throw ValueError("The future belongs to a different loop");
  const auto stopper = detail::make_ref<StopWhenDone>(*this, 1);
  future.add_callback(stopper);
  {
    const StopWhenDone::Disarm disarm(*stopper);
    run();
  }
  if (!future.done()) throw RuntimeError("Event loop stopped before Future completed.");
  future.require_value();
}

void EventLoop::run() {
  const Running running(*this);
  try {
    sync::checkpoint();
    do {
      run_once();
    } while (!stopping_);
  } catch (const Stopped&) {
    unwind();
    throw;
  }
}

/// One pass. Source: base_events.py, `_run_once`.
void EventLoop::run_once() {
  timers_.tidy();
  if (ready_.empty() && !stopping_) wait();
  mailbox_->deliver(ready_);
  if (timers_.size() != 0) timers_.move_due(time(), ready_);
  run_ready();
}

void EventLoop::run_ready() {
  const StopToken& stop = sync::context().stop;
  for (std::size_t left = ready_.size(); left > 0; --left) {
    ready_.pop()->run();
    if (stop.stop_requested()) [[unlikely]]
      throw Stopped{};
  }
}

void EventLoop::wait() {
  sync::schedule_point("loop.select:before_wait");
  trace::set_state(Kind::state_io_wait, object_);
  selector_->wait(timers_.next(), !calls_.empty());
  trace::set_state(Kind::state_blocked, object_);
}

/// The run was cancelled: the tasks may handle it, but nothing waits any more.
void EventLoop::unwind() {
  for (const auto& task : unfinished_tasks()) task->cancel({});
  for (int pass = 0; pass < kUnwindPasses && !ready_.empty(); ++pass) {
    for (std::size_t left = ready_.size(); left > 0; --left) {
      try {
        ready_.pop()->run();
      } catch (const Stopped&) {  // each that notices says so again
      }
    }
  }
}

void EventLoop::cancel_all_and_wait() {
  require_runnable();
  const auto tasks = unfinished_tasks();
  if (tasks.empty()) return;
  const auto stopper = detail::make_ref<StopWhenDone>(*this, tasks.size());
  for (const auto& task : tasks) {
    task->cancel({});
    task->add_callback(stopper);
  }
  const StopWhenDone::Disarm disarm(*stopper);
  run();
  if (!stopper->all_done()) throw RuntimeError("Event loop stopped before Future completed.");
  for (const auto& task : tasks) {
    if (task->cancelled()) continue;
    if (std::exception_ptr error = task->exception()) {
      call_exception_handler({"unhandled exception during shutdown of the event loop", std::move(error)},
                             task->lane());
    }
  }
}

void EventLoop::close() {
  if (closed_) return;
  if (running_) throw RuntimeError("Cannot close a running event loop");
  closing_ = true;
  mailbox_->close();
  destroy_pending_tasks();
  calls_.clear();
  ready_.clear();
  timers_.clear();
  forget_futures();
  closed_ = true;
}

void EventLoop::destroy_pending_tasks() {
  auto tasks = unfinished_tasks();
  // The youngest first: a task may refer to what the frames of older ones own.
  for (; !tasks.empty(); tasks.pop_back()) tasks.back()->abandon();
}

/// Futures may live on in handles; their callbacks, which may refer back to them, do not.
void EventLoop::forget_futures() {
  while (futures_.first() != nullptr) {
    Ref<detail::FutureCore> future(futures_.first());
    future->drop_callbacks();
    if (future->references() == 1) continue;  // the last handle: it leaves the list when it is destroyed now
    futures_.remove(*future);
    future->loop_ = nullptr;
  }
}

void EventLoop::push_ready(Ref<detail::LoopObject> object) {
  if (closed_) throw RuntimeError("Event loop is closed");
  assert(!running_ || on_loop_thread());
  if (!closing_) ready_.push(std::move(object));
}

void EventLoop::add_timer(Ref<detail::TimerState> timer) {
  if (closed_) throw RuntimeError("Event loop is closed");
  assert(!running_ || on_loop_thread());
  if (!closing_) timers_.add(std::move(timer));
}

void EventLoop::post(Ref<detail::HandleState> letter) {
  if (on_loop_thread()) return push_ready(std::move(letter));
  if (trace::Recorder* recorder = trace::current().recorder; recorder != nullptr && recorder == recorder_) {
    const std::int64_t flow = recorder->new_flow();
    letter->set_flow(flow);
    trace::emit(Kind::send, object_, flow);
  }
  if (!mailbox_->post(std::move(letter))) throw RuntimeError("Event loop is closed");
}

EventLoop::PostCallDone EventLoop::call_done(Ref<detail::CallCore> call) {
  calls_.emplace(++calls_made_, std::move(call));
  return {mailbox_, this, calls_made_};
}

std::string EventLoop::next_task_name() {
  return "Task-" + std::to_string(++tasks_made_);
}

std::vector<Ref<detail::TaskCore>> EventLoop::unfinished_tasks() const {
  std::vector<Ref<detail::TaskCore>> tasks;
  for (detail::FutureCore* future = futures_.first(); future != nullptr;
       future = detail::FutureList::next(*future)) {
    if (future->is_task() && !future->done()) tasks.emplace_back(static_cast<detail::TaskCore*>(future));
  }
  return tasks;
}

std::size_t EventLoop::pending_tasks() const {
  return unfinished_tasks().size();
}

void EventLoop::call_exception_handler(const ErrorContext& context, trace::LaneId lane) noexcept {
  std::string text = context.message;
  if (context.exception) text += ": " + describe(context.exception);
  if (handler_) {
    try {
      return handler_(context);
    } catch (...) {
      text = "Unhandled error in exception handler: " + describe(std::current_exception());
    }
  }
  std::optional<trace::CurrentLane> on;
  if (lane && recorder_ != nullptr) on.emplace(*recorder_, lane);
  sync::emit_error(text);
}

bool EventLoop::on_loop_thread() const noexcept {
  return thread_.load(std::memory_order_relaxed) == std::this_thread::get_id();
}

void EventLoop::require_open() const {
  if (closed_ || closing_) throw RuntimeError("Event loop is closed");
}

void EventLoop::require_runnable() const {
  require_open();
  if (running_) throw RuntimeError("This event loop is already running");
  if (t_running != nullptr) throw RuntimeError("Cannot run the event loop while another loop is running");
}

void EventLoop::require_startable(bool empty) const {
  require_open();
  if (empty) throw RuntimeError("cannot reuse already awaited coroutine");
}

}  // namespace sp::aio
