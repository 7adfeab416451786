#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"

namespace sp::bank {

/// Numbers by name, as a question draws and derives them.
using Values = std::map<std::string, double, std::less<>>;

/// Arithmetic as Python writes and computes it, over numbers and names: + - * / // % **, comparisons
/// (chained, too), `and`, `or`, `not`, parentheses, and the functions min, max, floor, ceil, round (one or
/// two arguments), abs, sqrt and where(condition, a, b), which computes all three. A truth value is 1 or 0.
/// Every number is a double, so whole numbers are exact up to 2^53. Plain data once parsed: copy freely, read
/// from any thread.
class Expression {
 public:
  /// Refused with the place in the text ("column 4", 1-based), what was expected there, and what stands
  /// there.
  static Result<Expression> parse(std::string_view text);
  /// The number 0, with an empty text.
  Expression() = default;

  /// The value under `values`. Refused, as Python would raise, with the text of the expression and a reason:
  /// a name that `values` lacks, division by zero, the square root of a negative number, a result that no
  /// double holds (infinite or not real).
  Result<double> evaluate(const Values& values) const;

  bool empty() const noexcept { return nodes_.empty(); }
  const std::string& text() const noexcept { return text_; }
  /// Every name that stands in it, each once, in the order of their first use.
  const std::vector<std::string>& names() const noexcept { return names_; }

  static constexpr std::size_t kMaxCharacters = 200;

 private:
  friend class ExpressionParser;
  friend class Evaluation;

  enum class Op : std::uint8_t {
    number,      ///< `number`
    name,        ///< names_[first]
    comparison,  ///< arguments_: operand, then as often as needed an Op (less to not_equal) and an operand
    // From here on `count` arguments, which stand in arguments_ from `first` on, as indices into nodes_.
    logical_or,
    logical_and,
    logical_not,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    add,
    subtract,
    multiply,
    divide,
    floor_divide,
    modulo,
    power,
    negate,
    plus,
    min,
    max,
    floor,
    ceil,
    round,
    abs,
    sqrt,
    where,
  };
  struct Node {
    Op op = Op::number;
    std::uint16_t first = 0;
    std::uint16_t count = 0;
    double number = 0;
  };

  std::string text_;
  std::vector<std::string> names_;
  std::vector<std::uint16_t> arguments_;
  std::vector<Node> nodes_;  ///< the last one is the whole expression; empty: 0
};

/// Whether an expression means something else by this word: "and", "or", "not", or a function.
bool is_reserved(std::string_view name) noexcept;

}  // namespace sp::bank
