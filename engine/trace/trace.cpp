#include "engine/trace/trace.h"

#include <string_view>

namespace sp::trace {
namespace {

/// FNV-1a over whole words, with a mix at the end: few collisions between traces that differ in little, and
/// no dependence on the machine's byte order. Not against malice.
class Hasher {
 public:
  void add(std::uint64_t word) noexcept {
    state_ = (state_ ^ word) * 0x100000001b3U;
    state_ ^= state_ >> 29;
  }
  void add(std::string_view text) noexcept {
    add(text.size());
    for (char c : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
  }
  std::uint64_t result() const noexcept {
    std::uint64_t z = (state_ ^ (state_ >> 33)) * 0xff51afd7ed558ccdU;
    z = (z ^ (z >> 33)) * 0xc4ceb9fe1a85ec53U;
    return z ^ (z >> 33);
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325U;
};

}  // namespace

std::uint64_t Trace::hash() const noexcept {
  Hasher hasher;
  hasher.add(lanes.size());
  for (const Lane& lane : lanes) {
    hasher.add(static_cast<std::uint64_t>(lane.kind));
    hasher.add(lane.name);
    hasher.add(lane.group);
  }
  hasher.add(objects.size());
  for (const Object& object : objects) {
    hasher.add(object.type);
    hasher.add(object.name);
  }
  hasher.add(notes.size());
  for (const std::string& text : notes) hasher.add(text);
  hasher.add(events.size());
  for (const Event& event : events) {
    hasher.add(static_cast<std::uint64_t>(event.t_ns));
    hasher.add((std::uint64_t{event.lane} << 32) | (std::uint64_t{event.flags} << 16) |
               static_cast<std::uint64_t>(event.kind));
    hasher.add(event.object);
    hasher.add(static_cast<std::uint64_t>(event.arg));
  }
  hasher.add(dropped);
  hasher.add(static_cast<std::uint64_t>(begin));
  hasher.add(static_cast<std::uint64_t>(end));
  return hasher.result();
}

}  // namespace sp::trace
