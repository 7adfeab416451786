#include "engine/demos/prediction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/demos/list.h"

namespace sp::demos {
namespace {

/// A run of amdahl that bore out its second option.
RunReport run_of(RunState state) {
  RunReport report;
  report.state = state;
  report.request.demo = find("amdahl");
  report.result.prediction_answer = report.request.demo->info.prediction.options[1].id;
  report.result.prediction_because = "so it is";
  return report;
}

TEST(Prediction, IsGradedByWhatTheRunBoreOut) {
  const RunReport report = run_of(RunState::completed);
  const auto ids = option_ids(report.request.demo->info.prediction);
  ASSERT_THAT(ids, testing::SizeIs(testing::Ge(2U)));
  const auto right = grade_prediction(report, 1);
  ASSERT_TRUE(right.has_value());
  EXPECT_TRUE(right->right);
  EXPECT_EQ(right->chosen, ids[1]);
  EXPECT_EQ(right->because, "so it is");
  const auto wrong = grade_prediction(report, 0);
  ASSERT_TRUE(wrong.has_value());
  EXPECT_FALSE(wrong->right);
  EXPECT_EQ(wrong->chosen, ids[0]);
  EXPECT_EQ(wrong->answer, ids[1]);
}

TEST(Prediction, DoesNotCountWithoutAnAnswer) {
  EXPECT_FALSE(grade_prediction(run_of(RunState::cancelled), 1).has_value());
  EXPECT_FALSE(grade_prediction(run_of(RunState::failed), 1).has_value());
  RunReport silent = run_of(RunState::completed);
  silent.result.prediction_answer.clear();
  EXPECT_FALSE(grade_prediction(silent, 1).has_value());
}

}  // namespace
}  // namespace sp::demos
