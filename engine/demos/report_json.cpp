#include "engine/demos/report_json.h"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/demos/list.h"

namespace sp::demos {
namespace {

using nlohmann::ordered_json;

ordered_json parameters_json(const RunRequest& request) {
  ordered_json json = ordered_json::object();
  for (const auto& parameter : request.demo->info.parameters) {
    const double value = request.parameters.real(parameter.id);
    switch (parameter.type) {
      case Parameter::Type::integer:
        json[parameter.id] = std::llround(value);
        break;
      case Parameter::Type::real:
        json[parameter.id] = value;
        break;
      case Parameter::Type::toggle:
        json[parameter.id] = value != 0;
        break;
      case Parameter::Type::choice:
        json[parameter.id] = format_value(parameter, value);
        break;
    }
  }
  return json;
}

ordered_json result_json(const Result& result) {
  ordered_json json = ordered_json::object();
  json["metrics"] = ordered_json::array();
  for (const auto& metric : result.metrics) {
    json["metrics"].push_back({{"id", metric.id},
                               {"label", metric.label},
                               {"variant", metric.variant},
                               {"value", metric.value},
                               {"unit", metric.unit}});
  }
  json["checks"] = ordered_json::array();
  for (const auto& check : result.checks) {
    json["checks"].push_back(
        {{"id", check.id}, {"label", check.label}, {"held", check.held}, {"detail", check.detail}});
  }
  json["series"] = ordered_json::array();
  for (const auto& series : result.series) {
    ordered_json points = ordered_json::array();
    for (const auto& point : series.points) points.push_back({point.x, point.y});
    json["series"].push_back({{"id", series.id},
                              {"label", series.label},
                              {"x_label", series.x_label},
                              {"y_label", series.y_label},
                              {"theory", series.theory},
                              {"points", std::move(points)}});
  }
  json["verdict"] = result.verdict;
  json["prediction"] = {{"answer", result.prediction_answer}, {"because", result.prediction_because}};
  return json;
}

}  // namespace

std::string to_json(const RunReport& report) {
  ordered_json json{{"demo", report.request.demo->info.id},
                    {"state", run_state_name(report.state)},
                    {"seed", report.request.seed},
                    {"variants", report.request.variants},
                    {"parameters", parameters_json(report.request)},
                    {"elapsed_ns", report.elapsed},
                    {"events", report.trace.events.size()},
                    {"events_dropped", report.trace.dropped}};
  if (report.state == RunState::completed) json.update(result_json(report.result));
  if (!report.error.empty()) json["error"] = report.error;
  return json.dump(2);
}

std::string list_json() {
  ordered_json json = ordered_json::array();
  for (const auto* demo : all()) {
    const auto& info = demo->info;
    ordered_json variants = ordered_json::array();
    for (const auto& variant : info.variants) {
      variants.push_back({{"id", variant.id},
                          {"label", variant.label},
                          {"provenance", provenance_label(variant.provenance)}});
    }
    ordered_json parameters = ordered_json::array();
    for (const auto& parameter : info.parameters) {
      parameters.push_back({{"id", parameter.id},
                            {"label", parameter.label},
                            {"unit", parameter.unit},
                            {"min", parameter.min},
                            {"max", parameter.max},
                            {"initial", format_value(parameter, parameter.initial)}});
    }
    json.push_back({{"id", info.id},
                    {"title", info.title},
                    {"summary", info.summary},
                    {"covers", info.covers},
                    {"python", info.python},
                    {"variants", std::move(variants)},
                    {"parameters", std::move(parameters)}});
  }
  return json.dump(2);
}

std::string format_figure(double value) {
  const double size = std::abs(value);
  if (value == std::round(value) && size < 1000) return fmt::format("{:.0f}", value);
  if (size < 0.01) return fmt::format("{:.2g}", value);
  if (size < 10) return fmt::format("{:.2f}", value);
  if (size < 100) return fmt::format("{:.1f}", value);
  std::string digits = fmt::format("{:.0f}", value);
  // A thin gap between thousands, from four digits before the gap on.
  const std::size_t first = digits[0] == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); digits.size() - first > 4 && at > first + 3;) {
    at -= 3;
    digits.insert(at, " ");
  }
  return digits;
}

}  // namespace sp::demos
