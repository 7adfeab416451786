#include "web/widgets/calendar_chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "web/widgets/chart_parts.h"

namespace sp::ui {
namespace {

constexpr std::int64_t kWeek = 7;
constexpr float kSquare = 14, kSquareGap = 3, kLeft = 32, kTop = 22, kBelow = 12;
constexpr float kColumnsHeight = 140, kAxis = 22, kMostColumn = 28;
constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 7> kWeekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

struct Date {
  int day = 1, month = 1;
};

Date date_of(std::int64_t day) {
  constexpr std::int64_t kEraDays = 146'097, kToMarch0 = 719'468;
  const std::int64_t z = day + kToMarch0;
  const std::int64_t era = (z >= 0 ? z : z - kEraDays + 1) / kEraDays;
  const std::int64_t doe = z - era * kEraDays;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  return {static_cast<int>(doy - (153 * mp + 2) / 5 + 1), static_cast<int>(mp < 10 ? mp + 3 : mp - 9)};
}

/// 0 is Monday: 1970-01-01 was a Thursday.
std::int64_t weekday(std::int64_t day) {
  return ((day + 3) % kWeek + kWeek) % kWeek;
}

std::string day_words(std::int64_t day, double value, std::string_view unit) {
  return fmt::format("{}: {}", short_date(day), with_unit(value, unit));
}

void record_days(Ui& ui, std::string_view title, const Rect& rect, std::int64_t first,
                 const std::vector<double>& values, std::string_view unit) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] > 0)
      rows.push_back({short_date(first + static_cast<std::int64_t>(i)), with_unit(values[i], unit)});
  }
  record_table(ui, title, rect, {"Day", "Value"}, rows);
}

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

/// Five steps from nothing to the most.
Color heat(const Theme& theme, double share) {
  if (share <= 0) return theme.sunken;
  const float step = std::ceil(static_cast<float>(share) * 4) / 4;
  return mix(theme.surface, theme.accent().fill, 0.25f + 0.75f * step);
}

}  // namespace

std::string short_date(std::int64_t day) {
  const Date date = date_of(day);
  return fmt::format("{} {}", date.day, kMonths[static_cast<std::size_t>(date.month - 1)]);
}

void heat_map(Ui& ui, std::string_view key, const HeatMap& map) {
  const Scope region = ui.region(Role::group, key, map.title);
  const float scale = ui.text_scale();
  const float cell = kSquare + kSquareGap, left = kLeft * scale, top = kTop * scale;
  const auto weeks = std::max<std::int64_t>(1, static_cast<std::int64_t>((ui.width() - left) / cell));
  const std::int64_t monday = map.last_day - weekday(map.last_day) - (weeks - 1) * kWeek;
  const std::int64_t first = map.last_day - static_cast<std::int64_t>(map.values.size()) + 1;
  const auto area =
      ui.canvas("picture", Role::image,
                fmt::format("{}: {} in {} weeks", map.title, with_unit(sum_of(map.values), map.unit), weeks),
                {0, top + cell * kWeek}, {.focusable = false, .takes_drag = false});
  record_days(ui, map.title, area.rect, first, map.values, map.unit);
  ui.space(kBelow);
  if (!area.visible) return;
  const Theme& theme = ui.theme();
  const double most = map.values.empty() ? 0 : *std::max_element(map.values.begin(), map.values.end());
  for (std::int64_t row = 0; row < kWeek; row += 2) {
    const float y = area.rect.y + top + static_cast<float>(row) * cell - 3;
    area.paint.text({area.rect.x, y}, kWeekdays[static_cast<std::size_t>(row)], TextStyle::small,
                    theme.text_muted);
  }
  std::optional<std::string> tip;
  float month_end = 0;
  for (std::int64_t day = monday; day <= map.last_day; ++day) {
    const std::int64_t column = (day - monday) / kWeek;
    const Rect square{area.rect.x + left + static_cast<float>(column) * cell,
                      area.rect.y + top + static_cast<float>(weekday(day)) * cell, kSquare, kSquare};
    const auto index = day - first;
    const double value = index >= 0 ? map.values[static_cast<std::size_t>(index)] : 0;
    area.paint.fill(square, heat(theme, most > 0 ? value / most : 0), 3);
    if (value <= 0) area.paint.outline(square, theme.border, 3);
    if (day == map.last_day) area.paint.outline(square, theme.text_muted, 3);
    if (date_of(day).day == 1 && square.x >= month_end) {
      const char* month = kMonths[static_cast<std::size_t>(date_of(day).month - 1)];
      area.paint.text({square.x, area.rect.y}, month, TextStyle::small, theme.text_muted);
      month_end = square.x + area.paint.measure(month, TextStyle::small).w + 8;
    }
    if (area.hovered && square.contains(area.mouse)) tip = day_words(day, value, map.unit);
  }
  if (tip) ui.tooltip(*tip, area.mouse);
}

void column_chart(Ui& ui, std::string_view key, const ColumnChart& chart) {
  const Scope region = ui.region(Role::group, key, chart.title);
  const float axis = kAxis * ui.text_scale();
  const auto area = ui.canvas("picture", Role::image,
                              fmt::format("{}: {} in {} days", chart.title,
                                          with_unit(sum_of(chart.values), chart.unit), chart.values.size()),
                              {0, kColumnsHeight + axis}, {.focusable = false, .takes_drag = false});
  record_days(ui, chart.title, area.rect, chart.first_day, chart.values, chart.unit);
  ui.space(kBelow);
  if (!area.visible || chart.values.empty()) return;
  const Theme& theme = ui.theme();
  const double most = *std::max_element(chart.values.begin(), chart.values.end());
  const float step = area.rect.w / static_cast<float>(chart.values.size());
  const float width = std::min(kMostColumn, step * 0.7f);
  const float base = area.rect.y + kColumnsHeight;
  area.paint.line({area.rect.x, base}, {area.rect.right(), base}, theme.chart_axis);
  const float line = area.paint.measure("", TextStyle::small).h;
  float label_end = 0;
  for (std::size_t i = 0; i < chart.values.size(); ++i) {
    const float x = area.rect.x + (static_cast<float>(i) + 0.5f) * step;
    const double value = chart.values[i];
    const float height = most > 0 ? (kColumnsHeight - line - 4) * static_cast<float>(value / most) : 0;
    const Rect column{x - width / 2, base - height, width, height};
    if (value > 0) area.paint.fill(column, theme.series[0].fill, std::min(3.0f, height / 2));
    const std::int64_t day = chart.first_day + static_cast<std::int64_t>(i);
    const std::string label = i == 0 ? "Today" : short_date(day);
    const float half = area.paint.measure(label, TextStyle::small).w / 2;
    const float at = std::clamp(x, area.rect.x + half, area.rect.right() - half);
    if (at - half >= label_end) {
      area.paint.text({at, base + 2}, label, TextStyle::small, theme.text_muted, Align::center);
      label_end = at + half + 16;
    }
    if (area.hovered && std::abs(area.mouse.x - x) <= step / 2)
      ui.tooltip(day_words(day, value, chart.unit), area.mouse);
  }
  area.paint.text({area.rect.x, area.rect.y}, with_unit(most, chart.unit), TextStyle::small,
                  theme.text_muted);
}

}  // namespace sp::ui
