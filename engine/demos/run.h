// One run of a demo, from request to report.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/stop.h"
#include "engine/demos/context.h"
#include "engine/demos/settings.h"
#include "engine/trace/trace.h"

namespace sp::demos {

enum class RunState { running, completed, cancelled, failed };

/// "running", "completed", "cancelled", "failed".
std::string_view run_state_name(RunState state);

/// What a run leaves behind. A cancelled or failed run has its trace up to the end, and no result.
struct RunReport {
  RunState state = RunState::running;
  RunRequest request;
  Result result;
  trace::Trace trace;
  std::string error;  ///< Why it failed, in words; empty otherwise.
  Nanos elapsed = 0;
};

/// Runs to the end on the calling thread, which may block. Used by the command line and the tests.
RunReport run_now(const RunRequest& request, Host& host, Clock& clock, StopToken stop = {},
                  ProgressSink progress = {});

/// A run on a thread of its own. All members may be called from one thread that must not block (the
/// screen's); none of them waits, except the destructor and `take_report` before the run has ended.
class Run {
 public:
  struct Progress {
    double fraction = 0;
    std::string what;
  };

  /// Starts at once. `on_change` is called on the run's thread whenever progress or state changed; it must
  /// only wake whoever looks at the run.
  Run(RunRequest request, Host& host, std::function<void()> on_change);

  /// Cancels and waits for the end: at most 100 ms by the demos' contract. The page never destroys a run that
  /// has not ended; it cancels and keeps it until it has.
  ~Run();

  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  const RunRequest& request() const;
  RunState state() const;
  bool ended() const { return state() != RunState::running; }
  Progress progress() const;

  /// Asks the run to stop; it ends as `cancelled` soon after. Does nothing once it has ended.
  void cancel();

  /// The report. Call once, after the run has ended.
  RunReport take_report();

 private:
  struct Shared;
  std::unique_ptr<Shared> shared_;
};

}  // namespace sp::demos
