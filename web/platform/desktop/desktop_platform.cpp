#include "web/platform/desktop/desktop_platform.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>
#include <utility>

#include "web/exchange/service.h"

namespace sp::platform {
namespace {

SDL_SystemCursor system_cursor(ui::Ui::Cursor cursor) {
  switch (cursor) {
    case ui::Ui::Cursor::arrow:
      return SDL_SYSTEM_CURSOR_ARROW;
    case ui::Ui::Cursor::hand:
      return SDL_SYSTEM_CURSOR_HAND;
    case ui::Ui::Cursor::text:
      return SDL_SYSTEM_CURSOR_IBEAM;
    case ui::Ui::Cursor::resize_h:
      return SDL_SYSTEM_CURSOR_SIZEWE;
    case ui::Ui::Cursor::grab:
      return SDL_SYSTEM_CURSOR_SIZEALL;
  }
  return SDL_SYSTEM_CURSOR_ARROW;
}

}  // namespace

int DesktopHost::cores() const {
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

int DesktopHost::max_threads() const {
  return 256;
}  // far below what any system grants a process

DesktopPlatform::DesktopPlatform(const Options& options, SDL_Window* window)
    : window_(window),
      assets_folder_(options.assets),
      appearance_{.dark = options.theme != "light", .reduced_motion = options.reduced_motion},
      wake_event_(SDL_RegisterEvents(1)),
      history_{options.address} {}

DesktopPlatform::~DesktopPlatform() {
  for (SDL_Cursor* cursor : cursors_) {
    if (cursor != nullptr) SDL_FreeCursor(cursor);
  }
}

void DesktopPlatform::request_frame() {
  if (frame_asked_.exchange(true, std::memory_order_relaxed)) return;
  SDL_Event event{};
  event.type = wake_event_;
  SDL_PushEvent(&event);
}

void DesktopPlatform::set_cursor(ui::Ui::Cursor cursor) {
  SDL_Cursor*& made = cursors_[static_cast<std::size_t>(cursor)];
  if (made == nullptr) made = SDL_CreateSystemCursor(system_cursor(cursor));
  if (made != nullptr && SDL_GetCursor() != made) SDL_SetCursor(made);
}

void DesktopPlatform::set_address(std::string_view address, bool replace) {
  if (replace) {
    history_.back() = address;
  } else {
    history_.emplace_back(address);
  }
}

bool DesktopPlatform::go_back() {
  if (history_.size() < 2) return false;
  history_.pop_back();
  return true;
}

void DesktopPlatform::set_title(std::string_view title) {
  SDL_SetWindowTitle(window_, std::string(title).c_str());
}
void DesktopPlatform::open_url(std::string_view url) {
  SDL_OpenURL(std::string(url).c_str());
}
void DesktopPlatform::set_clipboard(std::string_view text) {
  SDL_SetClipboardText(std::string(text).c_str());
}

std::span<const std::byte> DesktopPlatform::asset(std::string_view name) const {
  auto it = assets_.find(name);
  if (it == assets_.end()) {
    Result<std::string> read = read_file(std::filesystem::path(assets_folder_) / name);
    if (!read.ok()) {
      SDL_Log("%s", to_string(read.error()).c_str());
      return {};
    }
    it = assets_.emplace(name, std::move(read).value()).first;
  }
  return std::as_bytes(std::span(it->second));
}

void DesktopPlatform::download(std::string_view name, std::string_view, std::string_view bytes,
                               std::function<void(Result<std::string> place)> done) {
  later([done = std::move(done), place = Files::save_download(name, bytes)] { done(place); });
}

void DesktopPlatform::open_file(std::string_view, std::function<void(Result<std::string> text)> done) {
  later([done = std::move(done)] {
    done(
        Error{.where = {}, .what = "This window cannot ask for a file. Import answers on the page instead."});
  });
}

void DesktopPlatform::load_answers(std::function<void(StoredAnswers)> done) {
  later([done = std::move(done), stored = files_.load_answers()] { done(stored); });
}

void DesktopPlatform::append_answer(std::string_view id, std::string_view line,
                                    std::function<void(Status)> done) {
  later([done = std::move(done), status = files_.append_answer(id, line)] { done(status); });
}

void DesktopPlatform::erase_answers(std::function<void(Status)> done) {
  later([done = std::move(done), status = files_.erase_answers()] { done(status); });
}

void DesktopPlatform::open_files(std::string_view, std::function<void(std::vector<File>)> done) {
  later([done = std::move(done)] {
    done({{.name = "No file was chosen",
           .text = {},
           .at = 0,
           .problem = "This window cannot ask for a file. Drop the file onto the window instead."}});
  });
}

void DesktopPlatform::await_asset(std::string_view, std::function<void()> done) {
  later(std::move(done));  // what there is was there from the beginning
}

void DesktopPlatform::load_decks(std::function<void(StoredDecks)> done) {
  later([done = std::move(done), stored = files_.load_decks()] { done(stored); });
}

void DesktopPlatform::keep_deck(const File& deck, std::function<void(Status)> done) {
  later([done = std::move(done), status = files_.keep_deck(deck)] { done(status); });
}

void DesktopPlatform::remove_deck(std::string_view name, std::function<void(Status)> done) {
  later([done = std::move(done), status = files_.remove_deck(name)] { done(status); });
}

void DesktopPlatform::exchange(std::string_view request, std::function<void(Result<std::string>)> done) {
  const auto bytes = asset("bank.txt");
  const std::string_view bundle{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  later([done = std::move(done), answer = exchange::serve(bundle, request)] { done(answer); });
}

void DesktopPlatform::later(std::function<void()> reply) {
  replies_.push_back(std::move(reply));
  request_frame();
}

void DesktopPlatform::run_replies() {
  for (const auto& reply : std::exchange(replies_, {})) reply();
}

}  // namespace sp::platform
