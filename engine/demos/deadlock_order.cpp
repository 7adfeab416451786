#include <array>
#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/errors.h"
#include "engine/demos/context.h"
#include "engine/sync/context.h"
#include "engine/sync/lock.h"
#include "engine/sync/thread.h"
#include "engine/trace/analysis.h"
#include "engine/trace/current.h"

namespace sp::demos {
namespace {

constexpr const char* kPython = R"py(import threading

account_a = threading.Lock()
account_b = threading.Lock()


def transfer_broken(first, second):
    with first:
        # the other thread is here too, with the other lock
        with second:
            pass


def transfer_ordered(first, second):
    # one order for everybody: here by id
    low, high = sorted((first, second), key=id)
    with low, high:
        pass


def run(transfer):
    threads = [
        threading.Thread(target=transfer, args=pair, daemon=True)
        for pair in [(account_a, account_b), (account_b, account_a)]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=2)
    return all(not thread.is_alive() for thread in threads)


print("ordered finished:", run(transfer_ordered))  # True
)py";

// How often the watchdog looks for a circle of waiting threads.
constexpr Nanos kLookEvery = 5 * kMillisecond;
// Backing off after a failed attempt: up to this long, at random, so that two polite threads do not fail in
// step for ever.
constexpr Nanos kBackOffAtMost = 4 * kMillisecond;

/// Where two threads meet: each arrives once, and both go on when both are there. Used only before the first
/// attempt, so that the broken variant deadlocks in every run and not just in unlucky ones.
class Meeting {
 public:
  void arrive() {
    ++arrived_;
    while (arrived_.load() < 2) sync::sleep(100 * kMicrosecond);
  }

 private:
  std::atomic<int> arrived_{0};
};

/// The two accounts, the two threads that transfer between them in opposite directions, and what became of
/// them.
class Bank {
 public:
  Bank(Context& context, std::string_view variant)
      : context_(context),
        variant_(variant),
        transfers_(context.parameters().integer("transfers")),
        timeout_(static_cast<Nanos>(context.parameters().real("timeout_ms") * double(kMillisecond))) {}

  struct Outcome {
    int done = 0;     ///< transfers made
    int retries = 0;  ///< attempts given up and made again
    Nanos elapsed = 0;
    std::string dump;  ///< who holds what and waits for what, if they deadlocked
    bool deadlocked = false;
  };

  Outcome run() {
    const Nanos begin = context_.clock().now();
    Outcome outcome;
    StopSource stop;
    const StopCallback pass_on(context_.stop(), [&stop] { stop.request_stop(); });
    auto threads = start(stop.get_token());
    outcome.dump = watch();
    outcome.deadlocked = !outcome.dump.empty();
    // Counted before the circle is broken: what a thread still does on its way out is not the workload's.
    outcome.done = done_.load();
    if (outcome.deadlocked) stop.request_stop();
    for (auto& thread : threads) thread.join();
    outcome.retries = retries_.load();
    outcome.elapsed = context_.clock().now() - begin;
    return outcome;
  }

 private:
  /// The threads get a stop token of their own, so that a deadlock can be broken without ending the run.
  std::array<sync::Thread, 2> start(StopToken stop) {
    const sync::ContextScope scope({&context_.clock(), std::move(stop), sync::context().group});
    return {sync::Thread("A to B", [this] { transfer_all(0); }),
            sync::Thread("B to A", [this] { transfer_all(1); })};
  }

  void transfer_all(int direction) {
    Rng rng(context_.seed() + static_cast<std::uint64_t>(direction));
    for (int i = 0; i < transfers_; ++i) {
      transfer(direction, i == 0, rng);
      ++done_;
    }
    ++finished_;
  }

  void transfer(int direction, bool meet, Rng& rng) {
    auto& from = locks_.at(static_cast<std::size_t>(direction));
    auto& to = locks_.at(static_cast<std::size_t>(1 - direction));
    if (variant_ == "ordered") {
      if (meet) meeting_.arrive();
      const sync::Guard first(locks_[0]);
      const sync::Guard second(locks_[1]);
      return;
    }
    for (;; meet = false) {
      {
        const sync::Guard held(from);
        if (meet) meeting_.arrive();
        if (take_second(to)) {
          to.release();
          return;
        }
      }
      ++retries_;
      sync::sleep(static_cast<Nanos>(rng.below(static_cast<std::uint64_t>(kBackOffAtMost))));
    }
  }

  bool take_second(sync::Lock& lock) {
    if (variant_ == "timeout") return lock.acquire_for(timeout_);
    if (variant_ == "try-lock") return lock.try_acquire();
    lock.acquire();
    return true;
  }

  /// Looks at the recorded events until both threads are done, or until each waits for a lock that the other
  /// holds: then says who waits for what. A circle in one look is final, because neither thread gives
  /// anything back while it waits without a timeout; waits with a timeout end by themselves, so those
  /// variants are not looked at.
  std::string watch() {
    const bool may_deadlock = variant_ == "broken" || variant_ == "ordered";
    while (finished_.load() < 2) {
      sync::sleep(kLookEvery);
      if (!may_deadlock) continue;
      const auto trace = context_.recorder().snapshot();
      const auto edges = trace::wait_for_graph(trace, trace.end);
      const auto cycle = trace::find_cycle(edges);
      if (!cycle.empty()) return describe(trace, edges, cycle);
    }
    return {};
  }

  static std::string describe(const trace::Trace& trace, const std::vector<trace::WaitEdge>& edges,
                              const std::vector<trace::LaneId>& cycle) {
    std::string dump;
    for (const auto lane : cycle) {
      for (const auto& edge : edges) {
        if (edge.waiter != lane) continue;
        dump += fmt::format("- thread `{}` waits for `{}`, which thread `{}` holds\n",
                            trace.lanes[edge.waiter.index()].name, trace.objects[edge.object.index()].name,
                            trace.lanes[edge.holder.index()].name);
      }
    }
    return dump;
  }

  Context& context_;
  const std::string variant_;
  const int transfers_;
  const Nanos timeout_;
  std::array<sync::Lock, 2> locks_{sync::Lock("account A"), sync::Lock("account B")};
  Meeting meeting_;
  std::atomic<int> done_{0};
  std::atomic<int> retries_{0};
  std::atomic<int> finished_{0};
};

void conclude(Result& result, const std::string& dump) {
  if (!dump.empty()) {
    result.verdict +=
        "In opposite order the two threads **deadlocked**, and the watchdog found the circle:\n\n" + dump +
        "\nNeither lets go, so neither gets on; only the watchdog ended them.\n\n";
  }
  const auto say = [&](const char* variant, const char* words) {
    const auto* done = result.find("done", variant);
    if (done)
      result.verdict += fmt::format(fmt::runtime(words), done->value, result.find("retries", variant)->value);
  };
  say("ordered",
      "- **One order for everybody**: {:.0f} transfers done. A circle needs somebody who goes the other way "
      "round.\n");
  say("timeout",
      "- **Timeout**: {:.0f} done, attempts given up: {:.0f}. It recovers, but only after it has waited.\n");
  say("try-lock",
      "- **Try, let go, try again**: {:.0f} done, retries: {:.0f}. Without the random pause it could go on "
      "for ever: a livelock.\n");
  if (!result.find("done", "broken")) return;
  result.prediction_answer = dump.empty() ? "finish" : "stuck";
  result.prediction_because = dump.empty()
                                  ? "Both threads finished."
                                  : "Each thread held one lock and waited for the other's:\n\n" + dump;
}

Result run(Context& context) {
  Result result;
  result.headline = "done";
  std::string broken_dump;
  const int wanted = 2 * context.parameters().integer("transfers");
  context.each_variant([&](const Variant& variant) {
    const auto outcome = Bank(context, variant.id).run();
    result.metrics.push_back({"done", "transfers done", variant.id, double(outcome.done), "transfers"});
    result.metrics.push_back(
        {"retries", "attempts given up", variant.id, double(outcome.retries), "attempts"});
    result.metrics.push_back(
        {"elapsed", "elapsed", variant.id, double(outcome.elapsed) / double(kMillisecond), "ms"});
    if (variant.id == "broken") {
      broken_dump = outcome.dump;
      result.checks.push_back(
          {"broken-found", "opposite order: the circle is found and named", outcome.deadlocked, ""});
    } else {
      result.checks.push_back({variant.id + "-done", fmt::format("{}: every transfer is done", variant.label),
                               outcome.done == wanted && !outcome.deadlocked,
                               fmt::format("{} of {}", outcome.done, wanted)});
    }
  });
  conclude(result, broken_dump);
  return result;
}

DemoInfo info() {
  DemoInfo info;
  info.id = "deadlock-order";
  info.title = "Two locks, opposite order";
  info.summary =
      "Two threads take the same two locks in opposite order, meet in the middle, and wait for each other. A "
      "watchdog finds the circle in the wait-for graph and names threads and locks; then three ways out.";
  info.covers = {"L015", "C05F1", "C09F1", "L086"};
  info.python = kPython;
  info.parameters = {
      {"transfers",
       "Transfers each",
       "How many transfers each thread wants to make.",
       "",
       Parameter::Type::integer,
       1,
       200,
       1,
       20,
       {},
       false},
      {"timeout_ms",
       "Timeout",
       "How long the timeout variant waits for the second lock.",
       "ms",
       Parameter::Type::real,
       1,
       200,
       1,
       10,
       {},
       false},
  };
  info.variants = {
      {"broken", "Opposite order", "Each holds its first lock and wants the other's.", Provenance::measured},
      {"ordered", "One order", "Both take account A before account B.", Provenance::measured},
      {"timeout", "Timeout", "Wait for the second lock for a while, then let go of the first and try again.",
       Provenance::measured},
      {"try-lock", "Try-lock", "Never wait while holding: try, let go, pause at random, try again.",
       Provenance::measured},
  };
  info.needs = {2};
  info.prediction = {
      "Thread 1 does `with a: with b:`, thread 2 does `with b: with a:`. Both have taken their first lock. "
      "What happens next?",
      {{"finish", "One waits a moment, then both finish"},
       {"error", "Python notices and raises an error in one of them"},
       {"stuck", "Both wait for ever"}}};
  return info;
}

}  // namespace

const Demo& deadlock_order() {
  static const Demo demo{info(), run};
  return demo;
}

}  // namespace sp::demos
