#pragma once

#include "engine/bank/bank.h"
#include "engine/bank/card.h"
#include "engine/bank/fields.h"
#include "engine/base/json.h"

namespace sp::bank {

/// Reads one card and checks every rule, reporting to the value's document. What cannot be read stays empty
/// in the result, which is only good for use when nothing was reported.
Card read_card(const json::Value& value, const Origin& origin, const LoadOptions& options, SeenIds& seen);

/// Part of `read_card`: a question of the card whose ids `ids` reads and whose `verify` is `snippets`.
Question read_question(const json::Value& value, IdReader& ids, const std::vector<Verify>& snippets);

}  // namespace sp::bank
