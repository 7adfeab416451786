// Drawing laid-out text and recording what a screen reader needs of it.
#include <algorithm>
#include <cmath>

#include "web/widgets/rich_text.h"
#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kCellX = 12, kCellY = 6;

float start_x(const TextLine& line, float width, Align align) {
  switch (align) {
    case Align::left:
      return 0;
    case Align::center:
      return std::floor((width - line.width) / 2);
    case Align::right:
      return std::floor(width - line.width);
  }
  return 0;
}

/// Calls visit(piece, rectangle of its line box) for every piece.
template <class Visit>
void for_each_piece(const TextLayout& layout, Point at, float width, Align align, Visit visit) {
  float y = at.y;
  for (const TextLine& line : layout.lines) {
    const float x = at.x + start_x(line, width, align);
    for (std::uint32_t i = line.first; i < line.first + line.count; ++i) {
      const Piece& piece = layout.pieces[i];
      visit(piece, Rect{x + piece.x, y, piece.width, layout.line_height});
    }
    y += layout.line_height;
  }
}

/// Text of the piece without the padding that its first and last word have.
std::string_view piece_text(const Piece& piece, const Inline& run) {
  return std::string_view(run.text).substr(piece.from, piece.length);
}

float code_left(const Piece& piece, const Inline& run) {
  return run.code && piece.from == 0 ? kCodePadding : 0;
}

/// Records links (and the texts between them) under a text node; draws what hovering and focus add.
class LinkRecorder {
 public:
  LinkRecorder(Ui::Impl& p, NodeId owner, const TextLayout& layout, std::span<const Inline> runs,
               std::span<const std::string> links, Point at, float width, Align align)
      : p_(p),
        owner_(owner),
        layout_(layout),
        runs_(runs),
        links_(links),
        at_(at),
        width_(width),
        align_(align) {}

  void record() {
    p_.parents.push_back(owner_);
    std::string text;
    int part = 0;
    for (std::size_t r = 0; r < runs_.size();) {
      const int link = runs_[r].link;
      std::size_t end = r;
      std::string words;
      for (; end < runs_.size() && runs_[end].link == link; ++end)
        words += runs_[end].line_break ? " " : runs_[end].text;
      const NodeId id = child_id(owner_, std::to_string(part++));
      if (link < 0) {
        p_.record(Role::text, id, words, bounds(r, end));
      } else {
        record_link(id, words, links_[static_cast<std::size_t>(link)], r, end);
      }
      r = end;
    }
    p_.parents.pop_back();
  }

 private:
  Rect bounds(std::size_t from, std::size_t to) const {
    Rect box{at_.x, at_.y, 0, 0};
    bool first = true;
    for_each_piece(layout_, at_, width_, align_, [&](const Piece& piece, const Rect& r) {
      if (piece.run < from || piece.run >= to) return;
      if (first) box = r, first = false;
      const float x0 = std::min(box.x, r.x), x1 = std::max(box.right(), r.right()),
                  y1 = std::max(box.bottom(), r.bottom());
      box = {x0, box.y, x1 - x0, y1 - box.y};
    });
    return box;
  }

  void record_link(NodeId id, const std::string& words, const std::string& href, std::size_t from,
                   std::size_t to) {
    Node& node = p_.record(Role::link, id, words, bounds(from, to));
    node.href = href;
    node.focusable = true;
    Use use;
    for_each_piece(layout_, at_, width_, align_, [&](const Piece& piece, const Rect& r) {
      if (piece.run < from || piece.run >= to) return;
      const Use part = p_.interact(id, r, true);
      use.clicked = use.clicked || part.clicked;
      use.hovered = use.hovered || part.hovered;
      use.focused = part.focused;
    });
    for_each_piece(layout_, at_, width_, align_, [&](const Piece& piece, const Rect& r) {
      if (piece.run < from || piece.run >= to) return;
      const float y = r.y + p_.fonts.baseline(layout_.line_height, layout_.base.size) + 2.5f;
      p_.painter().line({r.x, y}, {r.right(), y}, fade(p_.colors->accent().text, use.hovered ? 1.0f : 0.45f),
                        1);
      if (use.focused) p_.draw_focus_ring(r.inset(-1, 2), 4);
    });
    if (use.clicked) p_.open_link(href);
  }

  Ui::Impl& p_;
  NodeId owner_;
  const TextLayout& layout_;
  std::span<const Inline> runs_;
  std::span<const std::string> links_;
  Point at_;
  float width_;
  Align align_;
};

bool has_links(std::span<const Inline> runs) {
  return std::any_of(runs.begin(), runs.end(), [](const Inline& run) { return run.link >= 0; });
}

std::string plain(std::span<const Inline> runs) {
  std::string out;
  for (const Inline& run : runs) out += run.line_break ? " " : run.text;
  return out;
}

/// Draws a text and records its node: with its words as name, or with texts and links as children.
void draw_text_node(Ui::Impl& p, Role role, NodeId id, int level, const TextLayout& layout,
                    std::span<const Inline> runs, std::span<const std::string> links, const Rect& rect,
                    float inner, Point at, Align align, Color color) {
  const bool linked = has_links(runs);
  p.record(role, id, linked ? std::string() : plain(runs), rect).level = level;
  draw_lines(p, layout, runs, at, inner, align, color);
  if (linked) LinkRecorder(p, id, layout, runs, links, at, inner, align).record();
}

}  // namespace

void draw_lines(Ui::Impl& p, const TextLayout& layout, std::span<const Inline> runs, Point at, float width,
                Align align, Color color) {
  if (!p.visible({at.x, at.y, std::max(width, layout.width), layout.height()})) return;
  const Painter paint = p.painter();
  const Rect clip = p.clips.back();
  for_each_piece(layout, at, width, align, [&](const Piece& piece, const Rect& r) {
    if (r.bottom() < clip.y || r.y > clip.bottom()) return;
    const Inline& run = runs[piece.run];
    const Type type = inline_type(run, layout.base);
    const float baseline = r.y + p.fonts.baseline(layout.line_height, layout.base.size);
    Color ink = run.link >= 0 ? p.colors->accent().text : color;
    if (run.code) {
      const float high = std::round(layout.base.size * 1.32f);
      const Rect pill{r.x, p.fonts.snap(r.y + (layout.line_height - high) / 2), r.w, high};
      paint.fill(pill, mix(p.colors->sunken, p.colors->border, 0.6f), 4);
    }
    const float end =
        p.fonts.draw(p.list, {r.x + code_left(piece, run), baseline}, piece_text(piece, run), type, ink);
    if (run.strike)
      paint.line({r.x, baseline - type.size * 0.28f}, {end, baseline - type.size * 0.28f}, ink, 1);
  });
}

void draw_table(Ui::Impl& p, NodeId id, const TableLayout& layout, const TableRows& rows,
                std::span<const Align> aligns, std::span<const std::string> links, std::string_view name,
                const Rect& rect, int highlighted_row) {
  const Painter paint = p.painter();
  p.record(Role::table, id, name, rect);
  p.parents.push_back(id);
  paint.fill(rect, p.colors->surface, 8);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const float top = rect.y + layout.row_y[r], height = layout.row_y[r + 1] - layout.row_y[r];
    const NodeId row_id = child_id(id, std::to_string(r));
    p.record(Role::row, row_id, {}, {rect.x, top, rect.w, height});
    p.parents.push_back(row_id);
    if (r > 0 && static_cast<int>(r) - 1 == highlighted_row)
      paint.fill({rect.x + 1, top, rect.w - 2, height}, p.colors->accent().soft);
    if (r > 0) paint.fill({rect.x, top - 1, rect.w, 1}, r == 1 ? p.colors->border_strong : p.colors->border);
    float x = rect.x;
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const float w = layout.columns[c];
      const Align align = c < aligns.size() ? aligns[c] : Align::left;
      const Color color = r == 0 ? p.colors->text_muted : p.colors->text;
      draw_text_node(p, r == 0 ? Role::column_header : Role::cell, child_id(row_id, std::to_string(c)), 0,
                     layout.cells[r][c], rows[r][c], links, {x, top, w, height}, w - 2 * kCellX,
                     {x + kCellX, top + kCellY}, align, color);
      x += w;
    }
    p.parents.pop_back();
  }
  paint.outline(rect, p.colors->border, 8);
  p.parents.pop_back();
}

void draw_document(Ui::Impl& p, NodeId id, const RichText& text, Point at, Color color) {
  using Kind = RichText::Item::Kind;
  // The highest headings of a text come one below the screen's last one, whatever the author called them: no
  // level is skipped.
  int highest = 6;
  for (const RichText::Item& item : text.items())
    if (item.kind == Kind::heading) highest = std::min(highest, item.block->level);
  const int above = std::max(p.heading_level, 1);
  const Painter paint = p.painter();
  int part = 0;
  int depth = 0;
  std::vector<Role> open;  // what `close` closes
  for (const RichText::Item& item : text.items()) {
    if (item.kind == Kind::close) {
      if (open.back() == Role::list) --depth;
      open.pop_back();
      p.parents.pop_back();
      continue;
    }
    const NodeId part_id = child_id(id, std::to_string(part++));
    const Rect r{at.x + item.rect.x, at.y + item.rect.y, item.rect.w, item.rect.h};
    const auto enter = [&](Role role) -> Node& {
      Node& node = p.record(role, part_id, {}, r);
      p.parents.push_back(part_id);
      open.push_back(role);
      return node;
    };
    switch (item.kind) {
      case Kind::text:
      case Kind::heading: {
        const bool heading = item.kind == Kind::heading;
        draw_text_node(p, heading ? Role::heading : Role::paragraph, part_id,
                       heading ? std::min(above + 1 + item.block->level - highest, 6) : 0, item.layout,
                       item.block->text, item.block->links, r, r.w, r.min(), Align::left,
                       heading ? p.colors->text : color);
        break;
      }
      case Kind::code:
        draw_code(
            p, part_id, r, p.codes.get(item.block->code, item.block->language, p.frame),
            {.language = item.block->language, .name = item.block->language == "python" ? "Python" : "Code"});
        break;
      case Kind::table:
        draw_table(p, part_id, item.table, item.block->rows, item.block->columns, item.block->links, "Table",
                   r, -1);
        break;
      case Kind::rule:
        paint.fill(r, p.colors->border);
        break;
      case Kind::open_list:
        ++depth;
        enter(Role::list);
        break;
      case Kind::open_item: {
        enter(Role::list_item).level = depth;
        const float line = p.fonts.line_height(item.style), size = p.fonts.type(item.style).size;
        const float baseline = r.y + p.fonts.baseline(line, size);
        if (item.block->marker.empty()) {
          paint.circle({r.x + 9, baseline - kXHeight * size / 2}, 2.5f, p.colors->text_muted);
        } else {
          const Type type{Face::regular, size, false, true};
          const float w = p.fonts.width(item.block->marker, type);
          p.fonts.draw(p.list, {std::max(r.x - 8, r.x + 18 - w), baseline}, item.block->marker, type,
                       p.colors->text_muted);
        }
        break;
      }
      case Kind::open_quote:
        enter(Role::group);
        paint.fill({r.x, r.y, 3, r.h}, p.colors->border_strong, 1.5f);
        break;
      case Kind::close:
        break;
    }
  }
}

}  // namespace sp::ui
