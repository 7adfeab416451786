#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "web/widgets/timeline_model.h"

namespace sp::ui {

/// What part of a model is shown: kept by the caller from frame to frame. Times are nanoseconds of the axis
/// (TimelineModel::length()), as doubles because a zoomed view begins between two nanoseconds.
class TimelineView {
 public:
  double begin() const { return begin_; }
  double end() const { return end_; }
  double span() const { return end_ - begin_; }
  bool same_start() const { return same_start_; }
  std::optional<Nanos> scrubber() const { return scrubber_; }
  /// Everything is shown.
  bool fitted() const { return begin_ <= 0 && end_ >= length_; }

  /// Before each frame: shows all of a model that was not shown before.
  void follow(const TimelineModel& model);
  void fit();
  /// Shows [begin, end) as far as the limits allow: no less than kClosest, nothing outside the axis.
  void show(double begin, double end);
  /// factor > 1 closer; what stands at the time `at` stays where it is.
  void zoom(double factor, double at);
  void pan(double by);
  void set_same_start(bool same_start, const TimelineModel& model);

  /// `row`: the lane that was pointed at; the readout tells more about it.
  void scrub_to(Nanos at, std::optional<std::size_t> row = {});
  std::optional<std::size_t> picked_row() const { return row_; }
  void clear_scrubber() { scrubber_.reset(), row_.reset(); }
  /// To the next (previous) event, scrolling it into view; without a scrubber, the first one in view. False
  /// if there is none.
  bool step(bool forward, const TimelineModel& model);

  static constexpr double kClosest = 50;  ///< nanoseconds across the whole width

 private:
  std::uint64_t serial_ = 0;  ///< of the model that length_ belongs to; 0 before the first
  double length_ = 0;
  double begin_ = 0, end_ = kClosest;
  bool same_start_ = true;
  std::optional<Nanos> scrubber_;
  std::optional<std::size_t> row_;
};

/// Times to places: `begin` stands at the left edge of a width in pixels.
struct TimeScale {
  double begin = 0;
  double ns_per_pixel = 1;
  float left = 0;

  TimeScale(const TimelineView& view, float left_edge, float width)
      : begin(view.begin()), ns_per_pixel(view.span() / (width > 0 ? width : 1)), left(left_edge) {}

  float x(double t) const { return left + static_cast<float>((t - begin) / ns_per_pixel); }
  double t(float at_x) const { return begin + static_cast<double>(at_x - left) * ns_per_pixel; }
};

}  // namespace sp::ui
