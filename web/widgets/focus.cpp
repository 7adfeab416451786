#include "web/widgets/focus.h"

#include <algorithm>
#include <string>

namespace sp::ui {
namespace {

constexpr int kPageSteps = 10;

FocusStep move(const Tree& tree, NodeId focused, bool forward) {
  const std::vector<NodeId> order = tree.focus_order();
  FocusStep step{.used = true, .focus = focused, .actions = {}};
  if (order.empty()) return step;
  auto at = std::find(order.begin(), order.end(), focused);
  if (at == order.end()) {
    // The focus stands where Tab does not stop (a radio that is not chosen) or is gone: go on from its place
    // in reading order.
    const std::vector<Node>& nodes = tree.nodes();
    const auto place =
        std::find_if(nodes.begin(), nodes.end(), [&](const Node& n) { return n.id == focused; });
    const Node* here = place == nodes.end() ? nullptr : &*place;
    at = std::find_if(order.begin(), order.end(),
                      [&](NodeId id) { return here == nullptr || tree.find(id) > here; });
    if (here != nullptr && here->role == Role::radio && at != order.end() && forward) {
      const Node* next = tree.find(*at);
      if (next->role == Role::radio && next->parent == here->parent) ++at;
    }
    if (forward) {
      step.focus = at == order.end() ? order.front() : *at;
    } else {
      step.focus = at == order.begin() || here == nullptr ? order.back() : *std::prev(at);
    }
    return step;
  }
  if (forward) {
    step.focus = std::next(at) == order.end() ? order.front() : *std::next(at);
  } else {
    step.focus = at == order.begin() ? order.back() : *std::prev(at);
  }
  return step;
}

FocusStep choose_radio(const Tree& tree, const Node& radio, int by) {
  std::vector<NodeId> group;
  for (const Node& n : tree.nodes()) {
    if (n.role == Role::radio && n.parent == radio.parent && n.focusable && !n.disabled)
      group.push_back(n.id);
  }
  const auto at = std::find(group.begin(), group.end(), radio.id);
  if (at == group.end()) return {.used = false, .focus = radio.id, .actions = {}};
  const auto count = static_cast<std::ptrdiff_t>(group.size());
  const NodeId next = group[static_cast<std::size_t>(((at - group.begin()) + by + count) % count)];
  return {.used = true, .focus = next, .actions = {{.id = next, .kind = Action::Kind::activate}}};
}

FocusStep act(NodeId id, Action::Kind kind, double number = -1) {
  return {.used = true, .focus = id, .actions = {{.id = id, .kind = kind, .number = number}}};
}

FocusStep move_slider(const Node& slider, std::string_view chord, bool& known) {
  known = true;
  if (chord == "ArrowRight" || chord == "ArrowUp") return act(slider.id, Action::Kind::increment);
  if (chord == "ArrowLeft" || chord == "ArrowDown") return act(slider.id, Action::Kind::decrement);
  if (chord == "Home") return act(slider.id, Action::Kind::set_value, slider.min);
  if (chord == "End") return act(slider.id, Action::Kind::set_value, slider.max);
  const bool up = chord == "PageUp";
  known = up || chord == "PageDown";
  if (!known) return {};
  FocusStep step{.used = true, .focus = slider.id, .actions = {}};
  for (int i = 0; i < kPageSteps; ++i) {
    step.actions.push_back({.id = slider.id, .kind = up ? Action::Kind::increment : Action::Kind::decrement});
  }
  return step;
}

bool uses(Role role, std::string_view chord) {
  const bool enter = chord == "Enter", space = chord == "Space";
  switch (role) {
    case Role::button:
      return enter || space;
    case Role::link:
      return enter;
    case Role::radio:
    case Role::checkbox:
    case Role::toggle:
      return space;
    default:
      return false;
  }
}

}  // namespace

FocusStep walk(const Tree& tree, NodeId focused, std::string_view chord) {
  if (chord == "Tab" || chord == "Shift+Tab") return move(tree, focused, chord == "Tab");
  const Node* node = tree.find(focused);
  const FocusStep unused{.used = false, .focus = focused, .actions = {}};
  if (node == nullptr || node->disabled) return unused;
  if (uses(node->role, chord)) return act(node->id, Action::Kind::activate);
  if (node->role == Role::radio) {
    if (chord == "ArrowDown" || chord == "ArrowRight") return choose_radio(tree, *node, 1);
    if (chord == "ArrowUp" || chord == "ArrowLeft") return choose_radio(tree, *node, -1);
  }
  if (node->role == Role::slider) {
    bool known = false;
    FocusStep step = move_slider(*node, chord, known);
    if (known) return step;
  }
  if (node->takes_keys && node->role != Role::slider) {
    FocusStep step = act(node->id, Action::Kind::key);
    step.actions.front().text = chord;
    step.used = false;  // a shortcut may want it if the node does not
    return step;
  }
  return unused;
}

}  // namespace sp::ui
