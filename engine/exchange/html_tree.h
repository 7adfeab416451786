// The elements of an HTML text. Not for other folders.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sp::exchange {

/// A text or an element. The nodes of a document stand in one vector, linked by index.
struct HtmlNode {
  std::string name;  ///< in lower case; empty for a text
  std::string
      text;  ///< of a text, entities decoded; of <a>, <img>, <ol> and <code>: the attribute that counts
  std::vector<std::size_t> children;
  bool holds_blocks = false;  ///< something in it begins a paragraph of its own
};

/// The first node is the document. Never fails.
std::vector<HtmlNode> parse_html(std::string_view html);

/// Whether an element of this name is a paragraph, or holds some.
bool is_block(std::string_view name);

/// Entities as their characters; hard blanks as blanks.
std::string decode_entities(std::string_view text);

}  // namespace sp::exchange
