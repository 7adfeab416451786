#pragma once

#include <concepts>
#include <memory>
#include <string>
#include <type_traits>

#include "engine/sync/context.h"
#include "engine/sync/move_only_function.h"
#include "engine/trace/event.h"

namespace sp::sync {

class Gil;

struct ThreadOptions {
  trace::LaneKind kind = trace::LaneKind::thread;
  std::string group = {};  ///< empty: the group of the thread that starts it
  /// A thread that runs Python code: it takes this GIL before the function and drops it after it, so that the
  /// lane is in state_running only while it holds the GIL or has released it with a GilRelease. Null: no GIL.
  Gil* gil = nullptr;
};

/// threading.Thread, started by its constructor. The new thread runs in the context (clock, stop token,
/// group) and with the recorder of the thread that starts it, on a lane of its own.
///
/// - Threads: join from any thread; construction, moving and destruction by one at a time. Not on a browser's
///   main thread.
/// - Errors: RuntimeError from the constructor when the system gives no thread. What the function throws is
///   kept for join(); Stopped ends the thread quietly.
/// - Trace: spawn (starter), lane_start … lane_end (new lane), error or cancel before lane_end when the
///   function threw; join and, while it waits, state_blocked (joiner).
class Thread {
 public:
  Thread() noexcept;  ///< no thread: join() and the destructor do nothing
  template <std::invocable F>
  Thread(std::string name, F&& fn, ThreadOptions options = {})
      : Thread(Start{}, std::move(name), MoveOnlyFunction<void()>(std::forward<F>(fn)), std::move(options)) {}
  Thread(Thread&&) noexcept;
  /// Waits for the thread that was here before, as the destructor does.
  Thread& operator=(Thread&&) noexcept;
  /// Waits for the function to end, whether or not the run is cancelled: its blocking calls throw Stopped
  /// then.
  ~Thread();

  /// Waits until the function has ended; rethrows what it threw, each time. Throws Stopped when the joiner's
  /// run is cancelled first (the thread can be joined again), RuntimeError when a thread joins itself.
  void join();
  bool is_alive() const;

  trace::LaneId lane() const noexcept;  ///< none() when nothing is recorded

 private:
  struct Start {};
  struct Shared;
  Thread(Start, std::string name, MoveOnlyFunction<void()> fn, ThreadOptions options);
  void wait_for_exit() noexcept;

  std::shared_ptr<Shared> shared_;
};

}  // namespace sp::sync
