#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "engine/aio/future.h"
#include "engine/exec/future.h"

namespace sp::aio::detail {

/// The loop's future for a call that an executor works on.
class CallCore : public FutureCore {
 public:
  /// The executor's future is done: takes its outcome over, unless this one was cancelled meanwhile. The
  /// loop's thread.
  virtual void settle() = 0;

 protected:
  using FutureCore::FutureCore;
};

template <class R>
class CallState final : public CallCore {
 public:
  CallState(EventLoop& loop, exec::Future<R> call) : CallCore(loop, &value_), call_(std::move(call)) {}

  bool cancel(std::string message) override {
    if (!FutureCore::cancel(std::move(message))) return false;
    call_.cancel();
    return true;
  }

  void settle() override {
    if (done()) return;
    if (call_.cancelled()) {
      FutureCore::cancel({});
    } else if (std::exception_ptr failure = call_.exception()) {
      set_exception(std::move(failure));
    } else {
      if constexpr (std::is_void_v<R>) {
        value_.emplace();
      } else {
        value_.emplace(std::move(call_).result());
      }
      finish();
    }
  }

 private:
  std::optional<Value<R>> value_;
  exec::Future<R> call_;
};

}  // namespace sp::aio::detail
