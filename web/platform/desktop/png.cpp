#include "web/platform/desktop/png.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace sp::platform {
namespace {

void put32(std::string& out, std::uint32_t value) {
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(value >> shift & 0xFF);
}

/// CRC-32 of ISO 3309, as PNG wants it.
std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::uint32_t adler32(std::string_view bytes) {
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<std::uint8_t>(c)) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

void put_chunk(std::string& out, std::string_view type, std::string_view data) {
  put32(out, static_cast<std::uint32_t>(data.size()));
  const std::string body = std::string(type).append(data);
  out += body;
  put32(out, crc32(body));
}

/// A zlib stream of stored blocks (RFC 1950, RFC 1951 3.2.4).
std::string store(std::string_view data) {
  constexpr std::size_t kMost = 65535;
  std::string out = "\x78\x01";
  for (std::size_t at = 0; at < data.size(); at += kMost) {
    const std::string_view block = data.substr(at, kMost);
    const auto size = static_cast<std::uint16_t>(block.size());
    const auto complement = static_cast<std::uint16_t>(~size);
    out += at + kMost >= data.size() ? '\1' : '\0';
    for (const std::uint16_t value : {size, complement}) {
      out += static_cast<char>(value & 0xFF);
      out += static_cast<char>(value >> 8);
    }
    out += block;
  }
  put32(out, adler32(data));
  return out;
}

}  // namespace

std::string encode_png(int width, int height, std::span<const std::uint8_t> pixels) {
  const std::size_t row = static_cast<std::size_t>(width) * 3;
  std::string rows;
  for (int y = 0; y < height; ++y) {
    rows += '\0';  // no filter
    const auto line = pixels.subspan(static_cast<std::size_t>(y) * row, row);
    rows.append(line.begin(), line.end());
  }
  std::string header;
  put32(header, static_cast<std::uint32_t>(width));
  put32(header, static_cast<std::uint32_t>(height));
  header.append({8, 2, 0, 0, 0});  // 8 bits, RGB, deflate, adaptive filters, not interlaced
  std::string out = "\x89PNG\r\n\x1a\n";
  put_chunk(out, "IHDR", header);
  put_chunk(out, "IDAT", store(rows));
  put_chunk(out, "IEND", {});
  return out;
}

}  // namespace sp::platform
