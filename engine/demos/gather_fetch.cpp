#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/aio/gather.h"
#include "engine/aio/loop.h"
#include "engine/aio/sleep.h"
#include "engine/demos/context.h"
#include "engine/sync/context.h"
#include "engine/sync/thread.h"
#include "engine/trace/current.h"

namespace sp::demos {
namespace {

constexpr const char* kPython = R"py(import asyncio
import time


async def fetch(number):
    await asyncio.sleep(1)  # stands for the wait on a network
    return number


async def at_once(count):
    return await asyncio.gather(*(fetch(i) for i in range(count)))


async def one_by_one(count):
    return [await fetch(i) for i in range(count)]


for main in (at_once, one_by_one):
    begin = time.perf_counter()
    results = asyncio.run(main(5))
    took = time.perf_counter() - begin
    print(f"{main.__name__}: {results} in {took:.1f} s")
)py";

struct Outcome {
  std::vector<int> results;
  Nanos elapsed = 0;
};

aio::Coro<int> fetch(int number, Nanos wait) {
  co_await aio::io_wait(wait);
  co_return number;
}

aio::Coro<std::vector<int>> at_once(std::vector<Nanos> waits) {
  std::vector<aio::Coro<int>> fetches;
  for (std::size_t i = 0; i < waits.size(); ++i) fetches.push_back(fetch(static_cast<int>(i), waits[i]));
  co_return co_await aio::gather(std::move(fetches));
}

aio::Coro<std::vector<int>> one_by_one(std::vector<Nanos> waits) {
  std::vector<int> results;
  for (std::size_t i = 0; i < waits.size(); ++i)
    results.push_back(co_await fetch(static_cast<int>(i), waits[i]));
  co_return results;
}

std::vector<int> by_threads(Context& context, const std::vector<Nanos>& waits) {
  std::vector<int> results(waits.size());
  const auto network = trace::new_object("Socket", "network");
  std::vector<sync::Thread> threads;
  for (std::size_t i = 0; i < waits.size(); ++i) {
    threads.emplace_back(fmt::format("fetch {}", i), [&, i] {
      trace::set_state(trace::Kind::state_io_wait, network);
      context.clock().sleep_until(context.clock().now() + waits[i], sync::context().stop);
      trace::set_state(trace::Kind::state_running);
      results[i] = static_cast<int>(i);
    });
  }
  for (auto& thread : threads) thread.join();
  return results;
}

Outcome fetch_all(Context& context, const std::string& variant, const std::vector<Nanos>& waits) {
  Outcome outcome;
  const Nanos begin = context.clock().now();
  if (variant == "threads") {
    outcome.results = by_threads(context, waits);
  } else {
    aio::EventLoop loop(context.clock());
    outcome.results = loop.run_until_complete(variant == "gather" ? at_once(waits) : one_by_one(waits));
  }
  outcome.elapsed = context.clock().now() - begin;
  return outcome;
}

/// How long each fetch waits: the delay, give or take the jitter, the same in every variant.
std::vector<Nanos> latencies(Context& context) {
  const auto delay = context.parameters().integer("delay_ms") * kMillisecond;
  const double jitter = context.parameters().real("jitter") / 100;
  std::vector<Nanos> waits;
  for (int i = 0; i < context.parameters().integer("fetches"); ++i) {
    const double factor = 1 + jitter * (2 * context.rng().unit() - 1);
    waits.push_back(static_cast<Nanos>(double(delay) * factor));
  }
  return waits;
}

double milliseconds(Nanos length) {
  return double(length) / double(kMillisecond);
}

void conclude(Result& result, const std::vector<Nanos>& waits) {
  Nanos sum = 0;
  Nanos longest = 0;
  for (const Nanos wait : waits) {
    sum += wait;
    longest = std::max(longest, wait);
  }
  result.verdict = fmt::format("{} fetches wait {:.0f} ms in all, the longest {:.0f} ms.\n\n", waits.size(),
                               milliseconds(sum), milliseconds(longest));
  const auto say = [&](const char* variant, const char* words) {
    if (const auto* elapsed = result.find("elapsed", variant))
      result.verdict += fmt::format(fmt::runtime(words), elapsed->value);
  };
  say("gather", "- `gather` took **{:.0f} ms**: the waits overlap on one thread, so the longest decides.\n");
  say("sequential",
      "- One `await` after the other took **{:.0f} ms**: their sum. `async` alone makes nothing "
      "concurrent.\n");
  say("threads",
      "- A thread for each fetch took **{:.0f} ms**: the waits overlap too, at the price of a thread "
      "each.\n");
  const auto* gather = result.find("elapsed", "gather");
  if (!gather) return;
  const double near_longest = std::abs(gather->value - milliseconds(longest));
  const double near_sum = std::abs(gather->value - milliseconds(sum));
  result.prediction_answer = near_longest <= near_sum ? "longest" : "sum";
  if (gather->value < 0.5 * milliseconds(longest)) result.prediction_answer = "nothing";
  result.prediction_because =
      fmt::format("It took {:.0f} ms. The longest single wait is {:.0f} ms, the sum of all {:.0f} ms.",
                  gather->value, milliseconds(longest), milliseconds(sum));
}

Result run(Context& context) {
  const auto waits = latencies(context);
  Result result;
  result.headline = "elapsed";
  context.each_variant([&](const Variant& variant) {
    const Outcome outcome = fetch_all(context, variant.id, waits);
    result.metrics.push_back({"elapsed", "elapsed", variant.id, milliseconds(outcome.elapsed), "ms"});
    bool in_order = outcome.results.size() == waits.size();
    for (std::size_t i = 0; in_order && i < waits.size(); ++i)
      in_order = outcome.results[i] == static_cast<int>(i);
    result.checks.push_back(
        {variant.id + "-order",
         fmt::format("{}: every result is there, in the order of the calls", variant.label), in_order,
         fmt::format("{} of {}", outcome.results.size(), waits.size())});
  });
  conclude(result, waits);
  return result;
}

DemoInfo info() {
  DemoInfo info;
  info.id = "gather-fetch";
  info.title = "Five fetches at once";
  info.summary =
      "Several fetches that each wait on a network, started together with `gather`, awaited one after the "
      "other, and by a thread each. The event loop is real; the network is stood in for by timers with "
      "seeded latencies.";
  info.covers = {"G05", "T03"};
  info.python = kPython;
  info.parameters = {
      {"fetches",
       "Fetches",
       "How many there are; the threads variant starts as many threads.",
       "",
       Parameter::Type::integer,
       1,
       16,
       1,
       5,
       {},
       true},
      {"delay_ms",
       "Latency",
       "How long each waits.",
       "ms",
       Parameter::Type::integer,
       1,
       2000,
       10,
       300,
       {},
       false},
      {"jitter",
       "Jitter",
       "How much the latencies differ, at most.",
       "%",
       Parameter::Type::real,
       0,
       100,
       5,
       0,
       {},
       false},
  };
  info.variants = {
      {"gather", "gather", "All tasks wait at the same time, on one thread.", Provenance::simulated},
      {"sequential", "await in turn", "Each is awaited before the next begins.", Provenance::simulated},
      {"threads", "Threads", "A thread for each, blocking.", Provenance::simulated},
  };
  info.needs = {5};
  info.prediction = {
      "Five coroutines each wait a second for the network, on **one** event loop in **one** thread. `await "
      "asyncio.gather(...)` runs all of them. How long does it take?",
      {{"longest", "About one second: as long as the longest wait"},
       {"sum", "About five seconds: there is only one thread"},
       {"nothing", "Almost no time: `await` does not wait"}}};
  return info;
}

}  // namespace

const Demo& gather_fetch() {
  static const Demo demo{info(), run};
  return demo;
}

}  // namespace sp::demos
