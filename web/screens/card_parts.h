// Pieces of a card that more than one screen shows.
#pragma once

#include <string>
#include <string_view>

#include "engine/bank/card.h"
#include "web/widgets/ui.h"

namespace sp::screens {

/// "GIL", "Asyncio": a topic's id as a reader sees it.
std::string topic_title(std::string_view topic);

/// The full answer, key points, mistakes, follow-ups, version notes and sources.
void draw_card_body(ui::Ui& ui, const bank::Card& card);

/// "See it run": a link to each of the card's demos. `back` is the address that the Lab offers to return to.
void draw_demo_links(ui::Ui& ui, const bank::Card& card, std::string_view back);

/// The address of a demo in the Lab, with the way back.
std::string demo_address(std::string_view demo, std::string_view back);

}  // namespace sp::screens
