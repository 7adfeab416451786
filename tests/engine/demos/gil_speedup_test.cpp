#include "engine/demos/gil_speedup.h"

#include <gtest/gtest.h>

namespace sp::demos {
namespace {

TEST(GilSpeedup, NoRunBearsOutThatTheGilScales) {
  EXPECT_EQ(borne_out_under_gil(0.5), "slower");
  EXPECT_EQ(borne_out_under_gil(0.92), "same");
  EXPECT_EQ(borne_out_under_gil(1.21), "same");
  EXPECT_EQ(borne_out_under_gil(1.59), "") << "measured once, on a busy machine";
  EXPECT_EQ(borne_out_under_gil(2.0), "");
}

}  // namespace
}  // namespace sp::demos
