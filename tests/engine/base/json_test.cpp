#include "engine/base/json.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/json_syntax.h"

namespace sp::json {
namespace {

std::vector<std::string> problems_of(std::string_view text, const Limits& limits = {}) {
  std::vector<std::string> lines;
  for (const Problem& problem : Document::parse(text, "f.json", limits).problems())
    lines.push_back(to_string(problem));
  return lines;
}

std::string only_problem(std::string_view text, const Limits& limits = {}) {
  const auto lines = problems_of(text, limits);
  return lines.size() == 1 ? lines.front() : "not one problem but " + std::to_string(lines.size());
}

TEST(Json, ReadsEveryTypeWithItsPlace) {
  const auto document = Document::parse(
      "{\"text\": \"a\\nb\", \"whole\": -12,\n \"real\": 1.5e3, \"yes\": true,\n  \"list\": [null, {}]}",
      "f");
  const auto root = document.root();
  ASSERT_TRUE(root);
  auto object = root->object();
  ASSERT_TRUE(object);
  EXPECT_EQ(object->required("text")->text(), "a\nb");
  EXPECT_EQ(object->required("whole")->integer(), -12);
  EXPECT_EQ(object->required("whole")->number(), -12.0);
  EXPECT_EQ(object->required("real")->number(), 1500.0);
  EXPECT_EQ(object->required("yes")->boolean(), true);
  EXPECT_FALSE(object->optional("absent"));
  const auto list = object->required("list");
  const auto items = list->array();
  ASSERT_EQ(items->size(), 2U);
  EXPECT_EQ(items->at(0).type(), Type::null);
  EXPECT_EQ(items->at(1).path(), "list[1]");
  EXPECT_EQ(items->at(1).line(), 3);
  EXPECT_EQ(items->at(1).column(), 18);
  object->finish();
  EXPECT_EQ(document.problem_count(), 0U);
}

/// The root of `document`, its nulls filled by its field "columns".
std::optional<Object> filled(const Document& document, std::string_view texts) {
  const auto root = document.root();
  auto object = root ? root->object() : std::nullopt;
  if (object) object->fill_nulls("columns", texts);
  return object;
}

TEST(JsonFillNulls, TakesTextsOfTheFieldInTheOrderOfTheDocument) {
  const auto document = Document::parse(
      "{\"columns\": {\"a\": 3, \"none\": 0, \"b\": 1},\n"
      " \"list\": [{\"a\": null, \"b\": null}, {\"a\": [null, [null]]}]}",
      "f");
  auto object = filled(document, "1\x1E\x1E\"3\"\n\x1Ex\x1E");
  const auto list = object->required("list");
  object->finish();
  const auto items = list->array();
  auto first = items->at(0).object();
  EXPECT_EQ(first->required("a")->text(), "1");
  EXPECT_EQ(first->required("b")->text(), "x");
  auto second = items->at(1).object();
  const auto texts = second->required("a");
  const auto inner = texts->array();
  EXPECT_EQ(inner->at(0).text(), "");
  const Value last = inner->at(1).array()->at(0);
  EXPECT_EQ(last.text(), "\"3\"\n");
  EXPECT_EQ(last.path(), "list[1].a[1][0]");
  EXPECT_EQ(last.line(), 2);
  EXPECT_EQ(last.column(), 49);
  EXPECT_TRUE(document.problems().empty());
}

TEST(JsonFillNulls, WithoutColumnsNothingChanges) {
  const auto document = Document::parse(R"({"a": null})", "f");
  EXPECT_EQ(filled(document, "text\x1E")->required("a")->type(), Type::null);
  EXPECT_EQ(document.problem_count(), 0U);
}

TEST(JsonFillNulls, WhatDoesNotMatchIsSaidAndStaysNull) {
  const auto said = [](std::string_view text, std::string_view texts) {
    const auto document = Document::parse(text, "f");
    auto object = filled(document, texts);
    EXPECT_EQ(object->required("a")->type(), Type::null);
    std::vector<std::string> lines;
    for (const Problem& problem : document.problems()) lines.push_back(to_string(problem));
    return lines;
  };
  using Lines = std::vector<std::string>;
  EXPECT_EQ(said(R"({"columns": {"b": 0}, "a": null})", ""), Lines{});
  EXPECT_EQ(said(R"({"columns": {"a": 0}, "a": null})", ""), Lines{});
  EXPECT_EQ(said(R"({"columns": {"a": "t"}, "a": null})", "t\x1E"),
            Lines{"f:1:19: columns.a: expected a whole number, got \"t\""});
  EXPECT_EQ(said(R"({"columns": [], "a": null})", ""),
            Lines{"f:1:13: columns: expected an object, got an empty list"});
  EXPECT_EQ(said(R"({"columns": {"b": 1, "a": 2}, "a": null})", "t\x1Eu\x1E"),
            Lines{"f:1:27: columns.a: expected at most 1, the texts that are left, got 2"});
  EXPECT_EQ(said(R"({"columns": {"a": -1}, "a": null})", "t\x1E"),
            Lines{"f:1:19: columns.a: expected at most 1, the texts that are left, got -1"});
  EXPECT_EQ(said(R"({"columns": {"a": 1}, "a": null})", "t\x1Eu\x1E"),
            Lines{"f:1:13: columns: expected columns for 2 texts, got for 1"});
}

TEST(JsonFillNulls, ATextThatIsCutOffIsNone) {
  const auto document = Document::parse(R"({"columns": {"a": 1}, "a": null})", "f");
  EXPECT_EQ(filled(document, "half a te")->required("a")->type(), Type::null);
  ASSERT_EQ(document.problem_count(), 1U);
  EXPECT_EQ(to_string(document.problems()[0]),
            "f:1:19: columns.a: expected at most 0, the texts that are left, got 1");
}

TEST(JsonFillNulls, TextsLeftOverAreAProblem) {
  const auto document = Document::parse(R"({"columns": {"a": 2}, "a": null})", "f");
  EXPECT_EQ(filled(document, "x\x1Ey\x1E")->required("a")->text(), "x");
  ASSERT_EQ(document.problem_count(), 1U);
  EXPECT_EQ(to_string(document.problems()[0]),
            "f:1:19: columns.a: expected 1, one for each null of \"a\", got 2");
}

TEST(JsonFillNulls, TextsThatAreNoUtf8AreAProblem) {
  const auto document = Document::parse(R"({"columns": {"a": 1}, "a": null})", "f");
  (void)filled(document, "\xC3\x1E");
  ASSERT_EQ(document.problem_count(), 1U);
  EXPECT_EQ(to_string(document.problems()[0]), "f:1:13: columns: expected texts in UTF-8, got other bytes");
}

TEST(Json, ColumnsCountCharactersAndTheByteOrderMarkIsNone) {
  const auto document = Document::parse("\xEF\xBB\xBF[\"grün—é\", 1]", "f");
  const auto items = document.root()->array();
  EXPECT_EQ(items->at(0).column(), 2);
  EXPECT_EQ(items->at(1).column(), 12);
}

TEST(Json, AWrongTypeNamesPlaceFieldExpectationAndFinding) {
  const auto document = Document::parse(
      "{\"questions\": [{},\n  {\"kind\": \"sinlge\", \"n\": 1.5, \"b\": 3, \"o\": [1], \"l\": {}}]}",
      "f.json");
  auto root = document.root()->object();
  const auto list = root->required("questions")->array();
  auto question = list->at(1).object();
  const std::vector<std::string_view> kinds{"single", "multiple"};
  EXPECT_FALSE(question->required("kind")->one_of(kinds));
  EXPECT_FALSE(question->required("n")->integer());
  EXPECT_FALSE(question->required("b")->boolean());
  EXPECT_FALSE(question->required("o")->object());
  EXPECT_FALSE(question->required("l")->array());
  EXPECT_FALSE(question->required("b")->text());
  std::vector<std::string> lines;
  for (const Problem& problem : document.problems()) lines.push_back(to_string(problem));
  EXPECT_EQ(lines,
            (std::vector<std::string>{
                "f.json:2:12: questions[1].kind: expected one of \"single\", \"multiple\", got \"sinlge\"",
                "f.json:2:27: questions[1].n: expected a whole number, got 1.5",
                "f.json:2:37: questions[1].b: expected true or false, got 3",
                "f.json:2:37: questions[1].b: expected a text in quotes, got 3",
                "f.json:2:45: questions[1].o: expected an object, got a list of 1",
                "f.json:2:55: questions[1].l: expected a list, got an object",
            }));
}

TEST(Json, MissingAndUnknownFieldsAreProblems) {
  const auto document = Document::parse("{\n \"anser\": 1,\n \"zebra\": 2,\n \"a b\": 3\n}", "f.json");
  auto object = document.root()->object();
  EXPECT_FALSE(object->required("answer"));
  object->optional("level");
  object->finish();
  std::vector<std::string> lines;
  for (const Problem& problem : document.problems()) lines.push_back(to_string(problem));
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "f.json:1:1: answer: expected the field \"answer\", got none",
                       "f.json:2:2: anser: unknown field \"anser\"; did you mean \"answer\"?",
                       "f.json:3:2: zebra: unknown field \"zebra\"",
                       "f.json:4:2: [\"a b\"]: unknown field \"a b\"",
                   }));
}

TEST(Json, DuplicateFieldsAreProblemsAndTheFirstCounts) {
  const auto document = Document::parse("{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2}, \"a\": 3}", "f.json");
  ASSERT_TRUE(document.root());
  EXPECT_EQ(document.root()->object()->required("a")->integer(), 1);
  ASSERT_EQ(document.problem_count(), 2U);
  EXPECT_EQ(to_string(document.problems()[0]),
            "f.json:2:16: b.c: duplicate field \"c\": it already stands in line 2");
  EXPECT_EQ(to_string(document.problems()[1]),
            "f.json:2:25: a: duplicate field \"a\": it already stands in line 1");
}

struct Syntax {
  std::string text;
  std::string message;
};

TEST(Json, SyntaxErrorsSayInAPersonsWordsWhatIsWrongAndWhere) {
  const std::vector<Syntax> cases{
      {"", "f.json:1:1: expected a value, got the end of the text"},
      {" \n", "f.json:2:1: expected a value, got the end of the text"},
      {"{\"a\": 1,}",
       "f.json:1:9: expected a field name in double quotes, got \"}\" (no comma may stand after the last "
       "one)"},
      {"[1, 2,\n]", "f.json:2:1: expected a value, got \"]\" (no comma may stand after the last one)"},
      {"{\"a\" 1}", "f.json:1:6: expected \":\" after the field name, got \"1\""},
      {"{\"a\": 1 \"b\": 2}", "f.json:1:9: expected \",\" or \"}\", got \"b\""},
      {"[1 22]", "f.json:1:4: expected \",\" or \"]\", got \"22\""},
      {"[1,,2]", "f.json:1:4: expected a value, got \",\""},
      {"{a: 1}", "f.json:1:2: expected a value, got \"a\""},
      {"[1] x", "f.json:1:5: expected a value, got \"x\""},
      {"[1] 2", "f.json:1:5: expected the end of the text, got \"2\""},
      {"[1,\n {\"a\": [",
       "f.json:2:9: expected a value, got the end of the text (the list that begins in line 2, column 8 is "
       "not closed)"},
      {"{\"a\": 1",
       "f.json:1:8: expected \",\" or \"}\", got the end of the text (the object that begins in line 1, "
       "column 1 is not closed)"},
      {"[True]", "f.json:1:2: expected a value, got \"True\" (JSON writes true)"},
      {"[None]", "f.json:1:2: expected a value, got \"None\" (JSON writes null)"},
      {"[NaN]", "f.json:1:2: expected a value, got \"NaN\" (JSON has no such number)"},
      {"['x']", "f.json:1:2: expected a value, got \"'\" (texts stand in double quotes)"},
      {"[“x”]", "f.json:1:2: expected a value, got \"“\" (texts stand in straight double quotes)"},
      {"// x\n1", "f.json:1:1: expected a value, got \"/\" (JSON has no comments)"},
      {"[1, 02]", "f.json:1:5: expected \",\" or \"]\", got \"02\" (a number has no leading zero)"},
      {"[1.]", "f.json:1:2: expected a number, got \"1.\""},
      {"[1e999]", "f.json:1:2: expected a number that a double can hold, got \"1e999\""},
      {"[\"a\nb\"]",
       "f.json:1:4: expected a closing quote, got the end of the line (a line break inside a text is written "
       "\\n)"},
      {"[\"a",
       "f.json:1:4: expected a closing quote, got the end of the text (the list that begins in line 1, "
       "column 1 is not closed)"},
      {"[\"a\tb\"]", "f.json:1:4: expected no control character inside a text, got U+0009 (written \\u0009)"},
      {"[\"\\x\"]",
       "f.json:1:4: expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u, got a backslash before \"x\""},
      {"[\"\\u12G4\"]", "f.json:1:7: expected four hexadecimal digits after \\u, got \"G\""},
      {"[\"\\ud800\"]",
       "f.json:1:9: expected two \\u halves of one character (a surrogate pair), got one half"},
      {"[\"\xFF\"]", "f.json:1:3: expected UTF-8, got the byte 0xFF"},
      {"[\"\xC3(\"]", "f.json:1:4: expected UTF-8, got the byte 0x28"},
  };
  for (const Syntax& test : cases) {
    EXPECT_EQ(only_problem(test.text), test.message) << test.text;
    EXPECT_FALSE(Document::parse(test.text, "f.json").root());
  }
}

TEST(Json, WhatIsTooLargeIsAProblem) {
  EXPECT_EQ(only_problem("[1, 2, 3]", {.bytes = 8}), "f.json: expected at most 8 bytes, got 9 bytes");
  EXPECT_EQ(only_problem("[1, 2, 3]", {.values = 3}), "f.json:1:8: expected at most 3 values, got more");
  EXPECT_EQ(only_problem("[[[1]]]", {.depth = 2}),
            "f.json:1:3: expected at most 2 values inside one another, got more");
  EXPECT_TRUE(problems_of("[[[1]]]", {.depth = 3}).empty());
}

TEST(Json, ADeepTextIsAProblemAndNoCrash) {
  for (const std::string_view open : {"[", "{\"a\":"}) {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += open;
    EXPECT_FALSE(problems_of(text).empty());
    // Without the limit nothing may recurse either.
    EXPECT_FALSE(problems_of(text, {.depth = 10'000'000, .values = 10'000'000}).empty());
  }
  std::string closed(200'000, '[');
  closed.append(200'000, ']');
  EXPECT_TRUE(Document::parse(closed, "f", {.depth = 1'000'000}).root());
}

TEST(Json, AHugeTextIsRefusedBeforeItIsRead) {
  const std::string text(std::size_t{100} << 20U, '[');
  EXPECT_EQ(only_problem(text), "f.json: expected at most 33554432 bytes, got 104857600 bytes");
}

TEST(Json, ProblemsBeyondTheLimitAreCounted) {
  std::string text = "{\"a\": 0";
  for (int i = 0; i < 10; ++i) text += ", \"a\": 0";
  const auto lines = problems_of(text + "}", {.problems = 3});
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines.back(), "f.json: and 7 more problems");
}

TEST(Json, NumbersBeyond64BitsAreNoWholeNumbers) {
  const auto document =
      Document::parse("[9223372036854775807, 9223372036854775808, -9223372036854775808, 1.0]", "f");
  const auto items = document.root()->array();
  EXPECT_EQ(items->at(0).integer(), std::numeric_limits<std::int64_t>::max());
  EXPECT_FALSE(items->at(1).integer());
  EXPECT_EQ(items->at(2).integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_FALSE(items->at(3).integer());
  EXPECT_EQ(items->at(1).number(), 9223372036854775808.0);
}

TEST(Json, QuotedTextIsSafeToPrint) {
  EXPECT_EQ(in_quotes("a\"b\\c"), "\"a\\\"b\\\\c\"");
  EXPECT_EQ(in_quotes("a\nb\x1b[31m\x7f"), "\"a\\nb\\x1b[31m\\x7f\"");
  EXPECT_EQ(in_quotes("\xFFx\xC2\x9Bé"), "\"\\xffx\\xc2\\x9bé\"");
  EXPECT_EQ(in_quotes("ééééé", 3), "\"ééé…\"");
}

TEST(Json, ClosestFindsLikelyMisspellingsOnly) {
  const std::vector<std::string_view> names{"answer", "id", "short_answer", "demos"};
  EXPECT_EQ(closest("anser", names), "answer");
  EXPECT_EQ(closest("asnwer", names), "answer");
  EXPECT_EQ(closest("demo", names), "demos");
  EXPECT_EQ(closest("di", names), "id");
  EXPECT_EQ(closest("zebra", names), "");
  EXPECT_EQ(closest("", names), "");
  EXPECT_EQ(closest(std::string(1'000'000, 'x'), names), "");
}

/// Texts made of JSON's own pieces: they come far into the parser.
rc::Gen<std::string> json_like() {
  const auto piece = rc::gen::element<std::string>("{", "}", "[", "]", ",", ":", "\"a\"", "\"é\\n\"",
                                                   "\"\\u00e9", "1", "-2.5e3", "true", "null", " ", "\n",
                                                   "\"", "\\", "\xFF", "\xEF\xBB\xBF", "x", "1e999", "\\u12");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& part : pieces) text += part;
                        return text;
                      });
}

RC_GTEST_PROP(JsonProperty, AnyTextIsReadOrHasAProblemWithinIt, ()) {
  const std::string text = *rc::gen::oneOf(json_like(), rc::gen::string<std::string>());
  const auto document = Document::parse(text, "f");
  const auto problems = document.problems();
  RC_ASSERT(document.root().has_value() || !problems.empty());
  const Position end = position_of(text, text.size());
  for (const Problem& problem : problems) {
    RC_ASSERT(problem.line >= 1 && problem.line <= end.line);
    RC_ASSERT(problem.column >= 1);
    RC_ASSERT(!to_string(problem).empty());
  }
}

/// A generated value's text, spread over lines, and the places of its parts as they were written.
struct Written {
  std::string text;
  std::vector<std::pair<int, int>> places;  // of every value, in the order of the text

  std::pair<int, int> here() const {
    const Position at = position_of(text, text.size());
    return {at.line, at.column};
  }
};

void write_value(Written& written, int depth) {
  written.text += *rc::gen::element<std::string>("", " ", "\n", " \n\t");
  written.places.push_back(written.here());
  const int kind = *rc::gen::inRange(0, depth > 0 ? 5 : 3);
  switch (kind) {
    case 0:
      written.text += std::to_string(*rc::gen::arbitrary<int>());
      return;
    case 1:
      written.text +=
          *rc::gen::element<std::string>("\"\"", "\"a, b: [{\"", "\"\\\"\\\\\"", "\"é…𝄞\"", "\"\\u00e9\"");
      return;
    case 2:
      written.text += *rc::gen::element<std::string>("true", "false", "null", "-0.5E-3");
      return;
    default:
      break;
  }
  const int count = *rc::gen::inRange(0, 4);
  written.text += kind == 3 ? "[" : "{";
  for (int i = 0; i < count; ++i) {
    if (i > 0) written.text += " ,";
    if (kind == 4) written.text += "\n\"k" + std::to_string(i) + "\" :";
    write_value(written, depth - 1);
  }
  written.text += kind == 3 ? " ]" : "}";
}

void collect(const Value& value, std::vector<std::pair<int, int>>& places) {
  places.emplace_back(value.line(), value.column());
  if (value.type() == Type::array) {
    const auto items = value.array();
    for (const Value& item : *items) collect(item, places);
  } else if (value.type() == Type::object) {
    auto object = value.object();
    for (int i = 0; i < 4; ++i) {
      const std::string name = "k" + std::to_string(i);
      if (const auto field = object->optional(name)) collect(*field, places);
    }
  }
}

RC_GTEST_PROP(JsonProperty, EveryValueHasThePlaceWhereItWasWritten, ()) {
  Written written;
  write_value(written, 4);
  const auto document = Document::parse(written.text, "f");
  RC_ASSERT(document.root().has_value());
  std::vector<std::pair<int, int>> places;
  collect(*document.root(), places);
  RC_ASSERT(places == written.places);
}

}  // namespace
}  // namespace sp::json
