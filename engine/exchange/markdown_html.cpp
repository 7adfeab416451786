#include "engine/exchange/markdown_html.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/exchange/markdown_inline.h"
#include "engine/exchange/text.h"

namespace sp::exchange {
namespace {

using Lines = std::vector<std::string>;

constexpr int kDeepest = 12;
constexpr std::size_t kTab = 4;

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}
bool is_blank(std::string_view line) {
  return line.find_first_not_of(' ') == kNone;
}
/// Lines without their ends; tabs at their beginning as blanks.
Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    if (line.ends_with('\r')) line.pop_back();
    for (std::size_t at = 0; at < line.size() && (line[at] == ' ' || line[at] == '\t'); ++at) {
      if (line[at] == '\t') line.replace(at, 1, kTab - at % kTab, ' ');
    }
    lines.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

struct Fence {
  char mark;
  std::size_t length, indent;
  std::string language;
};

std::optional<Fence> fence_of(std::string_view line) {
  const std::size_t indent = indent_of(line);
  line.remove_prefix(indent);
  const char mark = line.empty() ? '\0' : line.front();
  if (mark != '`' && mark != '~') return std::nullopt;
  const std::size_t length = std::min(line.find_first_not_of(mark), line.size());
  const std::string_view info = trimmed(line.substr(length));
  if (length < 3 || (mark == '`' && info.find('`') != kNone)) return std::nullopt;
  return Fence{mark, length, indent, std::string(info.substr(0, info.find(' ')))};
}

bool closes(const Fence& fence, std::string_view line) {
  line = trimmed(line);
  return line.size() >= fence.length && line.find_first_not_of(fence.mark) == kNone;
}

/// The level of a heading; 0 when the line is none.
std::size_t heading_level(std::string_view line) {
  line = trimmed(line);
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  return level <= 6 && (level == line.size() || line[level] == ' ') ? level : 0;
}

bool is_rule(std::string_view line) {
  line = trimmed(line);
  if (line.empty() || std::string_view("-*_").find(line.front()) == kNone) return false;
  const auto marks = static_cast<std::size_t>(std::count(line.begin(), line.end(), line.front()));
  const auto blanks = static_cast<std::size_t>(std::count(line.begin(), line.end(), ' '));
  return marks >= 3 && marks + blanks == line.size();
}

/// The mark at the beginning of a list's item.
struct Marker {
  char mark = 0;            ///< - + * or, after a number, . )
  std::string number;       ///< empty for a bullet
  std::size_t content = 0;  ///< the column where the item's text begins
  bool empty = false;

  bool same_list(const Marker& other) const {
    return mark == other.mark && number.empty() == other.number.empty();
  }
};

std::optional<Marker> marker_of(std::string_view line) {
  constexpr std::size_t kMostDigits = 9, kMostBlanks = 4;
  const std::size_t indent = indent_of(line);
  std::size_t at = indent;
  while (at < line.size() && at - indent < kMostDigits && line[at] >= '0' && line[at] <= '9') ++at;
  const bool ordered = at > indent;
  if (at >= line.size() || std::string_view(ordered ? ".)" : "-+*").find(line[at]) == kNone)
    return std::nullopt;
  Marker marker{line[at], std::string(line.substr(indent, at - indent)), at + 2, false};
  const std::string_view rest = line.substr(at + 1);
  if (!rest.empty() && rest.front() != ' ') return std::nullopt;
  const std::size_t blanks = indent_of(rest);
  marker.empty = blanks == rest.size();
  if (!marker.empty && blanks <= kMostBlanks) marker.content = at + 1 + blanks;
  return marker;
}

/// The cells of a table's row.
std::vector<std::string> cells_of(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  std::vector<std::string> cells(1);
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\' && at + 1 < line.size()) {
      if (line[at + 1] != '|') cells.back() += line[at];
      cells.back() += line[++at];
    } else if (line[at] == '|') {
      cells.emplace_back();
    } else {
      cells.back() += line[at];
    }
  }
  if (cells.size() > 1 && is_blank(cells.back())) cells.pop_back();
  for (std::string& cell : cells) cell = trimmed(cell);
  return cells;
}

/// Whether the line stands below a table's header: |---|:-:|
bool is_table_rule(std::string_view line) {
  if (line.find('|') == kNone && line.find(':') == kNone) return false;
  const auto cells = cells_of(line);
  return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) {
    if (cell.starts_with(':')) cell.remove_prefix(1);
    if (cell.ends_with(':')) cell.remove_suffix(1);
    return !cell.empty() && cell.find_first_not_of('-') == kNone;
  });
}

/// Turns the lines of one document, item or quote into HTML.
class Blocks {
 public:
  /// `tight`: paragraphs are not marked as such.
  Blocks(Lines lines, int depth, bool tight) : lines_(std::move(lines)), depth_(depth), tight_(tight) {}

  std::string run() {
    while (at_ < lines_.size()) {
      if (is_blank(line())) {
        ++at_;
      } else if (const auto fence = fence_of(line())) {
        code(*fence);
      } else if (const std::size_t level = heading_level(line())) {
        heading(level);
      } else if (is_rule(line())) {
        html_ += "<hr>";
        ++at_;
      } else if (trimmed(line()).starts_with('>') && depth_ < kDeepest) {
        quote();
      } else if (const auto marker = marker_of(line()); marker && depth_ < kDeepest) {
        list(*marker);
      } else if (at_table()) {
        table();
      } else {
        paragraph();
      }
    }
    return std::move(html_);
  }

 private:
  const std::string& line() const { return lines_[at_]; }

  void code(const Fence& fence) {
    std::string text;
    for (++at_; at_ < lines_.size() && !closes(fence, line()); ++at_)
      text += line().substr(std::min(fence.indent, indent_of(line()))) + '\n';
    ++at_;
    const std::string kind =
        fence.language.empty() ? "" : fmt::format(" class=\"language-{}\"", escape_html(fence.language));
    html_ += fmt::format("<pre><code{}>{}</code></pre>", kind, escape_html(text));
  }

  void heading(std::size_t level) {
    std::string_view text = trimmed(trimmed(line()).substr(level));
    const std::size_t end = text.find_last_not_of('#');
    if (end == kNone) {
      text = {};
    } else if (text[end] == ' ') {
      text = trimmed(text.substr(0, end));
    }
    html_ += fmt::format("<h{0}>{1}</h{0}>", level, inline_html(text));
    ++at_;
  }

  /// Whether the line begins something that may follow a paragraph without a blank line.
  bool interrupts(std::string_view text) const {
    const auto marker = marker_of(text);
    const bool item =
        marker && depth_ < kDeepest && !marker->empty && (marker->number.empty() || marker->number == "1");
    return item || fence_of(text) || heading_level(text) > 0 || is_rule(text) ||
           (trimmed(text).starts_with('>') && depth_ < kDeepest);
  }

  void quote() {
    Lines inner;
    for (; at_ < lines_.size() && !is_blank(line()); ++at_) {
      std::string_view text = trimmed(line());
      if (text.starts_with('>')) {
        text.remove_prefix(text.starts_with("> ") ? 2 : 1);
      } else if (inner.empty() || is_blank(inner.back()) || interrupts(line())) {
        break;
      }
      inner.emplace_back(text);
    }
    html_ += "<blockquote>" + Blocks(std::move(inner), depth_ + 1, false).run() + "</blockquote>";
  }

  /// Takes the lines of the item that begins here.
  Lines item(const Marker& marker) {
    Lines inner{line().substr(std::min(marker.content, line().size()))};
    bool lazy = !marker.empty;  ///< a paragraph may go on without indentation
    for (++at_; at_ < lines_.size(); ++at_) {
      if (is_blank(line())) {
        inner.emplace_back();
        lazy = false;
      } else if (indent_of(line()) >= marker.content) {
        inner.push_back(line().substr(marker.content));
        lazy = true;
      } else if (lazy && !interrupts(line()) && !marker_of(line())) {
        inner.push_back(line().substr(indent_of(line())));
      } else {
        break;
      }
    }
    return inner;
  }

  /// Whether an empty line stands between the parts of an item, other than in code.
  static bool is_loose(const Lines& item) {
    std::optional<Fence> fence;
    for (const std::string& text : item) {
      if (fence) {
        if (closes(*fence, text)) fence.reset();
      } else if (is_blank(text)) {
        return true;
      } else {
        fence = fence_of(text);
      }
    }
    return false;
  }

  void list(const Marker& first) {
    std::vector<Lines> items;
    bool loose = false, parted = false;
    for (auto marker = std::optional(first); marker && marker->same_list(first) && !is_rule(line());) {
      loose = loose || parted;
      items.push_back(item(*marker));
      parted = is_blank(items.back().back()) && items.back().size() > 1;
      while (items.back().size() > 1 && is_blank(items.back().back())) items.back().pop_back();
      loose = loose || is_loose(items.back());
      marker = at_ < lines_.size() ? marker_of(line()) : std::nullopt;
    }
    const std::string tag = first.number.empty() ? "ul" : "ol";
    const std::size_t digits = std::min(first.number.find_first_not_of('0'), first.number.size());
    const std::string start = first.number.substr(digits);
    const bool counted = tag == "ol" && start != "1";
    html_ += "<" + tag + (counted ? fmt::format(" start=\"{}\">", start.empty() ? "0" : start) : ">");
    for (Lines& each : items) html_ += "<li>" + Blocks(std::move(each), depth_ + 1, !loose).run() + "</li>";
    html_ += "</" + tag + ">";
  }

  bool at_table() const {
    return line().find('|') != kNone && at_ + 1 < lines_.size() && is_table_rule(lines_[at_ + 1]) &&
           cells_of(line()).size() == cells_of(lines_[at_ + 1]).size();
  }

  void row(std::string_view tag, std::size_t columns) {
    auto cells = cells_of(line());
    cells.resize(columns);
    html_ += "<tr>";
    for (const std::string& cell : cells) html_ += fmt::format("<{0}>{1}</{0}>", tag, inline_html(cell));
    html_ += "</tr>";
    ++at_;
  }

  void table() {
    const std::size_t columns = cells_of(line()).size();
    html_ += "<table>";
    row("th", columns);
    ++at_;
    while (at_ < lines_.size() && !is_blank(line()) && !interrupts(line())) row("td", columns);
    html_ += "</table>";
  }

  void paragraph() {
    std::string text = line().substr(indent_of(line()));
    std::size_t level = 0;  ///< of the heading that it is, when it is underlined
    for (++at_; at_ < lines_.size() && !is_blank(line()); ++at_) {
      const std::string_view under = trimmed(line());
      if (under.find_first_not_of('=') == kNone || under.find_first_not_of('-') == kNone) {
        level = under.front() == '=' ? 1 : 2;
        ++at_;
        break;
      }
      if (interrupts(line())) break;
      text += '\n' + line().substr(indent_of(line()));
    }
    const std::string inner = inline_html(trimmed(text));
    if (level > 0) {
      html_ += fmt::format("<h{0}>{1}</h{0}>", level, inner);
    } else {
      html_ += tight_ ? inner : "<p>" + inner + "</p>";
    }
  }

  Lines lines_;
  const int depth_;
  const bool tight_;
  std::size_t at_ = 0;
  std::string html_;
};

}  // namespace

std::string markdown_to_html(std::string_view markdown) {
  return Blocks(split(markdown), 0, false).run();
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace sp::exchange
