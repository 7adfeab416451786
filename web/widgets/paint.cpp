#include "web/widgets/paint.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <imgui.h>

#include "web/widgets/fonts.h"

namespace sp::ui {
namespace {

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
constexpr float kLeastPatternSize = 6;
constexpr float kHollowFill = 0.16f;
constexpr float kPatternStrength = 0.34f;

ImVec2 vec(Point p) {
  return {p.x, p.y};
}

float aligned(float x, float width, Align align) {
  switch (align) {
    case Align::left:
      return x;
    case Align::center:
      return x - width / 2;
    case Align::right:
      return x - width;
  }
  return x;
}

/// Parallel lines over a rectangle; `rise` is +1 or -1 for diagonals. The caller clips.
void diagonals(ImDrawList& list, const Rect& r, float step, int rise, Color c) {
  const float first = std::floor((r.x - r.h) / step) *
                      step;  // anchored to the screen, so that neighbours continue each other
  for (float x = first; x < r.right(); x += step) {
    const ImVec2 low{x, rise > 0 ? r.bottom() : r.y}, high{x + r.h, rise > 0 ? r.y : r.bottom()};
    list.AddLine(low, high, c, 1.5f);
  }
}

}  // namespace

void Painter::fill(const Rect& r, Color c, float radius) const {
  if (r.w <= 0 || r.h <= 0) return;
  list_->AddRectFilled(vec(r.min()), vec(r.max()), c, radius);
}

void Painter::outline(const Rect& r, Color c, float radius, float thickness) const {
  if (r.w <= 0 || r.h <= 0) return;
  // Strokes are centred on the path: half a thickness inwards keeps them within the rectangle.
  const Rect path = r.inset(thickness / 2 - 0.5f);
  list_->AddRect(vec(path.min()), vec(path.max()), c, std::max(0.0f, radius - thickness / 2 + 0.5f), 0,
                 thickness);
}

void Painter::line(Point a, Point b, Color c, float thickness) const {
  if (a.x == b.x || a.y == b.y) {  // crisp: a rectangle on whole device pixels
    const float t = std::max(thickness, 1 / fonts_->density()), half = t / 2;
    const Rect r = a.x == b.x ? Rect{fonts_->snap(a.x - half), std::min(a.y, b.y), t, std::abs(b.y - a.y)}
                              : Rect{std::min(a.x, b.x), fonts_->snap(a.y - half), std::abs(b.x - a.x), t};
    fill(r, c);
    return;
  }
  list_->AddLine(vec(a), vec(b), c, thickness);
}

void Painter::dashed_line(Point a, Point b, Color c, float thickness, float dash, float gap) const {
  const float dx = b.x - a.x, dy = b.y - a.y, length = std::hypot(dx, dy);
  if (length <= 0 || dash + gap < 1) return;
  for (float at = 0; at < length; at += dash + gap) {
    const float from = at / length, to = std::min(at + dash, length) / length;
    list_->AddLine({a.x + dx * from, a.y + dy * from}, {a.x + dx * to, a.y + dy * to}, c, thickness);
  }
}

void Painter::circle(Point center, float radius, Color c) const {
  list_->AddCircleFilled(vec(center), radius, c);
}

void Painter::ring(Point center, float radius, Color c, float thickness) const {
  list_->AddCircle(vec(center), radius - thickness / 2, c, 0, thickness);
}

void Painter::triangle(Point a, Point b, Point c, Color color) const {
  list_->AddTriangleFilled(vec(a), vec(b), vec(c), color);
}

void Painter::state_bar(const Rect& r, const StateLook& look, float radius) const {
  if (look.pattern == Pattern::hollow) {
    fill(r, fade(look.fill, kHollowFill), radius);
    outline(r, look.fill, radius, std::min(1.5f, r.w / 2));
    return;
  }
  fill(r, look.fill, radius);
  if (r.w >= kLeastPatternSize && r.h >= kLeastPatternSize)
    pattern(r, look.pattern, fade(look.ink, kPatternStrength));
}

void Painter::pattern(const Rect& r, Pattern pattern, Color c) const {
  if (pattern == Pattern::solid || pattern == Pattern::hollow) return;
  const ImVec2 low = list_->GetClipRectMin(), high = list_->GetClipRectMax();
  const Rect seen = intersect(r, {low.x, low.y, high.x - low.x, high.y - low.y});
  if (seen.w <= 0 || seen.h <= 0) return;
  push_clip(r);
  switch (pattern) {
    case Pattern::diagonal:
      diagonals(*list_, seen, 7, 1, c);
      break;
    case Pattern::cross:
      diagonals(*list_, seen, 9, 1, c);
      diagonals(*list_, seen, 9, -1, c);
      break;
    case Pattern::dots: {
      constexpr float kStep = 6;
      const float x0 = std::floor(seen.x / kStep) * kStep;
      for (float y = r.y + kStep / 2; y < seen.bottom(); y += kStep) {
        if (y + kStep < seen.y) continue;
        for (float x = x0; x < seen.right() + kStep; x += kStep) fill({x - 1, y - 1, 2, 2}, c);
      }
      break;
    }
    case Pattern::horizontal:
      for (float y = r.y + 3; y < r.bottom(); y += 5) fill({seen.x, y, seen.w, 1.5f}, c);
      break;
    case Pattern::solid:
    case Pattern::hollow:
      break;
  }
  pop_clip();
}

void Painter::text(Point at, std::string_view text, TextStyle style, Color c, Align align) const {
  const Type type = fonts_->type(style);
  const float x = align == Align::left ? at.x : aligned(at.x, fonts_->width(text, type), align);
  fonts_->draw(list_, {x, at.y + fonts_->baseline(fonts_->line_height(style), type.size)}, text, type, c);
}

void Painter::text_fitted(Point at, std::string_view text, float max_width, TextStyle style, Color c,
                          Align align) const {
  const Type type = fonts_->type(style);
  if (fonts_->width(text, type) <= max_width) {
    this->text(at, text, style, c, align);
    return;
  }
  const float room = max_width - fonts_->width(kEllipsis, type);
  if (room <= 0) return;
  std::string cut(text.substr(0, fonts_->fit(text, room, type)));
  cut += kEllipsis;
  this->text(at, cut, style, c, align);
}

Size Painter::measure(std::string_view text, TextStyle style) const {
  return {fonts_->width(text, fonts_->type(style)), fonts_->line_height(style)};
}

void Painter::push_clip(const Rect& r) const {
  list_->PushClipRect(vec(r.min()), vec(r.max()), true);
}
void Painter::pop_clip() const {
  list_->PopClipRect();
}

}  // namespace sp::ui
