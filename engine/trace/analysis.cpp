#include "engine/trace/analysis.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace sp::trace {
namespace {

/// What a lane is doing after the events so far: the one place that says how events make states.
struct LaneState {
  enum class Phase { unborn, alive, ended };

  Phase phase = Phase::unborn;
  Nanos since = 0;  ///< begin of the present state
  Kind state = Kind::state_ready;
  ObjectId object;
  ObjectId pending;  ///< of an acquire_wait or wait that no acquire has answered yet

  /// True when `event` begins another state or ends the lane.
  bool changes(const Event& event) const noexcept {
    return phase == Phase::alive && (is_state(event.kind) || event.kind == Kind::lane_end);
  }

  void apply(const Event& event) noexcept {
    if (phase == Phase::ended) return;
    if (phase == Phase::unborn) {
      phase = Phase::alive;
      since = event.t_ns;
    }
    if (event.kind == Kind::lane_end) {
      phase = Phase::ended;
    } else if (event.kind == Kind::acquire_wait || event.kind == Kind::wait) {
      pending = event.object_id();
    } else if (event.kind == Kind::acquire) {
      pending = ObjectId::none();
    } else if (is_state(event.kind)) {
      since = event.t_ns;
      state = event.kind;
      object = event.object_id();
      if (object.is_none() && is_waiting(state)) object = pending;
    }
  }
};

}  // namespace

std::vector<Life> lives(const Trace& trace) {
  std::vector<Life> result(trace.lanes.size());
  std::vector<bool> ended(trace.lanes.size());
  for (const Event& event : trace.events) {
    Life& life = result[event.lane];
    if (!life.alive) life = {event.t_ns, trace.end, true};
    if (event.kind == Kind::lane_end && !ended[event.lane]) {
      life.end = event.t_ns;
      ended[event.lane] = true;
    }
  }
  return result;
}

std::vector<std::vector<Span>> spans(const Trace& trace) {
  std::vector<std::vector<Span>> result(trace.lanes.size());
  std::vector<LaneState> states(trace.lanes.size());
  const auto close = [&](std::size_t lane, Nanos end) {
    const LaneState& state = states[lane];
    if (state.since < end) result[lane].push_back({state.since, end, state.state, state.object});
  };
  for (const Event& event : trace.events) {
    if (states[event.lane].changes(event)) close(event.lane, event.t_ns);
    states[event.lane].apply(event);
  }
  for (std::size_t lane = 0; lane < states.size(); ++lane) {
    if (states[lane].phase == LaneState::Phase::alive) close(lane, trace.end);
  }
  return result;
}

Nanos StateTotals::total() const noexcept {
  Nanos sum = 0;
  for (Nanos length : by_state) sum += length;
  return sum;
}

double StateTotals::share(Kind state) const noexcept {
  const Nanos all = total();
  return all == 0 ? 0.0 : static_cast<double>(of(state)) / static_cast<double>(all);
}

StateTotals totals(const std::vector<Span>& lane_spans) {
  StateTotals result;
  for (const Span& span : lane_spans) result.by_state[state_index(span.state)] += span.duration();
  return result;
}

std::vector<StateTotals> state_totals(const Trace& trace) {
  std::vector<StateTotals> result;
  for (const std::vector<Span>& lane_spans : spans(trace)) result.push_back(totals(lane_spans));
  return result;
}

std::vector<Arrow> arrows(const Trace& trace) {
  std::unordered_map<std::int64_t, const Event*> sent;  // null once received
  for (const Event& event : trace.events) {
    if (event.kind == Kind::send) sent.try_emplace(event.arg, &event);
  }
  std::vector<Arrow> result;
  for (const Event& event : trace.events) {
    if (event.kind != Kind::receive) continue;
    const auto found = sent.find(event.arg);
    if (found == sent.end() || found->second == nullptr || found->second->t_ns > event.t_ns) continue;
    const Event& send = *std::exchange(found->second, nullptr);
    result.push_back({send.lane_id(), event.lane_id(), send.t_ns, event.t_ns, send.object_id()});
  }
  std::sort(result.begin(), result.end(), [](const Arrow& a, const Arrow& b) {
    return std::tie(a.t0, a.t1, a.from_lane, a.to_lane) < std::tie(b.t0, b.t1, b.from_lane, b.to_lane);
  });
  return result;
}

Holders::Holders(const Trace& trace) : by_object_(trace.objects.size()) {
  std::vector<std::vector<LaneId>> holding(trace.objects.size());
  for (const Event& event : trace.events) {
    const bool acquires = event.kind == Kind::acquire;
    if ((!acquires && event.kind != Kind::release) || event.object >= by_object_.size()) continue;
    std::vector<LaneId>& lanes = holding[event.object];
    if (acquires) {
      lanes.push_back(event.lane_id());
    } else if (!lanes.empty()) {
      // Python lets any thread release a Lock: without a tenure of its own it ends the latest one.
      const auto own = std::find(lanes.rbegin(), lanes.rend(), event.lane_id());
      lanes.erase(own == lanes.rend() ? lanes.end() - 1 : std::prev(own.base()));
    }
    std::vector<Tenure>& tenures = by_object_[event.object];
    const LaneId holder = lanes.empty() ? LaneId::none() : lanes.back();
    if (!tenures.empty()) {
      if (tenures.back().lane == holder) continue;
      tenures.back().end = event.t_ns;
      if (tenures.back().begin == event.t_ns) tenures.pop_back();
    }
    tenures.push_back({event.t_ns, trace.end, holder});
  }
}

LaneId Holders::at(ObjectId object, Nanos t) const noexcept {
  const std::vector<Tenure>& tenures = of(object);
  const auto after = std::upper_bound(tenures.begin(), tenures.end(), t,
                                      [](Nanos time, const Tenure& tenure) { return time < tenure.begin; });
  return after == tenures.begin() ? LaneId::none() : std::prev(after)->lane;
}

const std::vector<Holders::Tenure>& Holders::of(ObjectId object) const noexcept {
  return object.index() < by_object_.size() ? by_object_[object.index()] : empty_;
}

std::vector<Blocked> blocked_by(const Trace& trace) {
  const Holders holders(trace);
  const std::vector<std::vector<Span>> all = spans(trace);
  std::vector<Blocked> result;
  for (std::size_t lane = 0; lane < all.size(); ++lane) {
    const LaneId self{static_cast<std::uint32_t>(lane)};
    for (const Span& span : all[lane]) {
      if (!is_waiting(span.state)) continue;
      const std::vector<Holders::Tenure>& tenures = holders.of(span.object);
      auto tenure = std::upper_bound(tenures.begin(), tenures.end(), span.begin,
                                     [](Nanos t, const Holders::Tenure& each) { return t < each.end; });
      for (; tenure != tenures.end() && tenure->begin < span.end; ++tenure) {
        if (tenure->lane.is_none() || tenure->lane == self) continue;
        result.push_back({self, tenure->lane, span.object, std::max(span.begin, tenure->begin),
                          std::min(span.end, tenure->end)});
      }
    }
  }
  return result;
}

std::vector<WaitEdge> wait_for_graph(const Trace& trace, Nanos t) {
  const Holders holders(trace);
  std::vector<LaneState> states(trace.lanes.size());
  for (const Event& event : trace.events) {
    if (event.t_ns > t) break;
    states[event.lane].apply(event);
  }
  std::vector<WaitEdge> edges;
  for (std::size_t lane = 0; lane < states.size(); ++lane) {
    const LaneState& state = states[lane];
    if (state.phase != LaneState::Phase::alive || !is_waiting(state.state)) continue;
    const LaneId holder = holders.at(state.object, t);
    if (holder) edges.push_back({LaneId{static_cast<std::uint32_t>(lane)}, holder, state.object});
  }
  return edges;
}

std::vector<LaneId> find_cycle(const std::vector<WaitEdge>& edges) {
  // A lane waits for one thing at a time, so every lane has at most one edge out: following it finds the
  // cycle.
  std::unordered_map<LaneId, LaneId> next;
  for (const WaitEdge& edge : edges) next.try_emplace(edge.waiter, edge.holder);
  std::unordered_map<LaneId, LaneId> visited_from;  // lane -> the start of the walk that first came here
  for (const WaitEdge& edge : edges) {
    LaneId lane = edge.waiter;
    while (next.contains(lane) && visited_from.try_emplace(lane, edge.waiter).second) lane = next.at(lane);
    if (!next.contains(lane) || visited_from.at(lane) != edge.waiter) continue;
    std::vector<LaneId> cycle{lane};
    for (LaneId member = next.at(lane); member != lane; member = next.at(member)) cycle.push_back(member);
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    return cycle;
  }
  return {};
}

std::size_t peak_parallelism(const Trace& trace, std::string_view group) {
  std::vector<std::pair<Nanos, int>> steps;  // at the same time -1 sorts before +1
  const std::vector<std::vector<Span>> all = spans(trace);
  for (std::size_t lane = 0; lane < all.size(); ++lane) {
    if (!group.empty() && trace.lanes[lane].group != group) continue;
    for (const Span& span : all[lane]) {
      if (span.state != Kind::state_running) continue;
      steps.emplace_back(span.begin, +1);
      steps.emplace_back(span.end, -1);
    }
  }
  std::sort(steps.begin(), steps.end());
  int running = 0;
  int peak = 0;
  for (const auto& [t, change] : steps) peak = std::max(peak, running += change);
  return static_cast<std::size_t>(peak);
}

}  // namespace sp::trace
