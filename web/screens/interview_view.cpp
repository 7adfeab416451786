#include "web/screens/interview_view.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

namespace sp::screens {
namespace {

constexpr std::int64_t kMsPerMinute = 60'000;
constexpr std::size_t kMostReplyBytes = practice::kMostAnswerBytes / 4;

std::string clock_words(std::int64_t ms) {
  const std::int64_t seconds = ms / 1000;
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

/// Of a turn, so that what was typed is there again after a reload.
std::string draft_name(const bank::Turn& turn) {
  return "draft." + turn.id;
}

/// What is said below a key point or a red flag: where it was found.
std::string found_words(const practice::Finding& finding, std::string_view answer) {
  const std::string words(answer.substr(finding.from, finding.to - finding.from));
  if (finding.suggested) return fmt::format("Found: “{}”", words);
  if (finding.denied) return fmt::format("You denied it: “{}”", words);
  return "Not found";
}

/// Below a box that takes no further character.
void draw_limit(ui::Ui& ui, std::string_view text, std::size_t most) {
  constexpr std::size_t kLongestCharacter = 4;
  if (text.size() + kLongestCharacter > most)
    ui.status("full", "This is as much as fits: what is typed or pasted after it is left out.");
}

}  // namespace

void InterviewView::open(app::AppState& state, practice::Interview interview) {
  interview_.emplace(std::move(interview));
  show(state);
}

void InterviewView::start(app::AppState& state, const bank::Scenario& scenario,
                          practice::InterviewMode mode) {
  bank_ = state.bank();
  open(state, practice::Interview(*bank_.find_scenario(scenario.id), mode,
                                  state.answers().new_id(app::Training::now())));
}

void InterviewView::resume(app::AppState& state, const practice::PastInterview& past) {
  bank_ = state.bank();
  open(state,
       practice::Interview::resume(*bank_.find_scenario(past.scenario), past.mode, past.id, past.turns));
}

void InterviewView::start_turn(app::AppState& state, const bank::Scenario& scenario, std::string_view turn) {
  bank_ = state.bank();
  open(state, practice::Interview::of_turn(*bank_.find_scenario(scenario.id), turn));
}

void InterviewView::forget_drafts(app::AppState& state) {
  for (const auto& scenario : state.bank().scenarios()) {
    for (const bank::Turn& turn : scenario.turns) {
      if (has_draft(state, turn)) state.shell().platform().set_preference(draft_name(turn), "");
    }
  }
}

bool InterviewView::has_draft(app::AppState& state, const bank::Turn& turn) {
  return !state.shell().platform().preference(draft_name(turn)).empty();
}

void InterviewView::show(app::AppState& state) {
  recorded_.reset();
  draft_.clear();
  shown_at_ = app::Training::now();
  if (!interview_->finished()) draft_ = state.shell().platform().preference(draft_name(interview_->turn()));
}

void InterviewView::record(app::AppState& state) {
  const std::int64_t now = app::Training::now();
  auto record = interview_->record(state.answers().new_id(now), now);
  if (recorded_) {  // the same but for its id and time: it need not be said again
    auto before = *recorded_;
    before.id = record.id;
    before.at = record.at;
    if (before == record) return;
  }
  recorded_ = record;
  state.answers().record(std::move(record));
}

bool InterviewView::draw(ui::Ui& ui, app::AppState& state) {
  const bank::Turn& turn = interview_->turn();
  const auto scope = ui.push_id(turn.id);
  if (interview_->size() > 1) {
    ui.progress("progress", "Turns",
                static_cast<double>(interview_->index()) / static_cast<double>(interview_->size()),
                fmt::format("Turn {} of {}", interview_->index() + 1, interview_->size()));
    ui.space(16);
  }
  {
    const auto panel = ui.card_panel("prompt-panel");
    ui.markdown("prompt", turn.prompt);
  }
  ui.space(12);
  if (interview_->submitted()) return draw_compared(ui, state);
  draw_asking(ui, state);
  return false;
}

void InterviewView::draw_asking(ui::Ui& ui, app::AppState& state) {
  const bank::Turn& turn = interview_->turn();
  const std::int64_t taken = app::Training::now() - shown_at_;
  const auto suggested = static_cast<std::int64_t>(turn.minutes * kMsPerMinute);
  {
    const auto row = ui.row("clock");
    if (interview_->mode() == practice::InterviewMode::real) {
      const bool over = taken > suggested;
      ui.badge(fmt::format("{} of {}", clock_words(taken), clock_words(suggested)),
               over ? ui::Tone::warn : ui::Tone::neutral, ui::Icon::clock);
      if (over) ui.text("Come to an end.", ui::TextStyle::muted);
      ui.request_frame_in(1);
    } else {
      ui.badge(fmt::format("about {} minutes", turn.minutes), ui::Tone::neutral, ui::Icon::clock);
    }
  }
  for (std::size_t i = 0; i < interview_->hints(); ++i) {
    const auto inner = ui.push_id(i);
    ui.markdown("hint", fmt::format("**Hint {}.** {}", i + 1, turn.hints[i]));
  }
  if (ui.text_input("answer", "Your answer", draft_,
                    {.placeholder = "Type it, or speak aloud and note what you said.",
                     .multiline = true,
                     .max_bytes = practice::kMostAnswerBytes})) {
    state.shell().platform().set_preference(draft_name(interview_->turn()), draft_);
  }
  draw_limit(ui, draft_, practice::kMostAnswerBytes);
  ui.space(8);
  const auto row = ui.row("commands");
  const bool empty = draft_.find_first_not_of(" \t\n") == std::string::npos;
  const bool done = ui.button("compare", "Compare", ui::ButtonStyle::primary,
                              {.disabled = empty,
                               .description = empty ? "Answer first" : "See what was found in your answer",
                               .shortcut = "Ctrl+Enter"});
  if (!empty && (done || ui.shortcut("Ctrl+Enter"))) {
    interview_->submit(draft_, taken);
    record(state);
    state.shell().platform().set_preference(draft_name(interview_->turn()), "");
    ui.scroll_to_top();
    return ui.request_frame();
  }
  if (interview_->mode() == practice::InterviewMode::study &&
      ui.button("hint", "A hint", ui::ButtonStyle::secondary, {.disabled = !interview_->can_take_hint()})) {
    interview_->take_hint();
    ui.request_frame();
  }
}

bool InterviewView::draw_compared(ui::Ui& ui, app::AppState& state) {
  const bank::Turn& turn = interview_->turn();
  std::size_t covered = 0;
  for (const auto& point : interview_->assessment().points) covered += point.holds ? 1 : 0;
  ui.status("found", fmt::format("{} of {} key points.", covered, turn.key_points.size()));
  {
    auto split = ui.split("answers", 0.5f, 640, 16);
    {
      const auto first = split.first();
      ui.heading(2, "Your answer");
      const auto panel = ui.card_panel("own");
      ui.text(interview_->answer());
    }
    {
      const auto second = split.second();
      ui.heading(2, "A model answer");
      const auto panel = ui.card_panel("model");
      ui.markdown("model-answer", turn.answer);
    }
  }
  draw_points(ui);
  draw_flags(ui);
  draw_follow_ups(ui);
  ui.space(16);
  const bool last = interview_->index() + 1 == interview_->size();
  const auto row = ui.row("commands");
  if (!ui.button("next", last ? "Done" : "Next turn", ui::ButtonStyle::primary, {.shortcut = "Ctrl+Enter"}) &&
      !ui.shortcut("Ctrl+Enter")) {
    return false;
  }
  record(state);
  interview_->next();
  show(state);
  ui.scroll_to_top();
  ui.request_frame();
  return interview_->finished();
}

void InterviewView::draw_points(ui::Ui& ui) {
  ui.heading(2, "Did you say this?");
  ui.text("Found by its words alone. Correct what is wrong.", ui::TextStyle::muted);
  const auto& points = interview_->assessment().points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto& point = interview_->turn().key_points[i];
    const auto inner = ui.push_id(point.id);
    bool holds = points[i].holds;
    if (ui.checkbox("said", point.text, holds, found_words(points[i], interview_->answer()))) {
      interview_->settle_point(i, holds);
      ui.request_frame();
    }
  }
}

void InterviewView::draw_flags(ui::Ui& ui) {
  const auto& flags = interview_->assessment().flags;
  bool any = false;
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (!flags[i].suggested) continue;  // what is only denied is no reproach
    if (!std::exchange(any, true)) ui.heading(2, "Red flags");
    const auto& flag = interview_->turn().red_flags[i];
    const auto inner = ui.push_id(flag.id);
    bool holds = flags[i].holds;
    if (ui.checkbox("raised", flag.text, holds, found_words(flags[i], interview_->answer()))) {
      interview_->settle_flag(i, holds);
      ui.request_frame();
    }
    ui.markdown("instead", "Say instead: " + flag.instead);
  }
}

void InterviewView::draw_follow_ups(ui::Ui& ui) {
  const auto wanted = interview_->follow_ups();
  if (wanted.empty()) return;
  ui.heading(2, wanted.size() == 1 ? "The interviewer goes on" : "The interviewer goes on, and on");
  for (const std::size_t index : wanted) {
    const auto inner = ui.push_id(index);
    const auto& follow_up = interview_->turn().follow_ups[index];
    ui.markdown("question", "**" + follow_up.question + "**");
    std::string reply = interview_->reply(index);
    if (ui.text_input("reply", "Your reply", reply, {.multiline = true, .max_bytes = kMostReplyBytes}))
      interview_->set_reply(index, reply);
    draw_limit(ui, reply, kMostReplyBytes);
    if (ui.disclosure("answer", "A good reply")) ui.markdown("answer-text", follow_up.answer);
    ui.space(8);
  }
}

}  // namespace sp::screens
