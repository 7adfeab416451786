// Export and import beside the screens: the browser's page loads it as a program of its own, only when it is
// asked for.
#pragma once

#include <string>
#include <string_view>

namespace sp::exchange {

/// Does what one request says, with the bundle of the program's bank; any thread. Both are JSON:
///
///   {"do": "export", "format": "anki" | "gift" | "markdown", "own": bool, "decks": [{"name", "text"}]}
///     -> {"text": the file, "cards": how many are in it}; with "own" only those of the decks
///   {"do": "import", "name": a file's name, "text": what is in it}
///     -> {"deck": JSON for a deck, empty when nothing was taken,
///         "problems": [{"line", "column", "path", "expected", "found"}], "problem_count"}
///
/// A bundle that cannot be read, or another request, gives {"error": one sentence}.
std::string serve(std::string_view bundle, std::string_view request);

}  // namespace sp::exchange
