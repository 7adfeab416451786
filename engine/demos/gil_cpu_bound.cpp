#include <memory>
#include <vector>

#include <fmt/format.h>

#include "engine/demos/borne_out.h"
#include "engine/demos/context.h"
#include "engine/demos/start_gate.h"
#include "engine/demos/workload.h"
#include "engine/sync/gil.h"
#include "engine/sync/thread.h"

namespace sp::demos {
namespace {

constexpr const char* kPython = R"py(import sys
import threading
import time


def count_primes(first, last):
    found = 0
    for n in range(max(first, 2), last):
        if all(n % d for d in range(2, int(n**0.5) + 1)):
            found += 1
    return found


def timed(threads, limit=200_000):
    """The same work, cut into as many parts as there are threads."""
    edges = [limit * i // threads for i in range(threads + 1)]
    workers = [
        threading.Thread(target=count_primes, args=edges[i : i + 2])
        for i in range(threads)
    ]
    begin = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.perf_counter() - begin


gil = getattr(sys, "_is_gil_enabled", lambda: True)()
print("GIL" if gil else "free-threaded")
one, two = timed(1), timed(2)
print(f"one thread {one:.2f} s, two threads {two:.2f} s")
print(f"speed-up {one / two:.2f}")
)py";

struct Timed {
  Nanos elapsed = 0;
  std::uint64_t sum = 0;
};

// Functions of their own, and not parts of the thread's: a browser compiles them better while they run, but
// goes over to that only at the next call.
std::uint64_t sum_without_gil(std::int64_t first, std::int64_t last) {
  return sum_of_steps(first, last, [] { sync::checkpoint(); });
}
std::uint64_t sum_under(sync::Gil& gil, std::int64_t first, std::int64_t last) {
  const sync::GilGuard held(gil);
  return sum_of_steps(first, last, [&gil] { gil.checkpoint(); });
}

/// Runs what will be timed, for a twentieth of its time.
void warm_up(std::int64_t steps) {
  sync::Gil gil;
  volatile std::uint64_t sink = sum_without_gil(0, steps / 20);
  sink = sink + sum_under(gil, 0, steps / 20);
}

/// `gils` holds no lock (free-threaded), one that all threads share, or one for each thread.
Timed run_threads(Context& context, int threads, std::int64_t steps,
                  const std::vector<std::unique_ptr<sync::Gil>>& gils) {
  std::vector<std::uint64_t> sums(static_cast<std::size_t>(threads));
  StartGate gate;  // outlives the threads that wait at it
  std::vector<sync::Thread> workers;
  for (int i = 0; i < threads; ++i) {
    sync::Gil* gil = gils.empty() ? nullptr : gils[static_cast<std::size_t>(i) % gils.size()].get();
    workers.emplace_back(fmt::format("thread {}", i + 1), [=, &sums, &gate] {
      gate.pass();
      const auto first = part_begin(steps, i, threads);
      const auto last = part_begin(steps, i + 1, threads);
      sums[static_cast<std::size_t>(i)] = gil ? sum_under(*gil, first, last) : sum_without_gil(first, last);
    });
  }
  const Nanos begin = gate.open(threads);
  for (auto& worker : workers) worker.join();
  Timed timed{context.clock().now() - begin, 0};
  for (const auto sum : sums) timed.sum += sum;
  return timed;
}

std::vector<std::unique_ptr<sync::Gil>> make_gils(std::string_view variant, int threads, Nanos interval) {
  std::vector<std::unique_ptr<sync::Gil>> gils;
  const int count = variant == "free-threaded" ? 0 : variant == "gil" ? 1 : threads;
  for (int i = 0; i < count; ++i) gils.push_back(std::make_unique<sync::Gil>(interval));
  return gils;
}

void add_gil_metrics(Result& result, const std::string& variant, const sync::Gil::Stats& stats) {
  result.metrics.push_back(
      {"switches", "GIL passed to another thread", variant, double(stats.switches), "times"});
  result.metrics.push_back(
      {"drop-requests", "drop requests after an interval", variant, double(stats.drop_requests), "times"});
  result.metrics.push_back(
      {"forced-switches", "forced switches", variant, double(stats.forced_switches), "times"});
}

std::string words_for(double speedup, int threads) {
  if (speedup >= kScales) return fmt::format("**{:.2f} times as fast** as one thread", speedup);
  if (speedup >= kFaster) return fmt::format("{:.2f} times as fast as one thread", speedup);
  if (speedup <= kSlower) return fmt::format("**slower**: {:.2f} times the speed of one thread", speedup);
  return fmt::format("**no faster** with {} threads than with one ({:.2f} times)", threads, speedup);
}

void conclude(Context& context, Result& result, int threads) {
  result.verdict = fmt::format("The same work, cut into {} parts, on {} {}:\n\n", threads,
                               context.host().cores(), context.host().cores() == 1 ? "core" : "cores");
  const auto* gil = result.find("speedup", "gil");
  const auto* free = result.find("speedup", "free-threaded");
  const auto* own = result.find("speedup", "per-interpreter");
  if (gil) {
    result.verdict += fmt::format(
        "- Under one GIL it was {}. Only the thread that holds the lock runs bytecode; it was passed on "
        "{:.0f} times.\n",
        words_for(gil->value, threads), result.find("switches", "gil")->value);
    if (gil->value >= kFaster)
      result.verdict +=
          "  The lock cannot make it faster: something held the one thread up while it was timed, other work "
          "on the machine most likely. Run it again when it is quiet.\n";
  }
  if (free) result.verdict += fmt::format("- Free-threaded it was {}.\n", words_for(free->value, threads));
  if (own)
    result.verdict += fmt::format("- With an interpreter and a GIL for each thread it was {}.\n",
                                  words_for(own->value, threads));
  if (context.host().cores() == 1)
    result.verdict += "\nWith a single core nothing can scale here, GIL or not.";
  if (threads == 1)
    result.verdict += "\nOne thread has nobody to share with: set more threads to see the lock at work.";
  if (!gil) return;
  result.prediction_answer = borne_out_under_gil(gil->value);
  result.prediction_because = fmt::format(
      "One thread took {:.0f} ms for all of it, {} threads under the GIL {:.0f} ms: {:.2f} times the speed.",
      result.find("serial")->value, threads, result.find("elapsed", "gil")->value, gil->value);
}

Result run(Context& context) {
  const int threads = context.parameters().integer("threads");
  const Nanos interval = static_cast<Nanos>(context.parameters().real("interval_ms") * double(kMillisecond));
  const auto steps = steps_for(context.parameters().integer("work_ms") * kMillisecond, context.clock());
  warm_up(steps);
  Result result;
  result.headline = "speedup";

  Timed serial;
  context.progress(0, "one thread");
  context.on_main_lane("One thread", [&] { serial = run_threads(context, 1, steps, {}); });
  result.metrics.push_back(
      {"serial", "one thread, all the work", "", double(serial.elapsed) / double(kMillisecond), "ms"});

  bool same_work = true;
  context.each_variant([&](const Variant& variant) {
    const auto gils = make_gils(variant.id, threads, interval);
    const Timed timed = run_threads(context, threads, steps, gils);
    same_work = same_work && timed.sum == serial.sum;
    const double speedup = timed.elapsed > 0 ? double(serial.elapsed) / double(timed.elapsed) : 1;
    result.metrics.push_back(
        {"elapsed", "elapsed", variant.id, double(timed.elapsed) / double(kMillisecond), "ms"});
    result.metrics.push_back({"speedup", "speed-up over one thread", variant.id, speedup, "×"});
    if (variant.id == "gil") add_gil_metrics(result, variant.id, gils.front()->stats());
  });
  result.checks.push_back({"same-work", "every variant computed the same sum as one thread", same_work,
                           fmt::format("{} steps", steps)});
  conclude(context, result, threads);
  return result;
}

DemoInfo info() {
  DemoInfo info;
  info.id = "gil-cpu-bound";
  info.title = "CPU-bound threads and the GIL";
  info.summary =
      "The same computation by one thread, and by several: under one GIL, without it, and with a GIL for "
      "each interpreter. The GIL here is a real lock under CPython's protocol that real threads contend for.";
  info.covers = {"C02", "C02F2", "L002", "L003", "L018", "M01", "M02", "L093"};
  info.python = kPython;
  info.parameters = {
      {"threads",
       "Threads",
       "How many threads share the work.",
       "",
       Parameter::Type::integer,
       1,
       16,
       1,
       2,
       {},
       true},
      {"work_ms",
       "Work",
       "How long the whole work takes one thread, about.",
       "ms",
       Parameter::Type::integer,
       10,
       5000,
       10,
       400,
       {},
       false},
      {"interval_ms",
       "Switch interval",
       "How long a waiting thread lets the holder run before it asks for the GIL: sys.setswitchinterval.",
       "ms",
       Parameter::Type::real,
       0.05,
       100,
       0.05,
       5,
       {},
       false},
  };
  info.variants = {
      {"gil", "With the GIL", "One lock for all threads, with CPython's drop requests and forced switches.",
       Provenance::measured},
      {"free-threaded", "Free-threaded", "No lock, as in CPython's free-threaded build (PEP 703).",
       Provenance::measured},
      {"per-interpreter", "A GIL each", "A subinterpreter with its own GIL for each thread (PEP 684).",
       Provenance::measured},
  };
  info.needs = {2};
  info.prediction = {
      "A CPU-bound computation takes one thread some time. Two threads share it **under the GIL**, on a "
      "machine with at least two free cores. How long do they take together?",
      {{"faster", "About half as long: each thread gets a core"},
       {"same", "About as long as one thread"},
       {"slower", "Clearly longer than one thread"}}};
  return info;
}

}  // namespace

const Demo& gil_cpu_bound() {
  static const Demo demo{info(), run};
  return demo;
}

}  // namespace sp::demos
