#include "engine/practice/answer.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/practice/crc32.h"
#include "tests/engine/practice/answer_gen.h"

namespace sp::practice {
namespace {

Answer sample() {
  return {.id = "018bcfe5680000112233445566778899",
          .at = 1'700'000'000'000,
          .source = Source::practice,
          .card = "C02",
          .question = "C02-interval",
          .order = {"c", "a", "b"},
          .chosen = {"a"},
          .text = {},
          .line = 0,
          .seed = {},
          .correct = true,
          .ms_taken = 5321};
}

std::string with_crc(const std::string& body) {
  return body + fmt::format(",\"crc\":\"{:08x}\"}}", crc32(body));
}

/// Why the one line given was set aside.
std::string reason(const std::string& line) {
  const ParsedLog log = parse_log(line, "log");
  if (log.set_aside.size() != 1 || !log.answers.empty()) return "not set aside";
  EXPECT_EQ(log.set_aside[0].text, line);
  return to_string(log.set_aside[0].problem);
}

TEST(Crc32, IsTheOneOfZlib) {
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
  EXPECT_EQ(crc32(""), 0U);
  static_assert(crc32("a") == 0xE8B7BE43U);
}

TEST(AnswerLine, IsOneObjectWithItsChecksumLast) {
  const std::string body =
      R"({"v":1,"id":"018bcfe5680000112233445566778899","at":1700000000000,"source":"practice","card":"C02","question":"C02-interval",)"
      R"("order":["c","a","b"],"chosen":["a"],"correct":true,"ms":5321)";
  EXPECT_EQ(to_line(sample()), with_crc(body));
}

TEST(AnswerLine, HasFormat2OnlyWhereItNeedsIt) {
  Answer typed = sample();
  typed.order = typed.chosen = {};
  typed.text = "2,5 ms";
  typed.seed = (std::uint64_t{1} << 53U) - 1;
  const std::string body =
      R"({"v":2,"id":"018bcfe5680000112233445566778899","at":1700000000000,"source":"practice","card":"C02","question":"C02-interval",)"
      R"("order":[],"chosen":[],"text":"2,5 ms","seed":9007199254740991,"correct":true,"ms":5321)";
  EXPECT_EQ(to_line(typed), with_crc(body));
  EXPECT_EQ(parse_log(to_line(typed), "log").answers.at(0), typed);
  Answer line = sample();
  line.line = 4;
  EXPECT_THAT(to_line(line), testing::HasSubstr(R"("line":4,"correct")"));
  EXPECT_EQ(parse_log(to_line(line), "log").answers.at(0), line);
}

TEST(AnswerLine, BytesThatAreNoTextAreReplaced) {
  Answer typed = sample();
  typed.text =
      "a\xFF"
      "b";
  EXPECT_EQ(parse_log(to_line(typed), "log").answers.at(0).text, "a\uFFFDb");
}

TEST(AnswerLine, LinesOfFormat1AreReadAndWrittenAsTheyStand) {
  std::ifstream file(SP_SOURCE_DIR "/tests/engine/practice/fixtures/answers-v1.jsonl", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const ParsedLog log = parse_log(text, "log");
  EXPECT_TRUE(log.set_aside.empty());
  ASSERT_EQ(log.answers.size(), 3U);
  EXPECT_EQ(log.answers[0], sample());
  EXPECT_EQ(log.answers[1].source, Source::prediction);
  EXPECT_EQ(log.answers[2].chosen, (std::vector<std::string>{"ö", "d"}));
  std::string again;
  for (const Answer& answer : log.answers) again += to_line(answer) + '\n';
  EXPECT_EQ(again, text);
}

RC_GTEST_PROP(AnswerLineProperty, ComesBackAsItWas, ()) {
  const auto answers = *rc::gen::container<std::vector<Answer>>(any_answer());
  std::string text;
  for (const Answer& answer : answers) {
    const std::string line = to_line(answer);
    RC_ASSERT(line.find('\n') == std::string::npos);
    text += line + *rc::gen::element<std::string>("\n", "\r\n", "\n\n");
  }
  const ParsedLog log = parse_log(text, "log");
  RC_ASSERT(log.answers == answers);
  RC_ASSERT(log.set_aside.empty());
}

TEST(Log, TheLastLineMayLackItsEnd) {
  EXPECT_EQ(parse_log(to_line(sample()), "log").answers.size(), 1U);
  EXPECT_TRUE(parse_log("", "log").answers.empty());
  EXPECT_TRUE(parse_log("\n \r\n\n", "log").set_aside.empty());
}

RC_GTEST_PROP(LogProperty, ATornLastLineCostsNoOther, ()) {
  const std::string line = to_line(sample());
  const std::string torn = line.substr(0, *rc::gen::inRange<std::size_t>(1, line.size()));
  const ParsedLog log = parse_log(line + "\n" + line + "\n" + torn, "log");
  RC_ASSERT(log.answers.size() == 2U);
  RC_ASSERT(log.set_aside.size() == 1U);
  RC_ASSERT(log.set_aside[0].line == 3);
  RC_ASSERT(log.set_aside[0].problem.line == 3);
  RC_ASSERT(log.set_aside[0].text == torn);
}

RC_GTEST_PROP(LogProperty, AChangedByteIsNoticed, ()) {
  std::string line = to_line(sample());
  const auto at = *rc::gen::inRange<std::size_t>(0, line.size());
  const char before = line[at];
  line[at] = static_cast<char>(*rc::gen::inRange(0x20, 0x7F));
  RC_PRE(line[at] != before);
  const ParsedLog log = parse_log(line, "log");
  RC_ASSERT(log.answers.empty());
  RC_ASSERT(log.set_aside.size() == 1U);
}

RC_GTEST_PROP(LogProperty, NoLineIsEverLost, ()) {
  // Any bytes: what is not understood is kept word for word.
  const auto lines = *rc::gen::container<std::vector<std::string>>(
      rc::gen::oneOf(rc::gen::map(any_answer(), to_line), rc::gen::string<std::string>()));
  std::string text;
  std::multiset<std::string> written;
  for (std::string line : lines) {
    std::erase(line, '\n');
    std::erase(line, '\r');
    if (line.find_first_not_of(" \t") == std::string::npos) continue;
    text += line + "\n";
    written.insert(line);
  }
  const ParsedLog log = parse_log(text, "log");
  std::multiset<std::string> read;
  for (const Answer& answer : log.answers) read.insert(to_line(answer));
  for (const SetAside& aside : log.set_aside) read.insert(aside.text);
  RC_ASSERT(read == written);
}

TEST(Log, ALineIsSetAsideWithItsReason) {
  const std::string line = to_line(sample());
  EXPECT_EQ(reason("hello"), "log:1:1: expected a value, got \"hello\"");
  EXPECT_EQ(reason("[1]"), "log:1:1: expected an object, got a list of 1");
  EXPECT_EQ(reason(R"({"some": "thing"})"), "log:1:1: v: expected the field \"v\", got none");
  EXPECT_EQ(reason(R"({"v":3,"new":true})"),
            "log:1:6: v: expected format 1 to 2, got 3: a later version wrote this line");
  EXPECT_EQ(reason(R"({"v":0})"), "log:1:6: v: expected format 1 to 2, got 0");
  EXPECT_EQ(reason(R"({"v":1})"),
            "log:1:1: expected a line that ends with its checksum, got one that does not");
  std::string changed = line;
  changed.replace(changed.find("5321"), 4, "5322");
  EXPECT_THAT(reason(changed), testing::EndsWith(": the line is damaged"));
  EXPECT_THAT(reason(std::string(100'000, ' ') + line), testing::HasSubstr("expected at most 65536 bytes"));
}

TEST(Log, WrongFieldsWithARightChecksumAreSetAside) {
  const std::string line = to_line(sample());
  const auto swapped = [&](const std::string& from, const std::string& to) {
    std::string body = line.substr(0, line.find(",\"crc\""));
    body.replace(body.find(from), from.size(), to);
    return reason(with_crc(body));
  };
  EXPECT_THAT(swapped("\"chosen\":[\"a\"]", "\"chosen\":[\"q\"]"),
              testing::HasSubstr("expected options of \"order\", each once, got \"q\""));
  EXPECT_THAT(swapped("\"chosen\":[\"a\"]", "\"chosen\":[\"a\",\"a\"]"), testing::HasSubstr("each once"));
  EXPECT_EQ(swapped("018bcfe5680000112233445566778899", "018B"),
            "log:1:13: id: expected 32 hexadecimal digits, got \"018B\"");
  EXPECT_THAT(swapped("practice", "guess"),
              testing::HasSubstr("expected one of \"practice\", \"prediction\", got \"guess\""));
  EXPECT_THAT(swapped("5321", "-1"), testing::HasSubstr("ms: expected 0 or more, got -1"));
  EXPECT_THAT(swapped("\"card\"", "\"crad\""), testing::HasSubstr("card: expected the field \"card\""));
  EXPECT_THAT(swapped("\"ms\":5321", "\"ms\":5321,\"text\":\"x\""),
              testing::HasSubstr("unknown field \"text\""));
  EXPECT_THAT(swapped("\"v\":1", "\"v\":2,\"line\":0"),
              testing::HasSubstr("line: expected 1 to 1000, got 0"));
  EXPECT_THAT(swapped("\"v\":1", "\"v\":2,\"seed\":9007199254740992"),
              testing::HasSubstr("seed: expected a number below 2^53"));
  EXPECT_THAT(swapped("\"ms\":5321", "\"ms\":5321,\"ms\":1"), testing::HasSubstr("duplicate field \"ms\""));
}

TEST(AnswerId, IsHexSortsByTimeAndComesFromTheGivenRandomness) {
  Rng rng(5);
  Rng same(5);
  std::set<std::string> ids;
  std::string previous;
  for (std::int64_t at = 1'700'000'000'000; at < 1'700'000'001'000; ++at) {
    const std::string id = make_answer_id(rng, at);
    EXPECT_EQ(id, make_answer_id(same, at));
    EXPECT_EQ(id.size(), 32U);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_LT(previous, id);
    previous = id;
    ids.insert(id);
    ids.insert(make_answer_id(rng, 0));
    make_answer_id(same, 0);
  }
  EXPECT_EQ(ids.size(), 2000U);
}

TEST(Prediction, IsAnAnswerAboutADemo) {
  const Answer answer = make_prediction("018bcfe5680000112233445566778899", 5, "gil-cpu-bound",
                                        {"faster", "slower"}, "slower", true, 900);
  EXPECT_EQ(answer.source, Source::prediction);
  EXPECT_EQ(answer.card, "");
  EXPECT_EQ(answer.question, "demo:gil-cpu-bound");
  EXPECT_EQ(answer.chosen, (std::vector<std::string>{"slower"}));
  EXPECT_EQ(parse_log(to_line(answer), "log").answers.at(0), answer);
}

}  // namespace
}  // namespace sp::practice
