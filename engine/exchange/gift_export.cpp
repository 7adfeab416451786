#include "engine/exchange/gift_export.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/bank/draw.h"
#include "engine/bank/search_documents.h"
#include "engine/bank/text_rules.h"
#include "engine/exchange/gift_text.h"
#include "engine/exchange/markdown_html.h"
#include "engine/exchange/markdown_text.h"
#include "engine/exchange/sides.h"

namespace sp::exchange {
namespace {

using bank::Drawn;
using bank::Question;
using bank::QuestionKind;

constexpr std::string_view kNothing = "(nothing)";

/// An answer of multiple choice.
struct Choice {
  std::string text;
  bool right = false;
  std::string feedback;
};

/// Markdown, marked as such where it begins like a format or a weight.
std::string guarded(const std::string& markdown) {
  const bool mistaken = markdown.starts_with('[') || markdown.starts_with('%');
  return (mistaken ? "[markdown]" : "") + gift_escape(markdown);
}

std::string feedback(const std::string& markdown) {
  return markdown.empty() ? "" : "#" + guarded(markdown);
}

std::string general_feedback(const std::string& markdown) {
  return markdown.empty() ? "" : "####" + guarded(markdown);
}

// --- answers: what stands between the braces, a line each ---

/// A first choice that is right and holds an arrow would look like a pair of matching.
void put_arrows_later(std::vector<Choice>& choices) {
  const auto harmless = [](const Choice& choice) {
    return !choice.right || choice.text.find("->") == std::string::npos;
  };
  const auto first = std::find_if(choices.begin(), choices.end(), harmless);
  if (first != choices.end()) std::rotate(choices.begin(), first, first + 1);
}

std::string one_of(std::vector<Choice> choices) {
  put_arrows_later(choices);
  std::string text;
  for (const Choice& choice : choices)
    text +=
        fmt::format("{}{}{}\n", choice.right ? '=' : '~', guarded(choice.text), feedback(choice.feedback));
  return text;
}

/// The share of 100 % of one of so many, as Moodle's list of grades has it.
std::string_view share(std::size_t count) {
  static constexpr std::array<std::string_view, 12> kShares{
      "0", "100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "9.09091"};
  assert(count < kShares.size());
  return kShares[count];
}

std::string several_of(const Question& question) {
  const auto right = std::count_if(question.options.begin(), question.options.end(),
                                   [](const bank::Option& option) { return option.correct; });
  std::string text;
  for (const bank::Option& option : question.options) {
    const std::string_view weight = option.correct ? share(static_cast<std::size_t>(right)) : "-100";
    text += fmt::format("~%{}%{}{}\n", weight, guarded(option.text), feedback(option.explanation));
  }
  return text;
}

std::string options_of(const Question& question) {
  if (question.kind == QuestionKind::multiple) return several_of(question);
  std::vector<Choice> choices;
  for (const bank::Option& option : question.options)
    choices.push_back({option.text, option.correct, option.explanation});
  return one_of(std::move(choices));
}

std::string outputs_of(const bank::Output& output) {
  const auto shown = [](const std::string& text) {
    return bank::is_blank(text) ? std::string(kNothing) : fenced(text, "text");
  };
  std::vector<Choice> choices;
  for (const bank::WrongOutput& wrong : output.wrong)
    choices.push_back({shown(wrong.text), false, wrong.explanation});
  choices.push_back({shown(output.snippet.expected), true, {}});
  return one_of(std::move(choices));
}

/// A step that holds an arrow is written as HTML, where an entity can stand for it.
std::string step_text(const std::string& markdown) {
  if (markdown.find("->") == std::string::npos) return guarded(markdown);
  return "[html]" + gift_escape(markdown_to_html(markdown));
}

std::string positions_of(const Question& question) {
  std::string text;
  for (std::size_t i = 0; i < question.steps.size(); ++i)
    text += fmt::format("={} -> {}\n", step_text(question.steps[i].text), i + 1);
  return text;
}

std::string numbers_of(const Drawn& drawn) {
  const bank::Numeric& numeric = drawn.question.numeric;
  const double within = numeric.tolerance > 0  ? numeric.tolerance
                        : numeric.decimals > 0 ? std::pow(10.0, -numeric.decimals)
                                               : 0;
  std::string text = fmt::format("#={}:{}\n", gift_decimal(drawn.answer), gift_decimal(within));
  for (std::size_t i = 0; i < drawn.wrong.size(); ++i) {
    text += fmt::format("=%0%{}:{}{}\n", gift_decimal(drawn.wrong[i]), gift_decimal(within),
                        feedback(numeric.wrong[i].explanation));
  }
  return text;
}

std::string lines_of(const bank::Bug& bug) {
  const auto code = bank::lines_of(bug.code);
  std::vector<Choice> choices;
  for (const bank::MarkedLine& line : bug.lines) {
    std::string_view text = code[static_cast<std::size_t>(line.line - 1)];
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    choices.push_back(
        {fmt::format("Line {}:\n\n{}", line.line, fenced(text, "python")), line.correct, line.explanation});
  }
  return one_of(std::move(choices));
}

std::string answers_of(const Drawn& drawn) {
  switch (drawn.question.kind) {
    case QuestionKind::single:
    case QuestionKind::multiple:
      return options_of(drawn.question);
    case QuestionKind::output:
      return outputs_of(drawn.question.output);
    case QuestionKind::order:
      return positions_of(drawn.question);
    case QuestionKind::numeric:
      return numbers_of(drawn);
    case QuestionKind::bug:
      return lines_of(drawn.question.bug);
  }
  return {};
}

// --- questions ---

/// The prompt with the program, and the unit of the answer.
std::string stem_of(const Question& question) {
  const bank::Verify& snippet = question.output.snippet;
  switch (question.kind) {
    case QuestionKind::output:
      return document({question.prompt, fenced(snippet.code, "python"), versions_of(snippet)});
    case QuestionKind::bug:
      return document({question.prompt, numbered_code(question.bug.code)});
    case QuestionKind::numeric:
      if (question.numeric.unit.empty()) return question.prompt;
      return document({question.prompt, fmt::format("*Unit: {}*", question.numeric.unit)});
    default:
      return question.prompt;
  }
}

/// The explanation, and what has no answer of its own to stand at.
std::string lesson_of(const Question& question) {
  std::vector<std::string> parts{question.explanation};
  std::string steps;
  for (std::size_t i = 0; i < question.steps.size(); ++i) {
    const bank::Step& step = question.steps[i];
    if (!step.explanation.empty())
      steps +=
          fmt::format("{}**{}.** {}: {}", steps.empty() ? "" : "\n\n", i + 1, step.text, step.explanation);
  }
  parts.push_back(std::move(steps));
  if (!question.bug.fix.empty()) parts.insert(parts.end(), {"Instead:", question.bug.fix});
  return document(parts);
}

std::string head_of(const std::string& id, const bank::Card& card, std::string_view kind) {
  return fmt::format("// [id:{0}] [tag:{1}] [tag:{2}] [tag:{3}]\n::{0}::", id, card.topic,
                     bank::name_of(card.level), kind);
}

std::string write_question(const Drawn& drawn, const std::string& id, const bank::Card& card) {
  return fmt::format("{}[markdown]{}{{\n{}{}\n}}\n\n", head_of(id, card, bank::name_of(drawn.question.kind)),
                     gift_escape(stem_of(drawn.question)), answers_of(drawn),
                     general_feedback(lesson_of(drawn.question)));
}

std::string write_recall(const bank::Card& card) {
  const Sides sides = sides_of(card);
  if (sides.front.empty() || sides.back.empty()) return {};
  return fmt::format("{}[markdown]{}{{{}}}\n\n", head_of(card.id, card, "card"), gift_escape(sides.front),
                     general_feedback(sides.back));
}

/// In names of categories a slash parts, and two stand for one.
std::string category_of(const bank::Card& card) {
  std::string title;
  for (const char c : bank::plain_text(card.title)) title += c == '/' ? std::string("//") : std::string(1, c);
  return fmt::format("$CATEGORY: Switchpoint/{}/{} {}\n\n", card.topic, card.id, title);
}

}  // namespace

std::string gift_export(std::span<const bank::Card* const> cards, const GiftOptions& options) {
  std::string text;
  for (const bank::Card* card : cards) {
    text += category_of(*card) + write_recall(*card);
    for (const Question& question : card->questions) {
      const std::size_t instances = question.generated() ? options.instances : 1;
      for (std::uint64_t seed = options.seed; seed < options.seed + instances; ++seed) {
        const auto drawn = bank::draw(question, seed);
        if (!drawn.ok()) continue;
        const std::string id = question.generated() ? fmt::format("{}-s{}", question.id, seed) : question.id;
        text += write_question(*drawn, id, *card);
      }
    }
  }
  return text;
}

}  // namespace sp::exchange
