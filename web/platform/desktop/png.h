#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace sp::platform {

/// A PNG of 8-bit RGB pixels, rows from top to bottom, without compression. `pixels` holds width * height * 3
/// bytes.
std::string encode_png(int width, int height, std::span<const std::uint8_t> pixels);

}  // namespace sp::platform
