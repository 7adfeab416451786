#include "native/commands/practice.h"

#include <filesystem>
#include <istream>
#include <ostream>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "engine/bank/bank.h"
#include "engine/bank/deck.h"
#include "engine/demos/list.h"
#include "native/platform/console.h"
#include "native/platform/files.h"
#include "native/platform/locations.h"
#include "native/platform/terminal.h"
#include "native/quiz.h"

namespace sp::native {
namespace {

practice::Selection selection_of(const PracticeOptions& options) {
  if (!options.card.empty()) return practice::Selection::card(options.card, options.limit);
  if (!options.topic.empty()) return practice::Selection::topic(options.topic, options.limit);
  return practice::Selection::all(options.limit);
}

/// The bundle's cards; says on `err` what is wrong with it. A bundle with problems still gives its sound
/// cards.
std::optional<bank::Bank> load(const PracticeOptions& options, std::ostream& err) {
  const std::string file = options.bundle.empty() ? bank_file().string() : options.bundle;
  const auto text = read_file(file);
  if (!text.ok()) {
    err << "switchpoint: " << to_string(text.error()) << '\n';
    return {};
  }
  auto loaded = bank::load_bundle(text.value(), file);
  for (const auto& problem : loaded.problems) err << "switchpoint: " << to_string(problem) << '\n';
  if (loaded.bank.cards().empty() && options.decks.empty()) return {};
  return std::move(loaded.bank);
}

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
    err << fmt::format("{} problem{} in the decks: nothing is asked until they are mended.\n", problems,
                       problems == 1 ? "" : "s");
    return kExitFailed;
  }
  bank = std::move(loaded.bank);
  return kExitOk;
}

}  // namespace

ExitCode practise(const PracticeOptions& options, std::istream& in, std::ostream& out, std::ostream& err) {
  auto bank = load(options, err);
  if (!bank) return kExitUnavailable;
  if (const ExitCode code = add_decks(options.decks, *bank, err); code != kExitOk) return code;
  QuizOptions quiz;
  quiz.bank = &*bank;
  quiz.selection = selection_of(options);
  quiz.seed = options.seed ? *options.seed : std::random_device()();
  quiz.colour = Terminal::of_stdout().colour;
  if (options.keep_log) {
    const auto log = answer_log_path();
    if (!log.ok()) {
      err << "switchpoint: " << to_string(log.error())
          << "; with --no-log the quiz runs without keeping answers\n";
      return kExitUnavailable;
    }
    quiz.log_file = log.value();
  }
  const InterruptWatch watch;
  quiz.interrupted = [&watch] { return watch.interrupted(); };
  return static_cast<ExitCode>(run_quiz(quiz, in, out));
}

}  // namespace sp::native
