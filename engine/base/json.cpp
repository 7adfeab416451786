#include "engine/base/json.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/base/json_document.h"

namespace sp::json {
namespace {

bool plain_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || c == '-';
  });
}

void append_field(std::string& path, std::string_view name) {
  if (!plain_name(name)) {
    path += '[' + in_quotes(name) + ']';
    return;
  }
  if (!path.empty()) path += '.';
  path += name;
}

}  // namespace

std::string Document::State::path(std::uint32_t node) const {
  std::vector<std::uint32_t> chain;
  for (; nodes[node].parent != kNone; node = nodes[node].parent) chain.push_back(node);
  std::string path;
  for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
    const Node& step = nodes[*it];
    if (nodes[step.parent].type == Type::array) {
      path += fmt::format("[{}]", step.index);
    } else {
      append_field(path, step.key);
    }
  }
  return path;
}

std::string Document::State::field_path(std::uint32_t object, std::string_view name) const {
  std::string result = path(object);
  append_field(result, name);
  return result;
}

Document::Document(std::unique_ptr<State> state) : state_(std::move(state)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

std::optional<Value> Document::root() const {
  if (!state_->valid) return std::nullopt;
  return Value(state_.get(), 0);
}

std::vector<Problem> Document::problems() const {
  std::vector<const Problem*> by_place;
  for (const Problem& problem : state_->problems) by_place.push_back(&problem);
  std::sort(by_place.begin(), by_place.end(), [](const Problem* a, const Problem* b) {
    return std::tuple(a->line, a->column, a) <
           std::tuple(b->line, b->column, b);  // the same place: first found first
  });
  std::vector<Problem> sorted;
  for (const Problem* problem : by_place) sorted.push_back(*problem);
  if (state_->dropped > 0) {
    sorted.push_back({state_->file, 0, 0, {}, {}, fmt::format("and {} more problems", state_->dropped)});
  }
  return sorted;
}

std::size_t Document::problem_count() const noexcept {
  return state_->problems.size() + state_->dropped;
}

Type Value::type() const noexcept {
  return state_->nodes[node_].type;
}
std::string Value::path() const {
  return state_->path(node_);
}
int Value::line() const {
  return state_->place(state_->nodes[node_].token).line;
}
int Value::column() const {
  return state_->place(state_->nodes[node_].token).column;
}

std::optional<std::string_view> Value::text() const {
  const Node& node = state_->nodes[node_];
  if (node.type == Type::string) return node.text;
  problem("a text in quotes");
  return std::nullopt;
}

std::optional<bool> Value::boolean() const {
  const Node& node = state_->nodes[node_];
  if (node.type == Type::boolean) return node.integer != 0;
  problem("true or false");
  return std::nullopt;
}

std::optional<std::int64_t> Value::integer() const {
  const Node& node = state_->nodes[node_];
  if (node.type == Type::integer) return node.integer;
  problem("a whole number");
  return std::nullopt;
}

std::optional<double> Value::number() const {
  const Node& node = state_->nodes[node_];
  if (node.type == Type::integer || node.type == Type::real) return node.real;
  problem("a number");
  return std::nullopt;
}

std::optional<std::size_t> Value::one_of(std::span<const std::string_view> names) const {
  const Node& node = state_->nodes[node_];
  if (node.type == Type::string) {
    const auto found = std::find(names.begin(), names.end(), node.text);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  }
  std::string expected = names.size() == 1 ? "" : "one of ";
  for (std::size_t i = 0; i < names.size(); ++i) expected += (i == 0 ? "" : ", ") + in_quotes(names[i]);
  problem(std::move(expected));
  return std::nullopt;
}

std::optional<Object> Value::object() const {
  if (type() == Type::object) return Object(*this);
  problem("an object");
  return std::nullopt;
}

std::optional<std::vector<Value>> Value::array() const {
  const Node& node = state_->nodes[node_];
  if (node.type != Type::array) {
    problem("a list");
    return std::nullopt;
  }
  std::vector<Value> items;
  items.reserve(node.children);
  for (std::uint32_t child = node.first_child; child != kNone; child = state_->nodes[child].next) {
    items.push_back(Value(state_, child));
  }
  return items;
}

void Value::problem(std::string expected, std::string found) const {
  if (found.empty() && !expected.empty()) found = describe();
  state_->report_at(state_->nodes[node_].token, path(), std::move(expected), std::move(found));
}

std::string Value::describe() const {
  const Node& node = state_->nodes[node_];
  switch (node.type) {
    case Type::null:
      return "null";
    case Type::boolean:
      return node.integer != 0 ? "true" : "false";
    case Type::integer:
      return fmt::format("{}", node.integer);
    case Type::real:
      return fmt::format("{}", node.real);
    case Type::string:
      return in_quotes(node.text);
    case Type::array:
      return node.children == 0 ? "an empty list" : fmt::format("a list of {}", node.children);
    case Type::object:
      return "an object";
  }
  return {};
}

std::optional<Value> Object::optional(std::string_view name) {
  asked_.push_back(name);
  const auto& nodes = self_.state_->nodes;
  for (std::uint32_t child = nodes[self_.node_].first_child; child != kNone; child = nodes[child].next) {
    if (nodes[child].key == name) return Value(self_.state_, child);
  }
  return std::nullopt;
}

std::optional<Value> Object::required(std::string_view name) {
  const auto value = optional(name);
  if (!value) {
    auto& state = *self_.state_;
    state.report_at(state.nodes[self_.node_].token, state.field_path(self_.node_, name),
                    fmt::format("the field {}", in_quotes(name)), "none");
  }
  return value;
}

std::vector<std::pair<std::string_view, Value>> Object::fields() {
  std::vector<std::pair<std::string_view, Value>> all;
  const auto& nodes = self_.state_->nodes;
  for (std::uint32_t child = nodes[self_.node_].first_child; child != kNone; child = nodes[child].next) {
    all.emplace_back(nodes[child].key, Value(self_.state_, child));
    asked_.push_back(all.back().first);
  }
  return all;
}

void Object::finish() const {
  auto& state = *self_.state_;
  for (std::uint32_t child = state.nodes[self_.node_].first_child; child != kNone;
       child = state.nodes[child].next) {
    const Node& node = state.nodes[child];
    const std::string_view name = node.key;
    if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
    if (state.full()) {
      ++state.dropped;
      continue;
    }
    const std::string_view meant = closest(name, asked_);
    std::string found = "unknown field " + in_quotes(name);
    if (!meant.empty()) found += "; did you mean " + in_quotes(meant) + "?";
    state.report_at(node.key_token, state.path(child), {}, std::move(found));
  }
}

}  // namespace sp::json
