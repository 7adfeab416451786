#include "engine/demos/prediction.h"

namespace sp::demos {

std::optional<PredictionGrade> grade_prediction(const RunReport& report, std::size_t option) {
  const Result& result = report.result;
  if (report.state != RunState::completed || result.prediction_answer.empty()) return {};
  const std::string& chosen = report.request.demo->info.prediction.options.at(option).id;
  return PredictionGrade{chosen, result.prediction_answer, result.prediction_because,
                         chosen == result.prediction_answer};
}

std::vector<std::string> option_ids(const Prediction& prediction) {
  std::vector<std::string> ids;
  for (const Prediction::Option& option : prediction.options) ids.push_back(option.id);
  return ids;
}

}  // namespace sp::demos
