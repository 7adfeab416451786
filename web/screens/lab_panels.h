// The parts of a demo's bench, each drawn from the bench's state alone.
#pragma once

#include "web/app/lab_bench.h"
#include "web/widgets/ui.h"

namespace sp::screens {

void draw_prediction(ui::Ui& ui, app::LabBench& bench);
void draw_settings(ui::Ui& ui, app::LabBench& bench);
void draw_run(ui::Ui& ui, app::LabBench& bench);
void draw_snippet(ui::Ui& ui, const app::LabBench& bench);
/// Verdict, figures, checks, charts and the timeline; before the first run, what will stand there.
void draw_result(ui::Ui& ui, app::LabBench& bench);

}  // namespace sp::screens
