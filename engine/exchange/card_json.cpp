#include "engine/exchange/card_json.h"

#include <cassert>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace sp::exchange {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

/// A list of what `write` makes of each; nothing for an empty one.
template <class T, class Write>
void put(Json& object, const char* name, const std::vector<T>& items, Write write) {
  if (items.empty()) return;
  Json& list = object[name] = Json::array();
  for (const T& item : items) list.push_back(write(item));
}

Json option_json(const bank::Option& option) {
  Json out{{"id", option.id}, {"text", option.text}, {"correct", option.correct}};
  put(out, "explanation", option.explanation);
  return out;
}

Json step_json(const bank::Step& step) {
  return {{"id", step.id}, {"text", step.text}};
}

void put_numeric(Json& out, const bank::Numeric& numeric) {
  out["answer"] = numeric.answer.text();
  out["decimals"] = numeric.decimals;
  if (numeric.tolerance > 0) out["tolerance"] = numeric.tolerance;
  put(out, "wrong", numeric.wrong, [](const bank::WrongNumber& wrong) {
    Json each{{"value", wrong.value.text()}};
    put(each, "explanation", wrong.explanation);
    return each;
  });
}

Json question_json(const bank::Question& question) {
  assert(question.kind != bank::QuestionKind::output && question.kind != bank::QuestionKind::bug &&
         !question.generated());
  Json out{{"id", question.id}, {"kind", bank::name_of(question.kind)}, {"prompt", question.prompt}};
  put(out, "explanation", question.explanation);
  put(out, "options", question.options, option_json);
  put(out, "steps", question.steps, step_json);
  if (question.kind == bank::QuestionKind::numeric) put_numeric(out, question.numeric);
  return out;
}

}  // namespace

Json card_json(const bank::Card& card) {
  Json out{{"id", card.id}, {"topic", card.topic}, {"title", card.title}};
  put(out, "prompt", card.prompt);
  put(out, "answer", card.answer);
  out["level"] = bank::name_of(card.level);
  put(out, "tags", card.tags, [](const std::string& tag) { return Json(tag); });
  put(out, "questions", card.questions, question_json);
  return out;
}

}  // namespace sp::exchange
