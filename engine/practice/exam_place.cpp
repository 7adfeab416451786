#include "engine/practice/exam_place.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace sp::practice {
namespace {

constexpr std::int64_t kFormat = 1;

/// The text up to the next blank, which is taken off with it.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

/// The next word, if it is a number that is not negative and nothing else; -1 otherwise.
std::int64_t take_number(std::string_view& text) {
  const std::string_view word = take_word(text);
  const char* const end = word.data() + word.size();
  std::int64_t number = -1;
  const auto [read, error] = std::from_chars(word.data(), end, number);
  return read == end && error == std::errc() ? number : -1;
}

}  // namespace

ExamPlace place_of(const Exam& exam, std::optional<std::int64_t> handed_in) {
  ExamPlace place{exam.spec().level, exam.seed(), exam.started_at(), handed_in, exam.quiz().index(), {}};
  for (const auto& outcome : exam.quiz().outcomes())
    place.asked.push_back({outcome.question->id, exam.answers()[place.asked.size()]});
  return place;
}

std::string to_text(const ExamPlace& place) {
  std::string text = fmt::format("{} {} {} {} {} {}", kFormat, static_cast<int>(place.level), place.seed,
                                 place.started_at, place.handed_in.value_or(0), place.index);
  for (const auto& [question, answer] : place.asked) text += ' ' + question + '=' + answer;
  return text;
}

std::optional<ExamPlace> parse_exam_place(std::string_view text) {
  if (take_number(text) != kFormat) return {};
  const std::int64_t level = take_number(text), seed = take_number(text), started_at = take_number(text),
                     handed_in = take_number(text), index = take_number(text);
  if (level < 0 || level >= std::int64_t{bank::kLevels.size()}) return {};
  if (seed < 0 || started_at < 0 || handed_in < 0 || index < 0) return {};
  ExamPlace place{bank::kLevels[static_cast<std::size_t>(level)],
                  static_cast<std::uint64_t>(seed),
                  started_at,
                  {},
                  static_cast<std::size_t>(index),
                  {}};
  if (handed_in > 0) place.handed_in = handed_in;
  while (!text.empty()) {
    const std::string_view word = take_word(text);
    const std::size_t mark = word.find('=');
    if (mark == std::string_view::npos) return {};
    place.asked.push_back({std::string(word.substr(0, mark)), std::string(word.substr(mark + 1))});
  }
  if (place.asked.empty() || place.index > place.asked.size()) return {};
  return place;
}

Result<Exam> take_up(const bank::Bank& bank, const ExamPlace& place, const History& history) {
  std::vector<std::string> questions;
  for (const auto& asked : place.asked) questions.push_back(asked.question);
  auto exam = Exam::of(bank, place.level, questions, place.seed, place.started_at);
  if (!exam.ok() || exam->quiz().size() != questions.size())
    return Error{{}, "Not all of its questions are there any more."};
  for (const Record* record : history.standing()) {
    const auto* answer = std::get_if<Answer>(record);
    if (answer == nullptr) continue;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      if (place.asked[i].answer == answer->id) exam->put_back(i, *answer);
    }
  }
  exam->quiz().go_to(place.index);
  return exam;
}

}  // namespace sp::practice
