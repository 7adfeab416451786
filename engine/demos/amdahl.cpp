#include <algorithm>
#include <optional>
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

constexpr const char* kPython = R"py(import os
import time
from concurrent.futures import ProcessPoolExecutor


def burn(steps):
    total = 0
    for i in range(steps):
        total += i * i
    return total


def amdahl(serial, workers):
    """Speed-up when a share `serial` cannot be spread (Amdahl, 1967)."""
    return 1 / (serial + (1 - serial) / workers)


def timed(serial, workers, steps=20_000_000):
    alone = int(steps * serial)
    part = (steps - alone) // workers
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(burn, [1] * workers))  # start the processes
        begin = time.perf_counter()
        burn(alone)
        list(pool.map(burn, [part] * workers))
        return time.perf_counter() - begin


if __name__ == "__main__":
    serial = 0.2
    one = timed(serial, 1)
    for workers in range(1, (os.cpu_count() or 1) + 1):
        speedup = one / timed(serial, workers)
        print(f"{workers} workers: {speedup:.2f}, "
              f"Amdahl {amdahl(serial, workers):.2f}")
)py";

constexpr int kCurvePoints = 33;

double amdahl_speedup(double serial, double workers) {
  return 1 / (serial + (1 - serial) / workers);
}

/// Gustafson (1988): the speed-up if the parallel part grows with the workers instead of staying as it is.
double gustafson_speedup(double serial, double workers) {
  return workers - serial * (workers - 1);
}

struct Timed {
  Nanos elapsed = 0;
  std::uint64_t sum = 0;  ///< of all steps: the same for every number of workers
};

/// The serial share on the calling thread, then the rest on `workers` threads.
Timed timed(Context& context, double serial, int workers, std::int64_t steps, sync::Gil* gil) {
  const auto alone = static_cast<std::int64_t>(serial * double(steps));
  const auto work = [gil](std::int64_t first, std::int64_t last) {
    std::optional<sync::GilGuard> held;
    if (gil) held.emplace(*gil);
    return sum_of_steps(first, last, [gil] { gil ? gil->checkpoint() : sync::checkpoint(); });
  };
  std::vector<std::uint64_t> sums(static_cast<std::size_t>(workers));
  StartGate gate;  // outlives the threads that wait at it
  std::vector<sync::Thread> threads;
  for (int i = 0; i < workers; ++i) {
    const auto first = alone + part_begin(steps - alone, i, workers);
    const auto last = alone + part_begin(steps - alone, i + 1, workers);
    auto& sum = sums[static_cast<std::size_t>(i)];
    threads.emplace_back(fmt::format("{} of {}", i + 1, workers), [=, &gate, &sum] {
      gate.pass();
      sum = work(first, last);
    });
  }
  const Nanos before = context.clock().now();
  Timed timed{0, work(0, alone)};
  const Nanos serial_part = context.clock().now() - before;
  const Nanos begin = gate.open(workers);
  for (auto& thread : threads) thread.join();
  timed.elapsed = std::max<Nanos>(1, serial_part + context.clock().now() - begin);
  for (const auto sum : sums) timed.sum += sum;
  return timed;
}

Series curve(std::string id, std::string label, int workers, double (*speedup)(double, double),
             double serial) {
  Series series{std::move(id), std::move(label), "workers", "speed-up", {}, true};
  const int points = workers > 1 ? kCurvePoints : 1;
  for (int i = 0; i < points; ++i) {
    const double x = points == 1 ? 1 : 1 + double(workers - 1) * i / (points - 1);
    series.points.push_back({x, speedup(serial, x)});
  }
  return series;
}

void conclude(Context& context, Result& result, double serial, int workers) {
  const double bound = amdahl_speedup(serial, workers);
  const int cores = context.host().cores();
  result.verdict = fmt::format(
      "With {:.0f} % serial work, Amdahl allows {:.2f} with {} workers and {} however many there are.\n\n",
      100 * serial, bound, workers, serial > 0 ? fmt::format("{:.2f}", 1 / serial) : "no limit");
  const auto* threads = result.find("speedup", "threads");
  const auto* gil = result.find("speedup", "gil");
  if (threads) {
    result.verdict += fmt::format(
        "- Threads that run in parallel reached **{:.2f}** with {} workers.{}\n", threads->value, workers,
        workers > cores
            ? fmt::format(" There are only {} cores: the curve assumes one for each worker.", cores)
            : "");
  }
  if (gil)
    result.verdict += fmt::format(
        "- Under one GIL the same threads reached **{:.2f}**: all of their work is serial.\n", gil->value);
  if (!threads) return;
  result.prediction_answer = borne_out_by_amdahl(threads->value, bound);
  if (beyond_bound(threads->value, bound)) {
    result.verdict +=
        "\nThe same work cannot go faster than the bound: something held the one worker up while it was "
        "timed, other work on the machine most likely. Run it again when it is quiet.\n";
  } else if (result.prediction_answer.empty()) {
    result.verdict +=
        "\nSo little can be gained here that noise decides. Run it again with more workers, or less serial "
        "work, to see how close the bound is.\n";
  }
  result.prediction_because =
      fmt::format("Amdahl's bound for {} workers is {:.2f}; measured was {:.2f} on {} cores.", workers, bound,
                  threads->value, cores);
}

Result run(Context& context) {
  const double serial = context.parameters().real("serial") / 100;
  const int most = context.parameters().integer("workers");
  const auto steps = steps_for(context.parameters().integer("work_ms") * kMillisecond, context.clock());
  const std::uint64_t expected = sum_of_steps(0, steps, [] { sync::checkpoint(); });
  bool same_work = true;
  Result result;
  result.headline = "speedup";
  context.each_variant([&](const Variant& variant) {
    Series measured{variant.id, variant.label, "workers", "speed-up", {}, false};
    Nanos one = 0;
    for (int workers = 1; workers <= most; ++workers) {
      context.progress(double(workers - 1) / most,
                       fmt::format("{}: {} of {} workers", variant.label, workers, most));
      std::optional<sync::Gil> gil;
      if (variant.id == "gil") gil.emplace();
      const Timed all = timed(context, serial, workers, steps, gil ? &*gil : nullptr);
      same_work = same_work && all.sum == expected;
      if (workers == 1) one = all.elapsed;
      measured.points.push_back({double(workers), double(one) / double(all.elapsed)});
    }
    result.metrics.push_back({"speedup", fmt::format("speed-up with {} workers", most), variant.id,
                              measured.points.back().y, "×"});
    result.series.push_back(std::move(measured));
  });
  result.series.push_back(curve("amdahl", "Amdahl", most, amdahl_speedup, serial));
  result.series.push_back(curve("gustafson", "Gustafson", most, gustafson_speedup, serial));
  result.metrics.push_back({"bound", "Amdahl's bound", "", amdahl_speedup(serial, most), "×"});
  result.checks.push_back({"same-work", "every number of workers computed the same sum", same_work,
                           fmt::format("{} steps", steps)});
  conclude(context, result, serial, most);
  return result;
}

DemoInfo info() {
  DemoInfo info;
  info.id = "amdahl";
  info.title = "Amdahl's law, measured";
  info.summary =
      "A part of the work cannot be spread. The measured speed-up for each number of workers, laid over "
      "Amdahl's curve (the same work) and Gustafson's (work that grows with the workers).";
  info.covers = {"L041"};
  info.python = kPython;
  info.parameters = {
      {"serial",
       "Serial share",
       "The share of the work that only one thread can do.",
       "%",
       Parameter::Type::real,
       0,
       100,
       1,
       20,
       {},
       false},
      {"workers",
       "Workers, up to",
       "Measured with one worker, two, and so on up to this many.",
       "",
       Parameter::Type::integer,
       1,
       16,
       1,
       4,
       {},
       true},
      {"work_ms",
       "Work",
       "How long the whole work takes one thread, about.",
       "ms",
       Parameter::Type::integer,
       10,
       2000,
       10,
       150,
       {},
       false},
  };
  info.variants = {
      {"threads", "Free-threaded", "Threads that run in parallel.", Provenance::measured},
      {"gil", "With the GIL", "The same threads under one lock.", Provenance::measured},
  };
  info.needs = {4};
  info.prediction = {
      "A fifth of the work is serial, and the rest is spread over as many threads as this run has workers, "
      "without a GIL. How does the measured speed-up compare with Amdahl's bound?",
      {{"near", "Close to the bound, as long as there is a core for each worker"},
       {"less", "Clearly below it: cores, memory and start-up cost take their share"},
       {"more", "Above it"}}};
  return info;
}

}  // namespace

const Demo& amdahl() {
  static const Demo demo{info(), run};
  return demo;
}

}  // namespace sp::demos
