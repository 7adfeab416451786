#include "web/widgets/timeline_model.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace sp::ui {
namespace {

constexpr std::size_t kNoRow = std::numeric_limits<std::size_t>::max();

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

/// "running 48 %, blocked 52 %", the largest share first; what rounds to nothing is left out.
std::string share_summary(const trace::StateTotals& totals) {
  std::vector<std::pair<double, trace::Kind>> shares;
  for (std::size_t i = 0; i < trace::kStateCount; ++i)
    shares.emplace_back(totals.share(trace::state_at(i)), trace::state_at(i));
  std::sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::string text;
  for (const auto& [share, state] : shares) {
    if (share < 0.005) break;
    fmt::format_to(std::back_inserter(text), "{}{} {:.0f} %", text.empty() ? "" : ", ",
                   trace::kind_label(state), share * 100);
  }
  return text.empty() ? "no time" : text;
}

}  // namespace

TimelineModel::TimelineModel(const trace::Trace& trace)
    : serial_(next_serial()),
      holders_(trace),
      trace_begin_(trace.begin),
      notes_(trace.notes),
      event_count_(trace.events.size()) {
  for (const trace::Lane& lane : trace.lanes) lane_names_.push_back(lane.name);
  for (const trace::Object& object : trace.objects) {
    objects_.push_back(object.name.empty() ? object.type : object.type + " " + object.name);
  }
  add_lanes(trace);
  add_marks(trace);
  add_arrows(trace);
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    groups_[group].peak =
        trace::peak_parallelism(trace, trace.lanes[lanes_[groups_[group].first].id.index()].group);
    longest_ = std::max(longest_, groups_[group].length);
    total_ = std::max(total_, groups_[group].start + groups_[group].length);
  }
  for (const bool same_start : {false, true}) overviews_[same_start ? 1 : 0] = make_overview(same_start);
}

void TimelineModel::add_lanes(const trace::Trace& trace) {
  const std::vector<trace::Life> lives = trace::lives(trace);
  std::vector<std::vector<trace::Span>> spans = trace::spans(trace);
  row_of_lane_.assign(trace.lanes.size(), kNoRow);
  // Groups in the order in which their first lanes were added; lanes in their own order within.
  std::vector<std::string> names;
  for (const trace::Lane& lane : trace.lanes) {
    if (lives[lane.id.index()].alive && std::find(names.begin(), names.end(), lane.group) == names.end())
      names.push_back(lane.group);
  }
  for (const std::string& name : names) {
    TimelineGroup group{.name = name, .first = lanes_.size(), .moments = {}};
    Nanos begin = std::numeric_limits<Nanos>::max(), end = std::numeric_limits<Nanos>::min();
    for (const trace::Lane& lane : trace.lanes) {
      const trace::Life& life = lives[lane.id.index()];
      if (!life.alive || lane.group != name) continue;
      begin = std::min(begin, life.begin);
      end = std::max(end, life.end);
      row_of_lane_[lane.id.index()] = lanes_.size();
      lanes_.push_back({.id = lane.id,
                        .kind = lane.kind,
                        .name = lane.name,
                        .group = groups_.size(),
                        .track = {},
                        .marks = {},
                        .summary = {},
                        .spoken = {}});
    }
    group.count = lanes_.size() - group.first;
    group.start = begin - trace.begin;
    group.length = end - begin;
    for (std::size_t row = group.first; row < lanes_.size(); ++row) {
      std::vector<trace::Span>& own = spans[lanes_[row].id.index()];
      lanes_[row].summary = share_summary(trace::totals(own));
      lanes_[row].spoken = fmt::format("{}, {}: {}", name, lanes_[row].name, lanes_[row].summary);
      for (trace::Span& span : own) {
        span.begin -= begin;
        span.end -= begin;
        states_used_ |= 1U << trace::state_index(span.state);
      }
      lanes_[row].track = LaneTrack(std::move(own));
    }
    groups_.push_back(std::move(group));
  }
}

void TimelineModel::add_marks(const trace::Trace& trace) {
  for (const trace::Event& event : trace.events) {
    const std::size_t row = row_of_lane_[event.lane];
    if (row == kNoRow) continue;
    TimelineGroup& group = groups_[lanes_[row].group];
    const Nanos t = event.t_ns - trace.begin - group.start;
    if (t > group.length) continue;  // after the last lane's end
    if (group.moments.empty() || group.moments.back() != t) group.moments.push_back(t);
    if (!trace::is_state(event.kind))
      lanes_[row].marks.push_back({t, event.kind, event.object_id(), event.arg});
  }
  for (TimelineGroup& group : groups_) group.moments.shrink_to_fit();
  for (TimelineLane& lane : lanes_) lane.marks.shrink_to_fit();
}

void TimelineModel::add_arrows(const trace::Trace& trace) {
  arrows_.resize(groups_.size());
  latest_arrival_.resize(groups_.size());
  for (const trace::Arrow& arrow : trace::arrows(trace)) {
    const std::size_t from = row_of_lane_[arrow.from_lane.index()], to = row_of_lane_[arrow.to_lane.index()];
    const std::size_t group = lanes_[from].group;
    if (lanes_[to].group != group || from == to) continue;
    const Nanos start = trace.begin + groups_[group].start;
    arrows_[group].push_back({from, to, arrow.t0 - start, arrow.t1 - start});
    std::vector<Nanos>& latest = latest_arrival_[group];
    latest.push_back(latest.empty() ? arrow.t1 - start : std::max(latest.back(), arrow.t1 - start));
  }
}

std::vector<Coverage> TimelineModel::make_overview(bool same_start) const {
  std::vector<Coverage> columns(kOverviewColumns);
  const double width = static_cast<double>(length(same_start)) / kOverviewColumns;
  for (const TimelineLane& lane : lanes_) {
    const double offset = static_cast<double>(place(lane.group, same_start));
    std::size_t index = 0;
    Nanos from = static_cast<Nanos>(-offset);
    for (std::size_t column = 0; column < kOverviewColumns; ++column) {
      const Nanos to = static_cast<Nanos>(width * static_cast<double>(column + 1) - offset);
      const std::size_t next = lane.track.index_at(to, index);
      const Coverage part = lane.track.coverage(from, index, to, next);
      for (std::size_t state = 0; state < part.size(); ++state) columns[column][state] += part[state];
      from = to;
      index = next;
    }
  }
  return columns;
}

std::vector<TimelineArrow> TimelineModel::arrows(std::size_t group, Nanos from, Nanos to, std::size_t most,
                                                 bool& more) const {
  const std::vector<TimelineArrow>& all = arrows_[group];
  const std::vector<Nanos>& latest = latest_arrival_[group];
  // Before `first` every arrow has arrived before the window; from `last` on each leaves after it.
  const auto first = std::lower_bound(latest.begin(), latest.end(), from) - latest.begin();
  const auto last = std::partition_point(all.begin(), all.end(),
                                         [to](const TimelineArrow& arrow) { return arrow.t0 < to; });
  more = false;
  std::vector<TimelineArrow> result;
  for (auto arrow = all.begin() + first; arrow < last; ++arrow) {
    if (arrow->t1 < from) continue;
    if (result.size() == most) {
      more = true;
      return {};
    }
    result.push_back(*arrow);
  }
  return result;
}

std::optional<Nanos> TimelineModel::neighbour(Nanos at, bool forward, bool same_start) const {
  std::optional<Nanos> nearest;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    const std::vector<Nanos>& moments = groups_[group].moments;
    const Nanos offset = place(group, same_start);
    if (forward) {
      const auto next = std::upper_bound(moments.begin(), moments.end(), at - offset);
      if (next != moments.end() && (!nearest || *next + offset < *nearest)) nearest = *next + offset;
    } else {
      const auto next = std::lower_bound(moments.begin(), moments.end(), at - offset);
      if (next != moments.begin() && (!nearest || *std::prev(next) + offset > *nearest))
        nearest = *std::prev(next) + offset;
    }
  }
  return nearest;
}

std::optional<std::size_t> TimelineModel::holder_of(std::size_t row, const trace::Span& span, Nanos t) const {
  if (!trace::is_waiting(span.state)) return std::nullopt;
  const trace::LaneId holder = holders_.at(span.object, trace_begin_ + groups_[lanes_[row].group].start + t);
  if (!holder) return std::nullopt;
  const std::size_t holder_row = row_of_lane_[holder.index()];
  if (holder_row == kNoRow || holder_row == row) return std::nullopt;
  return holder_row;
}

std::string TimelineModel::object_label(trace::ObjectId object) const {
  return object.index() < objects_.size() ? objects_[object.index()] : std::string();
}

std::string TimelineModel::describe(const trace::Span& span) const {
  std::string text(trace::kind_label(span.state));
  const std::string object = object_label(span.object);
  if (object.empty() || span.state == trace::Kind::state_gil_wait) return text;
  return text + (trace::is_waiting(span.state) ? " on " : ": ") + object;
}

std::string TimelineModel::describe(const TimelineMark& mark) const {
  const std::string verb(trace::kind_label(mark.kind));
  const auto index = static_cast<std::size_t>(mark.arg);  // a negative one becomes larger than any table
  switch (mark.kind) {
    case trace::Kind::lane_start:
      return "starts";
    case trace::Kind::lane_end:
      return "ends";
    case trace::Kind::spawn:
    case trace::Kind::join: {
      const std::string_view what = mark.kind == trace::Kind::spawn ? "starts " : "joins ";
      return index < lane_names_.size() ? std::string(what) + lane_names_[index] : verb;
    }
    case trace::Kind::note:
    case trace::Kind::error:
      return index < notes_.size() ? verb + ": " + notes_[index] : verb;
    case trace::Kind::counter:
      return fmt::format("{} = {}", object_label(mark.object), mark.arg);
    default:
      break;
  }
  const std::string object = object_label(mark.object);
  return object.empty() ? verb : verb + " " + object;
}

std::string TimelineModel::describe_moment(Nanos at, bool same_start, std::size_t most) const {
  std::string text;
  std::size_t parts = 0;
  for (const TimelineLane& lane : lanes_) {
    const Nanos t = at - place(lane.group, same_start);
    std::vector<std::string> here;
    const std::size_t index = lane.track.index_at(t);
    const auto& spans = lane.track.spans();
    for (auto mark = std::lower_bound(lane.marks.begin(), lane.marks.end(), t,
                                      [](const TimelineMark& each, Nanos time) { return each.t < time; });
         mark != lane.marks.end() && mark->t == t; ++mark) {
      here.push_back(describe(*mark));
    }
    if (index < spans.size() && spans[index].begin == t) here.push_back(describe(spans[index]));
    if (here.empty()) continue;
    if (++parts > most) continue;
    fmt::format_to(std::back_inserter(text), "{}{}: {}", text.empty() ? "" : "; ", lane.name,
                   fmt::join(here, ", "));
  }
  if (parts > most) fmt::format_to(std::back_inserter(text), "; and {} more", parts - most);
  return text;
}

}  // namespace sp::ui
