#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/card.h"

namespace sp::bank {

/// What a mock interview is made of. Plain data: safe to read from any thread once loaded. The JSON field
/// names are the members' names; questions/schema/scenario.schema.json says the same for editors.

/// What a key point counts towards.
enum class Dimension : std::uint8_t { correctness, depth, trade_offs, reliability };

/// Something that a good answer says. It counts as said when an alias is found in the answer: matched word by
/// word after stemming, with small typos allowed.
struct KeyPoint {
  std::string id;    ///< unique within the turn; the log names it
  std::string text;  ///< Markdown, one sentence
  Dimension dimension = Dimension::correctness;
  std::vector<std::string> aliases;  ///< 3 to 14 short phrases in lower case
};

/// Something that a good answer does not say.
struct RedFlag {
  std::string id;                    ///< unique within the turn; the log names it
  std::string text;                  ///< Markdown: what is wrong with it
  std::string covers;                ///< a curriculum id; may be empty
  std::vector<std::string> phrases;  ///< 2 to 12, in lower case: give it away
  std::string instead;               ///< Markdown: what to say instead
};

/// What the interviewer asks next, depending on the answer.
struct TurnFollowUp {
  enum class When : std::uint8_t { always, covered, missed };
  When when = When::always;
  std::string key_point;  ///< of the turn: the one that was covered or missed; empty for `always`
  std::string question;   ///< Markdown
  std::string answer;     ///< Markdown
};

/// One exchange of the interview.
struct Turn {
  std::string id;      ///< "<scenario id>-<rest>", unique in the whole bank, stays the same for ever
  std::string prompt;  ///< what the interviewer says, Markdown
  double minutes = 0;  ///< suggested time for the answer, 1 to 15
  std::vector<std::string> hints;        ///< 2 to 4, Markdown, from a nudge to nearly the answer
  std::vector<KeyPoint> key_points;      ///< 3 to 7
  std::vector<RedFlag> red_flags;        ///< 1 to 5
  std::string answer;                    ///< a model answer, Markdown
  std::vector<TurnFollowUp> follow_ups;  ///< 1 to 4
};

/// A mock interview.
struct Scenario {
  std::string id;  ///< "S01"; also the file's name
  std::string title;
  std::string summary;  ///< one sentence for the list
  std::string brief;    ///< what the candidate is told before the first turn, Markdown
  Level level = Level::senior;
  std::vector<std::string> tags;    ///< 1 to 8
  std::vector<std::string> covers;  ///< curriculum ids; may be empty
  std::vector<std::string> cards;   ///< ids of cards to read afterwards; may be empty
  std::vector<std::string> demos;   ///< demo ids; may be empty
  std::vector<Turn> turns;          ///< 5 to 9
  std::string closing;              ///< what a strong candidate showed, Markdown
  std::string file;                 ///< where it came from, as Card::file
  std::string deck;                 ///< as Card::deck
};

/// The name in JSON: "correctness", "trade-offs", ...
std::string_view name_of(Dimension dimension) noexcept;

inline constexpr std::array kDimensions{Dimension::correctness, Dimension::depth, Dimension::trade_offs,
                                        Dimension::reliability};

}  // namespace sp::bank
