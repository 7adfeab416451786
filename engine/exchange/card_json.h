// What an import makes, as JSON. Not for other folders.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/bank/card.h"

namespace sp::exchange {

/// The card as a deck has it (bank/deck.h), fields that are empty left out. Of a card are written what can be
/// recalled, level, tags and questions; of kinds of question those that other programs know: options, steps,
/// numbers that are not drawn. Texts must be UTF-8. Any thread.
nlohmann::ordered_json card_json(const bank::Card& card);

}  // namespace sp::exchange
