#include "web/widgets/chart_parts.h"

#include "web/widgets/axis.h"

namespace sp::ui {

std::string with_unit(double value, std::string_view unit) {
  std::string text = format_value(value);
  if (!unit.empty()) text.append(" ").append(unit);
  return text;
}

void record_table(Ui& ui, std::string_view name, const Rect& rect, const std::vector<std::string>& titles,
                  const std::vector<std::vector<std::string>>& rows) {
  const NodeId table = ui.node(Role::table, "values", {.name = name, .rect = rect}).id;
  const auto add_row = [&](const std::string& key, const std::vector<std::string>& cells, Role role) {
    const NodeId row = ui.node(Role::row, key, {.name = {}, .rect = rect}, table).id;
    for (std::size_t i = 0; i < cells.size(); ++i)
      ui.node(role, std::to_string(i), {.name = cells[i], .rect = rect}, row);
  };
  add_row("titles", titles, Role::column_header);
  for (std::size_t i = 0; i < rows.size(); ++i) add_row(std::to_string(i), rows[i], Role::cell);
}

}  // namespace sp::ui
