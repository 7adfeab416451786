#pragma once

#include <string>
#include <vector>

namespace sp::native {

/// A table in plain text: columns side by side, the first to the left, the others to the right. Plain data.
struct Table {
  using Row = std::vector<std::string>;
  Row head;
  std::vector<Row> rows;  ///< each as long as `head`
};

/// One line a row, the head first; columns two blanks apart, each as wide as its widest text in characters.
std::string shown(const Table& table);

}  // namespace sp::native
