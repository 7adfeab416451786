#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/practice/calendar.h"
#include "engine/practice/items.h"
#include "native/exit_code.h"

namespace sp::native {

/// What the command line asks from. Plain data.
struct QuestionBank {
  bank::Bank bank;
  std::vector<bank::CurriculumItem> curriculum;  ///< empty when the bundle does not say

  /// What of it is scheduled, with the program's demos.
  practice::Items items() const;
};

/// The learner's days in the system's time zone, as it is at this Unix time in milliseconds.
practice::Calendar local_calendar(std::int64_t unix_ms);

/// Reads a bundle, the build's own when the name is empty. What is wrong is printed on `err`; one with
/// problems still gives its sound cards, and an empty one none. kExitUnavailable when it cannot be read.
ExitCode load_bundle_file(const std::string& bundle, QuestionBank& bank, std::ostream& err);

/// The same with the decks of these files, for what asks questions. A deck with a problem is not taken, nor
/// is anything else then: every problem is printed as `switchpoint check` prints it, and kExitFailed comes
/// back; kExitUnavailable also when there is no card at all.
ExitCode load_question_bank(const std::string& bundle, const std::vector<std::string>& decks,
                            QuestionBank& bank, std::ostream& err);

}  // namespace sp::native
