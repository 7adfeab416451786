#include "engine/bank/words.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace sp::bank {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> out;
  for (const Word& word : words_of(text)) out.push_back(word.text);
  return out;
}

TEST(Words, AreLowerCaseRunsOfLettersAndDigits) {
  EXPECT_THAT(texts("The GIL, in Python 3.13 (PEP 703)."),
              ElementsAre("the", "gil", "in", "python", "3.13", "pep", "703"));
  EXPECT_THAT(texts(""), IsEmpty());
  EXPECT_THAT(texts(" \t\n--..??"), IsEmpty());
}

TEST(Words, NamesOfCodeComeWholeAndInParts) {
  EXPECT_THAT(texts("loop.run_in_executor()"),
              ElementsAre("loop", "run_in_executor", "run", "in", "executor"));
  EXPECT_THAT(texts("ThreadPoolExecutor"), ElementsAre("threadpoolexecutor", "thread", "pool", "executor"));
  EXPECT_THAT(texts("HTTPServer and GILs"), ElementsAre("httpserver", "http", "server", "and", "gils"));
  EXPECT_THAT(texts("__init__"), ElementsAre("init"));
  EXPECT_THAT(texts("free-threaded - build"), ElementsAre("freethreaded", "free", "threaded", "build"));
}

TEST(Words, SayWhereTheyStand) {
  const auto words = words_of("a run_in b");
  ASSERT_EQ(words.size(), 5U);
  EXPECT_TRUE(words[1].whole);
  EXPECT_EQ(words[1].from, 2U);
  EXPECT_EQ(words[1].to, 8U);
  EXPECT_EQ(words[3].text, "in");
  EXPECT_EQ(words[3].from, 6U);
  EXPECT_FALSE(words[3].whole);
}

TEST(Words, FoldWhatPeopleWriteInSeveralWays) {
  EXPECT_THAT(texts("I/O i/o-bound"), ElementsAre("io", "io", "bound"));
  EXPECT_THAT(texts("GIL's don't 'quoted'"), ElementsAre("gil", "don", "quoted"));
  EXPECT_THAT(texts("na\xC3\xAFve caf\xC3\x89"), ElementsAre("naive", "cafe"));
  EXPECT_THAT(texts("5\xC2\xA0ms \xE2\x80\x9Chere\xE2\x80\x9D"), ElementsAre("5", "ms", "here"));
}

TEST(Words, LettersOfOtherScriptsAreWords) {
  EXPECT_THAT(texts("\xD0\xBF\xD0\xBE\xD1\x82\xD0\xBE\xD0\xBA \xF0\x9F\x98\x80"),
              ElementsAre("\xD0\xBF\xD0\xBE\xD1\x82\xD0\xBE\xD0\xBA", "\xF0\x9F\x98\x80"));
}

RC_GTEST_PROP(Words, AnyBytesGiveShortWordsInOrder, (const std::string& text)) {
  std::size_t from = 0;
  for (const Word& word : words_of(text)) {
    RC_ASSERT(word.text.size() <= kLongestWord);
    RC_ASSERT(word.from >= from);
    RC_ASSERT(word.from < word.to && word.to <= text.size());
    from = word.from;
  }
}

// The examples of Porter's paper for step 1.
TEST(Stem, IsStepOneOfPorter) {
  const std::vector<std::pair<std::string, std::string>> examples{
      {"caresses", "caress"},  {"ponies", "poni"},    {"ties", "ti"},           {"caress", "caress"},
      {"cats", "cat"},         {"feed", "feed"},      {"agreed", "agree"},      {"plastered", "plaster"},
      {"bled", "bled"},        {"motoring", "motor"}, {"sing", "sing"},         {"conflated", "conflate"},
      {"troubled", "trouble"}, {"sized", "size"},     {"hopping", "hop"},       {"tanned", "tan"},
      {"falling", "fall"},     {"hissing", "hiss"},   {"fizzed", "fizz"},       {"failing", "fail"},
      {"filing", "file"},      {"happy", "happi"},    {"sky", "sky"},           {"threads", "thread"},
      {"threading", "thread"}, {"blocked", "block"},  {"processes", "process"}, {"generator", "generator"},
      {"general", "general"}};
  for (const auto& [word, expected] : examples) EXPECT_EQ(stem(word), expected) << word;
  EXPECT_EQ(stem("3.13"), "3.13");
  EXPECT_EQ(stem("gc"), "gc");
  EXPECT_EQ(stem(""), "");
}

/// The textbook's table, whole.
int plain_distance(std::string_view a, std::string_view b, bool prefix) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<int>(i + j);
        continue;
      }
      d[i][j] =
          std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return prefix ? *std::min_element(d.back().begin(), d.back().end()) : d.back().back();
}

TEST(EditDistance, CountsASwapOnce) {
  EXPECT_EQ(edit_distance("asyncio", "asyncoi", 2), 1);
  EXPECT_EQ(edit_distance("deadlock", "daedlokc", 2), 2);
  EXPECT_EQ(edit_distance("lock", "clock", 1), 1);
  EXPECT_EQ(edit_distance("lock", "queue", 1), 2);
  EXPECT_EQ(edit_distance("", "ab", 2), 2);
  EXPECT_EQ(edit_distance("mulit", "multiprocessing", 1, true), 1);
}

RC_GTEST_PROP(EditDistance, IsThatOfTheWholeTable, ()) {
  const auto word = rc::gen::resize(12, rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c')));
  const std::string a = *word;
  const std::string b = *word;
  const int most = *rc::gen::inRange(0, 4);
  const bool prefix = *rc::gen::arbitrary<bool>();
  const int expected = plain_distance(a, b, prefix);
  RC_ASSERT(edit_distance(a, b, most, prefix) == std::min(expected, most + 1));
}

}  // namespace
}  // namespace sp::bank
