#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "web/widgets/paint.h"

namespace sp::ui {

/// A run of text in one look. Plain values, without layout.
struct Inline {
  std::string text{};
  bool bold = false, italic = false, code = false, strike = false;
  bool line_break = false;  ///< a forced break; `text` is empty
  int link = -1;            ///< index into Block::links of the block it stands in
};

/// A part of a Markdown document. Lists hold items, items and quotes hold blocks, everything else holds text.
struct Block {
  enum class Kind : unsigned char { document, paragraph, heading, list, item, quote, code, table, rule };
  Kind kind = Kind::paragraph;
  int level = 0;             ///< heading 1-6
  bool tight = false;        ///< list: no gaps between items
  std::string marker;        ///< item: "3." in an ordered list, empty for a bullet
  std::vector<Inline> text;  ///< paragraph, heading
  std::string code, language;
  std::vector<std::string> links;  ///< addresses that inlines of this block (all cells of a table) point to
  std::vector<Align> columns;      ///< table
  std::vector<std::vector<std::vector<Inline>>> rows;  ///< table: rows of cells; the first row is the header
  std::vector<Block> children;
};

/// Source beyond this is cut off, with a closing sentence that says so; nesting beyond kMarkdownDepth is
/// flattened.
inline constexpr std::size_t kMarkdownBytes = 256 * 1024;
inline constexpr std::size_t kMarkdownDepth = 12;

/// CommonMark with tables and strikethrough; HTML is shown as text, an image as its description. Links lead
/// only to "#/...", http(s) and mailto; others are plain text. Never fails: any bytes give some document.
Block parse_markdown(std::string_view source);

/// The text without its looks, as read out.
std::string plain_text(const std::vector<Inline>& text);

}  // namespace sp::ui
