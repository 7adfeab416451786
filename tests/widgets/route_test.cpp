#include "web/app/route.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace sp::app {
namespace {

using Parameters = std::vector<std::pair<std::string, std::string>>;

TEST(Route, ReadsScreenPathAndParameters) {
  const Route route = parse_route("#/lab/gil-cpu-bound?threads=8&variants=gil,free");
  EXPECT_EQ(route.screen, "lab");
  EXPECT_EQ(route.path, "gil-cpu-bound");
  EXPECT_EQ(route.parameters, (Parameters{{"threads", "8"}, {"variants", "gil,free"}}));
  EXPECT_EQ(format_route(route), "#/lab/gil-cpu-bound?threads=8&variants=gil,free");
}

TEST(Route, ReadsShortForms) {
  EXPECT_EQ(parse_route(""), Route{});
  EXPECT_EQ(parse_route("#"), Route{});
  EXPECT_EQ(parse_route("#/"), Route{});
  EXPECT_EQ(parse_route("practice").screen, "practice");
  EXPECT_EQ(parse_route("#/practice/").path, "");
  EXPECT_EQ(format_route({}), "#/");
}

TEST(Route, TakesMalformedEscapesLiterally) {
  EXPECT_EQ(parse_route("#/a%zz/b%4").screen, "a%zz");
  EXPECT_EQ(parse_route("#/a%zz/b%4").path, "b%4");
  EXPECT_EQ(parse_route("#/a?x=%C3%A9").get("x"), "\u00E9");
  EXPECT_EQ(parse_route("#/a?&&b&=&c=1=2").parameters, (Parameters{{"b", ""}, {"c", "1=2"}}));
}

TEST(Route, LastParameterOfANameCounts) {
  Route route = parse_route("#/lab?x=1&y=2&x=3");
  EXPECT_EQ(route.get("x"), "3");
  EXPECT_EQ(route.get("z", "none"), "none");
  route.set("x", "4").set("z", "5");
  EXPECT_EQ(route.get("x"), "4");
  EXPECT_EQ(format_route(route), "#/lab?x=1&y=2&x=4&z=5");
}

RC_GTEST_PROP(Route, ReadsBackWhatItWrites, (std::string screen, std::string path, Parameters parameters)) {
  RC_PRE(!screen.empty() || path.empty());
  std::erase_if(parameters, [](const auto& p) { return p.first.empty() && p.second.empty(); });
  const Route route{.screen = screen, .path = path, .parameters = parameters};
  RC_ASSERT(parse_route(format_route(route)) == route);
}

RC_GTEST_PROP(Route, NeverFails, (const std::string& text)) {
  const Route route = parse_route(text);
  RC_ASSERT(parse_route(format_route(route)).parameters == route.parameters);
}

}  // namespace
}  // namespace sp::app
