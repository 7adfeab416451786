#include "web/platform/pacer.h"

#include <gtest/gtest.h>

namespace sp::platform {
namespace {

/// Draws until nothing is due at `now_s`; the program wants no frame by itself.
int drain(Pacer& pacer, double now_s) {
  int frames = 0;
  for (; pacer.wait(now_s) == 0; ++frames) pacer.drawn(now_s, -1);
  return frames;
}

TEST(Pacer, SettlesAndThenRests) {
  Pacer pacer;
  EXPECT_EQ(drain(pacer, 1), Pacer::kSettleFrames);
  EXPECT_LT(pacer.wait(1e9), 0);
  pacer.input();
  EXPECT_EQ(drain(pacer, 2), Pacer::kSettleFrames);
}

TEST(Pacer, WakesForATimerOnce) {
  Pacer pacer;
  drain(pacer, 0);
  pacer.input();
  for (int i = 0; i < Pacer::kSettleFrames; ++i) pacer.drawn(10, 0.5);
  EXPECT_DOUBLE_EQ(pacer.wait(10), 0.5);
  EXPECT_DOUBLE_EQ(pacer.wait(10.25), 0.25);
  EXPECT_EQ(drain(pacer, 11), 1);
}

TEST(Pacer, AnimatesFrameAfterFrame) {
  Pacer pacer;
  drain(pacer, 0);
  pacer.input();
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(pacer.wait(i), 0);
    pacer.drawn(i, 0);
  }
  EXPECT_EQ(drain(pacer, 100), 1);
}

}  // namespace
}  // namespace sp::platform
