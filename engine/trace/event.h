#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "engine/base/clock.h"
#include "engine/base/ids.h"

namespace sp::trace {

/// What a lane stands for: its drawing differs, its events do not.
enum class LaneKind : std::uint8_t { thread, task, process, worker };

enum class Family : std::uint8_t { lane, state, lock, queue, thread, flow, counter, note };

/// The kinds of events; the table, with what object and arg mean, is events.inl.
enum class Kind : std::uint16_t {
#define SP_EVENT(id, label, family, has_object, arg_meaning) id,
#include "engine/trace/events.inl"
};

inline constexpr std::size_t kKindCount = 0
#define SP_EVENT(id, label, family, has_object, arg_meaning) +1
#include "engine/trace/events.inl"
    ;

struct LaneTag;
struct ObjectTag;
struct NoteTag;
using LaneId = Id<LaneTag>;      ///< index into Trace::lanes
using ObjectId = Id<ObjectTag>;  ///< index into Trace::objects
using NoteId = Id<NoteTag>;      ///< index into Trace::notes

/// One thing that happened in one lane at one time. Plain data.
struct Event {
  Nanos t_ns = 0;                      ///< the recorder's clock
  std::uint32_t lane = LaneId::kNone;  ///< LaneId::value
  Kind kind = Kind::lane_start;
  std::uint16_t flags = 0;                 ///< reserved: 0
  std::uint64_t object = ObjectId::kNone;  ///< ObjectId::value
  std::int64_t arg = 0;                    ///< see events.inl

  LaneId lane_id() const noexcept { return LaneId{lane}; }
  ObjectId object_id() const noexcept { return ObjectId{static_cast<std::uint32_t>(object)}; }
  friend bool operator==(const Event&, const Event&) = default;
};
static_assert(sizeof(Event) == 32 && std::is_trivially_copyable_v<Event>);

/// The identifier in the table ("state_gil_wait"), and what a reader sees ("waiting for the GIL").
std::string_view kind_name(Kind kind) noexcept;
std::string_view kind_label(Kind kind) noexcept;
std::optional<Kind> kind_from_name(std::string_view name) noexcept;
Family kind_family(Kind kind) noexcept;
bool kind_has_object(Kind kind) noexcept;
std::string_view kind_arg_meaning(Kind kind) noexcept;

std::string_view lane_kind_name(LaneKind kind) noexcept;
std::optional<LaneKind> lane_kind_from_name(std::string_view name) noexcept;

/// The states stand together in the table, so that a state is also a small index (state_index), for tables by
/// state.
inline constexpr Kind kFirstState = Kind::state_running;
inline constexpr Kind kLastState = Kind::state_io_wait;
inline constexpr std::size_t kStateCount =
    static_cast<std::size_t>(kLastState) - static_cast<std::size_t>(kFirstState) + 1;

constexpr bool is_state(Kind kind) noexcept {
  return kind >= kFirstState && kind <= kLastState;
}
/// 0 .. kStateCount-1; `kind` must be a state.
constexpr std::size_t state_index(Kind kind) noexcept {
  return static_cast<std::size_t>(kind) - static_cast<std::size_t>(kFirstState);
}
constexpr Kind state_at(std::size_t index) noexcept {
  return static_cast<Kind>(static_cast<std::size_t>(kFirstState) + index);
}
/// A state in which the lane waits for something that another lane holds or brings.
constexpr bool is_waiting(Kind kind) noexcept {
  return kind == Kind::state_blocked || kind == Kind::state_gil_wait;
}

}  // namespace sp::trace
