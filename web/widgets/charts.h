#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/widgets/ui.h"

namespace sp::ui {

/// One value for each variant, as horizontal bars from zero.
struct BarChart {
  struct Bar {
    std::string label;
    double value = 0;
  };
  std::string title;
  std::string unit;
  std::vector<Bar> bars;
};

/// Curves over a common x. Measured points are joined and marked; theory is dashed and unmarked.
struct LineChart {
  struct Point {
    double x = 0, y = 0;
  };
  struct Line {
    std::string label;
    std::vector<Point> points;  ///< by x
    bool theory = false;
  };
  std::string title;
  std::string x_label, y_label;
  std::vector<Line> lines;
};

/// Both take the available width. Each records an image whose name says what the chart shows, and a table of
/// its values. Main thread. Values that are not finite are left out.
void bar_chart(Ui& ui, std::string_view key, const BarChart& chart);
void line_chart(Ui& ui, std::string_view key, const LineChart& chart);

}  // namespace sp::ui
