#pragma once

#include <atomic>
#include <vector>

#include "engine/aio/ready_queue.h"
#include "engine/aio/selector.h"
#include "engine/base/mutex.h"

namespace sp::aio::detail {

/// Where other threads leave work for an event loop. Shared with them, because they may come after the loop
/// is gone.
class Mailbox {
 public:
  explicit Mailbox(Selector& selector) noexcept : selector_(&selector) {}

  /// Any thread; in order of arrival. Wakes the loop. `letter` is the object's only Ref. False, the letter
  /// being destroyed here, when the loop is closed.
  bool post(Ref<LoopObject> letter);
  /// The loop's thread: moves everything that has arrived into the ready queue. Cheap when there is nothing.
  void deliver(ReadyQueue& ready);
  /// The loop's thread: nothing is taken any more. The letters that are left are destroyed here.
  void close();

 private:
  /// Set under mutex_ after a letter was added, cleared under it before they are taken; read without it. A
  /// reader that misses it has not waited yet: the wake() that follows the letter makes its next wait return
  /// at once.
  std::atomic<bool> filled_{false};
  Mutex mutex_;
  Selector* selector_ SP_GUARDED_BY(mutex_);  ///< null: closed
  std::vector<Ref<LoopObject>> letters_ SP_GUARDED_BY(mutex_);
};

}  // namespace sp::aio::detail
