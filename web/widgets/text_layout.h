#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "web/widgets/fonts.h"
#include "web/widgets/markdown.h"

namespace sp::ui {

/// A stretch of one inline on one line.
struct Piece {
  std::uint32_t run = 0;               ///< index of the inline
  std::uint32_t from = 0, length = 0;  ///< bytes of its text
  float x = 0, width = 0;
};

struct TextLine {
  std::uint32_t first = 0, count = 0;  ///< pieces
  float width = 0;
};

/// Text broken into lines. Holds no text of its own: it goes with the inlines that it was made from.
struct TextLayout {
  std::vector<Piece> pieces;
  std::vector<TextLine> lines;
  float line_height = 0;
  Type base;
  float width = 0;  ///< of the widest line
  float height() const { return line_height * static_cast<float>(lines.size()); }
};

/// Room left and right of the text of inline code.
inline constexpr float kCodePadding = 4;

Type inline_type(const Inline& run, const Type& base);

/// Breaks at spaces; what is wider than a line is broken between characters. Always gives at least one line.
TextLayout lay_out(Fonts& fonts, std::span<const Inline> runs, TextStyle style, float width);

/// Widths of a text: on one line, and of its widest word.
struct TextExtent {
  float whole = 0, word = 0;
};
TextExtent text_extent(Fonts& fonts, std::span<const Inline> runs, TextStyle style);

}  // namespace sp::ui
