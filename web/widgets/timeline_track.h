#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "engine/trace/analysis.h"

namespace sp::ui {

/// How long each state lasted within a stretch of time, in nanoseconds; by trace::state_index().
using Coverage = std::array<Nanos, trace::kStateCount>;

/// The states of one lane, ready to be asked for any stretch at any scale in O(log n): sums of the states'
/// durations up to every eighth span stand ready, so that a frame costs as much as it has pixels, not events.
/// Immutable.
class LaneTrack {
 public:
  LaneTrack() = default;
  /// `spans` tile the lane's life, as trace::spans() gives them.
  explicit LaneTrack(std::vector<trace::Span> spans);

  const std::vector<trace::Span>& spans() const { return spans_; }
  bool empty() const { return spans_.empty(); }
  Nanos begin() const { return spans_.empty() ? 0 : spans_.front().begin; }
  Nanos end() const { return spans_.empty() ? 0 : spans_.back().end; }

  /// The first span that ends after `t`: the one that contains it, or the first one, or spans().size() after
  /// the life's end.
  std::size_t index_at(Nanos t) const;
  /// The same, when it is known not to lie before `hint`: as cheap as it is near.
  std::size_t index_at(Nanos t, std::size_t hint) const;
  /// The span that contains `t`, or nullptr.
  const trace::Span* at(Nanos t) const;

  /// What of [from, to) was spent in which state; what lies outside the lane's life counts for none.
  Coverage coverage(Nanos from, Nanos to) const;
  /// The same with index_at(from) and index_at(to) known.
  Coverage coverage(Nanos from, std::size_t from_index, Nanos to, std::size_t to_index) const;

 private:
  static constexpr std::size_t kStride = 8;

  /// Time in each state from the lane's begin to `t`, which spans_[index] contains.
  Coverage up_to(Nanos t, std::size_t index) const;

  std::vector<trace::Span> spans_;
  std::vector<Coverage> sums_;  ///< sums_[i]: of the spans before span i * kStride
};

}  // namespace sp::ui
