#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/aio/ref.h"
#include "engine/base/clock.h"

namespace sp::aio {

namespace detail {

class Timers;

/// A callback on its way through the loop. Runs at most once.
class HandleState : public LoopObject {
 public:
  /// The function is destroyed at once and will not run. After it has run, only cancelled() changes.
  void cancel() noexcept;
  bool cancelled() const noexcept { return cancelled_; }
  /// The arrow from the thread that left this callback for the loop's thread.
  void set_flow(std::int64_t flow) noexcept { flow_ = flow; }

 protected:
  HandleState() = default;

  /// Calls a user's function: what it throws goes to the loop's exception handler (Stopped passes).
  void run_user(void (*call)(void* function), void* function);
  virtual void forget() noexcept = 0;
  virtual void on_cancel() noexcept {}

 private:
  std::int64_t flow_ = 0;  ///< 0: none
  bool cancelled_ = false;
};

/// A callback with a time.
class TimerState : public HandleState {
 public:
  Nanos when() const noexcept { return when_; }

 protected:
  explicit TimerState(Nanos when) noexcept : when_(when) {}

 private:
  friend class Timers;
  void on_cancel() noexcept override;

  const Nanos when_;
  Timers* timers_ = nullptr;  ///< set while it stands in the heap
};

/// A Base (HandleState or TimerState) that calls a user's F.
template <class Base, class F>
class Bound final : public Base {
 public:
  template <class G, class... Args>
  explicit Bound(G&& function, Args... args) : Base(args...), function_(std::forward<G>(function)) {}

 private:
  void run() override {
    if (this->cancelled()) return;
    F function = std::move(*function_);  // the function may cancel its own handle
    function_.reset();
    this->run_user([](void* f) { (*static_cast<F*>(f))(); }, &function);
  }
  void forget() noexcept override { function_.reset(); }

  std::optional<F> function_;
};

template <class Base, class F, class... Args>
Ref<Base> bind(F&& function, Args... args) {
  static_assert(std::is_invocable_v<std::decay_t<F>&>, "a callback takes no arguments: capture them");
  return make_ref<Bound<Base, std::decay_t<F>>>(std::forward<F>(function), args...);
}

}  // namespace detail

/// What call_soon() returns: cancels the call (asyncio.Handle). Copies mean the same call. The loop's thread
/// only; may outlive the loop.
class Handle {
 public:
  Handle() = default;
  explicit Handle(detail::Ref<detail::HandleState> state) : state_(std::move(state)) {}

  /// The call will not happen; does nothing when it has happened or was cancelled already.
  void cancel() const noexcept {
    if (state_) state_->cancel();
  }
  /// Whether cancel() was called.
  bool cancelled() const noexcept { return state_ && state_->cancelled(); }

 private:
  detail::Ref<detail::HandleState> state_;
};

/// What call_later() and call_at() return (asyncio.TimerHandle). As Handle.
class TimerHandle {
 public:
  TimerHandle() = default;
  explicit TimerHandle(detail::Ref<detail::TimerState> state) : state_(std::move(state)) {}

  void cancel() const noexcept {
    if (state_) state_->cancel();
  }
  bool cancelled() const noexcept { return state_ && state_->cancelled(); }
  /// The loop's time at which it is due. The handle must not be default-made.
  Nanos when() const noexcept { return state_->when(); }

 private:
  detail::Ref<detail::TimerState> state_;
};

}  // namespace sp::aio
