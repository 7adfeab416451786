#include "engine/base/utf8.h"

#include <string>
#include <utility>

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

TEST(Utf8, IsCutBetweenCharacters) {
  const std::string text = "aé…𝄞";  // 1, 2, 3 and 4 bytes
  for (const auto& [most, left] : {std::pair(0U, ""),
                                   {1U, "a"},
                                   {2U, "a"},
                                   {3U, "aé"},
                                   {5U, "aé"},
                                   {6U, "aé…"},
                                   {9U, "aé…"},
                                   {10U, "aé…𝄞"},
                                   {11U, "aé…𝄞"}}) {
    std::string cut = text;
    cut_to(cut, most);
    EXPECT_EQ(cut, left) << most;
  }
}

}  // namespace
}  // namespace sp
