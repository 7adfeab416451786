#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "engine/bank/bank.h"
#include "engine/practice/session.h"

namespace sp::native {

/// What the terminal quiz needs from outside.
struct QuizOptions {
  const bank::Bank* bank = nullptr;  ///< required; must outlive the call
  practice::Selection selection;
  std::uint64_t seed = 0;  ///< order of questions and options
  std::optional<std::uint64_t>
      id_seed;           ///< for tests; else from the system's randomness: makes answer ids unique
  std::string log_file;  ///< answers are appended here, each one synced to the disk; empty: kept nowhere
  bool colour = false;   ///< see Terminal::colour
  std::function<std::int64_t()> now_unix_ms;  ///< for tests; else the system's clock
  std::function<bool()> interrupted;          ///< becomes true on Ctrl-C (InterruptWatch); empty: never
};

/// Asks the selected questions one by one on `out`, takes answers from `in` ("b", "a c", "ac", case ignored;
/// "3 1 2"; "2.5 s"; the lines that a program prints, up to an empty one or "."; "q" ends), and says what is
/// right and why, and the score at the end. End of input, "q" and Ctrl-C end it early; every answer checked
/// until then is already in the log. After the score it offers to go through the mistakes again. Returns an
/// ExitCode: kExitOk (also when ended early), kExitFailed when the log could not be written, kExitUsage when
/// nothing is selected, kExitInterrupted after Ctrl-C.
int run_quiz(const QuizOptions& options, std::istream& in, std::ostream& out);

}  // namespace sp::native
