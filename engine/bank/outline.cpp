#include "engine/bank/outline.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace sp::bank {
namespace {

// A line: id, topic (none for a scenario), level, title, and the ids of its questions or turns without the
// own id that they begin with. A question whose numbers are drawn ends with a star.
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

std::size_t count_of(std::string_view ids) {
  return static_cast<std::size_t>(std::count(ids.begin(), ids.end(), kIdEnd)) + 1;
}

std::optional<Level> level_named(std::string_view name) {
  const auto found =
      std::find_if(kLevels.begin(), kLevels.end(), [&](Level level) { return name_of(level) == name; });
  return found == kLevels.end() ? std::nullopt : std::optional(*found);
}

std::string sub_id(std::string_view own, std::string_view rest) {
  return std::string(own).append("-").append(rest);
}

Question question_named(std::string_view card, std::string_view rest) {
  Question question;
  if (rest.ends_with(kDrawn)) {
    rest.remove_suffix(1);
    question.generator.draw.resize(1);  // which numbers they are stands in the bundle
  }
  question.id = sub_id(card, rest);
  return question;
}

class Outline {
 public:
  /// False when it is no line of an outline.
  bool add(std::string_view line) {
    const auto fields = fields_of(line);
    const auto level = fields ? level_named((*fields)[2]) : std::nullopt;
    if (!level) return false;
    const auto [id, topic, level_name, title, ids] = *fields;
    if (topic.empty())
      add_scenario(id, *level, title, ids);
    else
      add_card(id, topic, *level, title, ids);
    return true;
  }

  Bank bank() && { return Bank(std::move(cards_), std::move(scenarios_)); }

 private:
  void add_card(std::string_view id, std::string_view topic, Level level, std::string_view title,
                std::string_view questions) {
    Card& card = cards_.emplace_back();
    card.id = id;
    card.topic = topic;
    card.level = level;
    card.title = title;
    card.questions.reserve(count_of(questions));
    while (!questions.empty()) card.questions.push_back(question_named(id, take(questions, kIdEnd)));
  }

  void add_scenario(std::string_view id, Level level, std::string_view title, std::string_view turns) {
    Scenario& scenario = scenarios_.emplace_back();
    scenario.id = id;
    scenario.level = level;
    scenario.title = title;
    scenario.turns.reserve(count_of(turns));
    while (!turns.empty()) scenario.turns.emplace_back().id = sub_id(id, take(turns, kIdEnd));
  }

  std::vector<Card> cards_;
  std::vector<Scenario> scenarios_;
};

}  // namespace

Loaded load_outline(std::string_view text, const std::string& name) {
  Outline outline;
  std::vector<Problem> problems;
  for (int number = 1; !text.empty(); ++number) {
    const std::string_view line = take(text, '\n');
    if (!outline.add(line))
      problems.push_back(
          {name, number, 1, "", "an id, a topic, a level, a title and ids, parted by tabs", in_quotes(line)});
  }
  return {std::move(outline).bank(), std::move(problems)};
}

}  // namespace sp::bank
