#include "native/check.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "engine/bank/bank.h"
#include "engine/base/counted.h"
#include "engine/base/json.h"
#include "engine/demos/list.h"
#include "native/bank_report.h"
#include "native/platform/files.h"

namespace sp::native {
namespace {

namespace fs = std::filesystem;

/// What is to be checked, and what could not be read.
struct Found {
  std::vector<bank::SourceText> files;  ///< cards and scenarios
  std::vector<bank::SourceText> bundles;
  std::vector<Error> errors;
};

/// The *.json files below the folder, in order of their names.
std::vector<fs::path> json_files(const fs::path& folder, std::vector<Error>& errors) {
  std::vector<fs::path> files;
  std::error_code failed;
  fs::recursive_directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    if (entry->is_directory()) {
      if (entry->path().filename() == "schema") entry.disable_recursion_pending();
    } else if (entry->path().extension() == ".json" && entry->path().filename() != "curriculum.json") {
      files.push_back(entry->path());
    }
  }
  if (failed) errors.push_back({folder.string(), "cannot read the folder: " + failed.message()});
  std::sort(files.begin(), files.end());
  return files;
}

bool is_bundle(const bank::SourceText& file) {
  const auto document = json::Document::parse(file.text, file.name);
  const auto root = document.root();
  auto object = root && root->type() == json::Type::object ? root->object() : std::nullopt;
  return object && object->optional("format") && object->optional("cards");
}

void read_into(const fs::path& path, Found& found) {
  auto text = read_file(path.string());
  if (!text.ok()) {
    found.errors.push_back(text.error());
    return;
  }
  bank::SourceText file{path.lexically_normal().generic_string(), std::move(text).value()};
  (is_bundle(file) ? found.bundles : found.files).push_back(std::move(file));
}

/// The curriculum that goes with a path: in the folder, or in the one that holds the topic folders.
std::optional<fs::path> curriculum_near(const fs::path& path) {
  const fs::path folder =
      fs::is_directory(path) ? fs::absolute(path).lexically_normal() : fs::absolute(path).parent_path();
  for (const fs::path& place : {folder, (folder / "..").lexically_normal()}) {
    if (fs::is_regular_file(place / "curriculum.json")) return place / "curriculum.json";
  }
  return std::nullopt;
}

bank::LoadOptions load_options(const std::vector<std::string>& paths, Found& found,
                               std::vector<Problem>& problems) {
  bank::LoadOptions options;
  options.demos.emplace();
  for (const demos::Demo* demo : demos::all()) options.demos->insert(demo->info.id);
  for (const std::string& path : paths) {
    const auto place = curriculum_near(path);
    if (!place) continue;
    auto text = read_file(place->string());
    if (!text.ok()) {
      found.errors.push_back(text.error());
      continue;
    }
    bank::Curriculum curriculum = bank::load_curriculum({place->string(), std::move(text).value()});
    problems.insert(problems.end(), curriculum.problems.begin(), curriculum.problems.end());
    options.curriculum = std::move(curriculum.ids);
    break;
  }
  return options;
}

/// Loads everything that was found, and tries what needs trying.
std::vector<bank::Bank> load_all(const Found& found, const bank::LoadOptions& options,
                                 std::vector<Problem>& problems) {
  std::vector<bank::Bank> banks;
  const auto keep = [&](bank::Loaded loaded) {
    problems.insert(problems.end(), loaded.problems.begin(), loaded.problems.end());
    const auto faults = try_draws(loaded.bank);
    problems.insert(problems.end(), faults.begin(), faults.end());
    banks.push_back(std::move(loaded.bank));
  };
  keep(bank::load_files(found.files, options));
  for (const bank::SourceText& bundle : found.bundles)
    keep(bank::load_bundle(bundle.text, bundle.name, options));
  return banks;
}

std::string summary(const std::vector<bank::Bank>& banks) {
  std::size_t cards = 0;
  std::size_t questions = 0;
  std::size_t scenarios = 0;
  for (const bank::Bank& bank : banks) {
    cards += bank.cards().size();
    questions += bank.question_count();
    scenarios += bank.scenarios().size();
  }
  std::string text = fmt::format("{} with {}", counted(cards, "card"), counted(questions, "question"));
  if (scenarios > 0) text += fmt::format(" and {}", counted(scenarios, "scenario"));
  return text + ": no problems.\n";
}

Found find_files(const std::vector<std::string>& paths) {
  Found found;
  for (const std::string& path : paths) {
    if (fs::is_directory(path)) {
      for (const fs::path& file : json_files(path, found.errors)) read_into(file, found);
    } else {
      read_into(path, found);
    }
  }
  return found;
}

}  // namespace

ExitCode run_check(const CheckOptions& options, std::ostream& out) {
  if (options.paths.empty()) {
    out << "Nothing to check: name card files or folders, for example: switchpoint check questions\n";
    return kExitUsage;
  }
  Found found = find_files(options.paths);
  std::vector<Problem> problems;
  const bank::LoadOptions load = load_options(options.paths, found, problems);
  const std::vector<bank::Bank> banks = load_all(found, load, problems);

  for (const Error& error : found.errors) out << to_string(error) << '\n';
  for (const Problem& problem : problems) out << to_string(problem) << '\n';
  std::set<std::string> bad_files;
  for (const Problem& problem : problems) bad_files.insert(problem.file);
  const std::size_t files = found.files.size() + found.bundles.size();
  const bool sound = problems.empty() && found.errors.empty() && files > 0;
  if (!problems.empty()) {
    out << fmt::format("{} in {} of {}.\n", counted(problems.size(), "problem"), bad_files.size(),
                       counted(files, "file"));
  } else if (found.errors.empty() && files == 0) {
    out << "No card file is there.\n";
  }
  if (sound && options.samples > 0) {
    for (const bank::Bank& bank : banks) print_samples(bank, options.samples, out);
  } else if (sound) {
    out << summary(banks);
  }
  if (options.stats && files > 0) print_stats(banks, out);
  if (!found.errors.empty() || files == 0) return kExitUnavailable;
  return problems.empty() ? kExitOk : kExitFailed;
}

}  // namespace sp::native
