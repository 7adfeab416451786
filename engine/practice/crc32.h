#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sp::practice {

/// CRC-32 as zlib, gzip and PNG have it (ISO 3309; reflected polynomial 0xEDB88320). crc32("123456789") ==
/// 0xCBF43926.
constexpr std::uint32_t crc32(std::string_view bytes) noexcept {
  constexpr auto kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
      table[i] = value;
    }
    return table;
  }();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) crc = kTable[(crc ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (crc >> 8U);
  return crc ^ 0xFFFFFFFFU;
}

}  // namespace sp::practice
