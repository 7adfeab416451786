// Laying out documents, and remembering them. Drawing stands in rich_text_draw.cpp.
#include "web/widgets/rich_text.h"

#include <algorithm>
#include <cmath>

#include "web/widgets/code_view.h"
#include "web/widgets/hash.h"

namespace sp::ui {
namespace {

constexpr float kItemIndent = 24;
constexpr float kQuoteIndent = 16;
constexpr float kCellX = 12, kCellY = 6;
constexpr float kShortCell = 96;  // figures with their units are not broken
constexpr int kKeepFrames = 256;
constexpr std::size_t kMostEntries = 4096;

TextStyle heading_style(int level) {
  if (level <= 1) return TextStyle::title_2;
  return level == 2 ? TextStyle::title_3 : TextStyle::strong;
}

}  // namespace

TableLayout lay_out_table(Fonts& fonts, const TableRows& rows, std::span<const float> weights,
                          TextStyle style, float width) {
  TableLayout out;
  std::size_t count = 0;
  for (const auto& row : rows) count = std::max(count, row.size());
  std::vector<float> whole(count), word(count);
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      const TextExtent extent = text_extent(fonts, row[c], style);
      whole[c] = std::max(whole[c], std::ceil(extent.whole) + 2 * kCellX + 1);
      const float unbroken = extent.whole <= kShortCell ? extent.whole : extent.word;
      word[c] = std::max(word[c], std::ceil(std::min(unbroken, width / 2)) + 2 * kCellX + 1);
    }
  }
  float all = 0, least = 0, weight = 0;
  for (std::size_t c = 0; c < count; ++c) {
    all += whole[c], least += word[c];
    weight += c < weights.size() ? weights[c] : 1;
  }
  for (std::size_t c = 0; c < count; ++c) {
    const float share = weight > 0 ? (c < weights.size() ? weights[c] : 1) / weight : 0;
    float w = whole[c] + (width - all) * share;  // all fits: what is left over goes by weight
    if (all > width) {
      // Else every column gets its widest word, and the rest in proportion to what it lacks.
      const float lack = all - least;
      w = least >= width ? width * word[c] / least
                         : word[c] + (width - least) * (lack > 0 ? (whole[c] - word[c]) / lack : 0);
    }
    out.columns.push_back(std::floor(w));
  }
  float y = 0;
  for (const auto& row : rows) {
    out.row_y.push_back(y);
    auto& cells = out.cells.emplace_back();
    float height = fonts.line_height(style);
    for (std::size_t c = 0; c < row.size(); ++c) {
      cells.push_back(lay_out(fonts, row[c], style, out.columns[c] - 2 * kCellX));
      height = std::max(height, cells.back().height());
    }
    y += height + 2 * kCellY + 1;
  }
  out.row_y.push_back(y);
  return out;
}

/// Walks a document from top to bottom and gives every block its place.
class RichLayout {
 public:
  RichLayout(Fonts& fonts, RichText& out, TextStyle style, float width)
      : fonts_(fonts), out_(out), style_(style), width_(width) {}

  void run(const Block& document) {
    blocks(document.children, 0, false);
    out_.height_ = y_;
  }

 private:
  using Item = RichText::Item;

  void gap(float before) {
    if (!first_) y_ += std::max(owed_, before);
    owed_ = 0;
  }
  void settle(float after) {
    owed_ = after;
    first_ = false;
  }

  void blocks(const std::vector<Block>& list, float left, bool tight) {
    for (const Block& block : list) place(block, left, tight);
  }

  void place(const Block& block, float left, bool tight) {
    const float room = std::max(width_ - left, 24.0f);
    const float unit = fonts_.scaled(text_spec(style_).quiet ? 8 : 12);
    switch (block.kind) {
      case Block::Kind::document:
        break;
      case Block::Kind::paragraph:
        if (!block.text.empty()) text(block, left, room, style_, tight ? 4 : unit, tight ? 4 : unit);
        break;
      case Block::Kind::heading:
        text(block, left, room, heading_style(block.level), 24, 8);
        break;
      case Block::Kind::list:
        open(Item::Kind::open_list, block, left);
        gap(tight ? 4 : unit);
        settle(0), first_ = true;
        for (const Block& item : block.children) {
          if (&item != &block.children.front()) gap(block.tight ? 4 : 8);
          open(Item::Kind::open_item, item, left);
          first_ = true;
          const float top = y_;
          blocks(item.children, left + kItemIndent, block.tight);
          y_ = std::max(y_, top + (item.children.empty() ? fonts_.line_height(style_) : 0));
          close();
          settle(0);
        }
        settle(tight ? 4 : unit);
        close();
        break;
      case Block::Kind::item:
        blocks(block.children, left, tight);
        break;
      case Block::Kind::quote: {
        gap(unit);
        const std::size_t at = open(Item::Kind::open_quote, block, left);
        first_ = true;
        blocks(block.children, left + kQuoteIndent, false);
        out_.items_[at].rect.h = y_ - out_.items_[at].rect.y;
        settle(unit);
        close();
        break;
      }
      case Block::Kind::code: {
        gap(unit);
        const auto lines =
            static_cast<std::size_t>(std::count(block.code.begin(), block.code.end(), '\n')) + 1;
        Item& item = add(Item::Kind::code, block, {left, y_, room, code_height(fonts_, lines)});
        y_ += item.rect.h;
        settle(unit + 4);
        break;
      }
      case Block::Kind::table: {
        gap(unit);
        Item& item = add(Item::Kind::table, block, {left, y_, room, 0});
        item.style = TextStyle::muted;
        item.table = lay_out_table(fonts_, block.rows, {}, item.style, room);
        item.rect.h = item.table.height();
        y_ += item.rect.h;
        settle(unit + 4);
        break;
      }
      case Block::Kind::rule:
        gap(16);
        add(Item::Kind::rule, block, {left, y_, room, 1});
        y_ += 1;
        settle(16);
        break;
    }
  }

  void text(const Block& block, float left, float room, TextStyle style, float before, float after) {
    gap(before);
    const bool heading = block.kind == Block::Kind::heading;
    Item& item = add(heading ? Item::Kind::heading : Item::Kind::text, block, {left, y_, room, 0});
    item.style = style;
    item.layout = lay_out(fonts_, block.text, style, room);
    item.rect.h = item.layout.height();
    out_.width_ = std::max(out_.width_, left + item.layout.width);
    y_ += item.rect.h;
    settle(after);
  }

  Item& add(Item::Kind kind, const Block& block, const Rect& rect) {
    Item& item = out_.items_.emplace_back();
    item.kind = kind;
    item.block = &block;
    item.rect = rect;
    item.style = style_;
    if (kind == Item::Kind::code || kind == Item::Kind::table || kind == Item::Kind::rule)
      out_.width_ = std::max(out_.width_, rect.right());
    return item;
  }
  std::size_t open(Item::Kind kind, const Block& block, float left) {
    add(kind, block, {left, y_, std::max(width_ - left, 24.0f), 0});
    return out_.items_.size() - 1;
  }
  void close() { out_.items_.emplace_back().kind = Item::Kind::close; }

  Fonts& fonts_;
  RichText& out_;
  TextStyle style_;
  float width_;
  float y_ = 0, owed_ = 0;
  bool first_ = true;
};

RichText::RichText(Fonts& fonts, Block document, TextStyle style, float width)
    : document_(std::move(document)) {
  RichLayout(fonts, *this, style, std::max(width, 1.0f)).run(document_);
}

std::string RichText::words() const {
  std::string out;
  for (const Item& item : items_) {
    const bool text = item.kind == Item::Kind::text || item.kind == Item::Kind::heading;
    const std::string part = text                            ? plain_text(item.block->text)
                             : item.kind == Item::Kind::code ? item.block->code
                                                             : std::string();
    if (!part.empty()) out += (out.empty() ? "" : " ") + part;
  }
  return out;
}

namespace {

/// One paragraph with the line breaks of `source` and nothing else.
Block plain_document(std::string_view source) {
  Block document;
  document.kind = Block::Kind::document;
  auto& runs = document.children.emplace_back().text;
  for (;;) {
    const std::size_t end = source.find('\n');
    runs.push_back({.text = std::string(source.substr(0, end))});
    if (end == std::string_view::npos) return document;
    runs.push_back({.line_break = true});
    source.remove_prefix(end + 1);
  }
}

}  // namespace

const RichText& RichTextCache::markdown(Fonts& fonts, std::string_view source, TextStyle style, float width,
                                        int frame) {
  return get(fonts, source, style, width, frame, true);
}

const RichText& RichTextCache::plain(Fonts& fonts, std::string_view source, TextStyle style, float width,
                                     int frame) {
  return get(fonts, source, style, width, frame, false);
}

const RichText& RichTextCache::get(Fonts& fonts, std::string_view source, TextStyle style, float width,
                                   int frame, bool markdown) {
  Hasher key;
  key.text(source);
  key.value(style);
  key.value(std::floor(width));
  key.value(fonts.generation());
  key.value(markdown);
  Entry& entry = entries_[key.result()];
  entry.last_frame = frame;
  if (entry.text == nullptr) {
    Block document;
    if (markdown) {
      document = parse_markdown(source);
    } else {
      document = plain_document(source.substr(0, kMarkdownBytes));
    }
    entry.text = std::make_unique<RichText>(fonts, std::move(document), style, std::floor(width));
  }
  return *entry.text;
}

void RichTextCache::trim(int frame) {
  const int keep = entries_.size() > kMostEntries ? 1 : kKeepFrames;
  std::erase_if(entries_, [&](const auto& e) { return frame - e.second.last_frame > keep; });
}

}  // namespace sp::ui
