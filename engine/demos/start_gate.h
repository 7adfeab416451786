// A common start for the threads whose speed a demo compares.
#pragma once

#include "engine/base/clock.h"
#include "engine/sync/context.h"
#include "engine/sync/queue.h"

namespace sp::demos {

/// Threads that come to it wait until all are there and it is opened, so that what is measured is their work
/// and not how long this home takes to start a thread: tens of microseconds natively, milliseconds in a
/// browser. For one start.
class StartGate {
 public:
  /// Any thread, before it takes a GIL: waits until the gate is opened.
  void pass() {
    here_.put(true);
    go_.get();
  }

  /// Waits until `threads` threads are at the gate, lets them go, and returns the time at which it did.
  Nanos open(int threads) {
    for (int i = 0; i < threads; ++i) here_.get();
    const Nanos now = sync::context().clock->now();
    for (int i = 0; i < threads; ++i) go_.put(true);
    return now;
  }

 private:
  sync::Queue<bool> here_{0, "at the start"};
  sync::Queue<bool> go_{0, "start"};
};

}  // namespace sp::demos
