#include "engine/exchange/import.h"

#include <fmt/format.h>

#include "engine/exchange/deck_builder.h"
#include "engine/exchange/text.h"

namespace sp::exchange {
namespace {

bool begins_like_gift(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = trimmed(text);
  return text.starts_with("//") || text.starts_with("::") || text.starts_with("$CATEGORY:");
}

bool is_too_large(const bank::SourceText& file, DeckBuilder& deck) {
  if (file.text.size() <= kMostImportBytes) return false;
  deck.reject({file.name, 0, {}}, fmt::format("at most {} bytes; split the file", kMostImportBytes),
              fmt::format("{} bytes", file.text.size()));
  return true;
}

}  // namespace

std::optional<ImportFormat> import_format_of(const bank::SourceText& file) {
  const std::size_t point = file.name.rfind('.');
  const std::string ending = point == std::string::npos ? "" : lower_case(file.name.substr(point));
  if (ending == ".gift") return ImportFormat::gift;
  if (ending == ".csv" || ending == ".tsv") return ImportFormat::anki;
  if (ending != ".txt") return std::nullopt;
  return begins_like_gift(file.text) ? ImportFormat::gift : ImportFormat::anki;
}

DeckImport::DeckImport(const bank::Bank& bank) : deck_(std::make_unique<DeckBuilder>(bank)) {}
DeckImport::~DeckImport() = default;

void DeckImport::add_anki(const bank::SourceText& file) {
  if (!is_too_large(file, *deck_)) import_anki(file, *deck_);
}

void DeckImport::add_gift(const bank::SourceText& file) {
  if (!is_too_large(file, *deck_)) import_gift(file, *deck_);
}

Imported DeckImport::result() const {
  return deck_->result();
}

}  // namespace sp::exchange
