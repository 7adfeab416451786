// Ctrl-C as a stop token.
#pragma once

#include <thread>

#include "engine/base/stop.h"

namespace sp::native {

/// While it lives, the first SIGINT or SIGTERM asks `source` to stop; a second one ends the process at once
/// with the signal's default action. Construct on the main thread before any other thread starts, so that
/// they all inherit the blocked mask; one at a time.
class InterruptGuard {
 public:
  explicit InterruptGuard(StopSource source);
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  std::thread waiter_;
};

}  // namespace sp::native
