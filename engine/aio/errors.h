#pragma once

#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

namespace sp::aio {

/// Thrown into a cancelled task at the point where it waits, and by result() of what was cancelled
/// (asyncio.CancelledError).
///
/// Deliberately no std::exception, as Python's is no Exception: `catch (const std::exception&)` in a workload
/// lets it pass, like `except Exception`. Whoever catches it should throw it on, or cancellation ends there.
class CancelledError {
 public:
  CancelledError() = default;
  explicit CancelledError(std::string message) : message_(std::move(message)) {}

  /// What was passed to cancel(); may be empty.
  const std::string& message() const noexcept { return message_; }
  const char* what() const noexcept { return message_.c_str(); }

 private:
  std::string message_;
};

/// A future was asked for a result that it does not have yet, or given a second one
/// (asyncio.InvalidStateError).
struct InvalidStateError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What the exception says of itself, for notes and messages. `error` must not be null.
std::string describe(const std::exception_ptr& error);

}  // namespace sp::aio
