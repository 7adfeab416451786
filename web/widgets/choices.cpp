// Segmented choices, switches and boxes.
#include <algorithm>
#include <cmath>

#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

/// Height that a help text under a control takes, and its drawing.
float help_height(Ui::Impl& p, std::string_view help, float width) {
  return help.empty() ? 0 : p.rich.plain(p.fonts, help, TextStyle::small, width, p.frame).height() + 2;
}

void draw_help(Ui::Impl& p, std::string_view help, Point at, float width) {
  if (help.empty()) return;
  for (const RichText::Item& item : p.rich.plain(p.fonts, help, TextStyle::small, width, p.frame).items()) {
    draw_lines(p, item.layout, item.block->text, {at.x, at.y + 2 + item.rect.y}, width, Align::left,
               p.text_color(TextStyle::small));
  }
}

}  // namespace

bool Ui::choice(std::string_view key, std::string_view label, int& index,
                std::span<const std::string> options, std::string_view help) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const NodeId id = p.make_id(key);
  const float head = label.empty() ? 0 : p.fonts.line_height(TextStyle::label) + 6;
  const float h = p.touch_height(p.fonts.line_height(TextStyle::label) + 12), inside = 3;
  const bool row = p.flow().kind == Flow::Kind::row;
  std::vector<float> widths;
  float all = 2 * inside;
  for (const std::string& option : options) {
    widths.push_back(std::ceil(paint.measure(option, TextStyle::label).w) + 28);
    all += widths.back();
  }
  const float room = std::max(all < p.width() ? all : p.width(), 60.0f);
  std::vector<Rect> places;
  Point at{inside, inside};
  for (float& w : widths) {
    w = std::min(w, room - 2 * inside);
    if (at.x > inside && at.x + w > room - inside + 0.5f) at = {inside, at.y + h + 2};
    places.push_back({at.x, at.y, w, h});
    at.x += w;
  }
  const float track_h = (places.empty() ? h : places.back().bottom()) + inside;
  const float help_w = row ? std::max(room, 200.0f) : p.width();
  const float total = head + track_h + help_height(p, help, help_w);
  const Rect r =
      p.place({row ? std::max(room, paint.measure(label, TextStyle::label).w) : 0, total}, {12, 12});

  Node& group = p.record(Role::radio_group, id, label, r);
  group.description = help;
  group.disabled = p.disabled;
  const Rect track{r.x, r.y + head, room, track_h};
  if (head > 0) paint.text(r.min(), label, TextStyle::label, p.text_color(TextStyle::label));
  paint.fill(track, p.colors->sunken, kControlRadius);
  paint.outline(track, p.colors->border, kControlRadius);
  p.parents.push_back(id);
  bool changed = false;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const NodeId option_id = child_id(id, std::to_string(i));
    const Rect o{track.x + places[i].x, track.y + places[i].y, places[i].w, places[i].h};
    const bool chosen = static_cast<int>(i) == index;
    Node& node = p.record(Role::radio, option_id, options[i], o);
    node.has_checked = node.focusable = true;
    node.checked = chosen;
    const Use use = p.interact(option_id, o, true);
    if (use.clicked && !chosen) {
      index = static_cast<int>(i);
      changed = true;
      request_frame();
    }
    const Rect face = o.inset(0.5f, p.touch_sized() ? 3.0f : 0.5f);
    if (chosen) {
      paint.fill(face, p.colors->accent().soft, kControlRadius - 2);
      paint.outline(face, p.colors->accent().fill, kControlRadius - 2, 1.25f);
    } else {
      const Color back = p.control_fill(option_id, use, 0);
      if ((back >> 24) != 0) paint.fill(face, back, kControlRadius - 2);
    }
    const Color ink = p.disabled ? p.colors->text_disabled
                      : chosen   ? p.colors->accent().text
                                 : p.colors->text_muted;
    paint.text_fitted({o.center().x, o.y + (h - p.fonts.line_height(TextStyle::label)) / 2}, options[i],
                      o.w - 12, TextStyle::label, ink, Align::center);
    if (use.focused) p.draw_focus_ring(face.inset(2), kControlRadius - 4);
  }
  p.parents.pop_back();
  draw_help(p, help, {r.x, track.bottom() + 2}, help_w);
  return changed;
}

namespace {

/// A switch or a box with a label at its right and a help text below.
template <class Draw>
bool put_check(Ui::Impl& p, Role role, NodeId id, std::string_view label, bool& value, std::string_view help,
               float mark_w, Draw draw_mark) {
  const float gap = 12, line = p.fonts.line_height(TextStyle::body);
  const bool row = p.flow().kind == Flow::Kind::row;
  const float natural = mark_w + gap + std::ceil(p.fonts.width(label, p.fonts.type(TextStyle::body))) + 1;
  const float w = row ? std::min(p.width(), help.empty() ? natural : std::max(natural, 260.0f)) : p.width();
  const float inner = std::max(40.0f, w - mark_w - gap);
  const RichText& text = p.rich.plain(p.fonts, label, TextStyle::body, inner, p.frame);
  const float text_h = text.height() + help_height(p, help, inner),
              h = p.touch_height(std::max(text_h, 24.0f));
  const Rect r = p.place({row ? w : 0, h}, {10, 10});
  Node& node = p.record(role, id, label, r);
  node.description = help;
  node.has_checked = node.focusable = true;
  const Rect target{r.x, r.y, help.empty() ? std::min(r.w, natural) : r.w, r.h};
  const Use use = p.interact(id, target, true);
  if (use.clicked) value = !value;
  node.checked = value;
  const float top = r.y + std::floor((h - text_h) / 2);
  draw_mark(Rect{r.x, top + (line - 24) / 2, mark_w, 24}, use);
  const Color ink = p.text_color(TextStyle::body);
  for (const RichText::Item& item : text.items()) {
    draw_lines(p, item.layout, item.block->text, {r.x + mark_w + gap, top + item.rect.y}, inner, Align::left,
               ink);
  }
  draw_help(p, help, {r.x + mark_w + gap, top + text.height()}, inner);
  if (use.clicked) p.request_in(0);
  return use.clicked;
}

}  // namespace

bool Ui::toggle(std::string_view key, std::string_view label, bool& value, std::string_view help) {
  Impl& p = *impl_;
  const NodeId id = p.make_id(key);
  return put_check(p, Role::toggle, id, label, value, help, 42, [&](const Rect& r, const Use& use) {
    const Theme& t = *p.colors;
    const Painter paint = p.painter();
    const float on = p.animate(id, value ? 1.0f : 0.0f);
    const Color back = p.disabled ? t.border : mix(use.hovered ? t.hover : t.sunken, t.accent().fill, on);
    paint.fill(r, back, r.h / 2);
    paint.outline(r, p.disabled ? t.border : mix(t.border_strong, t.accent().fill, on), r.h / 2, 1.25f);
    const Point knob{r.x + 12 + on * (r.w - 24), r.center().y};
    paint.circle(knob, 8, p.disabled ? t.text_disabled : mix(t.border_strong, t.accent().on_fill, on));
    if (value)
      paint.icon(Icon::check, {knob.x - 6, knob.y - 6, 12, 12}, p.disabled ? t.surface : t.accent().fill, 3);
    if (use.focused) p.draw_focus_ring(r, r.h / 2);
  });
}

bool Ui::checkbox(std::string_view key, std::string_view label, bool& value, std::string_view help) {
  Impl& p = *impl_;
  const NodeId id = p.make_id(key);
  return put_check(p, Role::checkbox, id, label, value, help, 20, [&](const Rect& r, const Use& use) {
    const Theme& t = *p.colors;
    const Painter paint = p.painter();
    const Rect box{r.x, r.center().y - 10, 20, 20};
    if (value) {
      paint.fill(box, p.disabled ? t.border_strong : t.accent().fill, 5);
      paint.icon(Icon::check, box.inset(2), t.accent().on_fill, 2.75f);
    } else {
      paint.fill(box, use.hovered ? t.hover : t.sunken, 5);
      paint.outline(box, t.border_strong, 5, 1.25f);
    }
    if (use.focused) p.draw_focus_ring(box, 5);
  });
}

}  // namespace sp::ui
