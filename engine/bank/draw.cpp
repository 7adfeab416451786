#include "engine/bank/draw.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/rng.h"

namespace sp::bank {
namespace {

constexpr int kTries = 1000;
constexpr double kSame = 1e-9;  ///< relative: numbers closer than this are one, as their sums are rounded

bool same(double a, double b) {
  return std::fabs(a - b) <= kSame * std::max({1.0, std::fabs(a), std::fabs(b)});
}

double draw_one(const Variable& variable, Rng& rng) {
  if (!variable.one_of.empty())
    return variable.one_of[static_cast<std::size_t>(rng.below(variable.one_of.size()))];
  const double steps = std::floor((variable.to - variable.from) / variable.step + kSame);
  return variable.from +
         variable.step * static_cast<double>(rng.below(static_cast<std::uint64_t>(steps) + 1));
}

/// One try; nothing when `require` is not met.
Result<std::optional<Values>> try_values(const Generator& generator, Rng& rng) {
  Values values;
  for (const Variable& variable : generator.draw) values[variable.name] = draw_one(variable, rng);
  for (const Derived& derived : generator.let) {
    const auto value = derived.value.evaluate(values);
    if (!value.ok()) return Error{"let." + derived.name, to_string(value.error())};
    values[derived.name] = value.value();
  }
  for (std::size_t i = 0; i < generator.require.size(); ++i) {
    const auto holds = generator.require[i].evaluate(values);
    if (!holds.ok()) return Error{fmt::format("require[{}]", i), to_string(holds.error())};
    if (holds.value() == 0) return std::optional<Values>();
  }
  return std::optional(std::move(values));
}

Result<Values> draw_values(const Generator& generator, std::uint64_t seed) {
  Rng rng(seed);
  for (int i = 0; i < kTries; ++i) {
    auto values = try_values(generator, rng);
    if (!values.ok()) return values.error();
    if (values.value()) return std::move(*values.value());
  }
  return Error{"require", fmt::format("not met within {} tries", kTries)};
}

/// The numbers of a message: "n = 4, w = 2".
std::string told(const Values& values) {
  std::string text;
  for (const auto& [name, value] : values)
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", name, shown_number(value));
  return text.empty() ? "" : " for " + text;
}

Status compute_numbers(Drawn& drawn) {
  const Numeric& numeric = drawn.question.numeric;
  const auto answer = numeric.answer.evaluate(drawn.values);
  if (!answer.ok()) return Error{"answer", to_string(answer.error())};
  drawn.answer = answer.value();
  if (numeric.decimals == 0 && numeric.tolerance <= 0 && !same(drawn.answer, std::round(drawn.answer))) {
    return Error{"answer", fmt::format("{} is not a whole number, but \"decimals\" is 0{}", drawn.answer,
                                       told(drawn.values))};
  }
  for (std::size_t i = 0; i < numeric.wrong.size(); ++i) {
    const std::string where = fmt::format("wrong[{}].value", i);
    const auto value = numeric.wrong[i].value.evaluate(drawn.values);
    if (!value.ok()) return Error{where, to_string(value.error())};
    if (counts_as(value.value(), drawn.answer, numeric)) {
      return Error{where, fmt::format("{} counts as right, as the answer is {}{}", value.value(),
                                      drawn.answer, told(drawn.values))};
    }
    drawn.wrong.push_back(value.value());
  }
  return {};
}

Status sort_steps(Drawn& drawn) {
  std::vector<Step>& steps = drawn.question.steps;
  std::vector<std::pair<double, std::size_t>> order;
  double last = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto by = steps[i].by.evaluate(drawn.values);
    if (!by.ok()) return Error{fmt::format("steps[{}].by", i), to_string(by.error())};
    order.emplace_back(by.value(), i);
  }
  std::sort(order.begin(), order.end());
  std::vector<Step> sorted;
  for (const auto& [by, index] : order) {
    if (!sorted.empty() && same(by, last)) {
      return Error{"steps", fmt::format("{} and {} tie at {}{}", sorted.back().id, steps[index].id, by,
                                        told(drawn.values))};
    }
    sorted.push_back(steps[index]);
    last = by;
  }
  steps = std::move(sorted);
  return {};
}

void fill_texts(Drawn& drawn) {
  Question& question = drawn.question;
  Values values = drawn.values;
  if (question.kind == QuestionKind::numeric) values["answer"] = drawn.answer;
  question.prompt = fill(question.prompt, drawn.values);
  for (std::string* text : {&question.explanation, &question.numeric.unit}) *text = fill(*text, values);
  question.generator.check = fill(question.generator.check, drawn.values);
  for (WrongNumber& wrong : question.numeric.wrong) wrong.explanation = fill(wrong.explanation, values);
  for (Step& step : question.steps) {
    step.text = fill(step.text, values);
    step.explanation = fill(step.explanation, values);
  }
}

/// The end of the name that begins after the brace at `open`; 0 when no {name} stands there.
std::size_t name_end(std::string_view text, std::size_t open) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  std::size_t end = open + 1;
  if (end >= text.size() || !lower(text[end])) return 0;
  while (end < text.size() &&
         (lower(text[end]) || text[end] == '_' || (text[end] >= '0' && text[end] <= '9')))
    ++end;
  return end < text.size() && text[end] == '}' ? end : 0;
}

}  // namespace

Result<Drawn> draw(const Question& question, std::uint64_t seed) {
  Drawn drawn{question, seed, {}, 0, {}};
  if (question.kind != QuestionKind::numeric && question.kind != QuestionKind::order) return drawn;
  auto values = draw_values(question.generator, seed);
  if (!values.ok()) return values.error();
  drawn.values = std::move(values).value();
  Status status;
  if (question.kind == QuestionKind::numeric) {
    status = compute_numbers(drawn);
  } else if (question.generated()) {
    status = sort_steps(drawn);
  }
  if (!status.ok()) return status.error();
  fill_texts(drawn);
  return drawn;
}

std::string fill(std::string_view text, const Values& values) {
  std::string filled;
  std::size_t at = 0;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t end = name_end(text, open);
    if (end == 0) continue;
    const auto value = values.find(text.substr(open + 1, end - open - 1));
    if (value == values.end()) continue;
    filled += text.substr(at, open - at);
    filled += shown_number(value->second);
    at = end + 1;
    open = end;
  }
  filled += text.substr(at);
  return filled;
}

std::vector<std::string_view> placeholders(std::string_view text) {
  std::vector<std::string_view> names;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t end = name_end(text, open);
    if (end != 0) names.push_back(text.substr(open + 1, end - open - 1));
  }
  return names;
}

std::string shown_number(double value) {
  const double whole = std::round(value);
  if (std::fabs(value - whole) < kSame) return fmt::format("{:.0f}", whole == 0 ? 0.0 : whole);
  std::string text = fmt::format("{:.3f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

bool counts_as(double given, double answer, int decimals) noexcept {
  if (decimals == 0) return same(given, answer);
  return std::fabs(given - answer) <= std::pow(10.0, -decimals) * (1 + kSame);
}

bool counts_as(double given, double answer, const Numeric& numeric) noexcept {
  if (numeric.tolerance <= 0) return counts_as(given, answer, numeric.decimals);
  return std::fabs(given - answer) <= numeric.tolerance * (1 + kSame);
}

}  // namespace sp::bank
