#include "web/screens/question_parts.h"

#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace sp::screens {
namespace {

using practice::QuizSession;

std::string letter(std::size_t shown) {
  return {static_cast<char>('A' + shown)};
}

// --- single, multiple ---

ui::OptionState look_of(const QuizSession& quiz, std::size_t shown) {
  if (!quiz.checked()) return quiz.chosen(shown) ? ui::OptionState::chosen : ui::OptionState::plain;
  const auto& graded = quiz.graded().options.at(shown);
  if (graded.chosen) return graded.correct ? ui::OptionState::right : ui::OptionState::wrong;
  return graded.correct ? ui::OptionState::missed : ui::OptionState::settled;
}

void draw_options(ui::Ui& ui, QuizSession& quiz) {
  const bool multiple = quiz.question().kind == bank::QuestionKind::multiple;
  const auto group = ui.region(multiple ? ui::Role::group : ui::Role::radio_group, "options",
                               multiple ? "Options: choose every right one" : "Options: choose one");
  if (multiple) ui.text("Choose every right one.", ui::TextStyle::muted);
  for (std::size_t shown = 0; shown < quiz.option_count(); ++shown) {
    const auto& option = quiz.option(shown);
    const std::string label = letter(shown);
    const ui::OptionLook look{
        .label = label,
        .text = option.text,
        .state = look_of(quiz, shown),
        .multiple = multiple,
        .explanation = quiz.checked() ? std::string_view(option.explanation) : std::string_view()};
    if (ui.option_card(option.id, look)) quiz.choose(shown);
    if (!quiz.checked() && (ui.shortcut(label) || ui.shortcut(fmt::to_string(shown + 1)))) {
      quiz.choose(shown);
      ui.request_frame();
    }
  }
}

// --- output, numeric ---

/// What was typed, and, where that is wrong, what is right.
void draw_typed(ui::Ui& ui, const QuizSession& quiz, std::string_view what_it_is) {
  const auto& graded = quiz.graded();
  const auto show = [&](const char* key, std::string_view title, std::string_view text) {
    ui.text(title, ui::TextStyle::label);
    ui.code(key, text, {.language = "", .copy_button = false, .name = title});
  };
  show("typed", "You answered", quiz.response().text);
  if (!graded.correct) show("right", what_it_is, graded.right);
}

void draw_output(ui::Ui& ui, QuizSession& quiz) {
  ui.code("snippet", quiz.question().output.snippet.code, {.line_numbers = true, .name = "Program"});
  if (quiz.checked()) return draw_typed(ui, quiz, "It prints");
  std::string text = quiz.response().text;
  if (ui.text_input("output", "What does it print?", text,
                    {.help = "Line by line. Blanks at the ends of lines do not count.",
                     .multiline = true,
                     .mono = true,
                     .max_bytes = QuizSession::kMostTyped})) {
    quiz.type(text);
  }
}

void draw_numeric(ui::Ui& ui, QuizSession& quiz) {
  if (quiz.checked()) return draw_typed(ui, quiz, "The answer is");
  const auto& numeric = quiz.question().numeric;
  const std::string unit = numeric.unit.empty() ? "" : fmt::format(" in {}", numeric.unit);
  const std::string help = numeric.tolerance > 0
                               ? fmt::format("Right within {} of the answer.", numeric.tolerance)
                           : numeric.decimals == 0 ? "A whole number."
                           : numeric.decimals == 1 ? "To one decimal place."
                                                   : fmt::format("To {} decimal places.", numeric.decimals);
  std::string text = quiz.response().text;
  if (ui.text_input("number", "Your answer" + unit, text, {.help = help, .mono = true, .max_bytes = 60})) {
    quiz.type(text);
  }
}

// --- order ---

void draw_order(ui::Ui& ui, QuizSession& quiz) {
  std::vector<ui::SortItem> items;
  if (quiz.checked()) {
    // In the right order; the marks say which of them stood there, the notes where the others stood.
    std::vector<std::string> notes;
    for (const auto& step : quiz.graded().steps) {
      const std::string place = step.correct ? "" : fmt::format("You put it at {}. ", step.given_at + 1);
      notes.push_back(place + step.explanation);
    }
    for (std::size_t i = 0; i < notes.size(); ++i) {
      const auto& step = quiz.graded().steps[i];
      items.push_back(
          {step.id, step.text, step.correct ? ui::OptionState::right : ui::OptionState::wrong, notes[i]});
    }
    if (!quiz.graded().correct) ui.text("The right order:", ui::TextStyle::label);
    ui.sortable("steps", "The right order", items, true);
    return;
  }
  for (std::size_t i = 0; i < quiz.step_count(); ++i) {
    items.push_back({quiz.step(i).id, quiz.step(i).text, ui::OptionState::plain, {}});
  }
  ui.text("Put them into order, the first at the top.", ui::TextStyle::muted);
  if (const auto move = ui.sortable("steps", "Steps to put into order", items))
    quiz.move(move->from, move->to);
}

// --- bug ---

void draw_bug(ui::Ui& ui, QuizSession& quiz) {
  const auto& bug = quiz.question().bug;
  int line = quiz.response().line;
  std::vector<ui::LineMark> marks;
  if (quiz.checked()) {
    for (const auto& graded : quiz.graded().lines) {
      const auto state = graded.chosen    ? graded.correct ? ui::OptionState::right : ui::OptionState::wrong
                         : graded.correct ? ui::OptionState::missed
                                          : ui::OptionState::settled;
      marks.push_back({graded.line, state});
    }
  } else {
    ui.text("Choose the line where the mistake is.", ui::TextStyle::muted);
  }
  if (ui.code_choice("code", "Lines of the program", bug.code, line, marks)) quiz.choose_line(line);
  if (!quiz.checked()) return;
  std::string notes;
  for (const auto& graded : quiz.graded().lines) {
    if (!graded.explanation.empty())
      notes += fmt::format("- **Line {}**: {}\n", graded.line, graded.explanation);
  }
  if (!notes.empty()) ui.markdown("notes", notes);
  if (bug.fix.empty()) return;
  ui.text("What to write instead", ui::TextStyle::label);
  ui.markdown("fix", bug.fix);
}

/// How each kind of question is answered, in the order of the enumerators.
struct Kind {
  void (*draw)(ui::Ui&, QuizSession&);
  std::string_view missing;
};
constexpr std::array<Kind, bank::kQuestionKinds.size()> kKinds{{
    {draw_options, "Choose an option first"},
    {draw_options, "Choose an option first"},
    {draw_output, "Type what it prints first"},
    {draw_order, "Put the steps into order first"},
    {draw_numeric, "Type a number first"},
    {draw_bug, "Choose a line first"},
}};

const Kind& kind_of(const QuizSession& quiz) {
  return kKinds.at(static_cast<std::size_t>(quiz.question().kind));
}

}  // namespace

void draw_answering(ui::Ui& ui, QuizSession& quiz) {
  kind_of(quiz).draw(ui, quiz);
}

std::string_view what_is_missing(const QuizSession& quiz) {
  return kind_of(quiz).missing;
}

std::string_view check_key(const QuizSession& quiz) {
  return quiz.question().kind == bank::QuestionKind::output ? "Ctrl+Enter" : "Enter";
}

void draw_verdict(ui::Ui& ui, const practice::Graded& graded) {
  {
    const auto row = ui.row("verdict-row");
    ui.icon(graded.correct ? ui::Icon::check : ui::Icon::cross,
            graded.correct ? ui::Tone::good : ui::Tone::bad);
    ui.heading(2, graded.summary());
  }
  ui.status("summary", graded.summary(), false);
  if (!graded.misconception.empty()) ui.markdown("misconception", graded.misconception);
  if (!graded.explanation.empty()) ui.markdown("explanation", graded.explanation);
}

}  // namespace sp::screens
