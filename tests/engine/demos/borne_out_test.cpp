#include "engine/demos/borne_out.h"

#include <gtest/gtest.h>

namespace sp::demos {
namespace {

TEST(BorneOut, NoRunBearsOutThatTheGilScales) {
  EXPECT_EQ(borne_out_under_gil(0.5), "slower");
  EXPECT_EQ(borne_out_under_gil(0.92), "same");
  EXPECT_EQ(borne_out_under_gil(1.21), "same");
  EXPECT_EQ(borne_out_under_gil(1.59), "") << "measured once, on a busy machine";
  EXPECT_EQ(borne_out_under_gil(2.0), "");
}

TEST(BorneOut, NoRunBearsOutMoreThanAmdahlAllows) {
  EXPECT_EQ(borne_out_by_amdahl(1.0, 2.5), "less");
  EXPECT_EQ(borne_out_by_amdahl(1.99, 2.5), "less");
  EXPECT_EQ(borne_out_by_amdahl(2.0, 2.5), "near");
  EXPECT_EQ(borne_out_by_amdahl(2.6, 2.5), "near") << "within the noise";
  EXPECT_EQ(borne_out_by_amdahl(2.7, 2.5), "");
  EXPECT_EQ(borne_out_by_amdahl(1.0, 1.0), "") << "one worker, or all of it serial: nothing to gain";
}

TEST(BorneOut, OnlyAFasterProducerAsksWhoSetsThePace) {
  EXPECT_TRUE(asks_who_sets_the_pace(1, 3));
  EXPECT_TRUE(asks_who_sets_the_pace(0, 1));
  EXPECT_FALSE(asks_who_sets_the_pace(0, 0));
  EXPECT_FALSE(asks_who_sets_the_pace(0, 0.5)) << "timers are no finer";
  EXPECT_FALSE(asks_who_sets_the_pace(3, 3));
  EXPECT_FALSE(asks_who_sets_the_pace(20, 0));
}

TEST(BorneOut, NoRunBearsOutThatTheBoundChangesThePace) {
  EXPECT_EQ(borne_out_by_pace(200, 200), "same");
  EXPECT_EQ(borne_out_by_pace(200, 180), "same");
  EXPECT_EQ(borne_out_by_pace(180, 200), "same");
  EXPECT_EQ(borne_out_by_pace(300, 200), "");
  EXPECT_EQ(borne_out_by_pace(200, 300), "");
}

}  // namespace
}  // namespace sp::demos
