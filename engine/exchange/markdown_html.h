// Markdown as HTML, for programs that know no Markdown.
#pragma once

#include <string>
#include <string_view>

namespace sp::exchange {

/// The Markdown of cards as HTML: paragraphs, headings, lists, quotes, fenced code, tables, rules,
/// emphasis, `code`, ~~strikethrough~~, links, addresses in <>, backslash escapes and hard breaks, as
/// CommonMark 0.31 and GitHub's tables have them, without reference links. As on the program's screens, HTML
/// in the source is text, an image its description, a link leads only to http, https or mailto, and indented
/// lines are no code.
///
/// The result holds line breaks only in code. Nesting beyond 12 levels is flattened to paragraphs. Never
/// fails: any bytes give some HTML, in time that grows with their number. Any thread.
std::string markdown_to_html(std::string_view markdown);

/// & < > " as entities.
std::string escape_html(std::string_view text);

}  // namespace sp::exchange
