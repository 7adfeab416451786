#pragma once

#include <string>
#include <string_view>

#include "engine/bank/bank.h"
#include "engine/bank/search.h"

namespace sp::bank {

/// What the search is to find of a card, a question or a scenario. Of a question neither what is right nor
/// why: the search must not give answers away. Its title is the beginning of what it asks,
/// with one draw of its numbers.
SearchDocument document_of(const Card& card);
SearchDocument document_of(const Card& card, const Question& question);
SearchDocument document_of(const Scenario& scenario);

/// Adds everything of the bank: cards, then questions, then scenarios.
void add_documents(const Bank& bank, SearchIndex& index);

/// Markdown without its marks, in one line.
std::string plain_text(std::string_view markdown);

}  // namespace sp::bank
