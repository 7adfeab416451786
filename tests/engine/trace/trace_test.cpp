#include "engine/trace/trace.h"

#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/trace/recorder.h"
#include "tests/engine/trace/random_trace.h"

namespace sp::trace {
namespace {

TEST(Kinds, NamesAreUniqueAndFoundAgain) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const Kind kind = static_cast<Kind>(i);
    EXPECT_TRUE(names.insert(kind_name(kind)).second);
    EXPECT_EQ(kind_from_name(kind_name(kind)), kind);
    EXPECT_FALSE(kind_label(kind).empty());
  }
  EXPECT_FALSE(kind_from_name("running"));
  EXPECT_EQ(kind_label(Kind::state_gil_wait), "waiting for the GIL");
  EXPECT_EQ(kind_family(Kind::put), Family::queue);
  EXPECT_EQ(kind_arg_meaning(Kind::spawn), "the new lane");
  EXPECT_EQ(lane_kind_from_name("worker"), LaneKind::worker);
  for (std::size_t i = 0; i < kStateCount; ++i) EXPECT_EQ(state_index(state_at(i)), i);
}

Trace recorded_by_a_clock_that_stands_still() {
  ManualClock clock;
  Recorder recorder(clock);
  const LaneId lane = recorder.add_lane(LaneKind::thread, "thread 1", "GIL");
  const ObjectId lock = recorder.add_object("Lock", "a");
  recorder.record(Kind::lane_start, lane);
  recorder.record(Kind::state_running, lane);
  clock.advance(5 * kMillisecond);
  recorder.record(Kind::acquire, lane, lock);
  recorder.record(Kind::note, lane, {}, recorder.intern("switch").value);
  clock.advance(1);
  recorder.record(Kind::lane_end, lane);
  return recorder.finish();
}

// The same on every platform, compiler and number of cores; a change here breaks every golden trace.
TEST(TraceHash, Golden) {
  EXPECT_EQ(recorded_by_a_clock_that_stands_still().hash(), 0x96f1232613095b97U);
}

RC_GTEST_PROP(TraceHash, SeesEveryChange, (std::uint64_t seed)) {
  const Trace trace = random_trace(seed);
  const auto differs = [&](auto change) {
    Trace copy = trace;
    change(copy);
    return copy.hash() != trace.hash();
  };
  RC_ASSERT(!differs([](Trace&) {}));
  RC_ASSERT(differs([](Trace& t) { ++t.dropped; }));
  RC_ASSERT(differs([](Trace& t) { t.lanes[0].name += "x"; }));
  RC_ASSERT(differs([](Trace& t) { t.notes[1] = t.notes[0]; }));
  if (trace.events.empty()) return;
  const auto at = static_cast<std::size_t>(Rng(seed).below(trace.events.size()));
  RC_ASSERT(differs([at](Trace& t) { ++t.events[at].t_ns; }));
  RC_ASSERT(differs([at](Trace& t) { ++t.events[at].lane; }));
  RC_ASSERT(differs([at](Trace& t) { ++t.events[at].flags; }));
  RC_ASSERT(differs([at](Trace& t) { ++t.events[at].object; }));
  RC_ASSERT(differs([at](Trace& t) { t.events[at].arg ^= 1; }));
  RC_ASSERT(differs([](Trace& t) { t.events.pop_back(); }));
}

}  // namespace
}  // namespace sp::trace
