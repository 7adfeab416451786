// Small things about texts that come from outside. Not for other folders.
#pragma once

#include <string>
#include <string_view>

namespace sp::exchange {

inline constexpr std::size_t kNone = std::string_view::npos;

/// Without these characters at its ends.
std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n");

/// With small letters for A to Z.
std::string lower_case(std::string_view text);

}  // namespace sp::exchange
