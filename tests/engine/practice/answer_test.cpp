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
#include "engine/practice/record.h"
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
          .grade = {},
          .ms_taken = 5321};
}

std::string with_crc(const std::string& body) {
  return body + fmt::format(",\"crc\":\"{:08x}\"}}", crc32(body));
}

/// Why the one line given was set aside.
std::string reason(const std::string& line) {
  const ParsedLog log = parse_log(line, "log");
  if (log.set_aside.size() != 1 || !log.records.empty()) return "not set aside";
  EXPECT_EQ(log.set_aside[0].text, line);
  return to_string(log.set_aside[0].problem);
}

/// The one record of a line.
Record only(const std::string& line) {
  const ParsedLog log = parse_log(line, "log");
  EXPECT_EQ(log.records.size(), 1U) << line;
  return log.records.at(0);
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
  EXPECT_EQ(only(to_line(typed)), Record(typed));
  Answer line = sample();
  line.line = 4;
  EXPECT_THAT(to_line(line), testing::HasSubstr(R"("line":4,"correct")"));
  EXPECT_EQ(only(to_line(line)), Record(line));
}

TEST(AnswerLine, BytesThatAreNoTextAreReplaced) {
  Answer typed = sample();
  typed.text =
      "a\xFF"
      "b";
  EXPECT_EQ(std::get<Answer>(only(to_line(typed))).text, "a\uFFFDb");
}

TEST(AnswerLine, LinesOfFormat1AreReadAndWrittenAsTheyStand) {
  std::ifstream file(SP_SOURCE_DIR "/tests/engine/practice/fixtures/answers-v1.jsonl", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const ParsedLog log = parse_log(text, "log");
  EXPECT_TRUE(log.set_aside.empty());
  ASSERT_EQ(log.records.size(), 3U);
  EXPECT_EQ(log.records[0], Record(sample()));
  EXPECT_EQ(std::get<Answer>(log.records[1]).source, Source::prediction);
  EXPECT_EQ(std::get<Answer>(log.records[2]).chosen, (std::vector<std::string>{"ö", "d"}));
  std::string again;
  for (const Record& record : log.records) again += to_line(record) + '\n';
  EXPECT_EQ(again, text);
}

RC_GTEST_PROP(AnswerLineProperty, ComesBackAsItWas, ()) {
  const auto records = *rc::gen::container<std::vector<Record>>(any_record());
  std::string text;
  for (const Record& record : records) {
    const std::string line = to_line(record);
    RC_ASSERT(line.find('\n') == std::string::npos);
    text += line + *rc::gen::element<std::string>("\n", "\r\n", "\n\n");
  }
  const ParsedLog log = parse_log(text, "log");
  RC_ASSERT(log.records == records);
  RC_ASSERT(log.set_aside.empty());
}

TEST(Log, TheLastLineMayLackItsEnd) {
  EXPECT_EQ(parse_log(to_line(sample()), "log").records.size(), 1U);
  EXPECT_TRUE(parse_log("", "log").records.empty());
  EXPECT_TRUE(parse_log("\n \r\n\n", "log").set_aside.empty());
}

RC_GTEST_PROP(LogProperty, ATornLastLineCostsNoOther, ()) {
  const std::string line = to_line(sample());
  const std::string torn = line.substr(0, *rc::gen::inRange<std::size_t>(1, line.size()));
  const ParsedLog log = parse_log(line + "\n" + line + "\n" + torn, "log");
  RC_ASSERT(log.records.size() == 2U);
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
  RC_ASSERT(log.records.empty());
  RC_ASSERT(log.set_aside.size() == 1U);
}

RC_GTEST_PROP(LogProperty, NoLineIsEverLost, ()) {
  // Any bytes: what is not understood is kept word for word.
  const auto lines = *rc::gen::container<std::vector<std::string>>(
      rc::gen::oneOf(rc::gen::map(any_record(), to_line), rc::gen::string<std::string>()));
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
  for (const Record& record : log.records) read.insert(to_line(record));
  for (const SetAside& aside : log.set_aside) read.insert(aside.text);
  RC_ASSERT(read == written);
}

TEST(Log, ALineIsSetAsideWithItsReason) {
  const std::string line = to_line(sample());
  EXPECT_EQ(reason("hello"), "log:1:1: expected a value, got \"hello\"");
  EXPECT_EQ(reason("[1]"), "log:1:1: expected an object, got a list of 1");
  EXPECT_EQ(reason(R"({"some": "thing"})"), "log:1:1: v: expected the field \"v\", got none");
  EXPECT_EQ(reason(R"({"v":4,"new":true})"),
            "log:1:6: v: expected format 1 to 3, got 4: a later version wrote this line");
  EXPECT_EQ(reason(R"({"v":0})"), "log:1:6: v: expected format 1 to 3, got 0");
  EXPECT_EQ(reason(R"({"v":1})"),
            "log:1:1: expected a line that ends with its checksum, got one that does not");
  std::string changed = line;
  changed.replace(changed.find("5321"), 4, "5322");
  EXPECT_THAT(reason(changed), testing::EndsWith(": the line is damaged"));
  EXPECT_THAT(reason(std::string(300'000, ' ') + line), testing::HasSubstr("expected at most 262144 bytes"));
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
              testing::HasSubstr("expected one of \"practice\", \"prediction\", \"recall\", got \"guess\""));
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
  EXPECT_EQ(only(to_line(answer)), Record(answer));
}

TEST(Recall, IsAnAnswerWithAGrade) {
  const Answer answer = make_recall("018bcfe5680000112233445566778899", 5, "C02", Grade::hard, 900);
  EXPECT_TRUE(answer.correct);
  EXPECT_EQ(
      to_line(answer),
      with_crc(R"({"v":3,"type":"answer","id":"018bcfe5680000112233445566778899","at":5,"source":"recall",)"
               R"("card":"C02","question":"","order":[],"chosen":[],"grade":2,"correct":true,"ms":900)"));
  EXPECT_EQ(only(to_line(answer)), Record(answer));
  EXPECT_FALSE(make_recall("", 5, "C02", Grade::again, 900).correct);
}

TEST(RecordLine, OfEveryTypeIsReadAsItWasWrittenByThisVersion) {
  std::ifstream file(SP_SOURCE_DIR "/tests/engine/practice/fixtures/answers-v3.jsonl", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const ParsedLog log = parse_log(text, "log");
  EXPECT_TRUE(log.set_aside.empty());
  std::set<std::size_t> types;
  std::string again;
  for (const Record& record : log.records) {
    types.insert(record.index());
    again += to_line(record) + '\n';
  }
  EXPECT_EQ(types.size(), std::variant_size_v<Record>);
  EXPECT_EQ(again, text);
}

TEST(RecordLine, WrongFieldsOfOtherTypesAreSetAside) {
  const std::string begin = R"({"v":3,"type":)";
  const std::string id = R"(,"id":"018bcfe5680000112233445566778899","at":5)";
  const auto of = [&](const std::string& type, const std::string& rest) {
    return reason(with_crc(begin + '"' + type + '"' + id + rest));
  };
  EXPECT_THAT(of("vote", ""), testing::HasSubstr("type: expected one of \"answer\", \"regrade\""));
  EXPECT_THAT(of("undo", R"(,"of":"x")"), testing::HasSubstr("of: expected 32 hexadecimal digits"));
  EXPECT_THAT(of("regrade", R"(,"of":"018bcfe5680000112233445566778899","grade":5)"),
              testing::HasSubstr("grade: expected 1 to 4, got 5"));
  EXPECT_THAT(of("mark", R"(,"item":"card:C02","mark":"hide")"), testing::HasSubstr("mark: expected one of"));
  EXPECT_THAT(
      of("interview", R"(,"interview":"i","scenario":"S01","mode":"real","communication":6,"notes":"")"),
      testing::HasSubstr("communication: expected 0 to 5, got 6"));
  EXPECT_THAT(of("setting", R"(,"name":"x","value":"y","more":1)"),
              testing::HasSubstr("unknown field \"more\""));
}

}  // namespace
}  // namespace sp::practice
