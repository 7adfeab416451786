#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sp::native {

/// How to write on a terminal, or on a file or pipe that takes its place. Plain data; any thread.
struct Terminal {
  bool colour = false;       ///< escape sequences are understood and wanted: `interactive`, and NO_COLOR is
                             ///< unset or empty
  bool interactive = false;  ///< a person watches, so that a line may be redrawn: it is a terminal, and TERM
                             ///< is neither unset nor "dumb"
  std::size_t columns = 80;

  static Terminal of_stdout();
  static Terminal of_stderr();

  std::string bold(std::string_view text) const;
  std::string good(std::string_view text) const;
  std::string bad(std::string_view text) const;
};

/// How many characters the text, UTF-8, has.
std::size_t characters(std::string_view text);

/// `text` broken at blanks into lines of at most `columns` characters, each after `indent` and with a line
/// end. Line breaks in `text` stay.
std::string wrapped(std::string_view text, std::size_t columns, std::string_view indent = "");

/// Markdown without its marks for emphasis and code.
std::string plain(std::string_view markdown);

/// One line on the standard error that is redrawn as work goes on; nothing when it is not a terminal. Removed
/// at the end. `show` may be called from one thread at a time.
class ProgressBar {
 public:
  explicit ProgressBar(const Terminal& terminal);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  void show(double fraction, std::string_view what);

 private:
  Terminal terminal_;
  std::string shown_;
};

}  // namespace sp::native
