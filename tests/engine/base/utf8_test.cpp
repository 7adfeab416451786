#include "engine/base/utf8.h"

#include <gtest/gtest.h>

namespace sp {
namespace {

TEST(Utf8, IsChecked) {
  for (const char* good : {"", "a", "é", "…", "𝄞", "\xEF\xBF\xBD", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"})
    EXPECT_TRUE(is_utf8(good)) << good;
  for (const char* bad :
       {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8", "a\xFF"})
    EXPECT_FALSE(is_utf8(bad));
}

}  // namespace
}  // namespace sp
