// A demo: one workload, described well enough that the Lab, the command line and the tests can each offer it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"

namespace sp::demos {

class Context;

/// Where a variant's figures come from. The screen and the command line say which.
enum class Provenance {
  measured,   ///< Real threads on this machine's cores, timed by its clock.
  simulated,  ///< Real scheduling, but some part (the network, say) is stood in for by a timer.
  reported,   ///< Quoted from elsewhere; nothing ran here.
};

/// "measured here", "simulated", "from a report".
std::string_view provenance_label(Provenance provenance);

/// One knob of a demo. Integers and reals lie in [min, max]; a toggle is 0 or 1; a choice is an index into
/// `choices`. `initial` is in the same unit.
struct Parameter {
  enum class Type { integer, real, choice, toggle };

  std::string id;
  std::string label;
  std::string help;
  std::string unit;
  Type type = Type::integer;
  double min = 0;
  double max = 1;
  double step = 1;
  double initial = 0;
  std::vector<std::string> choices;
  bool counts_threads = false;  ///< Its value is a number of threads: the home's limit applies too.
};

/// One of the ways to do the demo's work, compared side by side in one run.
struct Variant {
  std::string id;
  std::string label;
  std::string summary;
  Provenance provenance = Provenance::measured;
};

/// What a demo asks before it runs. Which option is right is known only once the figures are in: see
/// `Result::prediction_answer`.
struct Prediction {
  struct Option {
    std::string id;
    std::string text;
  };
  std::string prompt;
  std::vector<Option> options;
};

/// What a home must offer for the demo to run at all.
struct Needs {
  int threads = 1;  ///< At most this many threads at once, at the initial parameters.
};

/// Everything about a demo that is known before it runs. Text fields are Markdown, except ids and labels.
struct DemoInfo {
  std::string id;
  std::string title;
  std::string summary;
  std::vector<std::string> covers;  ///< Ids of the curriculum.
  std::string python;               ///< The Python program that the workload stands for.
  std::vector<Parameter> parameters;
  std::vector<Variant> variants;
  Needs needs;
  Prediction prediction;
};

/// Parameter values by id, complete and within range once `resolve` has seen them.
class Parameters {
 public:
  Parameters() = default;
  explicit Parameters(std::map<std::string, double, std::less<>> values) : values_(std::move(values)) {}

  double real(std::string_view id) const;
  int integer(std::string_view id) const;
  bool toggle(std::string_view id) const { return integer(id) != 0; }
  const std::map<std::string, double, std::less<>>& values() const { return values_; }

 private:
  std::map<std::string, double, std::less<>> values_;
};

/// One measured figure. `variant` is empty for a figure of the whole run.
struct Metric {
  std::string id;
  std::string label;
  std::string variant;
  double value = 0;
  std::string unit;
};

/// An invariant and whether it held in this run. `detail` gives the figures that decided.
struct Check {
  std::string id;
  std::string label;
  bool held = false;
  std::string detail;
};

/// Points for a chart. `theory` marks a computed curve that measured ones are held against.
struct Series {
  struct Point {
    double x = 0;
    double y = 0;
  };
  std::string id;
  std::string label;
  std::string x_label;
  std::string y_label;
  std::vector<Point> points;
  bool theory = false;
};

/// What a run found out. `headline` names the metric id that the bar chart compares over the variants.
struct Result {
  std::vector<Metric> metrics;
  std::vector<Check> checks;
  std::vector<Series> series;
  std::string headline;
  std::string verdict;  ///< Markdown, built from the figures.
  std::string
      prediction_answer;  ///< The option id that the figures bear out; may be empty, and `verdict` says why.
  std::string prediction_because;  ///< Why, with the figures.

  /// The value of a metric; nullptr if the run did not measure it (its variant was not selected).
  const Metric* find(std::string_view metric, std::string_view variant = {}) const;
};

/// A demo as it stands in the list. `run` is called on a thread that may block; it honours the context's stop
/// token within 100 ms by letting `Stopped` through, is bounded in time and memory, and throws nothing else
/// but what its workload throws by mistake, which the runner reports as a failed run.
struct Demo {
  DemoInfo info;
  Result (*run)(Context&) = nullptr;
};

}  // namespace sp::demos
