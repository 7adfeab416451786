#include "engine/bank/deck.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "engine/bank/card_reader.h"
#include "engine/bank/draw.h"
#include "engine/bank/scenario_reader.h"

namespace sp::bank {
namespace {

using json::Value;

constexpr json::Limits kDeckLimits{
    .bytes = kMostDeckBytes, .depth = 16, .values = kMostDeckValues, .problems = 200};
constexpr std::size_t kMostNameBytes = 80;
constexpr std::size_t kMostEndingBytes = 8;   ///< ".json"
constexpr std::size_t kLongestCharacter = 4;  ///< bytes of UTF-8

/// Every id of a bank, with the file or the deck that has it.
SeenIds ids_of(const Bank& bank) {
  SeenIds seen;
  for (const Card& card : bank.cards()) {
    seen.cards.emplace(card.id, card.file);
    for (const Question& question : card.questions) seen.questions.emplace(question.id, card.file);
    for (const Verify& snippet : card.verify) seen.verify.emplace(snippet.id, card.file);
  }
  for (const Scenario& scenario : bank.scenarios()) {
    seen.scenarios.emplace(scenario.id, scenario.file);
    for (const Turn& turn : scenario.turns) seen.turns.emplace(turn.id, scenario.file);
  }
  return seen;
}

/// Reports the questions whose numbers cannot be drawn.
void try_draws(const Value& value, const Card& card) {
  auto object = value.object();
  const auto list = object ? object->optional("questions") : std::nullopt;
  const auto questions = list ? list->array() : std::nullopt;
  for (std::size_t i = 0; questions && i < std::min(questions->size(), card.questions.size()); ++i) {
    if (!card.questions[i].generated()) continue;
    if (std::string fault = draw_fault(card.questions[i]); !fault.empty())
      (*questions)[i].problem({}, std::move(fault));
  }
}

/// Reads one deck into lists of its own.
class DeckReader {
 public:
  DeckReader(const json::Document& document, std::string_view name, const LoadOptions& options, SeenIds& seen)
      : document_(document), origin_{Origin::Kind::deck, name}, options_(options), seen_(seen) {}

  void read(const Value& root) {
    if (root.type() == json::Type::array) return read_entries(root);
    auto object = root.type() == json::Type::object ? root.object() : std::nullopt;
    if (!object) return root.problem("a card, a list of cards, or a bundle");
    const bool bundle = object->optional("format") || object->optional("scenarios") ||
                        (object->optional("cards") && !object->optional("turns"));
    if (!bundle) return read_entry(root);
    read_bundle(*root.object());
  }

  std::vector<Card> cards;
  std::vector<Scenario> scenarios;

 private:
  void read_card_entry(const Value& value) {
    const std::size_t before = document_.problem_count();
    cards.push_back(read_card(value, origin_, options_, seen_));
    if (document_.problem_count() == before) try_draws(value, cards.back());
  }
  void read_scenario_entry(const Value& value) {
    scenarios.push_back(read_scenario(value, origin_, options_, seen_));
  }
  void read_entry(const Value& value) {
    if (has_turns(value)) {
      read_scenario_entry(value);
    } else {
      read_card_entry(value);
    }
  }

  void read_entries(const Value& list) {
    for_each(list, 1, [&](const Value& item) { read_entry(item); });
  }

  void read_bundle(json::Object object) {
    const bool known = reads_format(object);
    const auto cards_field = object.optional("cards");
    const auto scenarios_field = object.optional("scenarios");
    (void)object.optional("curriculum");  // of the program's bundle
    object.finish();
    if (!known) return;
    for_each(cards_field, 0, [&](const Value& item) { read_card_entry(item); });
    for_each(scenarios_field, 0, [&](const Value& item) { read_scenario_entry(item); });
    if (document_.problem_count() == 0 && cards.empty() && scenarios.empty())
      object.value().problem("at least one card", "none");
  }

  template <class Read>
  static void for_each(const MaybeValue& list, std::size_t least, Read read) {
    read_list(list, least, kMostDeckEntries, [&](const Value& item) {
      read(item);
      return true;
    });
  }

  const json::Document& document_;
  const Origin origin_;
  const LoadOptions& options_;
  SeenIds& seen_;
};

/// Reads a deck; adds what it brings to the lists, and its ids to `seen`, if all of it is right.
DeckReport read_deck(const SourceText& deck, const LoadOptions& options, SeenIds& seen,
                     std::vector<Card>& cards, std::vector<Scenario>& scenarios) {
  const auto document = json::Document::parse(deck.text, deck.name, kDeckLimits);
  SeenIds all = seen;
  all.named_cards.clear();
  DeckReader reader(document, deck.name, options, all);
  if (const auto root = document.root()) reader.read(*root);
  DeckReport report;
  report.problems = document.problems();
  report.problem_count = document.problem_count();
  for (Problem& problem : missing_cards(all)) {
    problem.file = deck.name;
    report.problems.push_back(std::move(problem));
    ++report.problem_count;
  }
  if (!report.taken()) return report;
  seen = std::move(all);
  report.cards = reader.cards.size();
  report.scenarios = reader.scenarios.size();
  for (const Card& card : reader.cards) report.questions += card.questions.size();
  std::move(reader.cards.begin(), reader.cards.end(), std::back_inserter(cards));
  std::move(reader.scenarios.begin(), reader.scenarios.end(), std::back_inserter(scenarios));
  return report;
}

}  // namespace

LoadedDecks load_decks(const Bank& base, std::span<const SourceText> decks, const LoadOptions& options) {
  if (decks.empty()) return {base, {}};
  std::vector<Card> cards(base.cards().begin(), base.cards().end());
  std::vector<Scenario> scenarios(base.scenarios().begin(), base.scenarios().end());
  SeenIds seen = ids_of(base);
  std::vector<DeckReport> reports;
  reports.reserve(decks.size());
  for (const SourceText& deck : decks) reports.push_back(read_deck(deck, options, seen, cards, scenarios));
  return {Bank(std::move(cards), std::move(scenarios)), std::move(reports)};
}

std::string deck_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  path.remove_prefix(slash == std::string_view::npos ? 0 : slash + 1);
  // The ending says what the file is: a long name loses what stands before it.
  const std::size_t dot = std::min(path.rfind('.'), path.size());
  const std::string_view ending =
      path.size() - dot > kMostEndingBytes ? std::string_view{} : path.substr(dot);
  const std::size_t most = kMostNameBytes - ending.size();
  std::string name;
  const auto add = [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    name += byte < 0x20 || byte == 0x7F ? '_' : c;
  };
  for (const char c : path.substr(0, path.size() - ending.size())) {
    const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (starts_character && name.size() + kLongestCharacter > most) break;
    if (name.size() == most) break;  // not UTF-8
    add(c);
  }
  for (const char c : ending) add(c);
  if (name.empty() || name.front() == '.') name.insert(0, "deck");
  return name;
}

}  // namespace sp::bank
