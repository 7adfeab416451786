#include "web/screens/lab_panels.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/demos/report_json.h"
#include "web/widgets/charts.h"
#include "web/widgets/timeline.h"

namespace sp::screens {
namespace {

using Stage = app::LabBench::Stage;

ui::OptionState look_of(const app::LabBench& bench, std::size_t index) {
  const bool chosen = bench.predicted() == index;
  if (!bench.graded()) return chosen ? ui::OptionState::chosen : ui::OptionState::plain;
  const bool right = bench.demo().info.prediction.options[index].id == bench.grade().answer;
  if (chosen) return right ? ui::OptionState::right : ui::OptionState::wrong;
  return right ? ui::OptionState::missed : ui::OptionState::settled;
}

void draw_parameter(ui::Ui& ui, app::LabBench& bench, const demos::Parameter& parameter, double most) {
  double value = bench.value(parameter);
  bool changed = false;
  switch (parameter.type) {
    case demos::Parameter::Type::integer:
    case demos::Parameter::Type::real:
      changed = ui.slider(parameter.id, parameter.label, value, parameter.min, most, parameter.step,
                          {.unit = parameter.unit, .help = parameter.help});
      break;
    case demos::Parameter::Type::choice: {
      int index = static_cast<int>(value);
      changed = ui.choice(parameter.id, parameter.label, index, parameter.choices, parameter.help);
      value = index;
      break;
    }
    case demos::Parameter::Type::toggle: {
      bool on = value != 0;
      changed = ui.toggle(parameter.id, parameter.label, on, parameter.help);
      value = on ? 1 : 0;
      break;
    }
  }
  if (changed) bench.set_value(parameter, value);
}

std::string variant_label(const demos::DemoInfo& info, std::string_view id) {
  const auto found = std::find_if(info.variants.begin(), info.variants.end(),
                                  [&](const auto& variant) { return variant.id == id; });
  return found == info.variants.end() ? std::string(id) : found->label;
}

/// Metrics as rows, variants as columns.
void draw_metrics(ui::Ui& ui, const demos::RunReport& report) {
  const auto& info = report.request.demo->info;
  std::vector<std::string> ids;
  for (const auto& metric : report.result.metrics) {
    if (!metric.variant.empty() && std::find(ids.begin(), ids.end(), metric.id) == ids.end())
      ids.push_back(metric.id);
  }
  ui::TableSpec table{.name = "Figures", .columns = {{"Figure", ui::Align::left, 2}}, .rows = {}};
  for (const auto& variant : report.request.variants)
    table.columns.push_back({variant_label(info, variant), ui::Align::right});
  for (const auto& id : ids) {
    std::vector<std::string> row{""};
    for (const auto& variant : report.request.variants) {
      const auto* metric = report.result.find(id, variant);
      row.push_back(metric ? fmt::format("{} {}", demos::format_figure(metric->value), metric->unit) : "–");
      if (metric) row[0] = metric->label;
    }
    table.rows.push_back(std::move(row));
  }
  ui.table("figures", table);
  for (const auto& metric : report.result.metrics) {
    if (metric.variant.empty()) {
      ui.text(fmt::format("{}: {} {}", metric.label, demos::format_figure(metric.value), metric.unit),
              ui::TextStyle::muted);
    }
  }
}

void draw_charts(ui::Ui& ui, const demos::RunReport& report) {
  const auto& info = report.request.demo->info;
  ui::BarChart bars;
  for (const auto& metric : report.result.metrics) {
    if (metric.id != report.result.headline || metric.variant.empty()) continue;
    bars.title = metric.label;
    bars.unit = metric.unit;
    bars.bars.push_back({variant_label(info, metric.variant), metric.value});
  }
  if (!bars.bars.empty()) ui::bar_chart(ui, "headline", bars);
  if (report.result.series.empty()) return;
  ui::LineChart lines{.title = info.title,
                      .x_label = report.result.series[0].x_label,
                      .y_label = report.result.series[0].y_label,
                      .lines = {}};
  for (const auto& series : report.result.series) {
    ui::LineChart::Line line{.label = series.label, .points = {}, .theory = series.theory};
    for (const auto& point : series.points) line.points.push_back({point.x, point.y});
    lines.lines.push_back(std::move(line));
  }
  ui::line_chart(ui, "series", lines);
}

void draw_checks(ui::Ui& ui, const demos::Result& result) {
  const auto list = ui.region(ui::Role::list, "checks", "Checks");
  for (const auto& check : result.checks) {
    const auto item = ui.region(ui::Role::list_item, check.id, "");
    const auto row = ui.row("row");
    ui.badge(check.held ? "held" : "failed", check.held ? ui::Tone::good : ui::Tone::bad,
             check.held ? ui::Icon::check : ui::Icon::cross);
    ui.text(check.detail.empty() ? check.label : fmt::format("{} ({})", check.label, check.detail),
            ui::TextStyle::muted);
  }
}

void draw_provenance(ui::Ui& ui, const demos::RunReport& report) {
  const auto row = ui.row("provenance");
  for (const auto& variant : report.request.demo->info.variants) {
    const auto& run = report.request.variants;
    if (std::find(run.begin(), run.end(), variant.id) == run.end()) continue;
    ui.badge(fmt::format("{}: {}", variant.label, demos::provenance_label(variant.provenance)),
             variant.provenance == demos::Provenance::measured ? ui::Tone::info : ui::Tone::warn);
  }
}

void draw_empty(ui::Ui& ui, const app::LabBench& bench) {
  const auto panel = ui.card_panel("empty");
  ui.heading(2, "What will stand here");
  ui.text(bench.stage() == Stage::running
              ? "The figures, the verdict and the timeline, as soon as the run has ended."
              : "Predict, then run: the figures, the verdict and the timeline of every thread follow.");
  for (const auto& variant : bench.demo().info.variants) {
    ui.markdown(variant.id,
                fmt::format("**{}** ({}): {}", variant.label, demos::provenance_label(variant.provenance),
                            variant.summary),
                ui::TextStyle::muted);
  }
}

}  // namespace

void draw_prediction(ui::Ui& ui, app::LabBench& bench) {
  const auto panel = ui.card_panel("prediction");
  const auto& prediction = bench.demo().info.prediction;
  ui.heading(2, "Predict first");
  ui.markdown("prompt", prediction.prompt);
  ui.space(8);
  {
    const auto group = ui.region(ui::Role::radio_group, "options", "Your prediction");
    for (std::size_t i = 0; i < prediction.options.size(); ++i) {
      const std::string label(1, static_cast<char>('A' + i));
      const auto& option = prediction.options[i];
      const bool fixed = !bench.can_predict();
      if (ui.option_card(
              option.id,
              {.label = label, .text = option.text, .state = look_of(bench, i), .disabled = fixed}))
        bench.predict(i);
      if (!fixed && (ui.shortcut(label) || ui.shortcut(fmt::to_string(i + 1)))) {
        bench.predict(i);
        ui.request_frame();
      }
    }
  }
  if (bench.graded()) {
    ui.badge(bench.grade().right ? "Borne out" : "Not borne out",
             bench.grade().right ? ui::Tone::good : ui::Tone::bad,
             bench.grade().right ? ui::Icon::check : ui::Icon::cross);
    ui.markdown("because", bench.grade().because);
  }
  if (bench.stage() == Stage::done) {
    if (ui.button("ask-again", "Predict again", ui::ButtonStyle::quiet, {.icon = ui::Icon::reset}))
      bench.ask_again();
  } else if (bench.stage() == Stage::predict) {
    if (ui.button("skip", "Skip the prediction", ui::ButtonStyle::quiet)) bench.skip_prediction();
  }
}

void draw_settings(ui::Ui& ui, app::LabBench& bench) {
  const auto panel = ui.card_panel("settings");
  const auto& info = bench.demo().info;
  const auto off = ui.disabled(bench.stage() == Stage::running);
  ui.heading(2, "Settings");
  for (const auto& parameter : info.parameters)
    draw_parameter(ui, bench, parameter, bench.highest(parameter));
  ui.space(8);
  {
    const auto group = ui.region(ui::Role::group, "variants", "Variants to compare");
    ui.text("Variants to compare", ui::TextStyle::label);
    for (std::size_t i = 0; i < info.variants.size(); ++i) {
      bool selected = bench.selected(i);
      if (ui.checkbox(info.variants[i].id, info.variants[i].label, selected, info.variants[i].summary))
        bench.select(i, selected);
    }
  }
  if (ui.button("reset", "Reset", ui::ButtonStyle::quiet, {.icon = ui::Icon::reset})) bench.reset_settings();
}

void draw_run(ui::Ui& ui, app::LabBench& bench) {
  const auto region = ui.region(ui::Role::group, "run", "Run");
  if (bench.stage() == Stage::running) {
    const auto progress = bench.progress();
    ui.progress("progress", "Running", progress.fraction, progress.what);
    if (ui.button("cancel", "Cancel", ui::ButtonStyle::danger,
                  {.shortcut = "Space", .full_width = true, .icon = ui::Icon::stop}) ||
        ui.shortcut("Space")) {
      bench.cancel();
    }
    return;
  }
  const std::string why_not = bench.why_not();
  const ui::ButtonOptions options{.disabled = !bench.can_run(),
                                  .description = why_not,
                                  .shortcut = "Space",
                                  .full_width = true,
                                  .icon = ui::Icon::play};
  const bool pressed =
      ui.button("start", bench.result() ? "Run again" : "Run", ui::ButtonStyle::primary, options);
  if (!why_not.empty()) ui.text(why_not, ui::TextStyle::small);
  if (bench.can_run() && (pressed || ui.shortcut("Space"))) {
    bench.run();
    ui.request_frame();
  }
}

void draw_snippet(ui::Ui& ui, const app::LabBench& bench) {
  ui.space(8);
  ui.heading(2, "The Python it stands for");
  ui.code("python", bench.demo().info.python,
          {.line_numbers = true, .name = "Python snippet", .max_height = 420});
}

void draw_result(ui::Ui& ui, app::LabBench& bench) {
  // On a phone the result stands below the prediction.
  if (ui.narrow()) ui.scroll_here("result", bench.runs());
  const auto* result = bench.result();
  if (!result) return draw_empty(ui, bench);
  const auto& report = result->report;
  {
    const auto panel = ui.card_panel("verdict");
    ui.heading(2, "Verdict");
    switch (report.state) {
      case demos::RunState::completed:
        ui.markdown("verdict", report.result.verdict);
        break;
      case demos::RunState::cancelled:
        ui.text("The run was cancelled. The timeline shows how far it came.");
        break;
      case demos::RunState::failed:
        ui.alert("error", "The run failed: " + report.error);
        break;
      case demos::RunState::running:
        break;
    }
    ui.status("state", fmt::format("Run {}.", demos::run_state_name(report.state)), false);
    draw_provenance(ui, report);
  }
  if (report.state == demos::RunState::completed) {
    ui.space(12);
    draw_charts(ui, report);
    draw_metrics(ui, report);
    draw_checks(ui, report.result);
  }
  ui.space(12);
  ui.heading(2, "Timeline");
  if (report.trace.dropped > 0) {
    ui.text(fmt::format("{} events did not fit and are not shown.", report.trace.dropped),
            ui::TextStyle::small, ui::Tone::warn);
  }
  ui::timeline(ui, "timeline", *result->timeline, bench.view());
  if (ui.button(
          "save", "Save the trace", ui::ButtonStyle::quiet,
          {.description = "Chrome trace JSON, which ui.perfetto.dev opens", .icon = ui::Icon::download})) {
    bench.save_trace();
  }
  ui.status("message", bench.message(), !bench.message().empty());
}

}  // namespace sp::screens
