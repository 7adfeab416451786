#include "web/widgets/timeline_bars.h"

#include <algorithm>
#include <cmath>

namespace sp::ui {
namespace {

constexpr double kLeastColumn = 2;    ///< pixels; the widest is twice that
constexpr double kLeastShare = 0.03;  ///< of a column's height; less could not be seen
constexpr float kMergeBelow = 2;      ///< pixels: narrower neighbours of one state become one

Nanos column_end(Nanos t, Nanos width) {
  const Nanos column = t >= 0 ? t / width : -((-t + width - 1) / width);
  return (column + 1) * width;
}

class Builder {
 public:
  Builder(const TimeScale& scale, Nanos offset, std::vector<BarPart>& parts)
      : scale_(scale), offset_(offset), parts_(parts), first_(parts.size()) {}

  void add_span(Nanos from, Nanos to, std::size_t state, std::size_t span) {
    add_full(x(from), x(to), state, static_cast<std::uint32_t>(span));
  }

  void add_column(Nanos from, Nanos to, const Coverage& coverage) {
    double shown = 0;
    for (const Nanos length : coverage) {
      if (share(length, to - from) >= kLeastShare) shown += share(length, to - from);
    }
    double reached = 0;
    for (std::size_t state = 0; state < coverage.size(); ++state) {
      const double part = share(coverage[state], to - from);
      if (part < kLeastShare) continue;
      const double next = reached + part / shown;
      const bool last = next > 1 - kLeastShare / 2;
      if (reached == 0 && last) return add_full(x(from), x(to), state, BarPart::kMixed);
      parts_.push_back({x(from), x(to), static_cast<float>(reached), last ? 1.0f : static_cast<float>(next),
                        static_cast<std::uint8_t>(state), BarPart::kMixed});
      reached = next;
    }
  }

 private:
  static double share(Nanos length, Nanos whole) {
    return static_cast<double>(length) / static_cast<double>(whole);
  }
  float x(Nanos t) const { return scale_.x(static_cast<double>(t + offset_)); }

  void add_full(float x0, float x1, std::size_t state, std::uint32_t span) {
    if (parts_.size() > first_) {
      BarPart& last = parts_.back();
      const bool narrow = x1 - x0 < kMergeBelow || last.x1 - last.x0 < kMergeBelow || span == BarPart::kMixed;
      if (last.full() && last.state == state && last.x1 == x0 && narrow) {
        last.x1 = x1;
        if (last.span != span) last.span = BarPart::kMixed;
        return;
      }
    }
    parts_.push_back({x0, x1, 0, 1, static_cast<std::uint8_t>(state), span});
  }

  const TimeScale& scale_;
  const Nanos offset_;
  std::vector<BarPart>& parts_;
  const std::size_t first_;
};

}  // namespace

Nanos column_width(double ns_per_pixel) {
  const double least = ns_per_pixel * kLeastColumn;
  return least <= 1 ? 1 : Nanos{1} << static_cast<int>(std::ceil(std::log2(least)));
}

void lane_bars(const LaneTrack& track, Nanos offset, const TimeScale& scale, float left, float right,
               std::vector<BarPart>& parts) {
  const auto& spans = track.spans();
  const Nanos width = column_width(scale.ns_per_pixel);
  const Nanos window_begin = static_cast<Nanos>(std::floor(scale.t(left))) - offset;
  const Nanos window_end = static_cast<Nanos>(std::ceil(scale.t(right))) - offset;
  // From and to whole columns: a column that is cut by the edge has the same shares as when it is not.
  const Nanos stop = std::min(track.end(), column_end(window_end, width));
  Nanos t = std::max(track.begin(), column_end(window_begin, width) - width);
  std::size_t index = track.index_at(t);
  Builder builder(scale, offset, parts);
  while (t < stop && index < spans.size()) {
    const trace::Span& span = spans[index];
    const Nanos edge = std::min(column_end(t, width), stop);
    const bool crosses = span.end >= edge;
    const bool one_change = !crosses && index + 1 < spans.size() && spans[index + 1].end >= edge;
    if (crosses || one_change) {
      // A span that begins far to the left or ends far to the right is cut at the window: floats do not reach
      // so far.
      const Nanos to = std::min(span.end, stop);
      builder.add_span(t, to, trace::state_index(span.state), index);
      t = to;
      ++index;
      continue;
    }
    const std::size_t next = track.index_at(edge, index);
    builder.add_column(t, edge, track.coverage(t, index, edge, next));
    t = edge;
    index = next;
  }
}

}  // namespace sp::ui
