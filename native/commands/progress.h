// `switchpoint progress`.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "native/exit_code.h"

namespace sp::native {

/// What `switchpoint progress` was asked for, unchecked.
struct ProgressOptions {
  std::optional<std::string> interview_date;  ///< "2026-12-01", or "none"
  std::optional<int> new_per_day;             ///< 0 to 200
  std::optional<double> retention;            ///< 0.7 to 0.97
  std::string export_file;                    ///< empty: nothing is exported
  std::vector<std::string> import_files;
  std::string bundle;                         ///< empty: the one that the build made
  std::vector<std::string> decks;             ///< files of the reader's own, for this time
  std::optional<std::string> log_file;        ///< for tests; else the reader's
  std::function<std::int64_t()> now_unix_ms;  ///< for tests; else the system's clock
  std::optional<std::uint64_t> id_seed;       ///< for tests; else from the system's randomness
};

/// In this order: adds what is new in the imported logs to the reader's, records the settings that were
/// given, writes the whole log to the exported file, and prints where the learner stands. An import is added
/// as a whole, or not at all when it cannot be written; lines that are not understood are named with their
/// file and line, and stay in that file. When files were named only what became of them is printed. Returns
/// kExitUsage for a setting out of bounds (then nothing is done), kExitUnavailable when a file cannot be read
/// or written.
ExitCode show_progress(const ProgressOptions& options, std::ostream& out, std::ostream& err);

}  // namespace sp::native
