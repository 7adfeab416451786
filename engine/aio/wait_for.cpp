#include "engine/aio/wait_for.h"

namespace sp::aio {

Timeout::Timeout(Nanos length) : task_(current_task()) {
  if (!task_) throw RuntimeError("Timeout should be used inside a task");
  cancelling_ = task_.cancelling();
  const auto expire = [this] {
    task_.cancel();
    expired_ = true;
  };
  EventLoop& loop = running_loop();
  if (length <= 0) {
    soon_ = loop.call_soon(expire);
  } else {
    later_ = loop.call_later(length, expire);
  }
}

void Timeout::cancel() const noexcept {
  soon_.cancel();
  later_.cancel();
}

void Timeout::raise_if_expired() {
  cancel();
  if (expired_ && task_.uncancel() <= cancelling_) throw TimeoutError("timed out");
}

Coro<> detail::cancel_and_wait(Ref<FutureCore> future) {
  /// Wakes the waiting task.
  class Waker final : public LoopObject {
   public:
    explicit Waker(Future<void> waiter) : waiter_(std::move(waiter)) {}
    void run() override {
      if (!waiter_.done()) waiter_.set_result();
    }

   private:
    const Future<void> waiter_;
  };
  const Future<void> waiter = running_loop().create_future<void>();
  future->add_callback(make_ref<Waker>(waiter));
  future->cancel({});
  co_await waiter;
}

}  // namespace sp::aio
