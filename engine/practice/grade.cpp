#include "engine/practice/grade.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace sp::practice {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

std::size_t Graded::missed() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(options.begin(), options.end(), [](const GradedOption& o) { return o.missed(); }));
}

std::size_t Graded::mistaken() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(options.begin(), options.end(), [](const GradedOption& o) { return o.mistaken(); }));
}

std::string Graded::summary() const {
  if (correct) return "Correct.";
  const auto right = static_cast<std::size_t>(
      std::count_if(options.begin(), options.end(), [](const GradedOption& o) { return o.correct; }));
  const std::size_t missing = missed();
  const std::size_t wrong = mistaken();
  if (missing == right) return "Wrong.";
  std::string text = "Not quite: you ";
  if (missing > 0) text += fmt::format("missed {} of {} right options", missing, right);
  if (missing > 0 && wrong > 0) text += " and ";
  if (wrong > 0) text += fmt::format("chose {}", counted(wrong, "wrong one", "wrong ones"));
  return text + ".";
}

Graded grade(const bank::Question& question, std::span<const std::size_t> order,
             std::span<const std::size_t> chosen) {
  assert(order.size() == question.options.size());
  Graded graded;
  graded.explanation = question.explanation;
  for (const std::size_t index : order) {
    const bank::Option& option = question.options[index];
    const bool picked = std::find(chosen.begin(), chosen.end(), index) != chosen.end();
    graded.options.push_back({option.id, option.text, picked, option.correct, option.explanation});
  }
  graded.correct = graded.missed() == 0 && graded.mistaken() == 0;
  return graded;
}

}  // namespace sp::practice
