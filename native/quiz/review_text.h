// What a review at the terminal says.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/bank/card.h"
#include "engine/demos/demo.h"
#include "engine/practice/review_session.h"
#include "native/quiz/quiz_text.h"

namespace sp::native {

/// What may be typed instead of an answer.
inline constexpr std::string_view kCommandWords =
    "Instead of an answer: u takes the last answer back, b puts this one off until tomorrow, s suspends it, "
    "f flags it, q ends. Where a letter is an option, type :b or :f.";

/// "A card", "A question with numbers of its own", ...
std::string_view kind_words(practice::ItemKind kind);

/// The card's own prompt, to be answered aloud.
std::string shown_prompt(const bank::Card& card, const Paint& paint);
/// What should have been said: the short answer, and the key points.
std::string shown_answer(const bank::Card& card, const Paint& paint);

/// The demo's title, what it asks to predict, and the options with letters.
std::string shown_prediction(const demos::DemoInfo& demo, const Paint& paint);
/// The letters of its options, in capitals, in their order.
std::string prediction_letters(const demos::DemoInfo& demo);

/// "1 again 1 min · 2 hard 6 min · 3 good 10 min · 4 easy 8 days": `next` as Scheduler::preview gives it for
/// a review at `at`.
std::string grades_line(const std::array<practice::Schedule, 4>& next, std::int64_t at);
/// "How well did you know it? (1 to 4; Enter: 3 good) "
std::string grade_prompt(practice::Grade suggested);
/// Of "1" to "4", or "AGAIN" to "EASY".
std::optional<practice::Grade> grade_of(std::string_view word);

/// What became of the item.
std::string_view mark_words(practice::MarkKind kind);

/// How the session stands when nothing is asked any more.
std::string end_words(const practice::ReviewSession& session, std::int64_t now);

}  // namespace sp::native
