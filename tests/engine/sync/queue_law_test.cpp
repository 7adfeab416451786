#include <algorithm>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/sync/queue.h"
#include "engine/sync/thread.h"

namespace sp::sync {
namespace {

/// One operation of a random program on a queue, applied to the queue and to a model of Lib/queue.py.
enum class Op : int { put, get, task_done, shutdown, shutdown_now };

struct Model {
  std::deque<int> items;
  std::size_t unfinished = 0;
  bool shutdown = false;
};

std::string apply(Model& model, Op op, int value, std::size_t maxsize) {
  switch (op) {
    case Op::put:
      if (model.shutdown) return "ShutDown";
      if (maxsize != 0 && model.items.size() >= maxsize) return "Full";
      model.items.push_back(value);
      ++model.unfinished;
      return "put";
    case Op::get: {
      if (model.items.empty()) return model.shutdown ? "ShutDown" : "Empty";
      const int item = model.items.front();
      model.items.pop_front();
      return std::to_string(item);
    }
    case Op::task_done:
      if (model.unfinished == 0) return "ValueError";
      --model.unfinished;
      return "done";
    case Op::shutdown:
      model.shutdown = true;
      return "shutdown";
    case Op::shutdown_now:
      model.shutdown = true;
      model.unfinished -= std::min(model.unfinished, model.items.size());
      model.items.clear();
      return "shutdown";
  }
  return "";
}

std::string apply(Queue<int>& queue, Op op, int value) {
  try {
    switch (op) {
      case Op::put:
        queue.put_nowait(value);
        return "put";
      case Op::get:
        return std::to_string(queue.get_nowait());
      case Op::task_done:
        queue.task_done();
        return "done";
      case Op::shutdown:
        queue.shutdown();
        return "shutdown";
      case Op::shutdown_now:
        queue.shutdown(true);
        return "shutdown";
    }
  } catch (const Full&) {
    return "Full";
  } catch (const Empty&) {
    return "Empty";
  } catch (const ShutDown&) {
    return "ShutDown";
  } catch (const ValueError&) {
    return "ValueError";
  }
  return "";
}

RC_GTEST_PROP(QueueLaw, BehavesAsPythonsQueue, ()) {
  const auto maxsize = *rc::gen::inRange<std::size_t>(0, 4);
  const auto ops = *rc::gen::container<std::vector<Op>>(rc::gen::weightedElement<Op>(
      {{8, Op::put}, {7, Op::get}, {4, Op::task_done}, {1, Op::shutdown}, {1, Op::shutdown_now}}));
  Queue<int> queue(maxsize);
  Model model;
  int value = 0;
  for (const Op op : ops) {
    ++value;
    RC_ASSERT(apply(queue, op, value) == apply(model, op, value, maxsize));
    RC_ASSERT(queue.qsize() == model.items.size());
  }
}

RC_GTEST_PROP(QueueLaw, EveryItemArrivesOnceAndInItsProducersOrder, ()) {
  const auto maxsize = *rc::gen::inRange<std::size_t>(0, 3);
  const auto producers = *rc::gen::inRange(1, 4);
  const auto consumers = *rc::gen::inRange(1, 4);
  const auto items = *rc::gen::inRange(0, 200);
  Queue<std::pair<int, int>> queue(maxsize);
  std::vector<std::vector<std::pair<int, int>>> got(static_cast<std::size_t>(consumers));
  {
    std::vector<Thread> threads;
    for (std::size_t c = 0; c < got.size(); ++c) {
      threads.emplace_back("consumer", [&, c] {
        try {
          for (;;) {
            got[c].push_back(queue.get());
            queue.task_done();
          }
        } catch (const ShutDown&) {
        }
      });
    }
    {
      std::vector<Thread> putting;
      for (int p = 0; p < producers; ++p) {
        putting.emplace_back("producer", [&, p] {
          for (int i = 0; i < items; ++i) queue.put({p, i});
        });
      }
    }
    queue.join();
    queue.shutdown();
  }
  std::vector<std::pair<int, int>> all;
  for (const auto& own : got) {
    for (int p = 0; p < producers; ++p) {
      std::vector<int> order;
      for (const auto& [producer, index] : own) {
        if (producer == p) order.push_back(index);
      }
      RC_ASSERT(std::is_sorted(order.begin(), order.end()));
    }
    all.insert(all.end(), own.begin(), own.end());
  }
  std::sort(all.begin(), all.end());
  RC_ASSERT(all.size() == static_cast<std::size_t>(producers * items));
  RC_ASSERT(std::adjacent_find(all.begin(), all.end()) == all.end());
}

}  // namespace
}  // namespace sp::sync
