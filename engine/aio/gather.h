#pragma once

#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/aio/loop.h"
#include "engine/aio/outcome.h"
#include "engine/aio/sleep.h"

namespace sp::aio {

/// asyncio.ensure_future: a coroutine becomes a task of the loop, a future or task stays what it is.
template <class T>
Future<T> ensure_future(EventLoop& loop, Coro<T> coro) {
  return loop.create_task(std::move(coro));
}
template <class T>
Future<T> ensure_future(EventLoop& /*loop*/, Future<T> future) {
  return future;
}
inline Future<void> ensure_future(EventLoop& loop, Sleep sleep) {
  return loop.create_task(Coro<>(sleep));
}

namespace detail {

enum class Errors : bool { propagate, collect };

/// The future that gather() returns, without its value.
/// Source: Lib/asyncio/tasks.py, `gather` and `_GatheringFuture`.
class GatherCore : public FutureCore {
 public:
  /// Cancels the children; the gather is done when all of them are. False when all were done.
  bool cancel(std::string message) final;
  /// Watches the children; done at once when there are none.
  void start();

 protected:
  GatherCore(EventLoop& loop, void* slot, std::vector<Ref<FutureCore>> children, Errors errors);

  /// All children are done, and without errors unless these are collected: puts their values together.
  virtual void collect() = 0;
  const std::vector<Ref<FutureCore>>& children() const noexcept { return children_; }

 private:
  class ChildDone;
  void child_done(FutureCore& child);

  const std::vector<Ref<FutureCore>>
      children_;  ///< in the order of the arguments; the same one may stand there twice
  const Errors errors_;
  std::size_t left_ = 0;  ///< different children that are not done
  bool cancel_requested_ = false;
};

template <class T>
Outcome<T> outcome_of(FutureCore& child) {
  if (child.cancelled()) return Outcome<T>(std::make_exception_ptr(CancelledError(child.cancel_message())));
  if (std::exception_ptr exception = child.exception()) return Outcome<T>(std::move(exception));
  if constexpr (std::is_void_v<T>) {
    return Outcome<T>(std::monostate{});
  } else {
    return Outcome<T>(take_value<T>(child));
  }
}

/// What stands for one child in the result.
template <class T, Errors kErrors>
auto element_of(FutureCore& child) {
  if constexpr (kErrors == Errors::collect) {
    return outcome_of<T>(child);
  } else if constexpr (std::is_void_v<T>) {
    return std::monostate{};
  } else {
    return take_value<T>(child);
  }
}
template <class T, Errors kErrors>
using Element = decltype(element_of<T, kErrors>(std::declval<FutureCore&>()));

/// Children of one type: a vector.
template <class T, Errors kErrors>
class GatherVector final : public GatherCore {
 public:
  using Result = std::vector<Element<T, kErrors>>;
  GatherVector(EventLoop& loop, std::vector<Ref<FutureCore>> children)
      : GatherCore(loop, &value_, std::move(children), kErrors) {}

 private:
  void collect() override {
    value_.emplace();
    value_->reserve(children().size());
    for (const auto& child : children()) value_->push_back(element_of<T, kErrors>(*child));
  }
  std::optional<Result> value_;
};

/// Children of different types: a tuple.
template <Errors kErrors, class... Ts>
class GatherTuple final : public GatherCore {
 public:
  using Result = std::tuple<Element<Ts, kErrors>...>;
  GatherTuple(EventLoop& loop, std::vector<Ref<FutureCore>> children)
      : GatherCore(loop, &value_, std::move(children), kErrors) {}

 private:
  void collect() override { collect(std::index_sequence_for<Ts...>()); }
  template <std::size_t... kIndex>
  void collect(std::index_sequence<kIndex...>) {
    value_.emplace(element_of<Ts, kErrors>(*children()[kIndex])...);
  }
  std::optional<Result> value_;
};

template <class State>
auto start_gather(EventLoop& loop, std::vector<Ref<FutureCore>> children) {
  auto state = make_ref<State>(loop, std::move(children));
  state->start();
  return Future<typename State::Result>(std::move(state));
}

template <Errors kErrors, class Awaitable>
auto gather_vector(std::vector<Awaitable> awaitables) {
  EventLoop& loop = running_loop();
  std::vector<Ref<FutureCore>> children;
  children.reserve(awaitables.size());
  for (Awaitable& awaitable : awaitables)
    children.push_back(ensure_future(loop, std::move(awaitable)).core());
  return start_gather<GatherVector<typename Awaitable::value_type, kErrors>>(loop, std::move(children));
}

template <Errors kErrors, class... Ts>
auto gather_tuple(EventLoop& loop, Future<Ts>... children) {
  return start_gather<GatherTuple<kErrors, Ts...>>(loop, {children.core()...});
}

}  // namespace detail

struct ReturnExceptions {};
/// As first argument of gather(): errors are results.
inline constexpr ReturnExceptions return_exceptions;

/// asyncio.gather: runs coroutines (each becomes a task of the running loop), tasks and futures at the same
/// time, and gives a future for all their values, in the order of the arguments: a vector for a vector, a
/// tuple for several arguments (std::monostate for void). The same future may stand there twice. All must
/// belong to the running loop, else RuntimeError.
///
/// The first error (a cancelled child's CancelledError too) becomes the gather's; the others run on, and
/// their errors count as seen. With return_exceptions the elements are Outcomes and there is no error.
/// Cancelling the gather cancels all children that are not done, and it ends with CancelledError in any case
/// when they have ended. Call it in the loop's thread while the loop runs, else RuntimeError.
template <class Awaitable>
auto gather(std::vector<Awaitable> awaitables) {
  return detail::gather_vector<detail::Errors::propagate>(std::move(awaitables));
}
template <class Awaitable>
auto gather(ReturnExceptions, std::vector<Awaitable> awaitables) {
  return detail::gather_vector<detail::Errors::collect>(std::move(awaitables));
}
template <class... Awaitables>
auto gather(Awaitables... awaitables) {
  EventLoop& loop = running_loop();
  // Braces: the tasks are made in the order of the arguments.
  std::tuple children{ensure_future(loop, std::move(awaitables))...};
  return std::apply(
      [&](auto&... futures) { return detail::gather_tuple<detail::Errors::propagate>(loop, futures...); },
      children);
}
template <class... Awaitables>
auto gather(ReturnExceptions, Awaitables... awaitables) {
  EventLoop& loop = running_loop();
  std::tuple children{ensure_future(loop, std::move(awaitables))...};
  return std::apply(
      [&](auto&... futures) { return detail::gather_tuple<detail::Errors::collect>(loop, futures...); },
      children);
}

}  // namespace sp::aio
