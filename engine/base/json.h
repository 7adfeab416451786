#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sp {

/// One thing wrong with a text that came from outside, with its exact place. Plain data.
struct Problem {
  std::string file;      ///< as the caller named it
  int line = 0;          ///< 1-based; 0 when the problem is with the file as a whole
  int column = 0;        ///< 1-based, in characters (code points); 0 when `line` is 0
  std::string path;      ///< "questions[1].options[0].text"; empty for the whole text or a syntax error
  std::string expected;  ///< "one of \"single\", \"multiple\"": reads after "expected"; may be empty
  std::string found;     ///< what stands there instead, or a whole sentence when `expected` is empty

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// `questions/gil/C02.json:14:7: questions[1].kind: expected one of "single", "multiple", got "sinlge"`
std::string to_string(const Problem& problem);

/// `text` in double quotes, control characters escaped, cut to `max_characters` with "…": for messages.
std::string in_quotes(std::string_view text, std::size_t max_characters = 60);

/// The candidate that `word` is most likely a misspelling of; empty when none is close.
std::string_view closest(std::string_view word, std::span<const std::string_view> candidates);

namespace json {

/// Bounds on what is read. What exceeds one is a problem, never a crash or an endless wait.
struct Limits {
  std::size_t bytes = std::size_t{32} << 20U;
  std::size_t depth = 64;
  std::size_t values = 1'000'000;
  std::size_t problems = 200;  ///< further problems are counted but not kept
};

enum class Type : std::uint8_t { null, boolean, integer, real, string, array, object };

/// The record separator U+001E, which JSON itself never contains.
inline constexpr char kTextEnd = '\x1E';

class Object;
class Value;

/// A parsed JSON text (RFC 8259, UTF-8, a leading byte order mark allowed) with the place of every value, and
/// the problems found in it so far. Values and Objects point into it: it must outlive them. Movable, not
/// copyable. One thread at a time.
///
/// Parsing already reports: broken syntax, wrong UTF-8, duplicate fields, and limits exceeded.
class Document {
 public:
  struct State;  // json_document.h

  /// `file` is only a name for messages. Never throws on account of `text`.
  static Document parse(std::string_view text, std::string file, const Limits& limits = {});

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  /// Nothing when the text is not JSON; `problems()` then says why. Duplicate fields do not empty the
  /// document.
  std::optional<Value> root() const;

  /// By place; at most Limits::problems of them, then one that says how many more there are.
  std::vector<Problem> problems() const;
  /// How many were found so far, those beyond the limit included.
  std::size_t problem_count() const noexcept;

 private:
  explicit Document(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A light cursor on one value of a Document (copy it freely). The reading functions give nothing when the
/// value is of another type and then report a problem at the value's place: a caller may go on at once and
/// gather further problems.
class Value {
 public:
  Type type() const noexcept;
  std::string path() const;
  int line() const;
  int column() const;

  std::optional<std::string_view> text() const;  ///< points into the Document
  std::optional<bool> boolean() const;
  std::optional<std::int64_t> integer()
      const;  ///< a whole number within 64 bits, written without point and exponent
  std::optional<double> number() const;  ///< any number
  /// The index of the text among `names`.
  std::optional<std::size_t> one_of(std::span<const std::string_view> names) const;
  std::optional<Object> object() const;
  std::optional<std::vector<Value>> array() const;

  /// Reports a problem at this value's place; `found` empty means: describe the value ("got a number").
  void problem(std::string expected, std::string found = {}) const;
  /// The value in a message's words: "null", "true", "12", "\"sinlge\"", "a list of 3", "an object".
  std::string describe() const;

 private:
  friend class Document;
  friend class Object;
  Value(Document::State* state, std::uint32_t node) noexcept : state_(state), node_(node) {}
  Document::State* state_;
  std::uint32_t node_;
};

/// The fields of an object value. Ask for every field that may stand there, then call `finish()`, which
/// reports the fields nobody asked for: `unknown field "anser"; did you mean "answer"?`.
class Object {
 public:
  /// `name` must live as long as the Object. A missing field is a problem at the object's place.
  std::optional<Value> required(std::string_view name);
  std::optional<Value> optional(std::string_view name);
  /// Every field, in the order of the text, as asked for: for objects whose names are the writer's own. Of a
  /// name that occurs twice, both.
  std::vector<std::pair<std::string_view, Value>> fields();
  void finish() const;

  /// For a long document whose texts stand behind it, together by field, which is read faster and compresses
  /// better. `texts` holds them, each followed by kTextEnd, and must outlive the Document. The field `name`,
  /// if it stands here, tells for each field's name how many are its own, in their order; every null of the
  /// document that is such a field, or an item of its list, becomes the next of them, in the order of the
  /// document. A null that finds no text stays null; texts that are left over are a problem.
  void fill_nulls(std::string_view name, std::string_view texts);

  Value value() const noexcept { return self_; }

 private:
  friend class Value;
  explicit Object(Value self) noexcept : self_(self) {}
  Value self_;
  std::vector<std::string_view> asked_;
};

}  // namespace json
}  // namespace sp
