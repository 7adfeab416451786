#pragma once

#include <exception>
#include <utility>

#include "engine/aio/loop.h"
#include "engine/base/errors.h"
#include "engine/sync/context.h"

namespace sp::aio {

/// asyncio.run: makes a loop on the clock of the thread's context, runs the coroutine as its main task, then
/// cancels the tasks that are left and runs until they have ended; gives the coroutine's value or throws what
/// it threw. Threads, errors and stop as EventLoop.
template <class T>
T run(Coro<T> main) {
  EventLoop loop(*sync::context().clock);
  const Task<T> task = loop.create_task(std::move(main));
  std::exception_ptr failure;
  try {
    loop.run_until_done(*task.core());
  } catch (const Stopped&) {
    throw;
  } catch (...) {
    failure = std::current_exception();
  }
  loop.cancel_all_and_wait();
  if (failure) std::rethrow_exception(std::move(failure));
  return detail::take_value<T>(*task.core());
}

}  // namespace sp::aio
