#include "web/widgets/code_view.h"

#include <algorithm>
#include <cmath>

#include "web/widgets/hash.h"
#include "web/widgets/ui_impl.h"
#include "web/widgets/utf8.h"

namespace sp::ui {
namespace {

constexpr float kPaddingX = 16, kPaddingY = 12;
constexpr float kCopySize = 28;
constexpr std::size_t kTab = 4;
constexpr int kKeepFrames = 256;
constexpr double kCopiedFor = 1.5;  // seconds for which the button says so

bool is_python(std::string_view language) {
  return language == "python" || language == "py" || language == "python3" || language == "pycon";
}

/// Unprintable characters go; a tab goes on to the next multiple of four.
std::string clean(std::string_view source) {
  source = source.substr(0, kCodeBytes);
  while (source.ends_with('\n')) source.remove_suffix(1);
  std::string out;
  out.reserve(source.size());
  std::size_t column = 0;
  while (!source.empty()) {
    const char32_t c = next_code_point(source);
    if (c == '\t') {
      const std::size_t spaces = kTab - column % kTab;
      out.append(spaces, ' ');
      column += spaces;
    } else if (c == '\n') {
      out += '\n';
      column = 0;
    } else if (!is_unprintable(c)) {
      append_code_point(out, c);
      ++column;
    }
  }
  return out;
}

Color token_color(const Theme& t, TokenKind kind) {
  switch (kind) {
    case TokenKind::text:
      return t.code_text;
    case TokenKind::keyword:
      return t.code_keyword;
    case TokenKind::string:
      return t.code_string;
    case TokenKind::number:
      return t.code_number;
    case TokenKind::comment:
      return t.code_comment;
    case TokenKind::name:
      return t.code_name;
    case TokenKind::builtin:
      return t.code_builtin;
    case TokenKind::decorator:
      return t.code_decorator;
  }
  return t.code_text;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// One code view while it is drawn.
class CodeDrawing {
 public:
  CodeDrawing(Ui::Impl& p, NodeId id, const Rect& rect, const CodeText& code, const CodeOptions& options)
      : p_(p),
        id_(id),
        rect_(rect),
        code_(code),
        options_(options),
        type_(p.fonts.type(TextStyle::mono)),
        line_height_(p.fonts.line_height(TextStyle::mono)) {
    digit_ = p.fonts.width("0", type_);
    const float digits = static_cast<float>(std::to_string(code.lines.size()).size());
    gutter_ = options.line_numbers ? std::ceil(digits * digit_) + 28 : 0;
  }

  void draw() {
    Node& node = p_.record(Role::code, id_, code_.text, rect_);
    node.description = options_.name;
    const Painter paint = p_.painter();
    paint.fill(rect_, p_.colors->sunken, kRadius - 2);
    const Rect inner{rect_.x + gutter_, rect_.y, rect_.w - gutter_, rect_.h};
    const NodeId sideways_id = child_id(id_, "sideways"), down_id = child_id(id_, "down");
    ScrollState& sideways = p_.scroll_state(sideways_id);
    ScrollState& down = p_.scroll_state(down_id);
    sideways.horizontal = true;
    const float width = static_cast<float>(code_.longest) * digit_ + 2 * kPaddingX;
    const float height = line_height_ * static_cast<float>(code_.lines.size()) + 2 * kPaddingY;
    const bool scrolls = width > inner.w + 1 || height > rect_.h + 1;
    node.focusable = node.takes_keys = scrolls;
    const Use use = scrolls ? p_.interact(id_, rect_, true) : Use{};
    if (scrolls && p_.cursor == Ui::Cursor::hand && use.hovered) p_.cursor = Ui::Cursor::arrow;
    take_keys(sideways, down, width);

    p_.begin_scroll(sideways_id, inner);
    p_.begin_scroll(down_id, rect_);
    p_.push_clip(rect_.inset(1));
    draw_highlights(std::round(down.offset));
    draw_lines(inner, std::round(sideways.offset), std::round(down.offset));
    p_.end_scroll(down_id, height, rect_);
    p_.end_scroll(sideways_id, width, inner);
    p_.pop_clip();
    paint.outline(rect_, p_.colors->border, kRadius - 2);
    if (options_.copy_button && !code_.text.empty() && !p_.muted) draw_copy_button();
    if (use.focused) p_.draw_focus_ring(rect_.inset(2), kRadius - 4);
  }

 private:
  void take_keys(ScrollState& sideways, ScrollState& down, float width) {
    const float step = 8 * digit_;
    const auto by = [&](std::string_view key, ScrollState& state, float amount) {
      if (!p_.take_key(key, id_)) return;
      state.target = std::clamp(state.target + amount, 0.0f, state.limit());
      p_.request_in(0);
    };
    by("ArrowLeft", sideways, -step), by("ArrowRight", sideways, step);
    by("Home", sideways, -width), by("End", sideways, width);
    by("ArrowUp", down, -line_height_), by("ArrowDown", down, line_height_);
    by("PageUp", down, -rect_.h), by("PageDown", down, rect_.h);
  }

  float line_top(std::size_t line, float down) const {
    return rect_.y + kPaddingY + line_height_ * static_cast<float>(line) - down;
  }

  void draw_highlights(float down) {
    for (const int line : options_.highlight_lines) {
      if (line < 1 || static_cast<std::size_t>(line) > code_.lines.size()) continue;
      const Rect r{rect_.x, line_top(static_cast<std::size_t>(line) - 1, down), rect_.w, line_height_};
      p_.painter().fill(r, p_.colors->code_highlight);
      p_.painter().fill({r.x, r.y, 3, r.h}, p_.colors->accent().fill);
    }
  }

  void draw_lines(const Rect& inner, float sideways, float down) {
    const Rect clip = p_.clips.back();
    for (std::size_t i = 0; i < code_.lines.size(); ++i) {
      const float top = line_top(i, down);
      if (top + line_height_ < clip.y) continue;
      if (top > clip.bottom()) break;
      const float baseline = top + p_.fonts.baseline(line_height_, type_.size);
      if (options_.line_numbers) {
        const std::string number = std::to_string(i + 1);
        const float x = rect_.x + gutter_ - 12 - digit_ * static_cast<float>(number.size());
        p_.fonts.draw(p_.list, {x, baseline}, number, type_, p_.colors->code_comment);
      }
      p_.push_clip(inner);
      const float x = inner.x + (options_.line_numbers ? 4 : kPaddingX) - sideways;
      draw_code_line(p_, code_, code_.lines[i], {x, baseline});
      p_.pop_clip();
    }
  }

  void draw_copy_button() {
    const float size = p_.touch_sized() ? 36 : kCopySize;
    const Rect box{rect_.right() - size - 6, rect_.y + 6, size, size};
    const NodeId id = child_id(id_, "copy");
    p_.parents.push_back(id_);
    const auto moment = p_.moments.find(id);
    const bool copied = moment != p_.moments.end() && p_.now_s - moment->second < kCopiedFor;
    Node& node = p_.record(Role::button, id, copied ? "Copied" : "Copy code", box);
    node.focusable = true;
    p_.parents.pop_back();
    const Use use = p_.interact(id, p_.touch_sized() ? box.inset(-4) : box, true);
    const bool near = rect_.contains(p_.pointer.at) && p_.top_layer == p_.layer;
    if (near || use.focused || p_.touch_sized() || copied) {
      const Color back = use.held ? p_.colors->pressed : use.hovered ? p_.colors->hover : p_.colors->sunken;
      p_.painter().fill(box, back, 6);
      const Color ink = copied ? p_.colors->tone(Tone::good).text : p_.colors->text_muted;
      p_.painter().icon(copied ? Icon::check : Icon::copy, {box.center().x - 9, box.center().y - 9, 18, 18},
                        ink);
    }
    if (use.focused) p_.draw_focus_ring(box.inset(2), 4);
    p_.hover_tip(id, copied ? "Copied" : "Copy code", box, use.hovered);
    if (use.clicked) {
      if (p_.copy) p_.copy(code_.text);
      p_.moments[id] = p_.now_s;
      p_.request_in(0);
    } else if (copied) {
      p_.request_in(kCopiedFor);
    }
  }

  Ui::Impl& p_;
  NodeId id_;
  Rect rect_;
  const CodeText& code_;
  const CodeOptions& options_;
  Type type_;
  float line_height_ = 0, digit_ = 0, gutter_ = 0;
};

}  // namespace

CodeText prepare_code(std::string_view source, std::string_view language) {
  CodeText out;
  out.text = clean(source);
  std::vector<Token> whole;
  if (is_python(language)) {
    whole = tokenize_python(out.text);
  } else if (!out.text.empty()) {
    whole.push_back({0, static_cast<std::uint32_t>(out.text.size()), TokenKind::text});
  }
  CodeText::Line line;
  const auto end_line = [&](std::uint32_t at) {
    line.length = at - line.from;
    line.token_count = static_cast<std::uint32_t>(out.tokens.size()) - line.first_token;
    out.longest =
        std::max(out.longest, characters(std::string_view(out.text).substr(line.from, line.length)));
    out.lines.push_back(line);
    line = {at + 1, 0, static_cast<std::uint32_t>(out.tokens.size()), 0};
  };
  for (const Token& token : whole) {
    const std::uint32_t end = token.from + token.length;
    std::uint32_t from = token.from;
    while (from < end) {
      const auto newline = static_cast<std::uint32_t>(std::min<std::size_t>(out.text.find('\n', from), end));
      if (newline > from) out.tokens.push_back({from, newline - from, token.kind});
      if (newline < end) end_line(newline);
      from = newline + 1;
    }
  }
  end_line(static_cast<std::uint32_t>(out.text.size()));
  return out;
}

const CodeText& CodeCache::get(std::string_view source, std::string_view language, int frame) {
  Hasher key;
  key.text(source);
  key.value(is_python(language));
  auto [it, fresh] = entries_.try_emplace(key.result());
  if (fresh) it->second = prepare_code(source, language);
  it->second.last_frame = frame;
  return it->second;
}

void CodeCache::trim(int frame) {
  std::erase_if(entries_, [&](const auto& e) { return frame - e.second.last_frame > kKeepFrames; });
}

void draw_code_line(Ui::Impl& p, const CodeText& code, const CodeText::Line& line, Point at) {
  const Type type = p.fonts.type(TextStyle::mono);
  const float character = p.fonts.width("0", type), right = p.clips.back().right();
  for (std::uint32_t t = line.first_token; t < line.first_token + line.token_count && at.x < right; ++t) {
    const Token& token = code.tokens[t];
    std::string_view text = std::string_view(code.text).substr(token.from, token.length);
    // Of a very long line only what can be seen is drawn.
    const auto room = static_cast<std::size_t>((right - at.x) / character) + 2;
    if (text.size() > 4 * room) text = text.substr(0, previous_offset(text, 4 * room));
    at.x = p.fonts.draw(p.list, at, text, type, token_color(*p.colors, token.kind));
  }
}

float code_height(const Fonts& fonts, std::size_t lines) {
  return fonts.line_height(TextStyle::mono) * static_cast<float>(lines) + 2 * kPaddingY;
}

void draw_code(Ui::Impl& impl, NodeId id, const Rect& rect, const CodeText& code,
               const CodeOptions& options) {
  CodeDrawing(impl, id, rect, code, options).draw();
}

}  // namespace sp::ui
