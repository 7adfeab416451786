#include "web/widgets/timeline_paint.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <imgui.h>

#include "web/widgets/axis.h"
#include "web/widgets/timeline_bars.h"

namespace sp::ui {
namespace {

static_assert(trace::kStateCount == kLaneStateCount);
static_assert(trace::state_index(trace::Kind::state_gil_wait) ==
              static_cast<std::size_t>(LaneState::gil_wait));
static_assert(trace::state_index(trace::Kind::state_io_wait) == static_cast<std::size_t>(LaneState::io_wait));

constexpr float kPatternFrom = 7;    ///< pixels; narrower bars are plain
constexpr float kLabelFrom = 56;     ///< pixels of bar that a label wants
constexpr float kGapFrom = 4;        ///< wider bars leave a pixel free before the next one
constexpr float kMarkSpacing = 7;    ///< pixels for each mark on average: more of them are not drawn
constexpr float kArrowSpacing = 12;  ///< pixels for each hand-off on average: more of them are not drawn
constexpr float kPatternStep = 7;
constexpr float kHollow = 0.18f;  ///< opacity of a hollow fill

int tick_count(const Rect& plot) {
  return std::max(1, static_cast<int>(plot.w / 96));
}

const StateLook& look_of(const Theme& theme, std::size_t state) {
  return theme.states[state];
}

/// What moves with the bars: a pattern's anchor within one period. Far from the anchor a float would not tell
/// pixels apart.
float phase_of(const TimeScale& scale, Nanos offset) {
  const double anchor = scale.left + (static_cast<double>(offset) - scale.begin) / scale.ns_per_pixel;
  return static_cast<float>(std::fmod(anchor, kPatternStep * 6.0));
}

class Lanes {
 public:
  explicit Lanes(const TimelinePicture& picture)
      : p_(picture), theme_(picture.theme), paint_(picture.paint), layout_(picture.layout) {}

  bool paint() {
    for (std::size_t group = 0; group < p_.model.groups().size(); ++group) {
      paint_grid(group);
      paint_group(group);
    }
    const TimelineModel& model = p_.model;
    for (std::size_t row = 0; row < model.lanes().size(); ++row) {
      if (shown(row)) paint_bar(row);
    }
    bool more = false;
    for (std::size_t group = 0; group < model.groups().size(); ++group) more |= paint_arrows(group);
    paint_hover();
    if (p_.view.scrubber()) {
      const float x = p_.scale.x(static_cast<double>(*p_.view.scrubber()));
      if (x >= p_.plot.x - 1 && x <= p_.plot.right() + 1)
        paint_.line({x, p_.visible.y}, {x, p_.visible.bottom()}, theme_.accent().fill, 1.5f);
    }
    return more;
  }

 private:
  bool shown(std::size_t row) const {
    const float top = p_.lanes.y + layout_.row_top(row);
    return top < p_.visible.bottom() && top + layout_.row_height() > p_.visible.y;
  }

  void paint_group(std::size_t index) {
    const TimelineGroup& group = p_.model.groups()[index];
    const float top = p_.lanes.y + layout_.header_top(index);
    if (top > p_.visible.bottom() || top + layout_.header_height() < p_.visible.y) return;
    const Size name = paint_.measure(group.name, TextStyle::label);
    const float y = top + (layout_.header_height() - name.h) / 2;
    paint_.text_fitted({p_.lanes.x, y}, group.name, p_.lanes.w, TextStyle::label, theme_.text);
    const std::string facts = fmt::format("{}, {} {}, {} running at once at most", format_time(group.length),
                                          group.count, group.count == 1 ? "lane" : "lanes", group.peak);
    const float used = name.w + 12;
    if (used < p_.lanes.w - 80) {
      paint_.text_fitted({p_.lanes.x + used, y + 1}, facts, p_.lanes.w - used, TextStyle::small,
                         theme_.text_muted);
    }
  }

  /// Behind the lanes of a group, not behind its header.
  void paint_grid(std::size_t index) {
    const TimelineGroup& group = p_.model.groups()[index];
    const float top = p_.lanes.y + layout_.row_top(group.first);
    const float bottom = top + static_cast<float>(group.count) * layout_.row_height();
    const float y0 = std::max(top, p_.visible.y), y1 = std::min(bottom, p_.visible.bottom());
    if (y0 >= y1) return;
    for (const Tick& tick : time_ticks(p_.view.begin(), p_.view.end(), tick_count(p_.plot)).ticks) {
      const float x = p_.scale.x(tick.at);
      paint_.line({x, y0}, {x, y1}, fade(theme_.chart_grid, 0.7f));
    }
  }

  void paint_bar(std::size_t row) {
    const TimelineLane& lane = p_.model.lanes()[row];
    const float top = p_.lanes.y + layout_.row_top(row);
    const bool pointed = p_.hover && p_.hover->row == row;
    const float name_y = layout_.names_above()
                             ? top
                             : top + 4 + (layout_.bar_height() - paint_.measure("", TextStyle::small).h) / 2;
    const float name_w = layout_.names_above() ? p_.lanes.w : layout_.gutter() - 10;
    paint_.text_fitted({p_.lanes.x, name_y}, lane.name, name_w, TextStyle::small,
                       pointed ? theme_.text : theme_.text_muted);
    paint_.fill(p_.bar(row, p_.plot.x, p_.plot.right()), theme_.sunken, 3);

    paint_.push_clip(intersect({p_.plot.x, top, p_.plot.w, layout_.row_height()}, p_.visible));
    const Nanos offset = p_.model.place(lane.group, p_.view.same_start());
    parts_.clear();
    lane_bars(lane.track, offset, p_.scale, p_.plot.x, p_.plot.right(), parts_);
    phase_ = phase_of(p_.scale, offset);
    for (const BarPart& part : parts_) paint_part(row, part);
    paint_marks(row, offset);
    paint_.pop_clip();
  }

  void paint_part(std::size_t row, const BarPart& part) {
    const StateLook& look = look_of(theme_, part.state);
    // Far outside of the window there is nothing to see, and a pattern would take for ever.
    const float x0 = std::max(part.x0, p_.plot.x - 8), x1 = std::min(part.x1, p_.plot.right() + 8);
    const float gap = part.full() && part.x1 - part.x0 >= kGapFrom ? 1.0f : 0.0f;
    const Rect whole = p_.bar(row, x0, std::max(x1 - gap, x0 + 0.75f));
    if (!part.full()) {
      const Rect share{whole.x, whole.y + whole.h * (1 - part.high), whole.w,
                       whole.h * (part.high - part.low)};
      const bool hollow = look.pattern == Pattern::hollow;
      paint_.fill(share, hollow ? fade(look.fill, kHollow * 2) : look.fill);
      return;
    }
    if (look.pattern == Pattern::hollow) {
      paint_.fill(whole, fade(look.fill, kHollow));
      paint_.fill({whole.x, whole.y, whole.w, 1}, look.fill);
      paint_.fill({whole.x, whole.bottom() - 1, whole.w, 1}, look.fill);
    } else {
      paint_.fill(whole, look.fill);
      if (whole.w >= kPatternFrom) stroke_pattern(paint_, whole, look.pattern, fade(look.ink, 0.42f), phase_);
    }
    if (part.span != BarPart::kMixed && whole.w >= kLabelFrom) paint_label(row, part, whole, look);
  }

  void paint_label(std::size_t row, const BarPart& part, const Rect& whole, const StateLook& look) {
    const float left = std::max(whole.x, p_.plot.x), right = std::min(whole.right(), p_.plot.right());
    if (right - left < kLabelFrom) return;
    const std::string text = p_.model.describe(p_.model.lanes()[row].track.spans()[part.span]);
    const Size size = paint_.measure(text, TextStyle::small);
    const float w = std::min(size.w, right - left - 12);
    const bool hollow = look.pattern == Pattern::hollow;
    if (size.w > right - left - 12) return;  // an ellipsis in every bar would be noise
    const float y = whole.center().y - size.h / 2;
    if (look.pattern != Pattern::solid && !hollow)
      paint_.fill({left + 3, whole.y + 2, w + 8, whole.h - 4}, look.fill, 2);
    paint_.text({left + 7, y}, text, TextStyle::small, hollow ? theme_.text_muted : look.ink);
  }

  /// Triangles below the bar: up for what is taken, down for what is given, a cross for an error, a dot for
  /// the rest.
  void paint_marks(std::size_t row, Nanos offset) {
    const auto& marks = p_.model.lanes()[row].marks;
    const auto time = [](const TimelineMark& mark, double t) { return static_cast<double>(mark.t) < t; };
    const double shift = static_cast<double>(offset);
    const auto first = std::lower_bound(marks.begin(), marks.end(), p_.scale.t(p_.plot.x - 4) - shift, time);
    const auto last = std::lower_bound(first, marks.end(), p_.scale.t(p_.plot.right() + 4) - shift, time);
    if (static_cast<float>(last - first) > p_.plot.w / kMarkSpacing) return;
    const float y = p_.bar_y(row) + layout_.bar_height() + 4;
    for (auto mark = first; mark != last; ++mark) {
      const float x = p_.scale.x(static_cast<double>(mark->t) + shift);
      const Color color = theme_.text_muted;
      switch (mark->kind) {
        case trace::Kind::acquire:
        case trace::Kind::get:
        case trace::Kind::receive:
          paint_.triangle({x, y - 3}, {x + 3.5f, y + 3}, {x - 3.5f, y + 3}, color);
          break;
        case trace::Kind::release:
        case trace::Kind::put:
        case trace::Kind::notify:
        case trace::Kind::send:
          paint_.triangle({x - 3.5f, y - 3}, {x + 3.5f, y - 3}, {x, y + 3}, color);
          break;
        case trace::Kind::error:
        case trace::Kind::cancel:
          paint_.icon(Icon::cross, {x - 5, y - 5, 10, 10}, theme_.tone(Tone::bad).text, 2.5f);
          break;
        default:
          paint_.circle({x, y}, 2, color);
          break;
      }
    }
  }

  bool paint_arrows(std::size_t group) {
    const Nanos offset = p_.model.place(group, p_.view.same_start());
    const auto from = static_cast<Nanos>(std::floor(p_.view.begin())) - offset;
    const auto to = static_cast<Nanos>(std::ceil(p_.view.end())) - offset;
    bool more = false;
    const auto most = static_cast<std::size_t>(p_.plot.w / kArrowSpacing);
    const auto arrows = p_.model.arrows(group, from, to, most, more);
    if (arrows.empty()) return more;
    paint_.push_clip(intersect({p_.plot.x, p_.visible.y, p_.plot.w, p_.visible.h}, p_.visible));
    for (const TimelineArrow& arrow : arrows) {
      if (!shown(arrow.from) && !shown(arrow.to)) continue;
      const bool down = arrow.to > arrow.from;
      const float half = layout_.bar_height() / 2;
      const Point a{p_.scale.x(static_cast<double>(arrow.t0 + offset)), p_.bar_y(arrow.from) + half};
      const Point b{p_.scale.x(static_cast<double>(arrow.t1 + offset)),
                    p_.bar_y(arrow.to) + (down ? 0 : layout_.bar_height())};
      paint_arrow(a, b, down ? 1.0f : -1.0f);
    }
    paint_.pop_clip();
    return more;
  }

  void paint_arrow(Point a, Point b, float sign) {
    const float bend = std::min(std::abs(b.y - a.y) * 0.6f, 40.0f) * sign;
    const Color line = theme_.text_muted, halo = fade(theme_.background, 0.6f);
    const ImVec2 p0{a.x, a.y}, p1{a.x, a.y + bend}, p2{b.x, b.y - bend}, p3{b.x, b.y - 5 * sign};
    paint_.list()->AddBezierCubic(p0, p1, p2, p3, halo, 3, 12);
    paint_.list()->AddBezierCubic(p0, p1, p2, p3, line, 1.25f, 12);
    paint_.circle(a, 2.5f, theme_.text);
    paint_.triangle({b.x - 4, b.y - 6 * sign}, {b.x + 4, b.y - 6 * sign}, {b.x, b.y}, theme_.text);
  }

  void paint_hover() {
    if (!p_.hover || p_.hover->span == nullptr) return;
    const TimelineHover& hover = *p_.hover;
    outline_span(hover.row, *hover.span, theme_.text);
    if (!hover.holder) return;
    const trace::Span* holding = p_.model.lanes()[*hover.holder].track.at(hover.t);
    if (holding != nullptr) outline_span(*hover.holder, *holding, theme_.accent().text);
    // From whoever waits to whoever holds.
    const bool down = *hover.holder > hover.row;
    const Nanos offset = p_.model.place(p_.model.lanes()[hover.row].group, p_.view.same_start());
    const float x = p_.scale.x(static_cast<double>(hover.t + offset));
    const float from = p_.bar_y(hover.row) + (down ? layout_.bar_height() : 0);
    const float to = p_.bar_y(*hover.holder) + (down ? 0 : layout_.bar_height());
    paint_.dashed_line({x, from}, {x, to}, theme_.accent().text, 2, 5, 3);
    paint_.circle({x, to}, 3.5f, theme_.accent().text);
  }

  void outline_span(std::size_t row, const trace::Span& span, Color color) {
    const Nanos offset = p_.model.place(p_.model.lanes()[row].group, p_.view.same_start());
    const float x0 = std::max(p_.scale.x(static_cast<double>(span.begin + offset)), p_.plot.x);
    const float x1 = std::min(p_.scale.x(static_cast<double>(span.end + offset)), p_.plot.right());
    if (x1 - x0 >= 2) paint_.outline(p_.bar(row, x0, x1).inset(-1), color, 2, 2);
  }

  const TimelinePicture& p_;
  const Theme& theme_;
  const Painter& paint_;
  const TimelineLayout& layout_;
  std::vector<BarPart> parts_;
  float phase_ = 0;
};

}  // namespace

bool paint_lanes(const TimelinePicture& picture) {
  return Lanes(picture).paint();
}

void stroke_pattern(const Painter& paint, const Rect& r, Pattern pattern, Color color, float phase) {
  // A line that rises (or falls) across the whole height, cut at the rectangle's sides.
  const auto diagonals = [&](float step, bool rising) {
    for (float x = phase + std::floor((r.x - r.h - phase) / step) * step; x < r.right(); x += step) {
      const float x0 = std::max(x, r.x), x1 = std::min(x + r.h, r.right());
      if (x1 - x0 < 0.5f) continue;
      const float y0 = rising ? r.bottom() - (x0 - x) : r.y + (x0 - x),
                  y1 = rising ? r.bottom() - (x1 - x) : r.y + (x1 - x);
      paint.list()->AddLine({x0, y0}, {x1, y1}, color, 1.5f);
    }
  };
  switch (pattern) {
    case Pattern::diagonal:
      diagonals(kPatternStep, true);
      break;
    case Pattern::cross:
      diagonals(kPatternStep * 1.5f, true);
      diagonals(kPatternStep * 1.5f, false);
      break;
    case Pattern::dots: {
      constexpr float kStep = kPatternStep;
      for (float y = r.y + 3; y + 2 <= r.bottom(); y += 5) {
        for (float x = phase + std::ceil((r.x - phase) / kStep) * kStep; x + 2 <= r.right(); x += kStep)
          paint.fill({x, y, 2, 2}, color);
      }
      break;
    }
    case Pattern::horizontal:
      for (float y = r.y + 3; y + 1.5f <= r.bottom(); y += 5) paint.fill({r.x, y, r.w, 1.5f}, color);
      break;
    case Pattern::solid:
    case Pattern::hollow:
      break;
  }
}

void paint_ruler(const TimelinePicture& p, const Rect& ruler) {
  const float line = p.paint.measure("", TextStyle::small).h;
  const float text_y = ruler.bottom() - line - 4;
  const TimeTicks ticks = time_ticks(p.view.begin(), p.view.end(), tick_count(p.plot));
  if (!ticks.base.empty()) {
    const bool room = p.layout.gutter() > 40;
    const float w = p.paint.measure(ticks.base, TextStyle::small).w;
    // On narrow areas the base takes the place of the first label.
    p.paint.text({room ? p.plot.x - w - 8 : p.plot.x, text_y}, ticks.base, TextStyle::small, p.theme.text);
  }
  float free_from = ticks.base.empty() || p.layout.gutter() > 40 ? p.plot.x - 20 : p.plot.x + 70;
  for (const Tick& tick : ticks.ticks) {
    const float x = p.scale.x(tick.at);
    p.paint.line({x, ruler.bottom() - 4}, {x, ruler.bottom()}, p.theme.chart_axis);
    const float w = p.paint.measure(tick.label, TextStyle::small).w;
    const float left = std::clamp(x - w / 2, p.plot.x, std::max(p.plot.x, p.plot.right() - w));
    if (left < free_from) continue;
    p.paint.text({left, text_y}, tick.label, TextStyle::small, p.theme.text_muted);
    free_from = left + w + 8;
  }
  p.paint.line({p.plot.x, ruler.bottom()}, {p.plot.right(), ruler.bottom()}, p.theme.chart_axis);
  if (!p.view.scrubber()) return;
  const float x = p.scale.x(static_cast<double>(*p.view.scrubber()));
  if (x < p.plot.x - 1 || x > p.plot.right() + 1) return;
  const std::string at = format_time(*p.view.scrubber());
  const Size size = p.paint.measure(at, TextStyle::small);
  const float w = size.w + 12;
  const Rect flag{std::clamp(x - w / 2, p.plot.x, std::max(p.plot.x, p.plot.right() - w)), ruler.y, w,
                  ruler.h - 4};
  p.paint.fill(flag, p.theme.accent().fill, 4);
  p.paint.triangle({x - 4, flag.bottom()}, {x + 4, flag.bottom()}, {x, ruler.bottom()},
                   p.theme.accent().fill);
  p.paint.text({flag.center().x, flag.center().y - size.h / 2}, at, TextStyle::small,
               p.theme.accent().on_fill, Align::center);
}

void paint_minimap(const TimelinePicture& p, const Rect& minimap, bool hot) {
  const auto& columns = p.model.overview(p.view.same_start());
  p.paint.fill(minimap, p.theme.sunken, 4);
  Nanos most = 1;
  for (const Coverage& column : columns) {
    Nanos sum = 0;
    for (const Nanos length : column) sum += length;
    most = std::max(most, sum);
  }
  const Rect inner = minimap.inset(1, 3);
  const float width = inner.w / static_cast<float>(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    float foot = inner.bottom();
    for (std::size_t state = 0; state < columns[i].size(); ++state) {
      const float h =
          inner.h * static_cast<float>(static_cast<double>(columns[i][state]) / static_cast<double>(most));
      if (h < 0.2f) continue;
      const StateLook& look = look_of(p.theme, state);
      const float strength = look.pattern == Pattern::hollow ? kHollow : 0.85f;
      p.paint.fill({inner.x + static_cast<float>(i) * width, foot - h, width, h},
                   blend(fade(look.fill, strength), p.theme.sunken));
      foot -= h;
    }
  }
  const double length = std::max(1.0, static_cast<double>(p.model.length(p.view.same_start())));
  const float x0 = inner.x + static_cast<float>(p.view.begin() / length) * inner.w;
  const float x1 = inner.x + static_cast<float>(std::min(1.0, p.view.end() / length)) * inner.w;
  const Color veil = fade(p.theme.background, 0.62f);
  p.paint.fill({minimap.x, minimap.y, x0 - minimap.x, minimap.h}, veil);
  p.paint.fill({x1, minimap.y, minimap.right() - x1, minimap.h}, veil);
  const Rect window{x0, minimap.y, std::max(3.0f, x1 - x0), minimap.h};
  p.paint.outline(window, hot ? p.theme.accent().text : p.theme.accent().fill, 4, 2);
  for (const float x : {window.x, window.right()}) {
    p.paint.fill({x - 2.5f, minimap.center().y - 7, 5, 14},
                 hot ? p.theme.accent().text : p.theme.accent().fill, 2.5f);
  }
}

float paint_legend(const TimelineModel& model, const Theme& theme, const Painter& paint, Point at,
                   float width, bool draw) {
  constexpr float kSwatch = 26, kGap = 8, kBetween = 20;
  const float line = paint.measure("", TextStyle::small).h + 4;
  Point pen = at;
  for (std::size_t state = 0; state < trace::kStateCount; ++state) {
    if ((model.states_used() >> state & 1U) == 0) continue;
    const StateLook& look = look_of(theme, state);
    const float w = kSwatch + kGap + paint.measure(look.label, TextStyle::small).w;
    if (pen.x > at.x && pen.x + w > at.x + width) pen = {at.x, pen.y + line};
    if (draw) {
      const Rect swatch{pen.x, pen.y + (line - 14) / 2, kSwatch, 14};
      paint.state_bar(swatch, look, 2);
      paint.text({pen.x + kSwatch + kGap, pen.y + 2}, look.label, TextStyle::small, theme.text_muted);
    }
    pen.x += w + kBetween;
  }
  return pen.y - at.y + line;
}

}  // namespace sp::ui
