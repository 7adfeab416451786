#include "web/widgets/timeline_track.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/base/rng.h"
#include "web/widgets/timeline_bars.h"

namespace sp::ui {
namespace {

using trace::Kind;
using trace::Span;

/// Spans that tile a life: most short, some long, neighbours sometimes of one state.
std::vector<Span> random_spans(Rng& rng, std::size_t most = 400) {
  std::vector<Span> spans;
  Nanos t = rng.between(0, 1000);
  const auto count = rng.below(most + 1);
  for (std::uint64_t i = 0; i < count; ++i) {
    const Nanos end = t + (rng.chance(0.1) ? rng.between(1, 5000) : rng.between(1, 20));
    spans.push_back({t, end, trace::state_at(rng.below(trace::kStateCount)), {}});
    t = end;
  }
  return spans;
}

Coverage brute_force(const std::vector<Span>& spans, Nanos from, Nanos to) {
  Coverage sum{};
  for (const Span& span : spans) {
    const Nanos length = std::min(span.end, to) - std::max(span.begin, from);
    if (length > 0) sum[trace::state_index(span.state)] += length;
  }
  return sum;
}

std::size_t brute_index(const std::vector<Span>& spans, Nanos t) {
  std::size_t index = 0;
  while (index < spans.size() && spans[index].end <= t) ++index;
  return index;
}

RC_GTEST_PROP(LaneTrack, CoverageEqualsBruteForce, (std::uint64_t seed)) {
  Rng rng(seed);
  const auto spans = random_spans(rng);
  const LaneTrack track(spans);
  for (int i = 0; i < 20; ++i) {
    const Nanos from = rng.between(-100, track.end() + 100);
    const Nanos to = rng.between(-100, track.end() + 100);
    RC_ASSERT(track.coverage(from, to) == brute_force(spans, from, to));
  }
}

RC_GTEST_PROP(LaneTrack, IndexEqualsBruteForceWithAnyHint, (std::uint64_t seed)) {
  Rng rng(seed);
  const auto spans = random_spans(rng);
  const LaneTrack track(spans);
  for (int i = 0; i < 20; ++i) {
    const Nanos t = rng.between(-100, track.end() + 100);
    const std::size_t expected = brute_index(spans, t);
    RC_ASSERT(track.index_at(t) == expected);
    RC_ASSERT(track.index_at(t, static_cast<std::size_t>(rng.below(expected + 1))) == expected);
    const Span* at = track.at(t);
    const bool inside = expected < spans.size() && spans[expected].begin <= t;
    RC_ASSERT((at != nullptr) == inside);
    if (at != nullptr) RC_ASSERT(*at == spans[expected]);
  }
}

struct Window {
  TimeScale scale;
  float left, right;
};

Window random_window(Rng& rng, const LaneTrack& track) {
  TimeScale scale(TimelineView{}, 0, 1);
  scale.begin = static_cast<double>(rng.between(-50, track.end() + 50)) + rng.unit();
  scale.ns_per_pixel = std::exp2(rng.unit() * 12 - 6);
  scale.left = static_cast<float>(rng.between(0, 200));
  return {scale, scale.left, scale.left + static_cast<float>(rng.between(10, 500))};
}

RC_GTEST_PROP(LaneBars, TileTheVisibleLife, (std::uint64_t seed)) {
  Rng rng(seed);
  const LaneTrack track(random_spans(rng));
  const Nanos offset = rng.between(0, 100);
  const Window window = random_window(rng, track);
  std::vector<BarPart> parts;
  lane_bars(track, offset, window.scale, window.left, window.right, parts);
  const float column = static_cast<float>(static_cast<double>(column_width(window.scale.ns_per_pixel)) /
                                          window.scale.ns_per_pixel);
  const float life_begin = window.scale.x(static_cast<double>(track.begin() + offset));
  const float life_end = window.scale.x(static_cast<double>(track.end() + offset));
  const float begin = std::max(window.left, life_begin), end = std::min(window.right, life_end);
  if (track.empty() || begin >= end) return;
  RC_ASSERT(!parts.empty());
  RC_ASSERT(parts.front().x0 <= begin + 0.01f);
  RC_ASSERT(parts.front().x0 >= begin - 2 * column - 0.01f);
  RC_ASSERT(parts.back().x1 >= end - 0.01f);
  RC_ASSERT(parts.back().x1 <= end + 2 * column + 0.01f);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    RC_ASSERT(parts[i].x0 <= parts[i].x1);
    RC_ASSERT(parts[i].low < parts[i].high);
    if (i == 0 || parts[i].low == 0) {
      // A column begins: the one before is filled to the top, and they touch.
      if (i > 0) RC_ASSERT(parts[i - 1].high == 1 && parts[i - 1].x1 == parts[i].x0);
    } else {
      RC_ASSERT(parts[i].low == parts[i - 1].high && parts[i].x0 == parts[i - 1].x0 &&
                parts[i].x1 == parts[i - 1].x1);
    }
  }
  RC_ASSERT(parts.back().high == 1);
}

RC_GTEST_PROP(LaneBars, AreAsManyAsPixelsNotEvents, (std::uint64_t seed)) {
  Rng rng(seed);
  const LaneTrack track(random_spans(rng, 5000));
  const Window window = random_window(rng, track);
  std::vector<BarPart> parts;
  lane_bars(track, 0, window.scale, window.left, window.right, parts);
  const double columns = (window.right - window.left) / 2 + 2;
  RC_ASSERT(static_cast<double>(parts.size()) <= columns * trace::kStateCount);
}

// Every part shows what brute force finds there: single spans their state, columns the shares.
RC_GTEST_PROP(LaneBars, ShowTheSharesOfTheStates, (std::uint64_t seed)) {
  Rng rng(seed);
  const auto spans = random_spans(rng);
  const LaneTrack track(spans);
  const Window window = random_window(rng, track);
  std::vector<BarPart> parts;
  lane_bars(track, 0, window.scale, window.left, window.right, parts);
  for (const BarPart& part : parts) {
    if (part.span != BarPart::kMixed) {
      RC_ASSERT(trace::state_index(spans[part.span].state) == part.state);
      RC_ASSERT(window.scale.x(static_cast<double>(spans[part.span].begin)) <= part.x0 + 0.01f);
      RC_ASSERT(window.scale.x(static_cast<double>(spans[part.span].end)) >= part.x1 - 0.01f);
      continue;
    }
    const auto from = static_cast<Nanos>(std::llround(window.scale.t(part.x0)));
    const auto to = static_cast<Nanos>(std::llround(window.scale.t(part.x1)));
    const Coverage truth = brute_force(spans, from, to);
    const double share = static_cast<double>(truth[part.state]) / static_cast<double>(to - from);
    RC_ASSERT(std::abs(share - static_cast<double>(part.high - part.low)) <
              0.2);  // shares under 3 % are left out
  }
}

TEST(LaneBars, WideSpansStandForThemselves) {
  const LaneTrack track({{0, 100, Kind::state_running, {}}, {100, 300, Kind::state_blocked, {}}});
  const TimeScale scale(TimelineView{}, 0,
                        static_cast<float>(TimelineView::kClosest));  // a pixel is a nanosecond
  std::vector<BarPart> parts;
  lane_bars(track, 10, scale, 0, 400, parts);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_FLOAT_EQ(parts[0].x0, 10);
  EXPECT_FLOAT_EQ(parts[0].x1, 110);
  EXPECT_EQ(parts[0].span, 0U);
  EXPECT_FLOAT_EQ(parts[1].x1, 310);
  EXPECT_EQ(parts[1].state, trace::state_index(Kind::state_blocked));
}

TEST(LaneBars, ColumnsStayWhereTheyAreWhileTheViewMoves) {
  Rng rng(7);
  const LaneTrack track(random_spans(rng, 3000));
  TimeScale scale(TimelineView{}, 0, 1);
  scale.ns_per_pixel = 16;
  std::vector<BarPart> before, after;
  lane_bars(track, 0, scale, 0, 300, before);
  scale.begin += 37;
  lane_bars(track, 0, scale, 0, 300, after);
  // Wherever both see a column, it has the same parts.
  std::size_t compared = 0;
  for (const BarPart& part : after) {
    const float moved = static_cast<float>(37 / 16.0);
    const auto same = std::find_if(before.begin(), before.end(), [&](const BarPart& each) {
      return std::abs(each.x0 - moved - part.x0) < 0.01f && each.low == part.low &&
             std::abs(each.x1 - moved - part.x1) < 0.01f;
    });
    if (part.span != BarPart::kMixed || part.full() || part.x0 < 5 || part.x1 > 290) continue;
    ASSERT_NE(same, before.end());
    EXPECT_EQ(same->state, part.state);
    EXPECT_EQ(same->high, part.high);
    ++compared;
  }
  EXPECT_GT(compared, 20U);
}

TEST(ColumnWidth, IsAPowerOfTwoFromTwoToFourPixels) {
  EXPECT_EQ(column_width(0.01), 1);
  for (const double ns_per_pixel : {1.0, 3.0, 1000.0, 123456.0}) {
    const Nanos width = column_width(ns_per_pixel);
    EXPECT_EQ(width & (width - 1), 0);
    EXPECT_GE(static_cast<double>(width), 2 * ns_per_pixel);
    EXPECT_LT(static_cast<double>(width), 4 * ns_per_pixel);
  }
}

}  // namespace
}  // namespace sp::ui
