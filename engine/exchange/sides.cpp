#include "engine/exchange/sides.h"

#include <algorithm>
#include <numeric>
#include <span>

#include <fmt/format.h>

#include "engine/bank/text_rules.h"
#include "engine/base/rng.h"
#include "engine/exchange/ids.h"
#include "engine/exchange/markdown_text.h"

namespace sp::exchange {
namespace {

using bank::Drawn;
using bank::Question;
using bank::QuestionKind;

std::string letter(std::size_t shown) {
  return {static_cast<char>('A' + shown)};
}

/// Its lines but the first moved in.
std::string list_item(std::string_view markdown) {
  std::string item = "- ";
  for (std::size_t at = 0; at < markdown.size(); ++at) {
    item += markdown[at];
    const bool before_text = markdown[at] == '\n' && at + 1 < markdown.size() && markdown[at + 1] != '\n';
    if (before_text) item += "  ";
  }
  return item;
}

/// "mark: text", or the mark alone.
std::string told(std::string mark, const std::string& text) {
  return text.empty() ? mark : mark + ": " + text;
}

std::string shown_output(const std::string& output) {
  return bank::is_blank(output) ? "(nothing)" : fenced(output, "text");
}

Sides options_of(const Question& question) {
  std::vector<std::string> shown, why;
  std::string right;
  std::size_t count = 0;
  for (const std::size_t index : shown_order(question.options.size(), question.id)) {
    const bank::Option& option = question.options[index];
    const std::string name = letter(shown.size());
    shown.push_back(fmt::format("**{}.** {}", name, option.text));
    why.push_back(
        told(fmt::format("**{}** ({})", name, option.correct ? "right" : "wrong"), option.explanation));
    if (option.correct) right += fmt::format("{}**{}**", count++ == 0 ? "" : ", ", name);
  }
  right += count == 1 ? " is right." : " are right.";
  return {list_of(shown), document({right, list_of(why)})};
}

Sides output_of(const Question& question) {
  const bank::Output& output = question.output;
  std::vector<std::string> why;
  for (const bank::WrongOutput& wrong : output.wrong)
    why.push_back(document({"Not:", shown_output(wrong.text), wrong.explanation}));
  return {document({fenced(output.snippet.code, "python"), versions_of(output.snippet)}),
          document({"It prints:", shown_output(output.snippet.expected), list_of(why)})};
}

Sides steps_of(const Question& question) {
  std::vector<std::string> shown;
  std::string right;
  for (const std::size_t index : shown_order(question.steps.size(), question.id))
    shown.push_back(fmt::format("**{}.** {}", letter(shown.size()), question.steps[index].text));
  for (std::size_t i = 0; i < question.steps.size(); ++i) {
    const bank::Step& step = question.steps[i];
    right += fmt::format("{}**{}.** {}", i == 0 ? "" : "\n\n", i + 1, told(step.text, step.explanation));
  }
  return {list_of(shown), right};
}

Sides number_of(const Drawn& drawn) {
  const bank::Numeric& numeric = drawn.question.numeric;
  std::vector<std::string> why;
  for (std::size_t i = 0; i < drawn.wrong.size(); ++i)
    why.push_back(told("Not " + with_unit(drawn.wrong[i], numeric.unit), numeric.wrong[i].explanation));
  return {numeric.unit.empty() ? "" : fmt::format("*Unit: {}*", numeric.unit),
          document({fmt::format("**{}**", with_unit(drawn.answer, numeric.unit)), list_of(why)})};
}

Sides bug_of(const Question& question) {
  const bank::Bug& bug = question.bug;
  std::vector<std::string> right, wrong;
  for (const bank::MarkedLine& line : bug.lines) {
    const std::string name = fmt::format("line {}", line.line);
    if (line.correct) {
      right.push_back(told("**In " + name + "**", line.explanation));
    } else {
      wrong.push_back(told("Not in " + name, line.explanation));
    }
  }
  return {numbered_code(bug.code),
          document({list_of(right), list_of(wrong), bug.fix.empty() ? "" : "Instead:", bug.fix})};
}

Sides answering(const Drawn& drawn) {
  switch (drawn.question.kind) {
    case QuestionKind::single:
    case QuestionKind::multiple:
      return options_of(drawn.question);
    case QuestionKind::output:
      return output_of(drawn.question);
    case QuestionKind::order:
      return steps_of(drawn.question);
    case QuestionKind::numeric:
      return number_of(drawn);
    case QuestionKind::bug:
      return bug_of(drawn.question);
  }
  return {};
}

}  // namespace

Sides sides_of(const bank::Card& card) {
  const bool several = !card.short_answer.empty() + !card.key_points.empty() + !card.answer.empty() > 1;
  const auto part = [&](const char* title, const std::string& text) {
    return text.empty() ? "" : several ? fmt::format("### {}\n\n{}", title, text) : text;
  };
  return {card.prompt, document({card.short_answer, part("Key points", list_of(card.key_points)),
                                 part("In full", card.answer)})};
}

Sides sides_of(const Drawn& question) {
  Sides shown = answering(question);
  return {document({question.question.prompt, shown.front}),
          document({shown.back, question.question.explanation})};
}

std::vector<std::size_t> shown_order(std::size_t count, std::string_view id) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  Rng rng(hash_of(id));
  do {
    rng.shuffle(std::span(order));
  } while (count > 1 && std::is_sorted(order.begin(), order.end()));
  return order;
}

std::string with_unit(double value, const std::string& unit) {
  return bank::shown_number(value) + (unit.empty() || unit == "%" ? "" : " ") + unit;
}

std::string numbered_code(std::string_view code) {
  std::string text;
  int number = 0;
  for (const std::string_view line : bank::lines_of(code))
    text += line.empty() ? fmt::format("{:>2}\n", ++number) : fmt::format("{:>2}  {}\n", ++number, line);
  return fenced(text, "");
}

std::string versions_of(const bank::Verify& snippet) {
  const std::string &first = snippet.min_version, &last = snippet.max_version;
  if (first.empty() && last.empty()) return {};
  if (last.empty()) return fmt::format("*Python {} and later*", first);
  return first.empty() ? fmt::format("*Python up to {}*", last)
                       : fmt::format("*Python {} to {}*", first, last);
}

std::string list_of(const std::vector<std::string>& items) {
  std::string list;
  for (const std::string& item : items) list += (list.empty() ? "" : "\n") + list_item(item);
  return list;
}

std::string document(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) {
    if (!text.empty()) all.append(all.empty() ? "" : "\n\n").append(text);
  }
  return all;
}

}  // namespace sp::exchange
