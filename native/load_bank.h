// The questions that a command works on.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "engine/bank/bank.h"
#include "native/exit_code.h"

namespace sp::native {

/// A bundle; the one that the build made when `file` is empty. Says on `err` what is wrong with it: one with
/// problems still gives its sound cards, one that cannot be read nothing.
std::optional<bank::Bank> load_bundle_file(const std::string& file, std::ostream& err);

/// Adds decks to the bank, all or none. What is wrong with them is printed on `err`, every problem by place,
/// as `switchpoint check` prints it; then kExitFailed comes back, and kExitUnavailable when a file cannot be
/// read.
ExitCode add_decks(const std::vector<std::string>& paths, bank::Bank& bank, std::ostream& err);

}  // namespace sp::native
