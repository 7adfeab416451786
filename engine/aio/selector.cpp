#include "engine/aio/selector.h"

#include <algorithm>
#include <utility>

#include "engine/sync/context.h"

namespace sp::aio {
namespace {

/// Real time for which a VirtualTimeSelector with calls outstanding looks on before it moves the clock for a
/// waiting thread.
constexpr Nanos kMoment = kMillisecond;

}  // namespace

bool ConditionSelector::wait_woken(Nanos deadline) {
  sync::BlockingWait wait(mutex_, "loop.select", {}, sync::BlockingWait::Lane::unchanged);
  MutexLock lock(mutex_);
  if (!woken_) wait.block(lock, waiters_, deadline);
  return std::exchange(woken_, false);
}

void ConditionSelector::wake() noexcept {
  const MutexLock lock(mutex_);
  woken_ = true;
  waiters_.wake_all();
}

void VirtualTimeSelector::wait(Nanos deadline, bool calls_outstanding) {
  if (calls_outstanding) return wait_for_calls(deadline);
  const bool timed = deadline != kNever;
  const bool woken = real_.wait_woken(timed ? clock_.now() : kNever);
  if (timed && !woken) clock_.advance_to(deadline);
}

void VirtualTimeSelector::wait_for_calls(Nanos deadline) {
  const sync::ContextScope real_time({.clock = &real_clock(), .stop = sync::context().stop, .group = {}});
  while (!real_.wait_woken(real_clock().now() + kMoment)) {
    const Nanos first = clock_.next_deadline();
    if (first == kNever) continue;
    clock_.advance_to(std::min(deadline, first));
    return;
  }
}

std::unique_ptr<Selector> make_selector(Clock& clock) {
  if (ManualClock* const manual = clock.as_manual()) return std::make_unique<VirtualTimeSelector>(*manual);
  return std::make_unique<ConditionSelector>();
}

}  // namespace sp::aio
