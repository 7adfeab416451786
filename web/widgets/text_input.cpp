// Text boxes. In the browser the page's own input takes the typing and posts set_value; on the desktop it is
// done here.
#include <algorithm>
#include <cmath>

#include "web/widgets/keys.h"
#include "web/widgets/ui_impl.h"
#include "web/widgets/utf8.h"

namespace sp::ui {
namespace {

constexpr float kPaddingX = 12;
constexpr double kBlink = 0.53;   // seconds on, seconds off
constexpr double kBlinkFor = 20;  // then the caret rests, so that an idle window draws nothing
constexpr int kLines = 6;         // of a multiline box

struct Row {
  std::size_t from = 0, to = 0;  // bytes
};

/// Where the lines of the text begin and end: at line ends, and where the width makes it go on below.
std::vector<Row> break_rows(Fonts& fonts, std::string_view text, const Type& type, float width,
                            bool multiline) {
  if (!multiline) return {{0, text.size()}};
  std::vector<Row> rows;
  std::size_t at = 0;
  while (true) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::size_t from = at;
    while (from < end) {
      const std::string_view left = text.substr(from, end - from);
      std::size_t fits = fonts.fit(left, width, type);
      if (fits < left.size()) {
        const std::size_t space = left.substr(0, fits).rfind(' ');
        if (space != std::string_view::npos && space > 0) fits = space + 1;
      }
      rows.push_back({from, from + fits});
      from += fits;
    }
    if (at == end) rows.push_back({at, at});
    if (end == text.size()) return rows;
    at = end + 1;
  }
}

bool is_word_byte(char c) {
  return c != ' ' && c != '\n';
}

std::size_t word_left(std::string_view text, std::size_t at) {
  while (at > 0 && !is_word_byte(text[at - 1])) --at;
  while (at > 0 && is_word_byte(text[at - 1])) --at;
  return at;
}

std::size_t word_right(std::string_view text, std::size_t at) {
  while (at < text.size() && is_word_byte(text[at])) ++at;
  while (at < text.size() && !is_word_byte(text[at])) ++at;
  return at;
}

/// Applies keys and typed characters to a text.
class Editor {
 public:
  Editor(Ui::Impl& p, std::string& text, std::span<const Row> rows, const Type& type, bool multiline,
         std::size_t max_bytes)
      : p_(p),
        state_(p.editing),
        text_(text),
        rows_(rows),
        type_(type),
        multiline_(multiline),
        max_bytes_(max_bytes) {}

  bool run() {
    const std::string before = text_;
    for (KeyEvent& key : p_.keys) {
      if (!key.used) key.used = press(parse_chord(key.chord));
    }
    if (!p_.typed.empty()) insert(p_.typed);
    return text_ != before;
  }

  void insert(std::string_view added) {
    erase_selection();
    std::string clean;
    while (!added.empty()) {
      const char32_t c = next_code_point(added);
      if (c == '\n' ? multiline_ : !is_unprintable(c)) append_code_point(clean, c);
    }
    const std::size_t room = max_bytes_ - std::min(max_bytes_, text_.size());
    cut_to(clean, room);
    text_.insert(state_.caret, clean);
    move(state_.caret + clean.size(), false);
  }

 private:
  void move(std::size_t to, bool select) {
    state_.caret = to;
    if (!select) state_.anchor = to;
    state_.shown_since = p_.now_s;
  }
  std::size_t low() const { return std::min(state_.caret, state_.anchor); }
  std::size_t high() const { return std::max(state_.caret, state_.anchor); }
  void erase_selection() {
    const std::size_t from = low();
    text_.erase(from, high() - from);
    move(from, false);
  }
  void erase_to(std::size_t to) {
    if (state_.caret == state_.anchor) state_.anchor = to;
    erase_selection();
  }

  std::size_t row_of(std::size_t at) const {
    std::size_t row = 0;
    while (row + 1 < rows_.size() && rows_[row + 1].from <= at) ++row;
    return row;
  }
  std::size_t vertically(int by) const {
    const std::size_t row = row_of(state_.caret);
    if (by < 0 && row == 0) return 0;
    if (by > 0 && row + 1 == rows_.size()) return text_.size();
    const std::string_view all = text_;
    const float x = p_.fonts.width(all.substr(rows_[row].from, state_.caret - rows_[row].from), type_);
    const Row& target = rows_[by < 0 ? row - 1 : row + 1];
    return target.from + p_.fonts.offset_at(all.substr(target.from, target.to - target.from), x, type_);
  }

  bool press(const Chord& chord) {
    if (chord.ctrl && chord.key.size() == 1) return command(chord.key[0]);
    const std::string_view key = chord.key;
    if (key == "ArrowLeft")
      return move(chord.ctrl ? word_left(text_, state_.caret) : previous_offset(text_, state_.caret),
                  chord.shift),
             true;
    if (key == "ArrowRight")
      return move(chord.ctrl ? word_right(text_, state_.caret) : next_offset(text_, state_.caret),
                  chord.shift),
             true;
    if (key == "ArrowUp" && multiline_) return move(vertically(-1), chord.shift), true;
    if (key == "ArrowDown" && multiline_) return move(vertically(1), chord.shift), true;
    if (key == "Home") return move(multiline_ ? rows_[row_of(state_.caret)].from : 0, chord.shift), true;
    if (key == "End")
      return move(multiline_ ? rows_[row_of(state_.caret)].to : text_.size(), chord.shift), true;
    if (key == "Backspace")
      return erase_to(chord.ctrl ? word_left(text_, state_.caret) : previous_offset(text_, state_.caret)),
             true;
    if (key == "Delete")
      return erase_to(chord.ctrl ? word_right(text_, state_.caret) : next_offset(text_, state_.caret)), true;
    if (key == "Enter" && multiline_ && !chord.ctrl) return insert("\n"), true;
    return false;
  }

  bool command(char letter) {
    switch (letter) {
      case 'A':
      case 'a':
        state_.anchor = 0;
        state_.caret = text_.size();
        return true;
      case 'C':
      case 'c':
      case 'X':
      case 'x':
        if (low() < high() && p_.copy) p_.copy(std::string_view(text_).substr(low(), high() - low()));
        if (letter == 'X' || letter == 'x') erase_selection();
        return true;
      case 'V':
      case 'v':
        if (const char* pasted = ImGui::GetClipboardText()) insert(pasted);
        return true;
      default:
        return false;
    }
  }

  Ui::Impl& p_;
  TextBoxState& state_;
  std::string& text_;
  std::span<const Row> rows_;
  const Type& type_;
  bool multiline_;
  std::size_t max_bytes_;
};

/// The caret and selection of the box being edited, and the text.
void draw_text(Ui::Impl& p, const Rect& inner, std::string_view text, std::span<const Row> rows,
               const Type& type, float line, bool editing, float scroll_x) {
  const Painter paint = p.painter();
  TextBoxState& s = p.editing;
  const std::size_t low = std::min(s.caret, s.anchor), high = std::max(s.caret, s.anchor);
  float y = inner.y;
  bool caret_drawn = false;
  const bool lit = std::fmod(p.now_s - s.shown_since, 2 * kBlink) < kBlink || p.reduced_motion ||
                   p.now_s - s.shown_since > kBlinkFor;
  for (std::size_t i = 0; i < rows.size(); ++i, y += line) {
    const Row& row = rows[i];
    const auto x_of = [&](std::size_t at) {
      return inner.x - scroll_x + p.fonts.width(text.substr(row.from, at - row.from), type);
    };
    if (editing && low < high && low <= row.to && high >= row.from) {
      const float x0 = x_of(std::max(low, row.from)), x1 = x_of(std::min(high, row.to));
      paint.fill({x0, y + 1, std::max(x1 - x0, 2.0f), line - 2}, p.colors->selection, 2);
    }
    p.fonts.draw(p.list, {inner.x - scroll_x, y + p.fonts.baseline(line, type.size)},
                 text.substr(row.from, row.to - row.from), type,
                 p.disabled ? p.colors->text_disabled : p.colors->text);
    const bool here =
        s.caret >= row.from && s.caret <= row.to && (i + 1 == rows.size() || rows[i + 1].from > s.caret);
    if (editing && here && lit && !caret_drawn) {
      paint.fill({std::round(x_of(s.caret)) - 0.5f, y + 2, 1.5f, line - 4}, p.colors->accent().text);
      caret_drawn = true;
    }
  }
}

}  // namespace

bool Ui::text_input(std::string_view key, std::string_view label, std::string& value,
                    const TextInputOptions& options) {
  Impl& p = *impl_;
  const Painter paint = p.painter();
  const Theme& t = *p.colors;
  const NodeId id = p.make_id(key);
  const bool disabled = options.disabled || p.disabled;
  const TextStyle style = options.mono ? TextStyle::mono : TextStyle::body;
  const Type type = p.fonts.type(style);
  const float line = p.fonts.line_height(style);
  const float head = options.hide_label ? 0 : p.fonts.line_height(TextStyle::label) + 6;
  const bool row = p.flow().kind == Flow::Kind::row;
  const float w = row ? std::min(320.0f, p.width()) : p.width();
  const float box_h = options.multiline ? line * kLines + 20 : std::max(p.control_height(), line + 16);
  const std::string_view note = options.error.empty() ? options.help : options.error;
  const RichText* below = note.empty() ? nullptr : &p.rich.plain(p.fonts, note, TextStyle::small, w, p.frame);
  const Rect r =
      p.place({row ? w : 0, head + box_h + (below != nullptr ? below->height() + 4 : 0)}, {12, 12});
  const Rect box{r.x, r.y + head, r.w, box_h};
  const Rect inner = options.multiline
                         ? box.inset(kPaddingX, 10)
                         : Rect{box.x + kPaddingX, box.center().y - line / 2, box.w - 2 * kPaddingX, line};

  Node& node = p.record(Role::textbox, id, label, box);
  node.description = note;
  node.disabled = disabled;
  node.focusable = true;
  node.multiline = options.multiline;
  node.limit = static_cast<std::uint32_t>(options.max_bytes);
  node.hint = options.placeholder;
  if (const Combobox* const box_of = options.combobox) {
    node.has_expanded = true;
    node.expanded = box_of->expanded;
    node.controls = box_of->expanded ? box_of->list : 0;
    node.active = box_of->expanded ? box_of->active : 0;
  }
  const Use use = p.interact(id, box, !disabled, {.drag_x = true});
  if (use.hovered && !p.pointer.touch) p.cursor = Cursor::text;

  // --- editing ---
  const bool editing = use.focused && !disabled;
  TextBoxState& state = p.editing;
  if (editing && state.id != id) {
    state = {id, value.size(), value.size(), 0, p.now_s};
  } else if (!editing && state.id == id) {
    state = {};
  }
  const std::string before = value;
  while (const Action* a = disabled ? nullptr : p.action_for(id, Action::Kind::set_value)) {
    value = a->text;
    cut_to(value, options.max_bytes);
    if (editing) {
      const bool placed = a->number >= 0 && a->number <= static_cast<double>(value.size());
      state.caret = state.anchor = placed ? static_cast<std::size_t>(a->number) : value.size();
      state.shown_since = p.now_s;
    }
  }
  std::vector<Row> rows = break_rows(p.fonts, value, type, inner.w, options.multiline);
  if (editing) {
    state.caret = std::min(state.caret, value.size());
    state.anchor = std::min(state.anchor, value.size());
    if (p.own_keyboard && Editor(p, value, rows, type, options.multiline, options.max_bytes).run()) {
      rows = break_rows(p.fonts, value, type, inner.w, options.multiline);
    }
  }

  // Keep the caret in view: sideways in a line, downwards in several.
  float scroll_x = 0, scroll_y = 0;
  if (editing) {
    std::size_t caret_row = 0;
    while (caret_row + 1 < rows.size() && rows[caret_row + 1].from <= state.caret) ++caret_row;
    const Row& at = rows[caret_row];
    const float x = p.fonts.width(std::string_view(value).substr(at.from, state.caret - at.from), type);
    const float y = line * static_cast<float>(caret_row);
    float& scroll = state.scroll;
    if (options.multiline) {
      scroll = scroll_y = std::clamp(scroll, std::max(0.0f, y + line - inner.h), y);
    } else {
      scroll = scroll_x = std::clamp(scroll, std::max(0.0f, x + 2 - inner.w), x);
    }
  }
  const bool pressing = use.held && p.pointer.down;
  if (editing && pressing && !rows.empty()) {
    const float y = (p.pointer.at.y - inner.y + scroll_y) / line;
    const auto hit = static_cast<std::size_t>(std::clamp(y, 0.0f, static_cast<float>(rows.size() - 1)));
    const std::string_view text =
        std::string_view(value).substr(rows[hit].from, rows[hit].to - rows[hit].from);
    state.caret = rows[hit].from + p.fonts.offset_at(text, p.pointer.at.x - inner.x + scroll_x, type);
    if (p.pointer.pressed) state.anchor = state.caret;
    if (p.pointer.double_clicked) {
      state.anchor = word_left(value, state.caret);
      state.caret = word_right(value, state.caret);
    }
    state.shown_since = p.now_s;
  }

  Node& filled = p.muted ? p.unrecorded : *p.tree.find(id);
  filled.value = value;
  if (editing) filled.caret = static_cast<int>(state.caret);

  // --- drawing ---
  if (p.visible(r)) {
    if (head > 0) paint.text(r.min(), label, TextStyle::label, p.text_color(TextStyle::label));
    paint.fill(box, disabled ? t.surface : t.kind == ThemeKind::light ? t.raised : t.sunken, kControlRadius);
    const Color edge = !options.error.empty() ? t.tone(Tone::bad).fill
                       : editing              ? t.accent().fill
                       : disabled             ? t.border
                                              : t.border_strong;
    paint.outline(box, edge, kControlRadius, editing ? 1.75f : 1);
    p.push_clip(options.multiline ? box.inset(2) : box.inset(4, 1));
    if (value.empty()) paint.text_fitted(inner.min(), options.placeholder, inner.w, style, t.text_muted);
    draw_text(p, {inner.x, inner.y - scroll_y, inner.w, inner.h}, value, rows, type, line, editing, scroll_x);
    p.pop_clip();
    if (below != nullptr) {
      const Color ink = options.error.empty() ? p.text_color(TextStyle::small) : t.tone(Tone::bad).text;
      for (const RichText::Item& item : below->items()) {
        draw_lines(p, item.layout, item.block->text, {r.x, box.bottom() + 4 + item.rect.y}, r.w, Align::left,
                   ink);
      }
    }
    if (use.focused) p.draw_focus_ring(box, kControlRadius);
  }
  if (editing && !p.reduced_motion && p.now_s - state.shown_since < kBlinkFor) {
    p.request_in(kBlink - std::fmod(p.now_s - state.shown_since, kBlink));
  }
  return value != before;
}

}  // namespace sp::ui
