#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/bank/expression.h"
#include "engine/base/json.h"

namespace sp::bank {

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
  return std::strtod(fmt::format("{:.{}f}", arguments[0], static_cast<int>(decimals)).c_str(), nullptr);
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

Result<double> Expression::evaluate(const Values& values) const {
  if (empty()) return 0.0;
  return Evaluation(*this, values).run();
}

}  // namespace sp::bank
