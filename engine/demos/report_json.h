// Reports as JSON, for scripts, and figures as words.
#pragma once

#include <string>

#include "engine/demos/run.h"

namespace sp::demos {

/// The whole report but its trace, as one JSON object. Names are those of the structs; times in nanoseconds.
std::string to_json(const RunReport& report);

/// Every demo's description as a JSON array.
std::string list_json();

/// A figure with as many digits as a reader can use: "1.87", "12 400", "0.0031".
std::string format_figure(double value);

}  // namespace sp::demos
