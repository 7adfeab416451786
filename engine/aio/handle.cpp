#include "engine/aio/handle.h"

#include "engine/aio/loop.h"
#include "engine/aio/timers.h"
#include "engine/base/errors.h"

namespace sp::aio::detail {

void HandleState::run_user(void (*call)(void* function), void* function) {
  EventLoop& loop = running_loop();
  const EventLoop::Callback callback(loop);
  if (flow_ != 0) trace::emit(trace::Kind::receive, {}, flow_);
  try {
    call(function);
  } catch (const Stopped&) {
    throw;
  } catch (...) {
    loop.call_exception_handler({"Exception in callback", std::current_exception()});
  }
}

void HandleState::cancel() noexcept {
  if (cancelled_) return;
  cancelled_ = true;
  on_cancel();
  forget();
}

void TimerState::on_cancel() noexcept {
  if (timers_ != nullptr) timers_->note_cancelled();
}

}  // namespace sp::aio::detail
