#include "native/commands/practice.h"

#include <istream>
#include <ostream>
#include <random>

#include "native/platform/console.h"
#include "native/platform/files.h"
#include "native/platform/local_time.h"
#include "native/platform/terminal.h"
#include "native/question_bank.h"
#include "native/quiz/exam.h"
#include "native/quiz/quiz.h"
#include "native/quiz/review.h"

namespace sp::native {
namespace {

practice::Selection selection_of(const PracticeOptions& options) {
  if (!options.card.empty()) return practice::Selection::card(options.card, options.limit);
  if (!options.topic.empty()) return practice::Selection::topic(options.topic, options.limit);
  return practice::Selection::all(options.limit);
}

/// Whether something was selected, which makes it a plain quiz.
bool selected(const PracticeOptions& options) {
  return !options.card.empty() || !options.topic.empty() || !options.decks.empty() || options.limit > 0;
}

int ask(const PracticeOptions& options, const ConversationOptions& common, const QuestionBank& bank,
        std::istream& in, std::ostream& out) {
  using Mode = PracticeOptions::Mode;
  const std::uint64_t seed = options.seed ? *options.seed : std::random_device()();
  if (options.mode == Mode::exam)
    return run_exam({common, &bank.bank, {options.level, options.questions}, seed}, in, out);
  if (options.mode == Mode::automatic && selected(options))
    return run_quiz({common, &bank.bank, selection_of(options), seed}, in, out);
  const practice::Items items = bank.items();
  practice::SessionSpec spec;
  if (options.mode == Mode::quick) spec.kind = practice::SessionKind::quick;
  if (options.mode == Mode::weak) spec.kind = practice::SessionKind::weak;
  return run_review({common, &items, local_calendar(system_now_ms()), spec, seed, {}}, in, out);
}

}  // namespace

ExitCode practise(const PracticeOptions& options, std::istream& in, std::ostream& out, std::ostream& err) {
  QuestionBank bank;
  const ExitCode loaded = load_question_bank(options.bundle, options.decks, bank, err);
  if (loaded != kExitOk) return loaded;
  ConversationOptions common;
  common.colour = Terminal::of_stdout().colour;
  if (options.keep_log) {
    const auto log = answer_log_path();
    if (!log.ok()) {
      err << "switchpoint: " << to_string(log.error())
          << "; with --no-log the quiz runs without keeping answers\n";
      return kExitUnavailable;
    }
    common.log_file = log.value();
  }
  const InterruptWatch watch;
  common.interrupted = [&watch] { return watch.interrupted(); };
  return static_cast<ExitCode>(ask(options, common, bank, in, out));
}

}  // namespace sp::native
