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
  EXPECT_EQ(borne_out_by_amdahl(1.57, 2.5), "less") << "not nine tenths of the way to the middle";
  EXPECT_EQ(borne_out_by_amdahl(1.6, 2.5), "near");
  EXPECT_EQ(borne_out_by_amdahl(2.6, 2.5), "near") << "within the noise";
  EXPECT_EQ(borne_out_by_amdahl(2.7, 2.5), "");
  EXPECT_EQ(borne_out_by_amdahl(1.0, 1.0), "near") << "one worker, or all of it serial";
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
