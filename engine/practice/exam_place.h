// Where an exam stands, for taking it up again after the program was closed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/practice/exam.h"
#include "engine/practice/history.h"

namespace sp::practice {

/// An exam but for what was answered in it, which is in the log. Plain data.
struct ExamPlace {
  bank::Level level = bank::Level::senior;
  std::uint64_t seed = 0;                 ///< below 2^63
  std::int64_t started_at = 0;            ///< Unix time in milliseconds
  std::optional<std::int64_t> handed_in;  ///< likewise; empty while it is under way
  std::size_t index = 0;                  ///< of the question that is asked
  struct Asked {
    std::string question;  ///< id
    std::string answer;    ///< id of its record in the log; empty when it was not answered

    friend bool operator==(const Asked&, const Asked&) = default;
  };
  std::vector<Asked> asked;  ///< in the order asked

  friend bool operator==(const ExamPlace&, const ExamPlace&) = default;
};

ExamPlace place_of(const Exam& exam, std::optional<std::int64_t> handed_in = {});

/// "1 LEVEL SEED STARTED HANDED-IN INDEX QUESTION=ANSWER...": numbers, 0 for an exam under way, and ids.
std::string to_text(const ExamPlace& place);
/// Nothing for any other text.
std::optional<ExamPlace> parse_exam_place(std::string_view text);

/// The exam as it was left, with its answers out of `history`. Refused with a sentence when the bank does not
/// have all of its questions any more. An answer that is not there, or that its question no longer fits,
/// counts as not given.
Result<Exam> take_up(const bank::Bank& bank, const ExamPlace& place, const History& history);

}  // namespace sp::practice
