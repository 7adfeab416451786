#include "web/widgets/timeline_view.h"

#include <algorithm>

namespace sp::ui {

void TimelineView::follow(const TimelineModel& model) {
  if (serial_ == model.serial()) return;
  serial_ = model.serial();
  length_ = static_cast<double>(model.length(same_start_));
  clear_scrubber();
  fit();
}

void TimelineView::fit() {
  show(0, length_);
}

void TimelineView::show(double begin, double end) {
  const double longest = std::max(length_, kClosest);
  const double span = std::clamp(end - begin, kClosest, longest);
  begin_ = std::clamp(begin, 0.0, longest - span);
  end_ = begin_ + span;
}

void TimelineView::zoom(double factor, double at) {
  if (!(factor > 0)) return;
  const double longest = std::max(length_, kClosest);
  const double wanted = std::clamp(span() / factor, kClosest, longest);
  const double share = span() > 0 ? (at - begin_) / span() : 0.5;
  show(at - share * wanted, at + (1 - share) * wanted);
}

void TimelineView::pan(double by) {
  show(begin_ + by, end_ + by);
}

void TimelineView::set_same_start(bool same_start, const TimelineModel& model) {
  if (same_start_ == same_start) return;
  same_start_ = same_start;
  serial_ = 0;  // another axis
  follow(model);
}

void TimelineView::scrub_to(Nanos at, std::optional<std::size_t> row) {
  scrubber_ = std::clamp<Nanos>(at, 0, static_cast<Nanos>(length_));
  row_ = row;
}

bool TimelineView::step(bool forward, const TimelineModel& model) {
  const Nanos from = scrubber_ ? *scrubber_ : static_cast<Nanos>(forward ? begin_ - 1 : end_ + 1);
  const std::optional<Nanos> next = model.neighbour(from, forward, same_start_);
  if (!next) return false;
  scrubber_ = next;
  const double at = static_cast<double>(*next);
  if (at < begin_ || at > end_) {
    // A fifth of the view stays visible on the side that we came from.
    const double lead = span() * (forward ? 0.2 : 0.8);
    show(at - lead, at - lead + span());
  }
  return true;
}

}  // namespace sp::ui
