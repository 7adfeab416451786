#include "engine/bank/outline.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace sp::bank {
namespace {

// A line: id, topic, level, title, and the ids of the card's questions without the own id that they begin
// with. A question whose numbers are drawn ends with a star.
constexpr char kFieldEnd = '\t';
constexpr char kIdEnd = ' ';
constexpr char kDrawn = '*';
using Fields = std::array<std::string_view, 5>;

/// Takes what stands before the next `mark`, and the mark, from `text`.
std::string_view take(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

std::optional<Fields> fields_of(std::string_view line) {
  if (std::count(line.begin(), line.end(), kFieldEnd) != std::ptrdiff_t{Fields{}.size()} - 1)
    return std::nullopt;
  Fields fields;
  for (std::string_view& field : fields) field = take(line, kFieldEnd);
  return fields;
}

std::optional<Level> level_named(std::string_view name) {
  const auto found =
      std::find_if(kLevels.begin(), kLevels.end(), [&](Level level) { return name_of(level) == name; });
  return found == kLevels.end() ? std::nullopt : std::optional(*found);
}

Question question_named(std::string_view card, std::string_view rest) {
  Question question;
  if (rest.ends_with(kDrawn)) {
    rest.remove_suffix(1);
    question.generator.draw.resize(1);  // which numbers they are stands in the bundle
  }
  question.id.append(card).append("-").append(rest);
  return question;
}

/// Nothing when it is no line of an outline.
std::optional<Card> card_of(std::string_view line) {
  const auto fields = fields_of(line);
  const auto level = fields ? level_named((*fields)[2]) : std::nullopt;
  if (!level) return std::nullopt;
  auto [id, topic, level_name, title, questions] = *fields;
  Card card;
  card.id = id;
  card.topic = topic;
  card.level = *level;
  card.title = title;
  card.questions.reserve(static_cast<std::size_t>(std::count(questions.begin(), questions.end(), kIdEnd)) +
                         1);
  while (!questions.empty()) card.questions.push_back(question_named(id, take(questions, kIdEnd)));
  return card;
}

}  // namespace

Loaded load_outline(std::string_view text, const std::string& name) {
  std::vector<Card> cards;
  std::set<std::string, std::less<>> ids;
  std::vector<Problem> problems;
  for (int number = 1; !text.empty(); ++number) {
    const std::string_view line = take(text, '\n');
    auto card = card_of(line);
    if (!card)
      problems.push_back({name, number, 1, "",
                          "an id, a topic, a level, a title and question ids, parted by tabs",
                          in_quotes(line)});
    else if (ids.insert(card->id).second)
      cards.push_back(std::move(*card));
  }
  return {Bank(std::move(cards)), std::move(problems)};
}

}  // namespace sp::bank
