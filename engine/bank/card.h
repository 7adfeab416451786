#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/expression.h"

namespace sp::bank {

/// What a card is made of. Plain data: safe to read from any thread once loaded. The JSON field names are the
/// members' names (exceptions are noted); questions/schema/card.schema.json says the same for editors. All
/// text is UTF-8; texts called Markdown may hold paragraphs, lists, emphasis, `code` and fenced code blocks.
/// The counts and the texts that must be there are the bank's; the reader's own decks (deck.h) may have less.

/// Whom a question is put to, from least to most experienced.
enum class Level : std::uint8_t { entry, mid, senior, architect };

/// How a question is answered. A new kind is one enumerator, one struct below for the fields of its own, one
/// row in the reader's table (question_reader.cpp) and one in the grader's (practice/grade.cpp).
enum class QuestionKind : std::uint8_t {
  single,    ///< exactly one right option
  multiple,  ///< one or more right options, at least one wrong; only the exact set counts as correct
  output,    ///< what a program prints, typed
  order,     ///< steps put into the one right order
  numeric,   ///< a number, typed
  bug,       ///< the line of a program where the mistake is
};

/// One option of a question. `id` is unique within the question and stays the same for ever, because the
/// answer log names it; the order in which options are shown is shuffled, so no text may refer to a position
/// or a letter.
struct Option {
  std::string id;
  std::string text;  ///< Markdown, one line or a short code block
  bool correct = false;
  std::string explanation;  ///< Markdown: why it is right, or which misconception it catches
};

/// A snippet that real CPython runs in the tests.
struct Verify {
  std::string id;           ///< "<card id>-<rest>", unique in the whole bank
  std::string code;         ///< a whole Python program
  std::string expected;     ///< JSON field "stdout": exactly what it prints
  std::string min_version;  ///< "3.11"; empty when every supported version will do
  std::string max_version;  ///< the last version that prints this; empty when the newest does
  std::vector<std::string>
      args;  ///< interpreter options before the program, such as "-X", "dev"; usually empty
};

/// What somebody might expect a program to print, and which misconception leads there.
struct WrongOutput {
  std::string text;
  std::string explanation;  ///< Markdown
};

/// The fields of `output`.
struct Output {
  Verify
      snippet;  ///< the card's snippet that the JSON field names by id: `code` is shown, `expected` is right
  std::vector<WrongOutput> wrong;  ///< 1 to 4
};

/// One step of `order`. `id` is unique within the question and stays the same for ever.
struct Step {
  std::string id;
  std::string text;  ///< Markdown, one line
  Expression by;     ///< what the steps are sorted by, smallest first; empty in a question without `draw`
  std::string explanation;  ///< Markdown: why it stands here; may be empty
};

/// A usual wrong figure, and which misconception leads there.
struct WrongNumber {
  Expression value;
  std::string explanation;  ///< Markdown
};

/// The fields of `numeric`.
struct Numeric {
  Expression answer;
  int decimals = 0;  ///< 0: only exactly the answer, a whole number, is right; n: right within 10^-n
  std::string unit;  ///< "ms"; may be empty
  std::vector<WrongNumber> wrong;  ///< 1 to 5
  double tolerance = 0;            ///< when above 0, right within this, whatever `decimals`
};

/// A line of `bug` that somebody might choose. Lines that are not marked are wrong, too.
struct MarkedLine {
  int line = 0;  ///< 1-based
  bool correct = false;
  std::string explanation;  ///< Markdown
};

/// The fields of `bug`.
struct Bug {
  std::string code;               ///< Python, at most 24 lines of at most 60 columns
  std::vector<MarkedLine> lines;  ///< 2 to 6, at least one right and one wrong
  std::string fix;                ///< Markdown: what to write instead
};

/// A number drawn from a seed: one of `one_of`, or, if that is empty, `from`, `from` + `step`, ... up to
/// `to`.
struct Variable {
  std::string name;
  double from = 0;
  double to = 0;
  double step = 1;
  std::vector<double> one_of;
};

/// A value computed from those drawn and from the ones before it.
struct Derived {
  std::string name;
  Expression value;
};

/// How `numeric` and `order` questions get fresh numbers: see draw.h. Texts hold them as {name}.
struct Generator {
  std::vector<Variable> draw;
  std::vector<Derived> let;
  std::vector<Expression> require;  ///< what must be true of the numbers; else they are drawn again
  std::string
      check;  ///< Python with {names} that finds the answer in another way, for the tests; empty in a bundle
};

/// `id` is "<card id>-<rest>", unique in the whole bank, and stays the same for ever. Of the fields after the
/// texts only those of its kind are filled. In JSON a kind's fields stand in the question itself.
struct Question {
  std::string id;
  QuestionKind kind = QuestionKind::single;
  std::string prompt;           ///< Markdown
  std::string explanation;      ///< Markdown: what to take away, whatever was answered
  std::vector<Option> options;  ///< single, multiple: 3 to 6
  Output output;
  std::vector<Step> steps;  ///< order: 3 to 7; in the right order unless `by` sorts them
  Numeric numeric;
  Bug bug;
  Generator generator;  ///< numeric, order

  /// Whether the question has fresh numbers each time, so that a seed belongs to it.
  bool generated() const noexcept { return !generator.draw.empty(); }
};

struct Mistake {
  std::string text;  ///< what people say
  std::string why;   ///< why it is wrong
};

struct FollowUp {
  std::string question;
  std::string answer;  ///< Markdown
};

/// What changed in Python, and since when.
struct VersionNote {
  std::string since;  ///< "3.13"
  std::string note;
};

struct Link {
  std::string title;
  std::string url;  ///< https only
};

/// A usual wrong solution of a task, and why it is wrong.
struct WrongSolution {
  std::string code;
  std::string why;  ///< Markdown
};

/// Code to write. The tests run `solution` and each wrong one with `check` after it: the first prints
/// `expected`, the others do not.
struct Task {
  std::string text;                  ///< Markdown: the signature, what is given, what must hold
  std::string solution;              ///< Python
  std::string check;                 ///< Python; empty in a bundle
  std::string expected;              ///< JSON field "stdout"; empty in a bundle
  std::string min_version;           ///< "3.11"; empty when every supported version will do
  std::vector<WrongSolution> wrong;  ///< 1 to 4
};

/// One concept, as DESIGN has it.
struct Card {
  std::string id;     ///< "C02"; also the file's name
  std::string topic;  ///< "gil"; also the file's folder
  std::string title;
  std::string prompt;                   ///< the interviewer's question, Markdown
  std::string short_answer;             ///< what one would say in 30 seconds, Markdown
  std::string answer;                   ///< the two-minute answer with a concrete example, Markdown
  std::vector<std::string> key_points;  ///< 3 to 6
  std::vector<Mistake> mistakes;        ///< 2 to 4
  std::vector<FollowUp> follow_ups;     ///< 2 to 6
  Level level = Level::mid;
  std::vector<std::string> tags;      ///< 1 to 8
  std::vector<VersionNote> versions;  ///< may be empty
  std::vector<Link> links;            ///< 1 to 6, to official documentation first
  std::vector<std::string> covers;    ///< curriculum ids, at least one
  std::vector<std::string> demos;     ///< demo ids; may be empty
  std::vector<Question> questions;    ///< 1 to 8
  std::vector<Verify> verify;         ///< may be empty; a bundle has only those that `output` questions show
  std::optional<Task> task;           ///< of cards that ask to write code
  std::string file;  ///< where it came from, "questions/gil/C02.json"; in a bundle the field "file", else
                     ///< given by the caller
  std::string deck;  ///< the reader's own deck that it came from (deck.h); empty for the program's cards
};

/// The name in JSON: "entry", "single", ...
std::string_view name_of(Level level) noexcept;
std::string_view name_of(QuestionKind kind) noexcept;

inline constexpr std::array kQuestionKinds{QuestionKind::single, QuestionKind::multiple, QuestionKind::output,
                                           QuestionKind::order,  QuestionKind::numeric,  QuestionKind::bug};
inline constexpr std::array kLevels{Level::entry, Level::mid, Level::senior, Level::architect};

}  // namespace sp::bank
