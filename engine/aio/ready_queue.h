#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "engine/aio/ref.h"

namespace sp::aio::detail {

/// First in, first out; a ring that grows and never shrinks, so that a loop in steady state allocates
/// nothing. The loop's thread only.
class ReadyQueue {
 public:
  bool empty() const noexcept { return head_ == tail_; }
  std::size_t size() const noexcept { return tail_ - head_; }

  void push(Ref<LoopObject> object) {
    if (size() == ring_.size()) grow();
    ring_[tail_++ & (ring_.size() - 1)] = std::move(object);
  }
  /// The queue must not be empty.
  Ref<LoopObject> pop() noexcept { return std::move(ring_[head_++ & (ring_.size() - 1)]); }

  void clear() noexcept {
    while (!empty()) pop();
  }

 private:
  void grow() {
    std::vector<Ref<LoopObject>> larger(ring_.empty() ? kFirstSize : ring_.size() * 2);
    const std::size_t count = size();
    for (std::size_t i = 0; i < count; ++i) larger[i] = pop();
    ring_.swap(larger);
    head_ = 0;
    tail_ = count;
  }

  static constexpr std::size_t kFirstSize = 64;

  std::vector<Ref<LoopObject>> ring_;  ///< its size is 0 or a power of two
  std::size_t head_ = 0;  ///< of the next to pop; head_ and tail_ only count up, their low bits are the index
  std::size_t tail_ = 0;
};

}  // namespace sp::aio::detail
