#include "engine/demos/settings.h"

#include <gtest/gtest.h>

#include "tests/engine/demos/small_host.h"

namespace sp::demos {
namespace {

using testing::SmallHost;

Demo example() {
  Demo demo;
  demo.info.id = "example";
  demo.info.parameters = {
      {"threads", "Threads", "", "", Parameter::Type::integer, 1, 64, 1, 2, {}, true},
      {"share", "Share", "", "%", Parameter::Type::real, 0, 100, 0.5, 20, {}, false},
      {"order", "Order", "", "", Parameter::Type::choice, 0, 1, 1, 0, {"fifo", "lifo"}, false},
      {"fair", "Fair", "", "", Parameter::Type::toggle, 0, 1, 1, 1, {}, false},
  };
  demo.info.variants = {{"a", "A", "", Provenance::measured}, {"b", "B", "", Provenance::simulated}};
  return demo;
}

TEST(Resolve, FillsInWhatWasNotSaid) {
  const Demo demo = example();
  const auto resolved = resolve(demo, {}, SmallHost());
  ASSERT_TRUE(resolved.ok());
  EXPECT_EQ(resolved.request.parameters.integer("threads"), 2);
  EXPECT_EQ(resolved.request.parameters.real("share"), 20);
  EXPECT_TRUE(resolved.request.parameters.toggle("fair"));
  EXPECT_EQ(resolved.request.variants, (std::vector<std::string>{"a", "b"}));
}

TEST(Resolve, TakesEveryTypeAndKeepsTheDemosOrderOfVariants) {
  const Demo demo = example();
  const Settings settings{
      {{"threads", "8"}, {"share", "12.5"}, {"order", "lifo"}, {"fair", "off"}}, {"b", "a"}, 7};
  const auto resolved = resolve(demo, settings, SmallHost());
  ASSERT_TRUE(resolved.ok());
  EXPECT_EQ(resolved.request.parameters.integer("threads"), 8);
  EXPECT_EQ(resolved.request.parameters.real("share"), 12.5);
  EXPECT_EQ(resolved.request.parameters.integer("order"), 1);
  EXPECT_FALSE(resolved.request.parameters.toggle("fair"));
  EXPECT_EQ(resolved.request.variants, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(resolved.request.seed, 7U);
}

TEST(Resolve, SaysEverythingThatIsWrongAtOnce) {
  const Demo demo = example();
  const Settings settings{
      {{"threads", "x"}, {"share", "101"}, {"order", "random"}, {"fair", "maybe"}, {"color", "red"}},
      {"c"},
      1};
  const auto resolved = resolve(demo, settings, SmallHost());
  EXPECT_EQ(resolved.problems,
            (std::vector<std::string>{
                "threads: expected a whole number from 1 to 16 (this home starts no more threads), got \"x\"",
                "share: expected a number from 0 to 100, got \"101\"",
                "order: expected one of \"fifo\", \"lifo\", got \"random\"",
                "fair: expected \"on\" or \"off\", got \"maybe\"",
                "color: example has no such parameter; it has \"threads\", \"share\", \"order\", \"fair\"",
                "variant: example has no variant \"c\"; it has \"a\", \"b\"",
            }));
}

TEST(Resolve, RefusesWhatOnlyLooksLikeANumber) {
  const Demo demo = example();
  for (const char* text : {"", " 3", "3 ", "2.5", "0x10p1000", "nan", "inf", "-1", "17", "1e99", "two"}) {
    EXPECT_FALSE(resolve(demo, {{{"threads", text}}, {}, 1}, SmallHost()).ok()) << '"' << text << '"';
  }
}

TEST(FormatValue, IsWhatResolveReads) {
  const Demo demo = example();
  for (const auto& parameter : demo.info.parameters) {
    for (const double value : {parameter.min, parameter.initial, highest(parameter, SmallHost())}) {
      const auto resolved =
          resolve(demo, {{{parameter.id, format_value(parameter, value)}}, {}, 1}, SmallHost());
      ASSERT_TRUE(resolved.ok()) << resolved.problems.front();
      EXPECT_EQ(resolved.request.parameters.real(parameter.id), value);
    }
  }
}

}  // namespace
}  // namespace sp::demos
