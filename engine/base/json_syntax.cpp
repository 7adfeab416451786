#include "engine/base/json_syntax.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include <fmt/format.h>

#include "engine/base/json.h"

namespace sp::json {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit(c) || c == '_' || c == '.' || c == '-' ||
         c == '+';
}

void advance(Position& at, char c) {
  if (c == '\n') {
    ++at.line;
    at.column = 1;
  } else if (!continuation(c)) {
    ++at.column;
  }
}

/// The run of word characters around `offset`, or the one character there.
std::pair<std::size_t, std::string_view> word_at(std::string_view text, std::size_t offset) {
  std::size_t begin = offset;
  while (begin > 0 && word_character(text[begin - 1])) --begin;
  std::size_t end = offset;
  while (end < text.size() && word_character(text[end])) ++end;
  if (begin == end) {
    ++end;
    while (end < text.size() && continuation(text[end])) ++end;
  }
  return {begin, text.substr(begin, end - begin)};
}

/// Where the sound token begins whose last byte stands before `end`.
std::size_t token_begin(std::string_view text, std::size_t end) {
  std::size_t begin = end - 1;
  if (text[begin] ==
      '"') {  // inside a text every quote has a backslash before it, and the opening quote has none
    do --begin;
    while (text[begin] != '"' || (begin > 0 && text[begin - 1] == '\\'));
    return begin;
  }
  return word_character(text[begin]) ? word_at(text, begin).first : begin;
}

char previous_mark(std::string_view text, std::size_t offset) {
  while (offset > 0 && blank(text[offset - 1])) --offset;
  return offset == 0 ? '\0' : text[offset - 1];
}

/// What a person may have meant by a word or mark that JSON does not have.
std::string_view hint_for(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kHints{{
      {"True", "JSON writes true"},
      {"False", "JSON writes false"},
      {"None", "JSON writes null"},
      {"undefined", "JSON writes null"},
      {"NaN", "JSON has no such number"},
      {"Infinity", "JSON has no such number"},
      {"-Infinity", "JSON has no such number"},
      {"'", "texts stand in double quotes"},
      {"\xE2\x80\x9C", "texts stand in straight double quotes"},
      {"\xE2\x80\x9D", "texts stand in straight double quotes"},
      {"/", "JSON has no comments"},
      {"#", "JSON has no comments"},
  }};
  for (const auto& [mark, hint] : kHints) {
    if (word == mark) return hint;
  }
  return {};
}

std::string with_hint(std::string found, std::string_view hint) {
  return hint.empty() ? found : fmt::format("{} ({})", found, hint);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// The parser read a sound token where another was due.
SyntaxError unexpected(std::string_view text, std::size_t read, std::string_view message) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kExpected{{
      {"while parsing object key", "a field name in double quotes"},
      {"while parsing object separator", "\":\" after the field name"},
      {"while parsing array", "\",\" or \"]\""},
      {"while parsing object ", "\",\" or \"}\""},
      {"; expected end of input", "the end of the text"},
  }};
  const bool at_end = contains(message, "unexpected end of input");
  const std::size_t offset = at_end ? text.size() : token_begin(text, read);
  SyntaxError error{offset, "a value", {}, at_end};
  for (const auto& [context, expected] : kExpected) {
    if (contains(message, context)) {
      error.expected = expected;
      break;
    }
  }
  if (error.at_end) {
    error.found = "the end of the text";
    return error;
  }
  const char mark = text[offset];
  if (mark == '"') {
    error.found = in_quotes(text.substr(offset + 1, read - offset - 2));
  } else {
    const std::string_view word = word_at(text.substr(offset), 0).second;  // not what ends just before it
    const bool leading_zero = word.size() > 1 && word[0] == '0' && digit(word[1]);
    error.found = with_hint(in_quotes(word), leading_zero ? "a number has no leading zero" : "");
  }
  const bool closing = mark == '}' || mark == ']';
  if (closing && previous_mark(text, offset) == ',') {
    error.found = with_hint(error.found, "no comma may stand after the last one");
  }
  return error;
}

/// The parser could not make a token.
SyntaxError malformed(std::string_view text, std::size_t offset, std::string_view message) {
  SyntaxError error{offset, {}, {}, offset >= text.size()};
  if (contains(message, "invalid string")) {
    const bool line_end = !error.at_end && (text[offset] == '\n' || text[offset] == '\r');
    if (error.at_end || line_end) {
      error.expected = "a closing quote";
      error.found = line_end ? "the end of the line (a line break inside a text is written \\n)"
                             : "the end of the text";
    } else if (contains(message, "ill-formed UTF-8")) {
      error.expected = "UTF-8";
      error.found = fmt::format("the byte 0x{:02X}", static_cast<unsigned char>(text[offset]));
    } else if (contains(message, "control character")) {
      error.expected = "no control character inside a text";
      error.found = fmt::format("U+{0:04X} (written \\u{0:04x})", static_cast<unsigned char>(text[offset]));
    } else if (contains(message, "surrogate")) {
      error.expected = "two \\u halves of one character (a surrogate pair)";
      error.found = "one half";
    } else if (contains(message, "4 hex digits")) {
      error.expected = "four hexadecimal digits after \\u";
      error.found = in_quotes(text.substr(offset, 1));
    } else {
      error.expected = "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u";
      error.found =
          fmt::format("a backslash before {}", in_quotes(word_at(text, offset).second.substr(0, 1)));
    }
    return error;
  }
  error.expected = contains(message, "number") ? "a number" : "a value";
  if (error.at_end) {
    error.found = "the end of the text";
    return error;
  }
  const auto [begin, word] = word_at(text, offset);
  error.offset = begin;
  error.found = with_hint(in_quotes(word), hint_for(word));
  return error;
}

}  // namespace

Position position_of(std::string_view text, std::size_t offset) {
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
    offset -= std::min(offset, kByteOrderMark.size());
  }
  Position at{1, 1};
  for (const char c : text.substr(0, offset)) advance(at, c);
  return at;
}

std::vector<Position> places_of(std::string_view text, std::size_t count) {
  std::vector<Position> places;
  places.reserve(count);
  std::size_t offset = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  Position at{1, 1};
  const auto step = [&] { advance(at, text[offset++]); };
  while (places.size() < count) {
    while (blank(text[offset]) || text[offset] == ',' || text[offset] == ':') step();
    places.push_back(at);
    const char first = text[offset];
    step();
    if (first == '"') {
      while (text[offset] != '"') {
        if (text[offset] == '\\') step();
        step();
      }
      step();
    } else if (word_character(first)) {
      while (offset < text.size() && word_character(text[offset])) step();
    }
  }
  return places;
}

SyntaxError explain_syntax_error(std::string_view text, std::size_t read, std::string_view message) {
  if (contains(message, "number overflow")) {
    const std::size_t begin = token_begin(text, read);
    return {begin, "a number that a double can hold", in_quotes(text.substr(begin, read - begin)), false};
  }
  if (contains(message, "unexpected ")) return unexpected(text, read, message);
  return malformed(text, read > text.size() ? text.size() : read - 1, message);
}

}  // namespace sp::json
