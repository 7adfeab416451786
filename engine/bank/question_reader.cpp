#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/bank/card_reader.h"
#include "engine/bank/draw.h"
#include "engine/bank/generator_reader.h"

namespace sp::bank {
namespace {

using json::Object;
using json::Value;

// A program must fit a narrow screen, and its output must be quick to type.
constexpr std::size_t kMostCodeLines = 24;
constexpr std::size_t kMostCodeColumns = 60;
constexpr std::size_t kMostOutputLines = 6;

/// How many options, steps and wrong answers a question has; the bank's first.
struct Count {
  std::size_t least, most;
};
constexpr Count kOptions{3, 6}, kOptionsInDeck{2, 12};
constexpr Count kSteps{3, 7}, kStepsInDeck{3, 9};
constexpr Count kWrongOutputs{1, 4}, kWrongOutputsInDeck{0, 4};
constexpr Count kWrongNumbers{1, 5}, kWrongNumbersInDeck{0, 5};

/// What the kinds' readers need beside the question's own fields.
struct Around {
  const std::vector<Verify>& snippets;
  bool lean;     ///< what only the tests read may be missing
  bool in_deck;  ///< what only serves reading may be missing

  const Count& count(const Count& in_bank, const Count& of_deck) const { return in_deck ? of_deck : in_bank; }
};

/// A text that the bank must have, and a deck may have.
std::string read_reading(Object& object, std::string_view name, bool in_deck) {
  return read_text(in_deck ? object.optional(name) : object.required(name));
}

/// Words of a list of which none may occur twice: `what` is "an option id", `word` a member.
template <class T>
void check_unique(const MaybeValue& list, const std::vector<T>& entries, std::string T::* word,
                  std::string_view what) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string& it = entries[i].*word;
    if (!it.empty() && !seen.insert(it).second)
      (*list->array())[i].problem(fmt::format("{} that the question has once", what),
                                  in_quotes(it) + " again");
  }
}

void check_shown_code(const Value& value, std::string_view code) {
  const auto lines = lines_of(code);
  if (lines.size() > kMostCodeLines)
    value.problem(fmt::format("at most {} lines of code to show", kMostCodeLines),
                  fmt::format("{}", lines.size()));
  for (const std::string_view line : lines) {
    if (character_count(line) > kMostCodeColumns)
      value.problem(fmt::format("at most {} columns of code to show", kMostCodeColumns),
                    fmt::format("{}: {}", character_count(line), in_quotes(line)));
  }
}

// --- single, multiple ---

Option read_option(const Value& value, bool in_deck) {
  return read_object<Option>(value, [&](Object& object, Option& option) {
    option.id = read_slug(object.required("id"));
    const auto text = object.required("text");
    option.text = read_text(text);
    if (refers_to_other_options(option.text)) {
      text->problem("an option that stands by itself, as their order is shuffled");
    }
    if (const auto correct = object.required("correct")) option.correct = correct->boolean().value_or(false);
    option.explanation = read_reading(object, "explanation", in_deck);
  });
}

std::size_t read_options(Object& object, Question& question, const Around& around) {
  const auto value = object.required("options");
  const auto [least, most] = around.count(kOptions, kOptionsInDeck);
  question.options =
      read_list(value, least, most, [&](const Value& item) { return read_option(item, around.in_deck); });
  check_unique(value, question.options, &Option::id, "an option id");
  check_unique(value, question.options, &Option::text, "an option text");
  return static_cast<std::size_t>(std::count_if(question.options.begin(), question.options.end(),
                                                [](const Option& option) { return option.correct; }));
}

void read_single(Object& object, Question& question, const Around& around) {
  const std::size_t right = read_options(object, question, around);
  if (right != 1 && !question.options.empty()) {
    object.optional("options")->problem("exactly one right option", fmt::format("{}", right));
  }
}

void read_multiple(Object& object, Question& question, const Around& around) {
  const std::size_t right = read_options(object, question, around);
  if (question.options.empty()) return;
  if (right == 0) object.optional("options")->problem("at least one right option", "none");
  if (right == question.options.size())
    object.optional("options")->problem("at least one wrong option", "none");
}

// --- output ---

WrongOutput read_wrong_output(const Value& value, const Verify& snippet, bool in_deck) {
  return read_object<WrongOutput>(value, [&](Object& object, WrongOutput& wrong) {
    const auto text = object.required("text");
    wrong.text = read_raw(text, 0, 2000);
    if (text && !snippet.id.empty() && same_output(wrong.text, snippet.expected))
      text->problem("an output that is wrong", "the right one");
    wrong.explanation = read_reading(object, "explanation", in_deck);
  });
}

void check_shown_snippet(const Value& value, const Verify& snippet) {
  check_shown_code(value, snippet.code);
  const std::size_t lines = lines_of(snippet.expected).size();
  if (lines > kMostOutputLines)
    value.problem(fmt::format("a snippet that prints at most {} lines", kMostOutputLines),
                  fmt::format("{}", lines));
  if (is_blank(snippet.expected)) value.problem("a snippet that prints something", "nothing");
}

void read_output(Object& object, Question& question, const Around& around) {
  const auto named = object.required("snippet");
  const std::string id = read_matching(named, is_sub_id, "the id of a snippet in this card's \"verify\"");
  const auto found = std::find_if(around.snippets.begin(), around.snippets.end(),
                                  [&](const Verify& verify) { return verify.id == id; });
  if (!id.empty() && found == around.snippets.end()) {
    named->problem("the id of a snippet in this card's \"verify\"");
  } else if (!id.empty()) {
    question.output.snippet = *found;
    check_shown_snippet(*named, *found);
  }
  const auto [least, most] = around.count(kWrongOutputs, kWrongOutputsInDeck);
  const auto wrong = around.in_deck ? object.optional("wrong") : object.required("wrong");
  question.output.wrong = read_list(wrong, least, most, [&](const Value& item) {
    return read_wrong_output(item, question.output.snippet, around.in_deck);
  });
}

// --- numeric, order ---

/// In a deck, braces in a question without numbers of its own are just braces, as in `f"{x}"`.
void check_texts(Object& object, const Question& question, Names known, const Around& around) {
  if (around.in_deck && !question.generated()) return;
  check_placeholders(object.optional("prompt"), known);
  if (question.kind == QuestionKind::numeric) known.insert("answer");
  check_placeholders(object.optional("explanation"), known);
}

/// That a question with fixed numbers can be put: with drawn ones `switchpoint check` tries many.
void check_fixed(const Value& value, const Question& question) {
  if (question.generated()) return;
  if (const auto drawn = draw(question, 0); !drawn.ok()) value.problem({}, to_string(drawn.error()));
}

WrongNumber read_wrong_number(const Value& value, const Names& known, bool in_deck) {
  return read_object<WrongNumber>(value, [&](Object& object, WrongNumber& wrong) {
    wrong.value = read_expression(object.required("value"), known);
    wrong.explanation = read_reading(object, "explanation", in_deck);
  });
}

/// `decimals` and `tolerance`.
void read_exactness(Object& object, Numeric& numeric) {
  const auto decimals = object.required("decimals");
  const auto count = decimals ? decimals->integer() : std::nullopt;
  if (count && (*count < 0 || *count > 3)) decimals->problem("0 to 3");
  numeric.decimals = static_cast<int>(std::clamp<std::int64_t>(count.value_or(0), 0, 3));
  const auto tolerance = object.optional("tolerance");
  const auto within = tolerance ? tolerance->number() : std::nullopt;
  if (within && *within <= 0) tolerance->problem("a number above 0");
  numeric.tolerance = std::max(0.0, within.value_or(0));
}

void read_numeric(Object& object, Question& question, const Around& around) {
  Numeric& numeric = question.numeric;
  const Names known = read_generator(object, question.generator, around.lean);
  numeric.answer = read_expression(object.required("answer"), known);
  read_exactness(object, numeric);
  if (const auto unit = object.optional("unit")) numeric.unit = read_line(unit, 24);
  const auto [least, most] = around.count(kWrongNumbers, kWrongNumbersInDeck);
  const auto wrong = around.in_deck ? object.optional("wrong") : object.required("wrong");
  numeric.wrong = read_list(
      wrong, least, most, [&](const Value& item) { return read_wrong_number(item, known, around.in_deck); });
  const bool sound = !numeric.answer.empty() && std::none_of(numeric.wrong.begin(), numeric.wrong.end(),
                                                             [](const auto& w) { return w.value.empty(); });
  check_texts(object, question, known, around);
  if (sound) check_fixed(object.value(), question);
}

Step read_step(const Value& value, const Names& known) {
  return read_object<Step>(value, [&](Object& object, Step& step) {
    step.id = read_slug(object.required("id"));
    step.text = read_text(object.required("text"));
    if (const auto by = object.optional("by")) step.by = read_expression(by, known);
    if (const auto explanation = object.optional("explanation")) step.explanation = read_text(explanation);
  });
}

void read_order(Object& object, Question& question, const Around& around) {
  const Names known = read_generator(object, question.generator, around.lean);
  const auto value = object.required("steps");
  std::size_t sorted = 0;
  const auto [least, most] = around.count(kSteps, kStepsInDeck);
  question.steps = read_list(value, least, most, [&](const Value& item) {
    auto fields = item.type() == json::Type::object ? item.object() : std::nullopt;
    if (fields && fields->optional("by")) ++sorted;
    return read_step(item, known);
  });
  check_unique(value, question.steps, &Step::id, "a step id");
  check_unique(value, question.steps, &Step::text, "a step text");
  if (question.generated() && sorted < question.steps.size())
    value->problem("\"by\" in each step, as the question has \"draw\"", fmt::format("{}", sorted));
  if (!question.generated() && sorted > 0)
    value->problem("no \"by\", as the question has no \"draw\"", fmt::format("{}", sorted));
  check_texts(object, question, known, around);
}

// --- bug ---

MarkedLine read_marked_line(const Value& value, const std::vector<std::string_view>& code, bool in_deck) {
  return read_object<MarkedLine>(value, [&](Object& object, MarkedLine& marked) {
    const auto line = object.required("line");
    const auto number = line ? line->integer() : std::nullopt;
    if (number && (*number < 1 || *number > static_cast<std::int64_t>(kMostCodeLines))) {
      line->problem(fmt::format("1 to {}", kMostCodeLines));
    } else if (number) {
      marked.line = static_cast<int>(*number);
      const auto index = static_cast<std::size_t>(*number - 1);
      if (!code.empty() && (index >= code.size() || is_blank(code[index])))
        line->problem("a line of the code that is not blank", fmt::format("{}", *number));
    }
    if (const auto correct = object.required("correct")) marked.correct = correct->boolean().value_or(false);
    marked.explanation = read_reading(object, "explanation", in_deck);
  });
}

void read_bug(Object& object, Question& question, const Around& around) {
  Bug& bug = question.bug;
  const auto code = object.required("code");
  bug.code = read_text(code);
  if (code) check_shown_code(*code, bug.code);
  const auto code_lines = lines_of(bug.code);
  const auto value = object.required("lines");
  bug.lines = read_list(
      value, 2, 6, [&](const Value& item) { return read_marked_line(item, code_lines, around.in_deck); });
  std::set<int> seen;
  for (std::size_t i = 0; i < bug.lines.size(); ++i) {
    const int line = bug.lines[i].line;
    if (line != 0 && !seen.insert(line).second)
      (*value->array())[i].problem("a line that is marked once", fmt::format("{} again", line));
  }
  const auto right = static_cast<std::size_t>(
      std::count_if(bug.lines.begin(), bug.lines.end(), [](const MarkedLine& m) { return m.correct; }));
  if (!bug.lines.empty() && right == 0) value->problem("at least one right line", "none");
  if (!bug.lines.empty() && right == bug.lines.size()) value->problem("at least one wrong line", "none");
  bug.fix = read_reading(object, "fix", around.in_deck);
}

// --- one row a kind ---

struct Kind {
  QuestionKind kind;
  std::string_view name;
  void (*read)(Object&, Question&, const Around&);  ///< the fields that this kind has
};

constexpr std::array kKinds{
    Kind{QuestionKind::single, "single", read_single},
    Kind{QuestionKind::multiple, "multiple", read_multiple},
    Kind{QuestionKind::output, "output", read_output},
    Kind{QuestionKind::order, "order", read_order},
    Kind{QuestionKind::numeric, "numeric", read_numeric},
    Kind{QuestionKind::bug, "bug", read_bug},
};

constexpr bool rows_follow_the_enumerators() {
  for (std::size_t row = 0; row < kKinds.size(); ++row) {
    if (kKinds[row].kind != static_cast<QuestionKind>(row)) return false;
  }
  return kKinds.size() == kQuestionKinds.size();
}
static_assert(rows_follow_the_enumerators());

constexpr auto kKindNames = [] {
  std::array<std::string_view, kKinds.size()> names;
  for (std::size_t row = 0; row < kKinds.size(); ++row) names[row] = kKinds[row].name;
  return names;
}();

}  // namespace

std::string_view name_of(QuestionKind kind) noexcept {
  return kKindNames[static_cast<std::size_t>(kind)];
}

Question read_question(const Value& value, IdReader& ids, const std::vector<Verify>& snippets) {
  Question question;
  auto object = value.object();
  if (!object) return question;
  question.id = ids.sub_id(object->required("id"), ids.seen().questions);
  question.prompt = read_text(object->required("prompt"));
  question.explanation = read_reading(*object, "explanation", ids.in_deck());
  const auto kind = object->required("kind");
  const auto row = kind ? kind->one_of(kKindNames) : std::nullopt;
  if (!row) return question;  // which fields may stand there depends on the kind
  question.kind = kKinds[*row].kind;
  kKinds[*row].read(*object, question, {snippets, ids.lean(), ids.in_deck()});
  object->finish();
  return question;
}

}  // namespace sp::bank
