#include "web/exchange/service.h"

#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/bank/deck.h"
#include "engine/exchange/anki_export.h"
#include "engine/exchange/gift_export.h"
#include "engine/exchange/import.h"
#include "engine/exchange/markdown_export.h"

namespace sp::exchange {
namespace {

using Json = nlohmann::json;

Json error(std::string_view sentence) {
  return {{"error", sentence}};
}

std::string text_of(const Json& object, const char* field) {
  const auto found = object.find(field);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bank::Bank with_decks(const bank::Bank& bank, const Json& decks) {
  std::vector<bank::SourceText> texts;
  for (const Json& deck : decks)
    if (deck.is_object()) texts.push_back({text_of(deck, "name"), text_of(deck, "text")});
  return bank::load_decks(bank, texts).bank;
}

Json write(const bank::Bank& bank, const Json& request) {
  const bool own = request.value("own", false);
  std::vector<const bank::Card*> cards;
  for (const bank::Card& card : bank.cards())
    if (!own || !card.deck.empty()) cards.push_back(&card);
  const std::string format = text_of(request, "format");
  std::string text;
  if (format == "anki") {
    text = anki_export(cards);
  } else if (format == "gift") {
    text = gift_export(cards);
  } else if (format == "markdown") {
    text = markdown_export(cards);
  } else {
    return error("The format is none of anki, gift and markdown.");
  }
  return {{"text", std::move(text)}, {"cards", cards.size()}};
}

Json read(const bank::Bank& bank, const Json& request) {
  const bank::SourceText file{text_of(request, "name"), text_of(request, "text")};
  const auto format = import_format_of(file);
  if (!format) return error("Its name does not tell what it is: it should end in .gift, .txt, .csv or .tsv.");
  DeckImport import(bank);
  if (*format == ImportFormat::anki) {
    import.add_anki(file);
  } else {
    import.add_gift(file);
  }
  Imported imported = import.result();
  Json problems = Json::array();
  for (const Problem& problem : imported.problems)
    problems.push_back({{"line", problem.line},
                        {"column", problem.column},
                        {"path", problem.path},
                        {"expected", problem.expected},
                        {"found", problem.found}});
  return {{"deck", std::move(imported.deck)},
          {"problems", std::move(problems)},
          {"problem_count", imported.problem_count}};
}

Json answer(std::string_view bundle, std::string_view request_text) {
  const Json request = Json::parse(request_text, nullptr, /*allow_exceptions=*/false);
  if (!request.is_object()) return error("The request is not a JSON object.");
  bank::Loaded loaded = bank::load_bundle(bundle, "bank.txt");
  if (loaded.bank.cards().empty() && !loaded.problems.empty())
    return error("The question bank cannot be read. Reload the page.");
  const std::string what = text_of(request, "do");
  if (what == "import") return read(loaded.bank, request);
  if (what != "export") return error("The request is neither export nor import.");
  const auto decks = request.find("decks");
  if (decks == request.end() || !decks->is_array()) return write(loaded.bank, request);
  return write(with_decks(loaded.bank, *decks), request);
}

}  // namespace

std::string serve(std::string_view bundle, std::string_view request) {
  // Texts that are not UTF-8 cannot stand in JSON: such bytes become U+FFFD.
  return answer(bundle, request).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace sp::exchange
