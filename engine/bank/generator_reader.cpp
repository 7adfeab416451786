#include "engine/bank/generator_reader.h"

#include <utility>

#include "engine/bank/draw.h"

namespace sp::bank {
namespace {

using json::Object;
using json::Value;

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

}  // namespace

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

}  // namespace sp::bank
