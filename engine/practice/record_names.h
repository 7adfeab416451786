#pragma once

#include <array>
#include <string_view>

namespace sp::practice {

/// The words of the log's format, each list in the order of its enumeration; see docs/formats.md.
inline constexpr std::array<std::string_view, 3> kSourceNames{"practice", "prediction", "recall"};
inline constexpr std::array<std::string_view, 5> kMarkNames{"bury", "suspend", "resume", "flag", "unflag"};
inline constexpr std::array<std::string_view, 2> kModeNames{"study", "real"};
/// In the order of Record's alternatives.
inline constexpr std::array<std::string_view, 7> kTypeNames{"answer",  "regrade", "undo",     "mark",
                                                            "setting", "turn",    "interview"};

/// The last field of a line, up to its eight hex digits, and those.
inline constexpr std::string_view kCrcField = ",\"crc\":\"";
inline constexpr std::size_t kCrcDigits = 8;

}  // namespace sp::practice
