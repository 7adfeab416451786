#include "web/widgets/text_layout.h"

#include <algorithm>
#include <cmath>

namespace sp::ui {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Fills lines with words. A word is what stands between spaces, even across changes of look.
class Breaker {
 public:
  Breaker(Fonts& fonts, std::span<const Inline> runs, TextStyle style, float width)
      : fonts_(fonts), runs_(runs), room_(std::max(width, 1.0f)) {
    out_.base = fonts.type(style);
    out_.line_height = fonts.line_height(style);
  }

  TextLayout lay_out() {
    for (std::uint32_t r = 0; r < runs_.size(); ++r) {
      if (runs_[r].line_break) {
        end_word();
        end_line();
      } else {
        take_run(r);
      }
    }
    end_word();
    end_line();
    return std::move(out_);
  }

 private:
  void take_run(std::uint32_t r) {
    const std::string_view text = runs_[r].text;
    const Type type = inline_type(runs_[r], out_.base);
    const float edge = runs_[r].code ? kCodePadding : 0;
    std::size_t at = 0;
    while (at < text.size()) {
      const bool space = is_space(text[at]);
      std::size_t to = at + 1;
      while (to < text.size() && is_space(text[to]) == space) ++to;
      const auto from = static_cast<std::uint32_t>(at), length = static_cast<std::uint32_t>(to - at);
      // The padding of inline code belongs to its first and last word.
      const float padding = (at == 0 ? edge : 0) + (to == text.size() ? edge : 0);
      if (space) {
        end_word();
        const float width =
            runs_[r].code ? fonts_.width(text.substr(at, length), type) : fonts_.width(" ", type);
        add_space({r, from, length, 0, width + padding});
      } else {
        word_.push_back(
            {r, from, length, at == 0 ? edge : 0, fonts_.width(text.substr(at, length), type) + padding});
      }
      at = to;
    }
  }

  void add_space(const Piece& space) {
    if (x_ > 0) spaces_.push_back(space);
  }

  void end_word() {
    if (word_.empty()) return;
    float width = 0, gap = 0;
    for (const Piece& piece : word_) width += piece.width;
    for (const Piece& piece : spaces_) gap += piece.width;
    if (x_ > 0 && x_ + gap + width > room_) {
      end_line();
    } else {
      for (const Piece& piece : spaces_) put(piece);
    }
    spaces_.clear();
    for (const Piece& piece : word_) put_broken(piece);
    word_.clear();
  }

  /// Puts a piece of a word (its x: the padding on its left), cutting it where the line ends if it does not
  /// fit on a line of its own.
  void put_broken(Piece piece) {
    const std::string_view text = runs_[piece.run].text;
    const Type type = inline_type(runs_[piece.run], out_.base);
    while (x_ + piece.width > room_ + 0.01f) {
      const std::size_t fits = fonts_.fit(text.substr(piece.from, piece.length), room_ - x_ - piece.x, type);
      const std::string_view head = text.substr(piece.from, fits);
      const float width = piece.x + fonts_.width(head, type);
      if (x_ > 0 && x_ + width > room_) {  // not even one character
        end_line();
        continue;
      }
      if (fits >= piece.length) break;
      put({piece.run, piece.from, static_cast<std::uint32_t>(fits), 0, width});
      end_line();
      piece.from += static_cast<std::uint32_t>(fits);
      piece.length -= static_cast<std::uint32_t>(fits);
      piece.width -= width;
      piece.x = 0;
    }
    put(piece);
  }

  /// Puts a piece at the end of the line. What continues the piece before becomes one with it.
  void put(Piece piece) {
    piece.x = x_;
    x_ += piece.width;
    if (out_.pieces.size() > line_start_) {
      Piece& last = out_.pieces.back();
      if (last.run == piece.run && last.from + last.length == piece.from) {
        last.length += piece.length;
        last.width += piece.width;
        return;
      }
    }
    out_.pieces.push_back(piece);
  }

  void end_line() {
    const auto first = static_cast<std::uint32_t>(line_start_);
    out_.lines.push_back({first, static_cast<std::uint32_t>(out_.pieces.size()) - first, x_});
    out_.width = std::max(out_.width, x_);
    line_start_ = out_.pieces.size();
    x_ = 0;
    spaces_.clear();
  }

  Fonts& fonts_;
  std::span<const Inline> runs_;
  float room_;
  TextLayout out_;
  std::vector<Piece> word_, spaces_;  // not yet on a line
  std::size_t line_start_ = 0;
  float x_ = 0;
};

}  // namespace

Type inline_type(const Inline& run, const Type& base) {
  Type type = base;
  if (run.code) {
    type.face = Face::mono;
    type.size = std::max(10.0f, std::round(base.size * 0.9f));
    type.tabular = false;
  } else if (run.bold) {
    type.face = Face::semibold;
  }
  type.italic = run.italic;
  return type;
}

TextLayout lay_out(Fonts& fonts, std::span<const Inline> runs, TextStyle style, float width) {
  return Breaker(fonts, runs, style, width).lay_out();
}

TextExtent text_extent(Fonts& fonts, std::span<const Inline> runs, TextStyle style) {
  const Type base = fonts.type(style);
  TextExtent extent;
  float word = 0;  // words may go on over the ends of runs
  for (const Inline& run : runs) {
    const Type type = inline_type(run, base);
    const std::string_view text = run.text;
    const float edge = run.code ? kCodePadding : 0;
    extent.whole += fonts.width(text, type) + 2 * edge;
    word += edge;
    for (std::size_t at = 0; at < text.size();) {
      const bool space = is_space(text[at]);
      std::size_t to = at + 1;
      while (to < text.size() && is_space(text[to]) == space) ++to;
      word = space ? 0 : word + fonts.width(text.substr(at, to - at), type);
      extent.word = std::max(extent.word, word + edge);
      at = to;
    }
    word += edge;
  }
  return extent;
}

}  // namespace sp::ui
