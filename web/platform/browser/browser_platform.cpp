#include "web/platform/browser/browser_platform.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "web/platform/browser/page.h"

namespace sp::platform {
namespace {

/// Takes over a text that the page allocated.
std::string take(char* text) {
  const std::unique_ptr<char, decltype(&std::free)> owned(text, &std::free);
  return owned ? std::string(owned.get()) : std::string();
}

Appearance read_appearance() {
  const int bits = sp_page_appearance();
  return {.dark = (bits & 1) != 0, .reduced_motion = (bits & 2) != 0};
}

Error to_error(std::string problem) {
  return {.where = {}, .what = std::move(problem)};
}

BrowserPlatform::Reply to_status(std::function<void(Status)> done) {
  return [done = std::move(done)](const std::string&, std::string problem) {
    done(problem.empty() ? Status() : Status(to_error(std::move(problem))));
  };
}

BrowserPlatform::Reply to_result(std::function<void(Result<std::string>)> done) {
  return [done = std::move(done)](std::string text, std::string problem) {
    done(problem.empty() ? Result<std::string>(std::move(text))
                         : Result<std::string>(to_error(std::move(problem))));
  };
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

BrowserHost::BrowserHost() : cores_(std::max(1, sp_page_cores())), max_threads_(sp_page_threads()) {}

BrowserPlatform::BrowserPlatform() : appearance_(read_appearance()) {}

void BrowserPlatform::request_frame() {
  if (!frame_asked_.exchange(true, std::memory_order_relaxed)) sp_page_request_frame();
}

void BrowserPlatform::publish_tree(const ui::Tree& tree) {
  const std::string json = tree.to_json();
  sp_page_publish_tree(json.data(), json.size());
}

void BrowserPlatform::set_cursor(ui::Ui::Cursor cursor) {
  if (std::exchange(cursor_, cursor) != cursor) sp_page_set_cursor(static_cast<int>(cursor));
}

std::string BrowserPlatform::address() const {
  return take(sp_page_address());
}

void BrowserPlatform::set_address(std::string_view address, bool replace) {
  sp_page_set_address(std::string(address).c_str(), replace);
}

void BrowserPlatform::set_title(std::string_view title) {
  sp_page_set_title(std::string(title).c_str());
}
void BrowserPlatform::open_url(std::string_view url) {
  sp_page_open_url(std::string(url).c_str());
}
void BrowserPlatform::theme_chosen(ui::ThemeKind kind) {
  sp_page_theme_chosen(kind == ui::ThemeKind::dark);
}

std::string BrowserPlatform::preference(std::string_view name) const {
  return take(sp_page_preference(std::string(name).c_str()));
}

void BrowserPlatform::set_preference(std::string_view name, std::string_view value) {
  sp_page_set_preference(std::string(name).c_str(), std::string(value).c_str());
}

std::span<const std::byte> BrowserPlatform::asset(std::string_view name) const {
  if (const auto it = assets_.find(name); it != assets_.end()) return it->second;
  const std::string key(name);
  const int size = sp_page_asset_size(key.c_str());
  if (size < 0) return {};
  std::vector<std::byte>& bytes = assets_[key];
  bytes.resize(static_cast<std::size_t>(size));
  sp_page_asset_read(key.c_str(), bytes.data());
  return bytes;
}

void BrowserPlatform::await_asset(std::string_view name, std::function<void()> done) {
  const std::uint32_t token =
      expect([done = std::move(done)](const std::string&, const std::string&) { done(); });
  sp_page_await_asset(token, std::string(name).c_str());
}

void BrowserPlatform::set_clipboard(std::string_view text) {
  sp_page_set_clipboard(text.data(), text.size());
}

void BrowserPlatform::print() {
  sp_page_print();
}

void BrowserPlatform::download(std::string_view name, std::string_view mime, std::string_view bytes,
                               std::function<void(Result<std::string> place)> done) {
  const std::uint32_t token = expect(to_result(std::move(done)));
  sp_page_download(token, std::string(name).c_str(), std::string(mime).c_str(), bytes.data(), bytes.size());
}

void BrowserPlatform::open_file(std::string_view extension,
                                std::function<void(Result<std::string> text)> done) {
  const std::uint32_t token = expect(to_result(std::move(done)));
  sp_page_open_file(token, std::string(extension).c_str());
}

void BrowserPlatform::load_answers(std::function<void(StoredAnswers)> done) {
  const std::uint32_t token = expect([done = std::move(done)](std::string text, std::string problem) {
    done({.lines = split_lines(text), .problem = std::move(problem)});
  });
  sp_page_load_answers(token);
}

void BrowserPlatform::append_answer(std::string_view id, std::string_view line,
                                    std::function<void(Status)> done) {
  const std::uint32_t token = expect(to_status(std::move(done)));
  sp_page_append_answer(token, std::string(id).c_str(), std::string(line).c_str());
}

void BrowserPlatform::erase_answers(std::function<void(Status)> done) {
  const std::uint32_t token = expect(to_status(std::move(done)));
  sp_page_erase_answers(token);
}

void BrowserPlatform::open_files(std::string_view extension, std::function<void(std::vector<File>)> done) {
  // Files are taken under the token of their reply, which is known once it is expected.
  const std::uint32_t token = expect([this, done = std::move(done), own = last_token_ + 1](
                                         const std::string&, const std::string&) { done(take_files(own)); });
  sp_page_open_files(token, std::string(extension).c_str());
}

void BrowserPlatform::load_decks(std::function<void(StoredDecks)> done) {
  const std::uint32_t token =
      expect([this, done = std::move(done), own = last_token_ + 1](const std::string&, std::string problem) {
        done({.decks = take_files(own), .problem = std::move(problem)});
      });
  sp_page_load_decks(token);
}

void BrowserPlatform::keep_deck(const File& deck, std::function<void(Status)> done) {
  const std::uint32_t token = expect(to_status(std::move(done)));
  sp_page_keep_deck(token, deck.name.c_str(), deck.text.data(), deck.text.size(),
                    static_cast<double>(deck.at));
}

void BrowserPlatform::remove_deck(std::string_view name, std::function<void(Status)> done) {
  const std::uint32_t token = expect(to_status(std::move(done)));
  sp_page_remove_deck(token, std::string(name).c_str());
}

void BrowserPlatform::exchange(std::string_view request, std::function<void(Result<std::string>)> done) {
  const std::uint32_t token = expect(to_result(std::move(done)));
  sp_page_exchange(token, request.data(), request.size());
}

std::vector<File> BrowserPlatform::take_files(std::uint32_t token) {
  auto found = files_.extract(token);
  return found ? std::move(found.mapped()) : std::vector<File>{};
}

std::uint32_t BrowserPlatform::expect(Reply reply) {
  replies_.emplace(++last_token_, std::move(reply));
  return last_token_;
}

void BrowserPlatform::reply(std::uint32_t token, std::string text, std::string problem) {
  if (auto waiting = replies_.extract(token)) waiting.mapped()(std::move(text), std::move(problem));
}

void BrowserPlatform::drop_reply(std::uint32_t token) {
  replies_.erase(token);
}

bool BrowserPlatform::refresh_appearance() {
  const Appearance now = read_appearance();
  return std::exchange(appearance_, now) != now;
}

}  // namespace sp::platform
