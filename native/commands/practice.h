// `switchpoint quiz`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "native/exit_code.h"

namespace sp::native {

/// What `switchpoint quiz` was asked for, unchecked. At most one of card and topic is given.
struct PracticeOptions {
  std::string card;
  std::string topic;
  std::size_t limit = 0;              ///< 0: all
  std::optional<std::uint64_t> seed;  ///< none: another order each time
  std::string bundle;                 ///< empty: the one that the build made
  std::vector<std::string> decks;     ///< files of the reader's own, for this time
  bool keep_log = true;
};

/// Loads the questions and asks them at the terminal. Answers go to the reader's log unless `keep_log` is
/// false. A deck with a problem is not asked from, nor is anything else then: every problem is printed on
/// `err` as `switchpoint check` prints it, and kExitFailed comes back; kExitUnavailable when a file cannot be
/// read.
ExitCode practise(const PracticeOptions& options, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace sp::native
