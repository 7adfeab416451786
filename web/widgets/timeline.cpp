#include "web/widgets/timeline.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "web/widgets/axis.h"
#include "web/widgets/timeline_paint.h"
#include "web/widgets/ui_impl.h"

namespace sp::ui {
namespace {

constexpr float kMinimap = 40, kRuler = 28, kSpace = 8;
constexpr float kTallest = 720;  ///< beyond it the lanes scroll within the timeline
constexpr float kSnap = 5;       ///< pixels within which a click means the event beside it
constexpr float kEdge = 10;      ///< pixels around the window's edges that resize it
constexpr double kZoomKey = 1.6;
constexpr double kPanKey = 0.15;       ///< of the view
constexpr double kWheelZoom = 0.0022;  ///< per pixel of wheel, as a power of e
constexpr std::size_t kMostLanesSpoken = 200;
constexpr std::size_t kMostPartsSpoken = 3;

/// One frame of one timeline.
class Frame {
 public:
  Frame(Ui& ui, const TimelineModel& model, TimelineView& view, const TimelineLayout& layout)
      : ui_(ui), model_(model), view_(view), layout_(layout), area_{.paint = ui.painter()} {}

  void run() {
    const NodeId id = ui_.id("lanes");
    const float top = header_height() + kSpace;
    area_ = ui_.canvas("lanes", Role::group, "Lanes", {0, top + layout_.height()},
                       {.takes_wheel = ui_.focused() == id,
                        .description = "Arrow keys pan, plus and minus zoom, 0 shows all, comma and full "
                                       "stop step from event to event"});
    const Rect& r = area_.rect;
    lanes_ = {r.x, r.y + top, r.w, layout_.height()};
    plot_ = {r.x + layout_.gutter(), lanes_.y, std::max(1.0f, r.w - layout_.gutter() - 2), lanes_.h};
    // The minimap and the ruler stay in sight while the lanes scroll below them.
    const float header_y = std::clamp(area_.clip.y, r.y, std::max(r.y, r.bottom() - header_height()));
    minimap_ = {plot_.x, header_y, plot_.w, kMinimap};
    ruler_ = {plot_.x, minimap_.bottom() + kSpace / 2, plot_.w, kRuler};

    const double begin = view_.begin(), end = view_.end();
    const auto scrubber = view_.scrubber();
    take_input();
    record_nodes();
    if (view_.begin() != begin || view_.end() != end || view_.scrubber() != scrubber) ui_.request_frame();
    if (area_.visible) paint();
  }

  bool too_many_arrows() const { return too_many_arrows_; }

 private:
  static constexpr float header_height() { return kMinimap + kSpace / 2 + kRuler; }
  TimeScale scale() const { return {view_, plot_.x, plot_.w}; }

  // --- input ---

  void take_input() {
    take_keys();
    if (area_.zoom != 1) view_.zoom(static_cast<double>(area_.zoom), scale().t(area_.zoom_at.x));
    if (area_.wheel.y != 0)
      view_.zoom(std::exp(-static_cast<double>(area_.wheel.y) * kWheelZoom), scale().t(area_.mouse.x));
    if (area_.wheel.x != 0) view_.pan(static_cast<double>(area_.wheel.x) * scale().ns_per_pixel);
    if (area_.held && minimap_.inset(-2).contains(area_.press_at)) {
      drag_minimap();
    } else if (area_.held && ruler_.contains(area_.press_at)) {
      view_.scrub_to(snapped(area_.mouse.x));
    } else if (area_.held) {
      view_.pan(-static_cast<double>(area_.drag.x) * scale().ns_per_pixel);
    }
    if (area_.clicked && area_.mouse.y >= lanes_.y && area_.mouse.y >= ruler_.bottom()) {
      view_.scrub_to(snapped(area_.mouse.x), layout_.row_at(area_.mouse.y - lanes_.y));
    }
    if (area_.double_clicked) show_span();
  }

  void take_keys() {
    for (const KeyPress& key : area_.keys) press(key.name);
  }

  void press(std::string_view key) {
    const double middle = view_.scrubber()
                              ? std::clamp(static_cast<double>(*view_.scrubber()), view_.begin(), view_.end())
                              : (view_.begin() + view_.end()) / 2;
    if (key == "+" || key == "=") view_.zoom(kZoomKey, middle);
    if (key == "-") view_.zoom(1 / kZoomKey, middle);
    if (key == "0") view_.fit();
    if (key == "ArrowLeft") view_.pan(-view_.span() * kPanKey);
    if (key == "ArrowRight") view_.pan(view_.span() * kPanKey);
    if (key == "Home") view_.show(0, view_.span());
    if (key == "End") view_.show(length() - view_.span(), length());
    if (key == ",") view_.step(false, model_);
    if (key == ".") view_.step(true, model_);
    if (key == "Escape") view_.clear_scrubber();
  }

  double length() const { return static_cast<double>(model_.length(view_.same_start())); }

  /// The time at this place, or that of an event a few pixels beside it.
  Nanos snapped(float x) const {
    const double t = std::clamp(scale().t(x), 0.0, length());
    const Nanos at = static_cast<Nanos>(std::llround(t));
    const auto before = model_.neighbour(at + 1, false, view_.same_start()),
               after = model_.neighbour(at - 1, true, view_.same_start());
    std::optional<Nanos> nearest = before;
    if (after && (!nearest || *after - at < at - *nearest)) nearest = after;
    if (!nearest) return at;
    return static_cast<double>(std::abs(*nearest - at)) <= kSnap * scale().ns_per_pixel ? *nearest : at;
  }

  /// A drag that begins at an edge of the window moves that edge, one within moves the window, one outside
  /// brings the window there.
  void drag_minimap() {
    enum : std::uint8_t { move, left_edge, right_edge };
    const double ns = length() / static_cast<double>(minimap_.w);
    const float x0 = minimap_.x + static_cast<float>(view_.begin() / ns),
                x1 = minimap_.x + static_cast<float>(view_.end() / ns);
    auto& grip = ui_.impl().tokens[child_id(area_.id, "grip")];
    if (area_.pressed) {
      const float x = area_.press_at.x, reach = ui_.touch() ? 2 * kEdge : kEdge;
      const bool wide = x1 - x0 > 3 * reach;
      grip = wide && std::abs(x - x0) < reach   ? left_edge
             : wide && std::abs(x - x1) < reach ? right_edge
                                                : move;
      if (grip == move && (x < x0 || x > x1)) {
        const double at = static_cast<double>(x - minimap_.x) * ns;
        view_.show(at - view_.span() / 2, at + view_.span() / 2);
      }
    }
    const double by = static_cast<double>(area_.drag.x) * ns;
    if (grip == left_edge) {
      view_.show(std::min(view_.begin() + by, view_.end() - TimelineView::kClosest), view_.end());
    } else if (grip == right_edge) {
      view_.show(view_.begin(), std::max(view_.end() + by, view_.begin() + TimelineView::kClosest));
    } else {
      view_.pan(by);
    }
  }

  /// A double click brings the span under the pointer close.
  void show_span() {
    const auto hover = hit(area_.mouse);
    if (!hover || hover->span == nullptr) return;
    const double offset =
        static_cast<double>(model_.place(model_.lanes()[hover->row].group, view_.same_start()));
    const double margin = static_cast<double>(hover->span->duration()) * 0.25;
    view_.show(static_cast<double>(hover->span->begin) + offset - margin,
               static_cast<double>(hover->span->end) + offset + margin);
  }

  std::optional<TimelineHover> hit(Point at) const {
    if (at.y < ruler_.bottom() || at.x < plot_.x || at.x >= plot_.right()) return std::nullopt;
    const auto row = layout_.row_at(at.y - lanes_.y);
    if (!row) return std::nullopt;
    return hit(*row, static_cast<Nanos>(std::floor(scale().t(at.x))));
  }

  TimelineHover hit(std::size_t row, Nanos at) const {
    const TimelineLane& lane = model_.lanes()[row];
    TimelineHover hover{
        .row = row, .t = at - model_.place(lane.group, view_.same_start()), .span = nullptr, .holder = {}};
    hover.span = lane.track.at(hover.t);
    if (hover.span != nullptr) hover.holder = model_.holder_of(row, *hover.span, hover.t);
    return hover;
  }

  // --- what is said ---

  /// About one lane at one time: its state, how long, and who held what it waits for.
  std::string tell(const TimelineHover& hover, const char* separator) const {
    const TimelineLane& lane = model_.lanes()[hover.row];
    std::string text = lane.name;
    if (hover.span == nullptr)
      return text + separator + (hover.t < lane.track.begin() ? "not started yet" : "has ended");
    const auto out = std::back_inserter(text);
    const auto column = static_cast<Nanos>(4 * scale().ns_per_pixel);
    if (hover.span->duration() < column / 2) {
      text += separator;
      const Coverage coverage = lane.track.coverage(hover.t - column, hover.t + column);
      Nanos whole = 0;
      for (const Nanos length : coverage) whole += length;
      const std::size_t changes =
          lane.track.index_at(hover.t + column) - lane.track.index_at(hover.t - column);
      fmt::format_to(out, "{} changes of state within {}", changes, format_time(2 * column));
      for (std::size_t state = 0; state < coverage.size(); ++state) {
        const double share =
            static_cast<double>(coverage[state]) / static_cast<double>(std::max<Nanos>(1, whole));
        if (share >= 0.005)
          fmt::format_to(out, "{}{} {:.0f} %", separator, trace::kind_label(trace::state_at(state)),
                         share * 100);
      }
      return text;
    }
    fmt::format_to(out, "{}{} for {}", separator, model_.describe(*hover.span),
                   format_time(hover.span->duration()));
    fmt::format_to(out, "{}from {} to {}", separator, format_time(hover.span->begin),
                   format_time(hover.span->end));
    if (hover.holder) fmt::format_to(out, "{}held by {}", separator, model_.lanes()[*hover.holder].name);
    return text;
  }

  /// The events within a few pixels of the pointer.
  std::string tell_marks(const TimelineHover& hover) const {
    const auto& marks = model_.lanes()[hover.row].marks;
    const auto reach = static_cast<Nanos>(kSnap * scale().ns_per_pixel);
    const auto first = std::lower_bound(marks.begin(), marks.end(), hover.t - reach,
                                        [](const TimelineMark& mark, Nanos t) { return mark.t < t; });
    std::string text;
    std::size_t count = 0;
    for (auto mark = first; mark != marks.end() && mark->t <= hover.t + reach; ++mark) {
      if (++count <= kMostPartsSpoken) text += "\n" + model_.describe(*mark) + " at " + format_time(mark->t);
      if (count > 99) break;
    }
    if (count > kMostPartsSpoken)
      fmt::format_to(std::back_inserter(text), "\nand {}{} more events", count > 99 ? "over " : "",
                     count - kMostPartsSpoken);
    return text;
  }

 public:
  /// At the scrubber: the lane that was pointed at, and what happens there.
  std::string readout() const {
    if (!view_.scrubber()) return {};
    const Nanos at = *view_.scrubber();
    const std::string happens = model_.describe_moment(at, view_.same_start(), kMostPartsSpoken);
    if (!view_.picked_row())
      return fmt::format("{}: {}", format_time(at), happens.empty() ? "nothing happens here" : happens);
    const std::string told = tell(hit(*view_.picked_row(), at), ", ");
    return fmt::format("{}: {}{}{}", format_time(at), happens, happens.empty() ? "" : ". ", told);
  }

 private:
  void record_nodes() {
    record_scrubber();
    const NodeId list = ui_.node(Role::list, "list", {.name = "Lanes", .rect = lanes_}, area_.id).id;
    const std::size_t count = std::min(model_.lanes().size(), kMostLanesSpoken);
    for (std::size_t row = 0; row < count; ++row) {
      const TimelineLane& lane = model_.lanes()[row];
      const Rect rect{lanes_.x, lanes_.y + layout_.row_top(row), lanes_.w, layout_.row_height()};
      ui_.node(Role::list_item, std::to_string(row), {.name = lane.spoken, .rect = rect}, list);
    }
    if (count < model_.lanes().size()) {
      ui_.node(Role::list_item, "more",
               {.name = fmt::format("and {} more lanes", model_.lanes().size() - count)}, list);
    }
  }

  /// A slider whose steps are the events.
  void record_scrubber() {
    const std::string value = view_.scrubber() ? readout() : "not placed";
    Ui::Impl& impl = ui_.impl();
    const NodeInput input =
        ui_.node(Role::slider, "scrubber",
                 {.name = "Scrubber", .value = value, .rect = ruler_, .focusable = true}, area_.id);
    bool moved = false;
    while (impl.action_for(input.id, Action::Kind::increment) != nullptr) moved |= view_.step(true, model_);
    while (impl.action_for(input.id, Action::Kind::decrement) != nullptr) moved |= view_.step(false, model_);
    while (const Action* action = impl.action_for(input.id, Action::Kind::set_value)) {
      view_.scrub_to(static_cast<Nanos>(action->number * 1e3));
      moved = true;
    }
    if (input.focused) {
      for (const char* key : {"+", "=", "-", "0", ",", ".", "Escape"}) {
        while (impl.take_key(key, 0)) press(key);
      }
    }
    if (Node* node = impl.tree.find(input.id)) {
      node->takes_keys = true;
      // In microseconds, which read well and lose nothing that matters to a slider.
      node->max = length() / 1e3;
      node->now = static_cast<double>(view_.scrubber().value_or(0)) / 1e3;
      node->step = 1;
      if (moved) node->value = readout();
    }
  }

  // --- drawing ---

  void paint() {
    const float below = ruler_.bottom();
    const Rect visible = intersect(
        area_.clip, {area_.rect.x, below, area_.rect.w, std::max(0.0f, area_.rect.bottom() - below)});
    TimelinePicture picture{.model = model_,
                            .view = view_,
                            .layout = layout_,
                            .theme = ui_.theme(),
                            .paint = area_.paint,
                            .lanes = lanes_,
                            .plot = plot_,
                            .visible = visible,
                            .scale = scale(),
                            .hover = {}};
    const bool pointing = area_.hovered && !(area_.held && (area_.drag.x != 0 || area_.drag.y != 0));
    if (pointing) picture.hover = hit(area_.mouse);
    picture.paint.push_clip(visible);
    too_many_arrows_ = paint_lanes(picture);
    picture.paint.pop_clip();
    const Rect header{area_.rect.x, minimap_.y - 2, area_.rect.w, below - minimap_.y + 2};
    if (minimap_.y > area_.rect.y) picture.paint.fill(header, ui_.theme().background);
    const bool on_minimap = area_.hovered && minimap_.contains(area_.mouse);
    paint_minimap(picture, minimap_, on_minimap || (area_.held && minimap_.contains(area_.press_at)));
    paint_ruler(picture, ruler_);
    if (pointing && picture.hover && !ui_.touch()) {
      ui_.tooltip(tell(*picture.hover, "\n") + tell_marks(*picture.hover), area_.mouse);
    }
    if (area_.held && area_.drag.x != 0) ui_.impl().cursor = Ui::Cursor::grab;
    if (on_minimap) ui_.impl().cursor = Ui::Cursor::grab;
  }

  Ui& ui_;
  const TimelineModel& model_;
  TimelineView& view_;
  const TimelineLayout& layout_;
  CanvasArea area_;
  Rect lanes_, plot_, minimap_, ruler_;
  bool too_many_arrows_ = false;
};

void toolbar(Ui& ui, const TimelineModel& model, TimelineView& view) {
  const auto row = ui.row("tools");
  const double middle = (view.begin() + view.end()) / 2;
  const auto tool = [&](const char* key, const char* label, Icon icon, const char* shortcut) {
    return ui.button(key, label, ButtonStyle::secondary,
                     {.shortcut = shortcut, .icon = icon, .icon_only = true});
  };
  if (tool("in", "Zoom in", Icon::plus, "+")) view.zoom(kZoomKey, middle);
  if (tool("out", "Zoom out", Icon::minus, "-")) view.zoom(1 / kZoomKey, middle);
  if (ui.button("fit", "Show all", ButtonStyle::secondary, {.disabled = view.fitted()})) view.fit();
  if (tool("before", "Event before", Icon::chevron_left, ",")) view.step(false, model);
  if (tool("after", "Event after", Icon::chevron_right, ".")) view.step(true, model);
  if (model.groups().size() < 2) return;
  ui.spring();
  bool same_start = view.same_start();
  if (ui.toggle("start", "Same start", same_start)) view.set_same_start(same_start, model);
}

void legend(Ui& ui, const TimelineModel& model) {
  std::string name = "Legend:";
  for (std::size_t state = 0; state < trace::kStateCount; ++state) {
    if ((model.states_used() >> state & 1U) != 0)
      fmt::format_to(std::back_inserter(name), " {},", ui.theme().states[state].label);
  }
  name.back() = '.';
  const float height = paint_legend(model, ui.theme(), ui.painter(), {}, ui.width(), false);
  const CanvasArea area =
      ui.canvas("legend", Role::image, name, {0, height}, {.focusable = false, .takes_drag = false});
  if (area.visible) paint_legend(model, ui.theme(), area.paint, area.rect.min(), area.rect.w, true);
}

float longest_name(Ui& ui, const TimelineModel& model) {
  float longest = 0;
  for (std::size_t row = 0; row < std::min(model.lanes().size(), kMostLanesSpoken); ++row) {
    longest = std::max(longest, ui.painter().measure(model.lanes()[row].name, TextStyle::small).w);
  }
  return longest;
}

}  // namespace

void timeline(Ui& ui, std::string_view key, const TimelineModel& model, TimelineView& view) {
  const auto region = ui.region(Role::region, key, "Timeline");
  if (model.empty()) {
    ui.text("Nothing was recorded.", TextStyle::muted);
    return;
  }
  view.follow(model);
  toolbar(ui, model, view);
  legend(ui, model);
  const TimelineLayout layout(model, ui.width(), longest_name(ui, model), ui.text_scale());
  Frame frame(ui, model, view, layout);
  if (layout.height() > kTallest) {
    const auto scroll = ui.scroll("scroll", kTallest);
    frame.run();
  } else {
    frame.run();
  }
  ui.status("readout", frame.readout(), view.scrubber().has_value());
  if (!view.scrubber()) {
    ui.text(frame.too_many_arrows() ? "Hand-offs are drawn as arrows once fewer are in view: zoom in."
            : ui.touch() || ui.narrow()
                ? "Drag to pan, pinch to zoom, tap a bar to read it."
                : "Drag to pan, Ctrl + wheel to zoom, click a bar to read it, comma and full stop to step.",
            TextStyle::small);
  }
}

}  // namespace sp::ui
