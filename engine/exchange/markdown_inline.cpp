#include "engine/exchange/markdown_inline.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/exchange/markdown_html.h"
#include "engine/exchange/text.h"

namespace sp::exchange {
namespace {

bool letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What stands beside a run of delimiters.
enum class Beside : unsigned char { blank, punctuation, letter };

Beside kind_of(char c) {
  if (c == ' ' || c == '\n' || c == '\t') return Beside::blank;
  return is_punctuation(c) ? Beside::punctuation : Beside::letter;
}

/// Of characters outside of ASCII only those are told from letters that stand beside words in English texts.
Beside before(std::string_view text, std::size_t at) {
  if (at == 0) return Beside::blank;
  const std::string_view left = text.substr(0, at);
  if (left.ends_with("\u00A0")) return Beside::blank;
  if (at >= 3 && left.substr(at - 3).starts_with("\xE2\x80")) return Beside::punctuation;
  return kind_of(left.back());
}

Beside after(std::string_view text, std::size_t at) {
  if (at >= text.size()) return Beside::blank;
  const std::string_view right = text.substr(at);
  if (right.starts_with("\u00A0")) return Beside::blank;
  if (right.starts_with("\xE2\x80")) return Beside::punctuation;
  return kind_of(right.front());
}

/// A piece of the result: HTML, or a run of delimiters that may become tags.
struct Piece {
  std::string html;          ///< what stands before the tags that the run became
  char mark = 0;             ///< * _ ~, or 0 for HTML alone
  std::size_t count = 0;     ///< delimiters left
  std::size_t original = 0;  ///< as they were written
  bool opens = false, closes = false;
  std::string tail;  ///< opening tags, the outermost first
};

/// A link holds images, but no links; an image neither.
enum class Within : unsigned char { text, link, image };

/// Turns one text into HTML, in one pass and then one over its delimiters.
class Inline {
 public:
  Inline(std::string_view text, Within within) : text_(text), within_(within) { find_brackets(); }

  std::string run() {
    while (at_ < text_.size()) step();
    pair_delimiters();
    std::string html;
    for (const Piece& piece : pieces_) {
      html += piece.html;
      html.append(piece.count, piece.mark);
      html += piece.tail;
    }
    return html;
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\\') return escape();
    if (c == '`') return code();
    if (c == '*' || c == '_' || c == '~') return delimiters(c);
    if (c == '[' && link(at_, false)) return;
    if (c == '!' && at_ + 1 < text_.size() && text_[at_ + 1] == '[' && link(at_ + 1, true)) return;
    if (c == '<' && address()) return;
    if (c == '&') return entity();
    if (c == '\n') return line_break();
    put(escape_html(text_.substr(at_, 1)));
    ++at_;
  }

  void put(std::string_view html) {
    if (pieces_.empty() || pieces_.back().mark != 0) pieces_.emplace_back();
    pieces_.back().html += html;
  }

  void escape() {
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (next == '\n') {
      put("<br>");
      at_ += 2;
      skip_blanks();
    } else if (is_punctuation(next)) {
      put(escape_html(text_.substr(at_ + 1, 1)));
      at_ += 2;
    } else {
      put("\\");
      ++at_;
    }
  }

  std::size_t run_length(std::size_t at) const {
    const std::size_t end = text_.find_first_not_of(text_[at], at);
    return std::min(end, text_.size()) - at;
  }

  /// The next run of exactly `length` backticks from `from` on.
  std::size_t closing_ticks(std::size_t from, std::size_t length) {
    const auto known = no_ticks_after_.find(length);
    if (known != no_ticks_after_.end() && known->second <= from) return kNone;
    for (std::size_t at = text_.find('`', from); at != kNone; at = text_.find('`', at)) {
      const std::size_t found = run_length(at);
      if (found == length) return at;
      at += found;
    }
    no_ticks_after_[length] = from;
    return kNone;
  }

  void code() {
    const std::size_t length = run_length(at_), begin = at_ + length;
    const std::size_t end = closing_ticks(begin, length);
    if (end == kNone) {
      put(text_.substr(at_, length));
      at_ = begin;
      return;
    }
    std::string code(text_.substr(begin, end - begin));
    std::replace(code.begin(), code.end(), '\n', ' ');
    const bool padded = code.size() > 1 && code.front() == ' ' && code.back() == ' ';
    if (padded && code.find_first_not_of(' ') != kNone) code = code.substr(1, code.size() - 2);
    put("<code>" + escape_html(code) + "</code>");
    at_ = end + length;
  }

  /// CommonMark 6.2: left- and right-flanking runs.
  void delimiters(char mark) {
    const std::size_t length = run_length(at_);
    const Beside left = before(text_, at_), right = after(text_, at_ + length);
    at_ += length;
    if (mark == '~' && length != 2) return put(std::string(length, mark));
    const bool left_flanking =
        right != Beside::blank && (right != Beside::punctuation || left != Beside::letter);
    const bool right_flanking =
        left != Beside::blank && (left != Beside::punctuation || right != Beside::letter);
    Piece piece{{}, mark, length, length, left_flanking, right_flanking, {}};
    if (mark == '_') {
      piece.opens = left_flanking && (!right_flanking || left == Beside::punctuation);
      piece.closes = right_flanking && (!left_flanking || right == Beside::punctuation);
    }
    pieces_.push_back(std::move(piece));
  }

  /// Of every [ the ] that belongs to it, code and escapes passed over.
  void find_brackets() {
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (text_[at] == '\\') {
        ++at;
      } else if (text_[at] == '`') {
        const std::size_t length = run_length(at), end = closing_ticks(at + length, length);
        at = (end == kNone ? at : end) + length - 1;
      } else if (text_[at] == '[') {
        open.push_back(at);
      } else if (text_[at] == ']' && !open.empty()) {
        closing_[open.back()] = at;
        open.pop_back();
      }
    }
    no_ticks_after_.clear();
  }

  /// [text](address "title"), or an image, which becomes its description.
  bool link(std::size_t open, bool image) {
    const auto close = closing_.find(open);
    if (close == closing_.end() || within_ == Within::image || (within_ == Within::link && !image))
      return false;
    if (!text_.substr(close->second).starts_with("](")) return false;
    const auto target = destination(close->second + 2);
    if (!target) return false;
    const std::string_view label = text_.substr(open + 1, close->second - open - 1);
    const std::string inner = Inline(label, image ? Within::image : Within::link).run();
    const bool leads = !image && is_link_address(target->first);
    put(leads ? "<a href=\"" + escape_html(target->first) + "\">" + inner + "</a>" : inner);
    at_ = target->second;
    return true;
  }

  /// The address that begins at `at`, and where the closing parenthesis ends.
  std::optional<std::pair<std::string, std::size_t>> destination(std::size_t at) const {
    constexpr std::size_t kLongest = 2000;
    const std::string_view rest = text_.substr(at, kLongest);
    std::string address;
    std::size_t end = 0;
    if (rest.starts_with('<')) {
      end = rest.find_first_of(">\n");
      if (end == kNone || rest[end] != '>') return std::nullopt;
      address = rest.substr(1, end - 1);
      ++end;
    } else {
      int depth = 0;
      for (; end < rest.size() && rest[end] != ' ' && rest[end] != '\n'; ++end) {
        if (rest[end] == '\\' && end + 1 < rest.size() && is_punctuation(rest[end + 1])) ++end;
        if (rest[end] == '(') ++depth;
        if (rest[end] == ')' && depth-- == 0) break;
        address += rest[end];
      }
    }
    end = std::min(rest.find_first_not_of(" \n", end), rest.size());
    if (end < rest.size() && rest[end] == '"') {
      const std::size_t quote = rest.find('"', end + 1);
      end = quote == kNone ? rest.size() : std::min(rest.find_first_not_of(" \n", quote + 1), rest.size());
    }
    if (end >= rest.size() || rest[end] != ')') return std::nullopt;
    return std::pair(std::move(address), at + end + 1);
  }

  /// <https://...>
  bool address() {
    const std::size_t end = text_.find_first_of("> \n<", at_ + 1);
    if (end == kNone || text_[end] != '>') return false;
    const std::string_view target = text_.substr(at_ + 1, end - at_ - 1);
    if (!is_link_address(target)) return false;
    const std::string shown = escape_html(target);
    put("<a href=\"" + shown + "\">" + shown + "</a>");
    at_ = end + 1;
    return true;
  }

  void entity() {
    const std::size_t length = entity_length(text_.substr(at_));
    put(length > 0 ? text_.substr(at_, length) : std::string_view("&amp;"));
    at_ += std::max<std::size_t>(length, 1);
  }

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t", at_), text_.size()); }

  /// Two blanks before it make it a hard break.
  void line_break() {
    std::string* const line = pieces_.empty() || pieces_.back().mark != 0 ? nullptr : &pieces_.back().html;
    const bool hard = line != nullptr && line->ends_with("  ");
    while (line != nullptr && line->ends_with(' ')) line->pop_back();
    put(hard ? "<br>" : " ");
    ++at_;
    skip_blanks();
  }

  /// CommonMark's "process emphasis".
  void pair_delimiters() {
    std::array<std::size_t, 256 * 6> bottom{};  ///< by closer: below this piece none opens it
    for (std::size_t closer = 0; closer < pieces_.size(); ++closer) {
      while (pieces_[closer].closes && pieces_[closer].count > 0) {
        const Piece& piece = pieces_[closer];
        std::size_t& low = bottom[static_cast<unsigned char>(piece.mark) * 6U + piece.original % 3 * 2 +
                                  (piece.opens ? 1 : 0)];
        const std::size_t opener = opener_of(closer, low);
        if (opener == kNone) {
          low = closer;
          break;
        }
        join(opener, closer);
      }
    }
  }

  std::size_t opener_of(std::size_t closer, std::size_t low) const {
    const Piece& end = pieces_[closer];
    for (std::size_t at = closer; at-- > low;) {
      const Piece& begin = pieces_[at];
      if (begin.mark != end.mark || !begin.opens || begin.count == 0) continue;
      const bool odd = (begin.closes || end.opens) && (begin.original + end.original) % 3 == 0 &&
                       (begin.original % 3 != 0 || end.original % 3 != 0);
      if (end.mark == '~' || !odd) return at;
    }
    return kNone;
  }

  void join(std::size_t opener, std::size_t closer) {
    Piece& begin = pieces_[opener];
    Piece& end = pieces_[closer];
    const bool strong = begin.count >= 2 && end.count >= 2;
    const std::string name = end.mark == '~' ? "del" : strong ? "strong" : "em";
    const std::size_t used = strong ? 2 : 1;
    begin.tail.insert(0, "<" + name + ">");
    end.html += "</" + name + ">";
    begin.count -= used;
    end.count -= used;
    // What opened between them has no end any more.
    for (std::size_t at = opener + 1; at < closer; ++at) {
      if (pieces_[at].count > 0) pieces_[at].opens = pieces_[at].closes = false;
    }
  }

  std::string_view text_;
  const Within within_;
  std::size_t at_ = 0;
  std::vector<Piece> pieces_;
  std::map<std::size_t, std::size_t> closing_;         ///< of [ to ]
  std::map<std::size_t, std::size_t> no_ticks_after_;  ///< by length of the run: from there on there is none
};

}  // namespace

std::string inline_html(std::string_view text) {
  return Inline(text, Within::text).run();
}

bool is_punctuation(char c) noexcept {
  return c > ' ' && c < '\x7F' && !letter_or_digit(c);
}

std::size_t entity_length(std::string_view text) noexcept {
  constexpr std::size_t kLongest = 33;
  const std::size_t end = text.substr(0, kLongest).find(';');
  if (end == kNone || !text.starts_with('&')) return 0;
  std::string_view name = text.substr(1, end - 1);
  const bool numeric = name.starts_with('#');
  if (numeric) name.remove_prefix(1);
  const bool hex = numeric && (name.starts_with('x') || name.starts_with('X'));
  if (hex) name.remove_prefix(1);
  const auto fits = [&](char c) {
    const bool digit = c >= '0' && c <= '9';
    if (hex) return digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return numeric ? digit : letter_or_digit(c);
  };
  if (name.empty() || (numeric && name.size() > 7) || !std::all_of(name.begin(), name.end(), fits)) return 0;
  return end + 1;
}

bool is_link_address(std::string_view address) noexcept {
  return address.starts_with("https://") || address.starts_with("http://") || address.starts_with("mailto:");
}

}  // namespace sp::exchange
