// `switchpoint list` and `switchpoint run`.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "native/exit_code.h"

namespace sp::native {

/// What `switchpoint run` was asked for, unchecked.
struct RunOptions {
  std::string demo;
  std::vector<std::string> settings;  ///< "name=value"
  std::vector<std::string> variants;
  std::uint64_t seed = 1;
  std::optional<std::string> prediction;  ///< An option id of the demo's prediction, graded after the run.
  std::string trace_file;                 ///< Where to write the Chrome trace; empty for nowhere.
  bool json = false;
};

/// Prints every demo with its variants and parameters; as JSON for scripts when `json`.
ExitCode list_demos(bool json, std::ostream& out);

/// Runs a demo to its end and prints the report. Wrong settings, and a trace file that cannot be written, are
/// said before anything runs. Returns kExitFailed if a check did not hold.
ExitCode run_demo(const RunOptions& options, std::ostream& out, std::ostream& err);

}  // namespace sp::native
