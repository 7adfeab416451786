#include <cstddef>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/base/clock.h"
#include "engine/trace/current.h"
#include "engine/trace/recorder.h"

namespace sp::trace {
namespace {

constexpr std::size_t kBatch = 8192;  // events between two drains, which are not timed

/// The peer: a clock read and a store of the same 32 bytes.
void clock_and_store(benchmark::State& state) {
  std::vector<Event> events(kBatch);
  std::size_t next = 0;
  for (auto _ : state) {
    events[next] = Event{RealClock::read(), 1, Kind::acquire, 0, 2, 3};
    benchmark::ClobberMemory();
    next = (next + 1) % kBatch;
  }
}
BENCHMARK(clock_and_store);

void clock_read(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(RealClock::read());
}
BENCHMARK(clock_read);

/// `record` is called until the ring is full; then the ring is drained with the timer stopped.
template <class Record>
void record_batches(benchmark::State& state, Recorder& recorder, Record record) {
  std::vector<Event> drained;
  drained.reserve(kBatch);
  while (state.KeepRunningBatch(kBatch)) {
    for (std::size_t i = 0; i < kBatch; ++i) record();
    state.PauseTiming();
    drained.clear();
    recorder.drain(drained);
    state.ResumeTiming();
  }
  if (recorder.dropped() != 0) state.SkipWithError("events were dropped");
}

/// One event with its clock read. Wanted: at most 25 ns.
void record_event(benchmark::State& state) {
  Recorder recorder(real_clock(), {.ring_capacity = kBatch, .store_limit = 0});
  const LaneId lane = recorder.add_lane(LaneKind::thread, "lane", "group");
  const ObjectId object = recorder.add_object("Lock", "a");
  record_batches(state, recorder, [&] { recorder.record(Kind::acquire, lane, object, 3); });
}
BENCHMARK(record_event);

/// The same by way of the thread's current lane, as the primitives do it.
void emit_event(benchmark::State& state) {
  Recorder recorder(real_clock(), {.ring_capacity = kBatch, .store_limit = 0});
  const CurrentLane lane(recorder, recorder.add_lane(LaneKind::thread, "lane", "group"));
  const ObjectId object = recorder.add_object("Lock", "a");
  record_batches(state, recorder, [&] { emit(Kind::acquire, object, 3); });
}
BENCHMARK(emit_event);

/// Nothing is recorded: what an instrumented primitive pays then.
void emit_nothing(benchmark::State& state) {
  for (auto _ : state) {
    emit(Kind::acquire, ObjectId{1}, 3);
    benchmark::ClobberMemory();
  }
}
BENCHMARK(emit_nothing);

}  // namespace
}  // namespace sp::trace
