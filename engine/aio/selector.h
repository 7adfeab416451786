#pragma once

#include <memory>

#include "engine/base/clock.h"
#include "engine/base/mutex.h"
#include "engine/sync/wait_list.h"

namespace sp::aio {

/// What an idle event loop waits on. One thread waits, the loop's; any thread wakes.
class Selector {
 public:
  Selector() = default;
  Selector(const Selector&) = delete;
  Selector& operator=(const Selector&) = delete;
  virtual ~Selector() = default;

  /// Returns when wake() was called since the last wait returned (also before this wait began), when the
  /// loop's clock has reached `deadline` (kNever: no deadline), or spuriously. Throws Stopped when the
  /// thread's run is cancelled. `calls_outstanding`: other threads still work for this loop and will wake it.
  /// The clock of the thread's context (sync/context.h) is the loop's clock.
  virtual void wait(Nanos deadline, bool calls_outstanding) = 0;
  /// Any thread. Not lost when it comes between the loop's decision to wait and its wait.
  virtual void wake() noexcept = 0;
};

/// Waits on a condition variable, by the clock of the thread's context.
class ConditionSelector final : public Selector {
 public:
  void wait(Nanos deadline, bool /*calls_outstanding*/) override { wait_woken(deadline); }
  void wake() noexcept override;
  /// As wait(); whether wake() ended it.
  bool wait_woken(Nanos deadline);

 private:
  Mutex mutex_;
  sync::WaitList waiters_ SP_GUARDED_BY(mutex_);
  bool woken_ SP_GUARDED_BY(mutex_) = false;  ///< wake() was called since the last wait returned
};

/// Virtual time: instead of waiting until a deadline it moves the clock there at once. While calls are
/// outstanding, what other threads do for the loop takes no virtual time; only when nothing has happened for
/// a moment and a thread waits by the same clock, the clock moves to the first time that anybody waits for.
class VirtualTimeSelector final : public Selector {
 public:
  explicit VirtualTimeSelector(ManualClock& clock) noexcept : clock_(clock) {}
  void wait(Nanos deadline, bool calls_outstanding) override;
  void wake() noexcept override { real_.wake(); }

 private:
  void wait_for_calls(Nanos deadline);

  ManualClock& clock_;
  ConditionSelector real_;  ///< for what does not depend on virtual time
};

/// VirtualTimeSelector for a ManualClock, else ConditionSelector.
std::unique_ptr<Selector> make_selector(Clock& clock);

}  // namespace sp::aio
