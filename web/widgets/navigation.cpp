// The frame of a page: the rail (a bar when narrow) and the header.
#include <algorithm>
#include <cmath>

#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kWide = 1100;  // from here on the rail has its labels beside the icons
constexpr float kRailWide = 208, kRailSlim = 88, kBar = 60;

void draw_mark(const Painter& paint, const Rect& box, Color a, Color b) {
  // Two tracks that switch over: the sign of the program.
  const float t = box.w / 12;
  const float x0 = box.x, x1 = box.right(), y0 = box.y + box.h * 0.28f, y1 = box.y + box.h * 0.72f,
              m0 = box.x + box.w * 0.34f, m1 = box.x + box.w * 0.66f;
  ImDrawList& list = *paint.list();
  list.AddBezierCubic({x0, y1}, {m1, y1}, {m0, y0}, {x1, y0}, b, t);
  list.AddBezierCubic({x0, y0}, {m1, y0}, {m0, y1}, {x1, y1}, a, t);
  paint.circle({x0, y0}, t * 1.1f, a);
  paint.circle({x1, y1}, t * 1.1f, a);
}

struct ItemLook {
  Rect rect;
  bool beside = false;  // label at the right of the icon
  float label_size = 14;
};

void put_item(Ui::Impl& p, const NavItem& item, const ItemLook& look) {
  const Painter paint = p.painter();
  const Theme& t = *p.colors;
  const NodeId id = p.make_id(item.key);
  Node& node = p.record(Role::link, id, item.label, look.rect);
  node.href = item.href;
  node.focusable = true;
  node.current = item.current;
  const Use use = p.interact(id, look.rect, true);
  const Rect face = look.beside ? look.rect : look.rect.inset(4, 2);
  const Color back = item.current ? t.accent().soft : p.control_fill(id, use, 0);
  if ((back >> 24) != 0) paint.fill(face, back, kControlRadius);
  const Color ink = item.current ? t.accent().text : use.hovered ? t.text : t.text_muted;
  Type type{item.current ? Face::semibold : Face::regular, p.fonts.scaled(look.label_size), false, false};
  float w = p.fonts.width(item.label, type);
  const float room = look.beside ? face.w - 50 : look.rect.w - 2;
  while (w > room && type.size > 9) {  // large text does not push the labels into each other
    type.size -= 1;
    w = p.fonts.width(item.label, type);
  }
  if (look.beside) {
    if (item.current) paint.fill({face.x, face.y + 9, 3, face.h - 18}, t.accent().fill, 1.5f);
    paint.icon(item.icon, {face.x + 14, face.center().y - 10, 20, 20}, ink);
    p.fonts.draw(p.list, {face.x + 46, face.y + p.fonts.baseline(face.h, type.size)}, item.label, type, ink);
  } else {
    const float content = 22 + 4 + type.size, top = face.center().y - content / 2;
    paint.icon(item.icon, {face.center().x - 11, top, 22, 22}, ink);
    p.fonts.draw(p.list, {face.center().x - w / 2, top + 26 + type.size * 0.86f}, item.label, type, ink);
  }
  if (use.focused) p.draw_focus_ring(face.inset(3), kControlRadius - 3);
  if (use.clicked) p.open_link(item.href);
}

}  // namespace

void Ui::navigation(std::string_view key, std::string_view brand, std::span<const NavItem> items) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const Theme& t = *p.colors;
  const NodeId id = p.make_id(key);
  const bool bar = narrow(), beside = p.canvas.w >= kWide;
  const float rail = beside ? kRailWide : kRailSlim;
  const Rect area = bar ? Rect{0, p.canvas.h - kBar, p.canvas.w, kBar} : Rect{0, 0, rail, p.canvas.h};
  p.rest = bar ? Rect{0, 0, p.canvas.w, p.canvas.h - kBar} : Rect{rail, 0, p.canvas.w - rail, p.canvas.h};
  p.record(Role::navigation, id, brand, area);
  p.parents.push_back(id);
  p.ids.push_back({id, 0});
  paint.fill(area, t.surface);
  if (bar) {
    paint.fill({0, area.y, area.w, 1}, t.border);
    const float w = area.w / static_cast<float>(std::max<std::size_t>(items.size(), 1));
    for (std::size_t i = 0; i < items.size(); ++i) {
      put_item(p, items[i],
               {.rect = {w * static_cast<float>(i), area.y + 2, w, area.h - 4},
                .label_size = items.size() > 5 ? 10.5f : 12});
    }
  } else {
    paint.fill({area.right() - 1, 0, 1, area.h}, t.border);
    if (beside) {
      draw_mark(paint, {24, 26, 24, 24}, t.accent().fill, t.border_strong);
      paint.text({58, 25}, brand, TextStyle::strong, t.text);
    } else {
      draw_mark(paint, {area.center().x - 13, 24, 26, 26}, t.accent().fill, t.border_strong);
    }
    const float h = beside ? 44 : 60;
    // A low window pushes the items together rather than off its edge.
    const float room = std::max(1.0f, area.h - 80),
                step = std::min(h + 4, room / static_cast<float>(std::max<std::size_t>(items.size(), 1)));
    float y = 76;
    for (const NavItem& item : items) {
      const Rect r =
          beside ? Rect{12, y, area.w - 25, std::min(h, step)} : Rect{6, y, area.w - 13, std::min(h, step)};
      put_item(p, item, {.rect = r, .beside = beside, .label_size = beside ? 15.0f : 12.0f});
      y += step;
    }
  }
  p.ids.pop_back();
  p.parents.pop_back();
}

Scope Ui::page_header(std::string_view key, const PageHeader& header) {
  Impl& p = *impl_;
  const NodeId id = p.make_id(key);
  p.ids.push_back({id, 0});
  Level level;
  level.kind = LevelKind::header;
  level.flow = level.ids = true;
  level.margin = {0, 20};
  level.slot = p.open_slot({0, 0}, level.margin);
  const LineMemory& memory = p.lines[id];
  const float commands = memory.tails.empty() ? 0 : std::max(0.0f, memory.tails[0]);
  const bool below = narrow();
  const float room = std::max(120.0f, level.slot.w - (below || commands == 0 ? 0 : commands + 24));
  p.begin_flow({.area = {level.slot.x, level.slot.y, room, 0}});
  if (!header.back_href.empty()) {
    const std::string_view label = header.back_label.empty() ? std::string_view("Back") : header.back_label;
    const NodeId back = p.make_id("back");
    const float h = p.touch_height(28);
    const Size size = p.painter().measure(label, TextStyle::muted);
    const Rect r = p.place({std::ceil(size.w) + 22, h}, {0, 4});
    const Rect target{r.x, r.y, std::ceil(size.w) + 22, h};
    Node& node = p.record(Role::link, back, label, target);
    node.href = header.back_href;
    node.focusable = true;
    const Use use = p.interact(back, target, true);
    const Color ink = use.hovered ? p.colors->text : p.colors->text_muted;
    p.painter().icon(Icon::chevron_left, {target.x - 3, target.center().y - 9, 18, 18}, ink);
    p.painter().text({target.x + 18, target.y + (h - size.h) / 2}, label, TextStyle::muted, ink);
    if (use.focused) p.draw_focus_ring(target, 6);
    if (use.clicked) p.open_link(header.back_href);
    p.flow().y += 8;
    p.flow().empty = true;  // no more room above the title than that
  }
  heading(1, header.title);
  if (!header.subtitle.empty()) {
    p.flow().owed = 4;
    text(header.subtitle, TextStyle::muted);
  }
  const float title_h = p.end_flow().h;
  const float line = p.fonts.line_height(TextStyle::title);
  const float first = memory.heights.empty() ? p.control_height() : memory.heights[0];  // of the commands
  const bool linked = !header.back_href.empty();
  const float back_h = linked ? p.touch_height(28) + 8 : 0;
  const float down = below ? title_h + 12 : std::max(0.0f, back_h + (line - first) / 2);
  level.rect = {0, below ? 0 : down, 0, title_h};
  level.padding = below ? 12.0f : 0.0f;
  p.begin_flow({.kind = Flow::Kind::row,
                .area = {level.slot.x, level.slot.y + down, level.slot.w, 0},
                .id = id,
                .gap = 8});
  if (!below) spring();
  return p.push(level);
}

void Ui::Impl::close_header(const Level& level, Size commands) {
  const float title = level.rect.h;
  float height = std::max(title, level.rect.y + commands.h);
  if (level.padding > 0) height = title + (commands.h > 0 ? level.padding + commands.h : 0);
  close_slot(level.slot, {level.slot.w, height}, level.margin);
}

}  // namespace sp::ui
