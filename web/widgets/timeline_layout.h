#pragma once

#include <cstddef>
#include <optional>

#include "web/widgets/geometry.h"
#include "web/widgets/timeline_model.h"

namespace sp::ui {

/// Where rows stand, in CSS pixels below the top of the lanes. Groups one below the other, each a header and
/// its lanes. On narrow areas names stand above their bars, which then have the whole width.
class TimelineLayout {
 public:
  /// `name_width`: what the longest name needs. `text_scale`: the reader's.
  TimelineLayout(const TimelineModel& model, float width, float name_width, float text_scale);

  bool names_above() const { return names_above_; }
  float gutter() const { return gutter_; }  ///< left of the bars
  float height() const { return height_; }
  float header_height() const { return header_; }
  float row_height() const { return row_; }
  float bar_height() const { return bar_; }

  float header_top(std::size_t group) const;
  float row_top(std::size_t row) const;
  /// Of the bar within the lanes.
  float bar_top(std::size_t row) const { return row_top(row) + bar_offset_; }
  /// The row at this height, if any.
  std::optional<std::size_t> row_at(float y) const;

 private:
  const TimelineModel& model_;
  bool names_above_;
  float gutter_, header_, row_, bar_, bar_offset_, gap_, height_;
};

}  // namespace sp::ui
