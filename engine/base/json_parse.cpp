#include <algorithm>
#include <cassert>
#include <memory>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/json.h"
#include "engine/base/json_document.h"
#include "engine/base/json_syntax.h"

namespace sp::json {
namespace {

/// Fills a State from the parser's events, and walks the text alongside with a Locator: each event is one
/// token further.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(Document::State& state, std::string_view text) : state_(state), text_(text), locator_(text) {}

  bool null() override {
    return scalar(Type::null, [](Node&) {});
  }
  bool boolean(bool value) override {
    return scalar(Type::boolean, [&](Node& node) { node.integer = value ? 1 : 0; });
  }
  bool number_integer(number_integer_t value) override {
    return scalar(Type::integer, [&](Node& node) {
      node.integer = value;
      node.real = static_cast<double>(value);
    });
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value <= static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) {
      return number_integer(static_cast<number_integer_t>(value));
    }
    return number_float(static_cast<double>(value), {});
  }
  bool number_float(number_float_t value, const string_t&) override {
    return scalar(Type::real, [&](Node& node) { node.real = value; });
  }
  bool string(string_t& value) override {
    return scalar(Type::string, [&](Node& node) { node.text = state_.keep(value); });
  }
  bool binary(binary_t&) override { return false; }  // never comes from text

  bool start_object(std::size_t) override { return open(Type::object); }
  bool start_array(std::size_t) override { return open(Type::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override;
  bool parse_error(std::size_t read, const std::string& token,
                   const nlohmann::json::exception& error) override;

 private:
  struct Level {
    std::uint32_t node;
    std::uint32_t last_child = kNone;
    std::unordered_map<std::string_view, std::uint32_t> fields;  ///< name -> line where it first stands
  };

  template <class Fill>
  bool scalar(Type type, Fill fill) {
    Node* node = add(type);
    if (node != nullptr) fill(*node);
    return node != nullptr;
  }
  bool open(Type type);
  bool close() {
    locator_.next();
    levels_.pop_back();
    return true;
  }
  Node* add(Type type);

  Document::State& state_;
  std::string_view text_;
  Locator locator_;
  std::vector<Level> levels_;
  Piece key_;
  Position key_at_;
};

Node* Builder::add(Type type) {
  const Position at = locator_.next();
  auto& nodes = state_.nodes;
  if (nodes.size() >= state_.limits.values) {
    state_.report(at, {}, fmt::format("at most {} values", state_.limits.values), "more");
    return nullptr;
  }
  const auto self = static_cast<std::uint32_t>(nodes.size());
  Node node;
  node.type = type;
  node.at = at;
  if (!levels_.empty()) {
    Level& level = levels_.back();
    Node& parent = nodes[level.node];
    node.parent = level.node;
    node.index = parent.children++;
    (level.last_child == kNone ? parent.first_child : nodes[level.last_child].next) = self;
    level.last_child = self;
    if (parent.type == Type::object) {
      node.key = key_;
      node.key_at = key_at_;
    }
  }
  nodes.push_back(node);
  return &nodes.back();
}

bool Builder::open(Type type) {
  const Node* node = add(type);
  if (node == nullptr) return false;
  if (levels_.size() >= state_.limits.depth) {
    state_.report(node->at, {}, fmt::format("at most {} values inside one another", state_.limits.depth),
                  "more");
    return false;
  }
  levels_.push_back({static_cast<std::uint32_t>(state_.nodes.size() - 1), kNone, {}});
  return true;
}

bool Builder::key(string_t& name) {
  key_at_ = locator_.next();
  key_ = state_.keep(name);
  const std::string_view kept = state_.view(key_);
  Level& level = levels_.back();
  const auto [first, fresh] = level.fields.emplace(kept, static_cast<std::uint32_t>(key_at_.line));
  if (!fresh) {
    state_.report(
        key_at_, state_.field_path(level.node, kept), {},
        fmt::format("duplicate field {}: it already stands in line {}", in_quotes(kept), first->second));
  }
  return true;
}

bool Builder::parse_error(std::size_t read, const std::string&, const nlohmann::json::exception& error) {
  const SyntaxError what = explain_syntax_error(text_, read, error.what());
  std::string found = what.found;
  if (what.at_end && !levels_.empty()) {
    const Node& open = state_.nodes[levels_.back().node];
    found += fmt::format(" (the {} that begins in line {}, column {} is not closed)",
                         open.type == Type::array ? "list" : "object", open.at.line, open.at.column);
  }
  state_.report(position_of(text_, what.offset), {}, what.expected, std::move(found));
  return false;
}

}  // namespace

Document Document::parse(std::string_view text, std::string file, const Limits& limits) {
  auto state = std::make_unique<State>();
  state->file = std::move(file);
  state->limits = limits;
  const std::size_t most = std::min<std::size_t>(limits.bytes, kNone - 1);  // Piece counts with 32 bits
  if (text.size() > most) {
    state->report({}, {}, fmt::format("at most {} bytes", most), fmt::format("{} bytes", text.size()));
    return Document(std::move(state));
  }
  state->strings.reserve(text.size());
  Builder builder(*state, text);
  state->valid = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  return Document(std::move(state));
}

}  // namespace sp::json
