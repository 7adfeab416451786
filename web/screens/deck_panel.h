// The part of Settings that holds the reader's own decks.
#pragma once

#include <string>

#include "web/app/state.h"
#include "web/widgets/ui.h"

namespace sp::screens {

/// Lists the decks, and takes new ones. Main thread.
class DeckPanel {
 public:
  void open() { message_.clear(); }
  void draw(ui::Ui& ui, app::AppState& state);

 private:
  void draw_deck(ui::Ui& ui, app::AppState& state, const app::Deck& deck);
  void draw_confirmation(ui::Ui& ui, app::Decks& decks);

  std::string removing_;  ///< the name of the deck that is asked about; kept while the dialog closes
  bool confirming_ = false;
  std::string message_;
};

}  // namespace sp::screens
