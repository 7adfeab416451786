#pragma once

#include <cstdint>
#include <iosfwd>

#include "engine/practice/exam.h"
#include "native/quiz/conversation.h"

namespace sp::native {

/// What an exam at the terminal asks. Plain data.
struct ExamOptions : ConversationOptions {
  const bank::Bank* bank = nullptr;  ///< required; must outlive the call
  practice::ExamSpec spec;
  std::uint64_t seed = 0;  ///< which questions, and the order of options
};

/// A timed exam (Exam): each question with the time that is left, and no verdict until the end. "-" leaves a
/// question out; "q", the end of the input and Ctrl-C hand in. An answer that comes when the time is over is
/// not taken. Then the result sheet: points, by level, by topic, and what was missed with its card; and, if
/// wanted, the explanations of what was answered wrong. Every answer is in the log as soon as it is given.
/// Returns an ExitCode as run_quiz does.
int run_exam(const ExamOptions& options, std::istream& in, std::ostream& out);

}  // namespace sp::native
