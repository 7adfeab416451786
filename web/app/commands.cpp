#include "web/app/commands.h"

#include <array>

#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/screens.h"

namespace sp::app {
namespace {

void choose_theme(AppState& state, ThemeChoice choice) {
  state.shell().set_theme_choice(choice);
}

struct Deed {
  std::string_view id, title, also;
  ui::Icon icon;
  std::string_view shortcut;
  void (*run)(AppState& state);
};
const std::array kDeeds{
    Deed{"theme-dark", "Theme: dark", "night colours looks", ui::Icon::moon, "",
         [](AppState& s) { choose_theme(s, ThemeChoice::dark); }},
    Deed{"theme-light", "Theme: light", "day colours looks", ui::Icon::sun, "",
         [](AppState& s) { choose_theme(s, ThemeChoice::light); }},
    Deed{"theme-system", "Theme: as the system", "automatic colours looks", ui::Icon::settings, "",
         [](AppState& s) { choose_theme(s, ThemeChoice::automatic); }},
    Deed{"export", "Export my answers", "save download file backup progress", ui::Icon::download, "",
         [](AppState& s) { s.answers().export_file(); }},
    Deed{"keys", "Keyboard help", "shortcuts keys", ui::Icon::keyboard, "?",
         [](AppState& s) { s.open_help(); }},
};

struct Place {
  std::string_view id, title, also, address;
};
constexpr std::array kSessions{
    Place{"review", "Start the daily review", "practice due repeat today", "#/practice?mode=daily"},
    Place{"quick", "Quick ten", "practice review short", "#/practice?mode=quick"},
    Place{"weak", "Practise weak spots", "practice review mistakes", "#/practice?mode=weak"},
    Place{"exam", "Timed exam", "practice test clock result", "#/practice?mode=exam"},
};

}  // namespace

std::vector<Command> make_commands(const AppState& state) {
  std::vector<Command> out;
  for (const ScreenEntry& screen : screens::table()) {
    if (screen.label.empty()) continue;
    const std::string id(screen.id);
    out.push_back(
        {"go-" + id, "Go to " + std::string(screen.label), "open screen", screen.icon, "", "#/" + id});
  }
  for (const Place& session : kSessions) {
    out.push_back({std::string(session.id), std::string(session.title), std::string(session.also),
                   ui::Icon::practice, "", std::string(session.address)});
  }
  for (const std::string& topic : state.bank_or_outline().topics()) {
    out.push_back({"practise-" + topic, "Practise: " + screens::topic_title(topic),
                   "practice quiz questions start", ui::Icon::practice, "", "#/practice?topic=" + topic});
  }
  for (const Deed& deed : kDeeds) {
    out.push_back({std::string(deed.id), std::string(deed.title), std::string(deed.also), deed.icon,
                   std::string(deed.shortcut), "", deed.run});
  }
  return out;
}

}  // namespace sp::app
