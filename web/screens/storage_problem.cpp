#include "web/screens/storage_problem.h"

namespace sp::screens {

void draw_storage_problem(ui::Ui& ui, app::AppState& state) {
  auto& answers = state.answers();
  if (answers.problem().empty()) return;
  ui.alert("storage", answers.problem(), ui::Tone::warn);
  if (answers.history().size() > 0 && ui.button("storage-export", "Export my answers",
                                                ui::ButtonStyle::secondary, {.icon = ui::Icon::download}))
    answers.export_file();
  ui.space(8);
}

}  // namespace sp::screens
