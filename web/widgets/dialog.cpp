#include <algorithm>
#include <cmath>

#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kDialogGuess = 320;  // height until it is known, for one frame
constexpr float kDialogMargin = 16;

void set_focus_after_dialog(Ui::Impl& p, NodeId dialog) {
  const auto it = p.focus_before.find(dialog);
  if (it == p.focus_before.end()) return;
  if (p.focused == 0 || p.previous.is_within(p.focused, dialog)) p.focused = it->second;
  p.focus_before.erase(it);
}

}  // namespace

Scope Ui::dialog(std::string_view key, std::string_view title, bool& open, float width, float top_part) {
  Impl& p = *impl_;
  const NodeId id = p.make_id(key);
  std::vector<float>& known = p.lines[id].heights;
  if (!open) {
    if (!known.empty()) {  // closed just now: the focus goes back to where it was
      set_focus_after_dialog(p, id);
      known.clear();
    }
    return {};
  }
  Level level;
  level.kind = LevelKind::dialog;
  level.flow = level.ids = level.node = level.clip = true;
  level.id = id;
  level.layer = p.layer;
  level.padding = narrow() ? 16 : 24;
  p.layer = std::max(p.layer, p.layers_seen) + 1;
  p.layers_seen = p.layer;

  const bool opening = known.empty();
  const float height = opening ? kDialogGuess : known[0];
  const float w = std::min(width, p.canvas.w - 2 * kDialogMargin);
  const float top = std::max(kDialogMargin,
                             std::floor(top_part < 0 ? (p.canvas.h - height) * 0.4f : p.canvas.h * top_part));
  const Rect box{std::floor((p.canvas.w - w) / 2), top, w, height};
  const bool outside = p.pointer.pressed && p.top_layer == p.layer && !opening && !box.contains(p.pointer.at);

  p.list = ImGui::GetForegroundDrawList();
  const Rect all{0, 0, p.canvas.w, p.canvas.h};
  p.clips.push_back(all);
  p.list->PushClipRect({0, 0}, {all.w, all.h}, false);
  p.painter().fill(all, p.colors->scrim);
  const Rect drawn{box.x, box.y, box.w, 4 * kRadius};
  p.begin_panel(level, drawn, p.colors->raised, p.colors->border_strong, kRadius + 2);

  Node& node = p.record(Role::dialog, id, title, box);
  node.modal = true;
  p.parents.push_back(id);
  p.ids.push_back({id, 0});
  p.begin_scroll(id, box);
  p.pop_clip();
  p.clips.push_back(box);
  p.list->PushClipRect({box.x, box.y}, {box.right(), box.bottom()}, false);
  if (opening) {
    p.focus_before[id] = p.focused;
    p.focused = 0;
  }
  const bool escape = p.layer == p.top_layer && p.take_key("Escape", 0);
  const float inner = box.w - 2 * level.padding;
  const float offset = std::round(p.scroll_state(id).offset);
  p.begin_flow({.area = {box.x + level.padding, box.y + level.padding - offset, inner, 0}});
  Scope scope = p.push(level);
  bool close = false;
  {
    const Scope head = row("dialog-head");
    heading(2, title);
    spring();
    close = button("close", "Close", ButtonStyle::quiet,
                   {.shortcut = "Escape", .icon = Icon::cross, .icon_only = true});
  }
  if (escape || outside || close) {
    open = false;
    request_frame();
  }
  return scope;
}

void Ui::Impl::close_dialog(const Level& level, Size content) {
  const float whole = content.h + 2 * level.padding;
  Rect box = level.rect;
  box.h = std::min(whole, canvas.h - box.y - kDialogMargin);
  stretch_panel(level, box.h);
  std::vector<float>& known = lines[level.id].heights;
  if (known.empty() || known[0] != box.h) request_in(0);
  known.assign(1, box.h);
  if (Node* node = tree.find(level.id)) node->rect.h = box.h;
  end_scroll(level.id, whole, box);
  layer = level.layer;
  if (layer == 0) list = ImGui::GetBackgroundDrawList();
}

}  // namespace sp::ui
