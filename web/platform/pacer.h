#pragma once

namespace sp::platform {

/// Decides when the next frame is due, so that an idle program draws nothing. One thread.
///
/// A frame lays widgets out from what the one before has measured; what an input changes is at rest after
/// kSettleFrames frames.
class Pacer {
 public:
  static constexpr int kSettleFrames = 3;

  /// Something happened (input, a posted message, a change of size) that the next frame shows.
  void input() { settle_ = kSettleFrames; }

  /// A frame was drawn at `now_s`, and wants another in `next_in_s` seconds (0 = at once, negative = not).
  void drawn(double now_s, double next_in_s) {
    if (settle_ > 0) --settle_;
    due_ = next_in_s < 0 ? kNone : now_s + next_in_s;
  }

  /// Seconds from `now_s` until a frame is due; 0 = now, negative = no frame until input().
  double wait(double now_s) const {
    if (settle_ > 0) return 0;
    if (due_ == kNone) return -1;
    return due_ > now_s ? due_ - now_s : 0;
  }

 private:
  static constexpr double kNone = -1;
  int settle_ = kSettleFrames;  ///< frames still to be drawn because of input
  double due_ = kNone;          ///< when the program wants a frame by itself
};

}  // namespace sp::platform
