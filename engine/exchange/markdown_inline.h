// The part of markdown_to_html below paragraphs. Not for other folders.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sp::exchange {

/// The text of a paragraph, a heading or a cell as HTML, without line breaks.
std::string inline_html(std::string_view text);

/// Whether it is an ASCII punctuation character, which a backslash escapes.
bool is_punctuation(char c) noexcept;

/// The length of the entity, such as "&amp;" or "&#39;", that `text` begins with; 0 when it begins with none.
std::size_t entity_length(std::string_view text) noexcept;

/// Whether a link may lead there.
bool is_link_address(std::string_view address) noexcept;

}  // namespace sp::exchange
