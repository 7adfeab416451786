// Cards and questions to read and to print.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/bank/card.h"

namespace sp::exchange {

/// One Markdown document: of each card everything there is to read, then its questions, then their answers.
/// Options and steps stand in an order that depends on the question alone; numbers are drawn from `seed`, and
/// a question whose numbers it cannot give is left out. The cards are those of a loaded bank. Any thread.
std::string markdown_export(std::span<const bank::Card* const> cards, std::uint64_t seed = 1);

}  // namespace sp::exchange
