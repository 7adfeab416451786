#include "engine/practice/grade.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include "engine/bank/text_rules.h"
#include "engine/base/counted.h"

namespace sp::practice {
namespace {

using bank::QuestionKind;

struct Asked {
  const bank::Drawn& drawn;
  std::span<const std::size_t> order;
  const Response& response;

  const bank::Question& question() const { return drawn.question; }
};

// --- single, multiple ---

std::string options_verdict(const Graded& graded) {
  const auto right = static_cast<std::size_t>(std::count_if(graded.options.begin(), graded.options.end(),
                                                            [](const GradedOption& o) { return o.correct; }));
  const std::size_t missing = graded.missed();
  const std::size_t wrong = graded.mistaken();
  if (missing == right) return "Wrong.";
  std::string text = "Not quite: you ";
  if (missing > 0) text += fmt::format("missed {} of {} right options", missing, right);
  if (missing > 0 && wrong > 0) text += " and ";
  if (wrong > 0) text += "chose " + counted(wrong, "wrong one");
  return text + ".";
}

void grade_options(const Asked& asked, Graded& graded) {
  const auto& chosen = asked.response.chosen;
  assert(asked.order.size() == asked.question().options.size());
  for (const std::size_t index : asked.order) {
    const bank::Option& option = asked.question().options[index];
    const bool picked = std::find(chosen.begin(), chosen.end(), index) != chosen.end();
    graded.options.push_back({option.id, option.text, picked, option.correct, option.explanation});
  }
  graded.correct = graded.missed() == 0 && graded.mistaken() == 0;
  if (!graded.correct) graded.verdict = options_verdict(graded);
}

// --- output ---

/// The number of the first line that differs, 1-based.
std::size_t first_difference(std::string_view given, std::string_view right) {
  const auto ours = bank::lines_of(given);
  const auto theirs = bank::lines_of(right);
  std::size_t line = 0;
  while (line < ours.size() && line < theirs.size() && bank::same_output(ours[line], theirs[line])) ++line;
  return line + 1;
}

void grade_output(const Asked& asked, Graded& graded) {
  const bank::Output& output = asked.question().output;
  const std::string& given = asked.response.text;
  graded.right = output.snippet.expected;
  graded.correct = bank::same_output(given, output.snippet.expected);
  if (graded.correct) return;
  const std::size_t line = first_difference(given, output.snippet.expected);
  graded.verdict =
      line == 1 ? "Wrong." : fmt::format("Not quite: from line {} on it prints something else.", line);
  for (const bank::WrongOutput& wrong : output.wrong) {
    if (bank::same_output(given, wrong.text)) graded.misconception = wrong.explanation;
  }
}

// --- order ---

void grade_order(const Asked& asked, Graded& graded) {
  const auto& steps = asked.question().steps;
  const auto& given = asked.response.chosen;
  assert(given.size() == steps.size());
  std::size_t in_place = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto at = static_cast<std::size_t>(std::find(given.begin(), given.end(), i) - given.begin());
    graded.steps.push_back({steps[i].id, steps[i].text, steps[i].explanation, at, at == i});
    in_place += at == i ? 1 : 0;
  }
  graded.correct = in_place == steps.size();
  if (graded.correct) return;
  graded.verdict = in_place == 0 ? "Wrong."
                                 : fmt::format("Not quite: {} of {} steps {} in place.", in_place,
                                               steps.size(), in_place == 1 ? "stands" : "stand");
}

// --- numeric ---

void grade_numeric(const Asked& asked, Graded& graded) {
  const bank::Numeric& numeric = asked.question().numeric;
  const auto given = readings(asked.response.text, numeric.unit);
  const auto means = [&](double value) {
    return std::any_of(given.begin(), given.end(),
                       [&](double number) { return bank::counts_as(number, value, numeric); });
  };
  graded.right = bank::shown_number(asked.drawn.answer);
  if (!numeric.unit.empty()) graded.right += (numeric.unit == "%" ? "" : " ") + numeric.unit;
  graded.correct = means(asked.drawn.answer);
  if (graded.correct) return;
  graded.verdict = fmt::format("Wrong: the answer is {}.", graded.right);
  // Of several wrong values that close to each other the nearest is meant.
  double nearest = 0;
  for (std::size_t i = 0; i < asked.drawn.wrong.size(); ++i) {
    const double value = asked.drawn.wrong[i];
    if (!means(value)) continue;
    double distance = std::fabs(given.front() - value);
    for (const double number : given) distance = std::min(distance, std::fabs(number - value));
    if (!graded.misconception.empty() && distance >= nearest) continue;
    nearest = distance;
    graded.misconception = numeric.wrong[i].explanation;
  }
}

// --- bug ---

void grade_bug(const Asked& asked, Graded& graded) {
  const int given = asked.response.line;
  bool marked = false;
  std::string right;
  for (const bank::MarkedLine& line : asked.question().bug.lines) {
    const bool chosen = line.line == given;
    marked = marked || chosen;
    graded.lines.push_back({line.line, chosen, line.correct, line.explanation});
    if (chosen && line.correct) graded.correct = true;
    if (chosen && !line.correct) graded.misconception = line.explanation;
  }
  if (!marked) graded.lines.push_back({given, true, false, {}});
  std::sort(graded.lines.begin(), graded.lines.end(),
            [](const GradedLine& a, const GradedLine& b) { return a.line < b.line; });
  for (const GradedLine& line : graded.lines) {
    if (line.correct) right += fmt::format("{}{}", right.empty() ? "" : " or ", line.line);
  }
  if (!graded.correct) graded.verdict = fmt::format("Wrong: the mistake is in line {}.", right);
}

// --- one row a kind ---

struct Grader {
  QuestionKind kind;
  void (*grade)(const Asked&, Graded&);
};

constexpr std::array kGraders{
    Grader{QuestionKind::single, grade_options},  Grader{QuestionKind::multiple, grade_options},
    Grader{QuestionKind::output, grade_output},   Grader{QuestionKind::order, grade_order},
    Grader{QuestionKind::numeric, grade_numeric}, Grader{QuestionKind::bug, grade_bug},
};

constexpr bool rows_follow_the_enumerators() {
  for (std::size_t row = 0; row < kGraders.size(); ++row) {
    if (kGraders[row].kind != bank::kQuestionKinds[row]) return false;
  }
  return kGraders.size() == bank::kQuestionKinds.size();
}
static_assert(rows_follow_the_enumerators());

}  // namespace

std::size_t Graded::missed() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(options.begin(), options.end(), [](const GradedOption& o) { return o.missed(); }));
}

std::size_t Graded::mistaken() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(options.begin(), options.end(), [](const GradedOption& o) { return o.mistaken(); }));
}

Graded grade(const bank::Drawn& drawn, std::span<const std::size_t> order, const Response& response) {
  Graded graded;
  graded.verdict = "Correct.";
  graded.explanation = drawn.question.explanation;
  kGraders[static_cast<std::size_t>(drawn.question.kind)].grade({drawn, order, response}, graded);
  return graded;
}

bool is_complete(const bank::Question& question, const Response& response) {
  switch (question.kind) {
    case QuestionKind::single:
    case QuestionKind::multiple:
      return !response.chosen.empty();
    case QuestionKind::output:
      return !bank::is_blank(response.text);
    case QuestionKind::order:
      return response.chosen.size() == question.steps.size();
    case QuestionKind::numeric:
      return !readings(response.text, question.numeric.unit).empty();
    case QuestionKind::bug:
      return response.line >= 1 &&
             static_cast<std::size_t>(response.line) <= bank::lines_of(question.bug.code).size();
  }
  return false;
}

}  // namespace sp::practice
