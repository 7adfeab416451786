// How each screen is made: one line a screen, used by the table alone.
#pragma once

#include <memory>

#include "web/app/screen.h"

namespace sp::screens {

std::unique_ptr<app::Screen> make_today(app::AppState& state);
std::unique_ptr<app::Screen> make_learn(app::AppState& state);
std::unique_ptr<app::Screen> make_practice(app::AppState& state);
std::unique_ptr<app::Screen> make_lab(app::AppState& state);
std::unique_ptr<app::Screen> make_interview(app::AppState& state);
std::unique_ptr<app::Screen> make_progress(app::AppState& state);
std::unique_ptr<app::Screen> make_settings(app::AppState& state);
std::unique_ptr<app::Screen> make_card(app::AppState& state);
std::unique_ptr<app::Screen> make_scenario(app::AppState& state);

}  // namespace sp::screens
