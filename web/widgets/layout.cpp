// Flows: where elements go. Scroll areas: what part of them is seen.
#include <algorithm>
#include <cmath>

#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kLeastFill =
    160;  // what asks for the rest of a line gets a new line rather than less than this
constexpr float kRevealMargin = 24;
constexpr float kScrollbarWidth = 6;
constexpr float kLeastThumb = 32;

}  // namespace

float Ui::Impl::width() const {
  const Flow& f = flows.back();
  if (f.kind == Flow::Kind::grid) return f.cell_width;
  return f.area.w;
}

void Ui::Impl::begin_flow(Flow flow) {
  flow.y = flow.area.y;
  flow.x = flow.area.x;
  if (flow.kind != Flow::Kind::stack) {
    LineMemory& memory = lines[flow.id];
    memory.next_heights.clear();
    memory.next_tails.clear();
  }
  flows.push_back(flow);
}

Size Ui::Impl::end_flow() {
  Flow& f = flows.back();
  if (f.kind != Flow::Kind::stack) {
    if (!f.empty) next_line(f);
    LineMemory& memory = lines[f.id];
    if (memory.heights != memory.next_heights || memory.tails != memory.next_tails) {
      memory.heights = memory.next_heights;
      memory.tails = memory.next_tails;
      request_in(0);
    }
    if (!f.empty) f.y -= f.gap;
  }
  const Size size{f.area.w, f.y - f.area.y};
  flows.pop_back();
  return size;
}

void Ui::Impl::next_line(Flow& f) {
  LineMemory& memory = lines[f.id];
  memory.next_heights.push_back(f.line_height);
  memory.next_tails.push_back(f.spring_x < 0 ? -1 : f.x - f.spring_x);
  f.y += f.line_height + f.gap;
  f.x = f.area.x;
  f.line_height = 0;
  f.spring_x = -1;
  f.column = 0;
  ++f.line;
}

float Ui::Impl::stretch_height() {
  const Flow& f = flow();
  if (f.kind != Flow::Kind::grid) return 0;
  const LineMemory& memory = lines[f.id];
  return f.line < memory.heights.size() ? memory.heights[f.line] : 0;
}

Slot Ui::Impl::open_slot(Size want, Margin margin) {
  Flow& f = flow();
  switch (f.kind) {
    case Flow::Kind::stack: {
      const float y = f.y + (f.empty ? 0 : std::max(f.owed, margin.before));
      return {f.area.x, std::round(y), f.area.w};
    }
    case Flow::Kind::row: {
      const float room = f.area.right() - f.x - (f.column > 0 ? f.gap : 0);
      const float least = want.w > 0 ? std::min(want.w, f.area.w) : std::min(kLeastFill, f.area.w);
      if (f.column > 0 && least > room + 0.5f) next_line(f);
      const float x = f.x + (f.column > 0 ? f.gap : 0);
      const float w = want.w > 0 ? std::min(want.w, f.area.w) : f.area.right() - x;
      const LineMemory& memory = lines[f.id];
      const float known = f.line < memory.heights.size() ? memory.heights[f.line] : 0;
      const float down = want.h > 0 && known > want.h ? std::floor((known - want.h) / 2) : 0;
      return {x, f.y + down, w};
    }
    case Flow::Kind::grid:
      if (f.column == f.columns) next_line(f);
      return {f.area.x + static_cast<float>(f.column) * (f.cell_width + f.gap), f.y, f.cell_width};
  }
  return {};
}

void Ui::Impl::close_slot(const Slot& slot, Size used, Margin margin) {
  Flow& f = flow();
  f.empty = false;
  switch (f.kind) {
    case Flow::Kind::stack:
      f.y = slot.y + used.h;
      f.owed = margin.after;
      break;
    case Flow::Kind::row:
      f.x = slot.x + used.w;
      ++f.column;
      f.line_height = std::max(f.line_height, used.h);
      break;
    case Flow::Kind::grid:
      ++f.column;
      f.line_height = std::max(f.line_height, used.h);
      break;
  }
}

Rect Ui::Impl::place(Size want, Margin margin) {
  const Slot slot = open_slot(want, margin);
  const Size used{want.w > 0 ? std::min(want.w, slot.w) : slot.w, want.h};
  close_slot(slot, used, margin);
  return {slot.x, slot.y, used.w, used.h};
}

void Ui::Impl::push_clip(const Rect& r) {
  clips.push_back(intersect(clips.back(), r));
  const Rect& c = clips.back();
  list->PushClipRect({c.x, c.y}, {c.right(), c.bottom()}, false);
}

void Ui::Impl::pop_clip() {
  clips.pop_back();
  list->PopClipRect();
}

void Ui::Impl::begin_scroll(NodeId id, const Rect& rect) {
  ScrollState& state = scroll_state(id);
  const float view = state.horizontal ? rect.w : rect.h;
  state.view = view;
  state.whole = rect;
  state.rect = intersect(rect, clips.back());
  state.layer = layer;
  state.last_frame = frame;
  scroll_stack.push_back(id);
  viewports.push_back(rect);
}

void Ui::Impl::end_scroll(NodeId id, float content, const Rect& rect) {
  scroll_stack.pop_back();
  viewports.pop_back();
  ScrollState& state = scroll_state(id);
  state.content = content;
  const float limit = state.limit();
  if (state.offset > limit || state.target > limit) {
    state.target = std::min(state.target, limit);
    state.offset = std::min(state.offset, limit);
    request_in(0);
  }
  draw_scrollbar(id, state, rect);
}

void Ui::Impl::draw_scrollbar(NodeId id, ScrollState& state, const Rect& rect) {
  if (state.limit() < 1) return;
  const bool sideways = state.horizontal;
  const float length = (sideways ? rect.w : rect.h) - 8;
  const float thumb = std::max(std::min(kLeastThumb, length), length * state.view / state.content);
  const float travel = length - thumb, at = 4 + travel * state.offset / state.limit();
  const Rect bar = sideways ? Rect{rect.x + at, rect.bottom() - kScrollbarWidth - 3, thumb, kScrollbarWidth}
                            : Rect{rect.right() - kScrollbarWidth - 3, rect.y + at, kScrollbarWidth, thumb};
  const NodeId grip = child_id(id, "scrollbar");
  const Use use = interact(grip, sideways ? bar.inset(0, -3) : bar.inset(-3, 0), true,
                           {.drag_x = sideways, .drag_y = !sideways});
  if (use.held && travel > 0) {
    const float by = (sideways ? pointer.moved.x : pointer.moved.y) * state.limit() / travel;
    state.offset = state.target = std::clamp(state.offset + by, 0.0f, state.limit());
    request_in(0);
  }
  const float strength = use.hovered || use.held ? 1.0f : 0.7f;
  painter().fill(bar, fade(colors->scrollbar, strength), kScrollbarWidth / 2);
}

void Ui::Impl::reveal_rect(const Rect& r) {
  Rect moved = r;
  for (auto it = scroll_stack.rbegin(); it != scroll_stack.rend(); ++it) {
    ScrollState& state = scroll_state(*it);
    if (state.layer != layer) continue;
    const Rect view = state.whole;
    const float low = state.horizontal ? view.x : view.y,
                high = state.horizontal ? view.right() : view.bottom();
    const float from = state.horizontal ? moved.x : moved.y,
                to = state.horizontal ? moved.right() : moved.bottom();
    const float margin = std::min(kRevealMargin, (high - low) / 4);
    float by = 0;
    if (to > high - margin) by = to - (high - margin);
    if (from - by < low + margin) by = from - (low + margin);
    if (by == 0) continue;
    state.target = std::max(0.0f, state.offset + by);
    if (state.content > 0) state.target = std::min(state.target, state.limit());
    state.velocity = 0;
    if (state.horizontal) {
      moved.x -= by;
    } else {
      moved.y -= by;
    }
    request_in(0);
  }
}

// --- what screens call ---

float Ui::width() const {
  return impl_->width();
}

float Ui::height_left() const {
  const Impl& p = *impl_;
  const Flow& f = p.flows.back();
  const float y = f.y + (f.kind == Flow::Kind::stack && !f.empty ? std::max(f.owed, kPanelMargin.before) : 0);
  float end = p.viewports.back().bottom();
  for (const Level& level : p.levels) end -= level.kind == LevelKind::panel ? level.padding : 0;
  const bool page = p.viewports.size() == 2;  // the canvas and the page: its lower padding stays free
  return std::max(0.0f, end - y - (page ? gutter() : 0));
}

void Ui::space(float pixels) {
  Flow& f = impl_->flow();
  if (f.kind == Flow::Kind::row) {
    f.x += pixels;
  } else {
    f.y += pixels;
    f.empty = false;
  }
}

void Ui::separator() {
  Impl& p = *impl_;
  const Rect r = p.place({0, 1}, {16, 16});
  p.painter().fill(r, p.colors->border);
}

void Ui::spring() {
  Flow& f = impl_->flow();
  if (f.kind != Flow::Kind::row) return;
  const LineMemory& memory = impl_->lines[f.id];
  const float tail = f.line < memory.tails.size() ? memory.tails[f.line] : -1;
  if (tail >= 0) f.x = std::max(f.x, f.area.right() - tail);
  f.spring_x = f.x;
}

void Ui::scroll_here(std::string_view key, std::size_t token) {
  Impl& p = *impl_;
  const auto [it, fresh] = p.tokens.emplace(p.make_id(key), token);
  if (it->second == token) return;
  it->second = token;
  const float height = std::min(240.0f, p.viewports.back().h / 2);
  p.reveal_rect({p.flow().area.x, p.flow().y, p.flow().area.w, height});
}

void Ui::scroll_to_top() {
  Impl& p = *impl_;
  if (p.scroll_stack.empty()) return;
  ScrollState& state = p.scroll_state(p.scroll_stack.back());
  state.offset = state.target = state.velocity = 0;
  request_frame();
}

}  // namespace sp::ui
