#include "web/widgets/markdown.h"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/widgets/headless.h"
#include "web/widgets/rich_text.h"
#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

using Kind = Block::Kind;

std::size_t depth_of(const Block& block) {
  std::size_t deepest = 0;
  for (const Block& child : block.children) deepest = std::max(deepest, depth_of(child));
  return deepest + 1;
}

TEST(Markdown, BlocksAndLooks) {
  const Block doc = parse_markdown("# Title\nA **bold *both*** `code` ~~gone~~\n\n---\n");
  ASSERT_EQ(doc.children.size(), 3u);
  EXPECT_EQ(doc.children[0].kind, Kind::heading);
  EXPECT_EQ(doc.children[0].level, 1);
  const std::vector<Inline>& text = doc.children[1].text;
  EXPECT_EQ(plain_text(text), "A bold both code gone");
  ASSERT_EQ(text.size(), 7u);
  EXPECT_TRUE(text[1].bold && !text[1].italic);
  EXPECT_TRUE(text[2].bold && text[2].italic);
  EXPECT_TRUE(text[4].code);
  EXPECT_TRUE(text[6].strike);
  EXPECT_EQ(doc.children[2].kind, Kind::rule);
}

TEST(Markdown, ListsNest) {
  const Block doc = parse_markdown("3. three\n4. four\n   - inner\n\n- loose\n\n- items\n");
  ASSERT_EQ(doc.children.size(), 2u);
  const Block& ordered = doc.children[0];
  ASSERT_EQ(ordered.children.size(), 2u);
  EXPECT_EQ(ordered.children[0].marker, "3.");
  EXPECT_EQ(ordered.children[1].marker, "4.");
  EXPECT_TRUE(ordered.tight);
  ASSERT_EQ(ordered.children[1].children.size(), 2u);
  EXPECT_EQ(ordered.children[1].children[1].kind, Kind::list);
  EXPECT_FALSE(doc.children[1].tight);
  EXPECT_EQ(doc.children[1].children[0].marker, "");
}

TEST(Markdown, FencedCodeKeepsItsText) {
  const Block doc = parse_markdown("```python\nif x < 1:\n    **y**\n\n```\n");
  ASSERT_EQ(doc.children.size(), 1u);
  EXPECT_EQ(doc.children[0].kind, Kind::code);
  EXPECT_EQ(doc.children[0].language, "python");
  EXPECT_EQ(doc.children[0].code, "if x < 1:\n    **y**\n");
}

TEST(Markdown, Tables) {
  const Block doc = parse_markdown("| a | b |\n|:--|--:|\n| `1` | [l](#/lab) |\n");
  ASSERT_EQ(doc.children.size(), 1u);
  const Block& table = doc.children[0];
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.columns, (std::vector<Align>{Align::left, Align::right}));
  EXPECT_TRUE(table.rows[1][0][0].code);
  EXPECT_EQ(table.links, std::vector<std::string>{"#/lab"});
}

TEST(Markdown, OnlyHarmlessLinksLead) {
  const Block doc = parse_markdown(
      "[a](javascript:alert) [b](https://x.org/?a=1&amp;b=2) [c](#/card/C02) [d](file:///etc/passwd)");
  EXPECT_EQ(doc.children[0].links, (std::vector<std::string>{"https://x.org/?a=1&b=2", "#/card/C02"}));
  EXPECT_EQ(plain_text(doc.children[0].text), "a b c d");
}

TEST(Markdown, HtmlIsText) {
  EXPECT_EQ(plain_text(parse_markdown("a <b>x</b> &lt; &#955; &nosuch;").children[0].text),
            "a <b>x</b> < \xCE\xBB &nosuch;");
}

TEST(Markdown, DeepNestingIsFlattened) {
  std::string quotes(100000, '>');
  quotes += " deep";
  const Block doc = parse_markdown(quotes);
  EXPECT_LE(depth_of(doc), kMarkdownDepth + 2);
  std::string lists;
  for (int i = 0; i < 200; ++i)
    lists += std::string(static_cast<std::size_t>(i) * 2, ' ') + "- item " + std::to_string(i) + "\n";
  EXPECT_LE(depth_of(parse_markdown(lists)), kMarkdownDepth + 2);
}

TEST(Markdown, HugeTextIsCut) {
  const Block doc = parse_markdown(std::string(4 * kMarkdownBytes, 'x'));
  ASSERT_EQ(doc.children.size(), 2u);
  EXPECT_EQ(doc.children[0].text[0].text.size(), kMarkdownBytes);
  EXPECT_TRUE(doc.children[1].text[0].italic);
}

/// Lays a text out and draws it; gives its height.
float drawn_height(test::Screen& screen, std::string_view source, float width) {
  float height = 0;
  screen.frame([&](Ui& ui) {
    Ui::Impl& p = ui.impl();
    const RichText& text = p.rich.markdown(p.fonts, source, TextStyle::body, width, p.frame);
    height = text.height();
    const auto item = ui.push_id("text");
    draw_document(p, ui.id("text"), text, {0, 0}, p.colors->text);
  });
  return height;
}

TEST(RichText, HostileTextIsDrawnAndBounded) {
  test::Screen screen;
  const std::vector<std::string> hostile = {
      std::string(50000, 'x'),
      std::string(20000, '*'),
      std::string(20000, '`'),
      std::string(20000, '['),
      std::string(5000, '\n'),
      "\xFF\xFE\xC0\xAF\xED\xA0\x80 \xF4\x90\x80\x80",
      std::string("a\0b\x01\x1b[31m", 9),
      "\xE2\x80\xAE right to left \xE2\x80\xAD",
      "| a | b |\n|---|---|\n" + std::string(300, '|') + "\n",
      "| " + std::string(3000, 'w') + " | b |\n|---|---|\n| x | y |\n",
      "```\n" + std::string(30000, '\t') + "\n```",
      "[" + std::string(3000, 'y') + "](https://x.org)",
      std::string(3000, '>') + "- 1. # x",
  };
  for (const std::string& source : hostile) {
    const float height = drawn_height(screen, source, 320);
    EXPECT_GE(height, 0) << source.substr(0, 20);
    EXPECT_LT(height, 2e6f) << source.substr(0, 20);
    EXPECT_LT(ImGui::GetDrawData()->TotalVtxCount, 200000) << source.substr(0, 20);
  }
}

TEST(RichText, AnyBytesAreDrawn) {
  const std::vector<std::string> parts = {
      "*",        "**",           "`",     "```\n",   "\n",  "\n\n", "- ", "  - ", "1. ",
      "> ",       "# ",           "|",     "|-|-|\n", "[",   "](",   ")",  "a",    " ",
      "\xFF",     "\xE2\x82\xAC", "&amp;", "&#0;",    "<b>", "~~",   "\\", "\t",   std::string(1, '\0'),
      "https://x"};
  test::Screen screen({300, 200});
  EXPECT_TRUE(rc::check("any text gives a document", [&] {
    const auto pick = rc::gen::inRange<std::size_t>(0, parts.size());
    std::string source;
    for (const std::size_t i : *rc::gen::container<std::vector<std::size_t>>(pick)) source += parts[i];
    const float height = drawn_height(screen, source, 120);
    RC_ASSERT(height >= 0 && height < 1e6f);
    RC_ASSERT(screen.ui.tree().to_json().ends_with("]}"));
  }));
}

}  // namespace
}  // namespace sp::ui
