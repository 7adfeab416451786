#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/bank/bank.h"
#include "engine/bank/card.h"
#include "engine/bank/text_rules.h"
#include "engine/base/json.h"

/// What the readers of cards and scenarios share. All report to the value's document and give something empty
/// for what cannot be read. Not for other folders.
namespace sp::bank {

using MaybeValue = std::optional<json::Value>;

/// "questions/gil/C02.json" or "questions\gil\C02.json": "gil" and "C02"; without a folder: "" and "C02".
std::pair<std::string_view, std::string_view> folder_and_name(std::string_view file) noexcept;

std::string read_text(const MaybeValue& value, std::size_t most = kMaxText);
std::string read_line(const MaybeValue& value, std::size_t most = kMaxLine);  ///< no blanks at its ends
/// Any text, the empty one and control characters included: what a program prints.
std::string read_raw(const MaybeValue& value, std::size_t least, std::size_t most);
std::string read_matching(const MaybeValue& value, bool (*matches)(std::string_view),
                          std::string_view expected);
std::string read_slug(const MaybeValue& value);
std::string read_version(const MaybeValue& value);
Level read_level(const MaybeValue& value);

/// The items of a list of `least` to `most`, each read by `read`.
template <class Read>
auto read_list(const MaybeValue& value, std::size_t least, std::size_t most, Read read) {
  std::vector<decltype(read(std::declval<const json::Value&>()))> result;
  const auto items = value ? value->array() : std::nullopt;
  if (!items) return result;
  if (items->size() < least || items->size() > most) {
    const auto range = least == 0 ? fmt::format("at most {}", most) : fmt::format("{} to {}", least, most);
    value->problem(range + " entries", fmt::format("{}", items->size()));
  }
  result.reserve(items->size());
  for (const json::Value& item : *items) result.push_back(read(item));
  return result;
}

/// As `read_list`, for words of which none may occur twice.
template <class Read>
std::vector<std::string> read_set(const MaybeValue& value, std::size_t least, std::size_t most, Read read) {
  std::set<std::string> seen;
  return read_list(value, least, most, [&](const json::Value& item) -> std::string {
    std::string word = read(item);
    if (!word.empty() && !seen.insert(word).second)
      item.problem("each entry once", in_quotes(word) + " again");
    return word;
  });
}

/// An object whose fields `read` asks for; fields that it does not ask for are reported.
template <class T, class Read>
T read_object(const json::Value& value, Read read) {
  T result{};
  if (auto object = value.object()) {
    read(*object, result);
    object->finish();
  }
  return result;
}

/// Ids seen so far, over all files of one load, each with the place where it stands.
struct SeenIds {
  using Places = std::map<std::string, std::string, std::less<>>;  ///< id -> "questions/gil/C02.json:2"
  Places cards;
  Places questions;
  Places verify;
  Places scenarios;
  Places turns;
  /// Cards that scenarios name: what is wrong unless `cards` has the id in the end. Without the file.
  std::vector<std::pair<std::string, Problem>> named_cards;
};

/// What is wrong for naming a card that is not among `seen.cards`. Without any card nothing is known.
std::vector<Problem> missing_cards(const SeenIds& seen);

/// Whether it is a scenario rather than a card.
bool has_turns(const json::Value& value);

/// The field "format" of a bundle: whether it is the one that is read here, or else reports it.
bool reads_format(json::Object& bundle);

/// Where a card or scenario stands that is read.
struct Origin {
  enum class Kind : std::uint8_t {
    file,    ///< alone in a file of the bank: `name`, which says its id and its topic
    bundle,  ///< in the program's bundle: the field "file" says it, and `name` is empty
    deck,    ///< in a file of the reader's own: `name`
  };
  Kind kind = Kind::file;
  std::string_view name = {};
};

/// Reads ids of one card or scenario, and what else depends on its file and on what was loaded before.
class IdReader {
 public:
  IdReader(const Origin& origin, const LoadOptions& options, SeenIds& seen)
      : kind_(origin.kind), file_(origin.name), options_(options), seen_(seen) {}

  /// Whether what only the tests read may be missing.
  bool lean() const noexcept { return kind_ != Origin::Kind::file; }
  bool in_deck() const noexcept { return kind_ == Origin::Kind::deck; }
  SeenIds& seen() noexcept { return seen_; }

  /// The file, and "$schema", which is for editors, passed over; in a deck, whose name it gives, both.
  std::string read_file(json::Object& object);
  /// The id of the card or scenario itself, which must be the file's name, but in a deck.
  std::string own_id(const MaybeValue& value, bool (*matches)(std::string_view), std::string_view expected,
                     SeenIds::Places& seen);
  /// The name of the folder that the file stands in; empty when there is none, and for a deck.
  std::string_view folder() const noexcept;
  /// "<own id>-<rest>".
  std::string sub_id(const MaybeValue& value, SeenIds::Places& seen) const;
  std::string curriculum_id(const json::Value& value) const;
  std::string demo_id(const json::Value& value) const;

 private:
  void note_id(const MaybeValue& value, const std::string& id, SeenIds::Places& seen) const;

  Origin::Kind kind_;
  std::string file_;
  const LoadOptions& options_;
  SeenIds& seen_;
  std::string own_id_;
};

}  // namespace sp::bank
