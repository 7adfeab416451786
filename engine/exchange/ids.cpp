#include "engine/exchange/ids.h"

#include <fmt/format.h>

#include "engine/bank/text_rules.h"

namespace sp::exchange {

std::uint64_t hash_of(std::string_view text) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

std::string card_id_of(std::string_view identity) {
  constexpr std::uint64_t kTwelveDigits = 1'000'000'000'000;
  if (bank::is_card_id(identity)) return std::string(identity);
  return fmt::format("OWN{:012}", hash_of(identity) % kTwelveDigits);
}

std::string slug_of(std::string_view text, std::size_t most) {
  std::string slug;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
    if (slug.size() == most) break;
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug.empty() ? fmt::format("x{:08x}", hash_of(text) & 0xFFFFFFFFU) : slug;
}

}  // namespace sp::exchange
