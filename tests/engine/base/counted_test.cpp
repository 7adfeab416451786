#include "engine/base/counted.h"

#include <gtest/gtest.h>

namespace sp {
namespace {

TEST(Counted, OneIsSingularAllElsePlural) {
  EXPECT_EQ(counted(0, "card"), "0 cards");
  EXPECT_EQ(counted(1, "card"), "1 card");
  EXPECT_EQ(counted(2, "new record"), "2 new records");
  EXPECT_EQ(counted(-1, "day"), "-1 days");
}

}  // namespace
}  // namespace sp
