// What is said when answers cannot be kept.
#pragma once

#include "web/app/state.h"

namespace sp::screens {

/// The problem of the log of answers, if there is one, and a button to export it. Main thread.
void draw_storage_problem(ui::Ui& ui, app::AppState& state);

}  // namespace sp::screens
