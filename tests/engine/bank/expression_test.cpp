#include "engine/bank/expression.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

namespace sp::bank {
namespace {

double value_of(const std::string& text, const Values& values = {}) {
  const auto parsed = Expression::parse(text);
  if (!parsed.ok()) {
    ADD_FAILURE() << text << ": " << to_string(parsed.error());
    return 0;
  }
  const auto value = parsed->evaluate(values);
  EXPECT_TRUE(value.ok()) << (value.ok() ? "" : to_string(value.error()));
  return value.value_or(std::nan(""));
}

std::string parse_error(const std::string& text) {
  const auto parsed = Expression::parse(text);
  return parsed.ok() ? "parsed" : to_string(parsed.error());
}

std::string evaluation_error(const std::string& text, const Values& values = {}) {
  const auto parsed = Expression::parse(text);
  if (!parsed.ok()) return to_string(parsed.error());
  const auto value = parsed->evaluate(values);
  return value.ok() ? fmt::format("{}", value.value()) : to_string(value.error());
}

TEST(Expression, BindsAsPythonDoes) {
  EXPECT_EQ(value_of("1 + 2 * 3"), 7);
  EXPECT_EQ(value_of("(1 + 2) * 3"), 9);
  EXPECT_EQ(value_of("10 - 2 - 3"), 5);
  EXPECT_EQ(value_of("2 ** 3 ** 2"), 512);
  EXPECT_EQ(value_of("-2 ** 2"), -4);
  EXPECT_EQ(value_of("2 ** -1"), 0.5);
  EXPECT_EQ(value_of("12 / 3 * 2"), 8);
  EXPECT_EQ(value_of("not 1 == 2"), 1);
  EXPECT_EQ(value_of("1 or 0 and 0"), 1);
  EXPECT_EQ(value_of("1 < 2 == 1"), 0) << "a chain: 1 < 2 and 2 == 1";
  EXPECT_EQ(value_of("3 > 2 > 1"), 1);
  EXPECT_EQ(value_of("- - 3"), 3);
  EXPECT_EQ(value_of("1_000 + .5 + 5. + 2e3 + 1E-1"), 3005.6);
}

TEST(Expression, DividesAsPythonDoes) {
  EXPECT_EQ(value_of("7 // 2"), 3);
  EXPECT_EQ(value_of("-7 // 2"), -4);
  EXPECT_EQ(value_of("7 // -2"), -4);
  EXPECT_EQ(value_of("-7 % 3"), 2);
  EXPECT_EQ(value_of("7 % -3"), -2);
  EXPECT_EQ(value_of("5.5 % 2"), 1.5);
  EXPECT_EQ(value_of("1 // 0.1"), 9);
  EXPECT_EQ(value_of("9007199254740991 // 3"), 3002399751580330);
}

TEST(Expression, CallsItsFunctions) {
  EXPECT_EQ(value_of("min(3, 1, 2) + max(3, 4)"), 5);
  EXPECT_EQ(value_of("floor(-0.5)"), -1);
  EXPECT_EQ(value_of("ceil(7 / 2)"), 4);
  EXPECT_EQ(value_of("round(2.5) + round(3.5)"), 6) << "halves go to the even neighbour";
  EXPECT_EQ(value_of("round(2.675, 2)"), 2.67);
  EXPECT_EQ(value_of("abs(-3) + sqrt(16)"), 7);
  EXPECT_EQ(value_of("where(2 > 1, 10, 20) + where(0, 1, 2)"), 12);
}

TEST(Expression, AndAndOrGiveAnOperandAndStopEarly) {
  EXPECT_EQ(value_of("3 and 5"), 5);
  EXPECT_EQ(value_of("0 or 7"), 7);
  EXPECT_EQ(value_of("0 and 1 / 0"), 0);
  EXPECT_EQ(value_of("2 or 1 / 0"), 2);
}

TEST(Expression, LooksUpNames) {
  EXPECT_EQ(value_of("n * w_2 + n", {{"n", 3}, {"w_2", 0.5}}), 4.5);
  EXPECT_THAT(Expression::parse("b + a * b + min(a, c)")->names(), testing::ElementsAre("b", "a", "c"));
  EXPECT_EQ(evaluation_error("n + m", {{"n", 1}}), "\"n + m\": there is no value \"m\"");
}

TEST(Expression, RefusesWhatPythonRaises) {
  EXPECT_EQ(evaluation_error("1 / 0"), "\"1 / 0\": division by zero");
  EXPECT_EQ(evaluation_error("1 // (2 - 2)"), "\"1 // (2 - 2)\": division by zero");
  EXPECT_EQ(evaluation_error("1 % 0"), "\"1 % 0\": modulo by zero");
  EXPECT_EQ(evaluation_error("0 ** -1"), "\"0 ** -1\": zero to a negative power");
  EXPECT_EQ(evaluation_error("(-8) ** 0.5"), "\"(-8) ** 0.5\": a negative number to a broken power");
  EXPECT_EQ(evaluation_error("sqrt(-1)"), "\"sqrt(-1)\": the square root of a negative number");
  EXPECT_EQ(evaluation_error("1e200 * 1e200"), "\"1e200 * 1e200\": the result is too large for a number");
  EXPECT_EQ(evaluation_error("where(1, 2, 1 / 0)"), "\"where(1, 2, 1 / 0)\": division by zero");
}

TEST(Expression, AFaultHasItsPlace) {
  EXPECT_EQ(parse_error(""), "column 1: expected a number, a name or \"(\", got the end");
  EXPECT_EQ(parse_error("1 +"), "column 4: expected a number, a name or \"(\", got the end");
  EXPECT_EQ(parse_error("1 2"), "column 3: expected an operator or the end, got \"2\"");
  EXPECT_EQ(parse_error("(1 + 2"), "column 7: expected an operator or \")\", got the end");
  EXPECT_EQ(parse_error("a if b"), "column 3: expected an operator or the end, got \"if\"");
  EXPECT_EQ(parse_error("n = 2"), "column 3: expected an operator or the end, got \"=\"");
  EXPECT_EQ(parse_error("5ms"), "column 2: expected an operator or the end, got \"ms\"");
  EXPECT_EQ(parse_error("007"), "column 1: expected a number without leading zeros, got \"007\"");
  EXPECT_EQ(parse_error("1e999"), "column 1: expected a number that a double holds, got \"1e999\"");
  EXPECT_EQ(parse_error("ceil n"), "column 6: expected \"(\" after ceil, got \"n\"");
  EXPECT_EQ(parse_error("1 + min(2)"), "column 5: expected min with 2 or more arguments, got 1");
  EXPECT_EQ(parse_error("where(1, 2)"), "column 1: expected where with 3 arguments, got 2");
  EXPECT_EQ(parse_error("round()"), "column 1: expected round with 1 or 2 arguments, got 0");
  EXPECT_EQ(parse_error("a + not b"), "column 5: expected a number, a name or \"(\", got \"not\"");
  EXPECT_EQ(parse_error("é + €"), "column 1: expected a number, a name or \"(\", got \"é\"");
  EXPECT_EQ(parse_error("1 + €"), "column 5: expected a number, a name or \"(\", got \"€\"");
  EXPECT_EQ(parse_error(std::string(201, '1')), "column 201: expected at most 200 characters, got 201");
  EXPECT_EQ(parse_error(std::string(30, '(') + "1" + std::string(29, ')')),
            "column 61: expected an operator or \")\", got the end");
  EXPECT_EQ(parse_error(std::string(31, '-') + "1"),
            "column 32: expected at most 30 levels inside one another, got more");
}

// --- laws, and Python as the judge ---

const Values kValues{{"a", 3}, {"b", -2}, {"c", 0.75}, {"d", 10}, {"zero", 0}};

std::string any_leaf() {
  return *rc::gen::element<std::string>("a", "b", "c", "d", "zero", "1", "2", "7", "0.5", "2.5", "1e3", "12");
}

/// An expression that Python can parse, of at most `depth` levels, without needless parentheses.
std::string any_expression(int depth) {
  if (depth == 0) return any_leaf();
  const auto sub = [&] { return any_expression(depth - 1); };
  switch (*rc::gen::inRange(0, 10)) {
    case 0:
      return any_leaf();
    case 1:
      return fmt::format("({})", sub());
    case 2:
      return fmt::format("-({})", sub());
    case 3:
      return fmt::format("not {}", any_leaf());
    case 4: {
      const auto name = *rc::gen::element<std::string>("floor", "ceil", "round", "abs", "sqrt");
      return fmt::format("{}({})", name, sub());
    }
    case 5:
      return fmt::format("{}({}, {})", *rc::gen::element<std::string>("min", "max"), sub(), sub());
    case 6:
      return fmt::format("where({}, {}, {})", sub(), sub(), sub());
    case 7:
      return fmt::format("round({}, {})", sub(), *rc::gen::inRange(0, 4));
    default: {
      const auto op = *rc::gen::element<std::string>("+", "-", "*", "/", "//", "%", "**", "<", "<=", ">",
                                                     ">=", "==", "!=", "and", "or");
      return fmt::format("{} {} {}", sub(), op, sub());
    }
  }
}

RC_GTEST_PROP(ExpressionLaw, AnyTextParsesOrHasAPlaceWithinIt, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "1", ".5", "(", ")", "+", "-", "**", "//", "%", "<", "==", "and",
                                    "not", "min", "where", ",", " ", "é", "1e", "_", "="));
  std::string text;
  for (const std::string& word : words) text += word;
  const auto parsed = Expression::parse(text);
  if (parsed.ok()) {
    RC_ASSERT(parsed->text() == text);
    (void)parsed->evaluate(kValues);
    return;
  }
  int column = 0;
  RC_ASSERT(std::sscanf(parsed.error().where.c_str(), "column %d", &column) == 1);
  RC_ASSERT(column >= 1 && column <= static_cast<int>(std::min<std::size_t>(text.size(), 200)) + 1);
}

RC_GTEST_PROP(ExpressionLaw, FloorDivisionAndModuloBelongTogether, (int a, int b)) {
  RC_PRE(b != 0);
  const Values values{{"a", a}, {"b", b}};
  RC_ASSERT(Expression::parse("(a // b) * b + a % b == a")->evaluate(values).value_or(0) == 1);
  RC_ASSERT(Expression::parse("where(b > 0, 0 <= a % b < b, b < a % b <= 0)")->evaluate(values).value_or(0) ==
            1);
}

/// Python's own answers, one a line: "v" and a number, "e" for an error, "s" for an error of syntax. Numbers
/// are compared after 12 digits, as Python's whole numbers know no rounding.
constexpr const char* kJudge = R"(
import math, sys, warnings
warnings.simplefilter("ignore")
F = dict(min=min, max=max, floor=math.floor, ceil=math.ceil, round=round, abs=abs, sqrt=math.sqrt,
         where=lambda c, a, b: a if c else b, __builtins__={})
V = dict(a=3, b=-2, c=0.75, d=10, zero=0)
for line in open(sys.argv[1], encoding="utf-8"):
    try:
        v = eval(line.strip(), F, dict(V))
        print("v", repr(float(v)) if not isinstance(v, complex) and math.isfinite(v) else "e")
    except SyntaxError:
        print("s")
    except (ArithmeticError, ValueError, TypeError):
        print("e")
)";

TEST(Expression, AgreesWithPython) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("sp-expression-{}", getpid());
  std::filesystem::create_directory(folder);
  std::vector<std::string> texts;
  rc::check("expressions for Python", [&] { texts.push_back(any_expression(*rc::gen::inRange(1, 4))); });
  for (int round = 0; round < 9; ++round)
    rc::check("", [&] { texts.push_back(any_expression(*rc::gen::inRange(1, 4))); });
  std::ofstream(folder / "judge.py") << kJudge;
  {
    std::ofstream file(folder / "texts");
    for (const std::string& text : texts) file << text << '\n';
  }
  const std::string command =
      fmt::format("timeout 60 python3 {0}/judge.py {0}/texts > {0}/verdicts", folder.string());
  ASSERT_EQ(std::system(command.c_str()), 0);
  std::ifstream verdicts(folder / "verdicts");
  std::size_t numbers = 0;
  for (const std::string& text : texts) {
    std::string verdict;
    ASSERT_TRUE(std::getline(verdicts, verdict));
    const auto parsed = Expression::parse(text);
    if (text.size() > Expression::kMaxCharacters) continue;
    ASSERT_EQ(parsed.ok(), verdict != "s") << text << ": " << (parsed.ok() ? "" : to_string(parsed.error()));
    if (!parsed.ok()) continue;
    const auto value = parsed->evaluate(kValues);
    if (verdict.starts_with("v ") && verdict != "v e") {
      const double wanted = std::stod(verdict.substr(2));
      if (std::fabs(wanted) > 1e15) continue;  // beyond what a double counts exactly
      if (!value.ok() && value.error().what.ends_with("too large for a number")) continue;
      // Python goes on with a complex number, which where() may drop.
      if (!value.ok() && value.error().what.ends_with("to a broken power")) continue;
      ASSERT_TRUE(value.ok()) << text << " = " << wanted << ": " << to_string(value.error());
      EXPECT_NEAR(value.value(), wanted, 1e-12 * std::max(1.0, std::fabs(wanted))) << text;
      ++numbers;
    } else {
      EXPECT_FALSE(value.ok()) << text << " = " << value.value_or(0);
    }
  }
  EXPECT_GT(numbers, texts.size() / 4);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace sp::bank
