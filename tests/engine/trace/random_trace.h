#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include "engine/base/rng.h"
#include "engine/trace/trace.h"

namespace sp::trace {

/// Any trace that keeps the laws of Trace: lanes in two groups, objects, notes, and events of every kind in
/// any order, with many of equal time. Not one that a program could have made.
inline Trace random_trace(std::uint64_t seed, std::size_t max_events = 200) {
  Rng rng(seed);
  Trace trace;
  const auto lanes = rng.between(1, 5);
  for (std::int64_t i = 0; i < lanes; ++i) {
    trace.lanes.push_back({LaneId{static_cast<std::uint32_t>(i)}, static_cast<LaneKind>(rng.below(4)),
                           "lane \"" + std::to_string(i) + "\" \xc3\xa9", rng.chance(0.5) ? "one" : "two"});
  }
  const auto objects = rng.between(0, 3);
  for (std::int64_t i = 0; i < objects; ++i) {
    trace.objects.push_back(
        {ObjectId{static_cast<std::uint32_t>(i)}, "Lock", std::string(1, static_cast<char>('a' + i))});
  }
  trace.notes = {"a note", "another\n"};
  Nanos t = rng.between(0, 4'000'000) * kSecond;  // up to what a machine's uptime gives
  const auto count = rng.below(max_events + 1);
  for (std::uint64_t i = 0; i < count; ++i) {
    if (rng.chance(0.7)) t += rng.between(1, 3000);
    Event event;
    event.t_ns = t;
    event.lane = static_cast<std::uint32_t>(rng.below(trace.lanes.size()));
    event.kind =
        rng.chance(0.5) ? state_at(rng.below(kStateCount)) : static_cast<Kind>(rng.below(kKindCount));
    if (!trace.objects.empty() && rng.chance(0.8)) event.object = rng.below(trace.objects.size());
    event.arg = rng.chance(0.9) ? rng.between(0, 5) : rng.between(INT64_MIN, INT64_MAX);
    trace.events.push_back(event);
  }
  if (!trace.events.empty()) {
    trace.begin = trace.events.front().t_ns;
    trace.end = trace.events.back().t_ns;
  }
  trace.dropped = rng.below(3);
  return trace;
}

}  // namespace sp::trace
