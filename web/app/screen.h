// What a screen is, and what the program around it offers to it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "web/app/route.h"
#include "web/platform/platform.h"
#include "web/widgets/ui.h"

namespace sp::app {

class AppState;  // web/app/state.h

/// "auto" follows the system.
enum class ThemeChoice { automatic, dark, light };

/// What the program around the screens offers to them and to AppState. Implemented by App. Main thread.
class Shell {
 public:
  virtual ~Shell() = default;

  virtual platform::Platform& platform() = 0;

  /// Where we are.
  virtual const Route& route() const = 0;
  /// Goes to an address as a link would: a new entry in the history, the screen's open(), a frame. Takes
  /// effect after the current frame.
  virtual void go(std::string_view address) = 0;
  /// Writes what the reader changed on this screen (a parameter) into the address, without a new entry and
  /// without open().
  virtual void replace_route(const Route& route) = 0;

  virtual ThemeChoice theme_choice() const = 0;
  virtual void set_theme_choice(ThemeChoice choice) = 0;
  virtual float text_scale() const = 0;
  virtual void set_text_scale(float scale) = 0;
};

/// One screen. Made when its address is first opened and kept until the end, so that it finds its state
/// again. Main thread.
class Screen {
 public:
  virtual ~Screen() = default;

  /// The address came to this screen, or changed while it was shown. Before draw().
  virtual void open(const Route& route, AppState& state) = 0;
  /// Everything right of (above) the navigation: begins with ui.page() or ui.page_fixed().
  virtual void draw(ui::Ui& ui, AppState& state) = 0;
  /// All progress was erased: what the reader was in the middle of is given up. Before draw().
  virtual void forget(AppState&) {}
  /// Of the window: "Practice", "Lab: what the GIL costs".
  virtual std::string title(const AppState& state) const = 0;
};

/// A line of the table of screens, `std::span<const ScreenEntry> sp::screens::table()` in
/// web/screens/screens.h. The first is shown for an empty or unknown address.
struct ScreenEntry {
  std::string_view id;     ///< first part of the address: "lab"
  std::string_view label;  ///< in the navigation; empty: the screen is not in it
  ui::Icon icon;
  std::string_view parent;  ///< which navigation item is current while this screen is shown, if not its own:
                            ///< "learn" for "card"
  std::unique_ptr<Screen> (*make)(AppState& state);
  bool needs_bank = true;  ///< false: does with AppState::bank_or_outline()
};

}  // namespace sp::app
