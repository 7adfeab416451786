#pragma once

#include <condition_variable>
#include <cstdint>
#include <optional>

#include "engine/base/clock.h"
#include "engine/base/mutex.h"
#include "engine/base/stop.h"
#include "engine/sync/context.h"
#include "engine/sync/schedule_point.h"
#include "engine/trace/current.h"

// How the engine's primitives wait. Only they include this.
namespace sp::sync {

class BlockingWait;

/// The threads that wait for one condition of a primitive, longest wait first. Every member function wants
/// the primitive's mutex held. Must be empty when it is destroyed.
class WaitList {
 public:
  WaitList() = default;
  WaitList(const WaitList&) = delete;
  WaitList& operator=(const WaitList&) = delete;

  bool empty() const noexcept { return first_ == nullptr; }
  /// Ends the longest wait; false when nobody waits. The woken thread runs when the caller has released the
  /// mutex, and must look at the condition again: another thread may have come first.
  bool wake_one() noexcept;
  void wake_all() noexcept;

 private:
  friend class BlockingWait;
  void insert(BlockingWait& wait) noexcept;
  void remove(BlockingWait& wait) noexcept;

  BlockingWait* first_ = nullptr;
  BlockingWait* last_ = nullptr;
  std::uint64_t next_ticket_ = 0;
};

/// One blocking call of one thread, on its stack. Use:
///
///   BlockingWait wait(mutex_, "queue.get", object_);   // before the mutex is taken
///   MutexLock lock(mutex_);
///   while (!ready()) if (!wait.block(lock, getters_, deadline)) throw Empty();
///
/// No wake-up is lost: ready() is looked at under the mutex, and the thread is in the list before the mutex
/// is given up; whoever makes ready() true does so under the same mutex and wakes the list afterwards. A
/// thread that was woken always looks at ready() once more, also when its deadline has passed or the run was
/// cancelled meanwhile, so that a wake-up it was given is used or was not needed.
///
/// Stop: the callback is registered in the constructor and taken back in the destructor, both without the
/// mutex: it may run at once in the constructor, the destructor waits for one that is running, and the
/// callback itself takes the mutex. The declaration order above sees to it. No other mutex of the engine may
/// be held either.
///
/// From the first block() until the destructor the lane is in state_blocked on `object`, afterwards it is
/// running; with Lane::unchanged the primitive sets the lane's states itself.
class BlockingWait {
 public:
  enum class Lane : std::uint8_t { blocked, unchanged };

  /// `where` must be a literal: observers are told of it.
  BlockingWait(Mutex& mutex, const char* where, trace::ObjectId object = {}, Lane lane = Lane::blocked);
  ~BlockingWait();
  BlockingWait(const BlockingWait&) = delete;
  BlockingWait& operator=(const BlockingWait&) = delete;

  /// Waits in `list` until woken or the deadline passes; then true: look at the condition again. False,
  /// without having waited, when the deadline has passed already. Throws Stopped when the run is cancelled
  /// before the thread was woken. `lock` holds the mutex, on return and on a throw as well; the thread keeps
  /// its place in the order when it blocks again.
  bool block(MutexLock& lock, WaitList& list, Nanos deadline = kNever);

  /// Whether the last block() ended because the list was woken, and not by its deadline. Under the mutex.
  bool woken() const noexcept { return woken_; }
  Clock& clock() const noexcept { return clock_; }

 private:
  friend class WaitList;
  struct OnStop {
    BlockingWait* wait;
    void operator()() const noexcept { wait->stop(); }
  };

  void stop() noexcept;
  void wake() noexcept;
  void end_announcement() noexcept;

  // Constant.
  Mutex& mutex_;  ///< the primitive's
  Clock& clock_;
  const char* const where_;
  const trace::ObjectId object_;
  const Lane lane_;
  ScheduleObserver* const observer_;
  // Of the waiting thread alone.
  bool lane_blocked_ = false;  ///< state_blocked was emitted
  // Guarded by mutex_.
  std::condition_variable cv_;
  WaitList* list_ = nullptr;  ///< that it is in; null once it was woken or stopped
  BlockingWait* previous_ = nullptr;
  BlockingWait* next_ = nullptr;
  std::optional<std::uint64_t> ticket_;  ///< place in the order, from the first block() on
  bool woken_ = false;                   ///< taken out of the list by wake_one() or wake_all()
  bool stopped_ = false;                 ///< the stop token was requested
  bool announced_ = false;               ///< the observer was told blocked() and not yet unblocked()
  // Last: it may run as soon as it is made, and must be gone before the rest is.
  StopCallback<OnStop> on_stop_;
};

}  // namespace sp::sync
