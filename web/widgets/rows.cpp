// Lines of lists: those that lead somewhere, those of a listbox, and the options of a facet.
#include <algorithm>
#include <cmath>
#include <utility>

#include "web/widgets/keys.h"
#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kBarWidth = 48, kBarHeight = 5;
constexpr float kTagWidth = 88;      // so that the tags of all rows stand below each other
constexpr float kFigureWidth = 104;  // and so do their figures
constexpr float kIconRoom = 34;
constexpr int kDetailLines = 2, kStackedDetailLines = 4;  // at most

/// Where the parts of a row go.
struct RowPlaces {
  Rect rect;
  float padding = 16;
  float title_x = 0, text_w = 0, title_h = 0, detail_h = 0, below_h = 0;
  const RichText* title = nullptr;
  const RichText* detail = nullptr;
  bool stacked = false;  ///< tag and figure stand below the title
};

/// Tag and figure in one line, for readers and for narrow rows.
std::string said_beside(const RowLook& look) {
  std::string out(look.tag);
  if (!look.figure.empty()) out.append(out.empty() ? "" : "  \xC2\xB7  ").append(look.figure);
  return out;
}

float right_width(Ui::Impl& p, const RowLook& look) {
  float w = 0;
  if (!look.tag.empty()) w += std::max(kTagWidth, p.painter().measure(look.tag, TextStyle::small).w + 12);
  if (!look.figure.empty())
    w += std::max(kFigureWidth, p.painter().measure(look.figure, TextStyle::small).w + 12);
  if (look.fraction >= 0) w += kBarWidth + 12;
  if (!look.shortcut.empty()) w += 28;
  return w;
}

RowPlaces place_row(Ui::Impl& p, const RowLook& look, float chevron) {
  RowPlaces at;
  const Slot slot = p.open_slot({0, 0}, {0, 0});
  at.stacked = slot.w < 560;
  at.padding = at.stacked ? 14.0f : 18.0f;
  const float mark = look.icon == Icon::none ? 0 : kIconRoom;
  const float beside = at.stacked ? (look.shortcut.empty() ? 0 : 32) : right_width(p, look);
  at.text_w = std::max(80.0f, slot.w - 2 * at.padding - mark - beside - chevron);
  at.title_x = slot.x + at.padding + mark;
  at.title = &p.rich.plain(p.fonts, look.title, TextStyle::body, at.text_w, p.frame);
  at.title_h = at.title->height();
  const float line = p.fonts.line_height(TextStyle::muted);
  if (!look.detail.empty()) {
    at.detail = &p.rich.markdown(p.fonts, look.detail, TextStyle::muted, at.text_w, p.frame);
    const int lines = at.stacked ? kStackedDetailLines : kDetailLines;
    at.detail_h = std::min(at.detail->height(), static_cast<float>(lines) * line + 2) + 2;
  }
  if (at.stacked && (!look.tag.empty() || !look.figure.empty()))
    at.below_h = p.fonts.line_height(TextStyle::small) + 2;
  const float content = at.title_h + at.detail_h + at.below_h;
  const float h = p.touch_height(std::max(44.0f, content + 2 * (at.stacked ? 10.0f : 9.0f)));
  at.rect = {slot.x, slot.y, slot.w, std::round(h)};
  p.close_slot(slot, {at.rect.w, at.rect.h}, {0, 0});
  return at;
}

void draw_bar(const Painter& paint, const Theme& t, Point at, double fraction) {
  if (fraction <= 0) return;  // before the first right answer it would only be in the way
  const Rect track{at.x, at.y, kBarWidth, kBarHeight};
  paint.fill(track, mix(t.border, t.border_strong, 0.35f), kBarHeight / 2);
  const float part = static_cast<float>(std::clamp(fraction, 0.0, 1.0));
  paint.fill({at.x, at.y, std::max(kBarHeight, kBarWidth * part), kBarHeight}, t.tone(Tone::good).fill,
             kBarHeight / 2);
}

void draw_row(Ui::Impl& p, NodeId id, const RowLook& look, const RowPlaces& at, float chevron) {
  const Painter paint = p.painter();
  const Theme& t = *p.colors;
  const Rect& r = at.rect;
  const float content = at.title_h + at.detail_h + at.below_h;
  float y = r.y + std::floor((r.h - content) / 2);
  const float title_line = p.fonts.line_height(TextStyle::body);
  if (look.icon != Icon::none)
    paint.icon(look.icon, {r.x + at.padding, y + (title_line - 20) / 2, 20, 20}, t.text_muted);
  const bool was_muted = std::exchange(p.muted, true);
  draw_document(p, id, *at.title, {at.title_x, y}, t.text);
  const float middle = at.stacked ? y + title_line / 2 : r.center().y;
  y += at.title_h;
  if (at.detail != nullptr) {
    p.push_clip({at.title_x, y, at.text_w, at.detail_h});
    draw_document(p, id, *at.detail, {at.title_x, y + 1}, t.text_muted);
    p.pop_clip();
    y += at.detail_h;
  }
  p.muted = was_muted;
  float right = r.right() - at.padding - chevron;
  if (chevron > 0) paint.icon(Icon::chevron_right, {right + chevron - 16, middle - 8, 16, 16}, t.text_muted);
  if (!look.shortcut.empty() && !p.touch_sized()) {
    const std::string cap = chord_label(look.shortcut);
    const float w = std::max(20.0f, std::ceil(paint.measure(cap, TextStyle::small).w) + 10);
    p.draw_key_cap({right - w, middle - 10, w, 20}, cap, t.text_muted);
    right -= w + 8;
  }
  if (at.stacked) {
    if (at.below_h > 0)
      paint.text_fitted({at.title_x, y + 1}, said_beside(look),
                        at.text_w - (look.fraction >= 0 ? kBarWidth + 12 : 0), TextStyle::small,
                        t.text_muted);
    if (look.fraction > 0)
      draw_bar(paint, t,
               {at.title_x + at.text_w - kBarWidth,
                y + 1 + (p.fonts.line_height(TextStyle::small) - kBarHeight) / 2},
               look.fraction);
    return;
  }
  const float small = p.fonts.line_height(TextStyle::small);
  if (look.fraction >= 0) {
    draw_bar(paint, t, {right - kBarWidth, middle - kBarHeight / 2}, look.fraction);
    right -= kBarWidth + 12;
  }
  if (!look.figure.empty()) {
    const float w = std::max(kFigureWidth, paint.measure(look.figure, TextStyle::small).w + 12);
    paint.text({right, middle - small / 2}, look.figure, TextStyle::small, t.text_muted, Align::right);
    right -= w;
  }
  if (!look.tag.empty()) {
    const float w = std::max(kTagWidth, paint.measure(look.tag, TextStyle::small).w + 12);
    paint.text({right - w + 12, middle - small / 2}, look.tag, TextStyle::small, t.text_muted);
  }
}

std::string described(const RowLook& look, const RowPlaces& at) {
  std::string out = at.detail != nullptr ? at.detail->words() : std::string();
  if (const std::string beside = said_beside(look); !beside.empty())
    out.append(out.empty() ? "" : " ").append(beside);
  return out;
}

}  // namespace

Scope Ui::rows(std::string_view key) {
  Impl& p = *impl_;
  Level level;
  level.kind = LevelKind::panel;
  level.flow = level.ids = true;
  level.margin = kPanelMargin;
  level.slot = p.open_slot({0, 0}, level.margin);
  p.begin_panel(level, {level.slot.x, level.slot.y, level.slot.w, 4 * kRadius}, p.colors->surface,
                p.colors->border, kRadius);
  p.ids.push_back({p.make_id(key), 0});
  p.begin_flow({.area = {level.slot.x, level.slot.y, level.slot.w, 0}});
  return p.push(level);
}

bool Ui::link_row(std::string_view key, const RowLook& look, std::string_view href) {
  Impl& p = *impl_;
  constexpr float kChevron = 24;
  const NodeId id = p.make_id(key);
  const bool first = p.flow().empty;
  const RowPlaces at = place_row(p, look, kChevron);
  Node& node = p.record(Role::link, id, look.title, at.rect);
  node.href = href;
  node.focusable = true;
  node.description = described(look, at);
  const Use use = p.interact(id, at.rect, true);
  if (p.visible(at.rect)) {
    const Painter paint = p.painter();
    if (!first)
      paint.fill({at.rect.x + at.padding, at.rect.y, at.rect.w - 2 * at.padding, 1}, p.colors->border);
    const Color back = p.control_fill(id, use, 0);
    if ((back >> 24) != 0) paint.fill(at.rect.inset(4, 3), back, kControlRadius);
    draw_row(p, id, look, at, kChevron);
    if (use.focused) p.draw_focus_ring(at.rect.inset(5, 4), kControlRadius - 2);
  }
  if (use.clicked) p.open_link(href);
  return use.clicked;
}

Scope Ui::listbox(std::string_view key, std::string_view name) {
  return region(Role::listbox, key, name);
}

bool Ui::option_row(std::string_view key, const RowLook& look, bool active) {
  Impl& p = *impl_;
  const NodeId id = p.make_id(key);
  const RowPlaces at = place_row(p, look, 0);
  // What the arrows come to must be seen.
  bool& was_active = p.open_state[id];
  if (active && !was_active) p.reveal = id;
  was_active = active;
  Node& node = p.record(Role::option, id, look.title, at.rect);
  node.description = described(look, at);
  node.selected = active;
  const Use use = p.interact(id, at.rect, true);
  if (p.visible(at.rect)) {
    const Painter paint = p.painter();
    const Rect face = at.rect.inset(0, 1);
    const Color back = active ? p.colors->accent().soft : p.control_fill(id, use, 0);
    if ((back >> 24) != 0) paint.fill(face, back, kControlRadius);
    if (active) paint.outline(face, p.colors->accent().fill, kControlRadius, 1.25f);
    draw_row(p, id, look, at, 0);
  }
  return use.clicked;
}

bool Ui::facet(std::string_view key, std::string_view label, int& index, std::span<const FacetOption> options,
               bool hide_label) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const Theme& t = *p.colors;
  const NodeId id = p.make_id(key);
  const float line = p.fonts.line_height(TextStyle::muted);
  const float head = hide_label ? 0 : p.fonts.line_height(TextStyle::label) + 6,
              step = p.touch_height(line + 10);
  const Rect r = p.place({0, head + step * static_cast<float>(options.size())}, {20, 20});
  p.record(Role::radio_group, id, label, r);
  if (!hide_label) paint.text(r.min(), label, TextStyle::label, p.text_color(TextStyle::label));
  p.parents.push_back(id);
  bool changed = false;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const FacetOption& option = options[i];
    const NodeId option_id = child_id(id, std::to_string(i));
    const bool chosen = static_cast<int>(i) == index;
    const Rect o{r.x, r.y + head + step * static_cast<float>(i), r.w, step};
    const std::string count = std::to_string(option.count);
    Node& node = p.record(Role::radio, option_id, option.label, o);
    node.description = count;
    node.has_checked = node.focusable = true;
    node.checked = chosen;
    const Use use = p.interact(option_id, o, true);
    if (use.clicked && !chosen) {
      index = static_cast<int>(i);
      changed = true;
      request_frame();
    }
    if (!p.visible(o)) continue;
    const Rect face{o.x - 8, o.y + 1, o.w + 8, o.h - 2};
    const Color back = chosen ? t.accent().soft : p.control_fill(option_id, use, 0);
    if ((back >> 24) != 0) paint.fill(face, back, kControlRadius - 2);
    if (chosen) paint.fill({face.x, face.y + 6, 3, face.h - 12}, t.accent().fill, 1.5f);
    const Color ink = chosen ? t.accent().text : option.count == 0 ? t.text_muted : t.text;
    const float y = o.center().y - line / 2;
    const float count_w = paint.measure(count, TextStyle::small).w;
    paint.text_fitted({o.x + 4, y}, option.label, o.w - count_w - 24, TextStyle::muted, ink);
    paint.text({o.right() - 8, o.center().y - p.fonts.line_height(TextStyle::small) / 2}, count,
               TextStyle::small, chosen ? ink : t.text_muted, Align::right);
    if (use.focused) p.draw_focus_ring(face.inset(2), kControlRadius - 4);
  }
  p.parents.pop_back();
  return changed;
}

}  // namespace sp::ui
