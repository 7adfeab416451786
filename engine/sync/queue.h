#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "engine/base/mutex.h"
#include "engine/sync/wait_list.h"
#include "engine/trace/current.h"

namespace sp::sync {

struct Full : std::runtime_error {
  Full() : runtime_error("the queue is full") {}
};
struct Empty : std::runtime_error {
  Empty() : runtime_error("the queue is empty") {}
};
/// Python 3.13's queue.ShutDown.
struct ShutDown : std::runtime_error {
  ShutDown() : runtime_error("the queue was shut down") {}
};

/// What does not depend on the type of the items. See Queue.
class QueueBase {
 public:
  QueueBase(const QueueBase&) = delete;
  QueueBase& operator=(const QueueBase&) = delete;

  /// Only a snapshot, as in Python: other threads may change it before the caller looks.
  std::size_t qsize() const;
  bool empty() const { return qsize() == 0; }
  bool full() const { return maxsize_ != 0 && qsize() >= maxsize_; }
  std::size_t maxsize() const noexcept { return maxsize_; }
  bool is_shutdown() const;

  /// One item that was got is dealt with. Throws ValueError when called more often than items were put.
  void task_done();
  /// Waits until task_done() was called for every item that was put. Throws Stopped.
  void join();

  trace::ObjectId object() const noexcept { return object_; }

 protected:
  QueueBase(std::size_t maxsize, std::string_view name);
  ~QueueBase() = default;

  // Each wants the mutex. has_room and has_item throw ShutDown when it would never become true.
  bool has_room() const SP_REQUIRES(mutex_);
  bool has_item() const SP_REQUIRES(mutex_);
  /// An item was put in; returns its flow id (0: nothing is recorded) and wakes a getter.
  std::int64_t added() SP_REQUIRES(mutex_);
  /// The item with this flow id was taken out; wakes a putter.
  void removed(std::int64_t flow) SP_REQUIRES(mutex_);
  /// `dropped` items were thrown away by shutdown(immediate).
  void close(std::size_t dropped) SP_REQUIRES(mutex_);
  static void require_not_negative(Nanos timeout);

  // Constant.
  const std::size_t maxsize_;  ///< 0: no limit
  const trace::ObjectId object_;
  // Guarded by mutex_.
  mutable Mutex mutex_;
  WaitList getters_ SP_GUARDED_BY(mutex_);  ///< wait for an item; woken one by one put, all by shutdown
  WaitList putters_ SP_GUARDED_BY(mutex_);  ///< wait for room; woken one by one get, all by shutdown
  WaitList joiners_ SP_GUARDED_BY(mutex_);  ///< wait for unfinished_ == 0
  std::size_t size_ SP_GUARDED_BY(mutex_) = 0;
  std::size_t unfinished_ SP_GUARDED_BY(mutex_) = 0;  ///< items put and not yet task_done()
  bool shutdown_ SP_GUARDED_BY(mutex_) = false;
};

/// queue.Queue of Python 3.13, with shutdown(). First in, first out; T needs only to be movable.
///
/// - Threads: all members from any thread; the destructor when nobody uses it. On a browser's main thread
///   only the _nowait functions, qsize and shutdown.
/// - Order: items FIFO. The longest waiter is woken first, but a thread that comes meanwhile may take its
///   item or room (as in Python); the waiter then goes back to its place.
/// - Errors: Full and Empty from _nowait and _for; ShutDown from every put after shutdown(), and from every
///   get after it once the queue is empty; ValueError for a negative timeout where Python has it; Stopped
///   from what may wait, when the run is cancelled. The item is lost with a put that throws; an item is never
///   lost with a get that throws.
/// - Trace: put and get (arg: items afterwards), send and receive (an arrow for each item), state_blocked
///   while it waits. Object type "Queue".
template <class T>
class Queue : public QueueBase {
 public:
  /// maxsize 0: no limit.
  explicit Queue(std::size_t maxsize = 0, std::string_view name = "") : QueueBase(maxsize, name) {}

  void put(T item) { put_within(item, kNever); }
  /// put(timeout=…)
  void put_for(T item, Nanos timeout) { put_within(item, timeout); }
  void put_nowait(T item) {
    MutexLock lock(mutex_);
    if (!has_room()) throw Full();
    push(item);
  }

  T get() { return get_within(kNever); }
  /// get(timeout=…)
  T get_for(Nanos timeout) { return get_within(timeout); }
  T get_nowait() {
    MutexLock lock(mutex_);
    if (!has_item()) throw Empty();
    return pop();
  }

  /// From now on put throws ShutDown; get does when the queue is empty, which `immediate` makes it at once:
  /// each item thrown away counts as done. All waiting threads wake up.
  void shutdown(bool immediate = false) {
    std::deque<Slot> dropped;  // destroyed after the mutex is released: an item's destructor may do anything
    MutexLock lock(mutex_);
    if (immediate) dropped.swap(slots_);
    close(dropped.size());
  }

 private:
  struct Slot {
    T item;
    std::int64_t flow;  ///< of the arrow from put to get; 0: none
  };

  void put_within(T& item, Nanos timeout) {
    checkpoint();
    {
      MutexLock lock(mutex_);
      const bool room = has_room();
      if (maxsize_ != 0) require_not_negative(timeout);
      if (room) return push(item);
    }
    const Nanos deadline = deadline_in(timeout);
    schedule_point("queue.put:full");
    BlockingWait wait(mutex_, "queue.put", object_);
    MutexLock lock(mutex_);
    while (!has_room()) {
      if (!wait.block(lock, putters_, deadline)) throw Full();
    }
    push(item);
  }

  T get_within(Nanos timeout) {
    checkpoint();
    {
      MutexLock lock(mutex_);
      const bool available = has_item();
      require_not_negative(timeout);
      if (available) return pop();
    }
    const Nanos deadline = deadline_in(timeout);
    schedule_point("queue.get:empty");
    BlockingWait wait(mutex_, "queue.get", object_);
    MutexLock lock(mutex_);
    while (!has_item()) {
      if (!wait.block(lock, getters_, deadline)) throw Empty();
    }
    return pop();
  }

  void push(T& item) SP_REQUIRES(mutex_) {
    Slot& slot = slots_.emplace_back(Slot{std::move(item), 0});
    slot.flow = added();
  }

  T pop() SP_REQUIRES(mutex_) {
    Slot slot = std::move(slots_.front());
    slots_.pop_front();
    removed(slot.flow);
    return std::move(slot.item);
  }

  std::deque<Slot> slots_ SP_GUARDED_BY(mutex_);  ///< size_ items
};

}  // namespace sp::sync
