#include "web/widgets/theme.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace sp::ui {
namespace {

constexpr double kText = 4.5, kGraphic = 3.0;  // WCAG 2.2, 1.4.3 and 1.4.11

using Named = std::pair<std::string, Color>;

class ThemeContrast : public testing::TestWithParam<ThemeKind> {
 protected:
  const Theme& t = theme(GetParam());
  std::vector<Named> surfaces() const {
    return {{"background", t.background}, {"surface", t.surface}, {"raised", t.raised},
            {"sunken", t.sunken},         {"hover", t.hover},     {"pressed", t.pressed}};
  }
  static void expect(double least, const Named& ink, const Named& ground) {
    EXPECT_GE(contrast(ink.second, ground.second), least) << ink.first << " on " << ground.first;
  }
};

TEST(Contrast, FollowsWcag) {
  EXPECT_NEAR(contrast(rgb(0x000000), rgb(0xFFFFFF)), 21.0, 1e-9);
  EXPECT_NEAR(contrast(rgb(0xFFFFFF), rgb(0xFFFFFF)), 1.0, 1e-9);
  EXPECT_NEAR(contrast(rgb(0x777777), rgb(0xFFFFFF)), 4.48,
              0.01);  // the example of WCAG's own understanding document
}

TEST(Color, PacksAsImGuiDoes) {
  EXPECT_EQ(rgb(0x112233), 0xFF332211u);
  EXPECT_EQ(rgb(0x112233, 0.5f), 0x80332211u);
  EXPECT_EQ(fade(0xFF332211u, 0.5f), 0x80332211u);
  EXPECT_EQ(blend(fade(rgb(0xFFFFFF), 0), rgb(0x102030)), rgb(0x102030));
  EXPECT_EQ(mix(rgb(0x000000), rgb(0xFFFFFF), 1), rgb(0xFFFFFF));
}

TEST_P(ThemeContrast, TextsAreReadableOnEverySurface) {
  for (const Named& ground : surfaces()) {
    expect(kText, {"text", t.text}, ground);
    expect(kText, {"text_muted", t.text_muted}, ground);
    for (int i = 0; i < kToneCount; ++i) {
      expect(kText, {"tone " + std::to_string(i) + " text", t.tones[static_cast<std::size_t>(i)].text},
             ground);
    }
  }
}

TEST_P(ThemeContrast, TonesCarryTheirTexts) {
  for (int i = 0; i < kToneCount; ++i) {
    const ToneColors& tone = t.tones[static_cast<std::size_t>(i)];
    const Named soft{"soft of tone " + std::to_string(i), tone.soft};
    expect(kText, {"text", t.text}, soft);
    expect(kText, {"text_muted", t.text_muted}, soft);
    expect(kText, {"own text", tone.text}, soft);
    expect(kText, {"on_fill", tone.on_fill}, {"fill of tone " + std::to_string(i), tone.fill});
    expect(kGraphic, {"fill", tone.fill}, soft);
    for (const Named& ground : surfaces())
      expect(kGraphic, {"fill of tone " + std::to_string(i), tone.fill}, ground);
  }
}

TEST_P(ThemeContrast, ControlsStandOut) {
  for (const Named& ground : surfaces()) {
    expect(kGraphic, {"focus_ring", t.focus_ring}, ground);
    if (ground.first != "pressed" && ground.first != "hover")
      expect(kGraphic, {"border_strong", t.border_strong}, ground);
  }
  for (const Named& ground :
       {Named{"surface", t.surface}, {"background", t.background}, {"raised", t.raised}}) {
    expect(kText, {"text_disabled", t.text_disabled}, ground);
  }
  expect(kText, {"text", t.text}, {"selection", t.selection});
}

TEST_P(ThemeContrast, CodeIsReadable) {
  const std::vector<Named> inks = {{"text", t.code_text},       {"keyword", t.code_keyword},
                                   {"string", t.code_string},   {"number", t.code_number},
                                   {"comment", t.code_comment}, {"name", t.code_name},
                                   {"builtin", t.code_builtin}, {"decorator", t.code_decorator}};
  for (const Named& ink : inks) {
    expect(kText, ink, {"sunken", t.sunken});
    expect(kText, ink, {"code_highlight", t.code_highlight});
  }
}

TEST_P(ThemeContrast, StatesAreSeenAndRead) {
  for (const StateLook& look : t.states) {
    const std::string name(look.label);
    for (const Named& ground :
         {Named{"background", t.background}, {"surface", t.surface}, {"sunken", t.sunken}}) {
      expect(kGraphic, {name, look.fill}, ground);
      // A hollow bar is nearly the colour of what is behind it.
      const Color face =
          look.pattern == Pattern::hollow ? blend(fade(look.fill, 0.16f), ground.second) : look.fill;
      expect(kText, {"ink of " + name, look.ink}, {name, face});
    }
  }
}

TEST_P(ThemeContrast, StatesDifferWithoutColour) {
  for (std::size_t i = 0; i < t.states.size(); ++i) {
    for (std::size_t j = i + 1; j < t.states.size(); ++j) {
      EXPECT_NE(t.states[i].pattern, t.states[j].pattern)
          << t.states[i].label << " and " << t.states[j].label;
    }
  }
}

TEST_P(ThemeContrast, SeriesAreSeenAndRead) {
  for (std::size_t i = 0; i < t.series.size(); ++i) {
    const Named fill{"series " + std::to_string(i), t.series[i].fill};
    expect(kGraphic, fill, {"background", t.background});
    expect(kGraphic, fill, {"surface", t.surface});
    expect(kText, {"ink", t.series[i].ink}, fill);
  }
}

INSTANTIATE_TEST_SUITE_P(Themes, ThemeContrast, testing::Values(ThemeKind::dark, ThemeKind::light),
                         [](const auto& p) { return p.param == ThemeKind::dark ? "Dark" : "Light"; });

}  // namespace
}  // namespace sp::ui
