// What the reader can have done from everywhere: one table, used by the palette.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/app/screen.h"

namespace sp::app {

struct Command {
  std::string id;     ///< "go-lab"
  std::string title;  ///< "Go to Lab"
  std::string also;   ///< further words it is found by
  ui::Icon icon = ui::Icon::arrow_right;
  std::string shortcut;                    ///< that does the same; may be empty
  std::string address;                     ///< where it goes; or
  void (*run)(AppState& state) = nullptr;  ///< what it does
};

/// Every screen of the navigation, each topic's practice, and what else can be done anywhere.
std::vector<Command> make_commands(const AppState& state);

}  // namespace sp::app
