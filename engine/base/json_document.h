#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/json_syntax.h"

/// What a Document holds: filled by json_parse.cpp, read by json.cpp. Not for other folders.
namespace sp::json {

/// The index of no node.
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// One value. The nodes of a document stand in one vector, in the order of the text, linked by index: nothing
/// here recurses, so depth costs no stack.
struct Node {
  Type type = Type::null;
  std::uint32_t parent = kNone;
  std::uint32_t first_child = kNone;
  std::uint32_t next = kNone;  ///< next sibling
  std::uint32_t index = 0;     ///< among its siblings
  std::uint32_t children = 0;
  std::uint32_t token = 0;      ///< of the value, for State::place
  std::uint32_t key_token = 0;  ///< of the field's name; only in objects
  std::string_view key;
  std::string_view text;  ///< of a string; a piece of State::strings, or of what Object::fill_nulls was given
  std::int64_t integer = 0;  ///< of an integer; 0 or 1 of a boolean
  double real = 0;           ///< of a real or an integer
};

struct Document::State {
  std::string file;
  Limits limits;
  std::string source;
  std::vector<Node> nodes;
  std::uint32_t tokens = 0;  ///< those of `source` that the parser has told of
  std::string strings;       ///< decoded keys and strings; reserved once, so that views into it hold
  bool valid = false;
  std::vector<Position> places;  ///< by token; empty until one is asked for
  std::vector<Problem> problems;
  std::size_t dropped = 0;  ///< problems beyond the limit

  bool full() const { return problems.size() >= limits.problems; }

  std::string_view keep(std::string_view text) {
    assert(strings.size() + text.size() <= strings.capacity());
    const std::size_t offset = strings.size();
    strings += text;
    return std::string_view(strings).substr(offset);
  }

  /// Where a token stands. A sound document never asks; the first time, all places are found at once.
  Position place(std::uint32_t token) {
    if (places.empty()) places = places_of(source, tokens);
    return places[token];
  }

  void report_at(std::uint32_t token, std::string path, std::string expected, std::string found) {
    report(full() ? Position{} : place(token), std::move(path), std::move(expected), std::move(found));
  }
  void report(Position at, std::string path, std::string expected, std::string found) {
    if (full()) {
      ++dropped;
      return;
    }
    problems.push_back({file, at.line, at.column, std::move(path), std::move(expected), std::move(found)});
  }

  std::string path(std::uint32_t node) const;
  std::string field_path(std::uint32_t object, std::string_view name) const;
};

}  // namespace sp::json
