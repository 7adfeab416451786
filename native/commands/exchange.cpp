#include "native/commands/exchange.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "engine/exchange/anki_export.h"
#include "engine/exchange/gift_export.h"
#include "engine/exchange/import.h"
#include "engine/exchange/markdown_export.h"
#include "native/platform/files.h"
#include "native/question_bank.h"

namespace sp::native {
namespace {

using Cards = std::vector<const bank::Card*>;

/// A format that is written, one that is read, or both.
struct Format {
  std::string_view name;
  std::string (*write)(std::span<const bank::Card* const>, const ExportOptions&);
  std::optional<exchange::ImportFormat> read;
};

constexpr std::array kFormats{
    Format{"anki",
           [](std::span<const bank::Card* const> cards, const ExportOptions&) {
             return exchange::anki_export(cards);
           },
           exchange::ImportFormat::anki},
    Format{"gift",
           [](std::span<const bank::Card* const> cards, const ExportOptions& options) {
             return exchange::gift_export(cards, {options.seed, options.instances});
           },
           exchange::ImportFormat::gift},
    Format{"markdown",
           [](std::span<const bank::Card* const> cards, const ExportOptions& options) {
             return exchange::markdown_export(cards, options.seed);
           },
           std::nullopt},
};

const Format* find_format(std::string_view name) {
  const auto found =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& each) { return each.name == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

/// The cards that are asked for; says on `err` why there are none.
Cards chosen_cards(const bank::Bank& bank, const ExportOptions& options, std::ostream& err) {
  Cards cards;
  for (const bank::Card& card : bank.cards()) {
    const bool wanted = (options.decks.empty() || !card.deck.empty()) &&
                        (options.card.empty() || card.id == options.card) &&
                        (options.topic.empty() || card.topic == options.topic);
    if (wanted) cards.push_back(&card);
  }
  if (!cards.empty()) return cards;
  if (!options.card.empty()) {
    err << fmt::format("switchpoint: there is no card {}\n", in_quotes(options.card));
  } else if (!options.topic.empty()) {
    std::string topics;
    for (const std::string& topic : bank.topics()) topics += (topics.empty() ? "" : ", ") + topic;
    err << fmt::format("switchpoint: there is no topic {}. Topics: {}\n", in_quotes(options.topic), topics);
  } else {
    err << "switchpoint: there is no card\n";
  }
  return cards;
}

ExitCode write_file(const std::string& path, std::string_view text, std::ostream& err) {
  std::ofstream file(path, std::ios::binary);
  if (file && (file << text).flush()) return kExitOk;
  err << fmt::format("switchpoint: {}: cannot be written; name a file in a folder that you may write to\n",
                     path);
  return kExitUnavailable;
}

/// Adds one file to the import.
ExitCode import_file(const std::string& path, const Format* format, exchange::DeckImport& deck,
                     std::ostream& err) {
  auto text = read_file(path);
  if (!text.ok()) {
    err << "switchpoint: " << to_string(text.error()) << '\n';
    return kExitUnavailable;
  }
  const bank::SourceText file{std::filesystem::path(path).lexically_normal().generic_string(),
                              std::move(text).value()};
  const auto kind = format != nullptr ? format->read : exchange::import_format_of(file);
  if (!kind) {
    err << fmt::format(
        "switchpoint: {}: its name does not tell what it is; say --format anki or --format gift\n",
        file.name);
    return kExitUsage;
  }
  if (*kind == exchange::ImportFormat::anki) {
    deck.add_anki(file);
  } else {
    deck.add_gift(file);
  }
  return kExitOk;
}

}  // namespace

ExitCode run_export(const ExportOptions& options, std::ostream& out, std::ostream& err) {
  const Format* const format = find_format(options.format);
  if (format == nullptr) {
    err << fmt::format("switchpoint: --format {}: expected anki, gift or markdown\n", options.format);
    return kExitUsage;
  }
  QuestionBank questions;
  const ExitCode loaded = load_question_bank(options.bundle, options.decks, questions, err);
  if (loaded != kExitOk) return loaded;
  const Cards cards = chosen_cards(questions.bank, options, err);
  if (cards.empty()) return kExitUsage;
  const std::string text = format->write(cards, options);
  if (!options.output.empty()) return write_file(options.output, text, err);
  return (out << text).flush() ? kExitOk : kExitUnavailable;
}

ExitCode run_import(const ImportOptions& options, std::ostream& out, std::ostream& err) {
  const Format* const format = find_format(options.format);
  if (!options.format.empty() && (format == nullptr || !format->read)) {
    err << fmt::format("switchpoint: --format {}: expected anki or gift\n", options.format);
    return kExitUsage;
  }
  QuestionBank questions;
  if (const ExitCode code = load_bundle_file(options.bundle, questions, err); code != kExitOk) return code;
  exchange::DeckImport deck(questions.bank);
  for (const std::string& path : options.files) {
    if (const ExitCode code = import_file(path, format, deck, err); code != kExitOk) return code;
  }
  const exchange::Imported imported = deck.result();
  for (const Problem& problem : imported.problems) err << to_string(problem) << '\n';
  if (imported.problem_count > 0) {
    err << fmt::format("{}: what {} left out.\n", counted(imported.problem_count, "problem"),
                       imported.problem_count == 1 ? "it names is" : "they name is");
  }
  if (imported.deck.empty()) return kExitFailed;
  if (const ExitCode code = write_file(options.output, imported.deck, err); code != kExitOk) return code;
  out << fmt::format("{}: {} with {}.\n", options.output, counted(imported.cards, "card"),
                     counted(imported.questions, "question"));
  return imported.problem_count > 0 ? kExitFailed : kExitOk;
}

}  // namespace sp::native
