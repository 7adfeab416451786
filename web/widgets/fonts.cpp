#include "web/widgets/fonts.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include <imgui.h>
#include <imgui_internal.h>

#include "web/widgets/utf8.h"

namespace sp::ui {
namespace {

constexpr float kSlant = 0.19f;  // tangent of the italic's angle
constexpr int kTabSpaces = 4;

using File = std::span<const std::byte>;

/// A face that takes what `file` lacks from the first of `fallbacks` that has it.
ImFont* add_face(ImFontAtlas& atlas, File file, std::initializer_list<File> fallbacks) {
  if (file.empty()) return nullptr;
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.SizePixels = -16;  // negative: sizes given later mean the em, as in CSS, not the height of the line
  config.GlyphMinAdvanceX =
      1e6f;  // limits of the advance are multiplied by (size / SizePixels), which is negative here:
  config.GlyphMaxAdvanceX = -1e6f;  // these two mean "none"
  const auto add = [&](File bytes) {
    // The atlas does not write to data that it does not own.
    void* data = const_cast<std::byte*>(bytes.data());
    return atlas.AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), config.SizePixels, &config);
  };
  ImFont* font = add(file);
  config.MergeMode = true;
  for (const File& fallback : fallbacks)
    if (!fallback.empty() && fallback.data() != file.data()) add(fallback);
  return font;
}

bool is_figure(char32_t c) {
  return c >= '0' && c <= '9';
}
ImWchar to_wchar(char32_t c) {
  return c <= IM_UNICODE_CODEPOINT_MAX ? static_cast<ImWchar>(c) : static_cast<ImWchar>(kReplacement);
}

/// Calls visit(code point, advance) for each character that takes room.
template <class Visit>
void for_each_character(ImFontBaked& baked, std::string_view text, bool tabular, Visit visit) {
  const float figure = tabular ? baked.GetCharAdvance('0') : 0;
  while (!text.empty()) {
    const char32_t c = next_code_point(text);
    if (c == '\t') {
      if (!visit(U' ', baked.GetCharAdvance(' ') * kTabSpaces, text)) return;
    } else if (c != '\n' && !is_unprintable(c)) {
      if (!visit(c, tabular && is_figure(c) ? figure : baked.GetCharAdvance(to_wchar(c)), text)) return;
    }
  }
}

/// Moves the corners of the glyphs written since `first` to the right in proportion to their height above the
/// baseline.
void slant(ImDrawList& list, int first, float baseline) {
  for (int i = first; i < list.VtxBuffer.Size; ++i) {
    ImVec2& p = list.VtxBuffer[i].pos;
    p.x += (baseline - p.y) * kSlant;
  }
}

}  // namespace

void Fonts::load(const FontFiles& files) {
  ImGuiIO& io = ImGui::GetIO();
  io.Fonts->Clear();
  faces_ = {add_face(*io.Fonts, files.regular, {files.mono}),
            add_face(*io.Fonts, files.semibold, {files.regular, files.mono}),
            add_face(*io.Fonts, files.mono, {files.regular})};
  ImFont* built_in = nullptr;
  for (ImFont*& face : faces_) {
    if (face != nullptr) continue;
    if (built_in == nullptr) built_in = io.Fonts->AddFontDefault();
    face = built_in;
  }
  io.FontDefault = faces_[0];
  ++generation_;
}

void Fonts::set_scale(float scale) {
  scale = std::clamp(scale, 0.8f, 2.0f);
  if (scale == scale_) return;
  scale_ = scale;
  ++generation_;
}

void Fonts::begin_frame(float density) {
  if (faces_[0] == nullptr) load({});
  density = std::clamp(density, 0.5f, 8.0f);
  if (density == density_) return;
  density_ = density;
  ++generation_;
}

Type Fonts::type(TextStyle style) const {
  const TextSpec spec = text_spec(style);
  return {spec.face, scaled(spec.size), false, style == TextStyle::numeral};
}

float Fonts::line_height(TextStyle style) const {
  return scaled(text_spec(style).line_height);
}

float Fonts::scaled(float pixels) const {
  return std::round(pixels * scale_);
}

float Fonts::snap(float v) const {
  return std::round(v * density_) / density_;
}

ImFontBaked* Fonts::baked(const Type& type) {
  return faces_[static_cast<std::size_t>(type.face)]->GetFontBaked(type.size, density_);
}

float Fonts::width(std::string_view text, const Type& type) {
  float x = 0;
  for_each_character(*baked(type), text, type.tabular, [&](char32_t, float advance, std::string_view) {
    x += advance;
    return true;
  });
  return x;
}

std::size_t Fonts::fit(std::string_view text, float max_width, const Type& type) {
  if (text.empty()) return 0;
  float x = 0;
  std::size_t fits = 0;
  bool whole = true;
  for_each_character(*baked(type), text, type.tabular, [&](char32_t, float advance, std::string_view rest) {
    x += advance;
    if (x > max_width) return whole = false;
    fits = text.size() - rest.size();
    return true;
  });
  if (whole) return text.size();
  return std::max(fits, next_offset(text, 0));
}

std::size_t Fonts::offset_at(std::string_view text, float x, const Type& type) {
  float left = 0;
  std::size_t before = 0;
  for_each_character(*baked(type), text, type.tabular, [&](char32_t, float advance, std::string_view rest) {
    if (x < left + advance / 2) return false;
    left += advance;
    before = text.size() - rest.size();
    return true;
  });
  return before;
}

float Fonts::draw(ImDrawList* list, Point at, std::string_view text, const Type& type, Color color) {
  const float y = snap(at.y);
  const ImVec2 clip_min = list->GetClipRectMin(), clip_max = list->GetClipRectMax();
  ImFontBaked* face = baked(type);
  if (y + type.size < clip_min.y || y - 1.5f * type.size > clip_max.y) return at.x + width(text, type);

  // Loading a glyph may move the others and the texture, so all are loaded before the first is written.
  int visible = 0;
  for_each_character(*face, text, type.tabular, [&](char32_t c, float, std::string_view) {
    visible += face->FindGlyph(to_wchar(c))->Visible ? 1 : 0;
    return true;
  });
  const int first = list->VtxBuffer.Size;
  list->PrimReserve(visible * 6, visible * 4);
  const float top = y - IM_ROUND(face->Ascent);
  float x = at.x;
  for_each_character(*face, text, type.tabular, [&](char32_t c, float advance, std::string_view) {
    const ImFontGlyph& g = *face->FindGlyph(to_wchar(c));
    if (g.Visible) {
      const float left = x + (type.tabular && is_figure(c) ? (advance - g.AdvanceX) / 2 : 0);
      list->PrimRectUV({left + g.X0, top + g.Y0}, {left + g.X1, top + g.Y1}, {g.U0, g.V0}, {g.U1, g.V1},
                       color);
    }
    x += advance;
    return true;
  });
  if (type.italic) slant(*list, first, y);
  return x;
}

}  // namespace sp::ui
