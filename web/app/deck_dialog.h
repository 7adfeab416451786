// What became of the reader's own files, over whatever screen is shown.
#pragma once

#include <span>
#include <string_view>

#include "engine/base/json.h"
#include "web/widgets/ui.h"

namespace sp::app {

class AppState;

/// Draws a dialog while there are news of decks: what was added, a question, or why a file is kept out.
/// Called in every frame, after the screen.
void draw_deck_news(ui::Ui& ui, AppState& state);

/// A list of problems by place: line, column and field, and what was expected there.
void draw_problems(ui::Ui& ui, std::string_view key, std::span<const Problem> problems);

}  // namespace sp::app
