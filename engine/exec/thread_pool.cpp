#include "engine/exec/thread_pool.h"

#include "engine/base/errors.h"
#include "engine/sync/error_event.h"
#include "engine/trace/current.h"

namespace sp::exec {

using trace::Kind;

namespace {

/// The pool whose worker this thread is.
constinit thread_local const ThreadPool* t_pool = nullptr;

std::size_t positive(std::size_t max_workers) {
  if (max_workers == 0) throw ValueError("max_workers must be greater than 0");
  return max_workers;
}

}  // namespace

ThreadPool::ThreadPool(std::size_t max_workers, std::string name_prefix)
    : max_workers_(positive(max_workers)),
      prefix_(std::move(name_prefix)),
      context_(sync::context()),
      object_(trace::new_object("ThreadPool", prefix_)) {}

ThreadPool::~ThreadPool() {
  close(context_.stop.stop_requested());
  std::vector<sync::Thread> threads;
  {
    MutexLock lock(mutex_);
    threads.swap(threads_);
  }
  threads.clear();  // joins them
  close(true);      // tasks for which no worker could be started
}

std::size_t ThreadPool::workers() const {
  MutexLock lock(mutex_);
  return threads_.size();
}

void ThreadPool::execute(Task task) {
  MutexLock lock(mutex_);
  // Under the mutex, as is leave(): a task is either refused here or found by a worker that ends because of
  // the stop.
  if (context_.stop.stop_requested()) throw Stopped{};
  if (shutdown_) throw RuntimeError("cannot schedule new futures after shutdown");
  Entry& entry = tasks_.emplace_back(Entry{std::move(task), 0});
  if (trace::Recorder* recorder = trace::current().recorder; recorder != nullptr) {
    entry.flow = recorder->new_flow();
    trace::emit(Kind::put, object_, static_cast<std::int64_t>(tasks_.size()));
    trace::emit(Kind::send, object_, entry.flow);
  }
  idlers_.wake_one();
  if (tasks_.size() > idle_ && threads_.size() < max_workers_) start_worker();
}

void ThreadPool::start_worker() {
  const sync::ContextScope scope(context_);
  threads_.emplace_back(
      prefix_ + "_" + std::to_string(threads_.size()), [this] { work(); },
      sync::ThreadOptions{.kind = trace::LaneKind::worker, .group = {}, .gil = nullptr});
  ++alive_;
}

void ThreadPool::work() {
  t_pool = this;
  bool cancelled = false;
  try {
    while (Task task = next_task()) {
      try {
        task();
      } catch (const Stopped&) {
        // next_task() throws it again.
      } catch (...) {
        sync::emit_error("exception in a task: " + sync::describe(std::current_exception()));
      }
    }
  } catch (const Stopped&) {
    cancelled = true;
  }
  leave(cancelled);
}

Task ThreadPool::next_task() {
  sync::checkpoint();
  {
    MutexLock lock(mutex_);
    if (!tasks_.empty()) return take_task();
    if (shutdown_) return {};
  }
  sync::schedule_point("pool.worker:idle");
  sync::BlockingWait wait(mutex_, "pool.worker", object_);
  MutexLock lock(mutex_);
  ++idle_;
  try {
    while (tasks_.empty() && !shutdown_) wait.block(lock, idlers_);
  } catch (const Stopped&) {
    --idle_;
    throw;
  }
  --idle_;
  return tasks_.empty() ? Task() : take_task();
}

Task ThreadPool::take_task() {
  Entry entry = std::move(tasks_.front());
  tasks_.pop_front();
  trace::emit(Kind::get, object_, static_cast<std::int64_t>(tasks_.size()));
  if (entry.flow != 0) trace::emit(Kind::receive, object_, entry.flow);
  return std::move(entry.task);
}

void ThreadPool::leave(bool cancelled) {
  std::deque<Entry> dropped;  // destroyed without the mutex: their futures' callbacks may do anything
  if (cancelled) {
    MutexLock lock(mutex_);
    dropped.swap(tasks_);
  }
  dropped.clear();
  MutexLock lock(mutex_);
  if (--alive_ == 0) closers_.wake_all();
}

void ThreadPool::close(bool cancel_futures) {
  std::deque<Entry> dropped;  // as in leave()
  MutexLock lock(mutex_);
  shutdown_ = true;
  if (cancel_futures) dropped.swap(tasks_);
  idlers_.wake_all();
}

void ThreadPool::shutdown(bool wait, bool cancel_futures) {
  close(cancel_futures);
  if (!wait) return;
  if (t_pool == this) throw RuntimeError("cannot join current thread");
  sync::checkpoint();
  sync::schedule_point("pool.shutdown");
  sync::BlockingWait ended(mutex_, "pool.shutdown", object_);
  MutexLock lock(mutex_);
  while (alive_ != 0) ended.block(lock, closers_);
}

}  // namespace sp::exec
