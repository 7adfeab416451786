#include "native/question_bank.h"

#include <filesystem>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "engine/bank/deck.h"
#include "engine/base/counted.h"
#include "engine/demos/list.h"
#include "native/platform/files.h"
#include "native/platform/local_time.h"
#include "native/platform/locations.h"

namespace sp::native {
namespace {

/// Adds the decks to the bank; says on `err` what is wrong with them.
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
    err << fmt::format("{} in the decks: nothing is done until they are mended.\n",
                       counted(problems, "problem"));
    return kExitFailed;
  }
  bank = std::move(loaded.bank);
  return kExitOk;
}

}  // namespace

practice::Items QuestionBank::items() const {
  std::vector<practice::DemoName> names;
  for (const demos::Demo* demo : demos::all()) names.push_back({demo->info.id, demo->info.title});
  return practice::Items(bank, curriculum, names);
}

practice::Calendar local_calendar(std::int64_t unix_ms) {
  practice::Calendar calendar;
  calendar.utc_offset_minutes = utc_offset_minutes(unix_ms);
  return calendar;
}

ExitCode load_bundle_file(const std::string& bundle, QuestionBank& bank, std::ostream& err) {
  const std::string file = bundle.empty() ? bank_file().string() : bundle;
  const auto text = read_file(file);
  if (!text.ok()) {
    err << "switchpoint: " << to_string(text.error()) << '\n';
    return kExitUnavailable;
  }
  auto loaded = bank::load_bundle(text.value(), file);
  for (const auto& problem : loaded.problems) err << "switchpoint: " << to_string(problem) << '\n';
  bank = {std::move(loaded.bank), std::move(loaded.curriculum)};
  return kExitOk;
}

ExitCode load_question_bank(const std::string& bundle, const std::vector<std::string>& decks,
                            QuestionBank& bank, std::ostream& err) {
  if (const ExitCode code = load_bundle_file(bundle, bank, err); code != kExitOk) return code;
  if (bank.bank.cards().empty() && decks.empty()) return kExitUnavailable;
  return add_decks(decks, bank.bank, err);
}

}  // namespace sp::native
