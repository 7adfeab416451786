// Keys, actions and the keyboard focus.
#include <algorithm>
#include <array>
#include <cassert>

#include "web/widgets/keys.h"
#include "web/widgets/ui_impl.h"
#include "web/widgets/utf8.h"

namespace sp::ui {
namespace {

struct NamedKey {
  ImGuiKey key;
  std::string_view name;  // as KeyboardEvent.key, but "Space"
};
constexpr std::array kNamedKeys = {NamedKey{ImGuiKey_Tab, "Tab"},
                                   NamedKey{ImGuiKey_LeftArrow, "ArrowLeft"},
                                   NamedKey{ImGuiKey_RightArrow, "ArrowRight"},
                                   NamedKey{ImGuiKey_UpArrow, "ArrowUp"},
                                   NamedKey{ImGuiKey_DownArrow, "ArrowDown"},
                                   NamedKey{ImGuiKey_PageUp, "PageUp"},
                                   NamedKey{ImGuiKey_PageDown, "PageDown"},
                                   NamedKey{ImGuiKey_Home, "Home"},
                                   NamedKey{ImGuiKey_End, "End"},
                                   NamedKey{ImGuiKey_Delete, "Delete"},
                                   NamedKey{ImGuiKey_Backspace, "Backspace"},
                                   NamedKey{ImGuiKey_Space, "Space"},
                                   NamedKey{ImGuiKey_Enter, "Enter"},
                                   NamedKey{ImGuiKey_KeypadEnter, "Enter"},
                                   NamedKey{ImGuiKey_Escape, "Escape"},
                                   NamedKey{ImGuiKey_F1, "F1"},
                                   NamedKey{ImGuiKey_F2, "F2"},
                                   NamedKey{ImGuiKey_F3, "F3"},
                                   NamedKey{ImGuiKey_F5, "F5"},
                                   NamedKey{ImGuiKey_F11, "F11"}};

/// Keys that write a character, for when no text comes with them: with Ctrl or Alt, or where text input is
/// off. The second character is the one with Shift on a US keyboard.
struct CharacterKey {
  ImGuiKey key;
  char plain, shifted;
};
constexpr std::array kCharacterKeys = {
    CharacterKey{ImGuiKey_Slash, '/', '?'},          CharacterKey{ImGuiKey_Minus, '-', '_'},
    CharacterKey{ImGuiKey_Equal, '=', '+'},          CharacterKey{ImGuiKey_KeypadAdd, '+', '+'},
    CharacterKey{ImGuiKey_KeypadSubtract, '-', '-'}, CharacterKey{ImGuiKey_Comma, ',', '<'},
    CharacterKey{ImGuiKey_Period, '.', '>'},         CharacterKey{ImGuiKey_LeftBracket, '[', '{'},
    CharacterKey{ImGuiKey_RightBracket, ']', '}'}};

char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool is_letter(std::string_view key) {
  return key.size() == 1 && ascii_lower(key[0]) >= 'a' && ascii_lower(key[0]) <= 'z';
}
bool is_character(std::string_view key) {
  return key.size() == 1 || static_cast<unsigned char>(key[0]) >= 0x80;
}

std::string modifiers(const ImGuiIO& io, bool with_shift) {
  std::string out;
  if (io.KeyCtrl || io.KeySuper) out += "Ctrl+";
  if (io.KeyAlt) out += "Alt+";
  if (io.KeyShift && with_shift) out += "Shift+";
  return out;
}

}  // namespace

Chord parse_chord(std::string_view text) {
  Chord chord;
  const auto take = [&](std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
  };
  chord.ctrl = take("Ctrl+");
  chord.alt = take("Alt+");
  chord.shift = take("Shift+");
  chord.key = text == " " ? std::string_view("Space") : text;
  return chord;
}

bool chord_matches(std::string_view pressed, std::string_view wanted) {
  const Chord p = parse_chord(pressed), w = parse_chord(wanted);
  if (p.ctrl != w.ctrl || p.alt != w.alt || p.key.empty()) return false;
  if (is_letter(w.key)) {
    if (w.shift && !p.shift && !(p.key[0] >= 'A' && p.key[0] <= 'Z')) return false;
    return (w.shift || !p.shift) && p.key.size() == 1 && ascii_lower(p.key[0]) == ascii_lower(w.key[0]);
  }
  if (is_character(w.key)) return p.key == w.key;
  return p.shift == w.shift && p.key == w.key;
}

std::string chord_label(std::string_view chord) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kLabels = {
      {{"Enter", "\xE2\x86\xB5"},
       {"Escape", "Esc"},
       {"ArrowLeft", "\xE2\x86\x90"},
       {"ArrowRight", "\xE2\x86\x92"},
       {"ArrowUp", "\xE2\x86\x91"},
       {"ArrowDown", "\xE2\x86\x93"}}};
  const Chord parts = parse_chord(chord);
  std::string out(chord.substr(0, chord.size() - std::min(chord.size(), parts.key.size())));
  const auto it =
      std::find_if(kLabels.begin(), kLabels.end(), [&](const auto& l) { return l.first == parts.key; });
  if (it != kLabels.end()) {
    out += it->second;
  } else if (is_letter(parts.key)) {
    out += static_cast<char>(ascii_lower(parts.key[0]) - 32);
  } else {
    out += parts.key;
  }
  return out;
}

bool Ui::Impl::typing() const {
  const Node* node = previous.find(focused);
  return node != nullptr && node->role == Role::textbox && !node->disabled;
}

void Ui::Impl::gather_keys() {
  const ImGuiIO& io = ImGui::GetIO();
  for (const NamedKey& k : kNamedKeys) {
    if (ImGui::IsKeyPressed(k.key)) keys.push_back({modifiers(io, true).append(k.name), 0});
  }
  const bool command = io.KeyCtrl || io.KeySuper || io.KeyAlt;
  for (const ImWchar c : io.InputQueueCharacters) {
    if (command || c < 0x20 || c == 0x7F) continue;
    std::string character;
    append_code_point(character, c);
    typed += character;
    if (c != ' ') keys.push_back({std::move(character), 0});
  }
  if (!typed.empty()) return;
  const auto add = [&](char c) { keys.push_back({modifiers(io, false) + c, 0}); };
  for (int i = 0; i < 26; ++i) {
    if (!ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_A + i))) continue;
    if (io.KeyShift && command) {
      keys.push_back({modifiers(io, true) + static_cast<char>('A' + i), 0});
    } else {
      add(static_cast<char>((io.KeyShift || command ? 'A' : 'a') + i));
    }
  }
  for (int i = 0; i < 10; ++i) {
    if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_0 + i)) && !io.KeyShift)
      add(static_cast<char>('0' + i));
    if (ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_Keypad0 + i))) add(static_cast<char>('0' + i));
  }
  for (const CharacterKey& k : kCharacterKeys) {
    if (ImGui::IsKeyPressed(k.key)) add(io.KeyShift ? k.shifted : k.plain);
  }
}

void Ui::Impl::run_focus_actions() {
  for (const Action& a : actions) {
    switch (a.kind) {
      case Action::Kind::focus:
        set_focus(a.id, true);
        break;
      case Action::Kind::blur:
        if (focused == a.id) focused = 0;
        break;
      case Action::Kind::scroll_into_view:
        reveal = a.id;
        break;
      case Action::Kind::key:
        keys.push_back({a.text, a.id});
        break;
      default:
        break;
    }
  }
  std::erase_if(actions, [](const Action& a) {
    return a.kind == Action::Kind::focus || a.kind == Action::Kind::blur ||
           a.kind == Action::Kind::scroll_into_view || a.kind == Action::Kind::key;
  });
}

void Ui::Impl::run_keys() {
  for (KeyEvent& key : keys) {
    if (key.target != 0) continue;
    const Chord chord = parse_chord(key.chord);
    const bool tab = chord.key == "Tab";
    if (own_keyboard && (tab || !typing())) {
      const FocusStep step = walk(previous, focused, key.chord);
      key.used = step.used;
      if (step.focus != focused || tab) set_focus(step.focus, true);
      if (step.used) focus_visible = true;
      for (const Action& a : step.actions) {
        if (a.kind == Action::Kind::key) {
          key.target = a.id;
        } else {
          actions.push_back(a);
        }
      }
    } else if (const Node* node = previous.find(focused);
               node != nullptr && (node->takes_keys || node->role == Role::textbox)) {
      key.target = focused;
    }
  }
}

void Ui::Impl::set_focus(NodeId id, bool by_keyboard) {
  if (by_keyboard) {
    focus_visible = true;
    reveal = id;
  } else {
    focus_visible = false;
  }
  focused = id;
}

const Action* Ui::Impl::action_for(NodeId id, Action::Kind kind) {
  const auto it = std::find_if(actions.begin(), actions.end(),
                               [&](const Action& a) { return a.id == id && a.kind == kind; });
  if (it == actions.end()) return nullptr;
  taken = std::move(*it);
  actions.erase(it);
  return &taken;
}

bool Ui::Impl::take_key(std::string_view chord, NodeId target) {
  for (KeyEvent& key : keys) {
    if (key.used || (target != 0 && key.target != target) || !chord_matches(key.chord, chord)) continue;
    key.used = true;
    return true;
  }
  return false;
}

void Ui::Impl::open_link(std::string_view href) {
  opened.emplace_back(href);
  request_in(0);
}

// --- Ui: set-up and frame ---

Ui::Ui() : impl_(std::make_unique<Impl>(*this)) {}
Ui::~Ui() = default;

void Ui::load_fonts(const FontFiles& files) {
  impl_->fonts.load(files);
}
void Ui::set_theme(ThemeKind kind) {
  impl_->colors = &sp::ui::theme(kind);
}
void Ui::set_reduced_motion(bool reduced) {
  impl_->reduced_motion = reduced;
}
void Ui::set_text_scale(float scale) {
  impl_->fonts.set_scale(scale);
}
void Ui::set_own_keyboard(bool own) {
  impl_->own_keyboard = own;
}
void Ui::set_clipboard(std::function<void(std::string_view)> copy) {
  impl_->copy = std::move(copy);
}
NodeId Ui::wants_text_input() const {
  return impl_->editing.id;
}

void Ui::post(Action action) {
  impl_->posted.push_back(std::move(action));
}

void Ui::post_wheel(float dx, float dy, bool ctrl) {
  impl_->posted_wheel = impl_->posted_wheel + Point{dx, dy};
  impl_->posted_wheel_ctrl = impl_->posted_wheel_ctrl || ctrl;
}

void Ui::post_pinch(float factor, Point at) {
  if (!(factor > 0.01f && factor < 100)) return;
  impl_->posted_zoom *= factor;
  impl_->posted_zoom_at = at;
}

void Ui::begin_frame(double now_s) {
  impl_->begin_frame(now_s);
}
void Ui::end_frame() {
  impl_->end_frame();
}
const Tree& Ui::tree() const {
  return impl_->tree;
}
double Ui::next_frame_in() const {
  return impl_->next_in;
}
std::vector<std::string> Ui::take_opened() {
  return std::exchange(impl_->opened, {});
}
Ui::Cursor Ui::cursor() const {
  return impl_->cursor;
}

void Ui::request_frame() {
  impl_->request_in(0);
}
void Ui::request_frame_in(double seconds) {
  impl_->request_in(std::max(0.0, seconds));
}
double Ui::now() const {
  return impl_->now_s;
}
bool Ui::reduced_motion() const {
  return impl_->reduced_motion;
}
const Theme& Ui::theme() const {
  return *impl_->colors;
}
float Ui::text_scale() const {
  return impl_->fonts.scale();
}
Painter Ui::painter() const {
  return impl_->painter();
}

Size Ui::size() const {
  return impl_->canvas;
}
bool Ui::narrow() const {
  return impl_->canvas.w < kNarrowWidth;
}
bool Ui::touch() const {
  return impl_->pointer.touch;
}
float Ui::gutter() const {
  return narrow() ? kNarrowGutter : kGutter;
}

// --- keys ---

bool Ui::shortcut(std::string_view chord) {
  Impl& p = *impl_;
  if (p.layer != p.top_layer || p.disabled) return false;
  if (p.typing()) {
    const Chord parts = parse_chord(chord);
    const bool edits = is_letter(parts.key) &&
                       std::string_view("acvxzy").find(ascii_lower(parts.key[0])) != std::string_view::npos;
    const bool leaves =
        parts.key == "Escape" || parts.key == "Enter" || ((parts.ctrl || parts.alt) && !edits);
    // The arrows move through what a combobox offers.
    const Node* const box = p.previous.find(p.focused);
    const bool moves = box->has_expanded && (parts.key == "ArrowUp" || parts.key == "ArrowDown" ||
                                             parts.key == "PageUp" || parts.key == "PageDown");
    if (!leaves && !moves) return false;
  }
  return p.take_key(chord, 0);
}

void Ui::focus(NodeId id) {
  impl_->focused = id;
  impl_->reveal = impl_->focus_visible ? id : 0;
  request_frame();
}

NodeId Ui::focused() const {
  return impl_->focused;
}

}  // namespace sp::ui
