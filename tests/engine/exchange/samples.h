// What the tests of exports and imports share.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/bank/deck.h"
#include "engine/exchange/import.h"
#include "tests/engine/bank/card_text.h"

namespace sp::exchange {

using Cards = std::vector<const bank::Card*>;

inline Cards all_cards(const bank::Bank& bank) {
  Cards cards;
  for (const bank::Card& card : bank.cards()) cards.push_back(&card);
  return cards;
}

/// Two cards with a question of every kind, K01 and C02.
inline bank::Bank sample_bank() {
  return bank::load_files(std::vector<bank::SourceText>{{"asyncio/K01.json", bank::every_kind_text()},
                                                        {"gil/C02.json", bank::good_card_text()}})
      .bank;
}

inline Imported import_gift_text(const std::string& text, const bank::Bank& beside = {}) {
  DeckImport import(beside);
  import.add_gift({"quiz.gift", text});
  return import.result();
}

inline Imported import_anki_text(const std::string& text, const bank::Bank& beside = {}) {
  DeckImport import(beside);
  import.add_anki({"notes.txt", text});
  return import.result();
}

/// The deck that an import gives, as the program loads it; its problems, and those of the import, fail the
/// test.
inline bank::Bank loaded(const Imported& imported, const bank::Bank& beside = {}) {
  for (const std::string& message : bank::messages(imported.problems)) ADD_FAILURE() << message;
  auto decks = bank::load_decks(beside, std::vector<bank::SourceText>{{"deck.json", imported.deck}});
  for (const std::string& message : bank::messages(decks.decks[0].problems)) ADD_FAILURE() << message;
  return std::move(decks.bank);
}

/// Texts as programs and prose have them, not blank and without blanks at their ends.
inline rc::Gen<std::string> any_text() {
  const auto piece = rc::gen::element<std::string>(
      "x", " = ", "{", "}", "~", "#", ":", "::", "\\", "\\n", "\n", "\n\n", "    ", "%50%", "->", "[html]",
      "[", "]", "//", "####", "=", "$CATEGORY: a/b", "def f(x: int) -> {}:", "f\"{x!r}\"", "'\\t'", "`",
      "```", "é", "…", "T", "1", "_____", "**", "\t");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& pieces) {
    std::string text;
    for (const std::string& each : pieces) text += each;
    constexpr const char* kBlanks = " \n\t";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string::npos) return std::string("blank");
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
  });
}

/// Such pieces one after the other, or any bytes.
inline rc::Gen<std::string> text_of(const rc::Gen<std::string>& piece) {
  return rc::gen::oneOf(rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                                     [](const auto& pieces) {
                                       std::string text;
                                       for (const std::string& each : pieces) text += each;
                                       return text;
                                     }),
                        rc::gen::string<std::string>());
}

}  // namespace sp::exchange
