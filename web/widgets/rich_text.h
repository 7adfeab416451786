#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "web/widgets/markdown.h"
#include "web/widgets/text_layout.h"
#include "web/widgets/ui.h"

namespace sp::ui {

/// A table broken into lines. Columns share the width by what their texts need.
struct TableLayout {
  std::vector<float> columns;  ///< widths
  std::vector<float> row_y;    ///< one more than rows: the last is the height
  std::vector<std::vector<TextLayout>> cells;
  float height() const { return row_y.empty() ? 0 : row_y.back(); }
};
using TableRows = std::vector<std::vector<std::vector<Inline>>>;
TableLayout lay_out_table(Fonts& fonts, const TableRows& rows, std::span<const float> weights,
                          TextStyle style, float width);

/// A document or a plain text broken into lines for one width, ready to draw.
class RichText {
 public:
  struct Item {
    enum class Kind : std::uint8_t {
      text,
      heading,
      code,
      table,
      rule,
      open_list,
      open_item,
      open_quote,
      close
    };
    Kind kind = Kind::text;
    const Block* block = nullptr;
    Rect rect;  ///< relative to the top left of the text
    TextLayout layout;
    TableLayout table;
    TextStyle style = TextStyle::body;
  };

  RichText(Fonts& fonts, Block document, TextStyle style, float width);
  RichText(const RichText&) = delete;  // items point into the document
  RichText& operator=(const RichText&) = delete;
  /// Everything in reading order without markup, for the name of a control.
  std::string words() const;
  float height() const { return height_; }
  float width() const { return width_; }  ///< really used
  const std::vector<Item>& items() const { return items_; }

 private:
  friend class RichLayout;
  Block document_;
  std::vector<Item> items_;
  float width_ = 0, height_ = 0;
};

/// Laid-out texts by content, style and width, so that an unchanged page costs a look-up. What no frame used
/// for a while goes.
class RichTextCache {
 public:
  const RichText& markdown(Fonts& fonts, std::string_view source, TextStyle style, float width, int frame);
  const RichText& plain(Fonts& fonts, std::string_view source, TextStyle style, float width, int frame);
  void trim(int frame);
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::unique_ptr<RichText> text;
    int last_frame = 0;
  };
  const RichText& get(Fonts& fonts, std::string_view source, TextStyle style, float width, int frame,
                      bool markdown);
  std::unordered_map<std::uint64_t, Entry> entries_;
};

/// Draws lines of text; culls what is outside the clip.
void draw_lines(Ui::Impl& impl, const TextLayout& layout, std::span<const Inline> runs, Point at, float width,
                Align align, Color color);

/// Draws a table at `rect`; `name` for the screen reader.
void draw_table(Ui::Impl& impl, NodeId id, const TableLayout& layout, const TableRows& rows,
                std::span<const Align> aligns, std::span<const std::string> links, std::string_view name,
                const Rect& rect, int highlighted_row);

/// Draws a document with its top left at `at` and records its nodes under the current parent. `color`: of
/// plain text.
void draw_document(Ui::Impl& impl, NodeId id, const RichText& text, Point at, Color color);

}  // namespace sp::ui
