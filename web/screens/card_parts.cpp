#include "web/screens/card_parts.h"

#include <cctype>

#include <fmt/format.h>

#include "engine/bank/search_documents.h"
#include "engine/demos/list.h"
#include "web/app/route.h"

namespace sp::screens {
namespace {

void draw_answer(ui::Ui& ui, const bank::Card& card) {
  if (card.answer.empty()) return;
  ui.heading(2, "In full");
  ui.markdown("answer", card.answer);
  ui.space(12);
}

void draw_key_points(ui::Ui& ui, const bank::Card& card, int level) {
  if (card.key_points.empty()) return;
  ui.heading(level, "Key points");
  std::string points;
  for (const auto& point : card.key_points) points += "- " + point + "\n";
  ui.markdown("points", points);
  ui.space(12);
}

void draw_mistakes(ui::Ui& ui, const bank::Card& card, int level) {
  if (card.mistakes.empty()) return;
  ui.heading(level, "Common mistakes");
  for (std::size_t i = 0; i < card.mistakes.size(); ++i) {
    const auto& mistake = card.mistakes[i];
    const auto scope = ui.push_id(i);
    ui.markdown("mistake", mistake.text);
    ui.markdown("why", mistake.why, ui::TextStyle::muted);
    ui.space(8);
  }
  ui.space(4);
}

void draw_follow_ups(ui::Ui& ui, const bank::Card& card, int level) {
  if (card.follow_ups.empty()) return;
  ui.heading(level, "Follow-up questions");
  for (std::size_t i = 0; i < card.follow_ups.size(); ++i) {
    const auto scope = ui.push_id(i);
    if (ui.disclosure("follow-up", bank::plain_text(card.follow_ups[i].question)))
      ui.markdown("answer", card.follow_ups[i].answer);
  }
}

void draw_versions(ui::Ui& ui, const bank::Card& card, int level) {
  if (card.versions.empty()) return;
  ui.space(12);
  ui.heading(level, "What changed, and when");
  std::string list;
  for (const auto& version : card.versions)
    list += fmt::format("- **{}**: {}\n", version.since, version.note);
  ui.markdown("versions", list);
}

void draw_links(ui::Ui& ui, const bank::Card& card, int level) {
  if (card.links.empty()) return;
  ui.space(12);
  ui.heading(level, "Sources");
  for (const auto& link : card.links) ui.link(link.url, link.title, link.url);
}

}  // namespace

std::string topic_title(std::string_view topic) {
  if (topic == "gil") return "The GIL";
  std::string title(topic);
  if (!title.empty()) title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  return title;
}

std::string level_title(bank::Level level) {
  std::string title(bank::name_of(level));
  title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  return title;
}

std::string_view kind_title(bank::QuestionKind kind) {
  switch (kind) {
    case bank::QuestionKind::single:
      return "Choose one";
    case bank::QuestionKind::multiple:
      return "Choose several";
    case bank::QuestionKind::output:
      return "Predict the output";
    case bank::QuestionKind::order:
      return "Put in order";
    case bank::QuestionKind::numeric:
      return "Work out";
    case bank::QuestionKind::bug:
      return "Spot the bug";
  }
  return "";
}

void draw_card_row(ui::Ui& ui, const bank::Card& card, const app::Standings& standings,
                   std::string_view detail) {
  const app::Standing standing = standings.of_card(card.id);
  const std::string figure = standing.words(), level = level_title(card.level);
  ui.link_row(card.id,
              {.title = card.title,
               .detail = detail,
               .tag = level,
               .figure = figure,
               .fraction = standing.fraction()},
              app::format_route({"card", card.id, {}}));
}

void draw_scenario_row(ui::Ui& ui, const bank::Scenario& scenario) {
  const std::string figure = fmt::format("{} turns, {} min", scenario.turns.size(), minutes_of(scenario));
  const std::string level = level_title(scenario.level);
  ui.link_row(scenario.id,
              {.title = scenario.title, .detail = scenario.summary, .tag = level, .figure = figure},
              app::format_route({"scenario", scenario.id, {}}));
}

double minutes_of(const bank::Scenario& scenario) {
  double sum = 0;
  for (const auto& turn : scenario.turns) sum += turn.minutes;
  return sum;
}

void draw_task(ui::Ui& ui, const bank::Task& task) {
  ui.markdown("task", task.text);
  if (!task.min_version.empty())
    ui.text("For Python " + task.min_version + " or later.", ui::TextStyle::muted);
  if (ui.disclosure("solution", "A solution"))
    ui.code("solution-code", task.solution, {.line_numbers = true, .name = "Solution"});
  const std::string label = task.wrong.size() == 1 ? "The usual wrong solution, and why it fails"
                                                   : "The usual wrong solutions, and why they fail";
  if (task.wrong.empty() || !ui.disclosure("wrong", label)) return;
  for (std::size_t i = 0; i < task.wrong.size(); ++i) {
    const auto scope = ui.push_id(i);
    ui.code("code", task.wrong[i].code, {.line_numbers = true, .name = "Wrong solution"});
    ui.markdown("why", task.wrong[i].why);
    ui.space(8);
  }
}

void draw_card_body(ui::Ui& ui, const bank::Card& card) {
  draw_answer(ui, card);
  const int level = card.answer.empty() ? 2 : 3;  // below "In full"
  draw_key_points(ui, card, level);
  draw_mistakes(ui, card, level);
  draw_follow_ups(ui, card, level);
  draw_versions(ui, card, level);
  draw_links(ui, card, level);
}

bool has_body(const bank::Card& card) {
  return !(card.answer.empty() && card.key_points.empty() && card.mistakes.empty() &&
           card.follow_ups.empty() && card.versions.empty() && card.links.empty());
}

void draw_demo_links(ui::Ui& ui, std::span<const std::string> demos, std::string_view back) {
  for (const auto& id : demos) {
    const auto* demo = sp::demos::find(id);
    if (!demo) continue;
    ui.link_card(id, "See it run: " + demo->info.title, demo->info.summary, demo_address(id, back), {},
                 ui::Icon::play);
  }
}

void draw_demo_links(ui::Ui& ui, const bank::Card& card, std::string_view back) {
  draw_demo_links(ui, card.demos, back);
}

std::string demo_address(std::string_view demo, std::string_view back) {
  app::Route route{"lab", std::string(demo), {}};
  if (!back.empty()) route.set("back", back);
  return app::format_route(route);
}

void draw_after(ui::Ui& ui, const bank::Card& card, std::string_view back) {
  ui.space(16);
  draw_demo_links(ui, card, back);
  ui.space(8);
  if (!card.short_answer.empty() && ui.disclosure("short", "The answer in 30 seconds", true))
    ui.markdown("short-answer", card.short_answer);
  if (has_body(card) && ui.disclosure("full", "The full answer, mistakes and follow-ups"))
    draw_card_body(ui, card);
}

}  // namespace sp::screens
