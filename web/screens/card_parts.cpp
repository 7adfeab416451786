#include "web/screens/card_parts.h"

#include <cctype>

#include <fmt/format.h>

#include "engine/demos/list.h"
#include "web/app/route.h"

namespace sp::screens {
namespace {

void draw_mistakes(ui::Ui& ui, const bank::Card& card) {
  ui.heading(3, "Common mistakes");
  for (std::size_t i = 0; i < card.mistakes.size(); ++i) {
    const auto& mistake = card.mistakes[i];
    const auto scope = ui.push_id(i);
    ui.markdown("mistake", mistake.text);
    ui.markdown("why", mistake.why, ui::TextStyle::muted);
    ui.space(8);
  }
}

void draw_follow_ups(ui::Ui& ui, const bank::Card& card) {
  ui.heading(3, "Follow-up questions");
  for (std::size_t i = 0; i < card.follow_ups.size(); ++i) {
    const auto scope = ui.push_id(i);
    if (ui.disclosure("follow-up", card.follow_ups[i].question))
      ui.markdown("answer", card.follow_ups[i].answer);
  }
}

void draw_versions(ui::Ui& ui, const bank::Card& card) {
  if (card.versions.empty()) return;
  ui.space(12);
  ui.heading(3, "What changed, and when");
  std::string list;
  for (const auto& version : card.versions)
    list += fmt::format("- **{}**: {}\n", version.since, version.note);
  ui.markdown("versions", list);
}

}  // namespace

std::string topic_title(std::string_view topic) {
  if (topic == "gil") return "The GIL";
  std::string title(topic);
  if (!title.empty()) title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  return title;
}

void draw_card_body(ui::Ui& ui, const bank::Card& card) {
  ui.heading(3, "In full");
  ui.markdown("answer", card.answer);
  ui.space(12);
  ui.heading(3, "Key points");
  std::string points;
  for (const auto& point : card.key_points) points += "- " + point + "\n";
  ui.markdown("points", points);
  ui.space(12);
  draw_mistakes(ui, card);
  ui.space(4);
  draw_follow_ups(ui, card);
  draw_versions(ui, card);
  ui.space(12);
  ui.heading(3, "Sources");
  for (const auto& link : card.links) ui.link(link.url, link.title, link.url);
}

void draw_demo_links(ui::Ui& ui, const bank::Card& card, std::string_view back) {
  for (const auto& id : card.demos) {
    const auto* demo = demos::find(id);
    if (!demo) continue;
    ui.link_card(id, "See it run: " + demo->info.title, demo->info.summary, demo_address(id, back), {},
                 ui::Icon::play);
  }
}

std::string demo_address(std::string_view demo, std::string_view back) {
  app::Route route{"lab", std::string(demo), {}};
  if (!back.empty()) route.set("back", back);
  return app::format_route(route);
}

}  // namespace sp::screens
