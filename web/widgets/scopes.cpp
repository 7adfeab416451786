// Scopes: what opens regions, rows, panels and scroll areas, and closes them again.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kFocusRoom = 5;  // kept free at the sides of scroll areas, so that focus rings are not cut

}  // namespace

Scope::~Scope() {
  if (ui_ != nullptr) ui_->close(depth_);
}

void Ui::close(std::size_t depth) {
  impl_->close(depth);
}

Scope Ui::Impl::push(Level level) {
  levels.push_back(level);
  return Scope(&ui, levels.size());
}

NodeId Ui::Impl::unnamed_id() {
  return make_id("\x01" + std::to_string(ids.back().unnamed++));
}

Node& Ui::Impl::record(Role role, NodeId id, std::string_view name, const Rect& rect) {
  if (muted) return unrecorded = {};
  Node node;
  node.id = id;
  node.parent = parents.back();
  node.role = role;
  node.name = name;
  node.rect = rect;
  node.disabled = disabled;
  if (id == reveal) {
    reveal = 0;
    reveal_rect(rect);
  }
  return tree.add(std::move(node));
}

void Ui::Impl::begin_panel(Level& level, const Rect& r, Color fill, Color border, float radius) {
  level.rect = r;
  level.first_vertex = list->VtxBuffer.Size;
  painter().fill(r, fill, radius);
  painter().outline(r, border, radius);
  level.end_vertex = list->VtxBuffer.Size;
}

void Ui::Impl::stretch_panel(const Level& level, float height) {
  const float middle = level.rect.y + level.rect.h / 2;
  for (int i = level.first_vertex; i < level.end_vertex; ++i) {
    ImVec2& at = list->VtxBuffer[i].pos;
    if (at.y > middle) at.y += height - level.rect.h;
  }
}

void Ui::Impl::close(std::size_t depth) {
  assert(depth == levels.size() && "scopes close in the reverse order of opening");
  (void)depth;
  const Level level = levels.back();
  levels.pop_back();
  Size content;
  if (level.flow) content = end_flow();
  if (level.clip) pop_clip();
  if (level.node) parents.pop_back();
  if (level.ids) ids.pop_back();

  switch (level.kind) {
    case LevelKind::plain:
      if (Node* node = level.node ? tree.find(level.id) : nullptr) {
        node->rect.h = std::max(0.0f, flow().y + flow().line_height - node->rect.y);
      }
      break;
    case LevelKind::stack:
    case LevelKind::line:
      close_slot(level.slot, {level.slot.w, content.h}, level.margin);
      break;
    case LevelKind::header:
      close_header(level, content);
      break;
    case LevelKind::split:
      close_slot(level.slot, {level.slot.w, level.rect.h}, level.margin);
      break;
    case LevelKind::pane: {
      // The split's own level is the innermost now; its rect gathers the height of the panes.
      Level& split = levels.back();
      split.rect.h = std::max(split.rect.h, level.slot.y + content.h - split.slot.y);
      break;
    }
    case LevelKind::panel: {
      const float natural = content.h + 2 * level.padding;
      stretch_panel(level, std::max(natural, level.least_height));
      close_slot(level.slot, {level.slot.w, natural}, level.margin);
      break;
    }
    case LevelKind::scroll:
    case LevelKind::page:
      end_scroll(level.id, content.h + level.padding, level.rect);
      if (level.kind == LevelKind::scroll) close_slot(level.slot, {level.slot.w, level.rect.h}, level.margin);
      break;
    case LevelKind::dialog:
      close_dialog(level, content);
      break;
    case LevelKind::disabled:
      disabled = level.was_disabled;
      break;
  }
}

// --- structure ---

NodeId Ui::id(std::string_view key) const {
  return impl_->make_id(key);
}

Scope Ui::push_id(std::string_view key) {
  Impl& p = *impl_;
  p.ids.push_back({p.make_id(key), 0});
  Level level;
  level.ids = true;
  return p.push(level);
}

Scope Ui::push_id(std::size_t index) {
  return push_id(std::to_string(index));
}

Scope Ui::region(Role role, std::string_view key, std::string_view name) {
  Impl& p = *impl_;
  const NodeId id = p.make_id(key);
  const Flow& f = p.flow();
  p.record(role, id, name, {f.area.x, f.y, p.width(), 0});
  p.ids.push_back({id, 0});
  p.parents.push_back(id);
  Level level;
  level.ids = level.node = true;
  level.id = id;
  return p.push(level);
}

Scope Ui::disabled(bool disabled) {
  Impl& p = *impl_;
  Level level;
  level.kind = LevelKind::disabled;
  level.was_disabled = p.disabled;
  p.disabled = p.disabled || disabled;
  return p.push(level);
}

// --- layout ---

Scope Ui::column(float max_width) {
  Impl& p = *impl_;
  Level level;
  level.kind = LevelKind::stack;
  level.flow = true;
  level.margin = kPanelMargin;
  level.slot = p.open_slot({0, 0}, level.margin);
  const float w = std::min(level.slot.w, max_width), x = level.slot.x + std::floor((level.slot.w - w) / 2);
  p.begin_flow({.area = {x, level.slot.y, w, 0}});
  return p.push(level);
}

Scope Ui::inset(float left, float right) {
  Impl& p = *impl_;
  Level level;
  level.kind = LevelKind::stack;
  level.flow = true;
  level.margin = kControlMargin;
  level.slot = p.open_slot({0, 0}, level.margin);
  p.begin_flow({.area = {level.slot.x + left, level.slot.y, std::max(1.0f, level.slot.w - left - right), 0}});
  return p.push(level);
}

Scope Ui::cell(std::string_view key) {
  Impl& p = *impl_;
  Level level;
  level.kind = LevelKind::stack;
  level.flow = level.ids = true;
  level.slot = p.open_slot({0, 0}, level.margin);
  p.ids.push_back({p.make_id(key), 0});
  p.begin_flow({.area = {level.slot.x, level.slot.y, level.slot.w, 0}});
  return p.push(level);
}

Scope Ui::row(std::string_view key, float gap) {
  Impl& p = *impl_;
  Level level;
  level.kind = LevelKind::line;
  level.flow = level.ids = true;
  level.margin = kControlMargin;
  level.slot = p.open_slot({0, 0}, level.margin);
  const NodeId id = p.make_id(key);
  p.ids.push_back({id, 0});
  p.begin_flow(
      {.kind = Flow::Kind::row, .area = {level.slot.x, level.slot.y, level.slot.w, 0}, .id = id, .gap = gap});
  return p.push(level);
}

Scope Ui::grid(std::string_view key, float min_cell_width, float gap) {
  Impl& p = *impl_;
  Level level;
  level.kind = LevelKind::line;
  level.flow = level.ids = true;
  level.margin = kPanelMargin;
  level.slot = p.open_slot({0, 0}, level.margin);
  const NodeId id = p.make_id(key);
  p.ids.push_back({id, 0});
  const float w = level.slot.w;
  const int columns = std::max(1, static_cast<int>((w + gap) / (min_cell_width + gap)));
  const float cell = std::floor((w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
  p.begin_flow({.kind = Flow::Kind::grid,
                .area = {level.slot.x, level.slot.y, w, 0},
                .id = id,
                .gap = gap,
                .columns = columns,
                .cell_width = cell});
  return p.push(level);
}

Scope Ui::card_panel(std::string_view key) {
  Impl& p = *impl_;
  Level level;
  level.kind = LevelKind::panel;
  level.flow = level.ids = true;
  level.margin = kPanelMargin;
  level.padding = narrow() ? 16 : 20;
  level.slot = p.open_slot({0, 0}, level.margin);
  level.least_height = p.stretch_height();
  p.begin_panel(level, {level.slot.x, level.slot.y, level.slot.w, 4 * kRadius}, p.colors->surface,
                p.colors->border, kRadius);
  p.ids.push_back({p.make_id(key), 0});
  const float inner = std::max(1.0f, level.slot.w - 2 * level.padding);
  p.begin_flow({.area = {level.slot.x + level.padding, level.slot.y + level.padding, inner, 0}});
  return p.push(level);
}

Split Ui::split(std::string_view key, float ratio, float stack_below, float gap) {
  Impl& p = *impl_;
  Level level;
  level.kind = LevelKind::split;
  level.ids = true;
  level.margin = kPanelMargin;
  level.slot = p.open_slot({0, 0}, level.margin);
  level.padding = gap;
  p.ids.push_back({p.make_id(key), 0});
  const bool stacked = level.slot.w < stack_below;
  return Split(this, p.push(level), ratio, stacked);
}

Scope Split::first() {
  return ui_->open_pane(ratio_, stacked_, false);
}
Scope Split::second() {
  return ui_->open_pane(ratio_, stacked_, true);
}

Scope Ui::open_pane(float ratio, bool stacked, bool second) {
  Impl& p = *impl_;
  const Level& split = p.levels.back();
  assert(split.kind == LevelKind::split && "a pane opens directly within its split");
  const Slot& s = split.slot;
  Level level;
  level.kind = LevelKind::pane;
  level.flow = level.ids = true;
  if (stacked) {
    level.slot = {s.x, s.y + (second && split.rect.h > 0 ? split.rect.h + split.padding : 0), s.w};
  } else {
    const float first = std::floor((s.w - split.padding) * ratio);
    level.slot =
        second ? Slot{s.x + first + split.padding, s.y, s.w - first - split.padding} : Slot{s.x, s.y, first};
  }
  p.ids.push_back({p.make_id(second ? "second" : "first"), 0});
  p.begin_flow({.area = {level.slot.x, level.slot.y, level.slot.w, 0}});
  return p.push(level);
}

Scope Ui::scroll(std::string_view key, float height, std::string_view name) {
  Impl& p = *impl_;
  if (height <= 0) height = std::max(80.0f, height_left());
  const NodeId id = p.make_id(key);
  Level level;
  level.kind = LevelKind::scroll;
  level.flow = level.ids = level.clip = level.node = true;
  level.id = id;
  level.margin = kPanelMargin;
  level.slot = p.open_slot({0, 0}, level.margin);
  level.rect = {level.slot.x, level.slot.y, level.slot.w, height};
  p.record(name.empty() ? Role::group : Role::region, id, name, level.rect);
  p.begin_scroll(id, level.rect);
  p.push_clip(level.rect.inset(-kFocusRoom, 0));
  p.ids.push_back({id, 0});
  p.parents.push_back(id);
  const float offset = std::round(p.scroll_state(id).offset);
  level.padding = 4;  // below the content
  p.begin_flow({.area = {level.rect.x, level.rect.y - offset, level.rect.w - (narrow() ? 0.0f : 12.0f), 0}});
  return p.push(level);
}

Scope Ui::page(std::string_view key, std::string_view name) {
  Impl& p = *impl_;
  const NodeId id = p.make_id(key);
  Level level;
  level.kind = LevelKind::page;
  level.flow = level.ids = level.clip = level.node = true;
  level.id = id;
  level.rect = p.rest;
  p.record(Role::main, id, name, level.rect);
  p.begin_scroll(id, level.rect);
  p.push_clip(level.rect);
  p.ids.push_back({id, 0});
  p.parents.push_back(id);
  const float offset = std::round(p.scroll_state(id).offset);
  const float top = narrow() ? 16 : 32, side = gutter();
  level.padding = top + (narrow() ? 32.0f : 64.0f);
  p.begin_flow({.area = {level.rect.x + side, level.rect.y + top - offset,
                         std::max(1.0f, level.rect.w - 2 * side), 0}});
  return p.push(level);
}

Scope Ui::page_fixed(std::string_view key, std::string_view name) {
  Impl& p = *impl_;
  const NodeId id = p.make_id(key);
  p.record(Role::main, id, name, p.rest);
  p.ids.push_back({id, 0});
  p.parents.push_back(id);
  p.push_clip(p.rest);
  const float top = narrow() ? 16 : 24, side = gutter();
  p.begin_scroll(id, p.rest);
  Level level;
  level.kind = LevelKind::page;
  level.flow = level.ids = level.clip = level.node = true;
  level.id = id;
  level.rect = p.rest;
  p.begin_flow({.area = {p.rest.x + side, p.rest.y + top, std::max(1.0f, p.rest.w - 2 * side), 0}});
  return p.push(level);
}

}  // namespace sp::ui
