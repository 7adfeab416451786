#include "native/quiz/quiz_text.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include <fmt/format.h>

#include "engine/bank/text_rules.h"

namespace sp::native {
namespace {

using bank::QuestionKind;
using practice::Graded;
using practice::GradedOption;
using practice::QuizSession;

char letter_of(std::size_t shown) {
  return static_cast<char>('A' + shown);
}

/// `text` with every line after the first moved in by `indent`.
std::string indented(std::string_view text, std::size_t indent) {
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '\n') result.append(indent, ' ');
  }
  return result;
}

/// Code moved in, its lines numbered when `numbered`.
std::string shown_code(std::string_view code, bool numbered) {
  std::string text;
  int number = 0;
  for (const std::string_view line : bank::lines_of(code))
    text += numbered ? fmt::format("  {:>2}  {}\n", ++number, line) : fmt::format("    {}\n", line);
  return text;
}

/// For which versions a snippet prints what it does; empty when for all.
std::string shown_versions(const bank::Verify& snippet) {
  if (snippet.min_version.empty() && snippet.max_version.empty()) return {};
  if (snippet.max_version.empty()) return fmt::format("    (Python {} and later)\n", snippet.min_version);
  if (snippet.min_version.empty()) return fmt::format("    (Python up to {})\n", snippet.max_version);
  return fmt::format("    (Python {} to {})\n", snippet.min_version, snippet.max_version);
}

/// "ac", "a, c": positions on the screen, each once; none when it is no choice of this question.
std::vector<std::size_t> parse_letters(const QuizSession& session, std::string_view typed) {
  std::vector<std::size_t> options;
  for (const char c : without_blanks(typed)) {
    const auto shown = static_cast<std::size_t>(c - 'A');
    if (c < 'A' || shown >= session.option_count()) return {};
    if (std::find(options.begin(), options.end(), shown) == options.end()) options.push_back(shown);
  }
  if (session.question().kind == QuestionKind::single && options.size() > 1) return {};
  return options;
}

/// "3 1 2", "312": every position once; else none.
std::vector<std::size_t> parse_order(const QuizSession& session, std::string_view typed) {
  std::vector<std::size_t> positions;
  for (const char c : without_blanks(typed)) {
    const auto position = static_cast<std::size_t>(c - '1');
    if (c < '1' || position >= session.step_count() ||
        std::find(positions.begin(), positions.end(), position) != positions.end())
      return {};
    positions.push_back(position);
  }
  if (positions.size() != session.step_count()) return {};
  return positions;
}

int parse_line(std::string_view typed) {
  constexpr std::size_t kMostDigits = 4;
  const std::string word = without_blanks(typed);
  const bool digits = std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && !word.empty() && word.size() <= kMostDigits ? std::stoi(word) : 0;
}

std::string options_result(const Graded& graded, const Paint& paint) {
  std::string text;
  for (std::size_t shown = 0; shown < graded.options.size(); ++shown) {
    const GradedOption& option = graded.options[shown];
    const std::string_view mark = option.missed()     ? "right, but you did not choose it"
                                  : option.correct    ? "right"
                                  : option.mistaken() ? "wrong, and you chose it"
                                                      : "wrong";
    const Ink ink = option.correct ? Ink::right : option.mistaken() ? Ink::wrong : Ink::muted;
    text += fmt::format("  {}  {}  [{}]\n", letter_of(shown), indented(option.text, 5), paint(ink, mark));
    if (!option.explanation.empty()) text += fmt::format("     {}\n", indented(option.explanation, 5));
  }
  return text;
}

std::string steps_result(const Graded& graded, const Paint& paint) {
  std::string text;
  for (std::size_t i = 0; i < graded.steps.size(); ++i) {
    const practice::GradedStep& step = graded.steps[i];
    const std::string mark = step.correct ? "right" : fmt::format("you put it at {}", step.given_at + 1);
    text += fmt::format("  {}  {}  [{}]\n", i + 1, indented(step.text, 5),
                        paint(step.correct ? Ink::right : Ink::wrong, mark));
    if (!step.explanation.empty()) text += fmt::format("     {}\n", indented(step.explanation, 5));
  }
  return text;
}

std::string lines_result(const Graded& graded, const bank::Bug& bug, const Paint& paint) {
  std::string text;
  const auto code = bank::lines_of(bug.code);
  for (const practice::GradedLine& line : graded.lines) {
    const std::string_view mark = line.correct  ? "the mistake"
                                  : line.chosen ? "no mistake, and you chose it"
                                                : "no mistake";
    const Ink ink = line.correct ? Ink::right : line.chosen ? Ink::wrong : Ink::muted;
    text += fmt::format("  {:>2}  {}  [{}]\n", line.line, code[static_cast<std::size_t>(line.line - 1)],
                        paint(ink, mark));
    if (!line.explanation.empty()) text += fmt::format("      {}\n", indented(line.explanation, 6));
  }
  if (!bug.fix.empty()) text += fmt::format("\nInstead:\n{}\n", bug.fix);
  return text;
}

}  // namespace

std::string without_blanks(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) == 0 && c != ',')
      word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return word;
}

std::string Paint::operator()(Ink ink, std::string_view text) const {
  if (!colour || ink == Ink::plain) return std::string(text);
  const char* code = ink == Ink::strong ? "1" : ink == Ink::muted ? "2" : ink == Ink::right ? "32" : "31";
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string titled(std::string_view place, const bank::Card& card) {
  return fmt::format("{}: {} ({}, {})", place, card.title, card.id, bank::name_of(card.level));
}

std::string shown_question(const QuizSession& session) {
  const bank::Question& question = session.question();
  std::string text;
  switch (question.kind) {
    case QuestionKind::single:
    case QuestionKind::multiple:
      for (std::size_t shown = 0; shown < session.option_count(); ++shown)
        text += fmt::format("  {}  {}\n", letter_of(shown), indented(session.option(shown).text, 5));
      break;
    case QuestionKind::order:
      for (std::size_t i = 0; i < session.step_count(); ++i)
        text += fmt::format("  {}  {}\n", i + 1, indented(session.step(i).text, 5));
      break;
    case QuestionKind::output:
      text = shown_code(question.output.snippet.code, false) + shown_versions(question.output.snippet);
      break;
    case QuestionKind::bug:
      text = shown_code(question.bug.code, true);
      break;
    case QuestionKind::numeric:
      break;
  }
  return text;
}

std::string asked_for(const QuizSession& session) {
  const bank::Question& question = session.question();
  switch (question.kind) {
    case QuestionKind::single:
      return "Your answer (one letter; q ends): ";
    case QuestionKind::multiple:
      return "Your answer (every right letter; q ends): ";
    case QuestionKind::output:
      return fmt::format("What it prints, line by line; then {} (:q ends):\n",
                         ends_lines(session, "") ? "an empty line or \".\"" : "\".\"");
    case QuestionKind::order:
      return "Your answer (the numbers in order; q ends): ";
    case QuestionKind::numeric:
      return question.numeric.unit.empty()
                 ? "Your answer (a number; q ends): "
                 : fmt::format("Your answer (a number, in {}; q ends): ", question.numeric.unit);
    case QuestionKind::bug:
      return "Your answer (the number of the line; q ends): ";
  }
  return {};
}

std::string hint(const QuizSession& session) {
  const bank::Question& question = session.question();
  switch (question.kind) {
    case QuestionKind::single:
      return fmt::format("Type one letter from A to {}, for example \"b\", or q to end.\n",
                         letter_of(session.option_count() - 1));
    case QuestionKind::multiple:
      return fmt::format("Type one or more letters from A to {}, for example \"a c\", or q to end.\n",
                         letter_of(session.option_count() - 1));
    case QuestionKind::output:
      return "Type what the program prints, or :q to end.\n";
    case QuestionKind::order:
      return fmt::format(
          "Type every number from 1 to {} once, the first step first. The order shown is not the right "
          "one.\n",
          session.step_count());
    case QuestionKind::numeric:
      return "Type a number, for example \"2.5\", or q to end.\n";
    case QuestionKind::bug:
      return fmt::format("Type a number from 1 to {}, or q to end.\n",
                         bank::lines_of(question.bug.code).size());
  }
  return {};
}

bool takes_lines(const QuizSession& session) {
  return session.question().kind == QuestionKind::output;
}

bool ends_lines(const QuizSession& session, std::string_view line) {
  if (line == "." || line == ".\r") return true;
  if (!bank::is_blank(line)) return false;
  auto right = bank::lines_of(session.question().output.snippet.expected);
  while (!right.empty() && bank::is_blank(right.back())) right.pop_back();
  return std::none_of(right.begin(), right.end(), bank::is_blank);
}

std::string taken_letters(const QuizSession& session) {
  std::string taken;
  if (takes_lines(session)) {
    for (char c = 'A'; c <= 'Z'; ++c) taken += c;
    return taken + '-';
  }
  for (std::size_t shown = 0; shown < session.option_count(); ++shown) taken += letter_of(shown);
  return taken;
}

bool give(QuizSession& session, std::string_view typed) {
  switch (session.question().kind) {
    case QuestionKind::single:
    case QuestionKind::multiple:
      for (const std::size_t shown : parse_letters(session, typed)) session.choose(shown);
      break;
    case QuestionKind::order:
      if (const auto positions = parse_order(session, typed); !positions.empty()) session.arrange(positions);
      break;
    case QuestionKind::output:
    case QuestionKind::numeric:
      session.type(typed);
      break;
    case QuestionKind::bug:
      session.choose_line(parse_line(typed));
      break;
  }
  return session.can_check();
}

std::string shown_result(const QuizSession& session, const Paint& paint) {
  const Graded& graded = session.graded();
  std::string text = paint(graded.correct ? Ink::right : Ink::wrong, graded.summary()) + "\n\n";
  switch (session.question().kind) {
    case QuestionKind::single:
    case QuestionKind::multiple:
      text += options_result(graded, paint) + '\n';
      break;
    case QuestionKind::order:
      text += steps_result(graded, paint) + '\n';
      break;
    case QuestionKind::output:
      if (!graded.correct) text += "It prints:\n" + shown_code(graded.right, false) + '\n';
      break;
    case QuestionKind::bug:
      text += lines_result(graded, session.question().bug, paint) + '\n';
      break;
    case QuestionKind::numeric:
      break;
  }
  // The explanation of a line stands at the line.
  if (!graded.misconception.empty() && graded.lines.empty()) text += graded.misconception + "\n\n";
  if (!graded.explanation.empty()) text += graded.explanation + '\n';
  return text;
}

}  // namespace sp::native
