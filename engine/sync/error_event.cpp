#include "engine/sync/error_event.h"

#include "engine/trace/current.h"

namespace sp::sync {

std::string describe(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "an exception of unknown type";
  }
}

void emit_error(const std::string& text) {
  const trace::Current& current = trace::current();
  if (current.recorder == nullptr) return;
  trace::emit(trace::Kind::error, {}, current.recorder->intern(text).value);
}

}  // namespace sp::sync
