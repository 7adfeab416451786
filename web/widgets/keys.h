#pragma once

#include <string>
#include <string_view>

namespace sp::ui {

/// A key with its modifiers, from the form of Action::text: "Ctrl+Shift+K" is {ctrl, shift, key "K"}; "+" and
/// "Ctrl++" name the plus key.
struct Chord {
  bool ctrl = false, alt = false, shift = false;
  std::string_view key;
};
Chord parse_chord(std::string_view text);

/// True if pressing `pressed` is what `wanted` asks for. Letters match in either case unless `wanted` names
/// Shift; for other characters Shift does not matter, because it depends on the keyboard's layout.
bool chord_matches(std::string_view pressed, std::string_view wanted);

/// The chord of a shortcut in the form that the reader knows: "Ctrl+K", "↵", "Space", "Esc".
std::string chord_label(std::string_view chord);

}  // namespace sp::ui
