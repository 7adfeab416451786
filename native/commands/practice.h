// `switchpoint quiz`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "engine/bank/card.h"
#include "native/exit_code.h"

namespace sp::native {

/// What `switchpoint quiz` was asked for, unchecked. At most one of card and topic is given.
struct PracticeOptions {
  enum class Mode {
    automatic,  ///< a plain quiz over what is selected: card, topic, decks or a limit; else the daily review
    quick,      ///< a review of ten
    weak,       ///< a review of what is known least
    exam,
  };
  Mode mode = Mode::automatic;
  bank::Level level = bank::Level::senior;  ///< of the exam's position
  std::size_t questions = 20;               ///< of the exam: 5 to 60
  std::string card;
  std::string topic;
  std::size_t limit = 0;              ///< 0: all
  std::optional<std::uint64_t> seed;  ///< none: another order each time
  std::string bundle;                 ///< empty: the one that the build made
  std::vector<std::string> decks;     ///< files of the reader's own, for this time
  bool keep_log = true;               ///< else the log is neither read nor added to
};

/// Loads the questions and asks them at the terminal. Answers go to the reader's log unless `keep_log` is
/// false. kExitUnavailable or kExitFailed comes back as load_question_bank says; else what became of the
/// quiz, the review or the exam.
ExitCode practise(const PracticeOptions& options, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace sp::native
