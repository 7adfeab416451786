#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "engine/bank/expression.h"
#include "engine/bank/text_rules.h"
#include "engine/base/json.h"

namespace sp::bank {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::string_view first_character(std::string_view text) {
  std::size_t length = std::min<std::size_t>(text.size(), 1);
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return text.substr(0, length);
}

/// `digits` is a number without a sign, as the parser scanned it.
double to_double(std::string digits) {
  std::erase(digits, '_');
  return std::strtod(digits.c_str(), nullptr);
}

}  // namespace

/// Recursive descent over Python's grammar, from `or` down to atoms.
class ExpressionParser {
 public:
  explicit ExpressionParser(std::string_view text) : text_(text) { result_.text_ = text; }

  Result<Expression> parse();

  using Op = Expression::Op;
  struct Function {
    std::string_view name;
    Op op;
    std::size_t least;
    std::size_t most;
  };
  static constexpr std::size_t kAnyNumber = 100;
  static constexpr int kMaxDepth = 30;  // the stack of a browser's thread is small
  static constexpr std::array<Function, 8> kFunctions{{{"min", Op::min, 2, kAnyNumber},
                                                       {"max", Op::max, 2, kAnyNumber},
                                                       {"floor", Op::floor, 1, 1},
                                                       {"ceil", Op::ceil, 1, 1},
                                                       {"round", Op::round, 1, 2},
                                                       {"abs", Op::abs, 1, 1},
                                                       {"sqrt", Op::sqrt, 1, 1},
                                                       {"where", Op::where, 3, 3}}};

 private:
  using Node = std::uint16_t;  ///< index into nodes_; whatever is returned after a fault is not looked at
  struct Sign {
    std::string_view text;
    Op op;
  };

  /// What `read` gives, one level deeper: every recursion goes through here.
  Node nested(Node (ExpressionParser::*read)());
  Node any();
  Node all();
  Node negation();
  Node comparison();
  Node sum();
  Node product();
  Node factor();
  Node atom();
  Node number();
  Node name_or_call();
  Node call(const Function& function, std::size_t at);

  void skip_blanks();
  std::string_view word() const;  ///< the name or key word that begins here; may be empty
  bool take(std::string_view sign);
  bool take_word(std::string_view wanted);
  std::optional<Op> take_one_of(std::span<const Sign> signs);
  std::string_view scan_digits();
  Node add(Op op, std::span<const std::uint16_t> arguments);
  Node add(Op op, std::initializer_list<std::uint16_t> arguments) {
    return add(op, std::span(arguments.begin(), arguments.size()));
  }
  void fault(std::string_view expected);
  void fault_at(std::size_t at, std::string what);

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::optional<Error> fault_;  ///< the first
  Expression result_;
};

Result<Expression> ExpressionParser::parse() {
  any();
  skip_blanks();
  if (at_ < text_.size()) fault("an operator or the end");
  if (fault_) return std::move(*fault_);
  return std::move(result_);
}

void ExpressionParser::fault_at(std::size_t at, std::string what) {
  if (!fault_)
    fault_ = Error{fmt::format("column {}", character_count(text_.substr(0, at)) + 1), std::move(what)};
  at_ = text_.size();  // nothing more is read
}

void ExpressionParser::fault(std::string_view expected) {
  skip_blanks();
  std::string_view found = word();
  if (found.empty()) found = first_character(text_.substr(at_));
  fault_at(at_, fmt::format("expected {}, got {}", expected, found.empty() ? "the end" : in_quotes(found)));
}

void ExpressionParser::skip_blanks() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
}

std::string_view ExpressionParser::word() const {
  std::size_t end = at_;
  while (end < text_.size() && (letter(text_[end]) || (end > at_ && digit(text_[end])))) ++end;
  return text_.substr(at_, end - at_);
}

bool ExpressionParser::take(std::string_view sign) {
  skip_blanks();
  if (!text_.substr(at_).starts_with(sign)) return false;
  at_ += sign.size();
  return true;
}

bool ExpressionParser::take_word(std::string_view wanted) {
  skip_blanks();
  if (word() != wanted) return false;
  at_ += wanted.size();
  return true;
}

/// Longer signs stand before those that they begin with.
std::optional<ExpressionParser::Op> ExpressionParser::take_one_of(std::span<const Sign> signs) {
  for (const Sign& sign : signs) {
    if (take(sign.text)) return sign.op;
  }
  return std::nullopt;
}

ExpressionParser::Node ExpressionParser::add(Op op, std::span<const std::uint16_t> arguments) {
  const auto first = static_cast<std::uint16_t>(result_.arguments_.size());
  result_.arguments_.insert(result_.arguments_.end(), arguments.begin(), arguments.end());
  result_.nodes_.push_back({op, first, static_cast<std::uint16_t>(arguments.size()), 0});
  return static_cast<Node>(result_.nodes_.size() - 1);
}

ExpressionParser::Node ExpressionParser::nested(Node (ExpressionParser::*read)()) {
  if (depth_ == kMaxDepth) {
    fault_at(at_, fmt::format("expected at most {} levels inside one another, got more", kMaxDepth));
    return 0;
  }
  ++depth_;
  const Node inner = (this->*read)();
  --depth_;
  return inner;
}

ExpressionParser::Node ExpressionParser::any() {
  Node left = all();
  while (take_word("or")) left = add(Op::logical_or, {left, all()});
  return left;
}

ExpressionParser::Node ExpressionParser::all() {
  Node left = negation();
  while (take_word("and")) left = add(Op::logical_and, {left, negation()});
  return left;
}

ExpressionParser::Node ExpressionParser::negation() {
  if (take_word("not")) return add(Op::logical_not, {nested(&ExpressionParser::negation)});
  return comparison();
}

ExpressionParser::Node ExpressionParser::comparison() {
  static constexpr std::array<Sign, 6> kSigns{{{"<=", Op::less_equal},
                                               {"<", Op::less},
                                               {">=", Op::greater_equal},
                                               {">", Op::greater},
                                               {"==", Op::equal},
                                               {"!=", Op::not_equal}}};
  std::vector<std::uint16_t> chain{sum()};
  while (const auto op = take_one_of(kSigns)) {
    chain.push_back(static_cast<std::uint16_t>(*op));
    chain.push_back(sum());
  }
  return chain.size() == 1 ? chain.front() : add(Op::comparison, chain);
}

ExpressionParser::Node ExpressionParser::sum() {
  static constexpr std::array<Sign, 2> kSigns{{{"+", Op::add}, {"-", Op::subtract}}};
  Node left = product();
  while (const auto op = take_one_of(kSigns)) left = add(*op, {left, product()});
  return left;
}

ExpressionParser::Node ExpressionParser::product() {
  static constexpr std::array<Sign, 4> kSigns{
      {{"//", Op::floor_divide}, {"/", Op::divide}, {"%", Op::modulo}, {"*", Op::multiply}}};
  Node left = factor();
  while (const auto op = take_one_of(kSigns)) left = add(*op, {left, factor()});
  return left;
}

/// Signs bind less than `**` on their right, and more on its right side: -2**-2 is -(2**(-2)).
ExpressionParser::Node ExpressionParser::factor() {
  if (take("-")) return add(Op::negate, {nested(&ExpressionParser::factor)});
  if (take("+")) return add(Op::plus, {nested(&ExpressionParser::factor)});
  const Node base = atom();
  return take("**") ? add(Op::power, {base, nested(&ExpressionParser::factor)}) : base;
}

ExpressionParser::Node ExpressionParser::atom() {
  skip_blanks();
  const char c = at_ < text_.size() ? text_[at_] : '\0';
  if (digit(c) || (c == '.' && at_ + 1 < text_.size() && digit(text_[at_ + 1]))) return number();
  if (letter(c)) return name_or_call();
  if (!take("(")) {
    fault("a number, a name or \"(\"");
    return 0;
  }
  const Node inner = nested(&ExpressionParser::any);
  if (!take(")")) fault("an operator or \")\"");
  return inner;
}

/// Digits with single underscores between them.
std::string_view ExpressionParser::scan_digits() {
  const std::size_t begin = at_;
  while (at_ < text_.size() &&
         (digit(text_[at_]) || (text_[at_] == '_' && at_ > begin && digit(text_[at_ - 1]) &&
                                at_ + 1 < text_.size() && digit(text_[at_ + 1])))) {
    ++at_;
  }
  return text_.substr(begin, at_ - begin);
}

ExpressionParser::Node ExpressionParser::number() {
  const std::size_t begin = at_;
  const std::string_view whole = scan_digits();
  bool real = false;
  if (at_ < text_.size() && text_[at_] == '.') {
    real = true;
    ++at_;
    scan_digits();
  }
  if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
    const std::size_t e = at_++;
    if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
    if (scan_digits().empty()) at_ = e;
    real = real || at_ != e;
  }
  const std::string digits(text_.substr(begin, at_ - begin));
  if (!real && whole.size() > 1 && whole.front() == '0' && whole.find_first_not_of("0_") != whole.npos) {
    fault_at(begin, "expected a number without leading zeros, got " + in_quotes(digits));
    return 0;
  }
  if (at_ < text_.size() && (letter(text_[at_]) || text_[at_] == '.')) {
    fault("an operator or the end");
    return 0;
  }
  const double value = to_double(digits);
  if (!std::isfinite(value)) {
    fault_at(begin, "expected a number that a double holds, got " + in_quotes(digits));
    return 0;
  }
  result_.nodes_.push_back({Op::number, 0, 0, value});
  return static_cast<Node>(result_.nodes_.size() - 1);
}

ExpressionParser::Node ExpressionParser::name_or_call() {
  const std::string_view name = word();
  const auto function =
      std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == name; });
  if (function == kFunctions.end() && is_reserved(name)) {
    fault("a number, a name or \"(\"");
    return 0;
  }
  const std::size_t at = std::exchange(at_, at_ + name.size());
  if (function != kFunctions.end()) return call(*function, at);
  auto& names = result_.names_;
  const auto known = std::find(names.begin(), names.end(), name);
  const auto index = static_cast<std::uint16_t>(known - names.begin());
  if (known == names.end()) names.emplace_back(name);
  result_.nodes_.push_back({Op::name, index, 0, 0});
  return static_cast<Node>(result_.nodes_.size() - 1);
}

ExpressionParser::Node ExpressionParser::call(const Function& function, std::size_t at) {
  if (!take("(")) {
    fault(fmt::format("\"(\" after {}", function.name));
    return 0;
  }
  std::vector<std::uint16_t> arguments;
  if (!take(")")) {
    do {
      arguments.push_back(nested(&ExpressionParser::any));
    } while (take(","));
    if (!take(")")) fault("an operator, \",\" or \")\"");
  }
  if (arguments.size() < function.least || arguments.size() > function.most) {
    const std::string wanted = function.most == kAnyNumber ? fmt::format("{} or more", function.least)
                               : function.least == function.most
                                   ? fmt::format("{}", function.least)
                                   : fmt::format("{} or {}", function.least, function.most);
    fault_at(at, fmt::format("expected {} with {} argument{}, got {}", function.name, wanted,
                             wanted == "1" ? "" : "s", arguments.size()));
  }
  return add(function.op, arguments);
}

Result<Expression> Expression::parse(std::string_view text) {
  if (character_count(text) > kMaxCharacters) {
    return Error{
        fmt::format("column {}", kMaxCharacters + 1),
        fmt::format("expected at most {} characters, got {}", kMaxCharacters, character_count(text))};
  }
  return ExpressionParser(text).parse();
}

bool is_reserved(std::string_view name) noexcept {
  const auto& functions = ExpressionParser::kFunctions;
  return name == "and" || name == "or" || name == "not" ||
         std::any_of(functions.begin(), functions.end(), [&](const auto& f) { return f.name == name; });
}

}  // namespace sp::bank
