// Charts over days.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/widgets/ui.h"

namespace sp::ui {

/// A square for each day, a column for each week that begins on Monday, darker the more was done.
struct HeatMap {
  std::string title;           ///< "Answers a day"
  std::int64_t last_day = 0;   ///< days since 1970-01-01; the right column has it
  std::vector<double> values;  ///< a day, the last one being last_day
  std::string unit;            ///< "answers"
};

/// A column for each day.
struct ColumnChart {
  std::string title;
  std::int64_t first_day = 0;  ///< days since 1970-01-01
  std::vector<double> values;  ///< a day
  std::string unit;
};

/// Both take the available width; a heat map shows as many weeks as fit. Each records an image whose name
/// says what it shows, and a table of the days that have something. Main thread.
void heat_map(Ui& ui, std::string_view key, const HeatMap& map);
void column_chart(Ui& ui, std::string_view key, const ColumnChart& chart);

/// "1 Dec", of days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms").
std::string short_date(std::int64_t day);

}  // namespace sp::ui
