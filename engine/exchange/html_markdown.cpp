#include "engine/exchange/html_markdown.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/exchange/html_tree.h"
#include "engine/exchange/markdown_inline.h"
#include "engine/exchange/markdown_text.h"
#include "engine/exchange/text.h"

namespace sp::exchange {
namespace {

constexpr std::string_view kBreak = "\\\n";

/// Every line but the first moved in.
std::string moved_in(std::string_view text, std::size_t columns) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    out += text[at];
    if (text[at] == '\n' && at + 1 < text.size() && text[at + 1] != '\n') out.append(columns, ' ');
  }
  return out;
}

/// `text` with its runs of blanks and line breaks as single blanks.
std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!blank) {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  return out;
}

std::string joined(const std::vector<std::string>& blocks, std::string_view between) {
  std::string out;
  for (const std::string& block : blocks) out.append(out.empty() ? "" : between).append(block);
  return out;
}

/// What one list's item holds.
struct Item {
  std::vector<std::string> blocks;
  bool loose = false;
};

class Renderer {
 public:
  explicit Renderer(std::string_view html) : nodes_(parse_html(html)) {}

  std::string run() const { return joined(blocks(nodes_.front()), "\n\n"); }

 private:
  using Blocks = std::vector<std::string>;

  /// The paragraphs, lists and so on that a node's children make.
  Blocks blocks(const HtmlNode& node) const {
    Blocks out;
    std::string line;
    add_children(node, out, line);
    end_paragraph(line, out);
    return out;
  }

  void add_children(const HtmlNode& node, Blocks& out, std::string& line) const {
    for (const std::size_t child : node.children) add(nodes_[child], out, line);
  }

  void add(const HtmlNode& node, Blocks& out, std::string& line) const {
    if (!is_block(node.name)) {
      if (node.holds_blocks) return add_children(node, out, line);
      append(line, inlines(node));
      return;
    }
    end_paragraph(line, out);
    if (node.name == "pre") {
      out.push_back(preformatted(node));
    } else if (node.name == "hr") {
      out.emplace_back("---");
    } else if (node.name == "ul" || node.name == "ol") {
      list(node, out);
    } else if (node.name == "blockquote") {
      if (const std::string quote = joined(blocks(node), "\n\n"); !quote.empty())
        out.push_back(quoted(quote));
    } else if (node.name == "table") {
      table(node, out);
    } else if (node.name.size() == 2 && node.name[0] == 'h') {
      heading(node, out);
    } else {
      for (std::string& block : blocks(node)) out.push_back(std::move(block));
    }
  }

  static void append(std::string& line, std::string_view more) {
    if ((line.empty() || line.ends_with(' ') || line.ends_with('\n')) && more.starts_with(' '))
      more.remove_prefix(1);
    line += more;
  }

  /// Two breaks in a row end a paragraph, too.
  static void end_paragraph(std::string& line, Blocks& out) {
    const std::string twice = std::string(kBreak) + std::string(kBreak);
    std::string_view rest = line;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(twice), rest.size());
      add_paragraph(rest.substr(0, end), out);
      rest.remove_prefix(std::min(end + twice.size(), rest.size()));
    }
    line.clear();
  }

  static void add_paragraph(std::string_view text, Blocks& out) {
    std::string paragraph;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(kBreak), text.size());
      const std::string_view line = trimmed(text.substr(0, end));
      if (!line.empty()) {
        if (!paragraph.empty()) paragraph += kBreak;
        paragraph += escape_line(std::string(line));
      }
      text.remove_prefix(std::min(end + kBreak.size(), text.size()));
    }
    if (!paragraph.empty()) out.push_back(std::move(paragraph));
  }

  /// Everything in the node as one run of text.
  std::string inlines(const HtmlNode& node) const {
    if (node.name.empty()) return escape_inline(collapsed(node.text));
    if (node.name == "br") return std::string(kBreak);
    if (node.name == "img") return escape_inline("[image: " + collapsed(node.text) + "]");
    if (node.name == "code" || node.name == "tt" || node.name == "kbd" || node.name == "samp")
      return code_span(raw_text(node));
    std::string inner;
    for (const std::size_t child : node.children) append_kept(inner, inlines(nodes_[child]));
    if (node.name == "b" || node.name == "strong") return marked(inner, "**", "**");
    if (node.name == "i" || node.name == "em") return marked(inner, "*", "*");
    if (node.name == "del" || node.name == "s" || node.name == "strike") return marked(inner, "~~", "~~");
    if (node.name == "a" && is_link_address(node.text) && node.text.find_first_of(" \n<>") == kNone)
      return marked(inner, "[", "](" + target(node.text) + ")");
    return inner;
  }

  static void append_kept(std::string& text, std::string_view more) {
    if (text.ends_with(' ') && more.starts_with(' ')) more.remove_prefix(1);
    text += more;
  }

  static std::string target(const std::string& address) {
    return address.find_first_of("()\\") == kNone ? address : "<" + address + ">";
  }

  /// Marks stand at words: blanks go outside.
  static std::string marked(const std::string& inner, std::string_view begin, std::string_view end) {
    const std::string_view text = trimmed(inner);
    if (text.empty() || text == "\\") return inner;
    const std::size_t before = inner.find(text), after = inner.size() - before - text.size();
    return inner.substr(0, before) + std::string(begin) + std::string(text) + std::string(end) +
           inner.substr(inner.size() - after);
  }

  /// The text with its line breaks, without any marks.
  std::string raw_text(const HtmlNode& node) const {
    if (node.name.empty()) return node.text;
    if (node.name == "br") return "\n";
    std::string out;
    for (const std::size_t child : node.children) {
      const HtmlNode& each = nodes_[child];
      if (is_block(each.name) && !out.empty() && !out.ends_with('\n')) out += '\n';
      out += raw_text(each);
    }
    return out;
  }

  std::string preformatted(const HtmlNode& node) const {
    constexpr std::string_view kLanguage = "language-";
    std::string_view language = node.text;
    for (const std::size_t child : node.children) {
      if (nodes_[child].name == "code" && !nodes_[child].text.empty()) language = nodes_[child].text;
    }
    const std::size_t at = language.find(kLanguage);
    language = at == kNone ? std::string_view() : language.substr(at + kLanguage.size());
    language = language.substr(0, language.find_first_of(" `\n"));
    std::string text = raw_text(node);
    const bool begins_with_text = !node.children.empty() && nodes_[node.children.front()].name.empty();
    if (begins_with_text && text.starts_with('\n')) text.erase(0, 1);  // as HTML has it
    return fenced(text, language);
  }

  static std::string quoted(std::string_view text) {
    std::string out = "> ";
    for (const char c : text) {
      out += c;
      if (c == '\n') out += "> ";
    }
    return out;
  }

  Item item(const HtmlNode& node) const {
    Item out{blocks(node), false};
    for (const std::size_t child : node.children) out.loose = out.loose || nodes_[child].name == "p";
    return out;
  }

  void list(const HtmlNode& node, Blocks& out) const {
    std::vector<Item> items;
    for (const std::size_t child : node.children) {
      const HtmlNode& each = nodes_[child];
      const bool blank = each.name.empty() && trimmed(collapsed(each.text)).empty();
      if (!blank) items.push_back(each.name == "li" ? item(each) : Item{blocks_of(each), false});
    }
    const bool loose = std::any_of(items.begin(), items.end(), [](const Item& each) { return each.loose; });
    std::string text;
    int number = 1;
    std::from_chars(node.text.data(), node.text.data() + node.text.size(), number);
    number = std::clamp(number, 0, 999'999);
    for (const Item& each : items) {
      const std::string mark = node.name == "ul" ? "- " : fmt::format("{}. ", number++);
      const std::string inner = moved_in(joined(each.blocks, loose ? "\n\n" : "\n"), mark.size());
      if (!text.empty()) text += loose ? "\n\n" : "\n";
      text += inner.empty() ? mark.substr(0, mark.size() - 1) : mark + inner;
    }
    if (!text.empty()) out.push_back(std::move(text));
  }

  /// The blocks of one node by itself.
  Blocks blocks_of(const HtmlNode& node) const {
    Blocks out;
    std::string line;
    add(node, out, line);
    end_paragraph(line, out);
    return out;
  }

  void heading(const HtmlNode& node, Blocks& out) const {
    const std::string text = one_line(node);
    if (text.empty()) return;
    const auto level = static_cast<std::size_t>(std::clamp(node.name[1] - '0', 1, 6));
    out.push_back(std::string(level, '#') + ' ' + text);
  }

  /// What is in the node, without any breaks.
  std::string one_line(const HtmlNode& node) const {
    std::string text = joined(blocks(node), " ");
    for (std::size_t at = text.find(kBreak); at != kNone; at = text.find(kBreak, at))
      text.replace(at, 2, " ");
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  /// Rows of a table, at any depth in it; those of tables within it, too.
  void rows(const HtmlNode& node, std::vector<std::vector<std::string>>& out) const {
    for (const std::size_t child : node.children) {
      const HtmlNode& each = nodes_[child];
      if (each.name != "tr") {
        rows(each, out);
        continue;
      }
      std::vector<std::string>& row = out.emplace_back();
      for (const std::size_t cell : each.children) {
        if (nodes_[cell].name == "td" || nodes_[cell].name == "th") row.push_back(cell_text(nodes_[cell]));
      }
    }
  }

  std::string cell_text(const HtmlNode& node) const {
    std::string out;
    for (const char c : one_line(node)) {
      if (c == '|') out += '\\';
      out += c;
    }
    return out;
  }

  void table(const HtmlNode& node, Blocks& out) const {
    std::vector<std::vector<std::string>> all;
    rows(node, all);
    std::size_t columns = 0;
    for (const auto& row : all) columns = std::max(columns, row.size());
    if (columns == 0) return;
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].resize(columns);
      text += (i > 0 ? "\n| " : "| ") + joined_cells(all[i]) + " |";
      if (i > 0) continue;
      text += "\n|";
      for (std::size_t column = 0; column < columns; ++column) text += "---|";
    }
    out.push_back(std::move(text));
  }

  static std::string joined_cells(const std::vector<std::string>& cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? " | " : "") + cells[i];
    return out;
  }

  std::vector<HtmlNode> nodes_;
};

}  // namespace

std::string html_to_markdown(std::string_view html) {
  return Renderer(html).run();
}

bool looks_like_html(std::string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at != kNone; at = text.find_first_of("<&", at + 1)) {
    if (text[at] == '&') {
      if (entity_length(text.substr(at)) > 0) return true;
      continue;
    }
    const std::size_t begin = at + 1 + (text.substr(at).starts_with("</") ? 1 : 0);
    const std::size_t end = text.find_first_of(" <>/\n", begin);
    const auto letter = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    if (end == kNone || end == begin || text[end] == '<' || text[end] == '\n') continue;
    const std::string_view name = text.substr(begin, end - begin);
    if (!(name.front() >= '0' && name.front() <= '9') && std::all_of(name.begin(), name.end(), letter) &&
        text.find('>', end) != kNone)
      return true;
  }
  return false;
}

}  // namespace sp::exchange
