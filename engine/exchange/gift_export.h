// Questions as Moodle reads them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "engine/bank/card.h"

namespace sp::exchange {

struct GiftOptions {
  std::uint64_t seed = 1;     ///< of the numbers that questions draw
  std::size_t instances = 1;  ///< of each of those questions: with this seed and those after it
};

/// A text in Moodle's GIFT format (docs.moodle.org, "GIFT format"), Markdown throughout, one category a card:
/// "Switchpoint/<topic>/<id> <title>". Every question has its id as title and, in a comment, as Moodle's ID
/// number, beside the tags topic, level and kind; of one that draws numbers the seed follows its id:
/// "C06-rate-s7".
///
///   card, if it can be recalled      essay, with the answer as general feedback
///   single                           multiple choice, one answer
///   multiple                         multiple choice, several: the right ones share 100 %, a wrong one costs
///   100 % output                           multiple choice among what it prints and the wrong outputs order
///   matching: each step with its position numeric                          numerical, the tolerance that of
///   the question; wrong figures count 0 % bug                              multiple choice among the marked
///   lines
///
/// Explanations are feedback; what they say of steps and of the mended line stands in the general feedback.
/// Questions whose numbers cannot be drawn with a seed are left out for that seed. The cards are those of a
/// loaded bank. Any thread.
std::string gift_export(std::span<const bank::Card* const> cards, const GiftOptions& options = {});

}  // namespace sp::exchange
