// Cards that are one control: the options of a question, and cards that lead somewhere.
#include <algorithm>
#include <cmath>
#include <utility>

#include "web/widgets/ui_impl.h"

namespace sp::ui {

std::string_view option_status(OptionState state) {
  switch (state) {
    case OptionState::right:
      return "Correct";
    case OptionState::wrong:
      return "Not correct";
    case OptionState::missed:
      return "Correct, but not chosen";
    case OptionState::plain:
    case OptionState::chosen:
    case OptionState::settled:
      return {};
  }
  return {};
}

Tone option_tone(OptionState state) {
  switch (state) {
    case OptionState::chosen:
      return Tone::accent;
    case OptionState::right:
      return Tone::good;
    case OptionState::wrong:
      return Tone::bad;
    case OptionState::missed:
      return Tone::warn;
    case OptionState::plain:
    case OptionState::settled:
      return Tone::neutral;
  }
  return Tone::neutral;
}

bool Ui::link_card(std::string_view key, std::string_view title, std::string_view text, std::string_view href,
                   std::span<const std::string_view> badges, Icon icon) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const NodeId id = p.make_id(key);
  const float padding = narrow() ? 16 : 20, mark = icon == Icon::none ? 0 : 36;
  const Slot slot = p.open_slot({0, 0}, kControlMargin);
  const float stretched = p.stretch_height();
  const float inner = slot.w - 2 * padding - mark - 28;
  const RichText& head = p.rich.plain(p.fonts, title, TextStyle::title_3, inner, p.frame);
  const RichText& body = p.rich.markdown(p.fonts, text, TextStyle::muted, inner, p.frame);
  const float badge_h = p.fonts.line_height(TextStyle::small);
  const float h = 2 * padding + head.height() + (text.empty() ? 0 : 4 + body.height()) +
                  (badges.empty() ? 0 : 8 + badge_h);
  p.close_slot(slot, {slot.w, h}, kControlMargin);
  const Rect r{slot.x, slot.y, slot.w, std::max(h, stretched)};

  Node& node = p.record(Role::link, id, title, r);
  node.href = href;
  node.focusable = true;
  std::string more = body.words();
  std::string line;
  for (const std::string_view badge : badges) line.append(line.empty() ? "" : "  \xC2\xB7  ").append(badge);
  if (!line.empty()) more.append(more.empty() ? "" : " ").append(line);
  node.description = more;
  const Use use = p.interact(id, r, true);
  if (p.visible(r)) {
    paint.fill(r, p.control_fill(id, use, p.colors->surface), kRadius);
    paint.outline(r, use.hovered ? mix(p.colors->border, p.colors->border_strong, 0.6f) : p.colors->border,
                  kRadius);
    const float x = r.x + padding + mark;
    float y = r.y + padding;
    if (mark > 0)
      paint.icon(icon, {r.x + padding, y + (p.fonts.line_height(TextStyle::title_3) - 22) / 2, 22, 22},
                 p.colors->accent().text);
    const bool was_muted = std::exchange(p.muted, true);
    draw_document(p, id, head, {x, y}, p.colors->text);
    y += head.height() + 4;
    if (!text.empty()) {
      draw_document(p, id, body, {x, y}, p.colors->text_muted);
      y += body.height() + 4;
    }
    p.muted = was_muted;
    if (!line.empty()) paint.text_fitted({x, y + 4}, line, inner, TextStyle::small, p.colors->text_muted);
    const float chevron = r.y + padding + (p.fonts.line_height(TextStyle::title_3) - 18) / 2;
    paint.icon(Icon::chevron_right, {r.right() - padding - 14, chevron, 18, 18}, p.colors->text_muted);
    if (use.focused) p.draw_focus_ring(r, kRadius);
  }
  if (use.clicked) p.open_link(href);
  return use.clicked;
}

bool Ui::option_card(std::string_view key, const OptionLook& look) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const NodeId id = p.make_id(key);
  const bool checked = look.state != OptionState::plain && look.state != OptionState::chosen;
  const bool chosen = look.state == OptionState::chosen || look.state == OptionState::right ||
                      look.state == OptionState::wrong;
  const bool disabled = look.disabled || checked || p.disabled;
  const std::string_view status = option_status(look.state);
  constexpr float kBadge = 28, kPadding = 16;

  const Slot slot = p.open_slot({0, 0}, {6, 6});
  const float left = kPadding + kBadge + 14, inner = std::max(40.0f, slot.w - left - kPadding);
  const RichText& text = p.rich.markdown(p.fonts, look.text, TextStyle::body, inner, p.frame);
  const float text_h = std::max(text.height(), p.fonts.line_height(TextStyle::body));
  const float status_h = status.empty() ? 0 : p.fonts.line_height(TextStyle::label) + 6;
  const bool explained = checked && !look.explanation.empty();
  const RichText* why =
      explained ? &p.rich.markdown(p.fonts, look.explanation, TextStyle::muted, inner, p.frame) : nullptr;
  const float body_h = text_h + status_h + (explained ? why->height() + 6 : 0);
  const Rect r{slot.x, slot.y, slot.w, p.touch_height(body_h + 2 * kPadding)};
  p.close_slot(slot, {r.w, r.h}, {6, 6});

  Node& node = p.record(look.multiple ? Role::checkbox : Role::radio, id, {}, r);
  node.name.append(look.label).append(". ").append(text.words());
  node.description = status;
  node.has_checked = true;
  node.checked = chosen;
  node.disabled = disabled;
  node.focusable = !disabled;
  const Use use = p.interact(id, r, !disabled);

  const ToneColors& t = p.colors->tone(option_tone(look.state));
  const bool toned = look.state != OptionState::plain && look.state != OptionState::settled;
  if (p.visible(r)) {
    const Color back = toned ? t.soft : p.control_fill(id, use, p.colors->surface);
    paint.fill(r, use.held ? p.colors->pressed : back, kRadius);
    const Color quiet = mix(p.colors->border, p.colors->border_strong, use.hovered ? 0.7f : 0.2f);
    paint.outline(r, toned ? t.fill : quiet, kRadius, toned ? 1.5f : 1);
    const float badge_y = r.y + kPadding + (p.fonts.line_height(TextStyle::body) - kBadge) / 2;
    const Rect badge{r.x + kPadding, badge_y, kBadge, kBadge};
    const bool full = chosen || look.state == OptionState::missed;
    if (look.multiple) {
      if (full) paint.fill(badge, t.fill, 7);
      if (!full) paint.outline(badge, p.colors->border_strong, 7, 1.25f);
    } else {
      if (full) paint.circle(badge.center(), kBadge / 2, t.fill);
      if (!full) paint.ring(badge.center(), kBadge / 2, p.colors->border_strong, 1.25f);
    }
    const Color ink = full ? t.on_fill : p.colors->text_muted;
    paint.text({badge.center().x, badge.y + (kBadge - p.fonts.line_height(TextStyle::label)) / 2}, look.label,
               TextStyle::label, ink, Align::center);
  }
  const bool was_muted = std::exchange(p.muted, true);
  const Color ink = look.state == OptionState::settled ? p.colors->text_muted : p.colors->text;
  draw_document(p, id, text, {r.x + left, r.y + kPadding}, ink);
  p.muted = was_muted;
  float y = r.y + kPadding + text_h + 6;
  if (!status.empty()) {
    const Icon mark = look.state == OptionState::wrong ? Icon::cross : Icon::check;
    const float line = p.fonts.line_height(TextStyle::label);
    paint.icon(mark, {r.x + left - 2, y + (line - 18) / 2, 18, 18}, t.text, 2.25f);
    paint.text({r.x + left + 22, y}, status, TextStyle::label, t.text);
    y += line + 6;
  }
  if (explained) {
    const NodeId why_id = child_id(id, "why");
    p.record(Role::group, why_id, std::string("Why ").append(look.label),
             {r.x + left, y, inner, why->height()});
    p.parents.push_back(why_id);
    draw_document(p, why_id, *why, {r.x + left, y}, p.colors->text_muted);
    p.parents.pop_back();
  }
  if (use.focused) p.draw_focus_ring(r, kRadius);
  return use.clicked;
}

}  // namespace sp::ui
