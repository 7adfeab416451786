#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "web/widgets/timeline_track.h"
#include "web/widgets/timeline_view.h"

namespace sp::ui {

/// A rectangle of one state on a lane: `x0`..`x1` in pixels; `low`..`high` of the bar's height, 0 at its
/// foot.
struct BarPart {
  static constexpr std::uint32_t kMixed = std::numeric_limits<std::uint32_t>::max();

  float x0 = 0, x1 = 0;
  float low = 0, high = 1;
  std::uint8_t state = 0;       ///< trace::state_index
  std::uint32_t span = kMixed;  ///< index of the one span that it shows, or kMixed

  bool full() const { return low == 0 && high == 1; }
};

/// What to draw of a lane between `left` and `right` (pixels): appended to `parts`, from left to right,
/// without gap or overlap within the lane's life. Spans that reach across a column of two to four pixels
/// stand for themselves; in columns where many are crowded, the column is divided by the shares of the
/// states, the first state at the foot. Columns lie on multiples of a power of two of nanoseconds, so that a
/// picture keeps its colours while it moves. O(width * log n).
void lane_bars(const LaneTrack& track, Nanos offset, const TimeScale& scale, float left, float right,
               std::vector<BarPart>& parts);

/// Width of those columns, in nanoseconds.
Nanos column_width(double ns_per_pixel);

}  // namespace sp::ui
