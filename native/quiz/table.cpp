#include "native/quiz/table.h"

#include <algorithm>
#include <cstddef>

#include "native/platform/terminal.h"

namespace sp::native {

std::string shown(const Table& table) {
  std::vector<std::size_t> widths(table.head.size(), 0);
  const auto measure = [&](const Table::Row& row) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], characters(row[i]));
  };
  measure(table.head);
  std::for_each(table.rows.begin(), table.rows.end(), measure);
  std::string text;
  const auto show = [&](const Table::Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string blanks(widths[i] - characters(row[i]), ' ');
      text += i == 0 ? row[i] + blanks : "  " + blanks + row[i];
    }
    text += '\n';
  };
  show(table.head);
  std::for_each(table.rows.begin(), table.rows.end(), show);
  return text;
}

}  // namespace sp::native
