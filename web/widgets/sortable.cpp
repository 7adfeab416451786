// A list that the reader puts into order.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kPadding = 12, kBadge = 28, kGap = 8;

/// The list while it is drawn.
class SortDrawing {
 public:
  SortDrawing(Ui::Impl& p, NodeId id, std::span<const SortItem> items, bool settled)
      : p_(p),
        id_(id),
        items_(items),
        settled_(settled),
        button_(p.touch_sized() ? 40.0f : 30.0f),
        rows_(items.size()) {}

  std::optional<Move> draw() {
    for (std::size_t i = 0; i < items_.size(); ++i) draw_item(i);
    return move_;
  }

 private:
  void draw_item(std::size_t i) {
    const SortItem& item = items_[i];
    const NodeId item_id = child_id(id_, item.key);
    const float buttons = settled_ ? 0 : 2 * button_ + 4;
    const float left = kPadding + kBadge + 12;
    const Slot slot = p_.open_slot({0, 0}, {kGap / 2, kGap / 2});
    const float inner = std::max(40.0f, slot.w - left - kPadding - buttons);
    const RichText& text = p_.rich.markdown(p_.fonts, item.text, TextStyle::body, inner, p_.frame);
    const bool explained = settled_ && !item.explanation.empty();
    const RichText* why =
        explained ? &p_.rich.markdown(p_.fonts, item.explanation, TextStyle::muted, inner, p_.frame)
                  : nullptr;
    const float content = text.height() + (explained ? why->height() + 6 : 0);
    const float height = p_.touch_height(std::max(content, button_) + 2 * kPadding);
    const Rect row{slot.x, slot.y, slot.w, height};
    p_.close_slot(slot, {row.w, row.h}, {kGap / 2, kGap / 2});
    rows_[i] = row;

    Node& node = p_.record(Role::list_item, item_id, fmt::format("{}. {}", i + 1, text.words()), row);
    node.description = option_status(item.state);
    const bool held = !settled_ && drag(i, item_id, row, left);
    const float top = row.y + (explained ? kPadding : std::floor((row.h - content) / 2));
    draw_frame(i, row, held, top);
    const bool was_muted = std::exchange(p_.muted, true);
    draw_document(p_, item_id, text, {row.x + left, top}, p_.colors->text);
    if (explained)
      draw_document(p_, item_id, *why, {row.x + left, top + text.height() + 6}, p_.colors->text_muted);
    p_.muted = was_muted;
    if (settled_) return;
    p_.parents.push_back(item_id);
    const Point at{row.right() - kPadding - buttons + 4, row.center().y - button_ / 2};
    if (draw_button(item_id, "up", "Move up: " + text.words(), Icon::chevron_up, at, i == 0))
      move_ = {i, i - 1};
    if (draw_button(item_id, "down", "Move down: " + text.words(), Icon::chevron_down,
                    {at.x + button_ + 2, at.y}, i + 1 == items_.size())) {
      move_ = {i, i + 1};
    }
    p_.parents.pop_back();
  }

  /// The handle at the left. An item that is held changes places with its neighbour as soon as the pointer is
  /// past the neighbour's middle.
  bool drag(std::size_t i, NodeId item_id, const Rect& row, float width) {
    const NodeId handle = child_id(item_id, "handle");
    const Use use = p_.interact(handle, {row.x, row.y, width, row.h}, true, {.drag_y = true});
    if (!use.held) return false;
    const float y = p_.pointer.at.y;
    // The rows below are not placed yet in this frame: they follow at once, with the heights they had.
    if (i > 0 && y < rows_[i - 1].center().y) move_ = {i, i - 1};
    if (i + 1 < items_.size() && y > row.bottom() + kGap + row.h / 2) move_ = {i, i + 1};
    p_.request_in(0);
    return true;
  }

  void draw_frame(std::size_t i, const Rect& row, bool held, float top) {
    const OptionState state = items_[i].state;
    const bool toned = settled_ && state != OptionState::plain && state != OptionState::settled;
    const ToneColors& tone = p_.colors->tone(option_tone(state));
    const Painter paint = p_.painter();
    paint.fill(row, toned ? tone.soft : held ? p_.colors->raised : p_.colors->surface, kRadius);
    const Color edge = toned ? tone.fill : held ? p_.colors->accent().fill : p_.colors->border;
    paint.outline(row, edge, kRadius, toned || held ? 1.5f : 1);
    const float line = p_.fonts.line_height(TextStyle::body);
    const Rect badge{row.x + kPadding, top + (line - kBadge) / 2, kBadge, kBadge};
    if (toned) {
      paint.circle(badge.center(), kBadge / 2, tone.fill);
      paint.icon(state == OptionState::wrong ? Icon::cross : Icon::check, badge.inset(5), tone.on_fill, 2.5f);
      return;
    }
    paint.fill(badge, p_.colors->sunken, 7);
    paint.text({badge.center().x, badge.y + (kBadge - p_.fonts.line_height(TextStyle::label)) / 2},
               fmt::to_string(i + 1), TextStyle::label, p_.colors->text_muted, Align::center);
  }

  bool draw_button(NodeId item_id, std::string_view key, const std::string& name, Icon icon, Point at,
                   bool disabled) {
    const NodeId id = child_id(item_id, key);
    const Rect box{at.x, at.y, button_, button_};
    Node& node = p_.record(Role::button, id, name, box);
    node.disabled = disabled || p_.disabled;
    node.focusable = true;
    const Use use = p_.interact(id, box, !disabled);
    const Color back = p_.control_fill(id, use, 0);
    if (!disabled && (back >> 24) != 0) p_.painter().fill(box, back, kControlRadius);
    const Color ink = node.disabled ? p_.colors->text_disabled : p_.colors->text;
    p_.painter().icon(icon, {box.center().x - 9, box.center().y - 9, 18, 18}, ink, 2);
    if (use.focused) p_.draw_focus_ring(box.inset(2), kControlRadius - 2);
    return use.clicked;
  }

  Ui::Impl& p_;
  NodeId id_;
  std::span<const SortItem> items_;
  bool settled_;
  float button_;
  std::vector<Rect> rows_;
  std::optional<Move> move_;
};

}  // namespace

std::optional<Move> Ui::sortable(std::string_view key, std::string_view name, std::span<const SortItem> items,
                                 bool settled) {
  Impl& p = *impl_;
  const auto list = region(Role::list, key, name);
  const auto move = SortDrawing(p, p.parents.back(), items, settled).draw();
  if (move) request_frame();
  return move;
}

}  // namespace sp::ui
