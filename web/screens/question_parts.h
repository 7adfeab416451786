#pragma once

#include <string_view>

#include "engine/practice/session.h"
#include "web/widgets/ui.h"

namespace sp::screens {

/// What the current question shows below its prompt, and the control that it is answered with; once checked,
/// the same with everything marked and explained. Precondition: !quiz.finished(). Main thread.
void draw_answering(ui::Ui& ui, practice::QuizSession& quiz);

/// What is to be done before the answer to the current question can be checked: "Choose an option first".
std::string_view what_is_missing(const practice::QuizSession& quiz);

/// The key that checks the answer: where Enter begins a new line, Enter with Ctrl.
std::string_view check_key(const practice::QuizSession& quiz);

/// Right or not, which misconception it was, and what to take away; inside a panel.
void draw_verdict(ui::Ui& ui, const practice::Graded& graded);

}  // namespace sp::screens
