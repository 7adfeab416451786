#include "native/load_bank.h"

#include <filesystem>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "engine/bank/deck.h"
#include "engine/demos/list.h"
#include "native/platform/files.h"
#include "native/platform/locations.h"

namespace sp::native {

std::optional<bank::Bank> load_bundle_file(const std::string& file, std::ostream& err) {
  const std::string path = file.empty() ? bank_file().string() : file;
  const auto text = read_file(path);
  if (!text.ok()) {
    err << "switchpoint: " << to_string(text.error()) << '\n';
    return {};
  }
  auto loaded = bank::load_bundle(text.value(), path);
  for (const auto& problem : loaded.problems) err << "switchpoint: " << to_string(problem) << '\n';
  return std::move(loaded.bank);
}

ExitCode add_decks(const std::vector<std::string>& paths, bank::Bank& bank, std::ostream& err) {
  std::vector<bank::SourceText> decks;
  for (const std::string& path : paths) {
    auto text = read_file(path);
    if (!text.ok()) {
      err << "switchpoint: " << to_string(text.error()) << '\n';
      return kExitUnavailable;
    }
    decks.push_back(
        {std::filesystem::path(path).lexically_normal().generic_string(), std::move(text).value()});
  }
  bank::LoadOptions options;
  options.demos.emplace();
  for (const demos::Demo* demo : demos::all()) options.demos->insert(demo->info.id);
  auto loaded = bank::load_decks(bank, decks, options);
  std::size_t problems = 0;
  for (const bank::DeckReport& report : loaded.decks) {
    for (const Problem& problem : report.problems) err << to_string(problem) << '\n';
    problems += report.problem_count;
  }
  if (problems > 0) {
    err << fmt::format("{} problem{} in the decks: nothing is done until they are mended.\n", problems,
                       problems == 1 ? "" : "s");
    return kExitFailed;
  }
  bank = std::move(loaded.bank);
  return kExitOk;
}

}  // namespace sp::native
