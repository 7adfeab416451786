#include "native/platform/terminal.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace sp::native {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

Terminal terminal_of(int descriptor) {
  Terminal terminal;
  const std::string_view type = environment("TERM");
  terminal.interactive = ::isatty(descriptor) == 1 && !type.empty() && type != "dumb";
  terminal.colour = terminal.interactive && environment("NO_COLOR").empty();
  winsize size{};
  if (terminal.interactive && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    terminal.columns = std::clamp<std::size_t>(size.ws_col, 40, 120);
  }
  return terminal;
}

std::string styled(bool colour, std::string_view code, std::string_view text) {
  return colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

}  // namespace

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

Terminal Terminal::of_stdout() {
  return terminal_of(STDOUT_FILENO);
}
Terminal Terminal::of_stderr() {
  return terminal_of(STDERR_FILENO);
}

std::string Terminal::bold(std::string_view text) const {
  return styled(colour, "1", text);
}
std::string Terminal::good(std::string_view text) const {
  return styled(colour, "32", text);
}
std::string Terminal::bad(std::string_view text) const {
  return styled(colour, "31", text);
}

std::string wrapped(std::string_view text, std::size_t columns, std::string_view indent) {
  std::string result;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    std::string row(indent);
    bool empty = true;
    while (!line.empty()) {
      const std::string_view word = line.substr(0, line.find(' '));
      line.remove_prefix(std::min(word.size() + 1, line.size()));
      if (!empty && characters(row) + 1 + characters(word) > columns) {
        result += row + '\n';
        row = indent;
        empty = true;
      }
      row += (empty ? "" : " ");
      row += word;
      empty = false;
    }
    result += (empty ? std::string() : row) + '\n';
  }
  return result;
}

std::string plain(std::string_view markdown) {
  std::string result;
  for (const char c : markdown) {
    if (c != '*' && c != '`') result += c;
  }
  return result;
}

ProgressBar::ProgressBar(const Terminal& terminal) : terminal_(terminal) {}

ProgressBar::~ProgressBar() {
  if (!shown_.empty()) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::show(double fraction, std::string_view what) {
  if (!terminal_.interactive) return;
  constexpr int kCells = 24;
  const int done = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * kCells);
  std::string line = fmt::format("\r\x1b[K[{:=<{}}{: <{}}] {}", "", done, "", kCells - done, what);
  if (line == shown_) return;
  shown_ = std::move(line);
  std::fputs(shown_.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace sp::native
