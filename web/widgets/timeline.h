#pragma once

#include <string_view>

#include "web/widgets/timeline_model.h"
#include "web/widgets/timeline_view.h"
#include "web/widgets/ui.h"

namespace sp::ui {

/// Draws the lanes of a model as far as `view` shows them, takes the input that moves the view, and records
/// the lanes and the scrubber as accessible nodes. Takes the available width; its height follows from the
/// lanes. Main thread.
///
/// Drag pans; Ctrl+wheel and pinch zoom at the pointer (the wheel alone too while the lanes have keyboard
/// focus). Keys, with focus on the lanes or the scrubber: arrows pan, + and - zoom, 0 shows all, comma and
/// full stop step to the event before and after, Home and End go to the ends, Escape takes the scrubber away.
void timeline(Ui& ui, std::string_view key, const TimelineModel& model, TimelineView& view);

}  // namespace sp::ui
