#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/trace/event.h"

namespace sp::trace {

/// A bounded queue of events from one producer to one consumer, without locks. claim(), publish() and push()
/// belong to one thread at a time, take() to one thread at a time; both may run together. Handing either role
/// to another thread needs a happens-before of its own (a mutex).
///
/// written_ and taken_ count events since the beginning and never wrap (2^64); event n lies in slot n modulo
/// the capacity.
///   taken_ <= written_ <= taken_ + capacity. Slots [taken_, written_) belong to the consumer, the others to
///   the producer.
/// written_: stored by the producer with release after the slot is filled; the consumer's acquire load of it
/// therefore sees the slot. taken_:   stored by the consumer with release after the slots are copied; the
/// producer's acquire load of it therefore does not
///           overwrite a slot that is still being read.
class Ring {
 public:
  explicit Ring(std::size_t capacity)
      : capacity_(std::bit_ceil(std::max<std::size_t>(capacity, 2))), slots_(new Event[capacity_]) {}

  /// Producer. The slot for the next event, to be filled and published; null when the ring is full.
  Event* claim() noexcept {
    const std::uint64_t written = written_.load(std::memory_order_relaxed);  // only this thread stores it
    if (written == limit_) {
      // As far as we knew the ring is full; the consumer may have moved on since.
      limit_ = taken_.load(std::memory_order_acquire) + capacity_;
      if (written == limit_) return nullptr;
    }
    return &slots_[written & (capacity_ - 1)];
  }
  /// Producer. Lets the consumer see the slot that claim() gave.
  void publish() noexcept {
    written_.store(written_.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }
  /// Producer. claim, fill and publish; false, and nothing written, when full.
  bool push(const Event& event) noexcept {
    Event* slot = claim();
    if (slot == nullptr) return false;
    *slot = event;
    publish();
    return true;
  }

  /// Consumer. Appends what is there to `out`; returns how many.
  std::size_t take(std::vector<Event>& out) {
    const std::uint64_t taken = taken_.load(std::memory_order_relaxed);  // only this thread stores it
    const std::uint64_t written = written_.load(std::memory_order_acquire);
    const std::size_t count = static_cast<std::size_t>(written - taken);
    const std::size_t first = static_cast<std::size_t>(taken & (capacity_ - 1));
    const std::size_t straight = std::min(count, capacity_ - first);
    out.insert(out.end(), slots_.get() + first, slots_.get() + first + straight);
    out.insert(out.end(), slots_.get(), slots_.get() + (count - straight));
    taken_.store(written, std::memory_order_release);
    return count;
  }

  std::size_t capacity() const noexcept { return capacity_; }

  /// Events dropped by the producer. Stored by the producer alone; relaxed, as it is a figure and orders
  /// nothing.
  std::uint64_t dropped() const noexcept { return dropped_.load(std::memory_order_relaxed); }
  void count_dropped() noexcept { dropped_.store(dropped() + 1, std::memory_order_relaxed); }

 private:
  // Constant.
  const std::size_t capacity_;  ///< a power of two
  const std::unique_ptr<Event[]> slots_;
  // The producer's cache line. limit_ is the written_ at which the ring is full as far as the producer knows.
  alignas(64) std::atomic<std::uint64_t> written_{0};
  std::uint64_t limit_ = capacity_;
  std::atomic<std::uint64_t> dropped_{0};
  // The consumer's.
  alignas(64) std::atomic<std::uint64_t> taken_{0};
};

}  // namespace sp::trace
