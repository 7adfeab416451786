#pragma once

#include <exception>
#include <stdexcept>

namespace sp {

/// The exceptions that Python code would see, under their Python names: thrown only where the modelled Python
/// throws. Everything else that fails returns a Status (see status.h) or asserts.
struct RuntimeError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A wait with a timeout ran out (Python's TimeoutError; concurrent.futures and asyncio share it since 3.11).
struct TimeoutError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct ValueError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The run was cancelled from outside: thrown by every blocking call and checkpoint once the stop token is
/// set. No Python counterpart, and deliberately no std::runtime_error: code that handles the workload's
/// errors must let it pass.
struct Stopped : std::exception {
  const char* what() const noexcept override { return "the run was cancelled"; }
};

}  // namespace sp
