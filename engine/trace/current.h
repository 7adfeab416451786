#pragma once

#include <cstdint>
#include <utility>

#include "engine/trace/recorder.h"

namespace sp::trace {

/// Where this thread's events go: a recorder and the lane that runs on this thread now; both or none.
struct Current {
  Recorder* recorder = nullptr;
  LaneId lane;
};

namespace detail {
inline constinit thread_local Current t_current;
}

/// This thread's current recorder and lane; `recorder` is null when nothing is recorded.
inline const Current& current() noexcept {
  return detail::t_current;
}

/// Records to the current lane, or does nothing when there is none: a load and a branch.
inline void emit(Kind kind, ObjectId object = {}, std::int64_t arg = 0) noexcept {
  const Current& now = detail::t_current;
  if (now.recorder != nullptr) now.recorder->record(kind, now.lane, object, arg);
}

/// The current lane is in this state (Kind::state_*) until its next state. `object`: what it waits for, if
/// anything.
inline void set_state(Kind state, ObjectId object = {}) noexcept {
  emit(state, object);
}

/// Makes a recorder and lane current for a scope, on this thread, and puts back what was there before. Scopes
/// nest. `CurrentLane none{Current{}};` records nothing within its scope.
class CurrentLane {
 public:
  CurrentLane(Recorder& recorder, LaneId lane) noexcept : CurrentLane(Current{&recorder, lane}) {}
  explicit CurrentLane(Current next) noexcept : before_(std::exchange(detail::t_current, next)) {}
  ~CurrentLane() { detail::t_current = before_; }
  CurrentLane(const CurrentLane&) = delete;
  CurrentLane& operator=(const CurrentLane&) = delete;

 private:
  Current before_;
};

/// add_object() on the current recorder, or none() when there is none: for primitives that are made within a
/// run. An ObjectId means nothing to another recorder, so a primitive that outlives its run must not be used
/// in the next one.
ObjectId new_object(const char* type, std::string_view name);

}  // namespace sp::trace
