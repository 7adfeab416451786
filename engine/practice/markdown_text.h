#pragma once

#include <string>
#include <string_view>

/// Plain text inside of Markdown (CommonMark, and what GitHub adds to it). Any thread.
namespace sp::practice {

/// `text` with each byte that is not UTF-8, and each control character but tab and line feed, replaced by
/// U+FFFD; line ends become LF.
std::string clean_text(std::string_view text);

/// One line of text that reads as it is written: what means something to Markdown is escaped with
/// backslashes, line breaks become blanks. `at_start`: it begins a line, where more signs mean something.
std::string markdown_line(std::string_view text, bool at_start = false);

/// A quotation that reads as `text` is written, line for line; blanks at the beginning of a line stay, those
/// at its end do not. Ends with a line end. An empty text gives an empty quotation.
std::string markdown_quote(std::string_view text);

/// Markdown of several lines as the content of a list entry: the lines after the first are indented.
std::string markdown_indented(std::string_view markdown);

}  // namespace sp::practice
