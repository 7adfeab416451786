#include <algorithm>
#include <cassert>
#include <memory>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/json.h"
#include "engine/base/json_document.h"
#include "engine/base/json_syntax.h"

namespace sp::json {
namespace {

constexpr std::size_t kBytesAValue = 16;  ///< about so much text

/// Fills a State from the parser's events. Each event but an error is one token further.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  /// `stop`: in a message's words, what stands behind the source; empty if nothing does.
  Builder(Document::State& state, std::string stop) : state_(state), stop_(std::move(stop)) {}

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
  };

  template <class Fill>
  bool scalar(Type type, Fill fill) {
    Node* node = add(type);
    if (node != nullptr) fill(*node);
    return node != nullptr;
  }
  bool open(Type type);
  bool close();
  Node* add(Type type);

  Document::State& state_;
  const std::string stop_;
  std::vector<Level> levels_;
  std::string_view key_;
  std::uint32_t key_token_ = 0;
};

Node* Builder::add(Type type) {
  const std::uint32_t token = state_.tokens++;
  auto& nodes = state_.nodes;
  if (nodes.size() >= state_.limits.values) {
    state_.report_at(token, {}, fmt::format("at most {} values", state_.limits.values), "more");
    return nullptr;
  }
  const auto self = static_cast<std::uint32_t>(nodes.size());
  Node node;
  node.type = type;
  node.token = token;
  if (!levels_.empty()) {
    Level& level = levels_.back();
    Node& parent = nodes[level.node];
    node.parent = level.node;
    node.index = parent.children++;
    (level.last_child == kNone ? parent.first_child : nodes[level.last_child].next) = self;
    level.last_child = self;
    if (parent.type == Type::object) {
      node.key = key_;
      node.key_token = key_token_;
    }
  }
  nodes.push_back(node);
  return &nodes.back();
}

bool Builder::open(Type type) {
  const Node* node = add(type);
  if (node == nullptr) return false;
  if (levels_.size() >= state_.limits.depth) {
    state_.report_at(node->token, {},
                     fmt::format("at most {} values inside one another", state_.limits.depth), "more");
    return false;
  }
  levels_.push_back({static_cast<std::uint32_t>(state_.nodes.size() - 1), kNone});
  return true;
}

bool Builder::close() {
  ++state_.tokens;
  levels_.pop_back();
  return true;
}

bool Builder::key(string_t& name) {
  key_token_ = state_.tokens++;
  key_ = state_.keep(name);
  return true;
}

bool Builder::parse_error(std::size_t read, const std::string&, const nlohmann::json::exception& error) {
  const SyntaxError what = explain_syntax_error(state_.source, read, error.what());
  std::string found = what.found;
  if (what.at_end && !stop_.empty()) {
    found = stop_;
  } else if (what.at_end && !levels_.empty()) {
    const Node& open = state_.nodes[levels_.back().node];
    const Position begin = state_.place(open.token);
    found += fmt::format(" (the {} that begins in line {}, column {} is not closed)",
                         open.type == Type::array ? "list" : "object", begin.line, begin.column);
  }
  state_.report(position_of(state_.source, what.offset), {}, what.expected, std::move(found));
  return false;
}

/// Reports the fields of an object that stand there twice. `children` is only room for them.
void report_duplicates(Document::State& state, std::uint32_t object, std::vector<std::uint32_t>& children) {
  const auto& nodes = state.nodes;
  children.clear();
  for (std::uint32_t child = nodes[object].first_child; child != kNone; child = nodes[child].next)
    children.push_back(child);
  std::sort(children.begin(), children.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(nodes[a].key, a) < std::tie(nodes[b].key, b);
  });
  for (std::size_t first = 0, next = 1; next < children.size(); ++next) {
    const Node& node = nodes[children[next]];
    if (nodes[children[first]].key != node.key) {
      first = next;
      continue;
    }
    const int line = state.place(nodes[children[first]].key_token).line;
    state.report_at(
        node.key_token, state.field_path(object, node.key), {},
        fmt::format("duplicate field {}: it already stands in line {}", in_quotes(node.key), line));
  }
}

void report_duplicates(Document::State& state) {
  std::vector<std::uint32_t> children;
  for (std::uint32_t node = 0; node < state.nodes.size(); ++node) {
    if (state.nodes[node].type == Type::object) report_duplicates(state, node, children);
  }
}

}  // namespace

Document Document::parse(std::string_view text, std::string file, const Limits& limits) {
  auto state = std::make_unique<State>();
  state->file = std::move(file);
  state->limits = limits;
  const std::size_t most = std::min<std::size_t>(limits.bytes, kNone - 1);  // tokens are counted with 32 bits
  if (text.size() > most) {
    state->report({}, {}, fmt::format("at most {} bytes", most), fmt::format("{} bytes", text.size()));
    return Document(std::move(state));
  }
  const std::size_t end = std::min(text.find('\0'), text.size());  // the parser would take a NUL for the end
  const std::string stop = end < text.size() ? in_quotes(text.substr(end, 1)) : "";
  text = text.substr(0, end);
  state->source = text;
  state->strings.reserve(text.size());
  state->nodes.reserve(std::min(text.size() / kBytesAValue, limits.values));
  Builder builder(*state, stop);
  state->valid = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (state->valid && !stop.empty()) {
    state->valid = false;
    state->report(position_of(text, end), {}, "the end of the text", stop);
  }
  report_duplicates(*state);
  return Document(std::move(state));
}

}  // namespace sp::json
