#include "engine/exchange/anki_export.h"

#include <cassert>
#include <string_view>

#include <fmt/format.h>

#include "engine/bank/draw.h"
#include "engine/exchange/markdown_html.h"
#include "engine/exchange/sides.h"

namespace sp::exchange {
namespace {

constexpr std::string_view kHeader =
    "#separator:Tab\n"
    "#html:true\n"
    "#notetype:Switchpoint\n"
    "#deck:Switchpoint\n"
    "#columns:Id\tFront\tBack\tTags\n"
    "#tags column:4\n";

std::string quoted(const std::string& field) {
  if (field.find_first_of("\t\n\r\"") == std::string::npos) return field;
  std::string out = "\"";
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string record(const std::string& id, const Sides& sides, const std::string& tags) {
  return fmt::format("{}\t{}\t{}\t{}\n", id, quoted(markdown_to_html(sides.front)),
                     quoted(markdown_to_html(sides.back)), tags);
}

std::string tags_of(const bank::Card& card) {
  std::string tags =
      fmt::format("topic::{} level::{} card::{}", card.topic, bank::name_of(card.level), card.id);
  for (const std::string& tag : card.tags) tags += " " + tag;
  return tags;
}

}  // namespace

std::string anki_export(std::span<const bank::Card* const> cards) {
  std::string text(kHeader);
  for (const bank::Card* card : cards) {
    const std::string tags = tags_of(*card);
    if (const Sides sides = sides_of(*card); !sides.front.empty() && !sides.back.empty())
      text += record(card->id, sides, tags);
    for (const bank::Question& question : card->questions) {
      if (question.generated()) continue;
      const auto drawn = bank::draw(question, 0);
      assert(drawn.ok());  // the reader tries what draws no numbers
      text += record(question.id, sides_of(*drawn),
                     fmt::format("{} kind::{}", tags, bank::name_of(question.kind)));
    }
  }
  return text;
}

}  // namespace sp::exchange
