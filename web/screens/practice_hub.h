// What can be practised: the sessions, what is due, and the topics.
#pragma once

#include "web/app/state.h"

namespace sp::screens {

void draw_practice_hub(ui::Ui& ui, app::AppState& state);

/// "12 to repeat and 8 new", "nothing is due": what today's plan asks for.
std::string plan_words(const practice::DayPlan& plan);

}  // namespace sp::screens
