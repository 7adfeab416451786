#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/trace/analysis.h"
#include "web/widgets/timeline_track.h"

namespace sp::ui {

/// An event that is no change of state: drawn as a mark on its lane, read out when the scrubber is on it.
struct TimelineMark {
  Nanos t = 0;
  trace::Kind kind = trace::Kind::note;
  trace::ObjectId object;
  std::int64_t arg = 0;
};

/// One row. Times are those of its group's own clock: 0 is when the group's first lane began.
struct TimelineLane {
  trace::LaneId id;
  trace::LaneKind kind = trace::LaneKind::thread;
  std::string name;
  std::size_t group = 0;
  LaneTrack track;
  std::vector<TimelineMark> marks;  ///< by time
  std::string summary;              ///< "running 48 %, waiting for the GIL 50 %"
  std::string spoken;               ///< the same with its group and name in front: for a screen reader
};

/// The lanes of one variant, [first, first + count) of the model's lanes.
struct TimelineGroup {
  std::string name;
  std::size_t first = 0, count = 0;
  Nanos start = 0;             ///< when it began, from the trace's begin
  Nanos length = 0;            ///< from its first lane's begin to its last lane's end
  std::size_t peak = 0;        ///< most lanes running at once
  std::vector<Nanos> moments;  ///< of all its events, ascending, each once: where the scrubber stops
};

/// A hand-off, rows instead of lanes, group time. Both rows are in the same group.
struct TimelineArrow {
  std::size_t from = 0, to = 0;
  Nanos t0 = 0, t1 = 0;
};

/// Everything the timeline asks of a trace, prepared once so that every frame costs O(pixels). Building takes
/// time in proportion to the trace (a second for millions of events): do it on a thread of its own. Immutable
/// afterwards; keeps nothing of the trace it was built from. Variants run one after the other, so each group
/// has a clock of its own; place() puts it on the screen's.
class TimelineModel {
 public:
  explicit TimelineModel(const trace::Trace& trace);

  /// Tells two models apart, also when one stands where another stood.
  std::uint64_t serial() const { return serial_; }
  bool empty() const { return lanes_.empty(); }
  const std::vector<TimelineGroup>& groups() const { return groups_; }
  const std::vector<TimelineLane>& lanes() const { return lanes_; }
  std::size_t event_count() const { return event_count_; }

  /// Where a group's 0 stands on the axis: at 0 when all groups are drawn from the same start, else when it
  /// began.
  Nanos place(std::size_t group, bool same_start) const { return same_start ? 0 : groups_[group].start; }
  /// The axis runs from 0 to here.
  Nanos length(bool same_start) const { return same_start ? longest_ : total_; }

  /// The hand-offs of a group that touch [from, to], by t0; none at all if there are more than `most` (then
  /// `more` is set).
  std::vector<TimelineArrow> arrows(std::size_t group, Nanos from, Nanos to, std::size_t most,
                                    bool& more) const;

  /// The next event of any group after `at` on the axis (before it, when `forward` is false), or nothing.
  std::optional<Nanos> neighbour(Nanos at, bool forward, bool same_start) const;

  /// The row whose lane held what `span` waited for at `t` (group time), if another lane did.
  std::optional<std::size_t> holder_of(std::size_t row, const trace::Span& span, Nanos t) const;

  /// "Lock a"; "" for none.
  std::string object_label(trace::ObjectId object) const;
  /// "acquires Lock a", "starts thread 3", "note: switched".
  std::string describe(const TimelineMark& mark) const;
  /// "blocked on Lock a", "running".
  std::string describe(const trace::Span& span) const;
  /// What happens in all groups at this place of the axis: "thread 2: acquires Lock a; running". At most
  /// `most` parts, the rest counted. Empty if nothing does.
  std::string describe_moment(Nanos at, bool same_start, std::size_t most) const;

  /// Time spent in each state by all lanes together, in `kOverviewColumns` equal parts of the axis: the
  /// minimap.
  static constexpr std::size_t kOverviewColumns = 512;
  const std::vector<Coverage>& overview(bool same_start) const { return overviews_[same_start ? 1 : 0]; }
  /// Bit i: some lane is in state_at(i) at some time: what the legend shows.
  std::uint32_t states_used() const { return states_used_; }

 private:
  void add_lanes(const trace::Trace& trace);
  void add_marks(const trace::Trace& trace);
  void add_arrows(const trace::Trace& trace);
  std::vector<Coverage> make_overview(bool same_start) const;

  std::uint64_t serial_;
  std::vector<TimelineGroup> groups_;
  std::vector<TimelineLane> lanes_;
  std::vector<std::size_t> row_of_lane_;            ///< by LaneId; kNoRow for a lane that never lived
  std::vector<std::vector<TimelineArrow>> arrows_;  ///< by group, by t0
  std::vector<std::vector<Nanos>> latest_arrival_;  ///< by group: the latest t1 of arrows_[group][0..i]
  trace::Holders holders_;                          ///< in the trace's time
  Nanos trace_begin_ = 0;
  std::vector<std::string> lane_names_, objects_, notes_;  ///< by id
  std::vector<Coverage> overviews_[2];
  std::size_t event_count_ = 0;
  std::uint32_t states_used_ = 0;
  Nanos longest_ = 0, total_ = 0;
};

}  // namespace sp::ui
