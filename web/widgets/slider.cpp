#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

/// Values of a slider along its track.
struct Scale {
  double min, max, step;
  bool logarithmic;

  double to_fraction(double v) const {
    if (max <= min) return 0;
    v = std::clamp(v, min, max);
    return logarithmic ? std::log(v / min) / std::log(max / min) : (v - min) / (max - min);
  }
  double from_fraction(double f) const {
    f = std::clamp(f, 0.0, 1.0);
    return snapped(logarithmic ? min * std::pow(max / min, f) : min + f * (max - min));
  }
  double snapped(double v) const {
    if (step > 0) v = min + std::round((v - min) / step) * step;
    return std::clamp(v, min, max);
  }
};

/// As many decimals as the step needs, at most six.
std::string format_value(double v, double step, std::string_view unit) {
  int decimals = 0;
  for (double s = std::abs(step);
       decimals < 6 && s > 0 && std::abs(s - std::round(s)) > 1e-9 * std::max(1.0, s); s *= 10)
    ++decimals;
  std::array<char, 64> digits{};
  std::snprintf(digits.data(), digits.size(), "%.*f", decimals, v);
  std::string out(digits.data());
  if (!unit.empty()) out.append(unit == "%" ? "\xC2\xA0" : " ").append(unit);
  return out;
}

constexpr float kThumb = 9;

}  // namespace

bool Ui::slider(std::string_view key, std::string_view label, double& value, double min, double max,
                double step, const SliderOptions& options) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const NodeId id = p.make_id(key);
  const bool disabled = options.disabled || p.disabled;
  const Scale scale{min, max, step, options.logarithmic && min > 0};
  const float line = p.fonts.line_height(TextStyle::label), bar_h = p.touch_height(28);
  const bool row = p.flow().kind == Flow::Kind::row;
  const float w = row ? std::min(260.0f, p.width()) : p.width();
  const RichText* help =
      options.help.empty() ? nullptr : &p.rich.plain(p.fonts, options.help, TextStyle::small, w, p.frame);
  const Rect r = p.place({row ? w : 0, line + bar_h + (help != nullptr ? help->height() : 0)}, {12, 12});
  const Rect bar{r.x, r.y + line, r.w, bar_h};

  Node& node = p.record(Role::slider, id, label, r);
  node.description = options.help;
  node.disabled = disabled;
  node.focusable = true;
  const Use use = p.interact(id, bar, !disabled, {.drag_x = true});

  const double before = value;
  if (!disabled) {
    if (use.held && bar.w > 2 * kThumb) {
      value = scale.from_fraction((p.pointer.at.x - bar.x - kThumb) / (bar.w - 2 * kThumb));
    }
    while (const Action* a = p.action_for(id, Action::Kind::set_value)) value = scale.snapped(a->number);
    const double by = step > 0 ? step : (max - min) / 100;
    // On a logarithmic track a step is a tenth of the value, where that is more.
    const auto stride = [&] {
      return scale.logarithmic ? std::max(by, std::round(value / 10 / by) * by) : by;
    };
    while (p.action_for(id, Action::Kind::increment) != nullptr) value = scale.snapped(value + stride());
    while (p.action_for(id, Action::Kind::decrement) != nullptr) value = scale.snapped(value - stride());
  }
  const std::string shown = format_value(value, step, options.unit);
  Node& filled = p.muted ? p.unrecorded : *p.tree.find(id);
  filled.value = shown;
  filled.min = min, filled.max = max, filled.now = value, filled.step = step;
  if (value != before) request_frame();

  if (p.visible(r)) {
    const Theme& t = *p.colors;
    const Type figures{Face::semibold, p.fonts.type(TextStyle::label).size, false, true};
    const Color ink = disabled ? t.text_disabled : t.text;
    const float shown_w = p.fonts.width(shown, figures);
    paint.text_fitted(r.min(), label, r.w - shown_w - 12, TextStyle::label, ink);
    p.fonts.draw(p.list, {r.right() - shown_w, r.y + p.fonts.baseline(line, figures.size)}, shown, figures,
                 disabled ? t.text_disabled : t.accent().text);
    const Rect track{bar.x, bar.center().y - 2, bar.w, 4};
    const float x = bar.x + kThumb + static_cast<float>(scale.to_fraction(value)) * (bar.w - 2 * kThumb);
    const Color full = disabled ? t.border_strong : t.accent().fill;
    paint.fill(track, mix(t.sunken, t.border_strong, 0.45f), 2);
    paint.fill({track.x, track.y, x - track.x, track.h}, full, 2);
    const float size = kThumb + (use.held ? 1.0f : 0.0f);
    paint.circle({x, bar.center().y}, size,
                 disabled                  ? t.border_strong
                 : use.hovered || use.held ? t.accent().text
                                           : full);
    paint.circle({x, bar.center().y}, 3.5f, t.surface);
    if (use.focused && p.focus_visible) paint.ring({x, bar.center().y}, kThumb + 4, t.focus_ring, 2);
    if (help != nullptr) {
      for (const RichText::Item& item : help->items()) {
        draw_lines(p, item.layout, item.block->text, {r.x, bar.bottom() + item.rect.y}, r.w, Align::left,
                   p.text_color(TextStyle::small));
      }
    }
  }
  return value != before;
}

}  // namespace sp::ui
