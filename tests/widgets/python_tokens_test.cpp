#include "web/widgets/python_tokens.h"

#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "web/widgets/code_view.h"

namespace sp::ui {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::Pair;

using Words = std::vector<std::pair<std::string, TokenKind>>;

/// Tokens that are more than plain text.
Words coloured(std::string_view source) {
  Words out;
  for (const Token& t : tokenize_python(source)) {
    if (t.kind != TokenKind::text) out.emplace_back(source.substr(t.from, t.length), t.kind);
  }
  return out;
}

constexpr auto kKeyword = TokenKind::keyword;
constexpr auto kString = TokenKind::string;

TEST(PythonTokens, Definitions) {
  EXPECT_THAT(coloured("async def add(self, n=1): # sum"),
              ElementsAre(Pair("async", kKeyword), Pair("def", kKeyword), Pair("add", TokenKind::name),
                          Pair("self", TokenKind::builtin), Pair("1", TokenKind::number),
                          Pair("# sum", TokenKind::comment)));
  EXPECT_THAT(coloured("class Lock(object):"),
              ElementsAre(Pair("class", kKeyword), Pair("Lock", TokenKind::name),
                          Pair("object", TokenKind::builtin)));
}

TEST(PythonTokens, Strings) {
  EXPECT_THAT(coloured(R"(x = f"a{b!r}\"c" + rb'\'' + '')"),
              ElementsAre(Pair(R"(f"a{b!r}\"c")", kString), Pair(R"(rb'\'')", kString), Pair("''", kString)));
  EXPECT_THAT(coloured("\"\"\"two\nlines\"\"\" + 1"),
              ElementsAre(Pair("\"\"\"two\nlines\"\"\"", kString), Pair("1", TokenKind::number)));
  EXPECT_THAT(coloured("s = 'open\nfor"), ElementsAre(Pair("'open", kString), Pair("for", kKeyword)))
      << "a string that is not closed ends with its line";
  EXPECT_THAT(coloured("'''open\nfor"), ElementsAre(Pair("'''open\nfor", kString)));
  EXPECT_THAT(coloured("# it's"), ElementsAre(Pair("# it's", TokenKind::comment)));
  EXPECT_THAT(coloured("'\\"), ElementsAre(Pair("'\\", kString)));
}

TEST(PythonTokens, Numbers) {
  for (const std::string number : {"0", "1_000", "0xFF", "0b10", "1.5e-3", ".5", "3j", "1e10"}) {
    EXPECT_THAT(coloured("x = " + number), ElementsAre(Pair(number, TokenKind::number)));
  }
  EXPECT_THAT(coloured("x1 = a.b1"), ElementsAre());
  EXPECT_THAT(coloured("0xe+1"), ElementsAre(Pair("0xe", TokenKind::number), Pair("1", TokenKind::number)));
}

TEST(PythonTokens, AttributesAreNeitherKeywordsNorBuiltins) {
  EXPECT_THAT(coloured("queue.list.print"), ElementsAre());
  EXPECT_THAT(coloured("print(len)"),
              ElementsAre(Pair("print", TokenKind::builtin), Pair("len", TokenKind::builtin)));
}

TEST(PythonTokens, Decorators) {
  EXPECT_THAT(coloured("    @functools.cache\n"),
              ElementsAre(Pair("@functools.cache", TokenKind::decorator)));
  EXPECT_THAT(coloured("a @ b"), ElementsAre()) << "matrix product";
}

TEST(PythonTokens, SoftKeywordsOnlyWhereTheyStand) {
  EXPECT_THAT(coloured("match x:\n  case 1:\n"),
              ElementsAre(Pair("match", kKeyword), Pair("case", kKeyword), Pair("1", TokenKind::number)));
  EXPECT_THAT(coloured("match = re.match(x)"), ElementsAre());
  EXPECT_THAT(coloured("type Alias = int"),
              ElementsAre(Pair("type", kKeyword), Pair("int", TokenKind::builtin)));
  EXPECT_THAT(coloured("type = 1"), ElementsAre(Pair("1", TokenKind::number)));
}

TEST(PythonTokens, InteractiveSessions) {
  EXPECT_THAT(coloured(">>> import sys"), ElementsAre(Pair("import", kKeyword)));
}

RC_GTEST_PROP(PythonTokens, CoverEveryByteOnce, (const std::string& any)) {
  std::uint32_t at = 0;
  for (const Token& t : tokenize_python(any)) {
    RC_ASSERT(t.from == at);
    RC_ASSERT(t.length > 0u);
    at += t.length;
  }
  RC_ASSERT(at == any.size());
}

RC_GTEST_PROP(CodeText, LinesCoverTheText, (const std::string& any)) {
  const CodeText code = prepare_code(any, "python");
  RC_ASSERT(!code.lines.empty());
  std::uint32_t at = 0;
  for (const CodeText::Line& line : code.lines) {
    RC_ASSERT(line.from == at);
    std::uint32_t inside = line.from;
    for (std::uint32_t t = line.first_token; t < line.first_token + line.token_count; ++t) {
      RC_ASSERT(code.tokens[t].from == inside);
      inside += code.tokens[t].length;
    }
    RC_ASSERT(inside == line.from + line.length);
    at = inside + 1;
  }
  RC_ASSERT(at == code.text.size() + 1);
}

TEST(CodeText, CleansWhatItShows) {
  const CodeText code = prepare_code("a\tb\r\n\x07\xFF\n\n", "text");
  EXPECT_EQ(code.text, "a   b\n\xEF\xBF\xBD");
  EXPECT_EQ(code.lines.size(), 2u);
  EXPECT_EQ(code.longest, 5u);
  EXPECT_EQ(prepare_code("", "python").lines.size(), 1u);
}

}  // namespace
}  // namespace sp::ui
