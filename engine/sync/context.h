#pragma once

#include <cstdint>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/errors.h"
#include "engine/base/stop.h"

namespace sp::sync {

/// What every blocking call of a thread goes by. Threads started by sync::Thread inherit it.
struct Context {
  Clock* clock = &real_clock();  ///< for timeouts and sleeps; outlives the threads that use it
  StopToken stop;                ///< once requested, every blocking call throws Stopped
  std::string group;             ///< of the lanes that this thread starts: the variant's label
};

namespace detail {
/// Null: the default context (real clock, never stopped). Points into a ContextScope on the same thread's
/// stack.
inline constinit thread_local const Context* t_context = nullptr;
const Context& default_context() noexcept;
}  // namespace detail

/// This thread's context. The reference is valid within the innermost ContextScope.
inline const Context& context() noexcept {
  const Context* now = detail::t_context;
  return now != nullptr ? *now : detail::default_context();
}

/// Sets this thread's context for a scope and puts the former back. Scopes nest.
class ContextScope {
 public:
  explicit ContextScope(Context next) noexcept : context_(std::move(next)), before_(detail::t_context) {
    detail::t_context = &context_;
  }
  ~ContextScope() { detail::t_context = before_; }
  ContextScope(const ContextScope&) = delete;
  ContextScope& operator=(const ContextScope&) = delete;

 private:
  const Context context_;
  const Context* const before_;
};

/// Whether this thread's run was cancelled.
inline bool stop_requested() noexcept {
  const Context* now = detail::t_context;
  return now != nullptr && now->stop.stop_requested();
}

/// Throws Stopped if this thread's run was cancelled. For loops that block nowhere: call it at least every
/// few milliseconds. Every blocking call of the engine begins with it, also when it would not have to wait.
inline void checkpoint() {
  if (stop_requested()) [[unlikely]]
    throw Stopped{};
}

/// The point in time that lies `timeout` from now on this thread's clock; kNever stays kNever, without
/// reading the clock.
Nanos deadline_in(Nanos timeout) noexcept;

/// time.sleep. The lane is in state_sleeping meanwhile. Throws Stopped when the run is cancelled, ValueError
/// when `length` < 0. Not on a browser's main thread.
void sleep(Nanos length);

/// A number for the calling thread, from 1, never used for another thread of this process.
std::uint64_t this_thread_number() noexcept;

}  // namespace sp::sync
