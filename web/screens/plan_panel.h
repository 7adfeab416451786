// What the reader wants: an interview date, limits, retention; and what is to be expected of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/practice/plan.h"
#include "web/app/state.h"

namespace sp::screens {

/// Main thread only.
class PlanPanel {
 public:
  void draw(ui::Ui& ui, app::AppState& state);

 private:
  void draw_date(ui::Ui& ui, app::AppState& state);
  void draw_limits(ui::Ui& ui, app::AppState& state);
  void draw_outlook(ui::Ui& ui, app::AppState& state);
  void refresh(app::AppState& state);

  std::string date_;                ///< as typed
  std::optional<std::string> bad_;  ///< what is wrong with it
  std::uint64_t version_ = UINT64_MAX;
  practice::Outlook outlook_;  ///< until the interview, or for kOutlookDays
};

}  // namespace sp::screens
