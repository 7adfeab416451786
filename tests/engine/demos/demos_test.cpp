// What holds for every demo in the list: it is described soundly, runs at its smallest, keeps its checks, and
// can be cancelled.
#include <algorithm>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "engine/demos/list.h"
#include "engine/demos/report_json.h"
#include "engine/demos/run.h"
#include "engine/trace/analysis.h"
#include "tests/engine/demos/small_host.h"

namespace sp::demos {
namespace {

using testing::SmallHost;

/// Every parameter at its least, but with two threads where it counts them: quick, and still concurrent.
RunRequest smallest(const Demo& demo) {
  Settings settings;
  for (const auto& parameter : demo.info.parameters) {
    const double value = parameter.counts_threads ? std::max(2.0, parameter.min) : parameter.min;
    settings.parameters.emplace_back(parameter.id, format_value(parameter, value));
  }
  auto resolved = resolve(demo, settings, SmallHost());
  EXPECT_TRUE(resolved.ok());
  return resolved.request;
}

class EveryDemo : public ::testing::TestWithParam<const Demo*> {
 protected:
  const Demo& demo() const { return *GetParam(); }
  const DemoInfo& info() const { return demo().info; }
};

INSTANTIATE_TEST_SUITE_P(Demos, EveryDemo, ::testing::ValuesIn(all().begin(), all().end()),
                         [](const auto& test) {
                           std::string name = test.param->info.id;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST_P(EveryDemo, IsDescribedSoundly) {
  static const std::regex kebab("[a-z0-9]+(-[a-z0-9]+)*");
  EXPECT_TRUE(std::regex_match(info().id, kebab));
  EXPECT_EQ(find(info().id), &demo());
  for (const auto* text : {&info().title, &info().summary, &info().python, &info().prediction.prompt})
    EXPECT_FALSE(text->empty());
  EXPECT_FALSE(info().covers.empty());
  EXPECT_GE(info().prediction.options.size(), 3U);
  EXPECT_GE(info().variants.size(), 2U);
  std::set<std::string> ids;
  for (const auto& parameter : info().parameters) {
    EXPECT_TRUE(ids.insert(parameter.id).second) << parameter.id;
    EXPECT_LT(parameter.min, parameter.max) << parameter.id;
    EXPECT_GE(parameter.initial, parameter.min) << parameter.id;
    EXPECT_LE(parameter.initial, parameter.max) << parameter.id;
    EXPECT_NE(parameter.id, "variants") << "the address uses this name for the variants";
    EXPECT_NE(parameter.id, "back") << "the address uses this name for the way back";
  }
  for (const auto& variant : info().variants) {
    EXPECT_TRUE(ids.insert(variant.id).second) << variant.id;
    EXPECT_FALSE(variant.summary.empty()) << variant.id;
  }
  EXPECT_LE(info().needs.threads, SmallHost().max_threads());
}

TEST_P(EveryDemo, RunsAtItsSmallestAndKeepsItsChecks) {
  SmallHost host;
  const auto request = smallest(demo());
  const auto report = run_now(request, host, real_clock());
  ASSERT_EQ(report.state, RunState::completed) << report.error;
  EXPECT_FALSE(report.result.checks.empty());
  for (const auto& check : report.result.checks)
    EXPECT_TRUE(check.held) << check.label << ": " << check.detail;
  for (const auto& variant : info().variants) {
    EXPECT_NE(report.result.find(report.result.headline, variant.id), nullptr) << variant.id;
  }
  EXPECT_FALSE(report.result.verdict.empty());
  const auto& options = info().prediction.options;
  const bool said_why_not = report.result.prediction_answer.empty() &&
                            report.result.verdict.find("Run it again") != std::string::npos;
  EXPECT_TRUE(said_why_not ||
              std::any_of(options.begin(), options.end(),
                          [&](const auto& o) { return o.id == report.result.prediction_answer; }))
      << report.result.prediction_answer;
  EXPECT_NE(to_json(report).find(info().id), std::string::npos);
}

TEST_P(EveryDemo, DrawsEveryVariantAsAGroupOfItsTrace) {
  SmallHost host;
  const auto report = run_now(smallest(demo()), host, real_clock());
  EXPECT_EQ(report.trace.dropped, 0U);
  for (const auto& variant : info().variants) {
    const auto in_group = [&](const trace::Lane& lane) { return lane.group == variant.label; };
    EXPECT_TRUE(std::any_of(report.trace.lanes.begin(), report.trace.lanes.end(), in_group)) << variant.label;
  }
  for (const auto& life : trace::lives(report.trace)) EXPECT_TRUE(life.alive);
}

TEST_P(EveryDemo, RunsOneVariantAlone) {
  SmallHost host;
  for (const auto& variant : info().variants) {
    auto request = smallest(demo());
    request.variants = {variant.id};
    const auto report = run_now(request, host, real_clock());
    ASSERT_EQ(report.state, RunState::completed) << variant.id << ": " << report.error;
    for (const auto& check : report.result.checks)
      EXPECT_TRUE(check.held) << check.label << ": " << check.detail;
  }
}

TEST_P(EveryDemo, EndsAsCancelledWhenStoppedInAnyVariant) {
  SmallHost host;
  for (std::size_t stop_at = 0; stop_at < info().variants.size(); ++stop_at) {
    StopSource stop;
    std::size_t variant = 0;
    const auto on_progress = [&](double, std::string_view what) {
      if (variant < info().variants.size() && what == info().variants[variant].label && variant++ == stop_at)
        stop.request_stop();
    };
    const auto report = run_now(smallest(demo()), host, real_clock(), stop.get_token(), on_progress);
    EXPECT_EQ(report.state, RunState::cancelled) << info().variants[stop_at].id << ' ' << report.error;
    EXPECT_TRUE(report.result.metrics.empty());
  }
}

TEST(Run, ReportsProgressAndHandsTheReportOver) {
  SmallHost host;
  std::atomic<int> changes{0};
  demos::Run run(smallest(*find("race-counter")), host, [&] {
    ++changes;
    changes.notify_one();
  });
  for (int seen = changes; !run.ended(); seen = changes) changes.wait(seen);
  EXPECT_EQ(run.state(), RunState::completed);
  EXPECT_GT(run.progress().fraction, 0);
  const auto report = run.take_report();
  EXPECT_EQ(report.request.demo, find("race-counter"));
  EXPECT_FALSE(report.trace.events.empty());
}

TEST(Run, CanBeDestroyedWhileItRuns) {
  SmallHost host;
  auto request = smallest(*find("producer-consumer"));
  auto values = request.parameters.values();
  values["items"] = 2000;
  values["use_ms"] = 20;
  request.parameters = Parameters(values);
  const demos::Run run(request, host, [] {});
}

TEST(RunNow, SaysWhyARunFailed) {
  SmallHost host;
  const Demo broken{{}, [](Context&) -> Result { throw std::runtime_error("the bolt is loose"); }};
  const auto report = run_now({&broken, {}, {}, 1}, host, real_clock());
  EXPECT_EQ(report.state, RunState::failed);
  EXPECT_EQ(report.error, "the bolt is loose");
}

TEST(FormatFigure, KeepsThreeDigitsThatMatter) {
  EXPECT_EQ(format_figure(0), "0");
  EXPECT_EQ(format_figure(1.8666), "1.87");
  EXPECT_EQ(format_figure(18.666), "18.7");
  EXPECT_EQ(format_figure(18), "18") << "a count has no decimals";
  EXPECT_EQ(format_figure(0.00123), "0.0012");
  EXPECT_EQ(format_figure(1234), "1234");
  EXPECT_EQ(format_figure(12345), "12 345");
  EXPECT_EQ(format_figure(-1234567), "-1 234 567");
}

}  // namespace
}  // namespace sp::demos
