#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "web/widgets/geometry.h"
#include "web/widgets/theme.h"

struct ImDrawList;
struct ImFont;
struct ImFontBaked;

namespace sp::ui {

/// Faces loaded from files held in memory; the bytes must outlive the Ui. TrueType or CFF. A face without
/// bytes is drawn in ImGui's built-in font.
struct FontFiles {
  std::span<const std::byte> regular, semibold, mono;
};

/// A face at a size. `size` is the em in CSS pixels, the reader's text scale included, whole.
struct Type {
  Face face = Face::regular;
  float size = 16;
  bool italic = false;   ///< slanted when drawn
  bool tabular = false;  ///< all figures as wide as "0"
  friend bool operator==(const Type&, const Type&) = default;
};

/// Height of capitals and of x as a share of the em; Inter and JetBrains Mono agree to a hundredth.
inline constexpr float kCapHeight = 0.73f;
inline constexpr float kXHeight = 0.546f;

/// Measures and draws single runs of text. Main thread; drawing and measuring only within a frame.
class Fonts {
 public:
  void load(const FontFiles& files);
  void set_scale(float scale);
  float scale() const { return scale_; }
  /// `density`: device pixels per CSS pixel.
  void begin_frame(float density);
  float density() const { return density_; }
  /// Changes whenever widths may have changed: part of the key of every cached layout.
  std::uint32_t generation() const { return generation_; }

  Type type(TextStyle style) const;
  float line_height(TextStyle style) const;
  /// A length that grows with the text (line heights, paddings of inline code), on whole pixels.
  float scaled(float pixels) const;

  float width(std::string_view text, const Type& type);
  /// Draws one line, the baseline starting at `baseline` (its y snaps to device pixels); returns the x at its
  /// end. Unprintable characters are skipped, a tab is four spaces.
  float draw(ImDrawList* list, Point baseline, std::string_view text, const Type& type, Color color);
  /// The most bytes of `text`, whole code points, that fit into `max_width`; at least one code point if
  /// `text` is not empty.
  std::size_t fit(std::string_view text, float max_width, const Type& type);
  /// The offset of the gap between characters nearest to `x`.
  std::size_t offset_at(std::string_view text, float x, const Type& type);

  /// Where the baseline of text of that size lies in a line box, so that capitals stand in its middle.
  float baseline(float line_height, float size) const { return (line_height + kCapHeight * size) / 2; }
  float snap(float v) const;

 private:
  ImFontBaked* baked(const Type& type);

  std::array<ImFont*, kFaceCount> faces_{};
  float scale_ = 1;
  float density_ = 1;
  std::uint32_t generation_ = 0;
};

}  // namespace sp::ui
