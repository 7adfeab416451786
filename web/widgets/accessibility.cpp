#include "web/widgets/accessibility.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

#include "engine/base/json_writer.h"
#include "web/widgets/hash.h"

namespace sp::ui {
namespace {

constexpr std::array<std::string_view, kRoleCount> kRoleNames = {
    "root",      "navigation",  "main",   "region",   "group",         "heading", "paragraph", "link",
    "button",    "radio_group", "radio",  "checkbox", "toggle",        "slider",  "textbox",   "list",
    "list_item", "image",       "table",  "row",      "column_header", "cell",    "progress",  "status",
    "alert",     "code",        "dialog", "listbox",  "option",        "text"};

constexpr std::array<std::string_view, 8> kActionNames = {
    "activate", "set_value", "focus", "blur", "increment", "decrement", "key", "scroll_into_view"};

int whole(float v) {
  return static_cast<int>(std::lround(std::isfinite(v) ? v : 0.0f));
}

bool has_range(Role role) {
  return role == Role::slider || role == Role::progress;
}

/// Appends members of one JSON object.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  void close() { out_ += '}'; }

  void integer(std::string_view key, std::int64_t v) {
    start(key);
    number(v);
  }
  void real(std::string_view key, double v) {
    start(key);
    number(std::isfinite(v) ? v : 0.0);
  }
  void boolean(std::string_view key, bool v) {
    start(key);
    out_ += v ? "true" : "false";
  }
  void string(std::string_view key, std::string_view v) {
    start(key);
    json::append_string(out_, v);
  }
  void rect(std::string_view key, const Rect& r) {
    start(key);
    out_ += '[';
    number(whole(r.x)), out_ += ',';
    number(whole(r.y)), out_ += ',';
    number(whole(r.w)), out_ += ',';
    number(whole(r.h)), out_ += ']';
  }

 private:
  void start(std::string_view key) {
    if (out_.back() != '{') out_ += ',';
    out_ += '"';
    out_ += key;
    out_ += "\":";
  }
  template <class T>
  void number(T v) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), v).ptr;
    out_.append(digits.data(), end);
  }

  std::string& out_;
};

void write_node(std::string& out, const Node& n) {
  ObjectWriter w(out);
  w.integer("id", n.id);
  if (n.parent != 0) w.integer("parent", n.parent);
  w.string("role", role_name(n.role));
  if (!n.name.empty()) w.string("name", n.name);
  if (!n.value.empty()) w.string("value", n.value);
  if (!n.description.empty()) w.string("description", n.description);
  if (!n.hint.empty()) w.string("hint", n.hint);
  if (!n.href.empty()) w.string("href", n.href);
  if (!n.shortcut.empty()) w.string("shortcut", n.shortcut);
  if (n.level != 0) w.integer("level", n.level);
  if (n.focusable) w.boolean("focusable", true);
  if (n.disabled) w.boolean("disabled", true);
  if (n.has_checked) w.boolean("has_checked", true), w.boolean("checked", n.checked);
  if (n.has_expanded) w.boolean("has_expanded", true), w.boolean("expanded", n.expanded);
  if (n.current) w.boolean("current", true);
  if (n.role == Role::option) w.boolean("selected", n.selected);
  if (n.controls != 0) w.integer("controls", n.controls);
  if (n.active != 0) w.integer("active", n.active);
  if (n.modal) w.boolean("modal", true);
  if (n.multiline) w.boolean("multiline", true);
  if (n.limit != 0) w.integer("limit", n.limit);
  if (n.takes_keys) w.boolean("takes_keys", true);
  if (has_range(n.role)) {
    w.real("min", n.min), w.real("max", n.max), w.real("now", n.now), w.real("step", n.step);
  }
  if (n.caret >= 0) w.integer("caret", n.caret);
  w.rect("rect", n.rect);
  w.close();
}

}  // namespace

NodeId child_id(NodeId parent, std::string_view key) {
  std::uint32_t h = 2166136261u ^ parent;
  h *= 16777619u;
  for (const char c : key) {
    h ^= static_cast<unsigned char>(c);
    h *= 16777619u;
  }
  return h == 0 ? 1 : h;
}

std::string_view role_name(Role role) {
  return kRoleNames[static_cast<std::size_t>(role)];
}

void Tree::clear() {
  nodes_.clear();
  index_.clear();
  focused = 0;
}

Node& Tree::add(Node node) {
  assert(node.id != 0 && "a node needs an id");
  assert((nodes_.empty() ? node.parent == 0 : index_.contains(node.parent)) &&
         "the parent comes before the child");
  [[maybe_unused]] const bool fresh =
      index_.emplace(node.id, static_cast<std::uint32_t>(nodes_.size())).second;
  assert(fresh && "two widgets have the same path of keys");
  return nodes_.emplace_back(std::move(node));
}

const Node* Tree::find(NodeId id) const {
  const auto it = index_.find(id);
  return it == index_.end() ? nullptr : &nodes_[it->second];
}

Node* Tree::find(NodeId id) {
  const auto it = index_.find(id);
  return it == index_.end() ? nullptr : &nodes_[it->second];
}

const Node* Tree::find(Role role, std::string_view name) const {
  for (const Node& n : nodes_) {
    if (n.role == role && n.name == name) return &n;
  }
  return nullptr;
}

bool Tree::is_within(NodeId id, NodeId ancestor) const {
  for (const Node* n = find(id); n != nullptr; n = find(n->parent)) {
    if (n->id == ancestor) return true;
  }
  return false;
}

std::vector<NodeId> Tree::focus_order() const {
  NodeId modal = 0;
  for (const Node& n : nodes_) {
    if (n.modal) modal = n.id;
  }
  // Of a radio group Tab reaches one radio: the checked one, else the first.
  std::unordered_map<NodeId, NodeId> entrance;
  for (const Node& n : nodes_) {
    if (n.role != Role::radio || n.disabled || !n.focusable) continue;
    if (const auto [it, first] = entrance.emplace(n.parent, n.id); !first && n.checked) it->second = n.id;
  }
  std::vector<NodeId> order;
  for (const Node& n : nodes_) {
    if (!n.focusable || n.disabled) continue;
    if (n.role == Role::radio && entrance[n.parent] != n.id) continue;
    if (modal != 0 && !is_within(n.id, modal)) continue;
    order.push_back(n.id);
  }
  return order;
}

std::uint64_t Tree::hash() const {
  Hasher h;
  h.value(focused);
  for (const Node& n : nodes_) {
    h.value(n.id), h.value(n.parent), h.value(n.role);
    h.text(n.name), h.text(n.value), h.text(n.description), h.text(n.hint), h.text(n.href),
        h.text(n.shortcut);
    const bool flags[] = {n.focusable, n.disabled, n.has_checked, n.checked,   n.has_expanded, n.expanded,
                          n.current,   n.selected, n.modal,       n.multiline, n.takes_keys};
    std::uint32_t bits = 0;
    for (const bool flag : flags) bits = bits * 2 + (flag ? 1 : 0);
    h.value(bits), h.value(n.level), h.value(n.caret), h.value(n.controls), h.value(n.active),
        h.value(n.limit);
    h.value(n.min), h.value(n.max), h.value(n.now), h.value(n.step);
    h.value(whole(n.rect.x)), h.value(whole(n.rect.y)), h.value(whole(n.rect.w)), h.value(whole(n.rect.h));
  }
  return h.result();
}

std::string Tree::to_json() const {
  std::string out;
  out.reserve(64 + nodes_.size() * 128);
  out += "{\"focused\":" + std::to_string(focused) + ",\"nodes\":[";
  for (const Node& n : nodes_) {
    if (out.back() != '[') out += ',';
    write_node(out, n);
  }
  out += "]}";
  return out;
}

std::string_view action_name(Action::Kind kind) {
  return kActionNames[static_cast<std::size_t>(kind)];
}

bool parse_action_name(std::string_view name, Action::Kind& kind) {
  for (std::size_t i = 0; i < kActionNames.size(); ++i) {
    if (kActionNames[i] != name) continue;
    kind = static_cast<Action::Kind>(i);
    return true;
  }
  return false;
}

}  // namespace sp::ui
