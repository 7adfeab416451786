#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace sp::ui {

/// A colour as ImGui packs it: 0xAABBGGRR, straight alpha, sRGB.
using Color = std::uint32_t;

/// rgb(0x1B1E24) or rgb(0x1B1E24, 0.5f).
constexpr Color rgb(std::uint32_t hex, float alpha = 1.0f) {
  const auto a = static_cast<std::uint32_t>(alpha * 255.0f + 0.5f);
  return (a << 24) | ((hex & 0xFF) << 16) | (hex & 0xFF00) | ((hex >> 16) & 0xFF);
}
/// The same colour at `alpha` times its opacity.
constexpr Color fade(Color c, float alpha) {
  const auto a = static_cast<std::uint32_t>(static_cast<float>(c >> 24) * alpha + 0.5f);
  return (c & 0x00FFFFFF) | (a << 24);
}
/// From a (t = 0) to b (t = 1), channel by channel.
Color mix(Color a, Color b, float t);
/// `over` painted on the opaque `under`.
Color blend(Color over, Color under);
/// Contrast of WCAG 2.2 (1 to 21) between two opaque colours.
double contrast(Color a, Color b);

enum class ThemeKind : std::uint8_t { dark, light };

/// What a badge, metric or message means. Colour never says it alone: badges carry words, messages an icon.
enum class Tone : std::uint8_t { neutral, accent, good, bad, warn, info };
inline constexpr int kToneCount = 6;

/// Faces of type. Italic is the regular face slanted when drawn.
enum class Face : std::uint8_t { regular, semibold, mono };
inline constexpr int kFaceCount = 3;

enum class TextStyle : std::uint8_t {
  body,     ///< 16/24
  muted,    ///< 14/20, quieter colour
  small,    ///< 13/20, quieter colour: captions, axis labels
  strong,   ///< 16/24 semibold
  label,    ///< 14/20 semibold: names of fields
  mono,     ///< 14/20 JetBrains Mono
  numeral,  ///< 16/24 mono-width figures: tables, metrics
  title,    ///< 28/36 semibold (heading level 1)
  title_2,  ///< 22/28 semibold
  title_3,  ///< 18/26 semibold
};
inline constexpr int kTextStyleCount = 10;

/// Size in CSS pixels of the em; line height likewise, both before the reader's own text scale.
struct TextSpec {
  Face face = Face::regular;
  float size = 16;
  float line_height = 24;
  bool quiet = false;  ///< drawn in text_muted instead of text
};
TextSpec text_spec(TextStyle style);

/// How a surface is filled so that states differ without colour.
enum class Pattern : std::uint8_t { solid, diagonal, cross, dots, horizontal, hollow };

/// States of a lane of the timeline, in the order of the legend.
enum class LaneState : std::uint8_t { running, ready, blocked, gil_wait, sleeping, io_wait };
inline constexpr int kLaneStateCount = 6;
struct StateLook {
  Color fill = 0;  ///< >= 3:1 against background and surface
  Color ink = 0;   ///< text and pattern strokes on `fill`: >= 4.5:1 on it
  Pattern pattern = Pattern::solid;
  std::string_view label;  ///< "Waiting for the GIL"
};

/// Figures of one tone: `text` is readable (>= 4.5:1) on every surface and on `soft`; `fill` is a graphic (>=
/// 3:1) on every surface, `on_fill` is readable on `fill`; `soft` is a tint for backgrounds, opaque; `edge`
/// its border.
struct ToneColors {
  Color text = 0, fill = 0, on_fill = 0, soft = 0, edge = 0;
};

/// All colours of a theme. Immutable; get one from theme(). Every text colour has contrast >= 4.5:1 on every
/// surface.
struct Theme {
  ThemeKind kind = ThemeKind::dark;

  // Surfaces, from back to front. All opaque.
  Color background = 0;  ///< the page
  Color surface = 0;     ///< cards, panels, the navigation rail
  Color raised = 0;      ///< controls, menus, dialogs, tooltips
  Color sunken = 0;      ///< code, inputs, tracks
  Color hover = 0;       ///< a control under the pointer
  Color pressed = 0;

  Color border = 0;         ///< quiet lines between and around surfaces
  Color border_strong = 0;  ///< outline of controls: >= 3:1 on every surface
  Color text = 0;
  Color text_muted = 0;
  Color text_disabled = 0;  ///< of disabled controls
  Color focus_ring = 0;     ///< >= 3:1 on every surface
  Color selection = 0;
  Color scrim = 0;  ///< translucent, behind dialogs
  Color scrollbar = 0;

  std::array<ToneColors, kToneCount> tones;
  const ToneColors& tone(Tone t) const { return tones[static_cast<std::size_t>(t)]; }
  const ToneColors& accent() const { return tone(Tone::accent); }

  // Code, on `sunken` and on `code_highlight`.
  Color code_text = 0, code_keyword = 0, code_string = 0, code_number = 0, code_comment = 0, code_name = 0,
        code_builtin = 0, code_decorator = 0, code_highlight = 0;

  std::array<StateLook, kLaneStateCount> states;
  const StateLook& state(LaneState s) const { return states[static_cast<std::size_t>(s)]; }

  /// Colours of variants in charts, in order; >= 3:1 on every surface; `ink` for text on them.
  struct Series {
    Color fill = 0, ink = 0;
  };
  std::array<Series, 6> series;

  /// Grid lines and axes of charts.
  Color chart_grid = 0, chart_axis = 0;
};

const Theme& theme(ThemeKind kind);

/// The grid everything aligns on, and the sizes controls share; CSS pixels.
inline constexpr float kGrid = 4;
inline constexpr float kRadius = 10;        ///< cards, options, dialogs
inline constexpr float kControlRadius = 8;  ///< buttons, inputs
inline constexpr float kControlHeight = 36;
inline constexpr float kTouchHeight =
    44;  ///< least height and width of a target on narrow screens and under touch
inline constexpr float kGutter = 24;  ///< padding of pages and cards (16 on narrow screens)
inline constexpr float kNarrowGutter = 16;
inline constexpr float kNarrowWidth = 720;  ///< below this the layout is narrow
inline constexpr float kReadingWidth = 720;

}  // namespace sp::ui
