#include "engine/sync/queue.h"

namespace sp::sync {

using trace::Kind;

QueueBase::QueueBase(std::size_t maxsize, std::string_view name)
    : maxsize_(maxsize), object_(trace::new_object("Queue", name)) {}

std::size_t QueueBase::qsize() const {
  MutexLock lock(mutex_);
  return size_;
}

bool QueueBase::is_shutdown() const {
  MutexLock lock(mutex_);
  return shutdown_;
}

void QueueBase::task_done() {
  MutexLock lock(mutex_);
  if (unfinished_ == 0) throw ValueError("task_done() called too many times");
  if (--unfinished_ == 0) joiners_.wake_all();
}

void QueueBase::join() {
  checkpoint();
  schedule_point("queue.join");
  BlockingWait wait(mutex_, "queue.join", object_);
  MutexLock lock(mutex_);
  while (unfinished_ != 0) wait.block(lock, joiners_);
}

bool QueueBase::has_room() const {
  if (shutdown_) throw ShutDown();
  return maxsize_ == 0 || size_ < maxsize_;
}

bool QueueBase::has_item() const {
  if (size_ != 0) return true;
  if (shutdown_) throw ShutDown();
  return false;
}

std::int64_t QueueBase::added() {
  ++size_;
  ++unfinished_;
  std::int64_t flow = 0;
  // Under the mutex, so that the get of this item is not recorded earlier.
  if (trace::Recorder* recorder = trace::current().recorder; recorder != nullptr) {
    flow = recorder->new_flow();
    trace::emit(Kind::put, object_, static_cast<std::int64_t>(size_));
    trace::emit(Kind::send, object_, flow);
  }
  getters_.wake_one();
  return flow;
}

void QueueBase::removed(std::int64_t flow) {
  --size_;
  trace::emit(Kind::get, object_, static_cast<std::int64_t>(size_));
  if (flow != 0) trace::emit(Kind::receive, object_, flow);
  putters_.wake_one();
}

void QueueBase::close(std::size_t dropped) {
  shutdown_ = true;
  size_ -= dropped;
  // A consumer may have called task_done() too often for what it got so far; Python lets the count stop at 0.
  unfinished_ -= dropped < unfinished_ ? dropped : unfinished_;
  if (unfinished_ == 0) joiners_.wake_all();
  getters_.wake_all();
  putters_.wake_all();
}

void QueueBase::require_not_negative(Nanos timeout) {
  if (timeout < 0) throw ValueError("'timeout' must be a non-negative number");
}

}  // namespace sp::sync
