// Code of which one line is chosen.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kPaddingY = 8, kMarkWidth = 30;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

OptionState state_of(int line, int chosen, std::span<const LineMark> marks) {
  for (const LineMark& mark : marks) {
    if (mark.line == line) return mark.state;
  }
  if (!marks.empty()) return OptionState::settled;
  return line == chosen ? OptionState::chosen : OptionState::plain;
}

/// One choice while it is drawn.
class ChoiceDrawing {
 public:
  ChoiceDrawing(Ui::Impl& p, const CodeText& code, const Rect& rect, float row_height, bool settled)
      : p_(p),
        code_(code),
        rect_(rect),
        row_height_(row_height),
        settled_(settled),
        type_(p.fonts.type(TextStyle::mono)) {
    digit_ = p.fonts.width("0", type_);
    gutter_ = std::ceil(static_cast<float>(fmt::formatted_size("{}", code.lines.size())) * digit_) + 28;
  }

  bool draw(NodeId id, int& chosen, std::span<const LineMark> marks) {
    bool changed = false;
    const Rect inner{rect_.x + gutter_, rect_.y, rect_.w - gutter_, rect_.h};
    const NodeId sideways_id = child_id(id, "sideways");
    ScrollState& sideways = p_.scroll_state(sideways_id);
    sideways.horizontal = true;
    p_.begin_scroll(sideways_id, inner);
    p_.push_clip(rect_.inset(1));
    for (std::size_t i = 0; i < code_.lines.size(); ++i) {
      const int line = static_cast<int>(i) + 1;
      const Rect row{rect_.x, rect_.y + kPaddingY + row_height_ * static_cast<float>(i), rect_.w,
                     row_height_};
      const std::string_view text = text_of(i);
      if (!text.empty() && draw_choice(id, row, line, text, state_of(line, chosen, marks))) {
        chosen = line;
        changed = true;
      }
      draw_text(i, row, inner, std::round(sideways.offset));
    }
    p_.end_scroll(sideways_id, static_cast<float>(code_.longest) * digit_ + kMarkWidth + 12, inner);
    p_.pop_clip();
    return changed;
  }

 private:
  std::string_view text_of(std::size_t i) const {
    return trimmed(std::string_view(code_.text).substr(code_.lines[i].from, code_.lines[i].length));
  }

  /// The radio of a line and what marks it; true when it was chosen.
  bool draw_choice(NodeId id, const Rect& row, int line, std::string_view text, OptionState state) {
    const NodeId line_id = child_id(id, fmt::to_string(line));
    Node& node = p_.record(Role::radio, line_id, fmt::format("Line {}: {}", line, text), row);
    node.description = option_status(state);
    node.has_checked = true;
    node.checked = state == OptionState::chosen || state == OptionState::right || state == OptionState::wrong;
    node.disabled = settled_ || p_.disabled;
    node.focusable = !node.disabled;
    const Use use = p_.interact(line_id, row, !settled_);
    const bool toned = state != OptionState::plain && state != OptionState::settled;
    const ToneColors& tone = p_.colors->tone(option_tone(state));
    const Painter paint = p_.painter();
    if (toned) {
      paint.fill(row, tone.soft);
      paint.fill({row.x, row.y, 3, row.h}, tone.fill);
    } else if (const Color over = p_.control_fill(line_id, use, 0); (over >> 24) != 0) {
      paint.fill(row, over);
    }
    if (settled_ && toned) {
      paint.icon(state == OptionState::wrong ? Icon::cross : Icon::check,
                 {row.right() - 26, row.center().y - 9, 18, 18}, tone.text, 2.25f);
    }
    if (use.focused) p_.draw_focus_ring(row.inset(4, 3), 4);
    return use.clicked && state == OptionState::plain;
  }

  void draw_text(std::size_t i, const Rect& row, const Rect& inner, float sideways) {
    const float baseline = row.y + p_.fonts.baseline(row.h, type_.size);
    const std::string number = fmt::to_string(i + 1);
    const float x = rect_.x + gutter_ - 12 - digit_ * static_cast<float>(number.size());
    p_.fonts.draw(p_.list, {x, baseline}, number, type_, p_.colors->code_comment);
    p_.push_clip({inner.x, inner.y, inner.w - (settled_ ? kMarkWidth : 1), inner.h});
    draw_code_line(p_, code_, code_.lines[i], {inner.x + 4 - sideways, baseline});
    p_.pop_clip();
  }

  Ui::Impl& p_;
  const CodeText& code_;
  Rect rect_;
  float row_height_;
  bool settled_;
  Type type_;
  float digit_ = 0, gutter_ = 0;
};

}  // namespace

bool Ui::code_choice(std::string_view key, std::string_view name, std::string_view source, int& line,
                     std::span<const LineMark> marks) {
  Impl& p = *impl_;
  const NodeId id = p.make_id(key);
  const CodeText& code = p.codes.get(source, "python", p.frame);
  const float row_height = std::max(p.fonts.line_height(TextStyle::mono), p.touch_sized() ? 34.0f : 26.0f);
  const float height = row_height * static_cast<float>(code.lines.size()) + 2 * kPaddingY;
  const Rect r = p.place({0, height}, kControlMargin);
  p.record(Role::radio_group, id, name, r);
  p.painter().fill(r, p.colors->sunken, kRadius - 2);
  p.parents.push_back(id);
  const bool changed = ChoiceDrawing(p, code, r, row_height, !marks.empty()).draw(id, line, marks);
  p.parents.pop_back();
  p.painter().outline(r, p.colors->border, kRadius - 2);
  if (changed) request_frame();
  return changed;
}

}  // namespace sp::ui
