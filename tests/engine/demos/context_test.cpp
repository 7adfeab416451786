#include "engine/demos/context.h"

#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/errors.h"
#include "engine/sync/context.h"
#include "tests/engine/demos/small_host.h"

namespace sp::demos {
namespace {

constexpr Nanos kDrawing = 150 * kMillisecond;

class SlowScreen final : public testing::SmallHost {
 public:
  Nanos drawing_time() const override { return kDrawing; }
};

/// Reports once, on a clock that stands still.
struct Reporter {
  ManualClock clock;
  SlowScreen host;
  StopSource stop;
  double reported = -1;
  Nanos went_on_at = -1;
  bool stopped = false;

  void report(bool somebody_looks) {
    const DemoInfo info;
    const Parameters parameters;
    const std::vector<std::string> variants;
    trace::Recorder recorder(clock);
    const sync::ContextScope scope({&clock, stop.get_token(), {}});
    Context context({info, parameters, variants, recorder, clock, stop.get_token(), host, 1,
                     somebody_looks ? ProgressSink([this](double at, std::string_view) { reported = at; })
                                    : ProgressSink()});
    try {
      context.progress(0.5, "half");
      went_on_at = clock.now();
    } catch (const Stopped&) {
      stopped = true;
    }
  }
};

TEST(Context, GoesOnWhenWhatItReportedIsDrawn) {
  Reporter reporter;
  std::thread thread([&] { reporter.report(true); });
  reporter.clock.await_waiters(1);
  EXPECT_EQ(reporter.reported, 0.5);
  EXPECT_EQ(reporter.clock.next_deadline(), kDrawing);
  reporter.clock.advance(kDrawing);
  thread.join();
  EXPECT_EQ(reporter.went_on_at, kDrawing);
}

TEST(Context, CanBeCancelledWhileItsReportIsDrawn) {
  Reporter reporter;
  std::thread thread([&] { reporter.report(true); });
  reporter.clock.await_waiters(1);
  reporter.stop.request_stop();
  thread.join();
  EXPECT_TRUE(reporter.stopped);
  EXPECT_EQ(reporter.went_on_at, -1);
}

TEST(Context, DoesNotWaitWhereNobodyLooks) {
  Reporter reporter;
  reporter.report(false);
  EXPECT_EQ(reporter.went_on_at, 0);
}

}  // namespace
}  // namespace sp::demos
