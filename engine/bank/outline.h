#pragma once

#include <string>
#include <string_view>

#include "engine/bank/bank.h"

namespace sp::bank {

/// The outline of a bank, as tools/bundle_bank.py writes it (docs/formats.md): what plans and overviews need,
/// in a hundredth of the bundle's size, for what is shown before that is there and read. Cards in the
/// bundle's order with id, topic, title and level; questions with their ids, and with generated() as it is.
/// No texts, no curriculum, and no scenarios: what somebody has said in an interview is graded by their
/// texts. Lines with a problem are left out; of two cards with one id the first stays, and the bundle's
/// reader reports it.
Loaded load_outline(std::string_view text, const std::string& name);

}  // namespace sp::bank
