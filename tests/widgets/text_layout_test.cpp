#include "web/widgets/text_layout.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/widgets/headless.h"
#include "web/widgets/rich_text.h"
#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

class TextLayoutTest : public testing::Test {
 protected:
  TextLayout lay(std::vector<Inline> runs, float width) {
    TextLayout out;
    screen_.frame([&](Ui& ui) { out = lay_out(ui.impl().fonts, runs, TextStyle::body, width); });
    return out;
  }
  float width_of(std::string_view text) {
    float w = 0;
    screen_.frame([&](Ui& ui) { w = ui.painter().measure(text, TextStyle::body).w; });
    return w;
  }
  static std::string line_text(const TextLayout& layout, const std::vector<Inline>& runs, std::size_t line) {
    std::string out;
    const TextLine& l = layout.lines[line];
    for (std::uint32_t i = l.first; i < l.first + l.count; ++i) {
      const Piece& p = layout.pieces[i];
      out += runs[p.run].text.substr(p.from, p.length);
    }
    return out;
  }
  test::Screen screen_;
};

TEST_F(TextLayoutTest, OneLineWhenItFits) {
  const TextLayout layout = lay({{.text = "two words"}}, 500);
  EXPECT_EQ(layout.lines.size(), 1u);
  EXPECT_EQ(layout.height(), 24);
  EXPECT_NEAR(layout.width, width_of("two words"), 0.01f);
}

TEST_F(TextLayoutTest, BreaksAtSpaces) {
  const std::vector<Inline> runs = {{.text = "alpha beta gamma"}};
  const TextLayout layout = lay(runs, width_of("alpha beta") + 2);
  ASSERT_EQ(layout.lines.size(), 2u);
  EXPECT_EQ(line_text(layout, runs, 0), "alpha beta");
  EXPECT_EQ(line_text(layout, runs, 1), "gamma");
}

TEST_F(TextLayoutTest, AWordGoesOnOverAChangeOfLook) {
  const std::vector<Inline> runs = {{.text = "see "}, {.text = "bold", .bold = true}, {.text = "ness, yes"}};
  const TextLayout layout = lay(runs, 1.15f * width_of("boldness,"));
  ASSERT_GE(layout.lines.size(), 2u);
  EXPECT_EQ(line_text(layout, runs, 0), "see");
  EXPECT_EQ(line_text(layout, runs, 1), "boldness,") << "the word is not torn apart";
}

TEST_F(TextLayoutTest, LongWordsAreBrokenAnywhere) {
  const std::vector<Inline> runs = {{.text = "a " + std::string(200, 'm')}};
  const TextLayout layout = lay(runs, 100);
  EXPECT_GT(layout.lines.size(), 10u);
  std::string all;
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    EXPECT_LE(layout.lines[i].width, 100.1f);
    all += line_text(layout, runs, i);
  }
  EXPECT_EQ(all, "a" + std::string(200, 'm'));
}

TEST_F(TextLayoutTest, ForcedBreaksAndEmptyTexts) {
  EXPECT_EQ(lay({{.text = "a"}, {.text = {}, .line_break = true}, {.text = "b"}}, 500).lines.size(), 2u);
  EXPECT_EQ(lay({}, 500).lines.size(), 1u);
  EXPECT_EQ(lay({{.text = "  \n "}}, 500).lines.size(), 1u);
}

TEST_F(TextLayoutTest, HeightGrowsAsTheWidthShrinks) {
  const std::string text =
      "Only the thread that holds the global interpreter lock runs bytecode; the others wait, and after five "
      "milliseconds they ask for it.";
  float before = 0;
  for (const float width : {900.0f, 500.0f, 300.0f, 150.0f, 80.0f}) {
    const float height = lay({{.text = text}}, width).height();
    EXPECT_GE(height, before);
    EXPECT_EQ(static_cast<int>(height) % 24, 0);
    before = height;
  }
  EXPECT_GE(before, 24 * 10);
}

TEST_F(TextLayoutTest, TextScaleChangesWidthsAndLines) {
  const float plain = width_of("scale");
  screen_.ui.set_text_scale(1.5f);
  EXPECT_NEAR(width_of("scale"), plain * 1.5f, plain * 0.03f);
  EXPECT_EQ(lay({{.text = "x"}}, 500).height(), 36);
}

TEST_F(TextLayoutTest, FiguresAreTabularWhereAsked) {
  screen_.frame([&](Ui& ui) {
    Fonts& fonts = ui.impl().fonts;
    const Type type = fonts.type(TextStyle::numeral);
    EXPECT_FLOAT_EQ(fonts.width("1111", type), fonts.width("8888", type));
  });
}

TEST_F(TextLayoutTest, EveryCharacterIsOnALine) {
  const auto letters = [](const std::string& s) {
    std::string out;
    for (const char c : s) {
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') out += c;
    }
    return out;
  };
  EXPECT_TRUE(rc::check("every character is on a line", [&](const std::string& any) {
    const std::vector<Inline> runs = {{.text = any}, {.text = any, .bold = true}};
    const TextLayout layout = lay(runs, static_cast<float>(*rc::gen::inRange(1, 400)));
    std::string kept;
    for (const Piece& p : layout.pieces) kept += runs[p.run].text.substr(p.from, p.length);
    RC_ASSERT(letters(kept) == letters(any + any));
  }));
}

TEST(RichTextCache, PlainTextKeepsItsLineBreaks) {
  test::Screen screen;
  auto& impl = screen.ui.impl();
  const auto& text = impl.rich.plain(impl.fonts, "one\n\nthree", TextStyle::small, 400, 0);
  ASSERT_EQ(text.items().size(), 1u);
  EXPECT_EQ(text.items()[0].layout.lines.size(), 3u);
}

TEST(RichTextCache, AnUnchangedTextIsLaidOutOnce) {
  test::Screen screen;
  const auto draw = [](Ui& ui) { ui.markdown("m", "Some **text**"); };
  screen.frame(draw);
  const std::size_t entries = screen.ui.impl().rich.size();
  for (int i = 0; i < 10; ++i) screen.frame(draw);
  EXPECT_EQ(screen.ui.impl().rich.size(), entries);
  for (int i = 0; i < 400; ++i) screen.frame([](Ui& ui) { ui.text("other"); });
  EXPECT_LE(screen.ui.impl().rich.size(), 1u) << "what no frame used for a while goes";
}

TEST(TableLayout, ColumnsShareTheWidth) {
  test::Screen screen;
  screen.frame([](Ui& ui) {
    Fonts& fonts = ui.impl().fonts;
    const TableRows rows = {
        {{{.text = "Variant"}}, {{.text = "Time"}}},
        {{{.text = "a rather long name of a variant that has to wrap"}}, {{.text = "1,117 ms"}}}};
    const TableLayout wide = lay_out_table(fonts, rows, {}, TextStyle::muted, 800);
    EXPECT_NEAR(wide.columns[0] + wide.columns[1], 800, 2);
    EXPECT_EQ(wide.cells[1][0].lines.size(), 1u);
    const TableLayout slim = lay_out_table(fonts, rows, {}, TextStyle::muted, 200);
    EXPECT_LE(slim.columns[0] + slim.columns[1], 201);
    EXPECT_GT(slim.cells[1][0].lines.size(), 1u);
    EXPECT_EQ(slim.cells[1][1].lines.size(), 1u) << "the narrow column keeps its words whole";
    EXPECT_GT(slim.height(), wide.height());
  });
}

}  // namespace
}  // namespace sp::ui
