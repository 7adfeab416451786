#include "native/commands/practice.h"

#include <istream>
#include <ostream>
#include <random>

#include "native/load_bank.h"
#include "native/platform/console.h"
#include "native/platform/files.h"
#include "native/platform/terminal.h"
#include "native/quiz.h"

namespace sp::native {
namespace {

practice::Selection selection_of(const PracticeOptions& options) {
  if (!options.card.empty()) return practice::Selection::card(options.card, options.limit);
  if (!options.topic.empty()) return practice::Selection::topic(options.topic, options.limit);
  return practice::Selection::all(options.limit);
}

}  // namespace

ExitCode practise(const PracticeOptions& options, std::istream& in, std::ostream& out, std::ostream& err) {
  auto bank = load_bundle_file(options.bundle, err);
  if (!bank || (bank->cards().empty() && options.decks.empty())) return kExitUnavailable;
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
