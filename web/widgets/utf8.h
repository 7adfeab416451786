#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sp::ui {

inline constexpr char32_t kReplacement = 0xFFFD;

/// Takes one code point off the front of a non-empty text. Anything that is not well-formed UTF-8 gives
/// kReplacement and costs one byte.
char32_t next_code_point(std::string_view& text);

/// Start of the code point before, after `at`; `at` is a byte offset at a code point's start (or the end).
std::size_t previous_offset(std::string_view text, std::size_t at);
std::size_t next_offset(std::string_view text, std::size_t at);

void append_code_point(std::string& out, char32_t c);

/// The text with quotes, escaped for JSON; ill-formed bytes become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// True for characters that draw nothing and would only confuse: controls but tab and newline, bidirectional
/// overrides.
bool is_unprintable(char32_t c);

}  // namespace sp::ui
