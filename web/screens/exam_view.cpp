#include "web/screens/exam_view.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/practice/exam_place.h"
#include "web/screens/card_parts.h"
#include "web/screens/question_parts.h"

namespace sp::screens {
namespace {

constexpr double kLeastQuestions = 5, kMostQuestions = 60, kStepQuestions = 5;

std::string minutes_and_seconds(std::int64_t ms) {
  const std::int64_t seconds = std::max<std::int64_t>(0, ms) / 1000;
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::string out_of(const practice::ResultSheet::Line& line) {
  return fmt::format("{} of {}", line.right, line.asked);
}

void draw_lines(ui::Ui& ui, const practice::ResultSheet& sheet) {
  ui::TableSpec levels{.name = "By level", .columns = {{"Level"}, {"Right", ui::Align::right}}, .rows = {}};
  for (const bank::Level level : bank::kLevels) {
    const auto& line = sheet.levels[static_cast<std::size_t>(level)];
    if (line.asked > 0) levels.rows.push_back({level_title(level), out_of(line)});
  }
  ui.heading(2, "By level");
  ui.table("levels", levels);
  ui::TableSpec topics{.name = "By topic", .columns = {{"Topic"}, {"Right", ui::Align::right}}, .rows = {}};
  for (const auto& [topic, line] : sheet.topics) topics.rows.push_back({topic_title(topic), out_of(line)});
  ui.heading(2, "By topic");
  ui.table("topics", topics);
}

}  // namespace

void ExamView::draw(ui::Ui& ui, app::AppState& state) {
  if (!state.answers().loaded() || !state.decks().loaded()) {
    ui.status("loading", "Reading your answers …");
    return;
  }
  if (!std::exchange(taken_up_, true)) take_up(state);
  const std::int64_t now = app::Training::now();
  if (exam_ && !sheet_ && exam_->over(now)) hand_in(state, now);
  if (sheet_) return draw_sheet(ui, state);
  if (exam_) return draw_question(ui, state);
  draw_choice(ui, state);
}

void ExamView::take_up(app::AppState& state) {
  const auto place = practice::parse_exam_place(state.shell().platform().preference(kExamPlace));
  if (!place) return;
  bank_ = state.bank();
  auto exam = practice::take_up(bank_, *place, state.answers().history());
  if (!exam.ok()) {
    refusal_ =
        "The exam that you had begun cannot be taken up: the questions have changed since. Your answers are "
        "kept.";
    state.shell().platform().set_preference(kExamPlace, "");
    return;
  }
  exam_.emplace(std::move(exam).value());
  spec_ = exam_->spec();
  shown_at_ = app::Training::now();
  if (place->handed_in) {
    handed_in_ = place->handed_in;
    sheet_ = exam_->result(*handed_in_);
  }
}

void ExamView::keep_place(app::AppState& state) const {
  state.shell().platform().set_preference(kExamPlace, to_text(practice::place_of(*exam_, handed_in_)));
}

void ExamView::draw_choice(ui::Ui& ui, app::AppState& state) {
  {
    const auto header = ui.page_header(
        "header", {.title = "Timed exam",
                   .subtitle = "No explanations until the end. A right answer counts one point for an entry "
                               "question, up to four for an architect's.",
                   .back_href = "#/practice",
                   .back_label = "Practice"});
  }
  if (!refusal_.empty()) ui.alert("refusal", refusal_, ui::Tone::warn);
  const auto panel = ui.card_panel("choice");
  std::vector<std::string> levels;
  for (const bank::Level level : bank::kLevels) levels.push_back(level_title(level));
  int level = static_cast<int>(spec_.level);
  if (ui.choice("level", "Position", level, levels)) spec_.level = static_cast<bank::Level>(level);
  double count = static_cast<double>(spec_.questions);
  if (ui.slider("count", "Questions", count, kLeastQuestions, kMostQuestions, kStepQuestions))
    spec_.questions = static_cast<std::size_t>(count);
  ui.space(8);
  if (!ui.button("start", "Start the exam", ui::ButtonStyle::primary, {.icon = ui::Icon::clock})) return;
  bank_ = state.bank();
  const std::int64_t now = app::Training::now();
  auto exam = practice::Exam::start(bank_, spec_, static_cast<std::uint64_t>(now), now);
  refusal_ = exam.ok() ? "" : to_string(exam.error());
  if (exam.ok()) {
    exam_.emplace(std::move(exam).value());
    keep_place(state);
  }
  shown_at_ = now;
  ui.scroll_to_top();
  ui.request_frame();
}

void ExamView::draw_question(ui::Ui& ui, app::AppState& state) {
  auto& quiz = exam_->quiz();
  const std::int64_t now = app::Training::now();
  const auto scope = ui.push_id(quiz.question().id);
  {
    const auto header = ui.page_header("header", {.title = "Timed exam"});
    ui.badge(minutes_and_seconds(exam_->ends_at() - now) + " left", ui::Tone::neutral, ui::Icon::clock);
  }
  ui.request_frame_in(1);  // the clock
  ui.progress("progress", "Questions", static_cast<double>(quiz.index()) / static_cast<double>(quiz.size()),
              fmt::format("Question {} of {}", quiz.index() + 1, quiz.size()));
  ui.space(16);
  ui.markdown("prompt", quiz.question().prompt);
  ui.space(12);
  draw_answering(ui, quiz);
  ui.space(16);
  {
    const auto row = ui.row("commands");
    const bool ready = quiz.can_check();
    const auto key = check_key(quiz);
    const bool pressed =
        ui.button("answer", "Answer", ui::ButtonStyle::primary,
                  {.disabled = !ready, .description = ready ? "" : what_is_missing(quiz), .shortcut = key});
    if (ready && (pressed || ui.shortcut(key))) {
      quiz.check();
      keep_answer(state, now);
      return leave(ui, state);
    }
    if (ui.button("skip", "Leave it out", ui::ButtonStyle::quiet)) return leave(ui, state);
    ui.spring();
    if (ui.button("hand-in", "Hand in now", ui::ButtonStyle::quiet)) hand_in(state, now);
  }
  ui.space(24);
}

void ExamView::keep_answer(app::AppState& state, std::int64_t now) {
  state.answers().record(exam_->answer(state.answers().new_id(now), now, now - shown_at_));
}

void ExamView::leave(ui::Ui& ui, app::AppState& state) {
  exam_->quiz().next();
  keep_place(state);
  shown_at_ = app::Training::now();
  ui.scroll_to_top();
  ui.request_frame();
}

void ExamView::hand_in(app::AppState& state, std::int64_t now) {
  auto& quiz = exam_->quiz();
  if (!quiz.finished() && now >= exam_->ends_at() && quiz.can_check()) {  // what was given in time counts
    quiz.check();
    keep_answer(state, exam_->ends_at());
  }
  handed_in_ = std::min(now, exam_->ends_at());
  sheet_ = exam_->result(*handed_in_);
  keep_place(state);
}

void ExamView::forget() {
  exam_.reset();
  sheet_.reset();
  handed_in_.reset();
  refusal_.clear();
}

void ExamView::draw_sheet(ui::Ui& ui, app::AppState& state) {
  const auto& sheet = *sheet_;
  {
    const auto header = ui.page_header("header", {.title = "Result sheet"});
    ui.badge(level_title(spec_.level), ui::Tone::info);
  }
  {
    const auto grid = ui.grid("score", 200);
    const auto figure = [&](const char* key, const char* label, const std::string& value,
                            const std::string& unit) {
      const auto panel = ui.card_panel(key);
      ui.metric(label, value, unit);
    };
    figure("points", "Points", fmt::format("{:.0f} %", sheet.fraction() * 100),
           fmt::format("{} of {}", sheet.points, sheet.possible));
    figure("right", "Right", fmt::to_string(sheet.all.right), fmt::format("of {}", sheet.all.asked));
    figure("time", "Time", minutes_and_seconds(sheet.ms_taken), "of " + minutes_and_seconds(sheet.ms_given));
  }
  ui.status("result",
            fmt::format("{} of {} right, {} left out: {:.0f} % of the points.", sheet.all.right,
                        sheet.all.asked, sheet.all.asked - sheet.all.answered, sheet.fraction() * 100),
            false);
  draw_lines(ui, sheet);
  if (!sheet.missed.empty()) {
    ui.heading(2, "To look at again");
    const auto rows = ui.rows("missed");
    for (const auto& miss : sheet.missed) {
      const auto* card = bank_.find_card(miss.card);
      const std::string topic = topic_title(card->topic);
      ui.link_row(miss.question,
                  {.title = card->title, .tag = topic, .figure = miss.answered ? "wrong" : "left out"},
                  app::format_route({"practice", "", {{"question", miss.question}}}));
    }
  }
  ui.space(16);
  const auto row = ui.row("commands");
  if (ui.button("again", "Another exam", ui::ButtonStyle::primary)) {
    forget();
    state.shell().platform().set_preference(kExamPlace, "");
    ui.scroll_to_top();
    ui.request_frame();
  }
  if (ui.button("weak", "Practise weak spots")) state.shell().go("#/practice?mode=weak");
}

}  // namespace sp::screens
