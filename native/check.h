#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace sp::native {

/// Validates card files. A path is a card, a bundle (a file with "format" and "cards"), or a folder, searched
/// for *.json in all depths (schema/, scenarios/ and curriculum.json left out). Cards are checked together:
/// ids must be unique over all of them; a bundle is checked by itself. When a `curriculum.json` stands next
/// to the topic folders, `covers` must name its ids. Prints every problem, one a line, as file:line:column:
/// path: message, then a summary. Returns 0 when all is well, 1 when there are problems, 2 when no path is
/// given, one cannot be read, or none holds a card.
int run_check(const std::vector<std::string>& paths, std::ostream& out);

}  // namespace sp::native
