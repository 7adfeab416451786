// The program in the page: what the page calls, and run().
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <emscripten.h>
#include <emscripten/eventloop.h>

#include "web/platform/browser/browser_platform.h"
#include "web/platform/browser/page.h"
#include "web/platform/browser/window.h"
#include "web/platform/pacer.h"

namespace sp::platform {
namespace {

/// Everything that lives as long as the page. Made by run(), never destroyed: threads may still run when the
/// page is left.
struct Page {
  BrowserPlatform platform;
  Window window;
  Pacer pacer;
  std::unique_ptr<Program> program;
};

Page* page = nullptr;

/// The page has just told something: a frame follows.
Program& tell() {
  page->platform.request_frame();
  return *page->program;
}

std::string text(const char* from) {
  return from == nullptr ? std::string() : std::string(from);
}

}  // namespace

int run(int, char**, const MakeProgram& make) {
  page = new Page;
  // Without it, the program counts as ended when main() has returned: after the first message of another
  // thread the runtime would end every thread.
  emscripten_runtime_keepalive_push();
  if (const Status opened = page->window.open(); !opened.ok()) {
    sp_page_fail("graphics");
    return 1;
  }
  page->program = make(page->platform);
  page->window.start_imgui();
  return 0;
}

}  // namespace sp::platform

using namespace sp::platform;  // the page's calls have no namespace of their own

extern "C" {

/// Draws a frame. Returns the seconds until the next one, 0 = at once, negative = none.
EMSCRIPTEN_KEEPALIVE double sp_frame(double now_s) {
  if (page->platform.frame_starts()) page->pacer.input();
  page->window.begin_frame();
  const double next_s = page->program->frame(now_s);
  page->window.end_frame();
  page->pacer.drawn(now_s, next_s);
  return page->pacer.wait(now_s);
}

EMSCRIPTEN_KEEPALIVE void sp_resize(float width, float height, int pixel_width, int pixel_height) {
  page->window.resize(width, height, pixel_width, pixel_height);
  tell();
}

EMSCRIPTEN_KEEPALIVE void sp_finger(float x, float y, bool down) {
  page->window.finger({x, y}, down);
  tell();
}

EMSCRIPTEN_KEEPALIVE void sp_mouse(float x, float y) {
  page->window.mouse({x, y});
  tell();
}

EMSCRIPTEN_KEEPALIVE void sp_mouse_button(bool down) {
  page->window.mouse_button(down);
  tell();
}

EMSCRIPTEN_KEEPALIVE void sp_pointer_gone() {
  page->window.pointer_gone();
  tell();
}

EMSCRIPTEN_KEEPALIVE void sp_wheel(float dx, float dy, bool ctrl) {
  tell().wheel(dx, dy, ctrl);
}

EMSCRIPTEN_KEEPALIVE void sp_pinch(float factor, float x, float y) {
  tell().pinch(factor, {x, y});
}

EMSCRIPTEN_KEEPALIVE void sp_action(std::uint32_t id, const char* kind, double number, const char* value) {
  sp::ui::Action action{.id = id, .number = number, .text = text(value)};
  if (sp::ui::parse_action_name(text(kind), action.kind)) tell().action(std::move(action));
}

EMSCRIPTEN_KEEPALIVE void sp_address_changed(const char* address) {
  tell().address_changed(text(address));
}

EMSCRIPTEN_KEEPALIVE void sp_appearance_changed() {
  if (page->platform.refresh_appearance()) tell().appearance_changed(page->platform.appearance());
}

EMSCRIPTEN_KEEPALIVE void sp_visibility_changed(bool visible) {
  if (visible) {
    tell().visibility_changed(true);
  } else {
    page->program->visibility_changed(false);
  }
}

EMSCRIPTEN_KEEPALIVE void sp_context_restored() {
  page->window.context_restored();
  tell();
}

EMSCRIPTEN_KEEPALIVE void sp_answers_arrived(const char* line) {
  tell().answers_arrived({text(line)});
}

EMSCRIPTEN_KEEPALIVE void sp_answers_erased() {
  tell().answers_erased();
}

/// A file of a reply that is still to come; see BrowserPlatform::add_file.
EMSCRIPTEN_KEEPALIVE void sp_file(std::uint32_t token, const char* name, const char* bytes,
                                  std::size_t length, double at, const char* problem) {
  page->platform.add_file(
      token, {text(name), std::string(bytes, length), static_cast<std::int64_t>(at), text(problem)});
}

EMSCRIPTEN_KEEPALIVE void sp_files_dropped() {
  tell().files_dropped(page->platform.take_files(0));
}

EMSCRIPTEN_KEEPALIVE void sp_decks_changed() {
  tell().decks_changed();
}

/// The answer to a request with that token. No text at all: the user changed their mind.
EMSCRIPTEN_KEEPALIVE void sp_reply(std::uint32_t token, const char* value, const char* problem) {
  tell();
  if (value == nullptr && problem == nullptr) {
    page->platform.drop_reply(token);
  } else {
    page->platform.reply(token, text(value), text(problem));
  }
}

}  // extern "C"
