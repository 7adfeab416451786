#pragma once

#include "engine/bank/bank.h"
#include "engine/bank/fields.h"
#include "engine/bank/scenario.h"
#include "engine/base/json.h"

namespace sp::bank {

/// As `read_card`, for a scenario. Cards that it names and that were not seen yet are noted in
/// `seen.named_cards`: the caller looks at them once everything is read.
Scenario read_scenario(const json::Value& value, const Origin& origin, const LoadOptions& options,
                       SeenIds& seen);

}  // namespace sp::bank
