#include "engine/aio/sleep.h"

#include <utility>

#include "engine/aio/loop.h"

namespace sp::aio {
namespace {

/// Ends a sleep. No user's callback: it runs in the loop's own time.
class WakeUp final : public detail::TimerState {
 public:
  WakeUp(Nanos when, Future<void> sleeper) noexcept : TimerState(when), sleeper_(std::move(sleeper)) {}
  void run() override {
    if (!cancelled() && !sleeper_.done()) sleeper_.set_result();
  }

 private:
  void forget() noexcept override { sleeper_ = {}; }

  Future<void> sleeper_;
};

}  // namespace

void detail::SleepAwaiter::start() {
  EventLoop& loop = *task_->loop();
  const Future<void> sleeper = loop.create_future<void>();
  sleeper.set_wait_label(label_.state, label_.object);
  auto timer = detail::make_ref<WakeUp>(deadline_after(loop.time(), length_), sleeper);
  loop.add_timer(timer);
  timer_ = TimerHandle(std::move(timer));
  future_ = sleeper.core();
  task_->wait_for(*future_);
}

Coro<> Sleep::as_coro(Sleep sleep) {
  co_await sleep;
}

}  // namespace sp::aio
