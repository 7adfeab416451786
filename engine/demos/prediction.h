// What a run says about the prediction that was made before it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/demos/run.h"

namespace sp::demos {

/// A prediction after the run. Plain data.
struct PredictionGrade {
  std::string chosen;   ///< option id
  std::string answer;   ///< the option id that the run bore out
  std::string because;  ///< Markdown: why, with the figures
  bool right = false;
};

/// Grades the prediction of the option at this index. Nothing when the run did not complete, or did not
/// measure what the prediction asks for: then it counts as never made. Any thread.
std::optional<PredictionGrade> grade_prediction(const RunReport& report, std::size_t option);

/// The ids of the prediction's options, in their order: what a record of it keeps as shown.
std::vector<std::string> option_ids(const Prediction& prediction);

}  // namespace sp::demos
