#include "web/screens/review_view.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "web/screens/card_parts.h"
#include "web/screens/question_parts.h"

namespace sp::screens {
namespace {

using practice::Exercise;
using practice::Grade;

constexpr std::array kGrades{Grade::again, Grade::hard, Grade::good, Grade::easy};

std::string time_left(std::int64_t ms) {
  constexpr std::int64_t kMinute = 60'000;
  const std::int64_t minutes = std::max<std::int64_t>(1, (ms + kMinute - 1) / kMinute);
  return counted(minutes, "minute");
}

}  // namespace

std::string_view grade_title(Grade grade) {
  constexpr std::array<std::string_view, 4> kTitles{"Again", "Hard", "Good", "Easy"};
  return kTitles[static_cast<std::size_t>(grade) - 1];
}

void ReviewView::start(app::AppState& state, const practice::SessionSpec& spec) {
  spec_ = spec;
  session_ = practice::ReviewSession::start(state.training().progress(), app::Training::now(), spec);
  done_.clear();
  message_.clear();
  show(state);
}

std::size_t ReviewView::item_index(app::AppState& state) const {
  return state.training().items().find(session_->current()->item);
}

/// Prepares what the session asks now.
void ReviewView::show(app::AppState& state) {
  quiz_.reset();
  revealed_ = false;
  record_.clear();
  shown_at_ = app::Training::now();
  const auto& exercise = session_->current();
  if (!exercise) return;
  const std::size_t item = item_index(state);
  if (item == practice::Items::kNone) return;  // its deck was removed meanwhile: draw() goes on
  before_ = state.training().progress().state(item).schedule;
  if (exercise->kind != Exercise::Kind::question) return;
  bank_ = state.bank();
  auto quiz =
      practice::QuizSession::of(bank_, std::array{exercise->question}, static_cast<std::uint64_t>(shown_at_));
  if (quiz.ok()) quiz_.emplace(std::move(quiz).value());
}

void ReviewView::draw(ui::Ui& ui, app::AppState& state, const std::string& here) {
  const auto& progress = state.training().progress();
  if (session_->current() && (item_index(state) == practice::Items::kNone ||
                              (session_->current()->kind == Exercise::Kind::question && !quiz_))) {
    session_->drop(progress, app::Training::now());
    show(state);
  }
  if (!session_->current()) {
    session_->wake(progress, app::Training::now());
    if (session_->current()) show(state);
  }
  if (!session_->current()) return draw_end(ui, state);
  const practice::Item& item = state.training().items()[item_index(state)];
  const auto scope = ui.push_id(item.key);
  {
    const auto header = ui.page_header("header", {.title = item.title});
    ui.badge(topic_title(item.topic), ui::Tone::info);
    ui.badge(bank::name_of(item.level));
    if (before_.phase == practice::Phase::fresh) ui.badge("new", ui::Tone::good);
    if (progress.state(item_index(state)).flagged) ui.badge("flagged", ui::Tone::warn);
  }
  const double total = static_cast<double>(session_->done() + session_->left());
  ui.progress("progress", "Review", static_cast<double>(session_->done()) / total,
              fmt::format("{} done, {} to go", session_->done(), session_->left()));
  ui.space(16);
  draw_exercise(ui, state, item, here);
}

void ReviewView::draw_exercise(ui::Ui& ui, app::AppState& state, const practice::Item& item,
                               const std::string& here) {
  switch (session_->current()->kind) {
    case Exercise::Kind::question:
      draw_question(ui, state);
      break;
    case Exercise::Kind::recall:
      draw_recall(ui, state, item);
      break;
    case Exercise::Kind::demo:
    case Exercise::Kind::turn:
      draw_elsewhere(ui, state, item, here);
      break;
  }
  if (!session_->current()) return;
  if (item.card != nullptr && !record_.empty()) draw_after(ui, *item.card, here);
  ui.space(16);
  draw_commands(ui, state, item);
  ui.space(24);
}

void ReviewView::draw_question(ui::Ui& ui, app::AppState& state) {
  ui.markdown("prompt", quiz_->question().prompt);
  ui.space(12);
  draw_answering(ui, *quiz_);
  ui.space(16);
  if (quiz_->checked()) {
    ui.scroll_here("verdict", session_->done());
    const auto panel = ui.card_panel("verdict");
    draw_verdict(ui, quiz_->graded());
    return draw_grades(ui, state, quiz_->graded().correct ? Grade::good : Grade::again);
  }
  const auto row = ui.row("check-row");
  const bool ready = quiz_->can_check();
  const auto key = check_key(*quiz_);
  const bool pressed =
      ui.button("check", "Check", ui::ButtonStyle::primary,
                {.disabled = !ready, .description = ready ? "" : what_is_missing(*quiz_), .shortcut = key});
  if (!ready || !(pressed || ui.shortcut(key))) return;
  quiz_->check();
  checked_at_ = app::Training::now();
  record_ = state.answers().new_id(checked_at_);
  state.answers().record(quiz_->answer(record_, checked_at_, checked_at_ - shown_at_));
  ui.request_frame();
}

void ReviewView::draw_recall(ui::Ui& ui, app::AppState& state, const practice::Item& item) {
  ui.text("Say the answer aloud, as you would in the interview: half a minute. Then look.",
          ui::TextStyle::muted);
  ui.space(8);
  ui.markdown("prompt", item.card->prompt);
  ui.space(16);
  if (!revealed_) {
    const auto row = ui.row("reveal-row");
    const bool pressed =
        ui.button("reveal", "Show the answer", ui::ButtonStyle::primary, {.shortcut = "Enter"});
    if (!pressed && !ui.shortcut("Enter")) return;
    revealed_ = true;
    ui.request_frame();
    return;
  }
  ui.scroll_here("verdict", session_->done());
  const auto panel = ui.card_panel("verdict");
  const bool brief = !item.card->short_answer.empty();
  ui.heading(2, brief ? "In 30 seconds" : "The answer");
  ui.markdown("short-answer", brief ? item.card->short_answer : item.card->answer);
  std::string points;
  for (const auto& point : item.card->key_points) points += "- " + point + '\n';
  if (!points.empty()) {
    ui.heading(3, "Did you say this?");
    ui.markdown("points", points);
  }
  if (checked_at_ < shown_at_) checked_at_ = app::Training::now();
  draw_grades(ui, state, Grade::good);
}

/// Predictions and interview turns: the log tells when they were answered.
void ReviewView::draw_elsewhere(ui::Ui& ui, app::AppState& state, const practice::Item& item,
                                const std::string& here) {
  const auto& schedule = state.training().progress().state(item_index(state)).schedule;
  if (schedule.reps > before_.reps) return draw_answered(ui, state);
  const bool demo = item.kind == practice::ItemKind::demo;
  if (!demo) ui.markdown("prompt", item.turn->prompt);
  ui.text(demo ? "Predict again what this demo will show, and run it."
               : "Answer this turn of the interview again.",
          ui::TextStyle::muted);
  ui.space(8);
  const auto address =
      demo ? demo_address(item.id(), here)
           : app::format_route({"interview", item.scenario->id, {{"turn", item.turn->id}, {"back", here}}});
  ui.link("elsewhere", demo ? "Open it in the Lab" : "Answer it", address);
}

void ReviewView::draw_answered(ui::Ui& ui, app::AppState& state) {
  const auto& progress = state.training().progress();
  const auto& schedule = progress.state(item_index(state)).schedule;
  ui.status("answered", fmt::format("Answered. You will meet it again in {}.",
                                    practice::interval_words(schedule.due - schedule.last)));
  if (!ui.button("next", "Next", ui::ButtonStyle::primary, {.shortcut = "Enter"}) && !ui.shortcut("Enter"))
    return;
  const practice::Review& last = *progress.last_review(item_index(state));
  done_.push_back({last.record, before_, last.grade != Grade::again});
  go_on(ui, state);
}

void ReviewView::draw_grades(ui::Ui& ui, app::AppState& state, Grade suggested) {
  const auto next = state.training().progress().scheduler().preview(before_, checked_at_);
  ui.space(8);
  ui.text("How well did you know it?", ui::TextStyle::muted);
  const auto row = ui.row("grades");
  for (const Grade one : kGrades) {
    const auto index = static_cast<std::size_t>(one) - 1;
    const std::string key = fmt::to_string(index + 1);
    const std::string interval = practice::interval_words(next[index].due - checked_at_);
    const std::string label = fmt::format("{} · {}", grade_title(one), interval);
    const bool main = one == suggested;
    const bool pressed =
        ui.button(key, label, main ? ui::ButtonStyle::primary : ui::ButtonStyle::secondary,
                  {.description = fmt::format("Next in {}", interval), .shortcut = main ? "Enter" : key});
    if (pressed || ui.shortcut(key) || (main && ui.shortcut("Enter"))) return grade(ui, state, one);
  }
}

void ReviewView::grade(ui::Ui& ui, app::AppState& state, Grade grade) {
  const auto& exercise = *session_->current();
  if (exercise.kind == Exercise::Kind::recall) {
    record_ = state.answers().new_id(checked_at_);
    const auto card = state.training().items()[item_index(state)].id();
    state.answers().record(practice::make_recall(record_, checked_at_, card, grade, checked_at_ - shown_at_));
  } else if (grade != (quiz_->graded().correct ? Grade::good : Grade::again)) {
    state.training().regrade(record_, grade);
  }
  state.refresh_training();
  done_.push_back({record_, before_, grade != Grade::again});
  go_on(ui, state);
}

void ReviewView::go_on(ui::Ui& ui, app::AppState& state) {
  message_.clear();
  session_->graded(state.training().progress(), app::Training::now());
  show(state);
  ui.scroll_to_top();
  ui.request_frame();
}

void ReviewView::undo(ui::Ui& ui, app::AppState& state) {
  if (!record_.empty()) {  // checked, not graded: ask it again
    state.training().undo(record_);
  } else {
    if (done_.empty()) return;
    state.training().undo(done_.back().record);
    done_.pop_back();
    session_->undone();
  }
  show(state);
  message_ = "The last answer is taken back.";
  ui.scroll_to_top();
  ui.request_frame();
}

void ReviewView::put_off(ui::Ui& ui, app::AppState& state, practice::MarkKind kind) {
  state.training().mark(session_->current()->item, kind);
  session_->drop(state.training().progress(), app::Training::now());
  show(state);
  message_ = kind == practice::MarkKind::bury
                 ? "Put off until tomorrow."
                 : "Suspended: it does not come until you resume it in Progress.";
  ui.scroll_to_top();
  ui.request_frame();
}

void ReviewView::draw_commands(ui::Ui& ui, app::AppState& state, const practice::Item& item) {
  using practice::MarkKind;
  const auto row = ui.row("session-commands");
  const bool can_undo = !done_.empty() || !record_.empty();
  if (ui.button("undo", "Undo", ui::ButtonStyle::quiet,
                {.disabled = !can_undo, .description = "Take the last answer back", .shortcut = "Ctrl+Z"}) ||
      (can_undo && ui.shortcut("Ctrl+Z"))) {
    return undo(ui, state);
  }
  const bool flagged = state.training().progress().state(item_index(state)).flagged;
  if (ui.button("flag", flagged ? "Unflag" : "Flag", ui::ButtonStyle::quiet,
                {.description = "Find it again under Progress", .shortcut = "*"}) ||
      ui.shortcut("*")) {
    state.training().mark(item.key, flagged ? MarkKind::unflag : MarkKind::flag);
    ui.request_frame();
  }
  if (!record_.empty()) return;  // what was answered is not put off
  if (ui.button("bury", "Not today", ui::ButtonStyle::quiet,
                {.description = "Put it off until tomorrow", .shortcut = "-"}) ||
      ui.shortcut("-")) {
    return put_off(ui, state, MarkKind::bury);
  }
  if (ui.button("suspend", "Suspend", ui::ButtonStyle::quiet,
                {.description = "Do not ask it any more", .shortcut = "@"}) ||
      ui.shortcut("@")) {
    return put_off(ui, state, MarkKind::suspend);
  }
  if (!message_.empty()) ui.status("message", message_);
}

void ReviewView::draw_end(ui::Ui& ui, app::AppState& state) {
  {
    const auto header = ui.page_header("header", {.title = session_->done() == 0 ? "Nothing to do" : "Done"});
  }
  {
    const auto panel = ui.card_panel("score");
    const auto known = std::count_if(done_.begin(), done_.end(), [](const Done& one) { return one.known; });
    if (!done_.empty()) ui.metric("Known", fmt::to_string(known), fmt::format("of {} answers", done_.size()));
    const auto next = session_->next_at();
    std::string words =
        session_->done() == 0 ? "Nothing is due, and today's new items are learned." : "That is all for now.";
    if (next) {
      words = fmt::format("{} still in their first steps: the next comes in {}.", session_->left(),
                          time_left(*next - app::Training::now()));
      ui.request_frame_in(5);
    }
    ui.status("score", words);
  }
  ui.space(16);
  const auto row = ui.row("commands");
  if (!done_.empty() && (ui.button("undo", "Undo", ui::ButtonStyle::secondary, {.shortcut = "Ctrl+Z"}) ||
                         ui.shortcut("Ctrl+Z"))) {
    return undo(ui, state);
  }
  if (ui.button("weak", "Practise weak spots")) state.shell().go("#/practice?mode=weak");
  ui.link("today", "Back to Today", "#/today");
}

}  // namespace sp::screens
