// What is asked and what is answered: cards and questions as two texts, for paper and for flash cards.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/card.h"
#include "engine/bank/draw.h"

namespace sp::exchange {

/// Markdown, both.
struct Sides {
  std::string front;
  std::string back;
};

/// The prompt; the short answer, the key points and the full answer, as far as the card has them.
Sides sides_of(const bank::Card& card);

/// What is asked, with its program, its options or its steps under letters; what is right, and all that the
/// card says of each answer. Options and steps stand in `shown_order`.
Sides sides_of(const bank::Drawn& question);

/// 0 to `count` - 1 in an order that depends on the id alone: never the order that they were in, from two on.
std::vector<std::size_t> shown_order(std::size_t count, std::string_view id);

/// The answer of a numeric question with its unit: "12 s", "50%".
std::string with_unit(double value, const std::string& unit);

/// The code in a fence, its lines numbered.
std::string numbered_code(std::string_view code);

/// For which versions of Python a snippet prints what it does, as a sentence; empty when for all.
std::string versions_of(const bank::Verify& snippet);

/// A list of these items.
std::string list_of(const std::vector<std::string>& items);

/// `texts`, those that are not empty, as one document.
std::string document(const std::vector<std::string>& texts);

}  // namespace sp::exchange
