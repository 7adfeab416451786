#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What json_parse.cpp needs to say where something stands in a JSON text, and what is wrong with its syntax.
/// Not for other folders.
namespace sp::json {

/// 1-based; the column counts characters (code points). 0:0 stands for the text as a whole.
struct Position {
  int line = 0;
  int column = 0;
};

/// The place of the byte at `offset`; the place just after the last character when `offset` is the text's
/// size or more.
Position position_of(std::string_view text, std::size_t offset);

/// The places of the first `count` tokens that are no comma and no colon. Precondition: there are so many,
/// and they are well formed.
std::vector<Position> places_of(std::string_view text, std::size_t count);

/// A parser's complaint in a person's words.
struct SyntaxError {
  std::size_t offset = 0;  ///< of the byte where it goes wrong
  std::string expected;
  std::string found;
  bool at_end = false;  ///< the text ends too early
};

/// `read` is how many bytes the parser has read, one more than there are when it came to the end; `message`
/// is its own (nlohmann/json 3.11: "... while parsing <context> - unexpected <token>; expected <token>" or
/// "... - invalid string: ...").
SyntaxError explain_syntax_error(std::string_view text, std::size_t read, std::string_view message);

}  // namespace sp::json
