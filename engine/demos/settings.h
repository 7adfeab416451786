// From words typed by a person (a command line, an address) to a run that is known to be sound.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/demos/demo.h"
#include "engine/demos/host.h"

namespace sp::demos {

/// Settings as they come from outside: unchecked text. An empty `variants` means all of them.
struct Settings {
  std::vector<std::pair<std::string, std::string>> parameters;
  std::vector<std::string> variants;
  std::uint64_t seed = 1;
};

/// What a run needs to know, complete and within range.
struct RunRequest {
  const Demo* demo = nullptr;
  Parameters parameters;
  std::vector<std::string> variants;  ///< In the demo's order, at least one.
  std::uint64_t seed = 1;
};

/// A request, or every reason why the settings do not make one: each names the setting, what was expected and
/// what was given ("threads: expected a whole number from 1 to 64, got \"x\"").
struct Resolved {
  RunRequest request;
  std::vector<std::string> problems;
  bool ok() const { return problems.empty(); }
};

/// The largest value that `parameter` can take in this home: its own maximum, or fewer where the home cannot
/// start as many threads.
double highest(const Parameter& parameter, const Host& host);

/// Checks `settings` against the demo and the home. Missing parameters take their initial value.
Resolved resolve(const Demo& demo, const Settings& settings, const Host& host);

/// `value` as a person would type it: whole numbers without a point, choices by name.
std::string format_value(const Parameter& parameter, double value);

}  // namespace sp::demos
