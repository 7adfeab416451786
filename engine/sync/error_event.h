#pragma once

#include <exception>
#include <string>

namespace sp::sync {

/// What the exception says of itself.
std::string describe(const std::exception_ptr& exception);

/// Records an error event with this text on the current lane, if there is one: for exceptions that nobody is
/// left to catch.
void emit_error(const std::string& text);

}  // namespace sp::sync
