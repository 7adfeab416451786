// Cards and questions as Anki reads them.
#pragma once

#include <span>
#include <string>

#include "engine/bank/card.h"

namespace sp::exchange {

/// A text file for Anki's File > Import, by the rules of Anki's manual, "Importing Text Files"
/// (docs.ankiweb.net/importing/text-files.html): header lines, then one note a record with the columns Id,
/// Front, Back and Tags, separated by tabs. A note is a card that has something to recall, or a question
/// whose numbers are fixed. Fields are HTML; one with a tab, a line break or a quotation mark stands in
/// quotation marks, those within it doubled.
///
/// The id is the first field, by which Anki finds the note again: where the note type's first field takes it,
/// importing a later file updates the notes and keeps their scheduling. The header names such a note type,
/// "Switchpoint" with the fields Id, Front and Back, which the learner makes once; without it Anki asks.
///
/// The cards are those of a loaded bank. Any thread.
std::string anki_export(std::span<const bank::Card* const> cards);

}  // namespace sp::exchange
