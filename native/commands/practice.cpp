#include "native/commands/practice.h"

#include <istream>
#include <ostream>
#include <random>

#include <fmt/format.h>

#include "engine/bank/bank.h"
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
  if (loaded.bank.cards().empty()) return {};
  return std::move(loaded.bank);
}

}  // namespace

ExitCode practise(const PracticeOptions& options, std::istream& in, std::ostream& out, std::ostream& err) {
  const auto bank = load(options, err);
  if (!bank) return kExitUnavailable;
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
