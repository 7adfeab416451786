#include "web/widgets/icons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>
#include <utility>

#include <imgui.h>

#include "web/widgets/paint.h"

namespace sp::ui {
namespace {

// Paths on a square of 24 units. M x y: start; L x y: line; B x1 y1 x2 y2 x y: cubic curve; A cx cy r from
// to: arc in degrees, clockwise from the right; O cx cy r: circle; Z: close. A star before M or O fills
// instead of stroking.
constexpr std::array<std::string_view, kIconCount> kPaths = {
    /* none */ "",
    /* today */
    "O 12 12 4 M 12 3 L 12 5 M 12 19 L 12 21 M 3 12 L 5 12 M 19 12 L 21 12 M 5.6 5.6 L 7 7 M 17 17 L 18.4 "
    "18.4 M 5.6 18.4 L 7 17 M 17 7 L 18.4 5.6",
    /* learn */
    "M 12 7 B 10 5.4 7 5 3.5 5 L 3.5 18 B 7 18 10 18.4 12 20 B 14 18.4 17 18 20.5 18 L 20.5 5 B 17 5 14 5.4 "
    "12 7 L 12 20",
    /* practice */ "O 12 12 9 O 12 12 5 *O 12 12 1.6",
    /* interview */
    "M 6 4.5 L 18 4.5 A 18 7.5 3 -90 0 L 21 13 A 18 13 3 0 90 L 11 16 L 6.5 20 L 6.5 16 L 6 16 A 6 13 3 90 "
    "180 L 3 7.5 A 6 7.5 3 180 270 Z",
    /* lab */
    "M 9 3.5 L 15 3.5 M 10 3.5 L 10 9.5 L 4.8 18 B 4 19.5 4.8 20.5 6.2 20.5 L 17.8 20.5 B 19.2 20.5 20 19.5 "
    "19.2 18 L 14 9.5 L 14 3.5 M 7.2 15 L 16.8 15",
    /* progress */ "M 4 20 L 20 20 M 6.5 16.5 L 6.5 12 M 12 16.5 L 12 8 M 17.5 16.5 L 17.5 4",
    /* settings */ "M 4 7 L 11 7 M 17 7 L 20 7 O 14 7 2.6 M 4 17 L 6 17 M 12 17 L 20 17 O 9 17 2.6",
    /* play */ "*M 8 5.2 L 19 12 L 8 18.8 Z",
    /* stop */ "*M 6.5 6.5 L 17.5 6.5 L 17.5 17.5 L 6.5 17.5 Z",
    /* check */ "M 5 12.6 L 9.8 17.4 L 19 7.2",
    /* cross */ "M 6.5 6.5 L 17.5 17.5 M 17.5 6.5 L 6.5 17.5",
    /* copy */ "M 9 9 L 19.5 9 L 19.5 19.5 L 9 19.5 Z M 5.8 15 L 4.5 15 L 4.5 4.5 L 15 4.5 L 15 5.8",
    /* reset */ "M 5 5 L 5 9.5 L 9.5 9.5 M 5.14 9.5 A 12 12 7.3 200 505",
    /* share */
    "M 12 15 L 12 4 M 8 7.5 L 12 3.5 L 16 7.5 M 7 11 L 5.5 11 L 5.5 20 L 18.5 20 L 18.5 11 L 17 11",
    /* help */ "O 12 12 9 M 9.4 9.6 A 12 9.4 2.6 180 385 B 13.4 11.6 12 12 12 13.6 *O 12 16.8 1.1",
    /* search */ "O 10.5 10.5 6 M 15 15 L 20 20",
    /* external */
    "M 13.5 4.5 L 19.5 4.5 L 19.5 10.5 M 19.5 4.5 L 11.5 12.5 M 16.5 14 L 16.5 19.5 L 4.5 19.5 L 4.5 7.5 L "
    "10 7.5",
    /* link */
    "M 9.5 14.5 L 14.5 9.5 M 11 7.5 L 13.14 5.34 A 15.9 8.1 3.9 -135 45 L 16.5 13 M 13 16.5 L 10.86 18.66 A "
    "8.1 15.9 3.9 45 225 L 7.5 11",
    /* info */ "O 12 12 9 M 12 11 L 12 16.5 *O 12 7.6 1.1",
    /* warning */ "M 12 4 L 21 19.5 L 3 19.5 Z M 12 10 L 12 14.2 *O 12 16.9 1.1",
    /* clock */ "O 12 12 8.8 M 12 7 L 12 12 L 15.5 14",
    /* lock */ "M 5.5 11 L 18.5 11 L 18.5 20 L 5.5 20 Z M 8.2 11 L 8.2 8 A 12 8 3.8 180 360 L 15.8 11",
    /* bolt */ "M 13 3 L 5 13.5 L 11 13.5 L 10.5 21 L 19 10 L 12.8 10 Z",
    /* chevron_left */ "M 14.5 6 L 8.5 12 L 14.5 18",
    /* chevron_right */ "M 9.5 6 L 15.5 12 L 9.5 18",
    /* chevron_down */ "M 6 9.5 L 12 15.5 L 18 9.5",
    /* chevron_up */ "M 6 14.5 L 12 8.5 L 18 14.5",
    /* arrow_right */ "M 4.5 12 L 19.5 12 M 13.5 6 L 19.5 12 L 13.5 18",
    /* plus */ "M 12 5 L 12 19 M 5 12 L 19 12",
    /* minus */ "M 5 12 L 19 12",
    /* sun */
    "O 12 12 4 M 12 3 L 12 5 M 12 19 L 12 21 M 3 12 L 5 12 M 19 12 L 21 12 M 5.6 5.6 L 7 7 M 17 17 L 18.4 "
    "18.4 M 5.6 18.4 L 7 17 M 17 7 L 18.4 5.6",
    /* moon */ "M 20 14.15 A 12 12 8.3 15 255 B 8.6 9 14 15.4 20 14.15 Z",
    /* download */ "M 12 4 L 12 15.5 M 7 10.5 L 12 15.5 L 17 10.5 M 4.5 20 L 19.5 20",
    /* upload */ "M 12 16 L 12 4.5 M 7 9.5 L 12 4.5 L 17 9.5 M 4.5 20 L 19.5 20",
    /* keyboard */ "M 3 6 L 21 6 L 21 18 L 3 18 Z M 8 14.8 L 16 14.8 *O 7 9.8 1 *O 12 9.8 1 *O 17 9.8 1",
    /* dice */
    "M 4.5 4.5 L 19.5 4.5 L 19.5 19.5 L 4.5 19.5 Z *O 8.6 8.6 1.3 *O 15.4 8.6 1.3 *O 12 12 1.3 *O 8.6 15.4 "
    "1.3 *O 15.4 15.4 1.3",
    /* menu */ "M 4 7 L 20 7 M 4 12 L 20 12 M 4 17 L 20 17",
    /* dot */ "*O 12 12 3.5",
};

/// Draws one path onto a list, scaled into a box.
class PathPen {
 public:
  PathPen(ImDrawList& list, const Rect& box, Color color, float thickness)
      : list_(list), origin_(box.min()), scale_(box.w / 24), color_(color), thickness_(thickness) {}

  void draw(std::string_view path) {
    rest_ = path;
    while (!rest_.empty()) {
      const char command = rest_.front();
      rest_.remove_prefix(1);
      switch (command) {
        case '*':
          fill_next_ = true;
          break;
        case 'M':
          finish(false), fill_ = std::exchange(fill_next_, false), list_.PathLineTo(point());
          break;
        case 'L':
          list_.PathLineTo(point());
          break;
        case 'B':
          curve();
          break;
        case 'A':
          arc();
          break;
        case 'O':
          circle();
          break;
        case 'Z':
          finish(true);
          break;
        default:
          break;
      }
    }
    finish(false);
  }

 private:
  float number() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    // Tenths are all the paths use; from_chars for floats is missing in some standard libraries.
    const bool negative = !rest_.empty() && rest_.front() == '-';
    if (negative) rest_.remove_prefix(1);
    float value = 0, place = 1;
    bool fraction = false;
    for (; !rest_.empty() && rest_.front() != ' '; rest_.remove_prefix(1)) {
      if (rest_.front() == '.') {
        fraction = true;
        continue;
      }
      value = value * 10 + static_cast<float>(rest_.front() - '0');
      if (fraction) place *= 10;
    }
    return (negative ? -value : value) / place;
  }
  ImVec2 point() {
    const float x = number(), y = number();
    return {origin_.x + x * scale_, origin_.y + y * scale_};
  }
  void curve() {
    const ImVec2 a = point(), b = point(), c = point();
    list_.PathBezierCubicCurveTo(a, b, c);
  }
  void arc() {
    const ImVec2 center = point();
    const float radius = number() * scale_;
    const float from = number(), to = number();
    constexpr float kDegree = std::numbers::pi_v<float> / 180, kStep = 12;
    const int steps = std::max(1, static_cast<int>(std::abs(to - from) / kStep));
    for (int i = 0; i <= steps; ++i) {
      const float angle = (from + (to - from) * static_cast<float>(i) / static_cast<float>(steps)) * kDegree;
      const ImVec2 p{center.x + std::cos(angle) * radius, center.y + std::sin(angle) * radius};
      if (i > 0 || list_._Path.Size == 0 || !is_near(list_._Path.back(), p)) list_.PathLineTo(p);
    }
  }
  void circle() {
    finish(false);
    const ImVec2 center = point();
    const float radius = number() * scale_;
    if (std::exchange(fill_next_, false)) {
      list_.AddCircleFilled(center, radius, color_);
    } else {
      list_.AddCircle(center, radius, color_, 0, thickness_);
    }
  }
  void finish(bool closed) {
    if (list_._Path.Size == 0) return;
    const ImVec2 first = list_._Path.front(), last = list_._Path.back();
    if (fill_) {
      list_.PathFillConvex(color_);
      return;
    }
    if (closed && is_near(first, last)) list_._Path.pop_back();
    list_.PathStroke(color_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness_);
    if (closed || thickness_ <= 1) return;
    list_.AddCircleFilled(first, thickness_ / 2, color_, 8);  // round ends
    list_.AddCircleFilled(last, thickness_ / 2, color_, 8);
  }
  /// A point twice would break a stroke.
  bool is_near(const ImVec2& a, const ImVec2& b) const {
    return std::hypot(a.x - b.x, a.y - b.y) < 0.2f * scale_;
  }

  ImDrawList& list_;
  Point origin_;
  float scale_;
  Color color_;
  float thickness_;
  std::string_view rest_;
  bool fill_ = false, fill_next_ = false;
};

}  // namespace

void Painter::icon(Icon icon, const Rect& box, Color c, float thickness) const {
  PathPen(*list_, box, c, thickness * std::max(0.75f, box.w / 24))
      .draw(kPaths[static_cast<std::size_t>(icon)]);
}

}  // namespace sp::ui
