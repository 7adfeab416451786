// What is only read: texts, code, badges, figures, tables, progress, messages.
#include <algorithm>
#include <cmath>

#include "web/widgets/keys.h"
#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

TextStyle heading_style(int level) {
  switch (level) {
    case 1:
      return TextStyle::title;
    case 2:
      return TextStyle::title_2;
    case 3:
      return TextStyle::title_3;
    default:
      return TextStyle::strong;
  }
}

Margin heading_margin(int level) {
  if (level <= 1) return {32, 12};
  return level == 2 ? Margin{32, 12} : Margin{24, 8};
}

Margin text_margin(TextStyle style) {
  switch (style) {
    case TextStyle::muted:
    case TextStyle::small:
    case TextStyle::label:
      return {4, 4};
    case TextStyle::strong:
      return {8, 4};
    default:
      return kTextMargin;
  }
}

/// Places and draws a plain text: as wide as it is in a row, else over the available width.
Rect put_text(Ui::Impl& p, Role role, NodeId id, int level, std::string_view text, TextStyle style,
              Color color, Margin margin) {
  const bool row = p.flow().kind == Flow::Kind::row;
  const float available = p.width();
  const float natural = row ? std::ceil(p.fonts.width(text, p.fonts.type(style))) + 1 : available;
  const float w = std::min(natural, available);
  const RichText& laid = p.rich.plain(p.fonts, text, style, w, p.frame);
  const Rect r = p.place({row ? w : 0, laid.height()}, margin);
  p.record(role, id, text, r).level = level;
  for (const RichText::Item& item : laid.items()) {
    draw_lines(p, item.layout, item.block->text, {r.x, r.y + item.rect.y}, r.w, Align::left, color);
  }
  return r;
}

Icon tone_icon(Tone tone) {
  switch (tone) {
    case Tone::good:
      return Icon::check;
    case Tone::bad:
    case Tone::warn:
      return Icon::warning;
    default:
      return Icon::info;
  }
}

}  // namespace

void Ui::heading(int level, std::string_view text) {
  Impl& p = *impl_;
  p.heading_level = level;
  put_text(p, Role::heading, p.unnamed_id(), level, text, heading_style(level), p.colors->text,
           heading_margin(level));
}

void Ui::text(std::string_view text, TextStyle style) {
  Impl& p = *impl_;
  put_text(p, Role::paragraph, p.unnamed_id(), 0, text, style, p.text_color(style), text_margin(style));
}

void Ui::text(std::string_view text, TextStyle style, Tone tone) {
  Impl& p = *impl_;
  const Color color = p.disabled ? p.colors->text_disabled : p.colors->tone(tone).text;
  put_text(p, Role::paragraph, p.unnamed_id(), 0, text, style, color, text_margin(style));
}

void Ui::markdown(std::string_view key, std::string_view source) {
  markdown(key, source, TextStyle::body);
}

void Ui::markdown(std::string_view key, std::string_view source, TextStyle style) {
  Impl& p = *impl_;
  const RichText& text = p.rich.markdown(p.fonts, source, style, p.width(), p.frame);
  const Rect r = p.place({0, text.height()}, text_margin(style));
  draw_document(p, p.make_id(key), text, r.min(), p.text_color(style));
}

void Ui::code(std::string_view key, std::string_view source, const CodeOptions& options) {
  Impl& p = *impl_;
  const CodeText& code = p.codes.get(source, options.language, p.frame);
  float height = code_height(p.fonts, code.lines.size());
  if (options.max_height > 0) height = std::min(height, options.max_height);
  const Rect r = p.place({0, height}, {12, 12});
  draw_code(p, p.make_id(key), r, code, options);
}

void Ui::badge(std::string_view text, Tone tone, Icon icon) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const ToneColors& t = p.colors->tone(tone);
  const Size size = paint.measure(text, TextStyle::small);
  const float mark = icon == Icon::none ? 0 : 20, h = size.h + 4, w = std::ceil(size.w) + 16 + mark;
  const Slot slot = p.open_slot({w, h}, {4, 4});
  const Rect r{slot.x, slot.y, std::min(w, slot.w), h};
  p.close_slot(slot, {r.w, h}, {4, 4});
  p.record(Role::text, p.unnamed_id(), text, r);
  if (!p.visible(r)) return;
  paint.fill(r, t.soft, 6);
  paint.outline(r, t.edge, 6);
  if (mark > 0) paint.icon(icon, {r.x + 7, r.center().y - 8, 16, 16}, t.text);
  paint.text_fitted({r.x + 8 + mark, r.y + 2}, text, r.w - 16 - mark, TextStyle::small, t.text);
}

void Ui::metric(std::string_view label, std::string_view value, std::string_view unit, Tone tone) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const Type figures{Face::semibold, p.fonts.type(TextStyle::title_2).size, false, true};
  const float value_w = p.fonts.width(value, figures);
  const Size unit_size = unit.empty() ? Size{} : paint.measure(unit, TextStyle::muted);
  const Size label_size = paint.measure(label, TextStyle::small);
  const float value_h = p.fonts.line_height(TextStyle::title_2);
  const float w = std::ceil(std::max(label_size.w, value_w + (unit.empty() ? 0 : 6 + unit_size.w))) + 2;
  const bool row = p.flow().kind == Flow::Kind::row;
  const Rect r = p.place({row ? w : 0, label_size.h + value_h}, {12, 12});
  std::string name(label);
  name.append(": ").append(value);
  if (!unit.empty()) name.append(" ").append(unit);
  p.record(Role::paragraph, p.unnamed_id(), name, r);
  if (!p.visible(r)) return;
  paint.text_fitted(r.min(), label, r.w, TextStyle::small, p.colors->text_muted);
  const Color color = tone == Tone::neutral ? p.colors->text : p.colors->tone(tone).text;
  const float baseline = r.y + label_size.h + p.fonts.baseline(value_h, figures.size);
  const float end = p.fonts.draw(p.list, {r.x, baseline}, value, figures, color);
  p.fonts.draw(p.list, {end + 6, baseline}, unit, p.fonts.type(TextStyle::muted), p.colors->text_muted);
}

void Ui::table(std::string_view key, const TableSpec& spec) {
  Impl& p = *impl_;
  TableRows rows(1);
  std::vector<float> weights;
  std::vector<Align> aligns;
  for (const TableColumn& column : spec.columns) {
    rows[0].push_back({Inline{.text = column.title}});
    weights.push_back(column.weight);
    aligns.push_back(column.align);
  }
  for (const std::vector<std::string>& row : spec.rows) {
    auto& cells = rows.emplace_back();
    for (std::size_t c = 0; c < std::min(row.size(), spec.columns.size()); ++c)
      cells.push_back({Inline{.text = row[c]}});
  }
  const TableLayout layout = lay_out_table(p.fonts, rows, weights, TextStyle::muted, p.width());
  const Rect r = p.place({0, layout.height()}, kPanelMargin);
  draw_table(p, p.make_id(key), layout, rows, aligns, {}, spec.name, r, spec.highlighted_row);
}

void Ui::progress(std::string_view key, std::string_view label, double fraction, std::string_view text) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const NodeId id = p.make_id(key);
  const float line = p.fonts.line_height(TextStyle::muted);
  const Rect r = p.place({0, line + 14}, {12, 12});
  const bool known = fraction >= 0;
  fraction = std::clamp(fraction, 0.0, 1.0);
  Node& node = p.record(Role::progress, id, label, r);
  node.value = text;
  node.max = 1;
  node.now = known ? fraction : -1;
  paint.text_fitted(r.min(), label, r.w * 0.6f, TextStyle::muted, p.colors->text);
  paint.text_fitted({r.right(), r.y}, text, r.w * 0.4f, TextStyle::muted, p.colors->text_muted, Align::right);
  const Rect track{r.x, r.y + line + 4, r.w, 6};
  paint.fill(track, mix(p.colors->sunken, p.colors->border_strong, 0.35f), 3);
  if (known) {
    const float done = fraction > 0 ? std::max(track.h, track.w * static_cast<float>(fraction)) : 0;
    paint.fill({track.x, track.y, done, track.h}, p.colors->accent().fill, 3);
    return;
  }
  const float part = 0.25f;
  const auto phase = p.reduced_motion ? 0.5f : static_cast<float>(std::fmod(p.now_s / 1.4, 1.0));
  const Rect piece{track.x + track.w * (phase * (1 + part) - part), track.y, track.w * part, track.h};
  paint.fill(intersect(piece, track), p.colors->accent().fill, 3);
  if (!p.reduced_motion) p.request_in(0);
}

void Ui::status(std::string_view key, std::string_view text, bool visible) {
  Impl& p = *impl_;
  if (!visible || text.empty()) {
    const Flow& f = p.flow();
    p.record(Role::status, p.make_id(key), text, {f.area.x, f.y, 0, 0});
    return;
  }
  put_text(p, Role::status, p.make_id(key), 0, text, TextStyle::muted, p.colors->text_muted, kTextMargin);
}

void Ui::alert(std::string_view key, std::string_view text, Tone tone) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const ToneColors& t = p.colors->tone(tone);
  const float line = p.fonts.line_height(TextStyle::body);
  constexpr float kPadding = 12, kMark = 32;
  const RichText& laid =
      p.rich.markdown(p.fonts, text, TextStyle::body, p.width() - 2 * kPadding - kMark, p.frame);
  const Rect r = p.place({0, std::max(laid.height(), line) + 2 * kPadding}, {12, 12});
  const NodeId id = p.make_id(key);
  p.record(Role::alert, id, {}, r);
  paint.fill(r, t.soft, kControlRadius);
  paint.outline(r, t.edge, kControlRadius);
  paint.icon(tone_icon(tone), {r.x + kPadding, r.y + kPadding + (line - 20) / 2, 20, 20}, t.text);
  p.parents.push_back(id);
  draw_document(p, child_id(id, "text"), laid, {r.x + kPadding + kMark, r.y + kPadding}, p.colors->text);
  p.parents.pop_back();
}

void Ui::icon(Icon icon, Tone tone, float size) {
  Impl& p = *impl_;
  const Slot slot = p.open_slot({size, size}, {4, 4});
  p.close_slot(slot, {size, size}, {4, 4});
  p.painter().icon(icon, {slot.x, slot.y, size, size}, p.colors->tone(tone).text);
}

void Ui::key_cap(std::string_view text) {
  Impl& p = *impl_;
  const std::string label = chord_label(text);
  const Size size = p.painter().measure(label, TextStyle::small);
  const float w = std::max(24.0f, std::ceil(size.w) + 12), h = size.h + 4;
  const Slot slot = p.open_slot({w, h}, {4, 4});
  p.close_slot(slot, {w, h}, {4, 4});
  const Rect r{slot.x, slot.y, w, h};
  p.record(Role::text, p.unnamed_id(), text, r);
  p.draw_key_cap(r, label, p.colors->text);
}

void Ui::Impl::draw_key_cap(const Rect& box, std::string_view label, Color ink) {
  const Painter paint = painter();
  paint.outline(box, fade(ink, 0.45f), 5);
  paint.text({box.center().x, box.y + (box.h - fonts.line_height(TextStyle::small)) / 2}, label,
             TextStyle::small, ink, Align::center);
}

void Ui::tooltip(std::string_view text, Point at) {
  Impl& p = *impl_;
  p.tip = text;
  p.tip_at = {at.x, at.y + 20};
}

}  // namespace sp::ui
