// How a quiz at the terminal puts each kind of question, reads an answer and shows what became of it.
#pragma once

#include <string>
#include <string_view>

#include "engine/practice/session.h"

namespace sp::native {

enum class Ink { plain, strong, muted, right, wrong };

/// Colours text with ANSI codes, or leaves it as it is.
struct Paint {
  bool colour = false;
  std::string operator()(Ink ink, std::string_view text) const;
};

/// "Question 1 of 4: The GIL (C02, mid)": `place` is what stands before the colon.
std::string titled(std::string_view place, const bank::Card& card);

/// What stands below the prompt: options with letters, steps with numbers, code. Ends with a line end.
std::string shown_question(const practice::QuizSession& session);

/// What to type: "Your answer (one letter; q ends): ".
std::string asked_for(const practice::QuizSession& session);

/// Said when `give` did not understand.
std::string hint(const practice::QuizSession& session);

/// Whether the answer has several lines, and ends with an empty one or with ".".
bool takes_lines(const practice::QuizSession& session);
/// Whether this line ends such an answer. An empty one does not when the right answer has one in it.
bool ends_lines(const practice::QuizSession& session, std::string_view line);
/// The capital letters, and "-", that are an answer to the question when they stand alone.
std::string taken_letters(const practice::QuizSession& session);

/// In capitals, without blanks and commas.
std::string without_blanks(std::string_view text);

/// Gives the session what was typed. False when it is no answer to the question; the session is then as
/// before, or has something that `can_check` refuses.
bool give(practice::QuizSession& session, std::string_view typed);

/// The verdict and every explanation. Precondition: session.checked().
std::string shown_result(const practice::QuizSession& session, const Paint& paint);

}  // namespace sp::native
