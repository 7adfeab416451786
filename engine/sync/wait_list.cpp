#include "engine/sync/wait_list.h"

#include <string>

namespace sp::sync {

bool WaitList::wake_one() noexcept {
  BlockingWait* wait = first_;
  if (wait == nullptr) return false;
  remove(*wait);
  wait->wake();
  return true;
}

void WaitList::wake_all() noexcept {
  while (wake_one()) {
  }
}

/// By ticket. A new wait has the highest and goes to the end at once; one that comes back after it was woken
/// for nothing goes before those that came after it.
void WaitList::insert(BlockingWait& wait) noexcept {
  if (!wait.ticket_) wait.ticket_ = next_ticket_++;
  BlockingWait* before = last_;
  while (before != nullptr && *before->ticket_ > *wait.ticket_) before = before->previous_;
  BlockingWait* after = before != nullptr ? before->next_ : first_;
  wait.previous_ = before;
  wait.next_ = after;
  (before != nullptr ? before->next_ : first_) = &wait;
  (after != nullptr ? after->previous_ : last_) = &wait;
  wait.list_ = this;
}

void WaitList::remove(BlockingWait& wait) noexcept {
  (wait.previous_ != nullptr ? wait.previous_->next_ : first_) = wait.next_;
  (wait.next_ != nullptr ? wait.next_->previous_ : last_) = wait.previous_;
  wait.previous_ = wait.next_ = nullptr;
  wait.list_ = nullptr;
}

BlockingWait::BlockingWait(Mutex& mutex, const char* where, trace::ObjectId object, Lane lane)
    : mutex_(mutex),
      clock_(*context().clock),
      where_(where),
      object_(object),
      lane_(lane),
      observer_(detail::t_observer),
      on_stop_(context().stop, OnStop{this}) {}

BlockingWait::~BlockingWait() {
  if (lane_blocked_) trace::set_state(trace::Kind::state_running);
}

bool BlockingWait::block(MutexLock& lock, WaitList& list, Nanos deadline) {
  woken_ = false;
  if (stopped_) throw Stopped{};
  if (deadline != kNever && clock_.now() >= deadline) return false;

  if (lane_ == Lane::blocked && !lane_blocked_) {
    trace::set_state(trace::Kind::state_blocked, object_);
    lane_blocked_ = true;
  }
  list.insert(*this);
  if (observer_ != nullptr) {
    announced_ = true;
    observer_->blocked(where_);
  }
  while (!woken_ && !stopped_ && (deadline == kNever || clock_.now() < deadline)) {
    clock_.wait_until(lock.native(), cv_, deadline);
  }
  if (list_ != nullptr) list.remove(*this);  // the deadline passed
  const bool cancelled = stopped_ && !woken_;
  end_announcement();

  if (observer_ != nullptr) {
    // Between being woken and having the mutex back, another thread may come first: a test may hold the
    // thread here.
    lock.native().unlock();
    observer_->at(std::string(where_) + ":woken");
    lock.native().lock();
  }
  if (cancelled) throw Stopped{};
  return true;
}

/// In the thread that requests stop, or in the constructor when it was requested before.
void BlockingWait::stop() noexcept {
  MutexLock lock(mutex_);
  stopped_ = true;
  if (list_ != nullptr) list_->remove(*this);  // no wake-up is spent on it any more
  end_announcement();
  cv_.notify_one();
}

/// In the thread that wakes, under the mutex: the wait cannot go away before the mutex is released, so cv_ is
/// still there to be notified.
void BlockingWait::wake() noexcept {
  woken_ = true;
  end_announcement();
  cv_.notify_one();
}

void BlockingWait::end_announcement() noexcept {
  if (!announced_) return;
  announced_ = false;
  observer_->unblocked();
}

}  // namespace sp::sync
