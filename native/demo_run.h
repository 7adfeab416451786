// Running a demo at the terminal, for `switchpoint run` and for predictions in a review.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "engine/demos/prediction.h"
#include "engine/demos/run.h"
#include "native/platform/terminal.h"

namespace sp::native {

/// Runs on this machine's cores, cancelled by Ctrl-C, with a progress bar on the standard error if `terminal`
/// is interactive. Main thread, while there is no other.
demos::RunReport run_visibly(const demos::RunRequest& request, const Terminal& terminal);

/// The title, the figures, the checks and the verdict of a run that completed, and what became of the
/// prediction, an option's id, if there was one.
void print_report(const demos::RunReport& report, const std::optional<std::string>& prediction,
                  std::ostream& out, const Terminal& terminal);

}  // namespace sp::native
