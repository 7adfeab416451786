#include "engine/practice/markdown_text.h"

#include <algorithm>
#include <cstddef>

#include "engine/base/utf8.h"

namespace sp::practice {
namespace {

constexpr std::string_view kMeaningful = "\\`*_[]<>&|~$";  // anywhere in a line
constexpr std::string_view kAtStart = "#+-=:";             // headings, lists, lines below headings

/// Where the point of "1." or the bracket of "1)" stands at the beginning of a line; npos when none does.
std::size_t list_number_end(std::string_view line) {
  const std::size_t end = line.find_first_not_of("0123456789");
  const bool is_list = end != 0 && end != std::string_view::npos && (line[end] == '.' || line[end] == ')');
  return is_list ? end : std::string_view::npos;
}

/// "www." is a link on GitHub, and so is "https://".
bool begins_link(std::string_view line, std::size_t at) {
  return (line[at] == '.' && line.substr(0, at).ends_with("www")) ||
         (line[at] == ':' && line.substr(at).starts_with("://"));
}

std::string escaped(std::string_view line, bool at_start) {
  std::string out;
  const std::size_t number_end = at_start ? list_number_end(line) : std::string_view::npos;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool first = at_start && i == 0 && kAtStart.find(line[i]) != std::string_view::npos;
    if (first || i == number_end || kMeaningful.find(line[i]) != std::string_view::npos ||
        begins_link(line, i))
      out += '\\';
    out += line[i];
  }
  return out;
}

/// A line of a quotation: blanks at its beginning would begin code, or vanish.
std::string quoted_line(std::string_view line) {
  constexpr std::string_view kBlank = "&nbsp;";
  constexpr int kTab = 4;
  const std::size_t end = line.find_last_not_of(" \t");
  line = line.substr(0, end == std::string_view::npos ? 0 : end + 1);
  std::string out = "> ";
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) {
    for (int i = 0; i < (line.front() == ' ' ? 1 : kTab); ++i) out += kBlank;
    line.remove_prefix(1);
  }
  return out + escaped(line, out.size() == 2);
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const char32_t c = next_code_point(text);
    if (c == '\r') {
      if (text.empty() || text.front() != '\n') out += '\n';
    } else {
      const bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
      append_code_point(out, control ? kReplacement : c);
    }
  }
  return out;
}

std::string markdown_line(std::string_view text, bool at_start) {
  std::string line = clean_text(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return escaped(line, at_start);
}

std::string markdown_quote(std::string_view text) {
  const std::string clean = clean_text(text);
  std::string out;
  std::string_view rest = clean;
  while (true) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    const std::string_view next = rest.substr(0, rest.find('\n'));
    if (is_blank(line)) {
      out += ">";
    } else {
      out += quoted_line(line);
      if (!is_blank(next)) out += '\\';  // a line break
    }
    out += '\n';
    if (end == std::string_view::npos || rest.empty()) return out;
  }
}

std::string markdown_indented(std::string_view markdown) {
  std::string out;
  for (const char c : markdown) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out;
}

}  // namespace sp::practice
