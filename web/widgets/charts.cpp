#include "web/widgets/charts.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include <fmt/format.h>

#include "web/widgets/axis.h"
#include "web/widgets/chart_parts.h"
#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kBarHeight = 22, kBarGap = 14, kRadius4 = 4;
constexpr float kNarrowChart = 440;  ///< below it a bar's label stands above the bar
constexpr float kChartGap = 12;      ///< below a chart
constexpr float kMarkRadius = 4;
constexpr float kNear = 24;  ///< pixels from the pointer to the point that it means

Theme::Series series_look(const Theme& theme, std::size_t index) {
  return theme.series[index % theme.series.size()];
}

/// The forms that tell lines apart without their colour, in the order of the series.
void paint_mark(const Painter& paint, Point at, std::size_t series, Color color, Color halo, float radius) {
  const auto shape = [&](float r, Color c) {
    switch (series % 4) {
      case 0:
        paint.circle(at, r, c);
        break;
      case 1:
        paint.fill({at.x - r * 0.9f, at.y - r * 0.9f, r * 1.8f, r * 1.8f}, c);
        break;
      case 2:
        paint.triangle({at.x, at.y - r * 1.2f}, {at.x + r * 1.15f, at.y + r * 0.85f},
                       {at.x - r * 1.15f, at.y + r * 0.85f}, c);
        break;
      default:
        paint.triangle({at.x, at.y - r * 1.25f}, {at.x + r * 1.25f, at.y}, {at.x - r * 1.25f, at.y}, c);
        paint.triangle({at.x - r * 1.25f, at.y}, {at.x + r * 1.25f, at.y}, {at.x, at.y + r * 1.25f}, c);
        break;
    }
  };
  shape(radius + 1.5f, halo);
  shape(radius, color);
}

// --- bars ---

/// Where bars stand: labels left of them, or above them where there is little room.
struct BarPlaces {
  bool labels_above = false;
  float label_width = 0, value_width = 0, line = 0, row = 0;

  BarPlaces(const Painter& paint, const BarChart& chart, const std::vector<BarChart::Bar>& bars,
            float width) {
    line = paint.measure("", TextStyle::muted).h;
    for (const BarChart::Bar& bar : bars) {
      label_width = std::max(label_width, paint.measure(bar.label, TextStyle::muted).w);
      value_width =
          std::max(value_width, paint.measure(with_unit(bar.value, chart.unit), TextStyle::label).w);
    }
    labels_above = width < kNarrowChart || label_width > width * 0.35f;
    row = kBarHeight + kBarGap + (labels_above ? line : 0);
  }
};

void paint_bars(const CanvasArea& area, const Theme& theme, const BarChart& chart,
                const std::vector<BarChart::Bar>& bars, const BarPlaces& places) {
  double most = 0;
  for (const BarChart::Bar& bar : bars) most = std::max(most, bar.value);
  const float left = area.rect.x + (places.labels_above ? 0 : places.label_width + 16);
  const float room = std::max(1.0f, area.rect.right() - left - places.value_width - 12);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const float top = area.rect.y + static_cast<float>(i) * places.row;
    const float y = top + (places.labels_above ? places.line : 0);
    const float text_y = y + (kBarHeight - places.line) / 2;
    const float share = most > 0 ? static_cast<float>(std::max(0.0, bars[i].value) / most) : 0;
    const Rect bar{left, y, std::max(2.0f, room * share), kBarHeight};
    if (places.labels_above) {
      area.paint.text_fitted({left, top}, bars[i].label, area.rect.w, TextStyle::muted, theme.text_muted);
    } else {
      area.paint.text({left - 16, text_y}, bars[i].label, TextStyle::muted, theme.text, Align::right);
    }
    area.paint.fill(bar, series_look(theme, i).fill, std::min(kRadius4, bar.w / 2));
    area.paint.text({bar.right() + 8, text_y}, with_unit(bars[i].value, chart.unit), TextStyle::label,
                    theme.text);
  }
}

// --- lines ---

struct Extent {
  double low = std::numeric_limits<double>::max(), high = std::numeric_limits<double>::lowest();
  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

/// Where few places were measured, those places; else round ones.
std::vector<Tick> x_ticks(const LineChart& chart, double low, double high, float width) {
  constexpr std::size_t kFew = 10;
  std::vector<double> places;
  for (const LineChart::Line& line : chart.lines) {
    if (line.theory) continue;
    for (const LineChart::Point& point : line.points) places.push_back(point.x);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  if (places.empty() || places.size() > kFew)
    return value_ticks(low, high, std::max(2, static_cast<int>(width / 56))).ticks;
  std::vector<Tick> ticks;
  for (const double place : places) ticks.push_back({place, format_value(place)});
  return ticks;
}

/// One line chart in one frame.
class LinePicture {
 public:
  LinePicture(const CanvasArea& area, const Theme& theme, const LineChart& chart, float legend_height)
      : area_(area), theme_(theme), chart_(chart), paint_(area.paint) {
    Extent x, y;
    for (const LineChart::Line& line : chart.lines) {
      for (const LineChart::Point& point : line.points) x.add(point.x), y.add(point.y);
    }
    line_ = paint_.measure("", TextStyle::small).h;
    const bool near_zero =
        y.low > 0 && y.low < y.high * 0.6;  // most figures here are times and rates: zero belongs to them
    y_ = value_ticks(near_zero ? 0 : y.low, y.high, 5);
    float widest = 0;
    for (const Tick& tick : y_.ticks)
      widest = std::max(widest, paint_.measure(tick.label, TextStyle::small).w);
    const Rect& r = area.rect;
    const float top = r.y + legend_height + line_ + 8;
    plot_ = {r.x + widest + 10, top, std::max(1.0f, r.w - widest - 18),
             std::max(1.0f, r.bottom() - top - 2 * line_ - 10)};
    x_ = x_ticks(chart, x.low, x.high, plot_.w);
    x_low_ = x.low, x_high_ = x.high > x.low ? x.high : x.low + 1;
  }

  void paint() {
    paint_axes();
    for (std::size_t i = 0; i < chart_.lines.size(); ++i) paint_line(i);
    for (std::size_t i = 0; i < chart_.lines.size(); ++i) {
      if (!chart_.lines[i].theory) paint_marks(i);
    }
  }

  /// The measured or computed point nearest to the pointer: its line's label and figures. Empty when none is
  /// near.
  std::string point_at(Point mouse) {
    float nearest = kNear;
    std::string text;
    for (std::size_t i = 0; i < chart_.lines.size(); ++i) {
      for (const LineChart::Point& point : chart_.lines[i].points) {
        const Point at = place(point);
        const float distance = std::hypot(at.x - mouse.x, at.y - mouse.y);
        if (distance >= nearest) continue;
        nearest = distance;
        text = fmt::format("{}\n{}: {}\n{}: {}", chart_.lines[i].label, chart_.x_label, format_value(point.x),
                           chart_.y_label, format_value(point.y));
        marked_ = at;
        marked_line_ = i;
      }
    }
    if (!text.empty())
      paint_mark(paint_, marked_, marked_line_, theme_.text, theme_.background, kMarkRadius + 1.5f);
    return text;
  }

 private:
  Point place(const LineChart::Point& point) const {
    const double x = (point.x - x_low_) / (x_high_ - x_low_), y = (point.y - y_.low) / (y_.high - y_.low);
    return {plot_.x + 6 + static_cast<float>(x) * (plot_.w - 12),
            plot_.bottom() - static_cast<float>(y) * plot_.h};
  }

  void paint_axes() {
    paint_.text({area_.rect.x, plot_.y - line_ - 8}, chart_.y_label, TextStyle::small, theme_.text_muted);
    for (const Tick& tick : y_.ticks) {
      const float y = plot_.bottom() - static_cast<float>((tick.at - y_.low) / (y_.high - y_.low)) * plot_.h;
      paint_.line({plot_.x, y}, {plot_.right(), y}, tick.at == 0 ? theme_.chart_axis : theme_.chart_grid);
      paint_.text({plot_.x - 8, y - line_ / 2}, tick.label, TextStyle::small, theme_.text_muted,
                  Align::right);
    }
    paint_.line({plot_.x, plot_.bottom()}, {plot_.right(), plot_.bottom()}, theme_.chart_axis);
    float free_from = area_.rect.x;
    for (const Tick& tick : x_) {
      if (tick.at < x_low_ - 1e-9 || tick.at > x_high_ + 1e-9) continue;
      const float x = place({tick.at, y_.low}).x;
      paint_.line({x, plot_.bottom()}, {x, plot_.bottom() + 4}, theme_.chart_axis);
      const float w = paint_.measure(tick.label, TextStyle::small).w;
      const float left = std::min(x - w / 2, area_.rect.right() - w);
      if (left < free_from) continue;
      paint_.text({left, plot_.bottom() + 6}, tick.label, TextStyle::small, theme_.text_muted);
      free_from = left + w + 10;
    }
    paint_.text({plot_.right(), plot_.bottom() + 6 + line_}, chart_.x_label, TextStyle::small,
                theme_.text_muted, Align::right);
  }

  void paint_line(std::size_t index) {
    const LineChart::Line& line = chart_.lines[index];
    const Color color = series_look(theme_, index).fill;
    for (std::size_t i = 1; i < line.points.size(); ++i) {
      const Point a = place(line.points[i - 1]), b = place(line.points[i]);
      if (line.theory) {
        paint_.dashed_line(a, b, color, 2, 6, 5);
      } else {
        paint_.list()->AddLine({a.x, a.y}, {b.x, b.y}, color, 2.25f);
      }
    }
  }

  void paint_marks(std::size_t index) {
    for (const LineChart::Point& point : chart_.lines[index].points) {
      paint_mark(paint_, place(point), index, series_look(theme_, index).fill, theme_.background,
                 kMarkRadius);
    }
  }

  const CanvasArea& area_;
  const Theme& theme_;
  const LineChart& chart_;
  const Painter& paint_;
  std::vector<Tick> x_;
  ValueTicks y_;
  Rect plot_;
  float line_ = 0;
  double x_low_ = 0, x_high_ = 1;
  Point marked_;
  std::size_t marked_line_ = 0;
};

/// A sample of each line with its label, wrapped. Returns the height; draws only with `draw`.
float line_legend(const Painter& paint, const Theme& theme, const LineChart& chart, Point at, float width,
                  bool draw) {
  constexpr float kSample = 30, kBetween = 20;
  const float line = paint.measure("", TextStyle::small).h + 4;
  Point pen = at;
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    const std::string label = chart.lines[i].label;
    const float w = kSample + 8 + paint.measure(label, TextStyle::small).w;
    if (pen.x > at.x && pen.x + w > at.x + width) pen = {at.x, pen.y + line};
    if (draw) {
      const Color color = series_look(theme, i).fill;
      const Point a{pen.x, pen.y + line / 2}, b{pen.x + kSample, pen.y + line / 2};
      if (chart.lines[i].theory) {
        paint.dashed_line(a, b, color, 2, 6, 4);
      } else {
        paint.line(a, b, color, 2.25f);
        paint_mark(paint, {pen.x + kSample / 2, a.y}, i, color, theme.background, kMarkRadius);
      }
      paint.text_fitted({b.x + 8, pen.y + 2}, label, at.x + width - b.x - 8, TextStyle::small,
                        theme.text_muted);
    }
    pen.x += w + kBetween;
  }
  return pen.y - at.y + line;
}

std::string describe(const BarChart& chart, const std::vector<BarChart::Bar>& bars) {
  std::string text = chart.title + ". Bars:";
  for (const BarChart::Bar& bar : bars)
    fmt::format_to(std::back_inserter(text), " {} {},", bar.label, with_unit(bar.value, chart.unit));
  text.back() = '.';
  return text;
}

std::string describe(const LineChart& chart) {
  std::string text = fmt::format("{}. {} over {}.", chart.title, chart.y_label, chart.x_label);
  for (const LineChart::Line& line : chart.lines) {
    if (line.points.empty()) continue;
    const LineChart::Point &first = line.points.front(), &last = line.points.back();
    fmt::format_to(std::back_inserter(text), " {}{}: from {} at {} to {} at {}.", line.label,
                   line.theory ? " (theory)" : "", format_value(first.y), format_value(first.x),
                   format_value(last.y), format_value(last.x));
  }
  return text;
}

LineChart finite(const LineChart& chart) {
  LineChart result = chart;
  for (LineChart::Line& line : result.lines) {
    std::erase_if(line.points, [](const LineChart::Point& point) {
      return !std::isfinite(point.x) || !std::isfinite(point.y);
    });
  }
  std::erase_if(result.lines, [](const LineChart::Line& line) { return line.points.empty(); });
  return result;
}

}  // namespace

void bar_chart(Ui& ui, std::string_view key, const BarChart& chart) {
  std::vector<BarChart::Bar> bars;
  std::copy_if(chart.bars.begin(), chart.bars.end(), std::back_inserter(bars),
               [](const BarChart::Bar& bar) { return std::isfinite(bar.value); });
  if (bars.empty()) return;
  const auto group = ui.region(Role::group, key, chart.title);
  ui.text(chart.title, TextStyle::label);
  const BarPlaces places(ui.painter(), chart, bars, ui.width());
  const float height = places.row * static_cast<float>(bars.size()) - kBarGap;
  const CanvasArea area = ui.canvas("picture", Role::image, describe(chart, bars), {0, height},
                                    {.focusable = false, .takes_drag = false});
  if (area.visible) paint_bars(area, ui.theme(), chart, bars, places);
  std::vector<std::vector<std::string>> rows;
  for (const BarChart::Bar& bar : bars) rows.push_back({bar.label, with_unit(bar.value, chart.unit)});
  record_table(ui, chart.title, area.rect, {"Variant", chart.title}, rows);
  ui.space(kChartGap);
}

void line_chart(Ui& ui, std::string_view key, const LineChart& given) {
  const LineChart chart = finite(given);
  if (chart.lines.empty()) return;
  const auto group = ui.region(Role::group, key, chart.title);
  ui.text(chart.title, TextStyle::label);
  const float width = ui.width();
  const float legend = line_legend(ui.painter(), ui.theme(), chart, {}, width, false) + 12;
  const float height = legend + std::clamp(width * 0.5f, 190.0f, 300.0f);
  const CanvasArea area = ui.canvas("picture", Role::image, describe(chart), {0, height},
                                    {.focusable = false, .takes_drag = false});
  if (area.visible) {
    line_legend(area.paint, ui.theme(), chart, area.rect.min(), area.rect.w, true);
    LinePicture picture(area, ui.theme(), chart, legend);
    picture.paint();
    if (area.hovered) {
      if (const std::string text = picture.point_at(area.mouse); !text.empty()) ui.tooltip(text, area.mouse);
    }
  }
  std::vector<std::vector<std::string>> rows;
  for (const LineChart::Line& line : chart.lines) {
    for (const LineChart::Point& point : line.points) {
      rows.push_back({line.theory ? line.label + " (theory)" : line.label, format_value(point.x),
                      format_value(point.y)});
    }
  }
  record_table(ui, chart.title, area.rect, {"Line", chart.x_label, chart.y_label}, rows);
  ui.space(kChartGap);
}

}  // namespace sp::ui
