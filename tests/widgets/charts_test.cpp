#include "web/widgets/charts.h"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/widgets/headless.h"

namespace sp::ui {
namespace {

/// The texts of a table's cells, row by row.
std::vector<std::vector<std::string>> table_of(const Tree& tree, NodeId table) {
  std::vector<std::vector<std::string>> rows;
  for (const Node& row : tree.nodes()) {
    if (row.role != Role::row || row.parent != table) continue;
    rows.emplace_back();
    for (const Node& cell : tree.nodes()) {
      if (cell.parent == row.id) rows.back().push_back(cell.name);
    }
  }
  return rows;
}

TEST(BarChart, SaysItsValuesInItsNameAndInATable) {
  test::Screen screen({800, 600});
  const BarChart chart{"Wall time",
                       "ms",
                       {{"GIL", 812.3}, {"free", 214}, {"broken", std::numeric_limits<double>::quiet_NaN()}}};
  screen.settle([&](Ui& ui) { bar_chart(ui, "chart", chart); });
  EXPECT_NE(screen.find(Role::image, "Wall time. Bars: GIL 812 ms, free 214 ms."), nullptr);
  const Node* table = screen.find(Role::table, "Wall time");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table_of(screen.ui.tree(), table->id),
            (std::vector<std::vector<std::string>>{
                {"Variant", "Wall time"}, {"GIL", "812 ms"}, {"free", "214 ms"}}));
}

TEST(LineChart, SaysItsLinesInItsNameAndItsPointsInATable) {
  test::Screen screen({800, 600});
  const LineChart chart{
      "Amdahl",
      "threads",
      "speed-up",
      {{"measured", {{1, 1}, {4, 3.2}}, false}, {"law", {{1, 1}, {4, 3.5}}, true}, {"empty", {}, false}}};
  screen.settle([&](Ui& ui) { line_chart(ui, "chart", chart); });
  EXPECT_NE(screen.find(Role::image,
                        "Amdahl. speed-up over threads. measured: from 1 at 1 to 3.2 at 4. law (theory): "
                        "from 1 at 1 to 3.5 at 4."),
            nullptr);
  const Node* table = screen.find(Role::table, "Amdahl");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table_of(screen.ui.tree(), table->id),
            (std::vector<std::vector<std::string>>{{"Line", "threads", "speed-up"},
                                                   {"measured", "1", "1"},
                                                   {"measured", "4", "3.2"},
                                                   {"law (theory)", "1", "1"},
                                                   {"law (theory)", "4", "3.5"}}));
}

TEST(Charts, WithoutValuesDrawNothing) {
  test::Screen screen({800, 600});
  screen.settle([&](Ui& ui) {
    bar_chart(ui, "bars", {"Nothing", "ms", {}});
    line_chart(ui, "lines", {"Nothing", "x", "y", {{"a", {}, false}}});
  });
  EXPECT_EQ(screen.ui.tree().find(Role::image, "Nothing"), nullptr);
  EXPECT_EQ(screen.ui.tree().nodes().size(), 1U);  // the root
}

TEST(Charts, StandOnANarrowScreenAndWithOnePoint) {
  test::Screen screen({390, 844});
  screen.settle([&](Ui& ui) {
    const auto page = ui.page("page", "Charts");
    bar_chart(ui, "bars",
              {"A rather long title of a chart",
               "requests a second",
               {{"a variant with a very long name indeed", 1e9}, {"b", 0}}});
    line_chart(ui, "lines", {"One", "x", "y", {{"a", {{2, 5}}, false}}});
  });
  for (const Node& node : screen.ui.tree().nodes()) EXPECT_LE(node.rect.right(), 391) << node.name;
}

}  // namespace
}  // namespace sp::ui
