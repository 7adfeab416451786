#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/route.h"
#include "web/app/screen.h"
#include "web/platform/platform.h"
#include "web/widgets/ui.h"

namespace sp::app {

/// The program in its window: one frame is navigation, the current screen, and what follows from it (address,
/// title, accessible tree). Draws only when asked to; see Platform. Main thread only.
///
/// Wants of AppState (web/app/state.h): `explicit AppState(Shell&)`, which loads what it needs; `void
/// answers_arrived(std::vector<std::string> lines)`; `void answers_erased()`; `void
/// files_dropped(std::vector<platform::File>)`; `void decks_changed()`; `void draw_overlays(ui::Ui&)`, called
/// after the screen, for what can open over every screen (help, palette).
class App final : public platform::Program, public Shell {
 public:
  /// Draws nothing yet, but starts to load.
  explicit App(platform::Platform& platform);
  ~App() override;

  // platform::Program
  double frame(double now_s) override;
  void action(ui::Action action) override;
  void wheel(float dx, float dy, bool ctrl) override;
  void pinch(float factor, ui::Point at) override;
  void address_changed(std::string_view address) override;
  void appearance_changed(const platform::Appearance& appearance) override;
  void answers_arrived(std::vector<std::string> lines) override;
  void answers_erased() override;
  void files_dropped(std::vector<platform::File> files) override;
  void decks_changed() override;
  void visibility_changed(bool visible) override;

  // Shell
  platform::Platform& platform() override { return platform_; }
  const Route& route() const override { return route_; }
  void go(std::string_view address) override;
  void replace_route(const Route& route) override;
  ThemeChoice theme_choice() const override { return theme_choice_; }
  void set_theme_choice(ThemeChoice choice) override;
  float text_scale() const override { return text_scale_; }
  void set_text_scale(float scale) override;

 private:
  const ScreenEntry& entry_of(const Route& route) const;
  Screen& screen_of(const ScreenEntry& entry);
  void open(const Route& route);
  void draw_navigation();
  void draw_waiting();
  void publish();
  void apply_theme();

  platform::Platform& platform_;
  ui::Ui ui_;
  Route route_;
  ThemeChoice theme_choice_ = ThemeChoice::automatic;
  float text_scale_ = 1;
  std::string title_;                ///< as last given to the platform
  bool drawn_ = false;               ///< a frame was
  int erasures_ = 0;                 ///< of all progress that the screens know of
  bool waiting_ = false;             ///< the screen of route_ is opened when the bank is there
  std::uint64_t tree_hash_ = 0;      ///< of the tree last given to the platform
  std::vector<std::string> wanted_;  ///< addresses of go(), opened after the frame
  std::map<std::string_view, std::unique_ptr<Screen>> screens_;  ///< by ScreenEntry::id
  std::unique_ptr<AppState> state_;
};

}  // namespace sp::app
