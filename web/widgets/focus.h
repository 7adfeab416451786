#pragma once

#include <string_view>
#include <vector>

#include "web/widgets/accessibility.h"

namespace sp::ui {

/// What a key means for the tree when keys are ours to interpret (the desktop window).
struct FocusStep {
  bool used = false;            ///< the key did something here and is not for shortcuts
  NodeId focus = 0;             ///< where the focus is afterwards
  std::vector<Action> actions;  ///< to be done in this frame
};

/// Tab and Shift+Tab go through Tree::focus_order(), round and round; arrows choose within a radio group and
/// move a slider (Home, End, PageUp and PageDown, too); Enter uses buttons and links, Space uses buttons,
/// radios, checkboxes and toggles. A node that takes keys gets every other key as a key action. `chord` has
/// the form of Action::text.
FocusStep walk(const Tree& tree, NodeId focused, std::string_view chord);

}  // namespace sp::ui
