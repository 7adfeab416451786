#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "engine/practice/grade.h"

namespace sp::practice {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// Without blanks, in lower case, with a plain minus.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  constexpr std::string_view kMinus = "\u2212";
  constexpr std::string_view kHardBlank = "\u00A0";
  constexpr std::string_view kNarrowBlank = "\u202F";
  return replaced(replaced(replaced(result, kMinus, "-"), kHardBlank, ""), kNarrowBlank, "");
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && digit(text[at])) ++at;
  return at;
}

/// Sign, digits with at most one point, exponent.
bool is_number(std::string_view text) {
  std::size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const std::size_t begin = at;
  at = skip_digits(text, at);
  std::size_t digits = at - begin;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = at + 1;
    at = skip_digits(text, fraction);
    digits += at - fraction;
  }
  if (digits == 0) return false;
  if (at < text.size() && text[at] == 'e') {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const std::size_t exponent = at;
    at = skip_digits(text, at);
    if (at == exponent) return false;
  }
  return at == text.size();
}

/// Whether every comma has three digits after it and one to three before the first: "1,500", "12,000,000".
bool groups_thousands(std::string_view text) {
  const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  std::size_t at = skip_digits(text, sign);
  if (at == sign || at > sign + 3) return false;
  while (at < text.size() && text[at] == ',') {
    const std::size_t group = at + 1;
    at = skip_digits(text, group);
    if (at != group + 3) return false;
  }
  return text.find(',', at) == std::string_view::npos;
}

}  // namespace

std::vector<double> readings(std::string_view text, std::string_view unit) {
  std::string number = plain(text);
  const std::string suffix = plain(unit);
  if (!suffix.empty() && number.ends_with(suffix) && number.size() > suffix.size())
    number.resize(number.size() - suffix.size());
  std::vector<double> values;
  const auto read = [&](const std::string& candidate) {
    if (!is_number(candidate)) return;
    const double value = std::strtod(candidate.c_str(), nullptr);
    if (std::isfinite(value) && std::find(values.begin(), values.end(), value) == values.end())
      values.push_back(value);
  };
  if (number.find(',') == std::string::npos) {
    read(number);
    return values;
  }
  read(replaced(number, ",", "."));
  if (groups_thousands(number)) read(replaced(number, ",", ""));
  return values;
}

}  // namespace sp::practice
