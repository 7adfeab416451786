// Buttons, links, disclosures.
#include <algorithm>
#include <cmath>

#include "web/widgets/keys.h"
#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kIconSize = 18;

struct ButtonLook {
  Color fill = 0, border = 0, ink = 0;
};

ButtonLook button_look(Ui::Impl& p, NodeId id, const Use& use, ButtonStyle style, bool disabled) {
  const Theme& t = *p.colors;
  if (disabled) {
    const bool bare = style == ButtonStyle::quiet;
    return {bare ? Color{0} : mix(t.surface, t.border, 0.5f), bare ? Color{0} : t.border, t.text_disabled};
  }
  switch (style) {
    case ButtonStyle::primary: {
      const ToneColors& a = t.accent();
      const float over =
          p.animate(child_id(id, "hover"), use.hovered && !p.pointer.touch ? 1.0f : 0.0f, 0.1f);
      const Color lit = mix(a.fill, a.text, t.kind == ThemeKind::dark ? 0.5f : 0.6f);
      return {use.held ? mix(a.fill, a.on_fill, t.kind == ThemeKind::dark ? 0.18f : 0.0f)
                       : mix(a.fill, lit, over),
              0, a.on_fill};
    }
    case ButtonStyle::secondary:
      return {p.control_fill(id, use, t.raised), mix(t.border, t.border_strong, 0.45f), t.text};
    case ButtonStyle::quiet:
      return {p.control_fill(id, use, 0), 0, use.hovered ? t.text : t.text_muted};
    case ButtonStyle::danger: {
      const ToneColors& bad = t.tone(Tone::bad);
      return {use.hovered || use.held ? mix(bad.soft, bad.edge, 0.35f) : bad.soft, bad.edge, bad.text};
    }
  }
  return {};
}

}  // namespace

bool Ui::button(std::string_view key, std::string_view label, ButtonStyle style,
                const ButtonOptions& options) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const NodeId id = p.make_id(key);
  const bool disabled = options.disabled || p.disabled;
  const bool icon = options.icon != Icon::none, only = icon && options.icon_only;
  const std::string cap =
      options.shortcut.empty() || p.touch_sized() || only ? std::string() : chord_label(options.shortcut);
  const float cap_w =
      cap.empty() ? 0 : std::max(20.0f, std::ceil(paint.measure(cap, TextStyle::small).w) + 10);
  const float h = p.control_height(), side = style == ButtonStyle::quiet ? 12 : 16;
  const float label_w = only ? 0 : std::ceil(paint.measure(label, TextStyle::label).w);
  const float content = label_w + (icon ? kIconSize + (only ? 0 : 8) : 0) + (cap.empty() ? 0 : cap_w + 10);
  const float natural = only ? h : content + 2 * side;
  const Slot slot = p.open_slot({options.full_width ? 0 : natural, h}, kControlMargin);
  const Rect r{slot.x, slot.y, options.full_width ? slot.w : std::min(natural, slot.w), h};
  p.close_slot(slot, {r.w, h}, kControlMargin);

  Node& node = p.record(Role::button, id, label, r);
  node.description = options.description;
  node.shortcut = options.shortcut;
  node.disabled = disabled;
  node.focusable = true;
  node.has_expanded = options.has_expanded;
  node.expanded = options.expanded;
  const Use use = p.interact(id, r, !disabled);
  if (p.visible(r)) {
    const ButtonLook look = button_look(p, id, use, style, disabled);
    if (look.fill != 0) paint.fill(r, look.fill, kControlRadius);
    if (look.border != 0) paint.outline(r, look.border, kControlRadius);
    float x = r.x + std::max(only ? 0.0f : 8.0f, std::floor((r.w - content) / 2));
    if (icon) {
      paint.icon(
          options.icon,
          {only ? r.center().x - kIconSize / 2 : x, r.center().y - kIconSize / 2, kIconSize, kIconSize},
          look.ink);
      x += kIconSize + 8;
    }
    if (!only) {
      const float room = r.right() - x - 6;
      paint.text_fitted({x, r.y + (h - p.fonts.line_height(TextStyle::label)) / 2}, label, room,
                        TextStyle::label, look.ink);
      x += label_w + 10;
    }
    if (!cap.empty()) p.draw_key_cap({x, r.center().y - 10, cap_w, 20}, cap, look.ink);
    if (use.focused) p.draw_focus_ring(r, kControlRadius);
  }
  const std::string_view tip = options.description.empty() && only ? label : options.description;
  p.hover_tip(id, tip, r, use.hovered);
  return use.clicked;
}

bool Ui::link(std::string_view key, std::string_view label, std::string_view href) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const NodeId id = p.make_id(key);
  const bool external = !href.starts_with('#');
  const Size size = paint.measure(label, TextStyle::body);
  const float mark = external ? 20 : 0, h = p.touch_height(size.h + 4), natural = std::ceil(size.w) + mark;
  const Slot slot = p.open_slot({natural, h}, {4, 4});
  const Rect r{slot.x, slot.y, std::min(natural, slot.w), h};
  p.close_slot(slot, {r.w, h}, {4, 4});
  Node& node = p.record(Role::link, id, label, r);
  node.href = href;
  node.focusable = true;
  const Use use = p.interact(id, r, true);
  if (p.visible(r)) {
    const Color ink = p.colors->accent().text;
    const float top = r.y + (h - size.h) / 2;
    paint.text_fitted({r.x, top}, label, r.w - mark, TextStyle::body, ink);
    const float y = top + p.fonts.baseline(size.h, p.fonts.type(TextStyle::body).size) + 2.5f;
    paint.line({r.x, y}, {r.right() - mark, y}, fade(ink, use.hovered ? 1.0f : 0.4f));
    if (external) paint.icon(Icon::external, {r.right() - 16, top + (size.h - 16) / 2, 16, 16}, ink);
    if (use.focused) p.draw_focus_ring(r.inset(0, 2), 4);
  }
  if (use.clicked) p.open_link(href);
  return use.clicked;
}

void Ui::set_disclosed(std::string_view key, bool open) {
  impl_->open_state[impl_->make_id(key)] = open;
}

bool Ui::disclosure(std::string_view key, std::string_view label, bool initially_open) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const NodeId id = p.make_id(key);
  bool& open = p.open_state.emplace(id, initially_open).first->second;
  constexpr float kMark = 24;
  const RichText& text = p.rich.plain(p.fonts, label, TextStyle::strong, p.width() - kMark, p.frame);
  const float line = p.fonts.line_height(TextStyle::strong);
  const float h = std::max(p.control_height(), p.control_height() - line + text.height());
  const Rect r = p.place({0, h}, {8, 4});
  Node& node = p.record(Role::button, id, label, r);
  node.focusable = node.has_expanded = true;
  const Use use = p.interact(id, r, true);
  if (use.clicked) {
    open = !open;
    request_frame();
  }
  node.expanded = open;
  const Color back = p.control_fill(id, use, 0);
  const Rect face = r.inset(-8, 0);
  if ((back >> 24) != 0) paint.fill(face, back, kControlRadius);
  const float top = r.y + std::floor((h - text.height()) / 2);
  paint.icon(open ? Icon::chevron_down : Icon::chevron_right, {r.x - 2, top + line / 2 - 9, 18, 18},
             p.colors->text_muted, 2.2f);
  for (const RichText::Item& item : text.items()) {
    draw_lines(p, item.layout, item.block->text, {r.x + kMark, top + item.rect.y}, r.w - kMark, Align::left,
               p.text_color(TextStyle::strong));
  }
  if (use.focused) p.draw_focus_ring(face.inset(2), kControlRadius - 2);
  return open;
}

}  // namespace sp::ui
