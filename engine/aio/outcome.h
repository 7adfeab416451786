#pragma once

#include <exception>
#include <optional>
#include <utility>

#include "engine/aio/future.h"

namespace sp::aio {

/// How something ended: with a value or with an exception; an element of what gather(return_exceptions, …)
/// gives. T may be void.
template <class T>
class Outcome {
 public:
  Outcome(detail::Value<T> value) : value_(std::move(value)) {}
  explicit Outcome(std::exception_ptr exception) : exception_(std::move(exception)) {}

  bool ok() const noexcept { return value_.has_value(); }
  /// Throws the exception if there is one.
  const detail::Value<T>& value() const {
    if (!ok()) std::rethrow_exception(exception_);
    return *value_;
  }
  /// Null when there is a value. A CancelledError when it was cancelled.
  const std::exception_ptr& exception() const noexcept { return exception_; }

 private:
  std::optional<detail::Value<T>> value_;
  std::exception_ptr exception_;
};

}  // namespace sp::aio
