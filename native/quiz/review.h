#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>

#include "engine/demos/run.h"
#include "engine/practice/review_session.h"
#include "native/quiz/conversation.h"

namespace sp::native {

/// What a review at the terminal asks, and when it is. Plain data.
struct ReviewOptions : ConversationOptions {
  const practice::Items* items = nullptr;  ///< required; must outlive the call
  practice::Calendar calendar;
  practice::SessionSpec spec;  ///< interview turns are left to the page whatever `turns` says
  std::uint64_t seed = 0;      ///< order of options, and drawn numbers
  /// For tests; else run_visibly().
  std::function<demos::RunReport(const demos::RunRequest&)> run_demo;
};

/// A pass through what is to be repeated, as the page makes it (ReviewSession), at the terminal: questions,
/// cards' own prompts to be answered aloud, and demos to predict and run. After each answer the four grades
/// stand with the next interval of each; an empty line takes the suggested one. "u" takes the last answer
/// back, "b" puts the item off until tomorrow, "s" suspends it, "f" flags it, "q" ends; where a letter is
/// also an option, with a colon before it. Every answer is in the log as soon as it is checked, with the
/// grade that it is worth by itself; another grade, and taking back, are records of their own. Returns an
/// ExitCode as run_quiz does.
int run_review(const ReviewOptions& options, std::istream& in, std::ostream& out);

}  // namespace sp::native
