// The command palette: Ctrl+K on every screen.
#pragma once

#include <string>
#include <vector>

#include "web/app/finder.h"
#include "web/widgets/ui.h"

namespace sp::app {

/// A dialog with a search over everything there is and all that can be done. Main thread.
class Palette {
 public:
  void open() { wanted_ = true; }
  /// After the screen, every frame.
  void draw(ui::Ui& ui, AppState& state);

 private:
  void refresh(AppState& state);
  void draw_results(ui::Ui& ui, AppState& state);
  void move_by_keys(ui::Ui& ui);
  void choose(std::size_t index, AppState& state);
  ui::NodeId list_id(const ui::Ui& ui) const;

  bool wanted_ = false, open_ = false;
  std::string query_;
  std::string shown_query_;        ///< of items_
  std::size_t shown_version_ = 0;  ///< of the finder, for items_
  std::vector<FoundItem> items_;
  std::size_t all_ = 0;
  std::size_t active_ = 0;
};

}  // namespace sp::app
