#include "web/widgets/timeline_track.h"

#include <algorithm>
#include <utility>

namespace sp::ui {

LaneTrack::LaneTrack(std::vector<trace::Span> spans) : spans_(std::move(spans)) {
  sums_.reserve(spans_.size() / kStride + 1);
  Coverage sum{};
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    if (i % kStride == 0) sums_.push_back(sum);
    sum[trace::state_index(spans_[i].state)] += spans_[i].duration();
  }
}

std::size_t LaneTrack::index_at(Nanos t) const {
  const auto found = std::partition_point(spans_.begin(), spans_.end(),
                                          [t](const trace::Span& span) { return span.end <= t; });
  return static_cast<std::size_t>(found - spans_.begin());
}

std::size_t LaneTrack::index_at(Nanos t, std::size_t hint) const {
  // Doubling steps to the first span that ends after t, then a search within the last step.
  std::size_t low = hint, step = 1;
  while (low + step < spans_.size() && spans_[low + step].end <= t) {
    low += step;
    step *= 2;
  }
  const auto first = spans_.begin() + static_cast<std::ptrdiff_t>(std::min(low, spans_.size()));
  const auto last = spans_.begin() + static_cast<std::ptrdiff_t>(std::min(low + step + 1, spans_.size()));
  const auto found =
      std::partition_point(first, last, [t](const trace::Span& span) { return span.end <= t; });
  return static_cast<std::size_t>(found - spans_.begin());
}

const trace::Span* LaneTrack::at(Nanos t) const {
  const std::size_t index = index_at(t);
  return index < spans_.size() && spans_[index].begin <= t ? &spans_[index] : nullptr;
}

Coverage LaneTrack::up_to(Nanos t, std::size_t index) const {
  if (spans_.empty()) return {};
  const std::size_t last = std::min(index, spans_.size() - 1);
  const std::size_t block = last / kStride;
  Coverage sum = sums_[block];
  for (std::size_t i = block * kStride; i <= last; ++i) {
    const trace::Span& span = spans_[i];
    if (span.begin >= t) break;
    sum[trace::state_index(span.state)] += std::min(span.end, t) - span.begin;
  }
  return sum;
}

Coverage LaneTrack::coverage(Nanos from, Nanos to) const {
  return coverage(from, index_at(from), to, index_at(to));
}

Coverage LaneTrack::coverage(Nanos from, std::size_t from_index, Nanos to, std::size_t to_index) const {
  if (to <= from) return {};
  Coverage sum = up_to(to, to_index);
  const Coverage before = up_to(from, from_index);
  for (std::size_t state = 0; state < sum.size(); ++state) sum[state] -= before[state];
  return sum;
}

}  // namespace sp::ui
