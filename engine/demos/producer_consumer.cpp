#include <algorithm>
#include <atomic>
#include <numeric>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "engine/base/mutex.h"
#include "engine/demos/borne_out.h"
#include "engine/demos/context.h"
#include "engine/sync/context.h"
#include "engine/sync/queue.h"
#include "engine/sync/thread.h"

namespace sp::demos {
namespace {

constexpr const char* kPython = R"py(import queue
import threading
import time

DONE = object()  # one sentinel for each consumer


def producer(items, out):
    for item in items:
        time.sleep(0.001)  # make it
        out.put(item)  # waits while the queue is full: backpressure


def consumer(inbox, results):
    while (item := inbox.get()) is not DONE:
        time.sleep(0.003)  # use it
        results.append(item)


def run(items=60, capacity=8, producers=1, consumers=1):
    inbox, results = queue.Queue(maxsize=capacity), []
    makers = [
        threading.Thread(target=producer, args=(range(i, items, producers), inbox))
        for i in range(producers)
    ]
    users = [
        threading.Thread(target=consumer, args=(inbox, results))
        for _ in range(consumers)
    ]
    for thread in makers + users:
        thread.start()
    for thread in makers:
        thread.join()
    for _ in users:
        inbox.put(DONE)
    for thread in users:
        thread.join()
    return results


print(sorted(run()) == list(range(60)))
)py";

/// What goes through the queue; no value is the sentinel that ends one consumer.
struct Item {
  int number = 0;
  Nanos made = 0;
};
using Inbox = sync::Queue<std::optional<Item>>;

struct Plan {
  int items = 0;
  int producers = 1;
  int consumers = 1;
  std::size_t capacity = 0;  ///< 0: no bound
  Nanos make = 0;
  Nanos use = 0;
};

Plan plan_of(const Variant& variant, const Parameters& parameters) {
  Plan plan;
  plan.items = parameters.integer("items");
  plan.make = static_cast<Nanos>(parameters.real("make_ms") * double(kMillisecond));
  plan.use = static_cast<Nanos>(parameters.real("use_ms") * double(kMillisecond));
  if (variant.id == "many") {
    plan.producers = parameters.integer("producers");
    plan.consumers = parameters.integer("consumers");
  }
  if (variant.id != "unbounded") plan.capacity = static_cast<std::size_t>(parameters.integer("capacity"));
  return plan;
}

struct Outcome {
  std::vector<int> used;     ///< how often each item was consumed
  std::vector<Nanos> waits;  ///< from made to taken, in the order taken
  Series depth;
  std::size_t peak = 0;
  std::size_t left = 0;
  int ended = 0;      ///< consumers that got their sentinel
  Nanos blocked = 0;  ///< producers' time in put
  Nanos elapsed = 0;
};

/// The threads of one variant, and what they find out together.
class Line {
 public:
  Line(Context& context, const Variant& variant)
      : clock_(context.clock()),
        plan_(plan_of(variant, context.parameters())),
        inbox_(plan_.capacity, "inbox") {
    outcome_.used.resize(static_cast<std::size_t>(plan_.items));
    outcome_.depth = {variant.id, variant.label, "time in ms", "items in the queue", {}, false};
  }

  Outcome run() {
    begin_ = clock_.now();
    std::vector<sync::Thread> producers;
    std::vector<sync::Thread> consumers;
    for (int i = 0; i < plan_.producers; ++i) {
      producers.emplace_back(fmt::format("producer {}", i + 1), [this, i] { produce(i); });
    }
    for (int i = 0; i < plan_.consumers; ++i) {
      consumers.emplace_back(fmt::format("consumer {}", i + 1), [this] { consume(); });
    }
    for (auto& producer : producers) producer.join();
    for (std::size_t i = 0; i < consumers.size(); ++i) inbox_.put(std::nullopt);
    for (auto& consumer : consumers) consumer.join();
    const MutexLock lock(mutex_);
    outcome_.elapsed = clock_.now() - begin_;
    outcome_.left = inbox_.qsize();
    return std::move(outcome_);
  }

 private:
  void produce(int first) {
    for (int number = first; number < plan_.items; number += plan_.producers) {
      sync::sleep(plan_.make);
      const Nanos made = clock_.now();
      inbox_.put(Item{number, made});
      note_depth(clock_.now() - made);
    }
  }

  void consume() {
    while (const std::optional<Item> item = inbox_.get()) {
      const Nanos wait = clock_.now() - item->made;
      note_depth(0);
      sync::sleep(plan_.use);
      const MutexLock lock(mutex_);
      ++outcome_.used.at(static_cast<std::size_t>(item->number));
      outcome_.waits.push_back(wait);
    }
    const MutexLock lock(mutex_);
    ++outcome_.ended;
  }

  void note_depth(Nanos blocked) {
    const MutexLock lock(mutex_);
    const std::size_t depth = inbox_.qsize();
    outcome_.blocked += blocked;
    outcome_.peak = std::max(outcome_.peak, depth);
    outcome_.depth.points.push_back({double(clock_.now() - begin_) / double(kMillisecond), double(depth)});
  }

  Clock& clock_;
  const Plan plan_;
  Inbox inbox_;
  Nanos begin_ = 0;
  Mutex mutex_;
  Outcome outcome_ SP_GUARDED_BY(mutex_);
};

double milliseconds(Nanos length) {
  return double(length) / double(kMillisecond);
}

void add_metrics(Result& result, const std::string& variant, const Outcome& outcome) {
  const Nanos waited = std::accumulate(outcome.waits.begin(), outcome.waits.end(), Nanos{0});
  const double mean = outcome.waits.empty() ? 0 : milliseconds(waited) / double(outcome.waits.size());
  result.metrics.push_back({"peak", "items in the queue at most", variant, double(outcome.peak), "items"});
  result.metrics.push_back({"wait", "an item's wait in the queue, mean", variant, mean, "ms"});
  result.metrics.push_back(
      {"blocked", "producers' time in put()", variant, milliseconds(outcome.blocked), "ms"});
  result.metrics.push_back({"elapsed", "elapsed", variant, milliseconds(outcome.elapsed), "ms"});
}

void add_checks(Result& result, const Variant& variant, const Plan& plan, const Outcome& outcome) {
  const auto once = std::count(outcome.used.begin(), outcome.used.end(), 1);
  result.checks.push_back({variant.id + "-once",
                           fmt::format("{}: every item is used exactly once", variant.label),
                           once == plan.items, fmt::format("{} of {}", once, plan.items)});
  result.checks.push_back(
      {variant.id + "-ended",
       fmt::format("{}: every consumer ended at its sentinel, the queue is empty", variant.label),
       outcome.ended == plan.consumers && outcome.left == 0,
       fmt::format("{} of {}, {} left", outcome.ended, plan.consumers, outcome.left)});
  if (plan.capacity > 0) {
    result.checks.push_back({variant.id + "-bound",
                             fmt::format("{}: never more than {} items wait", variant.label, plan.capacity),
                             outcome.peak <= plan.capacity, fmt::format("at most {}", outcome.peak)});
  }
}

void conclude(Result& result, const Parameters& parameters) {
  const auto say = [&](const char* variant, const char* words) {
    const auto* peak = result.find("peak", variant);
    if (!peak) return;
    result.verdict +=
        fmt::format(fmt::runtime(words), peak->value, result.find("wait", variant)->value,
                    result.find("blocked", variant)->value, result.find("elapsed", variant)->value);
  };
  say("one",
      "- Bounded, one to one: at most **{:.0f} items** waited, {:.1f} ms each on average; the producer spent "
      "{:.0f} ms held back in `put()`. That is backpressure. All done in {:.0f} ms.\n");
  say("many",
      "- Several producers and consumers: at most **{:.0f} items**, {:.1f} ms each; {:.0f} ms held back. All "
      "done in {:.0f} ms.\n");
  say("unbounded",
      "- Without a bound the queue grew to **{:.0f} items**, and an item waited {:.1f} ms on average; the "
      "producer lost only {:.0f} ms in `put()`. All done in {:.0f} ms.\n");
  const auto* one = result.find("elapsed", "one");
  const auto* unbounded = result.find("elapsed", "unbounded");
  if (!one || !unbounded) return;
  const bool asked = asks_who_sets_the_pace(parameters.real("make_ms"), parameters.real("use_ms"));
  if (asked) result.prediction_answer = borne_out_by_pace(one->value, unbounded->value);
  if (!asked) {
    result.verdict +=
        "\nThe prediction is about a consumer that is clearly slower than the producer. Run it again with "
        "more time for using an item, to see who sets the pace.\n";
  } else if (result.prediction_answer.empty()) {
    result.verdict +=
        "\nThe slower stage sets the pace of both, so the difference is not the queue's: something held one "
        "of them up, other work on the machine most likely. Run it again when it is quiet.\n";
  } else {
    result.verdict +=
        "\nWith a bound or without, all is done at about the same time: the slower stage sets the pace.\n";
  }
  result.prediction_because = fmt::format(
      "Bounded took {:.0f} ms, unbounded {:.0f} ms. Making an item takes {:g} ms, using it {:g} ms: the "
      "slower stage sets the pace, and the queue's size only decides how many items wait.",
      one->value, unbounded->value, parameters.real("make_ms"), parameters.real("use_ms"));
}

Result run(Context& context) {
  Result result;
  result.headline = "peak";
  context.each_variant([&](const Variant& variant) {
    Outcome outcome = Line(context, variant).run();
    add_metrics(result, variant.id, outcome);
    add_checks(result, variant, plan_of(variant, context.parameters()), outcome);
    result.series.push_back(std::move(outcome.depth));
  });
  conclude(result, context.parameters());
  return result;
}

DemoInfo info() {
  DemoInfo info;
  info.id = "producer-consumer";
  info.title = "Producer, queue, consumer";
  info.summary =
      "A fast producer, a slow consumer and a queue between them: with a bound the producer is held back, "
      "without one the queue grows. Sentinels end the consumers. Making and using an item are stood in for "
      "by timers.";
  info.covers = {"L017", "L019"};
  info.python = kPython;
  info.parameters = {
      {"items",
       "Items",
       "How many items go through.",
       "",
       Parameter::Type::integer,
       1,
       2000,
       1,
       60,
       {},
       false},
      {"capacity",
       "Capacity",
       "The queue's `maxsize`; the unbounded variant has none.",
       "items",
       Parameter::Type::integer,
       1,
       100,
       1,
       8,
       {},
       false},
      {"make_ms",
       "Making an item",
       "How long a producer takes for one item.",
       "ms",
       Parameter::Type::real,
       0,
       20,
       0.5,
       1,
       {},
       false},
      {"use_ms",
       "Using an item",
       "How long a consumer takes for one item.",
       "ms",
       Parameter::Type::real,
       0,
       20,
       0.5,
       3,
       {},
       false},
      {"producers",
       "Producers",
       "In the variant with several.",
       "",
       Parameter::Type::integer,
       1,
       6,
       1,
       2,
       {},
       false},
      {"consumers",
       "Consumers",
       "In the variant with several.",
       "",
       Parameter::Type::integer,
       1,
       6,
       1,
       3,
       {},
       false},
  };
  info.variants = {
      {"one", "Bounded, 1 to 1", "One producer, one consumer, a bounded queue.", Provenance::simulated},
      {"many", "Bounded, n to m", "Several of each on one bounded queue, a sentinel for each consumer.",
       Provenance::simulated},
      {"unbounded", "Unbounded, 1 to 1", "One of each, and a queue without a bound.", Provenance::simulated},
  };
  info.needs = {12};
  info.prediction = {
      "One producer is three times as fast as the one consumer. You take the bound off the queue between "
      "them. When is the last item done?",
      {{"sooner", "Sooner: the producer is no longer held back"},
       {"same", "At about the same time"},
       {"later", "Later: a long queue is slower"}}};
  return info;
}

}  // namespace

const Demo& producer_consumer() {
  static const Demo demo{info(), run};
  return demo;
}

}  // namespace sp::demos
