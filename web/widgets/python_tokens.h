#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sp::ui {

enum class TokenKind : std::uint8_t { text, keyword, string, number, comment, name, builtin, decorator };

struct Token {
  std::uint32_t from = 0, length = 0;  ///< bytes
  TokenKind kind = TokenKind::text;
  friend bool operator==(const Token&, const Token&) = default;
};

/// Colours for Python source, in order and covering every byte once. Not a parser: wrong source is coloured
/// as far as it goes. A string that is not closed ends with its line (with the text, if it is triple-quoted).
/// `name` is what follows def and class; soft keywords (match, case, type) count only where a statement of
/// theirs can stand.
std::vector<Token> tokenize_python(std::string_view source);

}  // namespace sp::ui
