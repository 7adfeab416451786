#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <SDL.h>

#include "web/platform/desktop/files.h"
#include "web/platform/desktop/options.h"
#include "web/platform/platform.h"

namespace sp::platform {

class DesktopHost final : public ScreenHost {
 public:
  int cores() const override;
  int max_threads() const override;
  std::string_view name() const override { return "native"; }
};

/// A window of the desktop. Made after SDL_Init(SDL_INIT_VIDEO), gone before SDL_Quit().
class DesktopPlatform final : public Platform {
 public:
  DesktopPlatform(const Options& options, SDL_Window* window);
  ~DesktopPlatform() override;

  void request_frame() override;
  void publish_tree(const ui::Tree&) override {}  // nobody outside of the window reads it
  void set_cursor(ui::Ui::Cursor cursor) override;
  bool own_keyboard() const override { return true; }

  std::string address() const override { return history_.back(); }
  void set_address(std::string_view address, bool replace) override;
  void set_title(std::string_view title) override;
  void open_url(std::string_view url) override;

  Appearance appearance() const override { return appearance_; }
  void theme_chosen(ui::ThemeKind) override {}
  std::string preference(std::string_view name) const override { return files_.preference(name); }
  void set_preference(std::string_view name, std::string_view value) override {
    files_.set_preference(name, value);
  }

  std::span<const std::byte> asset(std::string_view name) const override;
  void await_asset(std::string_view name, std::function<void()> done) override;
  void set_clipboard(std::string_view text) override;
  bool can_print() const override { return false; }
  void print() override {}
  void download(std::string_view name, std::string_view mime, std::string_view bytes,
                std::function<void(Result<std::string> place)> done) override;
  void open_file(std::string_view extension, std::function<void(Result<std::string> text)> done) override;

  void load_answers(std::function<void(StoredAnswers)> done) override;
  void append_answer(std::string_view id, std::string_view line, std::function<void(Status)> done) override;
  void erase_answers(std::function<void(Status)> done) override;

  void open_files(std::string_view extension, std::function<void(std::vector<File>)> done) override;
  void load_decks(std::function<void(StoredDecks)> done) override;
  void keep_deck(const File& deck, std::function<void(Status)> done) override;
  void remove_deck(std::string_view name, std::function<void(Status)> done) override;
  void exchange(std::string_view request, std::function<void(Result<std::string>)> done) override;

  demos::Host& host() override { return host_; }

  // --- for the loop; see run.cpp ---
  /// A frame starts: requests made from now on ask for another one.
  bool frame_starts() { return frame_asked_.exchange(false, std::memory_order_relaxed); }
  /// Gives the answers that were ready since the last call.
  void run_replies();
  /// Back to the address before; false if there is none.
  bool go_back();

 private:
  void later(std::function<void()> reply);

  SDL_Window* window_;
  const std::string assets_folder_;
  const Appearance appearance_;
  const Uint32 wake_event_;
  Files files_;
  DesktopHost host_;
  std::vector<std::string> history_;  ///< addresses, the current one last; never empty
  std::vector<std::function<void()>> replies_;
  mutable std::map<std::string, std::string, std::less<>> assets_;  ///< read so far
  std::array<SDL_Cursor*, 5> cursors_{};  ///< by ui::Ui::Cursor, made when first shown
  /// True from the first request until the frame starts: one event in SDL's queue is enough. Carries no data.
  std::atomic<bool> frame_asked_{false};
};

}  // namespace sp::platform
