// What `switchpoint check` says of a bank beside its problems.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>
#include <vector>

#include "engine/bank/bank.h"

namespace sp::native {

/// Draws every generated question many times: one problem for each that cannot be drawn every time, or that
/// hardly varies (fewer than three answers).
std::vector<Problem> try_draws(const bank::Bank& bank);

/// Counts by topic, level and kind; generators, snippets, tasks, scenarios; and in how many of the `single`
/// questions with four options the right one is the longest, and the shortest.
void print_stats(std::span<const bank::Bank> banks, std::ostream& out);

/// `count` drawn instances of every generated question, and one of every other that has a `check`, as JSON
/// lines: "card", "question", "seed", "values", "check" with its numbers filled in, and "answer" with
/// "decimals", or "order", the ids of the steps. The same on every machine.
void print_samples(const bank::Bank& bank, std::size_t count, std::ostream& out);

}  // namespace sp::native
