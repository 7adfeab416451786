// The drawing of the timeline's parts; only for timeline.cpp and its tests. Nothing here takes input.
#pragma once

#include <optional>

#include "web/widgets/paint.h"
#include "web/widgets/timeline_layout.h"
#include "web/widgets/timeline_view.h"

namespace sp::ui {

/// What the pointer rests on.
struct TimelineHover {
  std::size_t row = 0;
  Nanos t = 0;                        ///< time of the row's group
  const trace::Span* span = nullptr;  ///< at t; nullptr outside of the lane's life
  std::optional<std::size_t> holder;  ///< the row whose lane holds what the span waits for
};

/// One frame's picture of the lanes.
struct TimelinePicture {
  const TimelineModel& model;
  const TimelineView& view;
  const TimelineLayout& layout;
  const Theme& theme;
  Painter paint;
  Rect lanes;    ///< all rows and names; may reach beyond what is visible
  Rect plot;     ///< the bars' part of it
  Rect visible;  ///< draw nothing outside
  TimeScale scale;
  std::optional<TimelineHover> hover;

  float bar_y(std::size_t row) const { return lanes.y + layout.bar_top(row); }
  Rect bar(std::size_t row, float x0, float x1) const {
    return {x0, bar_y(row), x1 - x0, layout.bar_height()};
  }
};

/// Headers, names, bars, marks, hand-offs and the scrubber's line. Returns whether hand-offs were too many to
/// be drawn.
bool paint_lanes(const TimelinePicture& picture);
/// The axis; the scrubber's handle stands on it.
void paint_ruler(const TimelinePicture& picture, const Rect& ruler);
/// All of the axis with the window that is shown. `hot`: the pointer is on it.
void paint_minimap(const TimelinePicture& picture, const Rect& minimap, bool hot);

/// Swatches with names of the states that occur, wrapped to the width. Returns the height; draws only with
/// `draw`.
float paint_legend(const TimelineModel& model, const Theme& theme, const Painter& paint, Point at,
                   float width, bool draw);

/// The strokes of a pattern, cut to the rectangle without a clip rectangle of their own, so that bars do not
/// end a batch. `phase`: the x that the pattern is anchored to, so that it moves with its bar.
void stroke_pattern(const Painter& paint, const Rect& r, Pattern pattern, Color color, float phase);

}  // namespace sp::ui
