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
  std::vector<std::string> questions;     ///< ids, in the order asked

  friend bool operator==(const ExamPlace&, const ExamPlace&) = default;
};

ExamPlace place_of(const Exam& exam, std::optional<std::int64_t> handed_in = {});

/// "1 LEVEL SEED STARTED HANDED-IN INDEX QUESTION...": numbers, 0 for an exam under way, and then ids.
std::string to_text(const ExamPlace& place);
/// Nothing for any other text.
std::optional<ExamPlace> parse_exam_place(std::string_view text);

/// The exam as it was left, with the answers that `history` has of it. Refused with a sentence when the bank
/// does not have all of its questions any more. An answer that its question no longer fits counts as not
/// given.
Result<Exam> take_up(const bank::Bank& bank, const ExamPlace& place, const History& history);

}  // namespace sp::practice
