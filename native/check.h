#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "native/exit_code.h"

namespace sp::native {

struct CheckOptions {
  std::vector<std::string> paths;
  bool stats = false;       ///< print counts after the problems: see `print_stats`
  std::size_t samples = 0;  ///< instead of a summary print so many drawn instances: see `print_samples`
};

/// Validates cards and scenarios. A path is a card, a scenario, a bundle (a file with "format" and "cards"),
/// or a folder, searched for *.json in all depths (schema/ and curriculum.json left out). Files are checked
/// together: ids must be unique over all of them, and the cards that a scenario names must be there; a bundle
/// is checked by itself. When a `curriculum.json` stands next to the topic folders, `covers` must name its
/// ids; `demos` must name the program's. Questions with numbers of their own are drawn many times.
///
/// Prints every problem, one a line, as file:line:column: path: message, then a summary. Returns kExitOk,
/// kExitFailed when there are problems, kExitUsage when no path is given, and kExitUnavailable when one
/// cannot be read or none holds a card or a scenario.
ExitCode run_check(const CheckOptions& options, std::ostream& out);

}  // namespace sp::native
