#include "engine/trace/event.h"

#include <array>
#include <cassert>

namespace sp::trace {
namespace {

struct KindInfo {
  std::string_view name;
  std::string_view label;
  Family family;
  bool has_object;
  std::string_view arg_meaning;
};

constexpr std::array<KindInfo, kKindCount> kKinds{{
#define SP_EVENT(id, label, family, has_object, arg_meaning) \
  {#id, label, Family::family, has_object, arg_meaning},
#include "engine/trace/events.inl"
}};

constexpr std::array<std::string_view, 4> kLaneKinds{"thread", "task", "process", "worker"};

const KindInfo& info(Kind kind) noexcept {
  assert(static_cast<std::size_t>(kind) < kKindCount);
  return kKinds[static_cast<std::size_t>(kind)];
}

// The states stand together: state_index() relies on it.
constexpr bool states_are_contiguous() {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    if ((kKinds[i].family == Family::state) != is_state(static_cast<Kind>(i))) return false;
  }
  return true;
}
static_assert(states_are_contiguous());

}  // namespace

std::string_view kind_name(Kind kind) noexcept {
  return info(kind).name;
}
std::string_view kind_label(Kind kind) noexcept {
  return info(kind).label;
}
Family kind_family(Kind kind) noexcept {
  return info(kind).family;
}
bool kind_has_object(Kind kind) noexcept {
  return info(kind).has_object;
}
std::string_view kind_arg_meaning(Kind kind) noexcept {
  return info(kind).arg_meaning;
}

std::optional<Kind> kind_from_name(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    if (kKinds[i].name == name) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

std::string_view lane_kind_name(LaneKind kind) noexcept {
  return kLaneKinds[static_cast<std::size_t>(kind)];
}

std::optional<LaneKind> lane_kind_from_name(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kLaneKinds.size(); ++i) {
    if (kLaneKinds[i] == name) return static_cast<LaneKind>(i);
  }
  return std::nullopt;
}

}  // namespace sp::trace
