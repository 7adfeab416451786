#include "engine/bank/expression.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

#include <fmt/format.h>

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

/// Recursive descent over Python's grammar, from `or` down to atoms. The text's length bounds the depth.
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
  if (take_word("not")) return add(Op::logical_not, {negation()});
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
  if (take("-")) return add(Op::negate, {factor()});
  if (take("+")) return add(Op::plus, {factor()});
  const Node base = atom();
  return take("**") ? add(Op::power, {base, factor()}) : base;
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
  const Node inner = any();
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
      arguments.push_back(any());
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

/// One computation. Errors are sticky: after the first, every value is 0.
class Evaluation {
 public:
  Evaluation(const Expression& expression, const Values& values) : expression_(expression), values_(values) {}

  Result<double> run() {
    const double value = of(static_cast<std::uint16_t>(expression_.nodes_.size() - 1));
    if (!fault_.empty()) return Error{in_quotes(expression_.text_, 200), fault_};
    return value;
  }

 private:
  using Op = Expression::Op;
  using Node = Expression::Node;

  double of(std::uint16_t index);
  double compare(const Node& node);
  double arithmetic(Op op, double a, double b);
  double floor_divide(double a, double b);
  double modulo(double a, double b);
  double power(double a, double b);
  double round(const std::vector<double>& arguments);
  double call(Op op, const std::vector<double>& arguments);
  double refuse(std::string_view why) {
    if (fault_.empty()) fault_ = why;
    return 0;
  }
  std::uint16_t argument(const Node& node, std::size_t i) const {
    return expression_.arguments_[node.first + i];
  }

  const Expression& expression_;
  const Values& values_;
  std::string fault_;
};

double Evaluation::of(std::uint16_t index) {
  if (!fault_.empty()) return 0;
  const Node& node = expression_.nodes_[index];
  switch (node.op) {
    case Op::number:
      return node.number;
    case Op::name: {
      const auto known = values_.find(expression_.names_[node.first]);
      return known != values_.end()
                 ? known->second
                 : refuse("there is no value " + in_quotes(expression_.names_[node.first]));
    }
    case Op::comparison:
      return compare(node);
    case Op::logical_or: {
      const double left = of(argument(node, 0));
      return left != 0 ? left : of(argument(node, 1));
    }
    case Op::logical_and: {
      const double left = of(argument(node, 0));
      return left == 0 ? left : of(argument(node, 1));
    }
    default:
      break;
  }
  std::vector<double> arguments;
  arguments.reserve(node.count);
  for (std::size_t i = 0; i < node.count; ++i) arguments.push_back(of(argument(node, i)));
  if (!fault_.empty()) return 0;
  const double value = call(node.op, arguments);
  return std::isfinite(value) ? value : refuse("the result is too large for a number");
}

double Evaluation::compare(const Node& node) {
  const auto holds = [](Op op, double a, double b) {
    switch (op) {
      case Op::less:
        return a < b;
      case Op::less_equal:
        return a <= b;
      case Op::greater:
        return a > b;
      case Op::greater_equal:
        return a >= b;
      case Op::equal:
        return a == b;
      default:
        return a != b;
    }
  };
  double left = of(argument(node, 0));
  for (std::size_t i = 1; i < node.count; i += 2) {
    const double right = of(argument(node, i + 1));
    if (!fault_.empty() || !holds(static_cast<Op>(argument(node, i)), left, right)) return 0;
    left = right;
  }
  return 1;
}

/// As CPython's float_floor_div (Objects/floatobject.c), which is exact for whole numbers up to 2^53.
double Evaluation::floor_divide(double a, double b) {
  if (b == 0) return refuse("division by zero");
  const double rest = modulo(a, b);
  const double quotient = (a - rest) / b;
  const double down = std::floor(quotient);
  return quotient - down > 0.5 ? down + 1 : down;
}

/// The rest has the sign of the divisor.
double Evaluation::modulo(double a, double b) {
  if (b == 0) return refuse("modulo by zero");
  const double rest = std::fmod(a, b);
  if (rest == 0) return std::copysign(0.0, b);
  return (rest < 0) != (b < 0) ? rest + b : rest;
}

double Evaluation::power(double a, double b) {
  if (a == 0 && b < 0) return refuse("zero to a negative power");
  if (a < 0 && b != std::floor(b)) return refuse("a negative number to a broken power");
  return std::pow(a, b);
}

/// Halves go to the even neighbour, in decimals as well: both work on the exact value of the double.
double Evaluation::round(const std::vector<double>& arguments) {
  constexpr double kMostDecimals = 15;
  if (arguments.size() == 1) return std::nearbyint(arguments[0]);
  const double decimals = arguments[1];
  if (decimals < 0 || decimals > kMostDecimals || decimals != std::floor(decimals))
    return refuse("round takes 0 to 15 decimals");
  return to_double(fmt::format("{:.{}f}", arguments[0], static_cast<int>(decimals)));
}

double Evaluation::arithmetic(Op op, double a, double b) {
  switch (op) {
    case Op::add:
      return a + b;
    case Op::subtract:
      return a - b;
    case Op::multiply:
      return a * b;
    case Op::divide:
      return b == 0 ? refuse("division by zero") : a / b;
    case Op::floor_divide:
      return floor_divide(a, b);
    case Op::modulo:
      return modulo(a, b);
    default:
      return power(a, b);
  }
}

double Evaluation::call(Op op, const std::vector<double>& arguments) {
  const double a = arguments[0];
  switch (op) {
    case Op::logical_not:
      return a == 0 ? 1 : 0;
    case Op::negate:
      return -a;
    case Op::plus:
      return a;
    case Op::min:
      return *std::min_element(arguments.begin(), arguments.end());
    case Op::max:
      return *std::max_element(arguments.begin(), arguments.end());
    case Op::floor:
      return std::floor(a);
    case Op::ceil:
      return std::ceil(a);
    case Op::round:
      return round(arguments);
    case Op::abs:
      return std::fabs(a);
    case Op::sqrt:
      return a < 0 ? refuse("the square root of a negative number") : std::sqrt(a);
    case Op::where:
      return a != 0 ? arguments[1] : arguments[2];
    default:
      return arithmetic(op, a, arguments[1]);
  }
}

Result<Expression> Expression::parse(std::string_view text) {
  if (character_count(text) > kMaxCharacters) {
    return Error{
        fmt::format("column {}", kMaxCharacters + 1),
        fmt::format("expected at most {} characters, got {}", kMaxCharacters, character_count(text))};
  }
  return ExpressionParser(text).parse();
}

Result<double> Expression::evaluate(const Values& values) const {
  if (empty()) return 0.0;
  return Evaluation(*this, values).run();
}

bool is_reserved(std::string_view name) noexcept {
  const auto& functions = ExpressionParser::kFunctions;
  return name == "and" || name == "or" || name == "not" ||
         std::any_of(functions.begin(), functions.end(), [&](const auto& f) { return f.name == name; });
}

}  // namespace sp::bank
