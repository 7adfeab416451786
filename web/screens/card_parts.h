// Pieces of a card that more than one screen shows.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/bank/card.h"
#include "engine/bank/scenario.h"
#include "web/app/standing.h"
#include "web/widgets/ui.h"

namespace sp::screens {

/// "GIL", "Asyncio": a topic's id as a reader sees it.
std::string topic_title(std::string_view topic);

/// "Senior".
std::string level_title(bank::Level level);

/// What is asked of the reader: "Choose one", "Predict the output".
std::string_view kind_title(bank::QuestionKind kind);

/// A line of a list, between ui.rows() and its end, that leads to the card or the scenario.
void draw_card_row(ui::Ui& ui, const bank::Card& card, const app::Standings& standings,
                   std::string_view detail = {});
void draw_scenario_row(ui::Ui& ui, const bank::Scenario& scenario);

/// The minutes that a scenario's turns should take.
double minutes_of(const bank::Scenario& scenario);

/// A task in code: what to write, the solution and the usual wrong ones behind disclosures.
void draw_task(ui::Ui& ui, const bank::Task& task);

/// The full answer, key points, mistakes, follow-ups, version notes and sources: those that the card has.
void draw_card_body(ui::Ui& ui, const bank::Card& card);
/// Whether the card has any of it.
bool has_body(const bank::Card& card);

/// What follows an answer: "See it run", the short answer open, and the full one.
void draw_after(ui::Ui& ui, const bank::Card& card, std::string_view back);

/// "See it run": a link to each of the demos. `back` is the address that the Lab offers to return to.
void draw_demo_links(ui::Ui& ui, std::span<const std::string> demos, std::string_view back);
void draw_demo_links(ui::Ui& ui, const bank::Card& card, std::string_view back);

/// The address of a demo in the Lab, with the way back.
std::string demo_address(std::string_view demo, std::string_view back);

}  // namespace sp::screens
