#include "engine/sync/gil.h"

#include <optional>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/sync/thread.h"
#include "engine/trace/analysis.h"
#include "engine/trace/recorder.h"
#include "tests/support/interleaver.h"

namespace sp::sync {
namespace {

using test::Interleaver;

TEST(Gil, TheIntervalMustBePositive) {
  EXPECT_THROW(Gil(0), ValueError);
  EXPECT_THROW(Gil(-5), ValueError);
  EXPECT_EQ(Gil().interval(), 5 * kMillisecond);
}

TEST(Gil, IsHeldByTheThreadThatTookIt) {
  Gil gil;
  EXPECT_FALSE(gil.held());
  gil.take();
  EXPECT_TRUE(gil.held());
  Interleaver threads;
  threads.start("other", [&] { EXPECT_FALSE(gil.held()); });
  threads.finish("other");
  gil.drop();
  EXPECT_FALSE(gil.held());
}

TEST(Gil, TakingItAgainIsNoSwitch) {
  Gil gil;
  for (int i = 0; i < 3; ++i) GilGuard guard(gil);
  EXPECT_EQ(gil.stats().switches, 1u);
}

TEST(GilStop, CheckpointThrowsAndTheGuardDrops) {
  StopSource source;
  const ContextScope scope({.clock = &real_clock(), .stop = source.get_token(), .group = {}});
  Gil gil;
  const auto run = [&] {
    GilGuard guard(gil);
    gil.checkpoint();
    source.request_stop();
    EXPECT_TRUE(gil.held());
    gil.checkpoint();
    FAIL() << "the checkpoint let a cancelled run pass";
  };
  EXPECT_THROW(run(), Stopped);
  EXPECT_FALSE(gil.held());
}

TEST(GilStop, TakeThrowsAtOnceInACancelledRun) {
  Gil gil;
  StopSource source;
  source.request_stop();
  const ContextScope scope({.clock = &real_clock(), .stop = source.get_token(), .group = {}});
  EXPECT_THROW(gil.take(), Stopped);
  EXPECT_FALSE(gil.held());
}

TEST(GilRelease, TakesItBackWhenTheScopeEnds) {
  Gil gil;
  GilGuard guard(gil);
  {
    GilRelease released(gil);
    EXPECT_FALSE(gil.held());
  }
  EXPECT_TRUE(gil.held());
}

TEST(GilRelease, TakesItBackForTheHandlerOfAnException) {
  Gil gil;
  GilGuard guard(gil);
  try {
    GilRelease released(gil);
    throw std::runtime_error("I/O failed");
  } catch (const std::runtime_error&) {
    EXPECT_TRUE(gil.held());
  }
}

TEST(GilRelease, LeavesACancelledThreadWithoutIt) {
  StopSource source;
  const ContextScope scope({.clock = &real_clock(), .stop = source.get_token(), .group = {}});
  Gil gil;
  const auto stopped_in_scope = [&] {
    GilGuard guard(gil);
    GilRelease released(gil);
    source.request_stop();
  };
  EXPECT_THROW(stopped_in_scope(), Stopped);
  EXPECT_FALSE(gil.held());

  StopSource second;
  const ContextScope inner({.clock = &real_clock(), .stop = second.get_token(), .group = {}});
  const auto stopped_by_the_call = [&] {
    GilGuard guard(gil);
    GilRelease released(gil);
    second.request_stop();
    sleep(kSecond);
  };
  EXPECT_THROW(stopped_by_the_call(), Stopped);
  EXPECT_FALSE(gil.held());
}

// Whatever threads do with the GIL, one at a time holds it, and each gets its work done.
RC_GTEST_PROP(GilLaw, OneThreadAtATime, ()) {
  enum class Step { checkpoint, release, drop_and_take };
  const auto programs = *rc::gen::resize(
      4, rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<Step>>>(rc::gen::resize(
             60, rc::gen::container<std::vector<Step>>(rc::gen::element(
                     Step::checkpoint, Step::checkpoint, Step::release, Step::drop_and_take))))));
  Gil gil(20 * kMicrosecond);
  int inside = 0;  // not atomic: the GIL orders it
  std::size_t done = 0;
  bool alone = true;
  const auto work = [&] {
    alone = alone && ++inside == 1;
    --inside;
  };
  {
    std::vector<Thread> threads;
    for (const std::vector<Step>& program : programs) {
      threads.emplace_back("python", [&] {
        GilGuard guard(gil);
        for (const Step step : program) {
          work();
          if (step == Step::checkpoint) gil.checkpoint();
          if (step == Step::release) GilRelease released(gil);
          if (step == Step::drop_and_take) {
            gil.drop();
            gil.take();
          }
        }
        ++done;
      });
    }
  }
  RC_ASSERT(alone);
  RC_ASSERT(done == programs.size());
  RC_ASSERT(!gil.drop_requested());
}

TEST(GilTrace, PythonThreadsNeverRunTogether) {
  trace::Recorder recorder(real_clock());
  const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", ""));
  Gil gil(50 * kMicrosecond);
  {
    std::vector<Thread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back(
          "python",
          [&] {
            for (int round = 0; round < 2'000; ++round) gil.checkpoint();
          },
          ThreadOptions{.kind = trace::LaneKind::thread, .group = "gil", .gil = &gil});
    }
  }
  const trace::Trace trace = recorder.finish();
  EXPECT_EQ(trace.dropped, 0u);
  EXPECT_EQ(trace::peak_parallelism(trace, "gil"), 1u);
}

TEST(GilTrace, TellsWhoWaitedForWhom) {
  ManualClock clock;
  trace::Recorder recorder(clock);
  std::optional<Gil> gil;
  {
    const trace::CurrentLane lane(recorder, recorder.add_lane(trace::LaneKind::thread, "main", ""));
    gil.emplace();
  }
  Interleaver threads(clock, &recorder);
  threads.start("holder", [&] {
    GilGuard guard(*gil);
    schedule_point("working");
  });
  threads.run_to("holder", "working");
  threads.start("waiter", [&] { GilGuard guard(*gil); });
  clock.advance(10);
  threads.run_until_blocked("waiter");
  clock.advance(30);
  threads.finish("holder");
  threads.finish("waiter");

  const std::vector<trace::Blocked> blocked = trace::blocked_by(recorder.finish());
  ASSERT_EQ(blocked.size(), 1u);
  EXPECT_EQ(blocked[0].begin, 10);
  EXPECT_EQ(blocked[0].end, 40);
  EXPECT_NE(blocked[0].lane, blocked[0].holder);
}

}  // namespace
}  // namespace sp::sync
