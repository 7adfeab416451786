// `switchpoint app`.
#pragma once

#include <iosfwd>
#include <string>

#include "native/exit_code.h"

namespace sp::native {

/// Replaces this process by the desktop window, which is a program of its own beside this one.
ExitCode open_app(const std::string& address, std::ostream& err);

}  // namespace sp::native
