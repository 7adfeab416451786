#include "engine/base/clock.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <vector>

#include "engine/base/errors.h"

namespace sp {

void Clock::sleep_until(Nanos deadline, const StopToken& stop) {
  std::mutex mutex;
  std::condition_variable cv;
  StopCallback wake(stop, [&]() noexcept {
    // Under the mutex, so that it cannot fall between the sleeper's check and its wait.
    const std::lock_guard held(mutex);
    cv.notify_all();
  });
  std::unique_lock lock(mutex);
  while (!stop.stop_requested() && now() < deadline) wait_until(lock, cv, deadline);
  lock.unlock();  // before `wake` goes: its destructor waits for a callback that wants the mutex
  if (stop.stop_requested()) throw Stopped();
}

void RealClock::wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable& cv, Nanos deadline) {
  if (deadline == kNever) {
    cv.wait(lock);
    return;
  }
  cv.wait_until(lock, std::chrono::steady_clock::time_point(
                          std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                              std::chrono::nanoseconds(deadline))));
}

RealClock& real_clock() noexcept {
  static RealClock clock;
  return clock;
}

ManualClock::~ManualClock() {
  assert(waits_.empty());
}

Nanos ManualClock::now() const noexcept {
  const MutexLock lock(mutex_);
  return now_;
}

// The order of locks is: the waiter's mutex, then mutex_. advance_to() must take the waiter's mutex (a
// notification without it could fall between the waiter's registration and its cv.wait), so it lets go of
// mutex_ first; the pin keeps the waiter, and with it the mutex and the condition variable, in wait_until()
// meanwhile.
void ManualClock::wait_until(std::unique_lock<std::mutex>& lock, std::condition_variable& cv,
                             Nanos deadline) {
  Wait wait{deadline, lock.mutex(), &cv};
  {
    const MutexLock own(mutex_);
    if (now_ >= deadline) return;
    waits_.push_back(&wait);
  }
  changed_.notify_all();
  cv.wait(lock);
  {
    MutexLock own(mutex_);
    waits_.remove(&wait);
    if (!wait.pinned) return;
    own.unlock();
    lock.unlock();  // advance_to() may be about to take it
    own.lock();
    while (wait.pinned) changed_.wait(own.native());
  }
  lock.lock();
}

void ManualClock::advance(Nanos length) {
  assert(length >= 0);
  advance_to(deadline_after(now(), length));
}

void ManualClock::advance_to(Nanos time) {
  MutexLock own(mutex_);
  now_ = std::max(now_, time);
  std::vector<Wait*> due;
  for (Wait* wait : waits_) {
    if (wait->deadline <= now_ && !wait->pinned) {
      wait->pinned = true;
      due.push_back(wait);
    }
  }
  for (Wait* wait : due) {
    own.unlock();
    {
      const std::lock_guard held(*wait->mutex);
      wait->cv->notify_all();
    }
    own.lock();
    wait->pinned = false;
  }
  changed_.notify_all();
}

Nanos ManualClock::next_deadline() const {
  const MutexLock own(mutex_);
  Nanos earliest = kNever;
  for (const Wait* wait : waits_) {
    if (wait->deadline > now_) earliest = std::min(earliest, wait->deadline);
  }
  return earliest;
}

std::size_t ManualClock::pending() const {
  std::size_t count = 0;
  for (const Wait* wait : waits_) count += wait->deadline != kNever && wait->deadline > now_ ? 1 : 0;
  return count;
}

std::size_t ManualClock::waiters() const {
  const MutexLock own(mutex_);
  return pending();
}

void ManualClock::await_waiters(std::size_t count) {
  MutexLock own(mutex_);
  while (pending() < count) changed_.wait(own.native());
}

}  // namespace sp
