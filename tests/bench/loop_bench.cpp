// The event loop beside the asyncio that is installed (peers/asyncio_switches.py does the same work): the
// counter x_asyncio is the ratio of operations per second, measured in this run; 0 when there is no python3.

#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/aio/gather.h"
#include "engine/aio/loop.h"
#include "engine/aio/sleep.h"
#include "engine/trace/recorder.h"

namespace sp::aio {
namespace {

/// Operations per second by the program's name.
std::map<std::string, double> run_peer() {
  const auto script = std::filesystem::path(__FILE__).parent_path() / "peers" / "asyncio_switches.py";
  std::map<std::string, double> rates;
  FILE* pipe = popen(("python3 " + script.string() + " 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return rates;
  char name[64];
  double rate = 0;
  while (std::fscanf(pipe, "%63s %lf", name, &rate) == 2) rates[name] = rate;
  pclose(pipe);
  return rates;
}

/// `operations` were done in the timed part.
void report(benchmark::State& state, const std::string& name, std::int64_t operations) {
  static const std::map<std::string, double> peer = run_peer();
  state.SetItemsProcessed(operations);
  const auto found = peer.find(name);
  const double ratio = found == peer.end() ? 0 : static_cast<double>(operations) / found->second;
  state.counters["x_asyncio"] = benchmark::Counter(ratio, benchmark::Counter::kIsRate);
}

Coro<> yields(int rounds) {
  for (int i = 0; i < rounds; ++i) co_await sleep(0);
}

Coro<> many_yields(int tasks, int rounds) {
  std::vector<Coro<>> coros;
  for (int i = 0; i < tasks; ++i) coros.push_back(yields(rounds));
  co_await gather(std::move(coros));
}

constexpr int kTasks = 100;
constexpr int kRounds = 2000;

void loop_task_switches(benchmark::State& state) {
  EventLoop loop(real_clock());
  for (auto _ : state) loop.run_until_complete(many_yields(kTasks, kRounds));
  report(state, "task_switches", state.iterations() * kTasks * kRounds);
}
BENCHMARK(loop_task_switches);

/// The same, every state of every task recorded.
void loop_task_switches_traced(benchmark::State& state) {
  trace::Recorder recorder(real_clock(), {.ring_capacity = std::size_t{1} << 20, .store_limit = 0});
  const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", ""));
  EventLoop loop(real_clock());
  std::vector<trace::Event> events;
  for (auto _ : state) {
    loop.run_until_complete(many_yields(kTasks, kRounds));
    state.PauseTiming();
    events.clear();
    recorder.drain(events);
    state.ResumeTiming();
  }
  report(state, "task_switches", state.iterations() * kTasks * kRounds);
}
BENCHMARK(loop_task_switches_traced);

void loop_future_hand_offs(benchmark::State& state) {
  constexpr int kCount = 1000;
  struct Box {
    EventLoop& loop;
    Future<> turn[2];
    Coro<> player(int mine) {
      for (int i = 0; i < kCount; ++i) {
        co_await turn[mine];
        turn[mine] = loop.create_future();
        turn[1 - mine].set_result();
      }
    }
  };
  EventLoop loop(real_clock());
  auto main = [](Box& box) -> Coro<> {
    const auto players = gather(box.player(0), box.player(1));
    box.turn[0].set_result();
    co_await players;
  };
  for (auto _ : state) {
    Box box{loop, {loop.create_future(), loop.create_future()}};
    loop.run_until_complete(main(box));
  }
  report(state, "future_hand_offs", state.iterations() * 2 * kCount);
}
BENCHMARK(loop_future_hand_offs);

Coro<> nothing() {
  co_return;
}

void loop_task_creations(benchmark::State& state) {
  constexpr int kCount = 1000;
  EventLoop loop(real_clock());
  auto main = [&]() -> Coro<> {
    for (int i = 0; i < kCount; ++i) co_await loop.create_task(nothing());
  };
  for (auto _ : state) loop.run_until_complete(main());
  report(state, "task_creations", state.iterations() * kCount);
}
BENCHMARK(loop_task_creations);

void loop_coroutine_awaits(benchmark::State& state) {
  constexpr int kCount = 10'000;
  EventLoop loop(real_clock());
  auto main = []() -> Coro<> {
    for (int i = 0; i < kCount; ++i) co_await nothing();
  };
  for (auto _ : state) loop.run_until_complete(main());
  report(state, "coroutine_awaits", state.iterations() * kCount);
}
BENCHMARK(loop_coroutine_awaits);

void loop_callbacks(benchmark::State& state) {
  constexpr int kCount = 10'000;
  EventLoop loop(real_clock());
  for (auto _ : state) {
    int left = kCount;
    struct Again {
      EventLoop& loop;
      int& left;
      void operator()() const { --left == 0 ? loop.stop() : static_cast<void>(loop.call_soon(*this)); }
    };
    loop.call_soon(Again{loop, left});
    loop.run_forever();
  }
  report(state, "callbacks", state.iterations() * kCount);
}
BENCHMARK(loop_callbacks);

/// Scheduled in one order, due in another; half of them cancelled.
void loop_timers(benchmark::State& state) {
  constexpr int kCount = 20'000;
  for (auto _ : state) {
    ManualClock clock;
    EventLoop loop(clock);
    for (int i = 0; i < kCount; ++i) {
      const TimerHandle timer = loop.call_at(i * 7919 % kCount, [] {});
      if (i % 2 != 0) timer.cancel();
    }
    loop.call_at(kCount, [&] { loop.stop(); });
    loop.run_forever();
  }
  report(state, "timers", state.iterations() * kCount);
}
BENCHMARK(loop_timers);

}  // namespace
}  // namespace sp::aio
