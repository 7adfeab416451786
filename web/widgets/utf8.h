#pragma once

#include <cstddef>
#include <string_view>

#include "engine/base/utf8.h"

namespace sp::ui {

/// Start of the code point before, after `at`; `at` is a byte offset at a code point's start (or the end).
std::size_t previous_offset(std::string_view text, std::size_t at);
std::size_t next_offset(std::string_view text, std::size_t at);

/// True for characters that draw nothing and would only confuse: controls but tab and newline, bidirectional
/// overrides.
bool is_unprintable(char32_t c);

}  // namespace sp::ui
