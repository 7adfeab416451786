#include <array>
#include <cmath>

#include "web/widgets/keys.h"
#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kZoomStep = 1.25f;  // of one increment or decrement

/// Keys that move within a canvas: they are not for shortcuts while it has the focus.
bool moves(std::string_view key) {
  constexpr std::array<std::string_view, 11> kMoving = {
      "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", "+", "-", "="};
  for (const std::string_view k : kMoving) {
    if (k == key) return true;
  }
  return false;
}

}  // namespace

CanvasArea Ui::canvas(std::string_view key, Role role, std::string_view name, Size size,
                      const CanvasOptions& options) {
  Impl& p = *impl_;
  const NodeId id = p.make_id(key);
  const Rect r = p.place(size, {12, 12});
  Node& node = p.record(role, id, name, r);
  node.description = options.description;
  node.value = options.value;
  node.focusable = node.takes_keys = options.focusable;
  const Use use = p.interact(
      id, r, true,
      {.wheel = options.takes_wheel, .drag_x = options.takes_drag, .drag_y = options.takes_vertical_drag});
  if (use.hovered) p.cursor = Cursor::arrow;

  const Pointer& pointer = p.pointer;
  const ImGuiIO& io = ImGui::GetIO();
  CanvasArea area{.id = id, .rect = r, .clip = intersect(r, p.clips.back()), .paint = p.painter()};
  area.visible = area.clip.w > 0 && area.clip.h > 0;
  area.hovered = use.hovered;
  area.mouse = pointer.at;
  area.pressed = use.held && pointer.pressed;
  area.held = use.held;
  area.released = pointer.released && p.active == id;
  const bool by_keyboard = use.clicked && !area.released;
  area.clicked = by_keyboard || (use.clicked && !pointer.dragging);
  if (by_keyboard) area.mouse = r.center();
  area.double_clicked = use.hovered && pointer.double_clicked;
  area.press_at = pointer.press_at;
  if (use.held && pointer.dragging) area.drag = pointer.moved;
  if (use.hovered && options.takes_wheel) area.wheel = pointer.wheel;
  if (r.contains(pointer.zoom_at) && (use.hovered || pointer.touch) && p.layer == p.top_layer) {
    area.zoom = pointer.zoom;
    area.zoom_at = pointer.zoom_at;
  }
  const float steps = [&] {
    float factor = 1;
    while (p.action_for(id, Action::Kind::increment) != nullptr) factor *= kZoomStep;
    while (p.action_for(id, Action::Kind::decrement) != nullptr) factor /= kZoomStep;
    return factor;
  }();
  if (steps != 1) {
    area.zoom *= steps;
    area.zoom_at = r.center();
  }
  area.ctrl = io.KeyCtrl || io.KeySuper;
  area.shift = io.KeyShift;
  area.alt = io.KeyAlt;
  area.focused = use.focused;
  for (KeyEvent& k : p.keys) {
    if (k.used || k.target != id) continue;
    const Chord chord = parse_chord(k.chord);
    area.keys.push_back({std::string(chord.key), chord.ctrl, chord.shift, chord.alt});
    k.used = moves(chord.key);
  }
  // The ring goes under what the caller draws next, so it stands outside of the area.
  if (use.focused) p.draw_focus_ring(r, 4);
  return area;
}

NodeInput Ui::node(Role role, std::string_view key, const NodeSpec& spec, NodeId parent) {
  Impl& p = *impl_;
  const NodeId id = parent == 0 ? p.make_id(key) : child_id(parent, key);
  if (parent != 0) p.parents.push_back(parent);
  Node& node = p.record(role, id, spec.name, spec.rect);
  if (parent != 0) p.parents.pop_back();
  node.value = spec.value;
  node.description = spec.description;
  node.focusable = spec.focusable;
  node.level = spec.level;
  const bool enabled = spec.focusable && !p.disabled;
  NodeInput input{.id = id};
  input.focused = enabled && p.focused == id;
  input.activated = enabled && p.action_for(id, Action::Kind::activate) != nullptr;
  if (input.focused) p.draw_focus_ring(spec.rect.inset(2), 4);
  return input;
}

}  // namespace sp::ui
