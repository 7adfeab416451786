#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/aio/handle.h"
#include "engine/aio/ready_queue.h"

namespace sp::aio::detail {

/// The loop's scheduled calls: a heap by (when, order of scheduling). asyncio leaves the order of equal times
/// open; here they fire in the order in which they were scheduled. The loop's thread only.
/// Source: base_events.py, `_run_once`.
class Timers {
 public:
  Timers() = default;
  ~Timers() { clear(); }
  Timers(const Timers&) = delete;
  Timers& operator=(const Timers&) = delete;

  void add(Ref<TimerState> timer);
  /// Forgets cancelled timers: all of them when there are more than 100 timers and more than half are
  /// cancelled, else those in front.
  void tidy();
  /// When the first is due, kNever when there is none. After tidy() it is one that is not cancelled.
  Nanos next() const noexcept { return heap_.empty() ? kNever : heap_.front().when; }
  /// Moves the timers with when <= now to the ready queue, in order.
  void move_due(Nanos now, ReadyQueue& ready);

  /// How many are scheduled, cancelled ones that were not forgotten yet included.
  std::size_t size() const noexcept { return heap_.size(); }
  void note_cancelled() noexcept { ++cancelled_; }
  void clear();

 private:
  struct Entry {
    Nanos when;
    std::uint64_t order;
    Ref<TimerState> timer;
  };
  static bool later(const Entry& a, const Entry& b) noexcept {
    return a.when != b.when ? a.when > b.when : a.order > b.order;
  }
  Ref<TimerState> pop();

  std::vector<Entry> heap_;
  std::uint64_t next_order_ = 0;
  std::size_t cancelled_ = 0;  ///< of those in the heap
};

}  // namespace sp::aio::detail
