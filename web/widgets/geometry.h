#pragma once

namespace sp::ui {

/// Lengths and places on the screen, in CSS pixels, y downwards. Plain values.
struct Point {
  float x = 0, y = 0;
  friend constexpr Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend constexpr Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  friend constexpr bool operator==(Point, Point) = default;
};

struct Size {
  float w = 0, h = 0;
  friend constexpr bool operator==(Size, Size) = default;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  constexpr float right() const { return x + w; }
  constexpr float bottom() const { return y + h; }
  constexpr Point min() const { return {x, y}; }
  constexpr Point max() const { return {x + w, y + h}; }
  constexpr Point center() const { return {x + w / 2, y + h / 2}; }
  constexpr bool contains(Point p) const { return p.x >= x && p.x < x + w && p.y >= y && p.y < y + h; }
  constexpr bool overlaps(const Rect& o) const {
    return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
  }
  /// Smaller by `by` on every side (larger if negative).
  constexpr Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
  constexpr Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
  friend constexpr bool operator==(const Rect&, const Rect&) = default;
};

constexpr Rect intersect(const Rect& a, const Rect& b) {
  const float x0 = a.x > b.x ? a.x : b.x, y0 = a.y > b.y ? a.y : b.y;
  const float x1 = a.right() < b.right() ? a.right() : b.right();
  const float y1 = a.bottom() < b.bottom() ? a.bottom() : b.bottom();
  return {x0, y0, x1 > x0 ? x1 - x0 : 0, y1 > y0 ? y1 - y0 : 0};
}

}  // namespace sp::ui
