#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/trace/trace.h"

// Questions to a finished trace. All functions are pure; threads may call them together. Times in nanoseconds
// of the trace's clock.
namespace sp::trace {

/// One stretch of a lane's life in one state: [begin, end), never empty.
struct Span {
  Nanos begin = 0;
  Nanos end = 0;
  Kind state = Kind::state_ready;
  ObjectId object;  ///< what the state is about, or none

  Nanos duration() const noexcept { return end - begin; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// When a lane lived: from its lane_start (or first event) to its lane_end (or the trace's end). alive is
/// false for a lane without events.
struct Life {
  Nanos begin = 0;
  Nanos end = 0;
  bool alive = false;
};
std::vector<Life> lives(const Trace& trace);

/// By lane (index = LaneId), in time order: spans tile the lane's life without gap or overlap. From its start
/// to its first state event a lane is ready. States that lasted no time are left out.
std::vector<std::vector<Span>> spans(const Trace& trace);

/// How long a lane spent in each state.
struct StateTotals {
  std::array<Nanos, kStateCount> by_state{};

  Nanos of(Kind state) const noexcept { return by_state[state_index(state)]; }
  Nanos total() const noexcept;
  /// 0..1; 0 for a lane that lived no time.
  double share(Kind state) const noexcept;
};
StateTotals totals(const std::vector<Span>& lane_spans);
/// By lane.
std::vector<StateTotals> state_totals(const Trace& trace);

/// A hand-off: a send and the receive with the same flow id (the first of each).
struct Arrow {
  LaneId from_lane;
  LaneId to_lane;
  Nanos t0 = 0;  ///< of the send
  Nanos t1 = 0;  ///< of the receive; t1 >= t0
  ObjectId object;

  friend bool operator==(const Arrow&, const Arrow&) = default;
};
/// By t0. Sends that nobody received, and receives earlier than their send, are left out. Where the clock is
/// coarse (a browser's has microseconds) both may have one time, in either order.
std::vector<Arrow> arrows(const Trace& trace);

/// Who held an object when: from an acquire to the release by the same lane, or the trace's end. For an
/// object that several may hold at once (a semaphore) the lane that acquired last and still holds counts.
class Holders {
 public:
  explicit Holders(const Trace& trace);

  struct Tenure {
    Nanos begin = 0;
    Nanos end = 0;
    LaneId lane;  ///< none(): free
  };
  /// The holder after every event with t_ns <= t; none() when it was free or unknown.
  LaneId at(ObjectId object, Nanos t) const noexcept;
  /// In time order, without the empty ones; what is not covered was before the first acquire.
  const std::vector<Tenure>& of(ObjectId object) const noexcept;

 private:
  std::vector<std::vector<Tenure>> by_object_;
  std::vector<Tenure> empty_;
};

/// A stretch of waiting (blocked, or for the GIL) while one and the same lane held the object.
struct Blocked {
  LaneId lane;
  LaneId holder;
  ObjectId object;
  Nanos begin = 0;
  Nanos end = 0;
};
/// By lane, then time. A wait during which the object changed hands gives several; stretches without another
/// lane as holder none.
std::vector<Blocked> blocked_by(const Trace& trace);

/// `waiter` waits for `object`, which `holder` holds.
struct WaitEdge {
  LaneId waiter;
  LaneId holder;
  ObjectId object;

  friend bool operator==(const WaitEdge&, const WaitEdge&) = default;
};
/// After every event with t_ns <= t. By waiter.
std::vector<WaitEdge> wait_for_graph(const Trace& trace, Nanos t);
/// The lanes of one cycle, each waiting for the next and the last for the first, beginning with the smallest
/// id; empty when there is no cycle. A cycle of locks is a deadlock.
std::vector<LaneId> find_cycle(const std::vector<WaitEdge>& edges);

/// The most lanes of this group that were running at the same time; "" counts all lanes.
std::size_t peak_parallelism(const Trace& trace, std::string_view group);

}  // namespace sp::trace
