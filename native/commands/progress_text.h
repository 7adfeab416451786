#pragma once

#include <cstdint>
#include <string>

#include "engine/practice/progress.h"

namespace sp::native {

/// Where the learner stands, in plain lines and tables: what is due and new today, the streak, the pace and
/// the simulated outlook towards the interview, and mastery by topic. `now` is Unix time in milliseconds.
std::string progress_text(const practice::Progress& progress, std::int64_t now);

}  // namespace sp::native
