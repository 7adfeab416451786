#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/json.h"
#include "engine/practice/session.h"
#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/exam_view.h"
#include "web/screens/practice_hub.h"
#include "web/screens/question_parts.h"
#include "web/screens/review_view.h"
#include "web/screens/screen_list.h"
#include "web/screens/storage_problem.h"

namespace sp::screens {
namespace {

/// The mode of a review session, as the address has it.
std::optional<practice::SessionSpec> session_of(const app::Route& route) {
  const auto mode = route.get("mode");
  if (mode == "daily") return practice::SessionSpec{practice::SessionKind::daily, {}};
  if (mode == "quick") return practice::SessionSpec{practice::SessionKind::quick, {}};
  if (mode == "weak") return practice::SessionSpec{practice::SessionKind::weak, {}};
  if (mode == "topic")
    return practice::SessionSpec{practice::SessionKind::topic, std::string(route.get("topic"))};
  return {};
}

/// #/practice shows what can be practised; #/practice?mode=daily (quick, weak, topic with topic=gil) repeats
/// what is scheduled, ?mode=exam examines. Without a mode it is a quiz over a topic's questions, a card's, a
/// deck's or a single one: #/practice?topic=gil, ?card=C02, ?question=C02-switch, ?deck=mine.json; all with
/// ?topic=. What is under way goes on where it was when one comes back to the same address.
class Practice final : public app::Screen {
 public:
  void open(const app::Route& route, app::AppState& state) override {
    view_ = route.parameters.empty()      ? View::hub
            : session_of(route)           ? View::review
            : route.get("mode") == "exam" ? View::exam
                                          : View::quiz;
    if (view_ == View::review) return open_review(route, state);
    if (view_ != View::quiz) return;
    const bool other_deck = !route.get("deck").empty() && decks_version_ != state.decks().version();
    if (quiz_ && route == route_ && !other_deck) return;
    route_ = route;
    start(state);
  }

  void forget(app::AppState&) override {
    exam_.forget();
    review_starts_ = true;
  }

  std::string title(const app::AppState&) const override { return "Practice"; }

  void draw(ui::Ui& ui, app::AppState& state) override {
    const auto page = ui.page("practice", "Practice");
    const auto column = ui.column(view_ == View::hub ? 960 : ui::kReadingWidth);
    state.refresh_training();
    if (view_ == View::hub) return draw_practice_hub(ui, state);
    draw_storage_problem(ui, state);
    if (view_ == View::exam) return exam_.draw(ui, state);
    if (view_ == View::review) return draw_review(ui, state);
    // The address may name what a deck brings that was not loaded yet. What the reader has begun is left
    // alone.
    if (early_ && state.decks().loaded()) {
      early_ = false;
      if (!state.decks().all().empty() && !begun()) start(state);
    }
    if (!quiz_) return draw_refusal(ui, state, refusal_);
    if (quiz_->finished()) return draw_result(ui, state);
    draw_question(ui, state);
  }

 private:
  enum class View : std::uint8_t { hub, quiz, review, exam };

  void open_review(const app::Route& route, app::AppState& state) {
    if (route == review_route_ && review_.running()) return;
    review_route_ = route;
    review_starts_ = true;
    state.shell().platform().request_frame();
  }

  void draw_review(ui::Ui& ui, app::AppState& state) {
    if (!state.answers().loaded() || !state.decks().loaded()) {
      ui.status("loading", "Reading your answers …");
      return;
    }
    if (std::exchange(review_starts_, false)) start_review(state);
    if (!review_refusal_.empty()) return draw_refusal(ui, state, review_refusal_);
    review_.draw(ui, state, app::format_route(review_route_));
  }

  bool begun() const { return quiz_ && (quiz_->index() > 0 || quiz_->checked() || quiz_->can_check()); }

  void start_review(app::AppState& state) {
    const practice::SessionSpec session = *session_of(review_route_);
    const auto& items = state.training().items().all();
    const bool known =
        session.topic.empty() || std::any_of(items.begin(), items.end(),
                                             [&](const auto& item) { return item.topic == session.topic; });
    review_refusal_ = known ? "" : fmt::format("There is no topic {}.", in_quotes(session.topic));
    if (known) review_.start(state, session);
  }

  void start(const app::AppState& state) {
    auto selection = practice::Selection::all();
    if (const auto card = route_.get("card"); !card.empty())
      selection = practice::Selection::card(std::string(card));
    if (const auto question = route_.get("question"); !question.empty())
      selection = practice::Selection::question(std::string(question));
    if (const auto topic = route_.get("topic"); !topic.empty())
      selection = practice::Selection::topic(std::string(topic));
    if (const auto deck = route_.get("deck"); !deck.empty())
      selection = practice::Selection::deck(std::string(deck));
    early_ = !state.decks().loaded();
    decks_version_ = state.decks().version();
    bank_ = state.bank();
    adopt(practice::QuizSession::start(bank_, selection,
                                       static_cast<std::uint64_t>(app::AnswerLog::utc_now_ms())));
  }

  void adopt(Result<practice::QuizSession> started) {
    quiz_.reset();
    refusal_ = started.ok() ? "" : to_string(started.error());
    if (started.ok()) quiz_.emplace(std::move(started.value()));
    shown_at_ = app::AnswerLog::utc_now_ms();
  }

  void draw_refusal(ui::Ui& ui, app::AppState& state, const std::string& refusal) {
    {
      const auto header = ui.page_header("header", {.title = "Practice"});
    }
    ui.alert("refusal", refusal, ui::Tone::warn);
    if (ui.button("all", "Practise all questions", ui::ButtonStyle::primary))
      state.shell().go("#/practice?topic=");
  }

  void draw_question(ui::Ui& ui, app::AppState& state) {
    const auto scope = ui.push_id(quiz_->question().id);
    const auto& question = quiz_->question();
    {
      const auto header = ui.page_header("header", {.title = quiz_->card().title});
      ui.badge(topic_title(quiz_->card().topic), ui::Tone::info);
      ui.badge(bank::name_of(quiz_->card().level));
      if (!quiz_->card().deck.empty()) ui.badge("own");
    }
    ui.progress("progress", "Questions", double(quiz_->index()) / double(quiz_->size()),
                fmt::format("Question {} of {}", quiz_->index() + 1, quiz_->size()));
    ui.space(16);
    ui.markdown("prompt", question.prompt);
    ui.space(12);
    draw_answering(ui, *quiz_);
    ui.space(16);
    if (quiz_->checked()) {
      draw_feedback(ui, state);
    } else {
      draw_check(ui, state);
    }
    ui.space(24);
  }

  void draw_check(ui::Ui& ui, app::AppState& state) {
    const auto row = ui.row("commands");
    const bool ready = quiz_->can_check();
    const auto key = check_key(*quiz_);
    const ui::ButtonOptions check{
        .disabled = !ready, .description = ready ? "" : what_is_missing(*quiz_), .shortcut = key};
    const bool pressed = ui.button("check", "Check", ui::ButtonStyle::primary, check);
    if (ready && (pressed || ui.shortcut(key))) {
      quiz_->check();
      const auto now = app::AnswerLog::utc_now_ms();
      state.answers().record(quiz_->answer(state.answers().new_id(now), now, now - shown_at_));
      ui.request_frame();
    }
    if (ui.button("skip", "Skip", ui::ButtonStyle::quiet)) advance(ui);
  }

  void draw_feedback(ui::Ui& ui, app::AppState& state) {
    const auto& graded = quiz_->graded();
    const auto& card = quiz_->card();
    ui.scroll_here("verdict", quiz_->index());
    {
      const auto panel = ui.card_panel("verdict");
      draw_verdict(ui, graded);
      const auto row = ui.row("commands");
      const bool last = quiz_->index() + 1 == quiz_->size();
      if (ui.button("next", last ? "See the result" : "Next question", ui::ButtonStyle::primary,
                    {.shortcut = "Enter"}) ||
          ui.shortcut("Enter")) {
        return advance(ui);
      }
    }
    draw_after(ui, card, app::format_route(state.shell().route()));
  }

  void advance(ui::Ui& ui) {
    quiz_->next();
    shown_at_ = app::AnswerLog::utc_now_ms();
    ui.scroll_to_top();
    ui.request_frame();
  }

  void draw_result(ui::Ui& ui, app::AppState& state) {
    const auto score = quiz_->score();
    {
      const auto header = ui.page_header("header", {.title = "Result"});
    }
    {
      const auto panel = ui.card_panel("score");
      ui.metric("Right", fmt::to_string(score.right), fmt::format("of {}", score.asked));
      ui.status("score", fmt::format("{} of {} right{}.", score.right, score.asked,
                                     score.answered < score.asked
                                         ? fmt::format(", {} skipped", score.asked - score.answered)
                                         : ""));
    }
    ui.space(16);
    const auto row = ui.row("commands");
    if (score.right < score.answered &&
        ui.button("retry", "Try the mistakes again", ui::ButtonStyle::primary)) {
      return adopt(quiz_->retry_mistakes(static_cast<std::uint64_t>(app::AnswerLog::utc_now_ms())));
    }
    if (ui.button("again", "Start over",
                  score.right < score.answered ? ui::ButtonStyle::secondary : ui::ButtonStyle::primary)) {
      return start(state);
    }
    ui.link("today", "Back to Today", "#/today");
  }

  View view_ = View::hub;
  app::Route review_route_;
  ReviewView review_;
  bool review_starts_ = false;  ///< at the next frame, once what is stored was read
  ExamView exam_;

  app::Route route_;
  bank::Bank bank_;  ///< what quiz_ asks from, also when decks come and go meanwhile
  std::uint64_t decks_version_ = 0;
  bool early_ = false;  ///< quiz_ was started before the decks were loaded
  std::optional<practice::QuizSession> quiz_;
  std::string refusal_;
  std::string review_refusal_;  ///< why review_ was not started; empty when it was
  std::int64_t shown_at_ = 0;
};

}  // namespace

std::unique_ptr<app::Screen> make_practice(app::AppState&) {
  return std::make_unique<Practice>();
}

}  // namespace sp::screens
