#include "web/screens/screens.h"

#include <array>

#include "web/screens/screen_list.h"

namespace sp::screens {

std::span<const app::ScreenEntry> table() {
  static const std::array entries{
      app::ScreenEntry{"today", "Today", ui::Icon::today, "", make_today, false},
      app::ScreenEntry{"learn", "Learn", ui::Icon::learn, "", make_learn},
      app::ScreenEntry{"practice", "Practice", ui::Icon::practice, "", make_practice},
      app::ScreenEntry{"interview", "Interview", ui::Icon::interview, "", make_interview},
      app::ScreenEntry{"lab", "Lab", ui::Icon::lab, "", make_lab, false},
      app::ScreenEntry{"progress", "Progress", ui::Icon::progress, "", make_progress},
      app::ScreenEntry{"settings", "Settings", ui::Icon::settings, "", make_settings},
      app::ScreenEntry{"card", "", ui::Icon::learn, "learn", make_card},
      app::ScreenEntry{"scenario", "", ui::Icon::interview, "learn", make_scenario},
  };
  return entries;
}

}  // namespace sp::screens
