#include "engine/exchange/markdown_text.h"

#include <algorithm>
#include <cstddef>

#include "engine/exchange/markdown_inline.h"
#include "engine/exchange/text.h"

namespace sp::exchange {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}
bool is_word(char c) {
  return !is_blank(c) && !is_punctuation(c);
}

/// The longest run of backticks.
std::size_t longest_ticks(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

/// Whether < begins what would be a link: <https:, <me@
bool begins_address(std::string_view text) {
  const std::size_t end = text.find_first_of(" \n<>:@", 1);
  return end != kNone && end > 1 && (text[end] == ':' || text[end] == '@');
}

/// Whether the * or _ from `at` to `end` may begin or end emphasis. What stands beside the text is not known.
bool may_emphasise(std::string_view text, std::size_t at, std::size_t end) {
  const char before = at == 0 ? '(' : text[at - 1], after = end == text.size() ? '(' : text[end];
  if (is_blank(before) && is_blank(after)) return false;
  return text[at] == '*' || !is_word(before) || !is_word(after);
}

/// Whether the character at `at` would mean something else.
bool is_mark(std::string_view text, std::size_t at) {
  const bool first = at == 0, last = at + 1 == text.size();
  const char before = first ? '(' : text[at - 1], after = last ? '(' : text[at + 1];
  switch (text[at]) {
    case '\\':
      return last || after == '\n' || is_punctuation(after);
    case '`':
      return true;
    case '~':
      return before == '~' || after == '~';
    case ']':
      return !last && after == '(';
    case '<':
      return begins_address(text.substr(at));
    case '&':
      return entity_length(text.substr(at)) > 0;
    default:
      return false;
  }
}

/// Where a line's beginning needs a backslash: before this character; npos for nowhere.
std::size_t line_mark(std::string_view line) {
  if (line.empty()) return kNone;
  const auto ends_mark = [&](std::size_t at) { return at >= line.size() || line[at] == ' '; };
  if (line.find_first_not_of("-:|= ") == kNone || line.front() == '>') return 0;
  if (std::string_view("-+*").find(line.front()) != kNone && ends_mark(1)) return 0;
  if (line.front() == '#' && ends_mark(line.find_first_not_of('#'))) return 0;
  if (line.front() == '[' && line.find("]:") != kNone) return 0;
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  const bool counted = digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')');
  return counted && ends_mark(digits + 1) ? digits : kNone;
}

}  // namespace

std::string escape_inline(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool emphasis = text[at] == '*' || text[at] == '_';
    const std::size_t end = emphasis ? std::min(text.find_first_not_of(text[at], at), text.size()) : at + 1;
    const bool escaped = emphasis ? may_emphasise(text, at, end) : is_mark(text, at);
    for (; at < end; ++at) {
      if (escaped) out += '\\';
      out += text[at];
    }
  }
  return out;
}

std::string escape_line(std::string line) {
  if (const std::size_t at = line_mark(line); at != kNone) line.insert(at, 1, '\\');
  return line;
}

std::string code_span(std::string_view code) {
  std::string text(code);
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (text.find_first_not_of(' ') == kNone) return text;
  const std::size_t ticks = longest_ticks(text);
  const std::string mark(ticks + 1, '`');
  const bool touches = text.front() == '`' || text.back() == '`';
  const bool stripped = text.size() > 1 && text.front() == ' ' && text.back() == ' ';
  return touches || stripped ? mark + ' ' + text + ' ' + mark : mark + text + mark;
}

std::string fenced(std::string_view text, std::string_view language) {
  const std::string fence(std::max<std::size_t>(3, longest_ticks(text) + 1), '`');
  std::string out = fence;
  out.append(language).append("\n").append(text);
  if (!out.ends_with('\n')) out += '\n';
  return out + fence;
}

std::string text_to_markdown(std::string_view text) {
  constexpr std::string_view kHardBlank = "\u00A0";
  std::string out;
  bool fresh = true;  ///< a paragraph begins
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    if (indent == line.size()) {
      fresh = true;
      continue;
    }
    if (!out.empty()) out += fresh ? "\n\n" : "\\\n";
    fresh = false;
    for (std::size_t i = 0; i < indent; ++i) out += kHardBlank;
    line.remove_prefix(indent);
    line = line.substr(0, line.find_last_not_of(' ') + 1);
    out += indent > 0 ? escape_inline(line) : escape_line(escape_inline(line));
  }
  return out;
}

}  // namespace sp::exchange
