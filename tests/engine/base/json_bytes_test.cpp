#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <pthread.h>

#include "engine/base/json.h"
#include "engine/base/json_syntax.h"

namespace sp::json {
namespace {

using namespace std::string_literals;

/// The only problem of a text that has no value; else what there is instead.
std::string refusal(const std::string& text) {
  const auto document = Document::parse(text, "f");
  const auto problems = document.problems();
  if (document.root()) return "a value";
  return problems.size() == 1 ? to_string(problems.front())
                              : "not one problem but " + std::to_string(problems.size());
}

TEST(JsonBytes, ANulIsNoEnd) {
  EXPECT_EQ(refusal("\0"s), "f:1:1: expected a value, got \"\\x00\"");
  EXPECT_EQ(refusal("[1]\0"s), "f:1:4: expected the end of the text, got \"\\x00\"");
  EXPECT_EQ(refusal("[1] \0 [2]"s), "f:1:5: expected the end of the text, got \"\\x00\"");
  EXPECT_EQ(refusal("[1\0]"s), "f:1:3: expected \",\" or \"]\", got \"\\x00\"");
  EXPECT_EQ(refusal("{\"a\"\0: 1}"s), "f:1:5: expected \":\" after the field name, got \"\\x00\"");
  EXPECT_EQ(refusal("[\"a\0b\"]"s), "f:1:4: expected a closing quote, got \"\\x00\"");
  EXPECT_EQ(refusal("[tru\0e]"s), "f:1:5: expected a value, got \"\\x00\"");
  EXPECT_EQ(refusal("x\0"s), "f:1:1: expected a value, got \"x\"");
  const auto document = Document::parse(R"("a\u0000b")", "f");
  EXPECT_EQ(document.root()->text(), "a\0b"s);
}

TEST(JsonBytes, OnlyOneByteOrderMarkMayLead) {
  EXPECT_TRUE(Document::parse("\xEF\xBB\xBF 1", "f").root());
  EXPECT_EQ(refusal("\xEF\xBB\xBF"), "f:1:1: expected a value, got the end of the text");
  EXPECT_EQ(refusal("\xEF\xBB\xBF\xEF\xBB\xBF 1"), "f:1:1: expected a value, got \"\xEF\xBB\xBF\"");
  EXPECT_EQ(refusal("[\xEF\xBB\xBF]"), "f:1:2: expected a value, got \"\xEF\xBB\xBF\"");
}

struct Wrong {
  std::string bytes;
  int column;  ///< of the byte that is wrong, in `["` and the bytes
  std::string byte;
};

TEST(JsonBytes, EveryKindOfWrongUtf8IsRefusedAtTheByteThatIsWrong) {
  const std::vector<Wrong> cases{
      {"\x80", 3, "80"},                   // no lead
      {"\xBF", 3, "BF"},                   //
      {"\xC0\x80", 3, "C0"},               // longer than need be
      {"\xC1\xBF", 3, "C1"},               //
      {"\xE0\x9F\xBF", 4, "9F"},           //
      {"\xF0\x8F\xBF\xBF", 4, "8F"},       //
      {"\xED\xA0\x80", 4, "A0"},           // surrogates
      {"\xED\xBF\xBF", 4, "BF"},           //
      {"\xF4\x90\x80\x80", 4, "90"},       // beyond U+10FFFF
      {"\xF5\x80\x80\x80", 3, "F5"},       //
      {"\xFE", 3, "FE"},                   //
      {"\xFF", 3, "FF"},                   //
      {"\xC3(", 4, "28"},                  // cut short
      {"\xC3\xC3\xA9", 4, "C3"},           //
      {"\xE2\x82(", 4, "28"},              //
      {"\xF0\x9F\x98\xF0", 4, "F0"},       //
      {"\xC3\x01", 4, "01"},               //
      {"é\xF0\x9F\x98\x80\x80", 5, "80"},  // after what is right
      {"plain \\n \xA9", 12, "A9"},        //
  };
  for (const Wrong& wrong : cases) {
    const std::string message =
        "f:1:" + std::to_string(wrong.column) + ": expected UTF-8, got the byte 0x" + wrong.byte;
    EXPECT_EQ(refusal("[\"" + wrong.bytes + "\"]"), message);
    EXPECT_EQ(refusal("{\"" + wrong.bytes + "\": 1}"), message);
  }
  EXPECT_EQ(refusal("\"\xC3\""), "f:1:3: expected UTF-8, got the byte 0x22");
  EXPECT_EQ(refusal("\"\xF0\x9F"), "f:1:3: expected a closing quote, got the end of the text");
  EXPECT_EQ(refusal("\"\xF0"), "f:1:3: expected a closing quote, got the end of the text");
  EXPECT_EQ(
      refusal("\"\xE2\x82\n\""),
      "f:1:3: expected a closing quote, got the end of the line (a line break inside a text is written \\n)");
  for (const std::string sound : {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                                  "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(Document::parse("\"" + sound + "\"", "f").root()->text(), sound);
  }
}

TEST(JsonBytes, SurrogatesStandInPairs) {
  const std::string half = "expected two \\u halves of one character (a surrogate pair), got one half";
  EXPECT_EQ(refusal(R"(["\udc00"])"), "f:1:8: " + half);
  EXPECT_EQ(refusal(R"(["ab\udfffcd"])"), "f:1:10: " + half);
  EXPECT_EQ(refusal(R"({"\uDC00": 1})"), "f:1:8: " + half);
  EXPECT_EQ(refusal(R"(["\ud83d\ude00\ude00"])"), "f:1:20: " + half);
  EXPECT_EQ(refusal(R"(["\ud83dx"])"), "f:1:9: " + half);
  EXPECT_EQ(refusal(R"(["\ud83d\n"])"), "f:1:10: " + half);
  EXPECT_EQ(refusal(R"(["\ud83d\ud83d"])"), "f:1:14: " + half);
  EXPECT_EQ(refusal(R"(["\ud83d\u00g0"])"), "f:1:13: expected four hexadecimal digits after \\u, got \"g\"");
  EXPECT_EQ(Document::parse(R"("\ud83d\ude00\uD7FF\uE000")", "f").root()->text(),
            "\xF0\x9F\x98\x80\xED\x9F\xBF\xEE\x80\x80");
}

TEST(JsonBytes, TextsAreDecoded) {
  const auto document = Document::parse(
      R"({"k\u0065y": "\"a\" and b\\", "": ["", "\n", "plain", "é\u00e9é", "a\tb\tc", 12.5, "\/"]})", "f");
  ASSERT_TRUE(document.root());
  auto object = document.root()->object();
  EXPECT_EQ(object->required("key")->text(), "\"a\" and b\\");
  std::vector<std::string> texts;
  const auto list = object->required("");
  const auto items = list->array();
  for (const Value& item : *items)
    texts.push_back(item.type() == Type::string ? std::string(*item.text()) : "12.5");
  EXPECT_EQ(texts, (std::vector<std::string>{"", "\n", "plain", "ééé", "a\tb\tc", "12.5", "/"}));
  EXPECT_EQ(items->at(5).number(), 12.5);
  EXPECT_EQ(items->at(6).column(), 84);
}

TEST(JsonBytes, NumbersAreTheNearestDoubles) {
  const auto document = Document::parse(
      "[-0, -0.0, 0.1, 123456789.123456789012345678e-5, 2.2250738585072011e-308, 1.7976931348623157e308, "
      "1e-400,"
      "18446744073709551615, -9223372036854775809, 9007199254740993.0, 0.000000000001e-2147483647]",
      "f");
  const auto items = document.root()->array();
  ASSERT_EQ(items->size(), 11U);
  EXPECT_EQ(items->at(0).integer(), 0);
  EXPECT_TRUE(std::signbit(*items->at(1).number()));
  const std::vector<double> numbers{
      0.1, 123456789.123456789012345678e-5, 2.2250738585072011e-308, std::numeric_limits<double>::max(),
      0.0, 18446744073709551615.0,          -9223372036854775809.0,  9007199254740992.0,
      0.0};
  for (std::size_t i = 0; i < numbers.size(); ++i) EXPECT_EQ(items->at(i + 2).number(), numbers[i]);
  const std::string too_large = "f:1:2: expected a number that a double can hold, got ";
  EXPECT_EQ(refusal("[1.7976931348623159e308]"), too_large + "\"1.7976931348623159e308\"");
  EXPECT_EQ(refusal("[-1e309, 1]"), too_large + "\"-1e309\"");
  EXPECT_EQ(refusal("[" + std::string(400, '9') + "]"), too_large + "\"" + std::string(60, '9') + "…\"");
}

TEST(JsonBytes, OfTwoErrorsABrokenTokenCountsMore) {
  EXPECT_EQ(refusal("[1 \"\\x\"]"),
            "f:1:6: expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u, got a backslash before \"x\"");
  EXPECT_EQ(refusal("[1 tru]"), "f:1:4: expected a value, got \"tru\"");
  EXPECT_EQ(refusal("{-: 1}"), "f:1:2: expected a number, got \"-\"");
  EXPECT_EQ(refusal("{\"a\" 1.}"), "f:1:6: expected a number, got \"1.\"");
  EXPECT_EQ(refusal("1 \"a"), "f:1:5: expected a closing quote, got the end of the text");
  EXPECT_EQ(refusal("[1 1e999]"), "f:1:4: expected \",\" or \"]\", got \"1e999\"");
  EXPECT_EQ(refusal("[\"a\" \"say \\\"b\\\"\"]"),
            "f:1:6: expected \",\" or \"]\", got \"say \\\\\\\"b\\\\\\\"\"");
}

TEST(JsonBytes, AMarkInAWrongPlaceIsWhatIsNamed) {
  EXPECT_EQ(refusal("{\"a\":1]"), "f:1:7: expected \",\" or \"}\", got \"]\"");
  EXPECT_EQ(refusal("[true}"), "f:1:6: expected \",\" or \"]\", got \"}\"");
  EXPECT_EQ(refusal("1,"), "f:1:2: expected the end of the text, got \",\"");
  EXPECT_EQ(refusal("[1[2]]"), "f:1:3: expected \",\" or \"]\", got \"[\"");
}

TEST(JsonBytes, ATextCutAnywhereHasOneProblemWithinIt) {
  const std::string text =
      "\xEF\xBB\xBF{\"a\\u00e9\": [1, -2.5e+3, 18446744073709551616, true, false, null],\r\n"
      " \"é…𝄞\": {\"\\ud834\\udd1e\\n\": \"\"}}";
  ASSERT_TRUE(Document::parse(text, "f").root());
  for (std::size_t length = 0; length < text.size(); ++length) {
    const std::string cut = text.substr(0, length);
    const auto document = Document::parse(cut, "f");
    EXPECT_FALSE(document.root()) << length;
    ASSERT_EQ(document.problem_count(), 1U) << length;
    const Problem problem = document.problems().front();
    const Position end = position_of(cut, cut.size());
    EXPECT_LE(std::pair(problem.line, problem.column), std::pair(end.line, end.column)) << length;
  }
}

/// Reads lists and objects 100000 deep, closed and cut; says whether all came out as they should.
void* read_deep_texts(void* all_well) {
  constexpr int kDepth = 50'000;
  std::string open, close;
  for (int i = 0; i < kDepth; ++i) {
    open += "[{\"a\":";
    close += "}]";
  }
  const Limits limits{.depth = 2 * kDepth};
  *static_cast<bool*>(all_well) = Document::parse(open + "1" + close, "f", limits).root().has_value() &&
                                  Document::parse(open, "f", limits).problem_count() == 1 &&
                                  Document::parse("[" + open, "f", limits).problem_count() == 1;
  return nullptr;
}

TEST(JsonBytes, DepthCostsNoStack) {
  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, std::size_t{256} << 10U), 0);
  pthread_t thread;
  bool all_well = false;
  ASSERT_EQ(pthread_create(&thread, &attributes, read_deep_texts, &all_well), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  EXPECT_TRUE(all_well);
}

}  // namespace
}  // namespace sp::json
