// What a traced loop records: the states of task lanes, the arrows between them, and the same trace each
// time.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <latch>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/aio/run.h"
#include "engine/exec/thread_pool.h"
#include "engine/sync/context.h"
#include "engine/trace/analysis.h"
#include "engine/trace/recorder.h"
#include "tests/engine/aio/programs.h"

namespace sp::aio::testing {
namespace {

using trace::Kind;
using trace::Trace;

/// Runs `main` in virtual time, traced, on a lane "main" of the group "asyncio".
template <class Main>
Trace traced(Main&& main) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  const sync::ContextScope context({.clock = &clock, .stop = {}, .group = "asyncio"});
  const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", "asyncio"));
  trace::emit(Kind::lane_start);
  trace::set_state(Kind::state_running);
  try {
    run(main());
  } catch (const ValueError&) {
  }
  trace::emit(Kind::lane_end);
  return recorder.finish();
}

/// One line an event: time in ms, lane, kind, object, argument.
std::string to_text(const Trace& trace) {
  std::string text;
  for (const trace::Event& event : trace.events) {
    text += fmt::format("{:>6} {:<8} {}", event.t_ns / kMillisecond, trace.lanes[event.lane].name,
                        kind_name(event.kind));
    if (event.object_id()) text += fmt::format(" [{}]", trace.objects[event.object_id().index()].name);
    if (event.kind == Kind::error) {
      text += fmt::format(" \"{}\"", trace.notes[static_cast<std::size_t>(event.arg)]);
    } else if (event.kind == Kind::spawn) {
      text += " " + trace.lanes[static_cast<std::size_t>(event.arg)].name;
    } else if (event.kind == Kind::send || event.kind == Kind::receive) {
      text += fmt::format(" #{}", event.arg);
    }
    text += "\n";
  }
  return text;
}

trace::LaneId lane_named(const Trace& trace, std::string_view name) {
  const auto found = std::find_if(trace.lanes.begin(), trace.lanes.end(),
                                  [&](const auto& lane) { return lane.name == name; });
  return found == trace.lanes.end() ? trace::LaneId::none() : found->id;
}

/// "state 0-3, state 3-5": the spans of a lane, in seconds.
std::string spans_of(const Trace& trace, std::string_view lane) {
  std::string text;
  const auto spans = trace::spans(trace);
  for (const trace::Span& span : spans[lane_named(trace, lane).index()]) {
    text += fmt::format("{}{} {:g}-{:g}", text.empty() ? "" : ", ", kind_name(span.state),
                        static_cast<double>(span.begin) / 1e9, static_cast<double>(span.end) / 1e9);
  }
  return text;
}

/// A bit of everything: I/O, sleep, a future that one task sets for another, cancellation, an error, gather.
Coro<> sample() {
  EventLoop& loop = running_loop();
  const auto future = loop.create_future<int>();
  auto fetch = [](int n) -> Coro<int> {
    co_await io_wait(n * kSecond, trace::new_object("Host", fmt::format("host {}", n)));
    co_return n;
  };
  auto producer = [](Future<int> f) -> Coro<> {
    co_await sleep(kSecond);
    f.set_result(1);
    co_await sleep(0);
  };
  auto consumer = [](Future<int> f) -> Coro<int> { co_return co_await f; };
  auto failing = []() -> Coro<> {
    co_await sleep(kSecond / 2);
    throw ValueError("boom");
  };
  const auto made = loop.create_task(producer(future), "producer");
  const auto used = loop.create_task(consumer(future), "consumer");
  const auto doomed = loop.create_task(fetch(9), "doomed");
  loop.create_task(failing(), "failing");
  co_await gather(loop.create_task(fetch(2), "fetch 2"), loop.create_task(fetch(1), "fetch 1"), used);
  doomed.cancel();
  loop.call_soon([] {});
  co_await made;
  co_await loop.create_task(fetch(1), "late");
}

TEST(AioTrace, SameProgramSameTrace) {
  const Trace first = traced(sample);
  const Trace second = traced(sample);
  EXPECT_EQ(to_text(first), to_text(second));
  EXPECT_EQ(first.hash(), second.hash());
}

// After a change that is meant to change it: SP_UPDATE_GOLDEN=1 writes the file anew.
TEST(AioTrace, Golden) {
  const std::string path = SP_SOURCE_DIR "/tests/golden/aio_trace.txt";
  const std::string text = to_text(traced(sample));
  if (std::getenv("SP_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << text;
  std::ifstream file(path);
  EXPECT_EQ(text, std::string(std::istreambuf_iterator<char>(file), {}));
}

TEST(AioTrace, WhatATaskAwaitsDecidesItsState) {
  const Trace trace = traced([]() -> Coro<> {
    auto body = []() -> Coro<> {
      co_await sleep(kSecond);
      co_await io_wait(kSecond);
      const auto future = running_loop().create_future();
      running_loop().call_later(kSecond, [&] { future.set_result(); });
      co_await future;
    };
    co_await running_loop().create_task(body(), "task");
  });
  EXPECT_EQ(spans_of(trace, "task"), "state_sleeping 0-1, state_io_wait 1-2, state_blocked 2-3");
  EXPECT_EQ(spans_of(trace, "main"), "state_io_wait 0-1, state_io_wait 1-2, state_io_wait 2-3");
  EXPECT_EQ(trace.lanes[1].kind, trace::LaneKind::task);
  EXPECT_EQ(trace.lanes[1].group, "asyncio");
}

TEST(AioTrace, ATaskThatWakesAnotherSendsAnArrow) {
  const Trace trace = traced(sample);
  const auto arrows = trace::arrows(trace);
  const auto between = [&](std::string_view from, std::string_view to) {
    return std::count_if(arrows.begin(), arrows.end(), [&](const trace::Arrow& arrow) {
      return arrow.from_lane == lane_named(trace, from) && arrow.to_lane == lane_named(trace, to);
    });
  };
  EXPECT_EQ(between("producer", "consumer"), 1);
  EXPECT_EQ(between("fetch 2", "Task-1"), 1) << "the last child of the gather";
  EXPECT_EQ(between("fetch 1", "Task-1"), 0);
  EXPECT_EQ(between("Task-1", "doomed"), 1) << "cancellation";
  EXPECT_EQ(between("late", "Task-1"), 1);
}

TEST(AioTrace, OneThreadRunsOneLaneAtATime) {
  const Trace trace = traced(sample);
  // At any one time at most one lane is running: count in the order of events, since virtual time stands
  // still in between.
  std::vector<bool> running(trace.lanes.size());
  for (const trace::Event& event : trace.events) {
    if (is_state(event.kind) || event.kind == Kind::lane_end)
      running[event.lane] = event.kind == Kind::state_running;
    EXPECT_LE(std::count(running.begin(), running.end(), true), 1) << to_text(trace);
  }
}

TEST(AioTrace, ACircleOfTasksIsFound) {
  std::array<Task<>, 2> tasks;
  const Trace trace = traced([&]() -> Coro<> {
    auto body = [](Task<>& other) -> Coro<> { co_await other; };
    tasks[0] = running_loop().create_task(body(tasks[1]), "a");
    tasks[1] = running_loop().create_task(body(tasks[0]), "b");
    co_await sleep(2 * kSecond);
  });
  const auto cycle = trace::find_cycle(trace::wait_for_graph(trace, kSecond));
  EXPECT_EQ(cycle, (std::vector{lane_named(trace, "a"), lane_named(trace, "b")}));
}

TEST(AioTrace, ErrorsThatNobodySeesAreEventsOfTheirLane) {
  const Trace trace = traced([]() -> Coro<> {
    auto failing = []() -> Coro<> {
      throw ValueError("boom");
      co_return;
    };
    running_loop().create_task(failing(), "failing");
    {
      const auto never = failing();
    }
    co_await sleep(1);
  });
  std::vector<std::string> errors;
  for (const trace::Event& event : trace.events) {
    if (event.kind == Kind::error) {
      errors.push_back(trace.lanes[event.lane].name + ": " +
                       trace.notes[static_cast<std::size_t>(event.arg)]);
    }
  }
  EXPECT_EQ(errors, (std::vector<std::string>{"Task-1: coroutine was never awaited", "failing: boom",
                                              "failing: Task exception was never retrieved: boom"}));
}

TEST(AioTrace, WorkersAndThreadsPointAtWhatTheyWake) {
  trace::Recorder recorder(real_clock());
  const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", ""));
  {
    exec::ThreadPool pool(1, "pool");
    auto main = [&]() -> Coro<> {
      // The loop opens the gate once the task waits: only then is there somebody to wake.
      std::latch gate(1);
      running_loop().call_soon([&gate] { gate.count_down(); });
      co_await running_loop().run_in_executor(pool, [&gate] { gate.wait(); });
      const auto future = running_loop().create_future();
      const sync::Thread thread("thread", [&loop = running_loop(), &future] {
        loop.call_soon_threadsafe([&future] { future.set_result(); });
      });
      co_await future;
    };
    run(main());
  }
  const Trace trace = recorder.finish();
  std::vector<std::string> hops;
  for (const trace::Arrow& arrow : trace::arrows(trace)) {
    hops.push_back(trace.lanes[arrow.from_lane.index()].name + " > " +
                   trace.lanes[arrow.to_lane.index()].name);
  }
  EXPECT_EQ(hops, (std::vector<std::string>{"Task-1 > pool_0", "pool_0 > Task-1", "thread > main",
                                            "main > Task-1"}));
}

TEST(AioTrace, NothingIsRecordedWithoutARecorder) {
  ManualClock clock;
  EventLoop loop(clock);
  EXPECT_EQ(loop.recorder(), nullptr);
  auto body = []() -> Coro<> { co_await sleep(1); };
  EXPECT_FALSE(loop.create_task(body()).lane());
  loop.run_until_complete(Coro<>(sleep(2)));
}

}  // namespace
}  // namespace sp::aio::testing
