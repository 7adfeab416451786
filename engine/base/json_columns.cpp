#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/base/json.h"
#include "engine/base/json_document.h"

namespace sp::json {
namespace {

/// What is left of one column.
struct Column {
  std::uint32_t list;
  std::uint32_t next;
};

/// The name of the field that `node` is, or in whose list it stands.
std::string_view field_of(const Document::State& state, std::uint32_t node) {
  const auto& nodes = state.nodes;
  while (nodes[node].parent != kNone && nodes[nodes[node].parent].type == Type::array)
    node = nodes[node].parent;
  return state.view(nodes[node].key);
}

}  // namespace

void Object::fill_nulls(std::string_view name) {
  const auto value = optional(name);
  const auto columns = value ? value->object() : std::nullopt;
  if (!columns) return;
  Document::State& state = *self_.state_;
  auto& nodes = state.nodes;
  std::unordered_map<std::string_view, Column> by_field;
  for (std::uint32_t list = nodes[columns->self_.node_].first_child; list != kNone; list = nodes[list].next) {
    if (nodes[list].type == Type::array)
      by_field.emplace(state.view(nodes[list].key), Column{list, nodes[list].first_child});
    else
      Value(&state, list).problem("a list of texts");
  }
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].type != Type::null) continue;
    const auto column = by_field.find(field_of(state, i));
    if (column == by_field.end() || column->second.next == kNone) continue;
    const Node& text = nodes[column->second.next];
    column->second.next = text.next;
    if (text.type != Type::string) continue;  // the null stays, and is reported by who reads it
    nodes[i].type = Type::string;
    nodes[i].text = text.text;
    nodes[i].at = text.at;
  }
  for (const auto& [field, column] : by_field) {
    if (column.next == kNone) continue;
    const std::uint32_t used = nodes[column.next].index;
    Value(&state, column.list).problem(fmt::format("{} texts, one for each null of \"{}\"", used, field));
  }
}

}  // namespace sp::json
