#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sp::bank {

/// What a card is made of. Plain data: safe to read from any thread once loaded. The JSON field names are the
/// members' names (exceptions are noted); questions/schema/card.schema.json says the same for editors. All
/// text is UTF-8; texts called Markdown may hold paragraphs, lists, emphasis, `code` and fenced code blocks.

/// Whom a question is put to, from least to most experienced.
enum class Level : std::uint8_t { entry, mid, senior, architect };

/// How a question is answered. A new kind is one enumerator, one row in the reader's table (card_reader.cpp),
/// one row in the grader's (practice/grade.cpp), and, if it has fields of its own, one struct below.
enum class QuestionKind : std::uint8_t {
  single,    ///< exactly one right option
  multiple,  ///< one or more right options, at least one wrong; only the exact set counts as correct
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

/// `id` is "<card id>-<rest>", unique in the whole bank, and stays the same for ever.
struct Question {
  std::string id;
  QuestionKind kind = QuestionKind::single;
  std::string prompt;           ///< Markdown
  std::vector<Option> options;  ///< 3 to 6
  std::string explanation;      ///< Markdown: what to take away, whatever was chosen
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

/// A snippet that real CPython runs in the tests.
struct Verify {
  std::string id;           ///< "<card id>-<rest>", unique in the whole bank
  std::string code;         ///< a whole Python program
  std::string expected;     ///< JSON field "stdout": exactly what it prints
  std::string min_version;  ///< "3.11"; empty when every supported version will do
  std::vector<std::string>
      args;  ///< interpreter options before the program, such as "-X", "dev"; usually empty
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
  std::vector<Verify> verify;         ///< may be empty
  std::string file;  ///< where it came from, "questions/gil/C02.json"; in a bundle the field "file", else
                     ///< given by the caller
};

/// The name in JSON: "entry", "single", ...
std::string_view name_of(Level level) noexcept;
std::string_view name_of(QuestionKind kind) noexcept;

inline constexpr std::array kLevels{Level::entry, Level::mid, Level::senior, Level::architect};

}  // namespace sp::bank
