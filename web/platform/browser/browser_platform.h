#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "web/platform/pacer.h"
#include "web/platform/platform.h"

namespace sp::platform {

/// Cores and the fixed pool of workers of this page.
class BrowserHost final : public ScreenHost {
 public:
  BrowserHost();
  int cores() const override { return cores_; }
  int max_threads() const override { return max_threads_; }
  std::string_view name() const override { return "browser"; }

 private:
  const int cores_;
  const int max_threads_;
};

/// The page around the program. Lives from main() to the end of the page.
class BrowserPlatform final : public Platform {
 public:
  /// What an asynchronous request to the page brought: the text asked for, or `problem`, one sentence.
  using Reply = std::function<void(std::string text, std::string problem)>;

  BrowserPlatform();

  void request_frame() override;
  void publish_tree(const ui::Tree& tree) override;
  void set_cursor(ui::Ui::Cursor cursor) override;
  bool own_keyboard() const override { return false; }

  std::string address() const override;
  void set_address(std::string_view address, bool replace) override;
  void set_title(std::string_view title) override;
  void open_url(std::string_view url) override;

  Appearance appearance() const override { return appearance_; }
  void theme_chosen(ui::ThemeKind kind) override;
  std::string preference(std::string_view name) const override;
  void set_preference(std::string_view name, std::string_view value) override;

  std::span<const std::byte> asset(std::string_view name) const override;
  void await_asset(std::string_view name, std::function<void()> done) override;
  void set_clipboard(std::string_view text) override;
  bool can_print() const override { return true; }
  void print() override;
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

  // --- what the page reports; see exports.cpp ---
  /// A frame starts: requests made from now on ask for another one. True if it was asked for, false if it
  /// came by itself (settling, animation, timer).
  bool frame_starts() { return frame_asked_.exchange(false, std::memory_order_relaxed); }
  void reply(std::uint32_t token, std::string text, std::string problem);
  /// A file that belongs to the reply with this token, which comes later; token 0: dropped.
  void add_file(std::uint32_t token, File file) { files_[token].push_back(std::move(file)); }
  std::vector<File> take_files(std::uint32_t token);
  /// The user changed their mind: nobody answers.
  void drop_reply(std::uint32_t token);
  /// Reads again what the system asks for; true if it changed.
  bool refresh_appearance();

 private:
  std::uint32_t expect(Reply reply);

  BrowserHost host_;
  Appearance appearance_;
  ui::Ui::Cursor cursor_ = ui::Ui::Cursor::arrow;
  mutable std::map<std::string, std::vector<std::byte>, std::less<>>
      assets_;                                        ///< copied from the page when first asked for
  std::map<std::uint32_t, Reply> replies_;            ///< waiting, by token
  std::map<std::uint32_t, std::vector<File>> files_;  ///< of replies that are still to come, by token
  std::uint32_t last_token_ = 0;
  /// True from the first request until the frame starts: later requests need not cross to the main thread.
  /// Carries no data.
  std::atomic<bool> frame_asked_{false};
};

}  // namespace sp::platform
