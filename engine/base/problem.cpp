#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/base/json.h"

namespace sp {
namespace {

struct Character {
  std::size_t length = 1;  ///< bytes
  bool sound = false;      ///< well-formed UTF-8 and printable
};

/// Enough of UTF-8 to print safely: wrong bytes and control characters (C0, DEL, C1) count as unsound.
Character character_at(std::string_view text, std::size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  if (lead < 0x80) return {1, lead >= 0x20 && lead != 0x7F};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || offset + length > text.size()) return {1, false};
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[offset + i]) & 0xC0U) != 0x80U) return {1, false};
  }
  const bool c1 = lead == 0xC2 && static_cast<unsigned char>(text[offset + 1]) < 0xA0;
  return {c1 ? std::size_t{1} : length, !c1};
}

std::string escaped(unsigned char byte) {
  switch (byte) {
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      return fmt::format("\\x{:02x}", byte);
  }
}

/// Edits (insert, delete, replace, swap neighbours) from one word to the other: optimal string alignment.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::string to_string(const Problem& problem) {
  std::string text = problem.file;
  if (problem.line > 0) text += fmt::format(":{}:{}", problem.line, problem.column);
  if (!text.empty()) text += ": ";
  if (!problem.path.empty()) text += problem.path + ": ";
  if (problem.expected.empty()) return text + problem.found;
  text += "expected " + problem.expected;
  return problem.found.empty() ? text : text + ", got " + problem.found;
}

std::string in_quotes(std::string_view text, std::size_t max_characters) {
  std::string result = "\"";
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (count++ == max_characters) {
      result += "…";
      break;
    }
    const Character character = character_at(text, i);
    if (!character.sound) {
      result += escaped(static_cast<unsigned char>(text[i]));
    } else {
      if (text[i] == '"' || text[i] == '\\') result += '\\';
      result += text.substr(i, character.length);
    }
    i += character.length;
  }
  return result + '"';
}

std::string_view closest(std::string_view word, std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongest = 64;  // no name of ours is longer; the cost grows with the square
  if (word.empty() || word.size() > kLongest) return {};
  std::string_view best;
  std::size_t fewest = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > kLongest) continue;
    const std::size_t distance = edits(word, candidate);
    if (distance < fewest) {
      fewest = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace sp
