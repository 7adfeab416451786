#include "engine/sync/context.h"

#include <atomic>

#include "engine/sync/schedule_point.h"
#include "engine/trace/current.h"

namespace sp::sync {

const Context& detail::default_context() noexcept {
  static const Context context;
  return context;
}

Nanos deadline_in(Nanos timeout) noexcept {
  return timeout == kNever ? kNever : deadline_after(context().clock->now(), timeout);
}

namespace {

/// The lane sleeps, and observers know that the thread waits for time alone, until the scope ends.
class Sleeping {
 public:
  Sleeping() noexcept : observer_(detail::t_observer) {
    trace::set_state(trace::Kind::state_sleeping);
    if (observer_ != nullptr) observer_->blocked("sleep");
  }
  ~Sleeping() {
    if (observer_ != nullptr) observer_->unblocked();
    trace::set_state(trace::Kind::state_running);
  }
  Sleeping(const Sleeping&) = delete;
  Sleeping& operator=(const Sleeping&) = delete;

 private:
  ScheduleObserver* observer_;
};

}  // namespace

void sleep(Nanos length) {
  checkpoint();
  if (length < 0) throw ValueError("sleep length must be non-negative");
  const Context& now = context();
  // Before the observer hears of the sleep: time that passes from then on counts.
  const Nanos deadline = deadline_in(length);
  {
    Sleeping sleeping;
    now.clock->sleep_until(deadline, now.stop);
  }
  schedule_point("sleep:woken");
}

std::uint64_t this_thread_number() noexcept {
  static std::atomic<std::uint64_t> last{0};
  static constinit thread_local std::uint64_t t_number = 0;  // 0: none yet
  if (t_number == 0) t_number = last.fetch_add(1, std::memory_order_relaxed) + 1;
  return t_number;
}

}  // namespace sp::sync
