#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sp {

inline constexpr char32_t kReplacement = 0xFFFD;

/// Takes one code point off the front of a non-empty text. Anything that is not well-formed UTF-8 gives
/// kReplacement and costs one byte.
char32_t next_code_point(std::string_view& text);

/// Without surrogates and overlong forms.
bool is_utf8(std::string_view text);

/// `c` is a code point, no surrogate.
void append_code_point(std::string& out, char32_t c);

/// Leaves at most so many bytes of well-formed UTF-8, no character cut in two.
void cut_to(std::string& text, std::size_t most);

}  // namespace sp
