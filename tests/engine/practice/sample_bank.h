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

inline bank::Expression sample_expression(const std::string& text) {
  return std::move(bank::Expression::parse(text)).value();
}

/// One card, K01, with a question of each kind that has no options: K01-output (prints "a b", "c"; usual
/// wrong: "c"), K01-order (one to four), K01-sorted (two numbers drawn), K01-number (2 * n, n drawn from 10
/// to 90; usual wrong: n and n + 1), K01-bug (line 2 is right, 3 is marked as wrong).
inline bank::Bank typed_bank() {
  using bank::QuestionKind;
  bank::Question output = sample_question("K01-output", QuestionKind::output, "", "");
  output.output.snippet = {"K01-run", "print('a b')\nprint('c')\n", "a b\nc\n", {}, {}, {}};
  output.output.wrong = {{"c", "as if the first line were lost"}};
  bank::Question order = sample_question("K01-order", QuestionKind::order, "", "");
  for (const char* id : {"one", "two", "three", "four"})
    order.steps.push_back({id, std::string("step ") + id, {}, std::string("because ") + id});
  bank::Question sorted = sample_question("K01-sorted", QuestionKind::order, "", "");
  sorted.generator.draw = {{"a", 0, 9, 1, {}}, {"b", 0, 9, 1, {}}};
  sorted.generator.require = {sample_expression("a != b")};
  sorted.steps = {{"first", "{a}", sample_expression("a"), {}},
                  {"second", "{b}", sample_expression("b"), {}},
                  {"last", "10", sample_expression("10"), {}}};
  bank::Question number = sample_question("K01-number", QuestionKind::numeric, "", "");
  number.prompt = "twice {n}?";
  number.explanation = "{n} + {n} = {answer}";
  number.generator.draw = {{"n", 10, 90, 10, {}}};
  number.numeric = {sample_expression("2 * n"),
                    0,
                    "ms",
                    {{sample_expression("n"), "only {n}"}, {sample_expression("n + 1"), "one more"}}};
  bank::Question bug = sample_question("K01-bug", QuestionKind::bug, "", "");
  bug.bug = {"a\nb\nc\nd\n", {{2, true, "here"}, {3, false, "not here"}}, "write x"};
  return bank::Bank({sample_card("K01", "gil", {output, order, sorted, number, bug})});
}

}  // namespace sp::practice
