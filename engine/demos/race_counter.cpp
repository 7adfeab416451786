#include <algorithm>
#include <atomic>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "engine/demos/context.h"
#include "engine/demos/start_gate.h"
#include "engine/sync/gil.h"
#include "engine/sync/lock.h"
#include "engine/sync/thread.h"
#include "engine/trace/current.h"

namespace sp::demos {
namespace {

constexpr const char* kPython = R"py(import sys
import threading

counter = 0
lock = threading.Lock()


def unsafe(times):
    global counter
    for _ in range(times):
        counter += 1  # read, add, write: three steps


def locked(times):
    global counter
    for _ in range(times):
        with lock:
            counter += 1


def lost(target, threads=2, times=500_000):
    global counter
    counter = 0
    workers = [
        threading.Thread(target=target, args=(times,))
        for _ in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return threads * times - counter


sys.setswitchinterval(1e-5)
print("unsafe lost", lost(unsafe))  # depends on the version
print("locked lost", lost(locked))  # 0, by construction
)py";

/// How a variant adds one to the shared counter.
struct Rules {
  bool gil = false;  ///< Threads hold the GIL while they run.
  bool check_between =
      false;  ///< The evaluation loop looks for a drop request between the read and the write.
  bool lock = false;
  bool atomic = false;
};

Rules rules_of(std::string_view variant) {
  if (variant == "gil-39") return {.gil = true, .check_between = true};
  if (variant == "gil-313") return {.gil = true};
  if (variant == "lock") return {.lock = true};
  if (variant == "atomic") return {.atomic = true};
  return {};
}

// An acquisition is recorded as a few events; a million of them would drown the trace, so each thread goes on
// unrecorded after this many.
constexpr std::int64_t kRecordedAcquisitions = 200;

struct Shared {
  // What Python sees as an int in a global. Atomic so that the program is defined when threads race on it; a
  // plain increment is a load and a store of its own, with nothing in between to hold them together.
  std::atomic<std::int64_t> counter{0};
  std::optional<sync::Gil> gil;
  sync::Lock lock{"counter lock"};
};

/// One `counter += 1` as the interpreter does it: read, perhaps a check of the evaluation loop, write.
/// Returns how many increments of other threads the write undid: what it overwrote less what was read.
std::int64_t read_add_write(Shared& shared, bool check_between) {
  const std::int64_t read = shared.counter.load(std::memory_order_relaxed);
  if (check_between) shared.gil->checkpoint();
  const std::int64_t overwritten = shared.counter.exchange(read + 1, std::memory_order_relaxed);
  return overwritten - read;
}

/// The increments of one thread; returns how many increments of others it undid. May be negative for one
/// thread: a write that finds less than it had read was itself written on top of a lost update.
std::int64_t count_up(Shared& shared, const Rules& rules, std::int64_t times) {
  std::int64_t undone = 0;
  for (std::int64_t i = 0; i < times; ++i) {
    if (rules.atomic) {
      shared.counter.fetch_add(1, std::memory_order_relaxed);
    } else if (rules.lock) {
      std::optional<trace::CurrentLane> silent;
      if (i >= kRecordedAcquisitions) silent.emplace(trace::Current{});
      const sync::Guard held(shared.lock);
      undone += read_add_write(shared, false);
    } else {
      undone += read_add_write(shared, rules.check_between);
    }
    // The jump back to the loop's head: every version checks here.
    if (rules.gil) {
      shared.gil->checkpoint();
    } else if (i % 1024 == 0) {
      sync::checkpoint();
    }
  }
  return undone;
}

struct Outcome {
  std::int64_t counter = 0;
  std::int64_t undone = 0;
  Nanos elapsed = 0;
};

Outcome count(Context& context, const Rules& rules, int threads, std::int64_t times, Nanos interval) {
  Shared shared;
  if (rules.gil) shared.gil.emplace(interval);
  std::vector<std::int64_t> undone(static_cast<std::size_t>(threads));
  StartGate gate;  // outlives the threads that wait at it
  std::vector<sync::Thread> workers;
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back(fmt::format("thread {}", i + 1), [&, i] {
      gate.pass();
      std::optional<sync::GilGuard> held;
      if (shared.gil) held.emplace(*shared.gil);
      undone[static_cast<std::size_t>(i)] = count_up(shared, rules, times);
    });
  }
  const Nanos begin = gate.open(threads);
  for (auto& worker : workers) worker.join();
  Outcome outcome{shared.counter.load(), 0, context.clock().now() - begin};
  for (const auto thread : undone) outcome.undone += thread;
  return outcome;
}

std::string lost_words(double lost, double total) {
  if (lost == 0) return "lost **none**";
  return fmt::format("lost **{:.0f}** of {:.0f} ({:.2g} %)", lost, total, 100 * lost / total);
}

void conclude(Result& result, double total) {
  const auto say = [&](const char* variant, std::string_view before, std::string_view after) {
    if (const auto* lost = result.find("lost", variant)) {
      result.verdict += fmt::format("- {} {}{}\n", before, lost_words(lost->value, total), after);
    }
  };
  say("gil-39", "Under the rules of 3.9, which may switch between the read and the write, it", ".");
  say("gil-313",
      "Under the rules of 3.13, which check only at calls and backward jumps, `counter += 1` itself",
      ". That is an accident of the interpreter, not a promise: one call between read and write, and it "
      "races again.");
  say("free-threaded", "Without the GIL and without a lock it", ".");
  say("lock", "With a lock around the increment it", ": the one fix that does not depend on the version.");
  say("atomic", "One indivisible read-add-write", ".");
  const auto* gil = result.find("lost", "gil-313");
  if (!gil) return;
  result.prediction_answer = gil->value == 0 ? "none" : gil->value < 0.01 * total ? "few" : "many";
  result.prediction_because = fmt::format(
      "{:.0f} of {:.0f} increments were lost. Since 3.10 the loop looks for a switch only at calls, function "
      "entry and backward jumps, and `counter += 1` has none of them between its read and its write. No "
      "version promises this.",
      gil->value, total);
}

Result run(Context& context) {
  const int threads = context.parameters().integer("threads");
  const std::int64_t times = std::int64_t{1000} * context.parameters().integer("thousands");
  const Nanos interval = static_cast<Nanos>(context.parameters().real("interval_us") * double(kMicrosecond));
  const double total = double(threads) * double(times);
  Result result;
  result.headline = "lost";
  bool accounted = true;
  context.each_variant([&](const Variant& variant) {
    const Outcome outcome = count(context, rules_of(variant.id), threads, times, interval);
    const auto lost = std::int64_t(total) - outcome.counter;
    accounted = accounted && lost == outcome.undone;
    result.metrics.push_back({"lost", "increments lost", variant.id, double(lost), "increments"});
    result.metrics.push_back({"counter", "counter at the end", variant.id, double(outcome.counter), ""});
    result.metrics.push_back(
        {"elapsed", "elapsed", variant.id, double(outcome.elapsed) / double(kMillisecond), "ms"});
    if (variant.id == "lock" || variant.id == "atomic") {
      result.checks.push_back({variant.id + "-exact", fmt::format("{}: nothing is lost", variant.label),
                               lost == 0, fmt::format("{} of {:.0f}", outcome.counter, total)});
    }
  });
  result.checks.push_back(
      {"accounted", "every lost increment is accounted for by a write that undid it", accounted, ""});
  conclude(result, total);
  return result;
}

DemoInfo info() {
  DemoInfo info;
  info.id = "race-counter";
  info.title = "The lost update";
  info.summary =
      "Several threads add one to a shared counter. Whether updates are lost depends on where the "
      "interpreter may switch threads, and that changed between versions; a lock is right in all of them.";
  info.covers = {"L013", "L063", "G08", "L087"};
  info.python = kPython;
  info.parameters = {
      {"threads", "Threads", "How many threads count.", "", Parameter::Type::integer, 2, 16, 1, 2, {}, true},
      {"thousands",
       "Increments each",
       "How often each thread adds one, in thousands.",
       "thousand",
       Parameter::Type::integer,
       1,
       20000,
       1,
       5000,
       {},
       false},
      {"interval_us",
       "Switch interval",
       "sys.setswitchinterval: shorter means more switches, and more chances to lose.",
       "µs",
       Parameter::Type::real,
       10,
       5000,
       10,
       100,
       {},
       false},
  };
  info.variants = {
      {"gil-39", "GIL, 3.9 rules", "The evaluation loop may switch between any two bytecodes.",
       Provenance::measured},
      {"gil-313", "GIL, 3.13 rules",
       "The evaluation loop checks at calls, function entry and backward jumps only.", Provenance::measured},
      {"free-threaded", "No GIL, no lock", "Threads run in parallel and race.", Provenance::measured},
      {"lock", "With a lock", "Every increment within `with lock`.", Provenance::measured},
      {"atomic", "Atomic",
       "One indivisible operation; Python has none for an int, the lock's cost is measured against it.",
       Provenance::measured},
  };
  info.needs = {2};
  info.prediction = {
      "Two threads run `counter += 1` millions of times each on **CPython 3.13 with the GIL**, and nothing "
      "else is in the loop. How many increments are lost?",
      {{"none", "None, in this interpreter"},
       {"few", "A few: under 1 %"},
       {"many", "Many: the read and the write are separate steps"}}};
  return info;
}

}  // namespace

const Demo& race_counter() {
  static const Demo demo{info(), run};
  return demo;
}

}  // namespace sp::demos
