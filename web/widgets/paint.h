#pragma once

#include <cstdint>
#include <string_view>

#include "web/widgets/geometry.h"
#include "web/widgets/icons.h"
#include "web/widgets/theme.h"

struct ImDrawList;

namespace sp::ui {

class Fonts;

enum class Align : std::uint8_t { left, center, right };

/// Draws shapes and text in CSS pixels onto one ImGui draw list. A light value: make one where you need it
/// (Ui::painter(), CanvasArea::paint). Main thread, within a frame. Text snaps to device pixels.
class Painter {
 public:
  Painter() = default;  ///< draws nowhere: only to be assigned to
  Painter(ImDrawList* list, Fonts* fonts) : list_(list), fonts_(fonts) {}

  ImDrawList* list() const { return list_; }

  void fill(const Rect& r, Color c, float radius = 0) const;
  void outline(const Rect& r, Color c, float radius = 0,
               float thickness = 1) const;  ///< inside the rectangle
  void line(Point a, Point b, Color c, float thickness = 1) const;
  void dashed_line(Point a, Point b, Color c, float thickness = 1, float dash = 6, float gap = 4) const;
  void circle(Point center, float radius, Color c) const;
  void ring(Point center, float radius, Color c, float thickness = 1) const;
  void triangle(Point a, Point b, Point c, Color color) const;

  /// Fills with the state's colour and strokes its pattern in its ink; plain fill below 6 px of width or
  /// height.
  void state_bar(const Rect& r, const StateLook& look, float radius = 0) const;
  /// The strokes of a pattern alone, clipped to the rectangle.
  void pattern(const Rect& r, Pattern pattern, Color c) const;

  void icon(Icon icon, const Rect& box, Color c, float thickness = 1.75f) const;

  /// One line; `at` is the left (centre, right) end of the line box of the style (its line height), not of
  /// the glyphs.
  void text(Point at, std::string_view text, TextStyle style, Color c, Align align = Align::left) const;
  /// As text(), cut with an ellipsis to fit max_width.
  void text_fitted(Point at, std::string_view text, float max_width, TextStyle style, Color c,
                   Align align = Align::left) const;
  /// Width of one line, and the style's line height.
  Size measure(std::string_view text, TextStyle style) const;

  void push_clip(const Rect& r) const;  ///< intersects with the current one
  void pop_clip() const;

 private:
  ImDrawList* list_ = nullptr;
  Fonts* fonts_ = nullptr;
};

}  // namespace sp::ui
