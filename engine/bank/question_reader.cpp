#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "engine/bank/card_reader.h"
#include "engine/bank/draw.h"

namespace sp::bank {
namespace {

using json::Object;
using json::Value;
using Names = std::set<std::string, std::less<>>;

// A program must fit a narrow screen, and its output must be quick to type.
constexpr std::size_t kMostCodeLines = 24;
constexpr std::size_t kMostCodeColumns = 60;
constexpr std::size_t kMostOutputLines = 6;

/// What the kinds' readers need beside the question's own fields.
struct Around {
  const std::vector<Verify>& snippets;
  bool lean;
};

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

Option read_option(const Value& value) {
  return read_object<Option>(value, [](Object& object, Option& option) {
    option.id = read_slug(object.required("id"));
    const auto text = object.required("text");
    option.text = read_text(text);
    if (refers_to_other_options(option.text)) {
      text->problem("an option that stands by itself, as their order is shuffled");
    }
    if (const auto correct = object.required("correct")) option.correct = correct->boolean().value_or(false);
    option.explanation = read_text(object.required("explanation"));
  });
}

std::size_t read_options(Object& object, Question& question) {
  const auto value = object.required("options");
  question.options = read_list(value, 3, 6, read_option);
  check_unique(value, question.options, &Option::id, "an option id");
  check_unique(value, question.options, &Option::text, "an option text");
  return static_cast<std::size_t>(std::count_if(question.options.begin(), question.options.end(),
                                                [](const Option& option) { return option.correct; }));
}

void read_single(Object& object, Question& question, const Around&) {
  const std::size_t right = read_options(object, question);
  if (right != 1 && !question.options.empty()) {
    object.optional("options")->problem("exactly one right option", fmt::format("{}", right));
  }
}

void read_multiple(Object& object, Question& question, const Around&) {
  const std::size_t right = read_options(object, question);
  if (question.options.empty()) return;
  if (right == 0) object.optional("options")->problem("at least one right option", "none");
  if (right == question.options.size())
    object.optional("options")->problem("at least one wrong option", "none");
}

// --- output ---

WrongOutput read_wrong_output(const Value& value, const Verify& snippet) {
  return read_object<WrongOutput>(value, [&](Object& object, WrongOutput& wrong) {
    const auto text = object.required("text");
    wrong.text = read_raw(text, 0, 2000);
    if (text && !snippet.id.empty() && same_output(wrong.text, snippet.expected))
      text->problem("an output that is wrong", "the right one");
    wrong.explanation = read_text(object.required("explanation"));
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
  question.output.wrong = read_list(object.required("wrong"), 1, 4, [&](const Value& item) {
    return read_wrong_output(item, question.output.snippet);
  });
}

// --- numbers that are drawn ---

/// An expression of which every name is in `known`; an empty one when it is not sound.
Expression read_expression(const MaybeValue& value, const Names& known) {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return {};
  auto parsed = Expression::parse(*text);
  if (!parsed.ok()) {
    value->problem("arithmetic as in Python",
                   fmt::format("{}: {}", in_quotes(*text), to_string(parsed.error())));
    return {};
  }
  for (const std::string& name : parsed->names()) {
    if (known.contains(name)) continue;
    value->problem("names that were drawn or derived before", in_quotes(name));
    return {};
  }
  return std::move(parsed).value();
}

/// A name of `draw` or `let`, which is new.
void note_name(const Value& value, std::string_view name, Names& known) {
  if (!is_name(name)) {
    value.problem("a name of lower-case letters, digits and _, of at most 24", in_quotes(name));
  } else if (is_reserved(name) || name == "answer") {
    value.problem("a name that means nothing else", in_quotes(name));
  } else if (!known.emplace(name).second) {
    value.problem("a name that is not taken yet", in_quotes(name));
  }
}

double read_number(const MaybeValue& value) {
  return (value ? value->number() : std::nullopt).value_or(0);
}

void read_range(Object& object, Variable& variable) {
  constexpr double kMostValues = 1e6;
  variable.from = read_number(object.required("from"));
  const auto to = object.required("to");
  variable.to = read_number(to);
  const auto step = object.optional("step");
  if (step) variable.step = read_number(step);
  if (step && variable.step <= 0) return step->problem("a number above 0");
  if (to && variable.to <= variable.from) return to->problem(fmt::format("a number above {}", variable.from));
  if (to && (variable.to - variable.from) / variable.step > kMostValues)
    to->problem("at most a million values");
}

Variable read_variable(const Value& value, std::string_view name) {
  return read_object<Variable>(value, [&](Object& object, Variable& variable) {
    variable.name = name;
    if (const auto values = object.optional("one_of")) {
      variable.one_of = read_list(values, 2, 40, [](const Value& item) { return read_number(item); });
    } else {
      read_range(object, variable);
    }
  });
}

/// The fields of an object with names of the author's choice.
std::vector<std::pair<std::string_view, Value>> read_named(const MaybeValue& value, std::size_t least,
                                                           std::size_t most) {
  auto object = value ? value->object() : std::nullopt;
  if (!object) return {};
  auto fields = object->fields();
  if (fields.size() < least || fields.size() > most)
    value->problem(fmt::format("{} to {} names", least, most), fmt::format("{}", fields.size()));
  return fields;
}

/// `draw`, `let`, `require` and `check`; gives all names that expressions may hold.
Names read_generator(Object& object, Generator& generator, bool lean) {
  Names known;
  if (const auto draw = object.optional("draw")) {
    for (const auto& [name, value] : read_named(draw, 1, 8)) {
      note_name(value, name, known);
      generator.draw.push_back(read_variable(value, name));
    }
  }
  if (const auto let = object.optional("let")) {
    for (const auto& [name, value] : read_named(let, 0, 8)) {
      Expression expression = read_expression(value, known);
      note_name(value, name, known);
      generator.let.push_back({std::string(name), std::move(expression)});
    }
  }
  if (const auto require = object.optional("require")) {
    generator.require =
        read_list(require, 0, 6, [&](const Value& item) { return read_expression(item, known); });
  }
  const bool needed = object.optional("draw") && !lean;
  generator.check = read_text(needed ? object.required("check") : object.optional("check"));
  return known;
}

void check_placeholders(const MaybeValue& value, const Names& known) {
  const auto text = value ? value->text() : std::nullopt;
  for (const std::string_view name : placeholders(text.value_or(""))) {
    if (!known.contains(name)) value->problem("placeholders of drawn or derived numbers", in_quotes(name));
  }
}

// --- numeric, order ---

/// That a question with fixed numbers can be put: with drawn ones `switchpoint check` tries many.
void check_fixed(const Value& value, const Question& question) {
  if (question.generated()) return;
  if (const auto drawn = draw(question, 0); !drawn.ok()) value.problem({}, to_string(drawn.error()));
}

WrongNumber read_wrong_number(const Value& value, const Names& known) {
  return read_object<WrongNumber>(value, [&](Object& object, WrongNumber& wrong) {
    wrong.value = read_expression(object.required("value"), known);
    const auto explanation = object.required("explanation");
    wrong.explanation = read_text(explanation);
  });
}

void read_numeric(Object& object, Question& question, const Around& around) {
  Numeric& numeric = question.numeric;
  Names known = read_generator(object, question.generator, around.lean);
  numeric.answer = read_expression(object.required("answer"), known);
  const auto decimals = object.required("decimals");
  const auto count = decimals ? decimals->integer() : std::nullopt;
  if (count && (*count < 0 || *count > 3)) decimals->problem("0 to 3");
  numeric.decimals = static_cast<int>(std::clamp<std::int64_t>(count.value_or(0), 0, 3));
  if (const auto unit = object.optional("unit")) numeric.unit = read_line(unit, 24);
  numeric.wrong = read_list(object.required("wrong"), 1, 5,
                            [&](const Value& item) { return read_wrong_number(item, known); });
  const bool sound = !numeric.answer.empty() && std::none_of(numeric.wrong.begin(), numeric.wrong.end(),
                                                             [](const auto& w) { return w.value.empty(); });
  known.insert("answer");
  check_placeholders(object.optional("prompt"), known);
  check_placeholders(object.optional("explanation"), known);
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
  question.steps = read_list(value, 3, 7, [&](const Value& item) {
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
  check_placeholders(object.optional("prompt"), known);
  check_placeholders(object.optional("explanation"), known);
}

// --- bug ---

MarkedLine read_marked_line(const Value& value, const std::vector<std::string_view>& code) {
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
    marked.explanation = read_text(object.required("explanation"));
  });
}

void read_bug(Object& object, Question& question, const Around&) {
  Bug& bug = question.bug;
  const auto code = object.required("code");
  bug.code = read_text(code);
  if (code) check_shown_code(*code, bug.code);
  const auto code_lines = lines_of(bug.code);
  const auto value = object.required("lines");
  bug.lines = read_list(value, 2, 6, [&](const Value& item) { return read_marked_line(item, code_lines); });
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
  bug.fix = read_text(object.required("fix"));
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
  question.explanation = read_text(object->required("explanation"));
  const auto kind = object->required("kind");
  const auto row = kind ? kind->one_of(kKindNames) : std::nullopt;
  if (!row) return question;  // which fields may stand there depends on the kind
  question.kind = kKinds[*row].kind;
  kKinds[*row].read(*object, question, {snippets, ids.lean()});
  object->finish();
  return question;
}

}  // namespace sp::bank
