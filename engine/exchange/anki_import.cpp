#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/exchange/anki_text.h"
#include "engine/exchange/deck_builder.h"
#include "engine/exchange/html_markdown.h"
#include "engine/exchange/ids.h"
#include "engine/exchange/markdown_text.h"
#include "engine/exchange/text.h"

namespace sp::exchange {
namespace {

/// Which column holds what; 0-based, kNone for none.
struct Columns {
  std::size_t identity = kNone, tags = kNone, deck = kNone;
  std::vector<std::size_t> fields;  ///< the front, then what makes the back
};

bool is_id(std::string_view name) {
  return name == "id" || name == "Id" || name == "ID";
}

Columns columns_of(const AnkiText& text) {
  const AnkiHeader& header = text.header;
  std::size_t count = header.columns.size();
  if (count == 0 && !text.records.empty()) count = text.records.front().fields.size();
  const auto index = [&](std::size_t column) { return column >= 1 && column <= count ? column - 1 : kNone; };
  Columns out{index(header.guid_column), index(header.tags_column), index(header.deck_column), {}};
  const std::size_t notetype = index(header.notetype_column);
  for (std::size_t i = 0; i < count; ++i) {
    if (i == out.identity || i == out.tags || i == out.deck || i == notetype) continue;
    const bool named = i < header.columns.size() && is_id(header.columns[i]);
    if (named && out.identity == kNone) {
      out.identity = i;
    } else if (!named) {
      out.fields.push_back(i);
    }
  }
  return out;
}

bool has_cloze(std::string_view text) {
  const std::size_t at = text.find("{{c");
  return at != kNone && text.find("::", at) != kNone;
}

/// What is said of all notes of a file.
class AnkiImport {
 public:
  AnkiImport(const bank::SourceText& file, const AnkiText& text, DeckBuilder& deck)
      : file_(file), header_(text.header), columns_(columns_of(text)), deck_(deck) {
    html_ = header_.html.value_or(
        std::any_of(text.records.begin(), text.records.end(), [](const AnkiRecord& each) {
          return std::any_of(each.fields.begin(), each.fields.end(), looks_like_html);
        }));
  }

  void add(const AnkiRecord& record) {
    Place place{file_.name, record.line, {}};
    for (const std::string& field : record.fields) {
      if (!is_utf8(field)) return deck_.reject(place, "UTF-8; save the file in that encoding", "other bytes");
    }
    bank::Card card;
    const std::string front = field(record, columns_.fields.empty() ? kNone : columns_.fields.front());
    card.prompt = markdown_of(front);
    card.title = title_of(card.prompt);
    if (!card.title.empty()) place.name = in_quotes(card.title, 40);
    if (has_cloze(front))
      return deck_.reject(place, "a front and a back; cloze deletions have none", "{{c...}}");
    card.answer = back_of(record);
    if (card.prompt.empty()) return deck_.reject(place, "a front: a text in the first field", "none");
    if (card.answer.empty())
      return deck_.reject(place, "a back: a second field with a text; #separator: says what parts fields",
                          "none");
    const std::string identity = field(record, columns_.identity);
    card.id = card_id_of(identity.empty() ? front : identity);
    describe(record, card);
    deck_.add_recall(std::move(card), place);
  }

 private:
  static std::string field(const AnkiRecord& record, std::size_t column) {
    return column < record.fields.size() ? record.fields[column] : "";
  }

  std::string markdown_of(const std::string& field) const {
    return html_ ? html_to_markdown(field) : text_to_markdown(field);
  }

  std::string back_of(const AnkiRecord& record) const {
    std::string back;
    for (std::size_t i = 1; i < columns_.fields.size(); ++i) {
      const std::string text = markdown_of(field(record, columns_.fields[i]));
      if (!text.empty()) back.append(back.empty() ? "" : "\n\n").append(text);
    }
    return back;
  }

  /// Topic, level and tags.
  void describe(const AnkiRecord& record, bank::Card& card) const {
    constexpr std::size_t kLongestSlug = 40;
    std::string deck = field(record, columns_.deck);
    if (deck.empty()) deck = header_.deck;
    card.topic = slug_of(deck.empty() ? "anki" : deck, kLongestSlug);
    for (const std::string& tag : header_.tags) put_tag(tag, card);
    const std::string tags = field(record, columns_.tags);
    for (std::size_t at = 0; at < tags.size();) {
      const std::size_t end = std::min(tags.find_first_of(" \n\t", at), tags.size());
      put_tag(std::string_view(tags).substr(at, end - at), card);
      at = end + 1;
    }
  }

  static void put_tag(std::string_view tag, bank::Card& card) {
    constexpr std::size_t kLongestSlug = 40;
    const std::size_t parts = tag.find("::");
    const std::string_view value = parts == kNone ? std::string_view() : tag.substr(parts + 2);
    if (tag.starts_with("topic::") && !value.empty()) {
      card.topic = slug_of(value, kLongestSlug);
    } else if (const auto level = level_of(value); level && tag.starts_with("level::")) {
      card.level = *level;
    } else if (!tag.starts_with("card::") && !tag.starts_with("kind::")) {
      add_tag(card, tag);
    }
  }

  const bank::SourceText& file_;
  const AnkiHeader& header_;
  const Columns columns_;
  DeckBuilder& deck_;
  bool html_ = false;
};

}  // namespace

void import_anki(const bank::SourceText& file, DeckBuilder& deck) {
  const AnkiText text = parse_anki(file);
  for (const Problem& problem : text.problems)
    deck.reject({problem.file, problem.line, {}}, problem.expected, problem.found);
  AnkiImport import(file, text, deck);
  for (const AnkiRecord& record : text.records) import.add(record);
  if (text.records.empty() && text.problems.empty())
    deck.reject({file.name, 0, {}}, "notes, one a line", "none");
}

}  // namespace sp::exchange
