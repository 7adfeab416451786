// Part of read_question: the numbers that a question draws. Not for other folders.
#pragma once

#include <set>
#include <string>

#include "engine/bank/card.h"
#include "engine/bank/fields.h"
#include "engine/base/json.h"

namespace sp::bank {

/// The names that expressions and placeholders may hold.
using Names = std::set<std::string, std::less<>>;

/// An expression of which every name is in `known`; an empty one when it is not sound.
Expression read_expression(const MaybeValue& value, const Names& known);

/// `draw`, `let`, `require` and `check`, which may be missing when `lean`; gives all names that expressions
/// may hold.
Names read_generator(json::Object& object, Generator& generator, bool lean);

/// Reports every {name} of the text that is not in `known`.
void check_placeholders(const MaybeValue& value, const Names& known);

}  // namespace sp::bank
