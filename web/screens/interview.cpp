#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/practice/interview_report.h"
#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/interview_report_view.h"
#include "web/screens/interview_view.h"
#include "web/screens/screen_list.h"
#include "web/screens/storage_problem.h"
#include "web/widgets/calendar_chart.h"

namespace sp::screens {
namespace {

/// #/interview lists the scenarios and what was held; #/interview/S01 holds one,
/// #/interview/S01?turn=S01-rate one turn of it alone, with `back` the address to return to;
/// #/interview/S01?report=ID shows what one came to. What is under way goes on when one comes back.
class InterviewScreen final : public app::Screen {
 public:
  void open(const app::Route& route, app::AppState&) override {
    if (route == route_ && !route.path.empty() && !at_end_) return;
    const bool same = route.path == route_.path && route.parameters.empty() && route_.parameters.empty();
    route_ = route;
    if (!same) view_.leave();
    at_end_ = false;
  }

  void forget(app::AppState&) override { view_.leave(); }
  std::string title(const app::AppState& state) const override {
    const auto* scenario = state.bank().find_scenario(route_.path);
    return scenario ? "Interview: " + scenario->title : "Interview";
  }

  void draw(ui::Ui& ui, app::AppState& state) override {
    state.refresh_training();
    const auto page = ui.page("interview/" + route_.path, "Interview");
    const auto column = ui.column(960);
    draw_storage_problem(ui, state);
    refresh(state);
    if (route_.path.empty()) return draw_list(ui, state);
    const auto* scenario = state.bank().find_scenario(route_.path);
    if (const auto id = route_.get("report"); !id.empty()) return draw_report(ui, state, id);
    if (scenario == nullptr) return draw_unknown(ui, state);
    if (const auto turn = route_.get("turn"); !turn.empty()) return draw_alone(ui, state, *scenario, turn);
    draw_interview(ui, state, *scenario);
  }

 private:
  void refresh(app::AppState& state) {
    if (state.training().version() == version_) return;
    version_ = state.training().version();
    past_ = practice::past_interviews(state.answers().history(), state.bank());
    reports_.clear();
    for (const auto& one : past_) reports_.push_back(practice::report_of(one, state.bank(), demo_title));
  }

  std::string day_words(const app::AppState&, std::int64_t at) const {
    return ui::short_date(app::Training::calendar().day_of(at));
  }

  // --- the list ---

  void draw_list(ui::Ui& ui, app::AppState& state) {
    {
      const auto header = ui.page_header(
          "header",
          {.title = "Interview",
           .subtitle = "A mock interview over a system: answer turn by turn, then see what you covered. "
                       "No network, no language model: your words are compared with what a strong answer "
                       "says."});
    }
    const auto rows = ui.rows("scenarios");
    for (const auto& scenario : state.bank().scenarios()) {
      const std::string level = level_title(scenario.level), figure = standing_of(scenario.id);
      ui.link_row(scenario.id,
                  {.title = scenario.title,
                   .detail = scenario.summary,
                   .tag = level,
                   .figure = figure,
                   .icon = ui::Icon::interview},
                  "#/interview/" + scenario.id);
    }
    draw_past(ui, state);
  }

  /// The score of the latest that was ended; "under way" if one is.
  std::string standing_of(std::string_view scenario) const {
    for (std::size_t i = 0; i < past_.size(); ++i) {
      if (past_[i].scenario != scenario) continue;
      if (!past_[i].end) return "under way";
      const auto fraction = reports_[i].all.fraction();
      return fraction ? fmt::format("{:.0f} % last time", *fraction * 100) : "";
    }
    return fmt::format("not yet");
  }

  void draw_past(ui::Ui& ui, app::AppState& state, std::string_view scenario = {}) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < past_.size(); ++i) {
      if (past_[i].end && (scenario.empty() || past_[i].scenario == scenario)) shown.push_back(i);
    }
    if (shown.empty()) return;
    ui.heading(2, "Held so far");
    const auto rows = ui.rows("past");
    for (const std::size_t i : shown) {
      const auto& past = past_[i];
      const auto fraction = reports_[i].all.fraction();
      const std::string figure = fraction ? fmt::format("{:.0f} %", *fraction * 100) : "",
                        tag = fmt::format("{}, {}", day_words(state, past.at), mode_title(past.mode));
      ui.link_row(
          past.id,
          {.title = reports_[i].title, .tag = tag, .figure = figure, .fraction = fraction.value_or(0)},
          app::format_route({"interview", past.scenario, {{"report", past.id}}}));
    }
  }

  void draw_unknown(ui::Ui& ui, app::AppState& state) {
    {
      const auto header = ui.page_header(
          "header", {.title = "Interview", .back_href = "#/interview", .back_label = "Interviews"});
    }
    if (!state.decks().loaded()) return ui.status("loading", "Reading your decks …");
    ui.alert(
        "unknown",
        fmt::format("There is no interview \"{}\". The address may be mistyped, or from another version.",
                    route_.path),
        ui::Tone::warn);
  }

  // --- one interview ---

  void draw_header(ui::Ui& ui, const bank::Scenario& scenario, std::string_view subtitle) {
    const auto header = ui.page_header("header", {.title = scenario.title,
                                                  .subtitle = subtitle,
                                                  .back_href = "#/interview",
                                                  .back_label = "Interviews"});
    ui.badge(level_title(scenario.level), ui::Tone::info);
  }

  void draw_interview(ui::Ui& ui, app::AppState& state, const bank::Scenario& scenario) {
    draw_header(ui, scenario,
                !view_.running() ? std::string_view(scenario.summary)
                : view_.interview().mode() == practice::InterviewMode::real
                    ? "For real: against the clock, without hints."
                    : "Study mode: hints on demand, no clock.");
    if (!view_.running()) return draw_choice(ui, state, scenario);
    if (view_.interview().finished()) return draw_end(ui, state);
    if (ui.disclosure("brief-again", "The brief", view_.interview().index() == 0))
      ui.markdown("brief", scenario.brief);
    ui.space(8);
    view_.draw(ui, state);
    ui.space(24);
  }

  const practice::PastInterview* under_way(std::string_view scenario) const {
    for (const auto& past : past_) {
      if (past.scenario == scenario && !past.end && !past.turns.empty()) return &past;
    }
    return nullptr;
  }

  void draw_choice(ui::Ui& ui, app::AppState& state, const bank::Scenario& scenario) {
    {
      const auto panel = ui.card_panel("brief-panel");
      ui.heading(2, "The brief");
      ui.markdown("brief", scenario.brief);
      const auto row = ui.row("facts");
      ui.badge(fmt::format("{} turns", scenario.turns.size()));
      ui.badge(fmt::format("{} minutes", minutes_of(scenario)), ui::Tone::neutral, ui::Icon::clock);
    }
    ui.space(12);
    if (!state.answers().loaded()) return ui.status("loading", "Reading your answers …");
    if (const auto* past = under_way(scenario.id)) {
      const auto row = ui.row("resume");
      if (ui.button(
              "go-on",
              fmt::format("Go on with turn {} of {}", std::min(past->turns.size() + 1, scenario.turns.size()),
                          scenario.turns.size()),
              ui::ButtonStyle::primary)) {
        view_.resume(state, *past);
        ui.scroll_to_top();
        return ui.request_frame();
      }
      ui.text(fmt::format("Begun {}, {} mode.", day_words(state, past->at), mode_title(past->mode)),
              ui::TextStyle::muted);
    }
    const bool begun = under_way(scenario.id) != nullptr;
    {
      const auto row = ui.row("modes");
      if (ui.button("study", "Begin in study mode",
                    begun ? ui::ButtonStyle::secondary : ui::ButtonStyle::primary,
                    {.description = "Hints on demand, no clock"}))
        return begin(ui, state, scenario, practice::InterviewMode::study);
      if (ui.button("real", "Begin for real", ui::ButtonStyle::secondary,
                    {.description = "Against the clock, without hints", .icon = ui::Icon::clock}))
        return begin(ui, state, scenario, practice::InterviewMode::real);
      ui.link("read", "Only read it", "#/scenario/" + scenario.id);
    }
    if (!begun && InterviewView::has_draft(state, scenario.turns.front()))
      ui.text("What you typed for the first turn is kept, and there again when you begin.",
              ui::TextStyle::muted);
    draw_past(ui, state, scenario.id);
  }

  void begin(ui::Ui& ui, app::AppState& state, const bank::Scenario& scenario, practice::InterviewMode mode) {
    view_.start(state, scenario, mode);
    communication_ = 0;
    notes_.clear();
    ui.scroll_to_top();
    ui.request_frame();
  }

  void draw_end(ui::Ui& ui, app::AppState& state) {
    at_end_ = true;
    ui.heading(2, "How did you come across?");
    ui.text("Structure, clarity, asking back, time: grade yourself as the interviewer would.",
            ui::TextStyle::muted);
    static const std::vector<std::string> grades{
        "Not graded", "1: lost the thread", "2", "3: could be followed", "4", "5: clear and calm"};
    ui.choice("communication", "Communication", communication_, grades);
    ui.text_input("notes", "Notes for the next time", notes_, {.multiline = true});
    ui.space(8);
    if (!ui.button("finish", "See the report", ui::ButtonStyle::primary)) return;
    const auto& interview = view_.interview();
    const std::int64_t now = app::Training::now();
    const std::string id = interview.id();
    state.answers().record(practice::InterviewEnd{state.answers().new_id(now), now, id,
                                                  interview.scenario().id, interview.mode(), communication_,
                                                  notes_});
    state.shell().go(app::format_route({"interview", interview.scenario().id, {{"report", id}}}));
  }

  // --- one turn alone, from the daily review ---

  void draw_alone(ui::Ui& ui, app::AppState& state, const bank::Scenario& scenario, std::string_view turn) {
    const std::string back(route_.get("back"));
    if (!view_.running()) {
      const auto known = std::any_of(scenario.turns.begin(), scenario.turns.end(),
                                     [&](const bank::Turn& one) { return one.id == turn; });
      if (!known) return draw_unknown(ui, state);
      view_.start_turn(state, scenario, turn);
    }
    draw_header(ui, scenario, "One turn alone.");
    if (view_.interview().finished()) {
      ui.status("answered", "Answered.");
      return void(ui.link("back", "Go on", back.empty() ? "#/practice" : back));
    }
    if (ui.disclosure("brief-again", "The brief")) ui.markdown("brief", scenario.brief);
    ui.space(8);
    if (view_.draw(ui, state) && !back.empty()) state.shell().go(back);
    ui.space(24);
  }

  // --- the report ---

  void draw_report(ui::Ui& ui, app::AppState& state, std::string_view id) {
    std::size_t place = 0;
    while (place < past_.size() && past_[place].id != id) ++place;
    if (place == past_.size()) {
      if (!state.answers().loaded()) return ui.status("loading", "Reading your answers …");
      return ui.alert("unknown", "There is no such interview among your answers.", ui::Tone::warn);
    }
    show_report(state, place);
    {
      const std::string when =
          fmt::format("{}, {} mode", day_words(state, past_[place].at), mode_title(past_[place].mode));
      const auto header = ui.page_header(
          "header",
          {.title = shown_.title, .subtitle = when, .back_href = "#/interview", .back_label = "Interviews"});
    }
    draw_interview_report(ui, state, shown_, comparison_, saved_);
    ui.space(16);
    ui.link("again", "Hold it again", "#/interview/" + past_[place].scenario);
    ui.space(24);
  }

  /// Makes the report that is shown, its gaps linked, unless it is there.
  void show_report(app::AppState& state, std::size_t place) {
    if (shown_version_ == version_ && shown_.interview.id == past_[place].id) return;
    shown_version_ = version_;
    saved_.clear();
    shown_ = reports_[place];
    practice::link_gaps(shown_, state.bank(), demo_title);
    comparison_.reset();
    for (std::size_t i = place + 1; i < past_.size() && !comparison_; ++i) {
      if (past_[i].scenario == past_[place].scenario && past_[i].end)
        comparison_ = practice::compare(shown_, reports_[i]);
    }
  }

  app::Route route_;
  InterviewView view_;
  bool at_end_ = false;  ///< the interview under way has no turn left
  int communication_ = 0;
  std::string notes_;
  std::uint64_t version_ = UINT64_MAX;
  std::vector<practice::PastInterview> past_;
  std::vector<practice::InterviewReport> reports_;  ///< of past_
  practice::InterviewReport shown_;
  std::optional<practice::ReportComparison> comparison_;  ///< of shown_ with the one before
  std::string saved_;                                     ///< what became of a file of it
  std::uint64_t shown_version_ = UINT64_MAX;
};

}  // namespace

std::unique_ptr<app::Screen> make_interview(app::AppState&) {
  return std::make_unique<InterviewScreen>();
}

}  // namespace sp::screens
