// How the terminal quiz puts each kind of question, reads an answer and shows what became of it.
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
/// Whether this line, the first of an answer, ends the quiz.
bool ends_quiz(const practice::QuizSession& session, std::string_view line);

/// Gives the session what was typed. False when it is no answer to the question; the session is then as
/// before, or has something that `can_check` refuses.
bool give(practice::QuizSession& session, std::string_view typed);

/// The verdict and every explanation. Precondition: session.checked().
std::string shown_result(const practice::QuizSession& session, const Paint& paint);

}  // namespace sp::native
