#include "web/widgets/timeline_layout.h"

#include <algorithm>
#include <cmath>

namespace sp::ui {
namespace {

constexpr float kNarrow = 560;  ///< below this names stand above the bars
constexpr float kLeastGutter = 72, kMostGutter = 190;
constexpr float kBar = 18;
constexpr float kMarks = 8;  ///< below a bar, for the marks of its events
constexpr float kName = 20;  ///< line height of a name

}  // namespace

TimelineLayout::TimelineLayout(const TimelineModel& model, float width, float name_width, float text_scale)
    : model_(model), names_above_(width < kNarrow) {
  const float name = std::round(kName * text_scale);
  bar_ = std::round(kBar * std::max(1.0f, text_scale));
  gutter_ = names_above_ ? 0
                         : std::round(std::clamp(name_width + 16, kLeastGutter,
                                                 std::min(kMostGutter * text_scale, width * 0.3f)));
  header_ = std::round(28 * text_scale);
  gap_ = 12;
  bar_offset_ = names_above_ ? name + 2 : 4;
  row_ = std::max(bar_offset_ + bar_ + kMarks, names_above_ ? 0.0f : name + kMarks);
  height_ = model.groups().empty() ? 0 : row_top(model.lanes().size() - 1) + row_;
}

float TimelineLayout::header_top(std::size_t group) const {
  return static_cast<float>(group) * (header_ + gap_) +
         static_cast<float>(model_.groups()[group].first) * row_;
}

float TimelineLayout::row_top(std::size_t row) const {
  const std::size_t group = model_.lanes()[row].group;
  return header_top(group) + header_ + static_cast<float>(row - model_.groups()[group].first) * row_;
}

std::optional<std::size_t> TimelineLayout::row_at(float y) const {
  for (std::size_t group = 0; group < model_.groups().size(); ++group) {
    const float inside = y - header_top(group) - header_;
    if (inside < 0) return std::nullopt;
    const auto row = static_cast<std::size_t>(inside / row_);
    if (row < model_.groups()[group].count) return model_.groups()[group].first + row;
  }
  return std::nullopt;
}

}  // namespace sp::ui
