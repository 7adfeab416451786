#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/bank/bank.h"

namespace sp::practice {

/// A question whose options are named by letters; `right` are the right ones.
inline bank::Question sample_question(const std::string& id, bank::QuestionKind kind,
                                      const std::string& letters, const std::string& right) {
  bank::Question question;
  question.id = id;
  question.kind = kind;
  question.prompt = "prompt of " + id;
  question.explanation = "explanation of " + id;
  for (const char letter : letters) {
    const std::string name(1, letter);
    question.options.push_back(
        {name, "text " + name, right.find(letter) != std::string::npos, "because " + name});
  }
  return question;
}

inline bank::Card sample_card(const std::string& id, const std::string& topic,
                              std::vector<bank::Question> questions) {
  bank::Card card;
  card.id = id;
  card.topic = topic;
  card.title = "title of " + id;
  card.questions = std::move(questions);
  return card;
}

/// Three cards in two topics; C01 and C02 are in "gil", C03, with one question, in "asyncio".
inline bank::Bank sample_bank() {
  using bank::QuestionKind;
  return bank::Bank({
      sample_card("C01", "gil",
                  {sample_question("C01-a", QuestionKind::single, "wxyz", "x"),
                   sample_question("C01-b", QuestionKind::multiple, "wxyz", "xyz")}),
      sample_card("C02", "gil", {sample_question("C02-a", QuestionKind::single, "abc", "c")}),
      sample_card("C03", "asyncio", {sample_question("C03-a", QuestionKind::multiple, "abcdef", "af")}),
  });
}

}  // namespace sp::practice
