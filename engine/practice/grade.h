#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/bank/card.h"

namespace sp::practice {

/// What became of one option, for showing: right and chosen, wrong and chosen, right but missed, or wrong and
/// left alone.
struct GradedOption {
  std::string id;
  std::string text;
  bool chosen = false;
  bool correct = false;
  std::string explanation;

  bool missed() const noexcept { return correct && !chosen; }
  bool mistaken() const noexcept { return chosen && !correct; }
};

struct Graded {
  bool correct = false;
  std::vector<GradedOption> options;  ///< in the order shown
  std::string explanation;            ///< the question's own

  std::size_t missed() const noexcept;    ///< how many right options were not chosen
  std::size_t mistaken() const noexcept;  ///< how many wrong options were chosen
  /// "Correct.", "Wrong.", "Not quite: you missed 1 of 3 right options.", ...
  std::string summary() const;
};

/// Grades the choice of `chosen` among the question's options; both spans are indices into
/// `question.options`, `order` a permutation of all of them. Only the exact set of right options is correct.
Graded grade(const bank::Question& question, std::span<const std::size_t> order,
             std::span<const std::size_t> chosen);

}  // namespace sp::practice
