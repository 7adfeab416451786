#include "native/quiz/review_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "native/platform/terminal.h"

namespace sp::native {
namespace {

using practice::Grade;

constexpr std::array<std::string_view, 4> kGradeNames{"again", "hard", "good", "easy"};
constexpr std::array<std::string_view, 4> kTypedNames{"AGAIN", "HARD", "GOOD", "EASY"};

}  // namespace

std::string_view kind_words(practice::ItemKind kind) {
  switch (kind) {
    case practice::ItemKind::card:
      return "A card.";
    case practice::ItemKind::question:
      return "A question with new numbers.";
    case practice::ItemKind::demo:
      return "A prediction.";
    case practice::ItemKind::turn:
      return "An interview turn.";
  }
  return "";
}

std::string shown_prompt(const bank::Card& card, const Paint& paint) {
  return paint(Ink::muted, titled("Aloud", card)) + "\n\n" + paint(Ink::strong, card.prompt) + "\n\n";
}

std::string shown_answer(const bank::Card& card, const Paint& paint) {
  std::string text = paint(Ink::strong, "In 30 seconds") + "\n\n" + card.short_answer + '\n';
  if (card.key_points.empty()) return text;
  text += '\n' + paint(Ink::strong, "Did you say this?") + '\n';
  for (const std::string& point : card.key_points) text += "  - " + point + '\n';
  return text;
}

std::string shown_prediction(const demos::DemoInfo& demo, const Paint& paint) {
  std::string text =
      paint(Ink::muted, fmt::format("Predict what this demo will show: {} ({})", demo.title, demo.id)) +
      "\n\n" + paint(Ink::strong, plain(demo.prediction.prompt)) + "\n\n";
  const std::string letters = prediction_letters(demo);
  for (std::size_t i = 0; i < letters.size(); ++i)
    text += fmt::format("  {}  {}\n", letters[i], plain(demo.prediction.options[i].text));
  return text + '\n';
}

std::string prediction_letters(const demos::DemoInfo& demo) {
  std::string letters;
  for (std::size_t i = 0; i < demo.prediction.options.size(); ++i) letters += static_cast<char>('A' + i);
  return letters;
}

std::string grades_line(const std::array<practice::Schedule, 4>& next, std::int64_t at) {
  std::string line;
  for (std::size_t i = 0; i < next.size(); ++i) {
    line += fmt::format("{}{} {} {}", i == 0 ? "" : " · ", i + 1, kGradeNames[i],
                        practice::interval_words(next[i].due - at));
  }
  return line;
}

std::string grade_prompt(Grade suggested) {
  const auto number = static_cast<std::size_t>(suggested);
  return fmt::format("How well did you know it? (1 to 4; Enter: {} {}) ", number, kGradeNames[number - 1]);
}

std::optional<Grade> grade_of(std::string_view word) {
  if (word.size() == 1 && word[0] >= '1' && word[0] <= '4') return static_cast<Grade>(word[0] - '0');
  const auto name = std::find(kTypedNames.begin(), kTypedNames.end(), word);
  if (name == kTypedNames.end()) return {};
  return static_cast<Grade>(name - kTypedNames.begin() + 1);
}

std::string_view mark_words(practice::MarkKind kind) {
  switch (kind) {
    case practice::MarkKind::bury:
      return "Put off until tomorrow.";
    case practice::MarkKind::suspend:
      return "Suspended: it does not come until you resume it on the page, in Progress.";
    case practice::MarkKind::resume:
      return "Resumed.";
    case practice::MarkKind::flag:
      return "Flagged: the page lists it, in Progress.";
    case practice::MarkKind::unflag:
      return "No longer flagged.";
  }
  return "";
}

std::string end_words(const practice::ReviewSession& session, std::int64_t now) {
  if (session.current()) return fmt::format("Ended with {} to go.", session.left());
  if (const auto next = session.next_at()) {
    return fmt::format("{} still in the first steps: the next comes in {}.", session.left(),
                       practice::interval_words(std::max<std::int64_t>(0, *next - now)));
  }
  return session.done() == 0 ? "Nothing is due, and today's new items are learned." : "That is all for now.";
}

}  // namespace sp::native
