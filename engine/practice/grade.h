#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/card.h"
#include "engine/bank/draw.h"

namespace sp::practice {

/// What the learner gave. Of these only what the question's kind asks for is filled.
struct Response {
  std::vector<std::size_t> chosen;  ///< single, multiple: indices into `options`; order: all indices into
                                    ///< `steps`, as the learner put them
  std::string text;                 ///< output, numeric: as typed
  int line = 0;                     ///< bug: 1-based

  friend bool operator==(const Response&, const Response&) = default;
};

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

/// What became of one step.
struct GradedStep {
  std::string id;
  std::string text;
  std::string explanation;   ///< may be empty
  std::size_t given_at = 0;  ///< where the learner put it, 0 being the first
  bool correct = false;      ///< it stands where the learner put it
};

/// What became of one line of `bug`: each marked one, and the one that was chosen.
struct GradedLine {
  int line = 0;  ///< 1-based
  bool chosen = false;
  bool correct = false;
  std::string explanation;  ///< empty for a line that is not marked
};

struct Graded {
  bool correct = false;
  std::string verdict;                ///< what `summary` says
  std::vector<GradedOption> options;  ///< single, multiple: in the order shown
  std::vector<GradedStep> steps;      ///< order: in the right order
  std::vector<GradedLine> lines;      ///< bug: by line
  std::string right;                  ///< output: what it prints; numeric: the answer and its unit
  std::string misconception;  ///< output, numeric, bug: what the card says of this wrong answer, Markdown;
                              ///< empty when it says nothing of it
  std::string explanation;    ///< the question's own

  std::size_t missed() const noexcept;    ///< how many right options were not chosen
  std::size_t mistaken() const noexcept;  ///< how many wrong options were chosen
  /// "Correct.", "Wrong.", "Not quite: you missed 1 of 3 right options.", "Wrong: the answer is 12 s.", ...
  const std::string& summary() const noexcept { return verdict; }
};

/// Grades `response` to the question as it was drawn. `order` are the indices into its options in the order
/// shown, for kinds that have options. What is right: single and multiple, the exact set of right options;
/// output, the same lines but for blanks at their ends; order, exactly the right one; numeric, one of
/// `readings` within 10^-decimals, or the tolerance; bug, any of the right lines.
Graded grade(const bank::Drawn& drawn, std::span<const std::size_t> order, const Response& response);

/// Whether there is something to grade: an option, a text that is not blank, a number, a line of the code.
bool is_complete(const bank::Question& question, const Response& response);

/// The numbers that a typed text may mean; empty when it is none. Taken are "2.5", "2,5", "-3", "1e3", blanks
/// anywhere, and `unit` after it in any case. "1,500" may mean 1.5 and 1500.
std::vector<double> readings(std::string_view text, std::string_view unit);

}  // namespace sp::practice
