// HTML as Markdown: what other programs write, in the form that cards have.
#pragma once

#include <string>
#include <string_view>

namespace sp::exchange {

/// HTML, such as Anki's fields hold, as Markdown: paragraphs, headings, lists, quotes, <pre>, tables, rules,
/// <b> <i> <code> <del> <a> and line breaks; other elements count for what is in them, an image for "[image:
/// ...]" with its description or its file's name, <script>, <style> and comments for nothing. Named and
/// numeric entities become their characters; a hard blank becomes a blank. Wrong nesting is taken as a
/// browser would, or nearly; nesting beyond 48 elements is flattened. Never fails, in time that grows with
/// the length. Any thread.
std::string html_to_markdown(std::string_view html);

/// Whether tags or entities stand in it.
bool looks_like_html(std::string_view text);

}  // namespace sp::exchange
