#include "web/widgets/python_tokens.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace sp::ui {
namespace {

// Sorted, for binary search.
constexpr std::array<std::string_view, 35> kKeywords = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};
constexpr std::array<std::string_view, 62> kBuiltins = {"BaseException",
                                                        "Exception",
                                                        "ExceptionGroup",
                                                        "IndexError",
                                                        "KeyError",
                                                        "OSError",
                                                        "RuntimeError",
                                                        "StopIteration",
                                                        "SystemExit",
                                                        "TimeoutError",
                                                        "TypeError",
                                                        "ValueError",
                                                        "__import__",
                                                        "__name__",
                                                        "abs",
                                                        "all",
                                                        "any",
                                                        "bool",
                                                        "bytearray",
                                                        "bytes",
                                                        "callable",
                                                        "cls",
                                                        "delattr",
                                                        "dict",
                                                        "dir",
                                                        "divmod",
                                                        "enumerate",
                                                        "eval",
                                                        "exec",
                                                        "filter",
                                                        "float",
                                                        "format",
                                                        "frozenset",
                                                        "getattr",
                                                        "hasattr",
                                                        "hash",
                                                        "id",
                                                        "input",
                                                        "int",
                                                        "isinstance",
                                                        "issubclass",
                                                        "iter",
                                                        "len",
                                                        "list",
                                                        "map",
                                                        "max",
                                                        "memoryview",
                                                        "min",
                                                        "next",
                                                        "object",
                                                        "open",
                                                        "print",
                                                        "property",
                                                        "range",
                                                        "repr",
                                                        "self",
                                                        "set",
                                                        "sorted",
                                                        "str",
                                                        "sum",
                                                        "super",
                                                        "tuple"};
static_assert(std::is_sorted(kKeywords.begin(), kKeywords.end()) &&
              std::is_sorted(kBuiltins.begin(), kBuiltins.end()));

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c) ||
         static_cast<unsigned char>(c) >= 0x80;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view source) : source_(source) {}

  std::vector<Token> run() {
    while (at_ < source_.size()) step();
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }

  void emit(std::size_t to, TokenKind kind) {
    to = std::min(to, source_.size());
    const auto from = static_cast<std::uint32_t>(at_), length = static_cast<std::uint32_t>(to - at_);
    at_ = to;
    if (!tokens_.empty() && tokens_.back().kind == kind && kind == TokenKind::text) {
      tokens_.back().length += length;
    } else if (length > 0) {
      tokens_.push_back({from, length, kind});
    }
  }

  void step() {
    const char c = peek();
    if (c == '\n') {
      emit(at_ + 1, TokenKind::text);
      line_start_ = true;
      after_definition_ = false;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      emit(at_ + 1, TokenKind::text);
    } else if (c == '#') {
      emit(end_of_line(), TokenKind::comment);
    } else if (const std::size_t prefix = string_prefix(); prefix != kNoString) {
      emit(end_of_string(at_ + prefix), TokenKind::string);
      line_start_ = false;
    } else if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      emit(end_of_number(), TokenKind::number);
      line_start_ = false;
    } else if (is_word(c)) {
      word();
    } else if (c == '@' && line_start_) {
      std::size_t to = at_ + 1;
      while (to < source_.size() && (is_word(source_[to]) || source_[to] == '.')) ++to;
      emit(to, TokenKind::decorator);
      line_start_ = false;
    } else {
      emit(at_ + 1, TokenKind::text);
      line_start_ =
          c == ';' || (line_start_ && c == '>');  // ">>> " of an interactive session begins a line, too
      after_definition_ = false;
    }
  }

  std::size_t end_of_line() const { return std::min(source_.find('\n', at_), source_.size()); }

  /// Letters in front of a quote; kNoString if no string starts here.
  std::size_t string_prefix() const {
    std::size_t n = 0;
    constexpr std::string_view kPrefixLetters = "rbfut";
    while (n < 2 && kPrefixLetters.find(lower(peek(n))) != std::string_view::npos) ++n;
    return peek(n) == '"' || peek(n) == '\'' ? n : kNoString;
  }

  std::size_t end_of_string(std::size_t quote_at) const {
    const char quote = source_[quote_at];
    const bool triple = source_.substr(quote_at, 3) == std::string(3, quote);
    std::size_t i = quote_at + (triple ? 3 : 1);
    for (; i < source_.size(); ++i) {
      if (source_[i] == '\\') {
        ++i;
      } else if (triple) {
        if (source_.substr(i, 3) == std::string(3, quote)) return i + 3;
      } else if (source_[i] == quote) {
        return i + 1;
      } else if (source_[i] == '\n') {
        return i;
      }
    }
    return i;
  }

  std::size_t end_of_number() const {
    std::size_t i = at_;
    const bool radix = peek() == '0' &&
                       std::string_view("xob").find(lower(peek(1))) != std::string_view::npos &&
                       peek(1) != '\0';
    for (; i < source_.size(); ++i) {
      const char c = source_[i];
      const bool sign = (c == '+' || c == '-') && !radix && i > at_ && lower(source_[i - 1]) == 'e';
      if (!is_word(c) && c != '.' && !sign) break;
    }
    return i;
  }

  void word() {
    std::size_t to = at_;
    while (to < source_.size() && is_word(source_[to])) ++to;
    const std::string_view text = source_.substr(at_, to - at_);
    const bool attribute = at_ > 0 && source_[at_ - 1] == '.';
    TokenKind kind = TokenKind::text;
    if (std::exchange(after_definition_, false)) {
      kind = TokenKind::name;
    } else if (!attribute &&
               (std::binary_search(kKeywords.begin(), kKeywords.end(), text) || is_soft_keyword(text, to))) {
      kind = TokenKind::keyword;
      after_definition_ = text == "def" || text == "class";
    } else if (!attribute && std::binary_search(kBuiltins.begin(), kBuiltins.end(), text)) {
      kind = TokenKind::builtin;
    }
    emit(to, kind);
    line_start_ = false;
  }

  /// `match x:`, `case 1:`, `type X = int` at the start of a line.
  bool is_soft_keyword(std::string_view text, std::size_t to) const {
    if (!line_start_ || to >= source_.size() || source_[to] != ' ') return false;
    const std::string_view rest = source_.substr(to, source_.find('\n', to) - to);
    const std::size_t next = rest.find_first_not_of(' ');
    if (next == std::string_view::npos) return false;
    if (text == "type") return is_word(rest[next]) && rest.find('=') != std::string_view::npos;
    if (text != "match" && text != "case") return false;
    return rest.find(':') != std::string_view::npos && rest[next] != '=' && rest[next] != ':' &&
           rest[next] != '.';
  }

  static constexpr std::size_t kNoString = static_cast<std::size_t>(-1);
  std::string_view source_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  bool line_start_ = true;  // nothing but space before on this line
  bool after_definition_ = false;
};

}  // namespace

std::vector<Token> tokenize_python(std::string_view source) {
  return Tokenizer(source).run();
}

}  // namespace sp::ui
