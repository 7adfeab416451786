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

/// A piece of Document::State::strings.
struct Piece {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

/// One value. The nodes of a document stand in one vector, in the order of the text, linked by index: nothing
/// here recurses, so depth costs no stack.
struct Node {
  Type type = Type::null;
  std::uint32_t parent = kNone;
  std::uint32_t first_child = kNone;
  std::uint32_t next = kNone;  ///< next sibling
  std::uint32_t index = 0;     ///< among its siblings
  std::uint32_t children = 0;
  Position at;      ///< of the value
  Position key_at;  ///< of the field's name; only in objects
  Piece key;
  Piece text;                ///< of a string
  std::int64_t integer = 0;  ///< of an integer; 0 or 1 of a boolean
  double real = 0;           ///< of a real or an integer
};

struct Document::State {
  std::string file;
  Limits limits;
  std::vector<Node> nodes;
  std::string strings;  ///< decoded keys and strings; reserved once, so that views into it hold
  bool valid = false;
  std::vector<Problem> problems;
  std::size_t dropped = 0;  ///< problems beyond the limit

  bool full() const { return problems.size() >= limits.problems; }
  std::string_view view(Piece piece) const { return {strings.data() + piece.offset, piece.length}; }

  Piece keep(std::string_view text) {
    assert(strings.size() + text.size() <= strings.capacity());
    const Piece piece{static_cast<std::uint32_t>(strings.size()), static_cast<std::uint32_t>(text.size())};
    strings += text;
    return piece;
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
