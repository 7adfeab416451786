#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// What the matcher of phrases.h knows about single words. English only. Any thread may call everything here.
namespace sp::practice {

/// What the forms of a word have in common: "isolate", "isolated" and "isolation" give one root, and so do
/// "hold" and "held", "is" and "were". `word` is one of bank::words_of(). The root is bank::stem() of the
/// form that a short list of irregular verbs names, without some endings that make nouns and adverbs, and
/// without a last e. Endings in -er stay: a worker is not work, and a processor no process. Words with a
/// digit stay as they are.
std::string root_of(std::string_view word);

/// How many typos make `written` of `meant`, or -1 when it is another word. Taken as a typo: one edit in
/// words of 5 to 7 letters, two in longer ones (bank::edit_distance, of the words or of their roots), where
/// the shorter of the two counts. Shorter words must be right. Typos at the first letter are rare, other
/// words that begin differently are not ("lock", "block"): the first letter must be right, or swapped with
/// the second. A last letter that is replaced is an ending rather than a typo ("broker", "broken"), and in
/// words of five letters any replaced one ("stage", "state"). Words of the field that are close to others
/// are listed, and never taken for them.
int typos(std::string_view meant, std::string_view meant_root, std::string_view written,
          std::string_view written_root);

/// Letters of a word that may have a typo.
inline constexpr std::size_t kShortestWithTypo = 5;

/// Words that may stand between those of a phrase at half the price of others: pronouns, prepositions,
/// auxiliary verbs and the like.
bool is_light(std::string_view word);
/// Words that begin another thought ("and", "or", "which", "because"): no phrase goes across them.
bool is_barrier(std::string_view word);
/// Verbs that say little after a negation: "do not need", "without using". By root.
bool is_light_verb(std::string_view root);
/// Prepositions that may stand for another: "in" for "inside", "by" for "with". Those of its kind, itself
/// included; empty for other words.
std::span<const std::string_view> prepositions_like(std::string_view word);
/// "can", "would", "is", "has", ...
bool is_auxiliary(std::string_view word);

}  // namespace sp::practice
