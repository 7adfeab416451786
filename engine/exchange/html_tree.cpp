#include "engine/exchange/html_tree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/exchange/markdown_inline.h"
#include "engine/exchange/text.h"

namespace sp::exchange {
namespace {

constexpr std::size_t kDeepest = 48;

struct Entity {
  std::string_view name, text;
};
constexpr std::array kEntities{
    Entity{"amp", "&"},         Entity{"lt", "<"},          Entity{"gt", ">"},
    Entity{"quot", "\""},       Entity{"apos", "'"},        Entity{"nbsp", " "},
    Entity{"ndash", "\u2013"},  Entity{"mdash", "\u2014"},  Entity{"hellip", "\u2026"},
    Entity{"lsquo", "\u2018"},  Entity{"rsquo", "\u2019"},  Entity{"ldquo", "\u201C"},
    Entity{"rdquo", "\u201D"},  Entity{"laquo", "\u00AB"},  Entity{"raquo", "\u00BB"},
    Entity{"times", "\u00D7"},  Entity{"divide", "\u00F7"}, Entity{"minus", "\u2212"},
    Entity{"plusmn", "\u00B1"}, Entity{"le", "\u2264"},     Entity{"ge", "\u2265"},
    Entity{"ne", "\u2260"},     Entity{"rarr", "\u2192"},   Entity{"larr", "\u2190"},
    Entity{"rArr", "\u21D2"},   Entity{"harr", "\u2194"},   Entity{"middot", "\u00B7"},
    Entity{"bull", "\u2022"},   Entity{"deg", "\u00B0"},    Entity{"micro", "\u00B5"},
    Entity{"copy", "\u00A9"},   Entity{"reg", "\u00AE"},    Entity{"euro", "\u20AC"},
    Entity{"infin", "\u221E"},  Entity{"zwnj", ""},         Entity{"shy", ""},
};

/// "&amp;" or "&#x41;" as text; what is not known stays as it is written.
void append_entity(std::string& out, std::string_view entity) {
  std::string_view name = entity.substr(1, entity.size() - 2);
  if (!name.starts_with('#')) {
    const auto known = std::find_if(kEntities.begin(), kEntities.end(),
                                    [&](const Entity& each) { return each.name == name; });
    out += known == kEntities.end() ? entity : known->text;
    return;
  }
  name.remove_prefix(1);
  const bool hex = name.starts_with('x') || name.starts_with('X');
  if (hex) name.remove_prefix(1);
  std::uint32_t code = 0;
  std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
  const bool scalar = code > 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (scalar && code == 0xA0) {
    out += ' ';
  } else {
    append_code_point(out, scalar ? code : 0xFFFD);
  }
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 30> kBlocks{
    "address", "article", "aside", "blockquote", "center",  "dd",    "div", "dl",     "dt", "figure",
    "footer",  "h1",      "h2",    "h3",         "h4",      "h5",    "h6",  "header", "hr", "li",
    "main",    "ol",      "p",     "pre",        "section", "table", "td",  "th",     "tr", "ul"};
constexpr std::array<std::string_view, 9> kVoid{"br",  "hr",   "img",  "input", "wbr",
                                                "col", "meta", "link", "source"};
/// Begun inside one of the same, it ends that one first.
constexpr std::array<std::string_view, 6> kNoNesting{"p", "li", "td", "th", "tr", "option"};

/// The attribute of which the text is kept.
std::string_view attribute_of(std::string_view name) {
  return name == "a" ? "href" : name == "ol" ? "start" : name == "code" || name == "pre" ? "class" : "";
}

class Parser {
 public:
  explicit Parser(std::string_view html) : html_(html) {
    nodes_.emplace_back().name = "document";
    open_.push_back(0);
  }

  std::vector<HtmlNode> run() {
    while (at_ < html_.size()) {
      const std::size_t tag = std::min(html_.find('<', at_), html_.size());
      text(html_.substr(at_, tag - at_));
      at_ = tag;
      if (at_ < html_.size()) markup();
    }
    while (open_.size() > 1) pop();
    return std::move(nodes_);
  }

 private:
  void text(std::string_view raw) {
    if (raw.empty()) return;
    const auto& siblings = nodes_[open_.back()].children;
    if (siblings.empty() || !nodes_[siblings.back()].name.empty()) add("");
    nodes_[nodes_[open_.back()].children.back()].text += decode_entities(raw);
  }

  std::size_t add(std::string name) {
    const std::size_t node = nodes_.size();
    nodes_.emplace_back().name = std::move(name);
    nodes_[open_.back()].children.push_back(node);
    return node;
  }

  void pop() {
    const HtmlNode& last = nodes_[open_.back()];
    const bool blocks = last.holds_blocks || is_block(last.name);
    open_.pop_back();
    if (blocks) nodes_[open_.back()].holds_blocks = true;
  }

  /// Goes to the end of `mark`, or of all.
  void skip_past(std::string_view mark) {
    const std::size_t end = html_.find(mark, at_);
    at_ = end == kNone ? html_.size() : end + mark.size();
  }

  void markup() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) return skip_past("-->");
    if (rest.starts_with("<!") || rest.starts_with("<?")) return skip_past(">");
    const bool closing = rest.starts_with("</");
    const std::size_t begin = closing ? 2 : 1;
    if (rest.size() <= begin || !is_letter(rest[begin])) {
      text("&lt;");
      ++at_;
      return;
    }
    std::string name;
    for (at_ += begin;
         at_ < html_.size() && (is_letter(html_[at_]) || (html_[at_] >= '0' && html_[at_] <= '9')); ++at_)
      name += lower(html_[at_]);
    closing ? close(name) : open(name);
  }

  void close(std::string_view name) {
    skip_past(">");
    const auto found = std::find_if(open_.rbegin(), open_.rend() - 1,
                                    [&](std::size_t node) { return nodes_[node].name == name; });
    if (found == open_.rend() - 1) return;
    while (nodes_[open_.back()].name != name) pop();
    pop();
  }

  void open(const std::string& name) {
    std::string kept = attributes(name);
    if (name == "script" || name == "style" || name == "head" || name == "title") {
      skip_past("</" + name);
      return skip_past(">");
    }
    if (is_block(name) && nodes_[open_.back()].name == "p") pop();
    if (among(kNoNesting, name)) end_same(name);
    const std::size_t node = add(name);
    nodes_[node].text = std::move(kept);
    if (is_block(name)) nodes_[open_.back()].holds_blocks = true;
    if (!among(kVoid, name) && open_.size() < kDeepest) open_.push_back(node);
  }

  void end_same(std::string_view name) {
    for (std::size_t i = open_.size(); i-- > 1;) {
      const std::string& outer = nodes_[open_[i]].name;
      if (outer == name || (name == "td" && outer == "th") || (name == "th" && outer == "td")) {
        while (open_.size() > i) pop();
        return;
      }
      if (outer == "ul" || outer == "ol" || outer == "table" || (outer == "tr" && name != "tr")) return;
    }
  }

  /// Goes to the end of the tag; gives the attribute that counts.
  std::string attributes(std::string_view tag) {
    std::string kept, alt, source;
    while (at_ < html_.size() && html_[at_] != '>') {
      if (is_blank(html_[at_]) || html_[at_] == '/') {
        ++at_;
        continue;
      }
      std::string name;
      while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '=' && html_[at_] != '>')
        name += lower(html_[at_++]);
      std::string value = attribute_value();
      if (tag == "img") {
        if (name == "alt") alt = std::move(value);
        if (name == "src") source = std::move(value);
      } else if (!name.empty() && name == attribute_of(tag)) {
        kept = std::move(value);
      }
    }
    if (at_ < html_.size()) ++at_;
    return tag == "img" ? (alt.empty() ? source : alt) : kept;
  }

  std::string attribute_value() {
    while (at_ < html_.size() && is_blank(html_[at_])) ++at_;
    if (at_ >= html_.size() || html_[at_] != '=') return {};
    ++at_;
    while (at_ < html_.size() && is_blank(html_[at_])) ++at_;
    if (at_ >= html_.size()) return {};
    const char quote = html_[at_];
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted) ++at_;
    const std::size_t begin = at_;
    while (at_ < html_.size() && (quoted ? html_[at_] != quote : !is_blank(html_[at_]) && html_[at_] != '>'))
      ++at_;
    std::string value = decode_entities(html_.substr(begin, at_ - begin));
    if (quoted && at_ < html_.size()) ++at_;
    return value;
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<HtmlNode> nodes_;
  std::vector<std::size_t> open_;  ///< the document, and what is open in it
};

}  // namespace

std::vector<HtmlNode> parse_html(std::string_view html) {
  return Parser(html).run();
}

bool is_block(std::string_view name) {
  return among(kBlocks, name);
}

std::string decode_entities(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = text[at] == '&' ? entity_length(text.substr(at)) : 0;
    if (length > 0) {
      append_entity(out, text.substr(at, length));
      at += length;
    } else if (text.substr(at).starts_with("\u00A0")) {
      out += ' ';
      at += 2;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace sp::exchange
