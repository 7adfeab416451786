// Ids made from what other programs call their entries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sp::exchange {

/// FNV-1a, 64 bits (Fowler, Noll and Vo): the same on every machine, and for ever, since ids come of it.
std::uint64_t hash_of(std::string_view text) noexcept;

/// The id of the card that another program knows by `identity` (a GUID, a title, a front): that itself where
/// it is a card's id, such as "X01"; else "OWN" and 12 digits of its hash.
std::string card_id_of(std::string_view identity);

/// Lower-case letters and digits of the text with hyphens between them, at most `most` (>= 12) bytes; "x" and
/// 8 digits of its hash when there are none.
std::string slug_of(std::string_view text, std::size_t most);

}  // namespace sp::exchange
