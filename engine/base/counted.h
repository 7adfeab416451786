#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sp {

/// "1 card", "2 cards". `word`: one of them; its plural takes an s.
std::string counted(std::int64_t count, std::string_view word);

}  // namespace sp
