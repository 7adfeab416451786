#include "web/widgets/theme.h"

#include <algorithm>
#include <cmath>

namespace sp::ui {
namespace {

constexpr std::uint32_t channel(Color c, int i) {
  return (c >> (8 * i)) & 0xFF;
}

double luminance(Color c) {
  const auto linear = [](std::uint32_t v) {
    const double s = v / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(channel(c, 0)) + 0.7152 * linear(channel(c, 1)) + 0.0722 * linear(channel(c, 2));
}

Theme make_dark() {
  Theme t;
  t.kind = ThemeKind::dark;
  t.background = rgb(0x14161B);
  t.surface = rgb(0x1A1D23);
  t.raised = rgb(0x22262E);
  t.sunken = rgb(0x101216);
  t.hover = rgb(0x2A2F39);
  t.pressed = rgb(0x313743);
  t.border = rgb(0x2B303A);
  t.border_strong = rgb(0x737C8C);
  t.text = rgb(0xE7E9ED);
  t.text_muted = rgb(0xA9B0BC);
  t.text_disabled = rgb(0x949BA8);
  t.focus_ring = rgb(0x9DBBFF);
  t.selection = rgb(0x2C4478);
  t.scrim = rgb(0x06070A, 0.62f);
  t.scrollbar = rgb(0x7A8392, 0.55f);
  //                     text           fill           on_fill        soft           edge
  t.tones = {{{rgb(0xC3C8D1), rgb(0x808896), rgb(0x0C0D10), rgb(0x262A33), rgb(0x3A404C)},
              {rgb(0x9DBBFF), rgb(0x7FA5F8), rgb(0x0B1020), rgb(0x1B2640), rgb(0x35507F)},
              {rgb(0x7ED9A3), rgb(0x4CBF7C), rgb(0x06140C), rgb(0x14281E), rgb(0x2C5E43)},
              {rgb(0xFF9E96), rgb(0xF0746A), rgb(0x1C0604), rgb(0x341B1C), rgb(0x74393A)},
              {rgb(0xF2C66D), rgb(0xDDA93C), rgb(0x171003), rgb(0x2E2512), rgb(0x685324)},
              {rgb(0x86CFE8), rgb(0x4FB0D0), rgb(0x04141A), rgb(0x132830), rgb(0x2A5A6B)}}};
  t.code_text = rgb(0xDDE1E8);
  t.code_keyword = rgb(0xC3A6FF);
  t.code_string = rgb(0x9CD8A8);
  t.code_number = rgb(0xF2B98A);
  t.code_comment = rgb(0x8E97A6);
  t.code_name = rgb(0x8FBCFF);
  t.code_builtin = rgb(0x7FD3DE);
  t.code_decorator = rgb(0xF2C66D);
  t.code_highlight = rgb(0x1D2536);
  t.states = {{{rgb(0x4CBF7C), rgb(0x06140C), Pattern::solid, "Running"},
               {rgb(0xE3CF6B), rgb(0x171403), Pattern::horizontal, "Ready"},
               {rgb(0xF0746A), rgb(0x1C0604), Pattern::cross, "Blocked"},
               {rgb(0xE8974E), rgb(0x1A0D02), Pattern::diagonal, "Waiting for the GIL"},
               {rgb(0x808896), rgb(0xE7E9ED), Pattern::hollow, "Sleeping"},
               {rgb(0x6BA6F5), rgb(0x050E1C), Pattern::dots, "Waiting for I/O"}}};
  t.series = {{{rgb(0x7FA5F8), rgb(0x0B1020)},
               {rgb(0xDDA93C), rgb(0x171003)},
               {rgb(0x4FC3A8), rgb(0x04140F)},
               {rgb(0xD58BE0), rgb(0x170518)},
               {rgb(0xF0866A), rgb(0x1C0804)},
               {rgb(0xA3B34A), rgb(0x101404)}}};
  t.chart_grid = rgb(0x282D36);
  t.chart_axis = rgb(0x6C7483);
  return t;
}

Theme make_light() {
  Theme t;
  t.kind = ThemeKind::light;
  t.background = rgb(0xF6F6F4);
  t.surface = rgb(0xFDFDFC);
  t.raised = rgb(0xFFFFFF);
  t.sunken = rgb(0xF0F0ED);
  t.hover = rgb(0xEAEAE6);
  t.pressed = rgb(0xE0E0DB);
  t.border = rgb(0xE0E0DB);
  t.border_strong = rgb(0x7F848D);
  t.text = rgb(0x1C1F25);
  t.text_muted = rgb(0x50565F);
  t.text_disabled = rgb(0x636973);
  t.focus_ring = rgb(0x2F5FD0);
  t.selection = rgb(0xC9DAFF);
  t.scrim = rgb(0x1C1F25, 0.40f);
  t.scrollbar = rgb(0x5D636D, 0.50f);
  t.tones = {{{rgb(0x474D57), rgb(0x6B717C), rgb(0xFFFFFF), rgb(0xEDEDEA), rgb(0xD3D3CE)},
              {rgb(0x2550B8), rgb(0x2F5FD0), rgb(0xFFFFFF), rgb(0xE9EFFC), rgb(0xB4C7F2)},
              {rgb(0x17633B), rgb(0x1F7A4A), rgb(0xFFFFFF), rgb(0xE3F3E9), rgb(0xA6D3B8)},
              {rgb(0xA32A22), rgb(0xC23A30), rgb(0xFFFFFF), rgb(0xFBE9E7), rgb(0xEBB5AF)},
              {rgb(0x74500A), rgb(0x946500), rgb(0xFFFFFF), rgb(0xF9EFD8), rgb(0xE2C98B)},
              {rgb(0x14586F), rgb(0x1C718F), rgb(0xFFFFFF), rgb(0xE2F1F6), rgb(0xA5CFDD)}}};
  t.code_text = rgb(0x23272E);
  t.code_keyword = rgb(0x6B35B8);
  t.code_string = rgb(0x1B6A3C);
  t.code_number = rgb(0x94480C);
  t.code_comment = rgb(0x5E6570);
  t.code_name = rgb(0x1F54B8);
  t.code_builtin = rgb(0x0E616E);
  t.code_decorator = rgb(0x7A5200);
  t.code_highlight = rgb(0xE4EAF6);
  t.states = {{{rgb(0x1F7A4A), rgb(0xFFFFFF), Pattern::solid, "Running"},
               {rgb(0x8A7510), rgb(0xFFFFFF), Pattern::horizontal, "Ready"},
               {rgb(0xC23A30), rgb(0xFFFFFF), Pattern::cross, "Blocked"},
               {rgb(0xB05A12), rgb(0xFFFFFF), Pattern::diagonal, "Waiting for the GIL"},
               {rgb(0x6B717C), rgb(0x1C1F25), Pattern::hollow, "Sleeping"},
               {rgb(0x2F66C8), rgb(0xFFFFFF), Pattern::dots, "Waiting for I/O"}}};
  t.series = {{{rgb(0x2F5FD0), rgb(0xFFFFFF)},
               {rgb(0x946500), rgb(0xFFFFFF)},
               {rgb(0x0F766A), rgb(0xFFFFFF)},
               {rgb(0x9A3FA8), rgb(0xFFFFFF)},
               {rgb(0xB84A22), rgb(0xFFFFFF)},
               {rgb(0x5E6B12), rgb(0xFFFFFF)}}};
  t.chart_grid = rgb(0xE2E2DE);
  t.chart_axis = rgb(0x7F848D);
  return t;
}

}  // namespace

Color mix(Color a, Color b, float t) {
  Color out = 0;
  for (int i = 0; i < 4; ++i) {
    const float v = std::lerp(static_cast<float>(channel(a, i)), static_cast<float>(channel(b, i)), t);
    out |= static_cast<Color>(std::clamp(v + 0.5f, 0.0f, 255.0f)) << (8 * i);
  }
  return out;
}

Color blend(Color over, Color under) {
  const float alpha = static_cast<float>(channel(over, 3)) / 255.0f;
  return mix(under | 0xFF000000, over | 0xFF000000, alpha);
}

double contrast(Color a, Color b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

TextSpec text_spec(TextStyle style) {
  switch (style) {
    case TextStyle::body:
      return {Face::regular, 16, 24, false};
    case TextStyle::muted:
      return {Face::regular, 14, 20, true};
    case TextStyle::small:
      return {Face::regular, 13, 20, true};
    case TextStyle::strong:
      return {Face::semibold, 16, 24, false};
    case TextStyle::label:
      return {Face::semibold, 14, 20, false};
    case TextStyle::mono:
      return {Face::mono, 14, 20, false};
    case TextStyle::numeral:
      return {Face::regular, 16, 24, false};
    case TextStyle::title:
      return {Face::semibold, 28, 36, false};
    case TextStyle::title_2:
      return {Face::semibold, 22, 28, false};
    case TextStyle::title_3:
      return {Face::semibold, 18, 26, false};
  }
  return {};
}

const Theme& theme(ThemeKind kind) {
  static const Theme kDark = make_dark();
  static const Theme kLight = make_light();
  return kind == ThemeKind::dark ? kDark : kLight;
}

}  // namespace sp::ui
