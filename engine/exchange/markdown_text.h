// Text as Markdown.
#pragma once

#include <string>
#include <string_view>

namespace sp::exchange {

/// Text as Markdown that shows just that text, its line breaks and indentations included. Any thread.
std::string text_to_markdown(std::string_view text);

/// `text` in a fence that is longer than any in it.
std::string fenced(std::string_view text, std::string_view language);

/// `code` in backticks, on one line; blank code as it is.
std::string code_span(std::string_view code);

/// `text` with a backslash before what would be a mark of Markdown in the middle of a paragraph, and only
/// there: learners read the source at the terminal.
std::string escape_inline(std::string_view text);

/// A line of a paragraph, its text escaped, with a backslash where it would begin a list, a heading, a quote,
/// a table, or underline one.
std::string escape_line(std::string line);

}  // namespace sp::exchange
