#include "engine/aio/errors.h"

#include "engine/sync/error_event.h"

namespace sp::aio {

std::string describe(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const CancelledError& cancelled) {
    return cancelled.message().empty() ? "CancelledError" : "CancelledError: " + cancelled.message();
  } catch (...) {
    return sync::describe(error);
  }
}

}  // namespace sp::aio
