#pragma once

#include <cstdint>
#include <iosfwd>

#include "engine/bank/bank.h"
#include "engine/practice/session.h"
#include "native/quiz/conversation.h"

namespace sp::native {

/// What a plain quiz asks. Plain data.
struct QuizOptions : ConversationOptions {
  const bank::Bank* bank = nullptr;  ///< required; must outlive the call
  practice::Selection selection;
  std::uint64_t seed = 0;  ///< order of questions and options
};

/// Asks the selected questions one by one on `out`, takes answers from `in` ("b", "a c", "ac", case ignored;
/// "3 1 2"; "2.5 s"; the lines that a program prints, up to an empty one or "."; "q" ends), and says what is
/// right and why, and the score at the end. End of input, "q" and Ctrl-C end it early; every answer checked
/// until then is already in the log. After the score it offers to go through the mistakes again. Returns an
/// ExitCode: kExitOk (also when ended early), kExitFailed when the log could not be written, kExitUsage when
/// nothing is selected, kExitUnavailable when the log cannot be read, kExitInterrupted after Ctrl-C.
int run_quiz(const QuizOptions& options, std::istream& in, std::ostream& out);

}  // namespace sp::native
