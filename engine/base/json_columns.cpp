#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "engine/base/json.h"
#include "engine/base/json_document.h"
#include "engine/base/utf8.h"

namespace sp::json {
namespace {

/// What is left of one column.
struct Column {
  Value count;  ///< where the document says how long it is
  std::size_t first;
  std::size_t next;
  std::size_t end;
};
using Columns = std::unordered_map<std::string_view, Column>;

std::vector<std::string_view> split(std::string_view texts) {
  std::vector<std::string_view> all;
  for (std::size_t end = 0; (end = texts.find(kTextEnd)) != std::string_view::npos;) {
    all.push_back(texts.substr(0, end));
    texts.remove_prefix(end + 1);
  }
  return all;
}

/// Shares `size` texts out; gives nothing, and says why, when they are not as many as they should be.
Columns share_out(Object counts, std::size_t size) {
  Columns columns;
  std::size_t next = 0;
  for (const auto& [field, value] : counts.fields()) {
    const auto count = value.integer();
    if (!count) return {};
    if (*count < 0 || static_cast<std::uint64_t>(*count) > size - next) {
      value.problem(fmt::format("at most {}, the texts that are left", size - next));
      return {};
    }
    const std::size_t end = next + static_cast<std::size_t>(*count);
    columns.emplace(field, Column{value, next, next, end});
    next = end;
  }
  if (next == size) return columns;
  counts.value().problem(fmt::format("columns for {} texts", size), fmt::format("for {}", next));
  return {};
}

/// The name of the field that `node` is, or in whose list it stands.
std::string_view field_of(const std::vector<Node>& nodes, std::uint32_t node) {
  while (nodes[node].parent != kNone && nodes[nodes[node].parent].type == Type::array)
    node = nodes[node].parent;
  return nodes[node].key;
}

}  // namespace

void Object::fill_nulls(std::string_view name, std::string_view texts) {
  const auto value = optional(name);
  const auto counts = value ? value->object() : std::nullopt;
  if (!counts) return;
  Document::State& state = *self_.state_;
  if (!is_utf8(texts)) counts->value().problem("texts in UTF-8", "other bytes");
  const std::vector<std::string_view> all = split(texts);
  Columns columns = share_out(*counts, all.size());
  for (Node& node : state.nodes) {
    if (node.type != Type::null) continue;
    const auto index = static_cast<std::uint32_t>(&node - state.nodes.data());
    const auto column = columns.find(field_of(state.nodes, index));
    if (column == columns.end() || column->second.next == column->second.end) continue;
    node.type = Type::string;
    node.text = all[column->second.next++];
  }
  for (const auto& [field, column] : columns) {
    if (column.next == column.end) continue;
    column.count.problem(fmt::format("{}, one for each null of \"{}\"", column.next - column.first, field));
  }
}

}  // namespace sp::json
