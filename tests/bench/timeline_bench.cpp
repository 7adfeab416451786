#include <algorithm>
#include <cmath>
#include <ctime>
#include <string>

#include <benchmark/benchmark.h>

#include "engine/base/rng.h"
#include "tests/widgets/headless.h"
#include "web/widgets/timeline.h"

namespace sp::ui {
namespace {

constexpr std::size_t kEvents = 1'000'000;
constexpr std::size_t kLanes = 24;

/// A million events of two variants: lanes that run, wait for a lock, get it, and hand items on; in bursts,
/// so that some stretches are a thousand times as dense as others.
trace::Trace million_events() {
  Rng rng(1);
  trace::Trace trace;
  for (std::size_t i = 0; i < kLanes; ++i) {
    trace.lanes.push_back({trace::LaneId{static_cast<std::uint32_t>(i)}, trace::LaneKind::thread,
                           "thread " + std::to_string(i % 12 + 1),
                           i < kLanes / 2 ? "with the GIL" : "without"});
  }
  trace.objects.push_back({trace::ObjectId{0}, "Lock", "a"});
  trace.events.reserve(kEvents);
  Nanos t = 0;
  std::int64_t flow = 1;
  double pace = 1000;
  while (trace.events.size() < kEvents) {
    if (rng.chance(0.0001)) pace = std::exp2(rng.unit() * 14);
    t += static_cast<Nanos>(rng.exponential(pace));
    const bool second = trace.events.size() > kEvents / 2;
    const auto lane = static_cast<std::uint32_t>(rng.below(kLanes / 2) + (second ? kLanes / 2 : 0));
    const auto other = static_cast<std::uint32_t>(rng.below(kLanes / 2) + (second ? kLanes / 2 : 0));
    switch (rng.below(8)) {
      case 0:
        trace.events.push_back({t, lane, trace::Kind::acquire, 0, 0, 0});
        break;
      case 1:
        trace.events.push_back({t, lane, trace::Kind::release, 0, 0, 0});
        break;
      case 2:
        trace.events.push_back({t, lane, trace::Kind::send, 0, 0, flow});
        trace.events.push_back({t + 1, other, trace::Kind::receive, 0, 0, flow++});
        ++t;
        break;
      default:
        trace.events.push_back({t, lane, trace::state_at(rng.below(trace::kStateCount)), 0, 0, 0});
        break;
    }
  }
  trace.end = t;
  return trace;
}

const trace::Trace& the_trace() {
  static const trace::Trace kTrace = million_events();
  return kTrace;
}

const TimelineModel& the_model() {
  static const TimelineModel kModel(the_trace());
  return kModel;
}

double cpu_ms() {
  return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Off the main thread: how long the preparation takes.
void prepare_a_million_events(benchmark::State& state) {
  const trace::Trace& trace = the_trace();
  for (auto _ : state) benchmark::DoNotOptimize(TimelineModel(trace).length(true));
}
BENCHMARK(prepare_a_million_events)->Unit(benchmark::kMillisecond)->Iterations(3);

/// Frames without a GPU, everything included from begin_frame to end_frame, while the view pans; one pan
/// across the window at each of the depths of zoom. Wanted: the worst frame at most 8 ms of CPU.
void pan_through_a_million_events(benchmark::State& state) {
  const TimelineModel& model = the_model();
  test::Screen screen({static_cast<float>(state.range(0)), 900});
  TimelineView view;
  const auto draw = [&](Ui& ui) {
    const auto page = ui.page("page", "Timeline");
    timeline(ui, "timeline", model, view);
  };
  screen.settle(draw);  // fonts are rasterised on first use
  screen.pointer({700, 400});
  double worst = 0, sum = 0, frames = 0;
  for (auto _ : state) {
    for (double depth = 1; depth < 1e6; depth *= 2) {
      const double length = static_cast<double>(model.length(true));
      const double span = length / depth, at = length * 0.37;
      view.show(at, at + span);
      screen.frame(draw);
      for (int step = 0; step < 20; ++step) {
        view.pan(span / 20);
        const double before = cpu_ms();
        screen.frame(draw);
        const double took = cpu_ms() - before;
        worst = std::max(worst, took);
        sum += took;
        ++frames;
      }
    }
  }
  state.counters["worst_ms"] = worst;
  state.counters["mean_ms"] = sum / frames;
  state.counters["vertices"] = static_cast<double>(ImGui::GetDrawData()->TotalVtxCount);
}
BENCHMARK(pan_through_a_million_events)->Arg(1280)->Arg(390)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace sp::ui
