#include "native/demo_run.h"

#include <algorithm>
#include <ostream>
#include <string_view>

#include <fmt/format.h>

#include "engine/demos/report_json.h"
#include "native/platform/interrupt.h"
#include "native/platform/native_host.h"

namespace sp::native {
namespace {

void print_metrics(const demos::RunReport& report, std::ostream& out, const Terminal& terminal) {
  const auto& info = report.request.demo->info;
  const auto print_group = [&](const std::string& variant, const std::string& heading) {
    bool first = true;
    for (const auto& metric : report.result.metrics) {
      if (metric.variant != variant) continue;
      if (first) out << '\n' << terminal.bold(heading) << '\n';
      first = false;
      out << fmt::format("  {:<34} {:>12} {}\n", metric.label, demos::format_figure(metric.value),
                         metric.unit);
    }
  };
  print_group("", "All variants");
  for (const auto& variant : info.variants) {
    print_group(variant.id,
                fmt::format("{} ({})", variant.label, demos::provenance_label(variant.provenance)));
  }
}

void print_checks(const demos::RunReport& report, std::ostream& out, const Terminal& terminal) {
  if (!report.result.checks.empty()) out << '\n' << terminal.bold("Checks") << '\n';
  for (const auto& check : report.result.checks) {
    const std::string mark = check.held ? terminal.good("held  ") : terminal.bad("FAILED");
    out << "  " << mark << ' ' << check.label;
    if (!check.detail.empty()) out << ": " << check.detail;
    out << '\n';
  }
}

void print_prediction(const demos::RunReport& report, const std::optional<std::string>& predicted,
                      std::ostream& out, const Terminal& terminal) {
  if (!predicted || report.result.prediction_answer.empty()) return;
  const bool right = *predicted == report.result.prediction_answer;
  out << '\n'
      << (right ? terminal.good("Your prediction was right.")
                : terminal.bad("Your prediction was not borne out."))
      << '\n'
      << wrapped(plain(report.result.prediction_because), terminal.columns);
}

}  // namespace

demos::RunReport run_visibly(const demos::RunRequest& request, const Terminal& terminal) {
  StopSource stop;
  const InterruptGuard interrupt(stop);
  ProgressBar bar(terminal);
  NativeHost host;
  return demos::run_now(request, host, real_clock(), stop.get_token(),
                        [&](double fraction, std::string_view what) { bar.show(fraction, what); });
}

void print_report(const demos::RunReport& report, const std::optional<std::string>& prediction,
                  std::ostream& out, const Terminal& terminal) {
  out << terminal.bold(report.request.demo->info.title) << '\n';
  print_metrics(report, out, terminal);
  print_checks(report, out, terminal);
  out << '\n' << wrapped(plain(report.result.verdict), terminal.columns);
  print_prediction(report, prediction, out, terminal);
}

}  // namespace sp::native
