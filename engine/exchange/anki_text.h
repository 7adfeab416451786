// The notes of a text as Anki writes it. Not for other folders.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/bank/bank.h"

namespace sp::exchange {

/// What the lines at the top say. Columns count from 1; 0 is none.
struct AnkiHeader {
  char separator = '\0';  ///< '\0' until it is known
  std::optional<bool> html;
  std::vector<std::string> columns;  ///< their names; may be empty
  std::vector<std::string> tags;     ///< of every note
  std::string deck;
  std::size_t notetype_column = 0, deck_column = 0, tags_column = 0, guid_column = 0;
};

struct AnkiRecord {
  int line = 0;
  std::vector<std::string> fields;
};

/// Problems are those of records that cannot be read; the others follow one another as they stand.
struct AnkiText {
  AnkiHeader header;
  std::vector<AnkiRecord> records;
  std::vector<Problem> problems;
};

/// By the rules of Anki's manual: header lines "#key:value" (and "tags:" in the first line); lines that begin
/// with # are comments; fields in quotation marks may hold separators, line breaks and doubled quotation
/// marks. Without #separator the first record tells it: a tab, a semicolon, a comma or a bar. Never throws on
/// account of the text.
AnkiText parse_anki(const bank::SourceText& file);

}  // namespace sp::exchange
