// `switchpoint quiz`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

#include "native/exit_code.h"

namespace sp::native {

/// What `switchpoint quiz` was asked for, unchecked. At most one of card and topic is given.
struct PracticeOptions {
  std::string card;
  std::string topic;
  std::size_t limit = 0;              ///< 0: all
  std::optional<std::uint64_t> seed;  ///< none: another order each time
  std::string bundle;                 ///< empty: the one that the build made
  bool keep_log = true;
};

/// Loads the questions and asks them at the terminal. Answers go to the reader's log unless `keep_log` is
/// false.
ExitCode practise(const PracticeOptions& options, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace sp::native
