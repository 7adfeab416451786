#include "web/app/app.h"

#include <algorithm>
#include <cstdlib>
#include <span>
#include <utility>

#include "web/app/state.h"
#include "web/screens/screens.h"

namespace sp::app {
namespace {

constexpr std::string_view kBrand = "Switchpoint";

ThemeChoice parse_theme(std::string_view text) {
  if (text == "dark") return ThemeChoice::dark;
  if (text == "light") return ThemeChoice::light;
  return ThemeChoice::automatic;
}

std::string_view theme_text(ThemeChoice choice) {
  switch (choice) {
    case ThemeChoice::automatic:
      return "auto";
    case ThemeChoice::dark:
      return "dark";
    case ThemeChoice::light:
      return "light";
  }
  return "auto";
}

}  // namespace

App::App(platform::Platform& platform) : platform_(platform) {
  ui_.load_fonts({.regular = platform_.asset("fonts/inter-regular.otf"),
                  .semibold = platform_.asset("fonts/inter-semibold.otf"),
                  .mono = platform_.asset("fonts/jetbrains-mono-regular.ttf")});
  ui_.set_own_keyboard(platform_.own_keyboard());
  ui_.set_clipboard([this](std::string_view text) { platform_.set_clipboard(text); });
  theme_choice_ = parse_theme(platform_.preference("theme"));
  if (const float scale = std::strtof(platform_.preference("text_scale").c_str(), nullptr); scale > 0) {
    text_scale_ = scale;
  }
  ui_.set_text_scale(text_scale_);
  apply_theme();
  state_ = std::make_unique<AppState>(*this);
  open(parse_route(platform_.address()));
}

App::~App() = default;

double App::frame(double now_s) {
  // The first frame does not wait for the bank, and a demo is not disturbed by it.
  const bool quiet = !state_->demo_runs() || waiting_;
  if (std::exchange(drawn_, true) && quiet && state_->read_bank() && waiting_) open(route_);
  if (const int erasures = state_->answers().erasures(); std::exchange(erasures_, erasures) != erasures) {
    for (const auto& [id, screen] : screens_) screen->forget(*state_);
  }
  ui_.begin_frame(now_s);
  draw_navigation();
  if (waiting_)
    draw_waiting();
  else
    screen_of(entry_of(route_)).draw(ui_, *state_);
  state_->draw_overlays(ui_);
  ui_.end_frame();
  publish();

  for (const std::string& address : ui_.take_opened()) wanted_.push_back(address);
  if (wanted_.empty()) return quiet && state_->bank_to_read() ? 0 : ui_.next_frame_in();
  for (const std::string& address : std::exchange(wanted_, {})) {
    if (!address.starts_with('#')) {
      platform_.open_url(address);
      continue;
    }
    const Route route = parse_route(address);
    if (route != route_) platform_.set_address(format_route(route), false);
    open(route);
  }
  return 0;
}

void App::action(ui::Action action) {
  ui_.post(std::move(action));
}
void App::wheel(float dx, float dy, bool ctrl) {
  ui_.post_wheel(dx, dy, ctrl);
}
void App::pinch(float factor, ui::Point at) {
  ui_.post_pinch(factor, at);
}
void App::address_changed(std::string_view address) {
  open(parse_route(address));
}
void App::appearance_changed(const platform::Appearance&) {
  apply_theme();
}
void App::answers_arrived(std::vector<std::string> lines) {
  state_->answers_arrived(std::move(lines));
}
void App::answers_erased() {
  state_->answers_erased();
}
void App::files_dropped(std::vector<platform::File> files) {
  state_->files_dropped(std::move(files));
}
void App::decks_changed() {
  state_->decks_changed();
}
void App::visibility_changed(bool) {}

void App::go(std::string_view address) {
  wanted_.emplace_back(address);
  platform_.request_frame();
}

void App::replace_route(const Route& route) {
  if (route == route_) return;
  route_ = route;
  platform_.set_address(format_route(route), true);
}

void App::set_theme_choice(ThemeChoice choice) {
  theme_choice_ = choice;
  platform_.set_preference("theme", theme_text(choice));
  apply_theme();
  platform_.request_frame();
}

void App::set_text_scale(float scale) {
  text_scale_ = scale;
  platform_.set_preference("text_scale", std::to_string(scale));
  ui_.set_text_scale(scale);
  platform_.request_frame();
}

const ScreenEntry& App::entry_of(const Route& route) const {
  const std::span<const ScreenEntry> table = screens::table();
  const auto it =
      std::find_if(table.begin(), table.end(), [&](const ScreenEntry& e) { return e.id == route.screen; });
  return it == table.end() ? table.front() : *it;
}

Screen& App::screen_of(const ScreenEntry& entry) {
  std::unique_ptr<Screen>& screen = screens_[entry.id];
  if (!screen) screen = entry.make(*state_);
  return *screen;
}

void App::open(const Route& route) {
  route_ = route;
  const ScreenEntry& entry = entry_of(route_);
  waiting_ = entry.needs_bank && !state_->read_bank();
  if (!waiting_) screen_of(entry).open(route_, *state_);
}

void App::draw_navigation() {
  const ScreenEntry& shown = entry_of(route_);
  std::vector<std::string> addresses;
  std::vector<ui::NavItem> items;
  const std::span<const ScreenEntry> table = screens::table();
  addresses.reserve(table.size());  // the items point into it
  for (const ScreenEntry& entry : table) {
    if (entry.label.empty()) continue;
    addresses.push_back("#/" + std::string(entry.id));
    const bool current = entry.id == shown.id || entry.id == shown.parent;
    items.push_back({.key = entry.id,
                     .label = entry.label,
                     .href = addresses.back(),
                     .icon = entry.icon,
                     .current = current});
  }
  ui_.navigation("navigation", kBrand, items);
}

/// Where a screen will be whose questions have not arrived.
void App::draw_waiting() {
  const ScreenEntry& entry = entry_of(route_);
  const std::string_view title = entry.label.empty() ? kBrand : entry.label;
  const auto page = ui_.page(std::string("waiting-").append(entry.id), title);  // each is a page of its own
  const auto column = ui_.column(960);
  {
    const auto header = ui_.page_header("header", {.title = title, .subtitle = ""});
  }
  ui_.status("arriving", "The questions are on their way.");
}

void App::publish() {
  if (const std::uint64_t hash = ui_.tree().hash(); hash != tree_hash_) {
    tree_hash_ = hash;
    platform_.publish_tree(ui_.tree());
  }
  platform_.set_cursor(ui_.cursor());
  const ScreenEntry& entry = entry_of(route_);
  std::string title = waiting_ ? std::string(entry.label) : screen_of(entry).title(*state_);
  title += title.empty() ? kBrand : std::string(" · ").append(kBrand);
  if (title != title_) {
    title_ = std::move(title);
    platform_.set_title(title_);
  }
}

void App::apply_theme() {
  const platform::Appearance appearance = platform_.appearance();
  const bool dark =
      theme_choice_ == ThemeChoice::dark || (theme_choice_ == ThemeChoice::automatic && appearance.dark);
  const ui::ThemeKind kind = dark ? ui::ThemeKind::dark : ui::ThemeKind::light;
  ui_.set_theme(kind);
  ui_.set_reduced_motion(appearance.reduced_motion);
  platform_.theme_chosen(kind);
}

}  // namespace sp::app
