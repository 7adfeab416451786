#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/trace/event.h"

namespace sp::trace {

struct Lane {
  LaneId id;
  LaneKind kind = LaneKind::thread;
  std::string name;
  std::string group;  ///< the label of the variant it belongs to; lanes of one group are drawn together

  friend bool operator==(const Lane&, const Lane&) = default;
};

/// Something that lanes meet at: a lock, a queue, the GIL, a counter.
struct Object {
  ObjectId id;
  std::string type;  ///< as Python calls it: "Lock", "Queue"
  std::string name;

  friend bool operator==(const Object&, const Object&) = default;
};

/// A finished recording: plain data that can be saved, compared and drawn. Threads may read it together.
/// Ids are positions: lanes[i].id.value == i, and so for objects and notes.
struct Trace {
  std::vector<Lane> lanes;
  std::vector<Object> objects;
  std::vector<std::string> notes;
  std::vector<Event>
      events;  ///< by t_ns; events of the same time in the order in which their thread recorded them
  std::uint64_t dropped = 0;  ///< events that were lost because a ring was full
  Nanos begin = 0;            ///< of the first event; 0 without events
  Nanos end = 0;              ///< of the last event

  Nanos duration() const noexcept { return end - begin; }
  /// Of everything above, and the same on every platform: what a golden test compares.
  std::uint64_t hash() const noexcept;

  friend bool operator==(const Trace&, const Trace&) = default;
};

}  // namespace sp::trace
