// A frame from its beginning to its end, and what widgets learn about the pointer.
#include <algorithm>
#include <cassert>
#include <cmath>

#include <imgui_internal.h>

#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kNotch = 72;       // pixels of one notch of ImGui's own wheel
constexpr float kSmoothFrom = 40;  // larger steps of the wheel glide
constexpr float kGlide = 18;       // per second
constexpr float kFriction = 3.2f;  // of a flick, per second
constexpr float kSlowest = 24;     // pixels a second at which a flick ends
constexpr float kDragThreshold = 8;
constexpr double kTipDelay = 0.5;
constexpr int kTrimEvery = 64;  // frames

}  // namespace

Ui::Impl::Impl(Ui& owner) : ui(owner), colors(&sp::ui::theme(ThemeKind::dark)) {
  IMGUI_CHECKVERSION();
  outer = ImGui::GetCurrentContext();
  context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  ImGui::GetStyle().CircleTessellationMaxError = 0.08f;  // smooth on screens of high density
  ImGui::GetStyle().CurveTessellationTol = 0.4f;
}

Ui::Impl::~Impl() {
  ImGui::DestroyContext(context);
  ImGui::SetCurrentContext(outer);
}

void Ui::Impl::request_in(double seconds) {
  if (next_in < 0 || seconds < next_in) next_in = seconds;
}

void Ui::Impl::begin_frame(double now) {
  assert(!in_frame);
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  const bool animating = next_in == 0;
  dt = animating ? std::clamp(static_cast<float>(now - now_s), 0.001f, 0.1f) : 1.0f / 60;
  now_s = now;
  io.DeltaTime = std::max(dt, 0.001f);
  next_in = -1;
  fonts.begin_frame(io.DisplayFramebufferScale.x > 0 ? io.DisplayFramebufferScale.x : 1);
  ImGui::NewFrame();
  in_frame = true;
  ++frame;

  canvas = {io.DisplaySize.x, io.DisplaySize.y};
  std::swap(previous, tree);
  tree.clear();
  std::swap(seen, hits);
  hits.clear();
  top_layer = layers_seen;
  layers_seen = 0;
  layer = 0;
  heading_level = 0;
  disabled = false;
  cursor = Cursor::arrow;
  active_alive = false;
  opened.clear();
  tip.clear();

  actions = std::exchange(posted, {});
  gather_pointer();
  gather_keys();
  find_hot();
  run_focus_actions();
  run_keys();
  route_touch();
  route_wheel();
  settle_scrolls();

  list = ImGui::GetBackgroundDrawList();
  const Rect all{0, 0, canvas.w, canvas.h};
  clips.assign(1, all);
  viewports.assign(1, all);
  scroll_stack.clear();
  rest = all;
  painter().fill(all, colors->background);
  const NodeId root = child_id(0, "root");
  Node node;
  node.id = root;
  node.role = Role::root;
  node.rect = all;
  tree.add(std::move(node));
  ids.assign(1, {root, 0});
  parents.assign(1, root);
  flows.clear();
  begin_flow({.area = all});
}

void Ui::Impl::end_frame() {
  assert(in_frame && levels.empty() && "every scope is closed before the frame ends");
  end_flow();
  draw_tip();
  scroll_by_keys();
  if (focused != 0 && tree.find(focused) == nullptr) focused = 0;
  tree.focused = focused;
  reveal = 0;
  if (pointer.released || !active_alive) active = 0;
  actions.clear();
  keys.clear();
  typed.clear();
  if (frame % kTrimEvery == 0) {
    rich.trim(frame);
    codes.trim(frame);
  }
  if (context->InputEventsQueue.Size > 0)
    request_in(0);  // ImGui gives a press and its release to different frames
  if (own_keyboard) {
    // Keeps the platform's text input on: shortcuts such as "?" come as text.
    context->PlatformImeData.WantVisible = context->PlatformImeData.WantTextInput = true;
    context->PlatformImeData.ViewportId = ImGui::GetMainViewport()->ID;
  }
  ImGui::Render();
  in_frame = false;
}

// --- pointer ---

void Ui::Impl::gather_pointer() {
  const ImGuiIO& io = ImGui::GetIO();
  const Point before = pointer.at;
  const bool known = ImGui::IsMousePosValid(&io.MousePos);
  pointer.at = known ? Point{io.MousePos.x, io.MousePos.y} : Point{-1e6f, -1e6f};
  pointer.touch = io.MouseSource == ImGuiMouseSource_TouchScreen;
  pointer.pressed = io.MouseClicked[0];
  pointer.released = io.MouseReleased[0];
  pointer.double_clicked = io.MouseClicked[0] && io.MouseClickedCount[0] == 2;
  pointer.down = io.MouseDown[0];
  if (pointer.pressed) {
    pointer.press_at = pointer.at;
    pointer.dragging = false;
  }
  const bool captured = known && before.x > -1e5f && (pointer.down || pointer.released) && !pointer.pressed;
  pointer.moved = captured ? pointer.at - before : Point{};
  const Point travel = pointer.at - pointer.press_at;
  const float threshold = pointer.touch ? kDragThreshold : 3;
  if (pointer.down && std::hypot(travel.x, travel.y) > threshold) pointer.dragging = true;

  pointer.wheel = {posted_wheel.x - io.MouseWheelH * kNotch, posted_wheel.y - io.MouseWheel * kNotch};
  pointer.wheel_ctrl = posted_wheel_ctrl || io.KeyCtrl;
  if (io.KeyShift && pointer.wheel.x == 0) std::swap(pointer.wheel.x, pointer.wheel.y);
  pointer.zoom = posted_zoom;
  pointer.zoom_at = posted_zoom != 1 ? posted_zoom_at : pointer.at;
  if (pointer.wheel_ctrl && pointer.wheel.y != 0) {
    pointer.zoom *= std::exp(-pointer.wheel.y / 400);
    pointer.wheel = {};
  }
  posted_wheel = {};
  posted_wheel_ctrl = false;
  posted_zoom = 1;
}

void Ui::Impl::find_hot() {
  hot = 0;
  const bool lifted =
      pointer.touch && !pointer.down && !pointer.released;  // a finger that is gone hovers over nothing
  if (!lifted) {
    for (auto it = seen.rbegin(); it != seen.rend() && hot == 0; ++it) {
      if (it->layer == top_layer && it->rect.contains(pointer.at)) hot = it->id;
    }
  }
  if (!pointer.pressed) return;
  active = hot;
  active_alive = true;
  const Node* node = previous.find(hot);
  set_focus(node != nullptr && node->focusable && !node->disabled ? hot : 0, false);
}

void Ui::Impl::route_touch() {
  if (scrolling != 0) {
    ScrollState& state = scroll_state(scrolling);
    const float by = state.horizontal ? pointer.moved.x : pointer.moved.y;
    state.offset = state.target = std::clamp(state.offset - by, 0.0f, state.limit());
    state.velocity = std::lerp(state.velocity, -by / dt, 0.5f);
    hot = 0;
    if (!pointer.down) {
      if (std::abs(state.velocity) < 4 * kSlowest || reduced_motion) state.velocity = 0;
      scrolling = 0;
    }
    request_in(0);
    return;
  }
  if (!pointer.touch || !pointer.down || !pointer.dragging) return;
  const Point travel = pointer.at - pointer.press_at;
  const bool vertical = std::abs(travel.y) >= std::abs(travel.x);
  for (const Hit& hit : seen) {
    if (active != 0 && hit.id == active && (vertical ? hit.drag_y : hit.drag_x)) return;
  }
  // The innermost area under the finger that goes that way; areas inside others were recorded later.
  NodeId best = 0;
  float least = 0;
  for (const auto& [id, state] : scrolls) {
    if (state.last_frame != frame - 1 || state.layer != top_layer || state.horizontal == vertical ||
        state.limit() < 1)
      continue;
    if (!state.rect.contains(pointer.press_at)) continue;
    const float size = state.rect.w * state.rect.h;
    if (best == 0 || size < least) best = id, least = size;
  }
  if (best == 0) return;
  scrolling = best;
  scroll_state(best).velocity = 0;
  active = 0;
  hot = 0;
}

void Ui::Impl::route_wheel() {
  if (pointer.pressed) {
    for (auto& [id, state] : scrolls) {
      if (state.rect.contains(pointer.at)) state.velocity = 0;  // a touch stops a flick
    }
  }
  if (pointer.wheel == Point{}) return;
  for (const Hit& hit : seen) {
    if (hit.id == hot && hit.wheel) return;  // it takes the wheel itself
  }
  const bool vertical = std::abs(pointer.wheel.y) >= std::abs(pointer.wheel.x);
  const float by = vertical ? pointer.wheel.y : pointer.wheel.x;
  ScrollState* best = nullptr;
  float least = 0;
  for (auto& [id, state] : scrolls) {
    if (state.last_frame != frame - 1 || state.layer != top_layer || state.horizontal == vertical) continue;
    if (!state.rect.contains(pointer.at)) continue;
    const bool moves = by > 0 ? state.target < state.limit() : state.target > 0;
    const float size = state.rect.w * state.rect.h;
    if (moves && (best == nullptr || size < least)) best = &state, least = size;
  }
  if (best == nullptr) return;
  best->velocity = 0;
  best->target = std::clamp(best->target + by, 0.0f, best->limit());
  if (std::abs(by) < kSmoothFrom || reduced_motion) best->offset = best->target;
  request_in(0);
}

void Ui::Impl::scroll_by_keys() {
  const Node* node = tree.find(focused);
  const Role role = node == nullptr ? Role::root : node->role;
  if (role == Role::textbox || role == Role::slider || role == Role::radio ||
      (node != nullptr && node->takes_keys))
    return;
  ScrollState* page = nullptr;  // the largest area of those on top
  for (auto& [id, state] : scrolls) {
    if (state.last_frame != frame || state.horizontal || state.layer != layers_seen || state.limit() < 1)
      continue;
    if (page == nullptr || state.rect.w * state.rect.h > page->rect.w * page->rect.h) page = &state;
  }
  if (page == nullptr) return;
  const auto by = [&](std::string_view key, float amount) {
    if (!take_key(key, 0)) return;
    page->target = std::clamp(page->target + amount, 0.0f, page->limit());
    page->velocity = 0;
    request_in(0);
  };
  by("ArrowDown", kNotch * 0.75f), by("ArrowUp", -kNotch * 0.75f);
  by("PageDown", page->view * 0.9f), by("PageUp", page->view * -0.9f);
  by("Home", -page->content), by("End", page->content);
}

void Ui::Impl::settle_scrolls() {
  for (auto& [id, state] : scrolls) {
    if (state.last_frame != frame - 1 || id == scrolling) continue;
    if (state.velocity != 0) {
      state.offset = state.target = std::clamp(state.offset + state.velocity * dt, 0.0f, state.limit());
      state.velocity *= std::exp(-kFriction * dt);
      const bool stopped =
          state.offset <= 0 || state.offset >= state.limit() || std::abs(state.velocity) < kSlowest;
      if (stopped) state.velocity = 0;
      request_in(0);
    } else if (state.offset != state.target) {
      const float rest_of_way = state.target - state.offset;
      state.offset += rest_of_way * (1 - std::exp(-kGlide * dt));
      if (std::abs(rest_of_way) < 0.75f || reduced_motion) state.offset = state.target;
      request_in(0);
    }
  }
}

Use Ui::Impl::interact(NodeId id, const Rect& rect, bool enabled, const Hit& how) {
  if (muted) return {};
  enabled = enabled && !disabled;
  Hit hit = how;
  hit.id = id;
  hit.rect = intersect(rect, clips.back());
  hit.layer = layer;
  if (hit.rect.w > 0 && hit.rect.h > 0) hits.push_back(hit);
  Use use;
  use.focused = focused == id && enabled;
  if (active == id) active_alive = true;
  if (!enabled) return use;
  use.hovered = hot == id && (active == 0 || active == id) && !(pointer.touch && !pointer.down);
  use.held = active == id && pointer.down;
  const bool slipped = pointer.touch && pointer.dragging;
  use.clicked = active == id && pointer.released && hot == id && !slipped;
  if (action_for(id, Action::Kind::activate) != nullptr) use.clicked = true;
  if (use.hovered && !pointer.touch) cursor = Cursor::hand;
  return use;
}

// --- drawing shared by widgets ---

float Ui::Impl::animate(NodeId id, float target, float seconds) {
  const auto [it, fresh] = animations.emplace(id, target);
  float& value = it->second;
  if (value == target) return value;
  const float step = dt / seconds;
  if (reduced_motion || std::abs(target - value) <= step) {
    value = target;
  } else {
    value += target > value ? step : -step;
  }
  request_in(0);
  return value;
}

Color Ui::Impl::control_fill(NodeId id, const Use& use, Color idle) {
  const float over = animate(child_id(id, "hover"), use.hovered && !pointer.touch ? 1.0f : 0.0f, 0.1f);
  if (use.held) return blend(colors->pressed, colors->raised);
  return (idle >> 24) == 0 ? fade(colors->hover, over) : mix(idle, colors->hover, over);
}

void Ui::Impl::draw_focus_ring(const Rect& r, float radius) {
  if (focus_visible) painter().outline(r.inset(-3), colors->focus_ring, radius + 3, 2);
}

Color Ui::Impl::text_color(TextStyle style) const {
  if (disabled) return colors->text_disabled;
  return text_spec(style).quiet ? colors->text_muted : colors->text;
}

bool Ui::Impl::touch_sized() const {
  return canvas.w < kNarrowWidth || pointer.touch;
}
float Ui::Impl::touch_height(float height) const {
  return touch_sized() ? std::max(height, kTouchHeight) : height;
}
float Ui::Impl::control_height() const {
  return touch_height(std::max(kControlHeight, fonts.scaled(20) + 16));
}

void Ui::Impl::hover_tip(NodeId id, std::string_view text, const Rect& r, bool hovered) {
  if (text.empty()) return;
  const bool by_focus = focused == id && focus_visible;
  if (!hovered && !by_focus) {
    if (tip_id == id) tip_id = 0;
    return;
  }
  if (tip_id != id) {
    tip_id = id;
    tip_since = now_s;
  }
  if (active == id) return;
  const double left = kTipDelay - (now_s - tip_since);
  if (left > 0) {
    request_in(left);
  } else {
    tip = text;
    tip_at = {r.center().x, r.bottom() + 8};
  }
}

void Ui::Impl::draw_tip() {
  if (tip.empty()) return;
  list = ImGui::GetForegroundDrawList();
  constexpr float kWidest = 320, kPadding = 8;
  const float w = std::min(kWidest, canvas.w - 24);
  const RichText& text = rich.plain(fonts, tip, TextStyle::small, w, frame);
  const Size size{text.width() + 2 * kPadding + 4, text.height() + 2 * kPadding - 2};
  Point at = tip_at;
  at.x = std::clamp(at.x - size.w / 2, 8.0f, std::max(8.0f, canvas.w - size.w - 8));
  if (at.y + size.h > canvas.h - 8) at.y = std::max(8.0f, at.y - size.h - 32);
  const Rect box{fonts.snap(at.x), fonts.snap(at.y), size.w, size.h};
  painter().fill(box, colors->raised, 6);
  painter().outline(box, colors->border_strong, 6);
  for (const RichText::Item& item : text.items()) {
    draw_lines(*this, item.layout, item.block->text,
               {box.x + kPadding + 2, box.y + kPadding - 1 + item.rect.y}, w, Align::left, colors->text);
  }
}

}  // namespace sp::ui
