#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace sp {

/// An index into a table of Tag's, as a type of its own so that a lane is never passed for an object.
/// Valid ids count from 0 in the order in which things were added; a default-made Id is none().
template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = UINT32_MAX;

  std::uint32_t value = kNone;

  static constexpr Id none() noexcept { return Id{}; }
  constexpr bool is_none() const noexcept { return value == kNone; }
  constexpr explicit operator bool() const noexcept { return value != kNone; }
  /// For subscripts: `trace.lanes[id.index()]`.
  constexpr std::size_t index() const noexcept { return value; }

  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace sp

template <class Tag>
struct std::hash<sp::Id<Tag>> {
  std::size_t operator()(const sp::Id<Tag>& id) const noexcept {
    return std::hash<std::uint32_t>{}(id.value);
  }
};
