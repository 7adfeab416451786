#include "native/commands/run_demo.h"

#include <algorithm>
#include <fstream>
#include <ostream>

#include <fmt/format.h>

#include "engine/demos/list.h"
#include "engine/demos/report_json.h"
#include "engine/trace/export_chrome.h"
#include "native/demo_run.h"
#include "native/platform/native_host.h"
#include "native/platform/terminal.h"

namespace sp::native {
namespace {

std::string known_demos() {
  std::string ids;
  for (const auto* demo : demos::all()) ids += (ids.empty() ? "" : ", ") + demo->info.id;
  return ids;
}

void print_list(std::ostream& out, const Terminal& terminal) {
  const NativeHost host;
  for (const auto* demo : demos::all()) {
    const auto& info = demo->info;
    out << terminal.bold(info.id) << "  " << info.title << '\n'
        << wrapped(plain(info.summary), terminal.columns, "    ");
    for (const auto& variant : info.variants) {
      out << wrapped(fmt::format("--variant {}: {}", variant.id, variant.label), terminal.columns, "    ");
    }
    for (const auto& parameter : info.parameters) {
      out << wrapped(fmt::format("--set {}={}: {}, {} to {}{}{}", parameter.id,
                                 format_value(parameter, parameter.initial), parameter.label,
                                 format_value(parameter, parameter.min),
                                 format_value(parameter, demos::highest(parameter, host)),
                                 parameter.unit.empty() ? "" : " ", parameter.unit),
                     terminal.columns, "    ");
    }
    out << '\n';
  }
}

/// The settings in the form that the engine checks; a word without "=" is a problem of its own.
demos::Settings settings_of(const RunOptions& options, std::vector<std::string>& problems) {
  demos::Settings settings{{}, options.variants, options.seed};
  for (const auto& word : options.settings) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      problems.push_back(fmt::format("--set {}: expected name=value", word));
    } else {
      settings.parameters.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
  }
  return settings;
}

void check_prediction(const demos::Demo& demo, const RunOptions& options,
                      std::vector<std::string>& problems) {
  if (!options.prediction) return;
  std::string ids;
  for (const auto& option : demo.info.prediction.options) {
    if (option.id == *options.prediction) return;
    ids += (ids.empty() ? "" : ", ") + option.id;
  }
  problems.push_back(fmt::format("--predict {}: expected one of {}", *options.prediction, ids));
}

ExitCode exit_code_of(const demos::RunReport& report) {
  switch (report.state) {
    case demos::RunState::cancelled:
      return kExitInterrupted;
    case demos::RunState::failed:
      return kExitFailed;
    case demos::RunState::running:
    case demos::RunState::completed:
      break;
  }
  const auto& checks = report.result.checks;
  return std::all_of(checks.begin(), checks.end(), [](const auto& check) { return check.held; })
             ? kExitOk
             : kExitFailed;
}

}  // namespace

ExitCode list_demos(bool json, std::ostream& out) {
  if (json) {
    out << demos::list_json() << '\n';
  } else {
    print_list(out, Terminal::of_stdout());
  }
  return kExitOk;
}

ExitCode run_demo(const RunOptions& options, std::ostream& out, std::ostream& err) {
  const auto* demo = demos::find(options.demo);
  if (!demo) {
    err << fmt::format("switchpoint: there is no demo \"{}\"; there are {}\n", options.demo, known_demos());
    return kExitUsage;
  }
  std::vector<std::string> problems;
  auto resolved = demos::resolve(*demo, settings_of(options, problems), NativeHost());
  problems.insert(problems.end(), resolved.problems.begin(), resolved.problems.end());
  check_prediction(*demo, options, problems);
  for (const auto& problem : problems) err << "switchpoint: " << problem << '\n';
  if (!problems.empty()) return kExitUsage;

  std::ofstream trace_file;
  if (!options.trace_file.empty()) {
    trace_file.open(options.trace_file, std::ios::binary);
    if (!trace_file) {
      err << fmt::format(
          "switchpoint: {}: cannot be written; name a file in a folder that you may write to\n",
          options.trace_file);
      return kExitUnavailable;
    }
  }
  const auto report = run_visibly(resolved.request, Terminal::of_stderr());
  if (trace_file.is_open() && !(trace_file << trace::to_chrome_json(report.trace)).flush()) {
    err << fmt::format("switchpoint: {}: could not be written to its end; is the disk full?\n",
                       options.trace_file);
    return kExitUnavailable;
  }
  if (options.json) {
    out << demos::to_json(report) << '\n';
  } else if (report.state == demos::RunState::completed) {
    print_report(report, options.prediction, out, Terminal::of_stdout());
  }
  if (report.state == demos::RunState::cancelled) err << "switchpoint: cancelled\n";
  if (report.state == demos::RunState::failed) err << "switchpoint: " << report.error << '\n';
  return exit_code_of(report);
}

}  // namespace sp::native
