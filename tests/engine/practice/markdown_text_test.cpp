#include "engine/practice/markdown_text.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <md4c.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

namespace sp::practice {
namespace {

/// The text of a Markdown document as its reader sees it, blocks separated by "\n\n", what is not plain text
/// or a quotation in braces.
class Rendered {
 public:
  explicit Rendered(const std::string& markdown) {
    MD_PARSER parser{};
    parser.flags = MD_DIALECT_GITHUB | MD_FLAG_LATEXMATHSPANS | MD_FLAG_WIKILINKS | MD_FLAG_UNDERLINE;
    parser.enter_block = [](MD_BLOCKTYPE type, void*, void* user) { return self(user).block(type), 0; };
    parser.leave_block = [](MD_BLOCKTYPE, void*, void*) { return 0; };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* user) { return self(user).span(type), 0; };
    parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
      return self(user).add(type, std::string(text, size)), 0;
    };
    EXPECT_EQ(md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, this), 0);
  }

  std::string text;

 private:
  static Rendered& self(void* user) { return *static_cast<Rendered*>(user); }
  void block(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_P && !text.empty()) text += "\n\n";
    if (type != MD_BLOCK_P && type != MD_BLOCK_DOC && type != MD_BLOCK_QUOTE) text += "{block}";
  }
  void span(MD_SPANTYPE type) {
    // A bare address becomes a link whatever stands before its "@"; it reads as it was written.
    if (type != MD_SPAN_A) text += "{span}";
  }
  void add(MD_TEXTTYPE type, const std::string& piece) {
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
      text += '\n';
    } else if (type == MD_TEXT_ENTITY) {
      text += piece == "&nbsp;" ? " " : "{entity}";
    } else if (type != MD_TEXT_NORMAL) {
      text += "{special}";
    } else {
      text += piece;
    }
  }
};

/// What the reader of a quotation of `text` is to see: tabs at the beginning of a line are blanks, blanks at
/// its end are gone, and paragraphs have one empty line between them.
std::string as_read(const std::string& text) {
  std::string out;
  std::string line;
  bool paragraph = false;  // an empty line was left out
  const auto end_line = [&] {
    line.erase(line.find_last_not_of(" \t") + 1);
    if (line.empty()) {
      paragraph = true;
      return;
    }
    if (!out.empty()) out += paragraph ? "\n\n" : "\n";
    paragraph = false;
    const std::size_t begin = line.find_first_not_of(" \t");
    for (const char c : line.substr(0, begin)) out += c == '\t' ? "    " : " ";
    out += line.substr(begin);
    line.clear();
  };
  for (const char c : clean_text(text)) {
    if (c == '\n') {
      end_line();
      line.clear();
    } else {
      line += c;
    }
  }
  end_line();
  return out;
}

TEST(Markdown, AQuotationReadsAsItWasWritten) {
  for (const std::string text : {"plain",
                                 "*not* _emphasis_ **here**",
                                 "# no heading",
                                 "- no list\n+ nor this\n1. nor this\n2) nor this",
                                 "    four blanks\n\ttab",
                                 "```\nno fence\n```",
                                 "~~~\nno fence",
                                 "> no quotation",
                                 "<b>no tag</b>",
                                 "&amp; no entity",
                                 "[no](link)",
                                 "![no](image)",
                                 "https://no.link and www.no.link",
                                 "a | b\n---|---\n1 | 2",
                                 "over\n===\nunder\n---",
                                 "ends in a backslash\\\nnext",
                                 "$x$ and $$y$$",
                                 "~~no~~",
                                 "two\n\n\nparagraphs",
                                 "* * *",
                                 "___",
                                 "`code`",
                                 "a  b",
                                 "1986. A year",
                                 ": no definition",
                                 "[x]: no reference",
                                 "trailing  \nblanks",
                                 "\n\nat first",
                                 "[[no]]"})
    EXPECT_EQ(Rendered(markdown_quote(text)).text, as_read(text)) << text;
}

RC_GTEST_PROP(MarkdownProperty, AnyTextReadsAsItWasWritten, ()) {
  const auto piece = rc::gen::elementOf(std::vector<std::string>{
      "*",    "_",   "`",        "~",    "#",    "-",  "+",  "=",     ">",  "<",    "&",
      "amp;", "|",   "[",        "]",    "(",    ")",  "!",  "\\",    "$",  ":",    ".",
      "1",    "www", "http://",  "a",    "b c",  " ",  "  ", "\t",    "\n", "\n\n", "\r\n",
      "```",  "---", "\xC3\xA9", "\xFF", "\x01", "\"", "'",  "x@y.z", "^",  "{",    "}"});
  std::string text;
  for (const std::string& one : *rc::gen::container<std::vector<std::string>>(piece)) text += one;
  RC_ASSERT(Rendered(markdown_quote(text)).text == as_read(text));
}

RC_GTEST_PROP(MarkdownProperty, AnyBytesBecomeUtf8, (const std::string& bytes)) {
  const std::string clean = clean_text(bytes);
  RC_ASSERT(nlohmann::json(clean).dump() == nlohmann::json(clean_text(clean)).dump());
}

TEST(Markdown, ALineStaysALine) {
  EXPECT_EQ(markdown_line("a *b*\nc"), "a \\*b\\* c");
  EXPECT_EQ(markdown_line("# 1"), "# 1");
  EXPECT_EQ(markdown_line("# 1", true), "\\# 1");
  EXPECT_EQ(markdown_indented("a\n\nb"), "a\n  \n  b");
  EXPECT_EQ(markdown_quote(""), ">\n");
}

}  // namespace
}  // namespace sp::practice
