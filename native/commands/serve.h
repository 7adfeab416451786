// `switchpoint serve`.
#pragma once

#include <iosfwd>
#include <string>

#include "native/exit_code.h"

namespace sp::native {

struct ServeOptions {
  int port = 8000;
  std::string root;  ///< Empty: the folder that the build fills.
};

/// Serves until Ctrl-C. Prints the address on `out` once requests are answered.
ExitCode serve(const ServeOptions& options, std::ostream& out, std::ostream& err);

}  // namespace sp::native
