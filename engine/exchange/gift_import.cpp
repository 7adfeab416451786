#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/bank/draw.h"
#include "engine/bank/text_rules.h"
#include "engine/exchange/deck_builder.h"
#include "engine/exchange/gift_parse.h"
#include "engine/exchange/ids.h"
#include "engine/exchange/sides.h"

namespace sp::exchange {
namespace {

constexpr std::size_t kLongestSlug = 40;

/// The parts of a category's path; two slashes stand for one in a name.
std::vector<std::string> path_of(std::string_view category) {
  std::vector<std::string> parts(1);
  for (std::size_t at = 0; at < category.size(); ++at) {
    if (category[at] != '/') {
      parts.back() += category[at];
    } else if (category.substr(at).starts_with("//")) {
      parts.back() += category[at++];
    } else {
      parts.emplace_back();
    }
  }
  std::vector<std::string> named;
  for (const std::string& part : parts) {
    const std::string title = title_of(part);
    const bool scaffold = title.empty() || title == "top" || (title.starts_with('$') && title.ends_with('$'));
    if (!scaffold) named.push_back(title);
  }
  return named;
}

std::string head_of(std::string_view text, char mark) {
  return std::string(text.substr(0, text.find(mark)));
}

/// The card of a category, without id where the category's name gives none.
bank::Card card_of(const std::string& category, const std::string& file) {
  bank::Card card;
  const auto path = path_of(category);
  card.title = path.empty() ? "Imported questions" : path.back();
  card.topic = slug_of(path.size() > 1 ? path[path.size() - 2]
                       : path.empty()  ? "imported"
                                       : path.back(),
                       kLongestSlug);
  card.id = head_of(card.title, ' ');
  if (!bank::is_card_id(card.id)) {
    card.id = card_id_of(category.empty() ? "file:" + file : "category:" + category);
  } else if (card.title.size() > card.id.size()) {
    card.title.erase(0, card.id.size() + 1);
  }
  return card;
}

/// The first of title and ID number that `is` accepts; empty when neither is.
std::string own_id(const GiftQuestion& question, bool (*is)(std::string_view)) {
  if (is(question.title)) return question.title;
  return is(question.id) ? question.id : "";
}

/// An id from the text that no entry has yet.
template <class T>
std::string entry_id(const std::vector<T>& entries, std::string_view text) {
  constexpr std::size_t kLongest = 24;
  const std::string base = slug_of(text, kLongest);
  std::string id = base;
  const auto taken = [&](const T& entry) { return entry.id == id; };
  for (int number = 2; std::any_of(entries.begin(), entries.end(), taken); ++number)
    id = fmt::format("{}-{}", base, number);
  return id;
}

// --- numbers ---

struct Number {
  double value = 0, tolerance = 0;
  std::string text;  ///< of the value, as arithmetic
};

/// "12", "12:0.5" or "11.5..12.5".
std::optional<Number> number_of(std::string_view text) {
  constexpr double kLargest = 1e12;
  Number number;
  if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    const auto low = gift_number(text.substr(0, dots)), high = gift_number(text.substr(dots + 2));
    if (!low || !high || *low > *high) return std::nullopt;
    number.value = (*low + *high) / 2;
    number.tolerance = (*high - *low) / 2;
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const auto value = gift_number(text.substr(0, colon));
    const auto within = colon < text.size() ? gift_number(text.substr(colon + 1)) : 0.0;
    if (!value || !within || *within < 0) return std::nullopt;
    number.value = *value;
    number.tolerance = *within;
  }
  if (std::fabs(number.value) > kLargest || number.tolerance > kLargest) return std::nullopt;
  number.text = gift_decimal(number.value);
  number.tolerance = gift_number(gift_decimal(number.tolerance)).value();
  return number;
}

/// Decimals and, where they do not say it, tolerance.
void set_exactness(const Number& number, bank::Numeric& numeric) {
  constexpr std::size_t kMostDecimals = 3;
  constexpr double kSame = 1e-9;
  const std::size_t point = number.text.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : number.text.size() - point - 1;
  for (int n = 1; n <= static_cast<int>(kMostDecimals); ++n) {
    if (std::fabs(number.tolerance - std::pow(10.0, -n)) > kSame) continue;
    numeric.decimals = n;
    return;
  }
  numeric.decimals = static_cast<int>(std::min(decimals, kMostDecimals));
  if (number.tolerance > 0) {
    numeric.tolerance = number.tolerance;
  } else if (decimals > 0) {
    numeric.tolerance = std::pow(10.0, -static_cast<double>(decimals)) / 2;  // what rounds to it
  }
}

// --- questions ---

/// Takes the questions of one file.
class GiftImport {
 public:
  GiftImport(const bank::SourceText& file, DeckBuilder& deck) : file_(file), deck_(deck) {}

  void add(const GiftQuestion& question) {
    given_ = &question;
    place_ = {file_.name, question.line, name_of(question)};
    switch (question.kind) {
      case GiftKind::description:
        return reject("a question; a description asks nothing", "no { }");
      case GiftKind::essay:
        return add_essay();
      case GiftKind::short_answer:
        return add_short_answer();
      case GiftKind::true_false:
        return add_true_false();
      case GiftKind::choice:
        return add_choice();
      case GiftKind::matching:
        return add_positions();
      case GiftKind::numerical:
        return add_numerical();
    }
  }

 private:
  void reject(std::string expected, std::string found) {
    deck_.reject(place_, std::move(expected), std::move(found));
  }

  /// The card of the category, with what the tags of the question say.
  bank::Card card() const {
    bank::Card card = card_of(given_->category, file_.name);
    describe(card);
    return card;
  }

  void describe(bank::Card& card) const {
    const auto& kinds = bank::kQuestionKinds;
    for (const std::string& tag : given_->tags) {
      const bool kind = std::any_of(kinds.begin(), kinds.end(),
                                    [&](bank::QuestionKind each) { return bank::name_of(each) == tag; });
      if (const auto level = level_of(tag)) {
        card.level = *level;
      } else if (tag != card.topic && tag != "card" && !kind) {
        add_tag(card, tag);
      }
    }
  }

  /// `why` is said of the right answer, where that has no place of its own.
  void add_question(bank::Question question, const std::string& why = {}) {
    question.prompt = to_markdown(given_->stem);
    question.explanation = document({why, to_markdown(given_->general)});
    bank::Card of = card();
    question.id = own_id(*given_, bank::is_sub_id);
    if (question.id.empty()) {
      const std::string& words = !given_->title.empty() ? given_->title
                                 : !given_->id.empty()  ? given_->id
                                                        : given_->stem.text;
      question.id = deck_.question_id(of.id, words);
    } else {
      of.id = head_of(question.id, '-');
    }
    deck_.add_question(of, std::move(question), place_);
  }

  /// A card to recall.
  void add_recall(const std::string& answer) {
    bank::Card recall = card();
    recall.prompt = to_markdown(given_->stem);
    recall.answer = answer;
    const std::string& name = given_->title.empty() ? recall.prompt : given_->title;
    std::string id = own_id(*given_, bank::is_card_id);
    if (id.empty()) {
      id = card_id_of(fmt::format("{}/{}", given_->category, given_->id.empty() ? name : given_->id));
      recall.title = title_of(name);
    } else if (id != recall.id) {
      recall.title = title_of(recall.prompt);
    }
    recall.id = std::move(id);
    deck_.add_recall(std::move(recall), place_);
  }

  void add_essay() {
    if (given_->general.empty())
      return reject("general feedback (####...) that gives the answer, as an essay has no other", "none");
    add_recall(to_markdown(given_->general));
  }

  void add_short_answer() {
    std::vector<std::string> right;
    for (const GiftAnswer& answer : given_->answers) {
      if (!answer.full()) continue;
      const std::string text = to_markdown(answer.text), why = to_markdown(answer.feedback);
      right.push_back(why.empty() ? text : text + ": " + why);
    }
    if (right.empty()) return reject("an answer that is worth 100 %", "none");
    add_recall(document({right.size() == 1 ? right.front() : list_of(right), to_markdown(given_->general)}));
  }

  void add_true_false() {
    bank::Question question;
    const std::string wrong = to_markdown(given_->answers[0].feedback),
                      right = to_markdown(given_->answers[1].feedback);
    question.options = {{"true", "True", given_->is_true, given_->is_true ? right : wrong},
                        {"false", "False", !given_->is_true, given_->is_true ? wrong : right}};
    add_question(std::move(question));
  }

  void add_choice() {
    const auto& answers = given_->answers;
    const bool single =
        std::any_of(answers.begin(), answers.end(), [](const GiftAnswer& a) { return a.equals; });
    bank::Question question;
    question.kind = single ? bank::QuestionKind::single : bank::QuestionKind::multiple;
    bool found = false;
    for (const GiftAnswer& answer : answers) {
      const bool right = single ? answer.full() : answer.weight.value_or(0) > 0;
      if (single && right && std::exchange(found, true)) continue;  // one that is right will do
      const std::string text = to_markdown(answer.text);
      question.options.push_back(
          {entry_id(question.options, text), text, right, to_markdown(answer.feedback)});
    }
    add_question(std::move(question));
  }

  void add_positions() {
    bank::Question question;
    question.kind = bank::QuestionKind::order;
    const auto& pairs = given_->answers;
    question.steps.resize(pairs.size());
    for (const GiftAnswer& pair : pairs) {
      const auto position = gift_number(pair.match.substr(0, pair.match.find_last_not_of(".)") + 1));
      const auto at = static_cast<std::size_t>(position.value_or(0));
      const bool fits = position && *position >= 1 && *position <= static_cast<double>(pairs.size()) &&
                        static_cast<double>(at) == *position && question.steps[at - 1].text.empty();
      if (!fits)
        return reject(fmt::format("the positions 1 to {} to be matched; other matching is not asked here",
                                  pairs.size()),
                      in_quotes(pair.match));
      question.steps[at - 1].text = to_markdown(pair.text);
    }
    for (std::size_t i = 0; i < question.steps.size(); ++i) {
      const std::vector<bank::Step> before(question.steps.begin(),
                                           question.steps.begin() + static_cast<std::ptrdiff_t>(i));
      question.steps[i].id = entry_id(before, question.steps[i].text);
    }
    add_question(std::move(question));
  }

  void add_numerical() {
    constexpr std::size_t kMostWrong = 5;
    bank::Question question;
    question.kind = bank::QuestionKind::numeric;
    bank::Numeric& numeric = question.numeric;
    std::optional<Number> right;
    std::string why;
    std::vector<std::pair<Number, std::string>> wrong;
    for (const GiftAnswer& answer : given_->answers) {
      if (!answer.equals || answer.text.text == "*") continue;  // for any other number
      auto number = number_of(answer.text.text);
      if (!number) {
        place_.line = answer.line;
        return reject("a number such as 12, 12:0.5 or 11.5..12.5", in_quotes(answer.text.text));
      }
      if (!answer.full()) {
        wrong.emplace_back(std::move(*number), to_markdown(answer.feedback));
      } else if (right) {
        return reject("one number that is worth 100 %", "several");
      } else {
        right = std::move(number);
        why = to_markdown(answer.feedback);
      }
    }
    if (!right) return reject("a number that is worth 100 %", "none");
    if (given_->stem.text.find("{answer}") != std::string::npos ||
        given_->general.text.find("{answer}") != std::string::npos)
      return reject("a text without {answer}, which would become the number", "{answer}");
    set_exactness(*right, numeric);
    numeric.answer = bank::Expression::parse(right->text).value();
    for (const auto& [number, reason] : wrong) {
      if (numeric.wrong.size() < kMostWrong && !bank::counts_as(number.value, right->value, numeric))
        numeric.wrong.push_back({bank::Expression::parse(number.text).value(), reason});
    }
    add_question(std::move(question), why);
  }

  const bank::SourceText& file_;
  DeckBuilder& deck_;
  const GiftQuestion* given_ = nullptr;
  Place place_;
};

}  // namespace

void import_gift(const bank::SourceText& file, DeckBuilder& deck) {
  const GiftQuestions found = parse_gift(file);
  for (const Problem& problem : found.problems)
    deck.reject({problem.file, problem.line, problem.path}, problem.expected, problem.found);
  GiftImport import(file, deck);
  for (const GiftQuestion& question : found.questions) import.add(question);
  if (found.questions.empty() && found.problems.empty())
    deck.reject({file.name, 0, {}}, "questions, with an empty line between them", "none");
}

}  // namespace sp::exchange
