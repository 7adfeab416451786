// The questions of a GIFT text. Not for other folders.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/exchange/gift_text.h"

namespace sp::exchange {

enum class GiftKind : std::uint8_t {
  description,  ///< asks nothing
  essay,
  true_false,
  choice,        ///< multiple choice: one answer where one has =, else several
  short_answer,  ///< a word, typed
  matching,
  numerical,
};

struct GiftAnswer {
  int line = 0;
  bool equals = false;           ///< marked =, not ~
  std::optional<double> weight;  ///< in %
  GiftText text;                 ///< of matching: what is to be matched
  std::string match;             ///< of matching: its partner
  GiftText feedback;

  /// Whether it is worth everything.
  bool full() const noexcept { return equals && weight.value_or(100) >= 100; }
};

struct GiftQuestion {
  int line = 0;                   ///< where it begins
  std::string category;           ///< of the last $CATEGORY before it
  std::string title;              ///< between ::
  std::string id;                 ///< of [id:...] in a comment
  std::vector<std::string> tags;  ///< of [tag:...] in comments
  GiftKind kind = GiftKind::description;
  GiftText stem;  ///< with _____ where the answer stands in the middle
  bool is_true = false;
  std::vector<GiftAnswer> answers;  ///< of true_false: that for the wrong answer, then that for the right one
  GiftText general;                 ///< feedback
};

/// What is sound; for everything else a problem with its line. Never throws on account of the text.
struct GiftQuestions {
  std::vector<GiftQuestion> questions;
  std::vector<Problem> problems;
};
GiftQuestions parse_gift(const bank::SourceText& file);

/// What a question is called in messages: its title, or the beginning of what it asks, in quotes.
std::string name_of(const GiftQuestion& question);

}  // namespace sp::exchange
