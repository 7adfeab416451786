// What a running demo is given.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/rng.h"
#include "engine/base/stop.h"
#include "engine/demos/demo.h"
#include "engine/demos/host.h"
#include "engine/trace/recorder.h"

namespace sp::demos {

/// Told how far a run has come: a fraction from 0 to 1 and a few words. Called on the run's thread.
using ProgressSink = std::function<void(double fraction, std::string_view what)>;

/// Everything a demo may touch while it runs. Used by the run's own thread; what it refers to outlives the
/// run.
///
/// Threads that the demo starts (`sync::Thread`) inherit recorder, clock and stop token from the thread that
/// starts them, so demo code reads like the Python it stands for and passes none of them on.
class Context {
 public:
  struct Parts {
    const DemoInfo& info;
    const Parameters& parameters;
    const std::vector<std::string>& variants;
    trace::Recorder& recorder;
    Clock& clock;
    StopToken stop;
    Host& host;
    std::uint64_t seed;
    ProgressSink progress;
  };

  explicit Context(Parts parts);

  const Parameters& parameters() const { return parts_.parameters; }
  trace::Recorder& recorder() { return parts_.recorder; }
  Clock& clock() { return parts_.clock; }
  const StopToken& stop() const { return parts_.stop; }
  Host& host() { return parts_.host; }
  Rng& rng() { return rng_; }
  std::uint64_t seed() const { return parts_.seed; }

  /// Whether the variant was selected for this run.
  bool wants(std::string_view variant) const;

  /// Calls `body` for each selected variant, in the demo's order. Inside, the calling thread is on a lane
  /// named "main" in that variant's group, and `progress` counts within the variant's share of the run.
  /// Throws `Stopped` between variants if the run was cancelled.
  void each_variant(const std::function<void(const Variant&)>& body);

  /// Calls `body` with the calling thread on a lane named "main" in this group: for work that belongs to no
  /// variant, such as the serial run that the variants are held against.
  void on_main_lane(const std::string& group, const std::function<void()>& body);

  /// Reports how far the current variant has come, and waits until the home has shown it: call it between
  /// what is measured, not inside. Throws `Stopped` if the run was cancelled, so that a loop which reports
  /// also stops.
  void progress(double fraction, std::string_view what);

 private:
  Parts parts_;
  Rng rng_;
  double share_begin_ = 0;
  double share_size_ = 1;
};

}  // namespace sp::demos
