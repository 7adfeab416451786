#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/card.h"

namespace sp::bank {

/// A question as it is put to the learner: its numbers drawn, its texts filled in. Plain data.
struct Drawn {
  Question question;  ///< the texts with their numbers; of `order` the steps in the right order
  std::uint64_t seed = 0;
  Values values;              ///< what was drawn and derived; empty when nothing was
  double answer = 0;          ///< numeric
  std::vector<double> wrong;  ///< numeric: the values of `question.numeric.wrong`, in its order
};

/// Draws the numbers of `question` from `seed`: the same question and seed give the same result everywhere. A
/// question without numbers comes back as it is, whatever the seed.
///
/// Refused with a sentence that begins with the name of the field at fault when: an expression cannot be
/// computed, `require` is not met within 1000 tries, steps tie, the answer of a question with `decimals` 0
/// and no `tolerance` is not whole, or a wrong value would count as right.
Result<Drawn> draw(const Question& question, std::uint64_t seed);

/// What trying many seeds finds: a draw that is refused, or fewer than three answers. Empty when all is well.
std::string draw_fault(const Question& question);

/// {name} replaced by its number wherever `values` has the name; other braces stay as they are.
std::string fill(std::string_view text, const Values& values);

/// Every {name} in the text, known or not, in its order.
std::vector<std::string_view> placeholders(std::string_view text);

/// As texts show a number: whole ones without a point, others with up to three decimals, trailing zeros cut.
std::string shown_number(double value);

/// Whether `given` is right for a `numeric` question whose answer is `answer`.
bool counts_as(double given, double answer, int decimals) noexcept;
/// The same with what `numeric` says of exactness: its tolerance, or else its decimals.
bool counts_as(double given, double answer, const Numeric& numeric) noexcept;

}  // namespace sp::bank
