#include "engine/aio/timers.h"

#include <algorithm>
#include <utility>

namespace sp::aio::detail {
namespace {

// asyncio's _MIN_SCHEDULED_TIMER_HANDLES and _MIN_CANCELLED_TIMER_HANDLES_FRACTION (a half).
constexpr std::size_t kPurgeAbove = 100;
constexpr std::size_t kPurgeFraction = 2;

}  // namespace

void Timers::add(Ref<TimerState> timer) {
  timer->timers_ = this;
  const Nanos when = timer->when();
  heap_.push_back({when, next_order_++, std::move(timer)});
  std::push_heap(heap_.begin(), heap_.end(), later);
}

Ref<TimerState> Timers::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), later);
  Ref<TimerState> timer = std::move(heap_.back().timer);
  heap_.pop_back();
  timer->timers_ = nullptr;
  return timer;
}

void Timers::tidy() {
  if (heap_.size() > kPurgeAbove && cancelled_ * kPurgeFraction > heap_.size()) {
    std::erase_if(heap_, [](const Entry& entry) {
      if (!entry.timer->cancelled()) return false;
      entry.timer->timers_ = nullptr;
      return true;
    });
    std::make_heap(heap_.begin(), heap_.end(), later);
    cancelled_ = 0;
    return;
  }
  while (!heap_.empty() && heap_.front().timer->cancelled()) {
    --cancelled_;
    pop();
  }
}

void Timers::move_due(Nanos now, ReadyQueue& ready) {
  while (!heap_.empty() && heap_.front().when <= now) {
    Ref<TimerState> timer = pop();
    if (timer->cancelled()) --cancelled_;
    ready.push(std::move(timer));
  }
}

void Timers::clear() {
  // Destroying a timer's function may cancel other timers: first none of them knows this heap any more.
  std::vector<Entry> gone = std::exchange(heap_, {});
  for (Entry& entry : gone) entry.timer->timers_ = nullptr;
  cancelled_ = 0;
}

}  // namespace sp::aio::detail
