#include "engine/base/status.h"

#include <memory>
#include <string>
#include <unordered_set>

#include <gtest/gtest.h>

#include "engine/base/ids.h"

namespace sp {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return Error{"n", "expected an even number, got " + std::to_string(n)};
  return n / 2;
}

Status check(int n) {
  if (Result<int> result = half(n); !result) return result.error();
  return {};
}

TEST(Result, HoldsAValueOrAnError) {
  EXPECT_TRUE(half(4).ok());
  EXPECT_EQ(half(4).value(), 2);
  EXPECT_EQ(half(4).value_or(9), 2);
  ASSERT_FALSE(half(3).ok());
  EXPECT_EQ(half(3).value_or(9), 9);
  EXPECT_EQ(to_string(half(3).error()), "n: expected an even number, got 3");
}

TEST(Result, ErrorsPassThroughAStatus) {
  EXPECT_TRUE(check(2).ok());
  ASSERT_FALSE(check(1).ok());
  EXPECT_EQ(check(1).error().where, "n");
}

TEST(Result, TakesTypesThatOnlyMove) {
  Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 5);
}

TEST(Error, WithoutAPlaceIsOnlyTheText) {
  EXPECT_EQ(to_string(Error{"", "no such file"}), "no such file");
}

TEST(Id, DefaultIsNoneAndIdsCompareAndHash) {
  struct Tag;
  using TagId = Id<Tag>;
  EXPECT_TRUE(TagId{}.is_none());
  EXPECT_FALSE(TagId{});
  EXPECT_TRUE(TagId{0});
  EXPECT_LT(TagId{1}, TagId{2});
  EXPECT_EQ((std::unordered_set<TagId>{TagId{1}, TagId{1}, TagId{2}}.size()), 2U);
}

}  // namespace
}  // namespace sp
