#include "engine/exchange/gift_parse.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/exchange/text.h"

namespace sp::exchange {
namespace {

constexpr std::string_view kCategory = "$CATEGORY:";

/// Lines without an empty one between them, and where the first stands.
struct Block {
  int line = 0;
  std::string text;     ///< comments as blanks, so that lines can be counted
  std::string comment;  ///< of all of them
};

/// A part of the answers: its mark, and what follows up to the next.
struct Part {
  char mark;
  std::size_t at;  ///< of the mark, in the block
  std::string_view text;
};

/// What is wrong with a block.
struct Fault {
  int line;
  std::string expected, found;
};

/// Reads one question.
class QuestionParser {
 public:
  explicit QuestionParser(const Block& block) : raw_(block.text), counted_line_(block.line) {
    read_comment(block.comment);
  }

  /// Nothing when there is a fault.
  std::optional<GiftQuestion> run() {
    const std::size_t begin = std::min(raw_.find_first_not_of(" \t\r\n"), raw_.size());
    question_.line = line_of(begin);
    const std::size_t text = read_title(begin);
    const std::size_t open = find_unescaped(raw_, "{}", text);
    if (open == kNone) {
      question_.stem = gift_text(raw_.substr(text), GiftFormat::moodle);
      return std::move(question_);
    }
    const std::size_t close = find_unescaped(raw_, "{}", open + 1);
    if (!braces_are_sound(open, close)) return std::nullopt;
    read_stem(raw_.substr(text, open - text), raw_.substr(close + 1));
    read_answers(open + 1, close);
    if (fault_) return std::nullopt;
    return std::move(question_);
  }

  const std::optional<Fault>& fault() const { return fault_; }
  const GiftQuestion& question() const { return question_; }

 private:
  /// Asked for in ascending order, so that each line is counted once.
  int line_of(std::size_t at) {
    const std::string_view between = raw_.substr(counted_, std::max(at, counted_) - counted_);
    counted_line_ += static_cast<int>(std::count(between.begin(), between.end(), '\n'));
    counted_ = std::max(at, counted_);
    return counted_line_;
  }
  void fail(std::size_t at, std::string expected, std::string found) {
    if (!fault_) fault_ = Fault{line_of(at), std::move(expected), std::move(found)};
  }
  GiftText text_of(std::string_view raw) const { return gift_text(raw, question_.stem.format); }

  /// [id:...] and [tag:...]
  void read_comment(std::string_view comment) {
    for (std::size_t at = comment.find('['); at != kNone; at = comment.find('[', at + 1)) {
      const std::string_view rest = comment.substr(at + 1);
      const std::size_t colon = rest.find(':'), end = rest.find(']');
      if (colon == kNone || end == kNone || end < colon) continue;
      const std::string value(trimmed(rest.substr(colon + 1, end - colon - 1)));
      if (rest.substr(0, colon) == "id" && question_.id.empty()) question_.id = value;
      if (rest.substr(0, colon) == "tag" && !value.empty()) question_.tags.push_back(value);
    }
  }

  /// Gives where the text begins after it.
  std::size_t read_title(std::size_t begin) {
    if (!raw_.substr(begin).starts_with("::")) return begin;
    for (std::size_t at = find_unescaped(raw_, ":", begin + 2); at != kNone;
         at = find_unescaped(raw_, ":", at + 1)) {
      if (at + 1 >= raw_.size() || raw_[at + 1] != ':') continue;
      question_.title = gift_text(raw_.substr(begin + 2, at - begin - 2), GiftFormat::plain).text;
      return at + 2;
    }
    return begin + 2;
  }

  bool braces_are_sound(std::size_t open, std::size_t close) {
    if (raw_[open] == '}') {
      fail(open, "a { before it, or \\} for a brace in the text", "}");
    } else if (close == kNone) {
      fail(open, "a } that ends the answers, before the empty line", "none");
    } else if (raw_[close] == '{') {
      fail(close, "\\{ for a brace in an answer", "{");
    } else if (const std::size_t more = find_unescaped(raw_, "{}", close + 1); more != kNone) {
      fail(more, "one pair of braces with answers, and \\{ and \\} for others", "a second");
    }
    return !fault_;
  }

  void read_stem(std::string_view head, std::string_view tail) {
    std::string text(head);
    if (!trimmed(tail).empty()) text.append("_____").append(tail);
    question_.stem = gift_text(text, GiftFormat::moodle);
  }

  void read_answers(std::size_t begin, std::size_t end) {
    begin_ = begin;
    std::string_view body = raw_.substr(begin, end - begin);
    for (std::size_t at = find_unescaped(body, "#"); at != kNone; at = find_unescaped(body, "#", at + 1)) {
      if (!body.substr(at).starts_with("####")) continue;
      question_.general = text_of(body.substr(at + 4));
      body = body.substr(0, at);
      break;
    }
    const std::string_view shown = trimmed(body);
    if (shown.empty()) {
      question_.kind = GiftKind::essay;
    } else if (shown.starts_with('#')) {
      question_.kind = GiftKind::numerical;
      const std::size_t mark = body.find('#');
      begin_ += mark + 1;
      read_typed(body.substr(mark + 1));
    } else if (find_unescaped(body, "~") != kNone) {
      question_.kind = GiftKind::choice;
      for (const Part& part : parts(body, "=~")) add_answer(part);
    } else if (find_unescaped(body, "=") != kNone && body.find("->") != kNone) {
      question_.kind = GiftKind::matching;
      for (const Part& part : parts(body, "=")) add_pair(part);
    } else if (!read_true_false(shown)) {
      question_.kind = GiftKind::short_answer;
      read_typed(body);
    }
  }

  /// The parts that begin with a mark. A text before the first is a fault.
  std::vector<Part> parts(std::string_view body, std::string_view marks) {
    std::vector<Part> all;
    std::size_t at = find_unescaped(body, marks);
    if (!trimmed(body.substr(0, at)).empty())
      fail(begin_, marks.size() == 1 ? "= before the first answer" : "= or ~ before the first answer",
           "a text");
    while (at != kNone) {
      const std::size_t next = find_unescaped(body, marks, at + 1);
      all.push_back({body[at], begin_ + at, body.substr(at + 1, std::min(next, body.size()) - at - 1)});
      at = next;
    }
    return all;
  }

  /// Answers of which a single one needs no mark.
  void read_typed(std::string_view body) {
    if (find_unescaped(body, "=~") == kNone) return add_answer({'=', begin_, body});
    for (const Part& part : parts(body, "=~")) add_answer(part);
  }

  bool read_true_false(std::string_view body) {
    const std::size_t first = find_unescaped(body, "#");
    const std::string_view value = trimmed(body.substr(0, first));
    const bool yes = value == "T" || value == "TRUE";
    if (!yes && value != "F" && value != "FALSE") return false;
    question_.kind = GiftKind::true_false;
    question_.is_true = yes;
    question_.answers.resize(2);
    if (first == kNone) return true;
    const std::size_t second = std::min(find_unescaped(body, "#", first + 1), body.size());
    question_.answers[0].feedback = text_of(body.substr(first + 1, second - first - 1));
    if (second < body.size()) question_.answers[1].feedback = text_of(body.substr(second + 1));
    return true;
  }

  /// %50% at the beginning, taken off.
  std::optional<double> take_weight(std::string_view& text, std::size_t at) {
    const std::string_view begin = trimmed(text);
    if (!begin.starts_with('%')) return std::nullopt;
    const std::size_t end = begin.find('%', 1);
    if (end == kNone) return std::nullopt;
    const auto weight = gift_number(begin.substr(1, end - 1));
    if (!weight) return std::nullopt;
    if (*weight < -100 || *weight > 100)
      fail(at, "a weight from -100 to 100", std::string(begin.substr(0, end + 1)));
    text = begin.substr(end + 1);
    return weight;
  }

  void add_answer(Part part) {
    GiftAnswer answer;
    answer.line = line_of(part.at);
    answer.equals = part.mark == '=';
    answer.weight = take_weight(part.text, part.at);
    const std::size_t feedback = find_unescaped(part.text, "#");
    answer.text = text_of(part.text.substr(0, feedback));
    if (feedback != kNone) answer.feedback = text_of(part.text.substr(feedback + 1));
    const bool any = question_.kind == GiftKind::numerical && !answer.equals;
    if (answer.text.empty() && !any) fail(part.at, "a text after the mark", "none");
    question_.answers.push_back(std::move(answer));
  }

  void add_pair(const Part& part) {
    const std::size_t arrow = part.text.find("->");
    if (arrow == kNone) return fail(part.at, "a pair such as \"=Japan -> Tokyo\"", "no ->");
    GiftAnswer answer;
    answer.line = line_of(part.at);
    answer.equals = true;
    answer.text = text_of(part.text.substr(0, arrow));
    answer.match = gift_text(part.text.substr(arrow + 2), GiftFormat::plain).text;
    question_.answers.push_back(std::move(answer));
  }

  std::string_view raw_;
  GiftQuestion question_;
  std::optional<Fault> fault_;
  std::size_t begin_ = 0;    ///< of the answers, in raw_
  std::size_t counted_ = 0;  ///< up to here the lines are counted
  int counted_line_ = 0;     ///< the line that this is in
};

/// Parts a text into its questions.
class Parser {
 public:
  explicit Parser(const bank::SourceText& file) : file_(file) {}

  GiftQuestions run() {
    std::string_view rest = file_.text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    for (int number = 1; !rest.empty(); ++number) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      add_line(rest.substr(0, end), number);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    end_block();
    return std::move(found_);
  }

 private:
  void add_line(std::string_view line, int number) {
    const std::string_view text = trimmed(line);
    if (text.empty()) return end_block();
    if (block_.line == 0) block_.line = number;
    if (text.starts_with("//")) {
      block_.comment.append(text).append(" ");
      block_.text += " \n";
    } else if (text.starts_with(kCategory) && trimmed(block_.text).empty()) {
      category_ = trimmed(text.substr(kCategory.size()));
      block_.text += " \n";
    } else {
      block_.text.append(line).append("\n");
    }
  }

  void end_block() {
    const Block block = std::exchange(block_, {});
    if (trimmed(block.text).empty()) return;
    if (!is_utf8(block.text)) {
      found_.problems.push_back(
          {file_.name, block.line, 1, {}, "UTF-8; save the file in that encoding", "other bytes"});
      return;
    }
    QuestionParser parser(block);
    if (auto question = parser.run()) {
      question->category = category_;
      found_.questions.push_back(std::move(*question));
    } else {
      const Fault& fault = *parser.fault();
      found_.problems.push_back(
          {file_.name, fault.line, 1, name_of(parser.question()), fault.expected, fault.found});
    }
  }

  const bank::SourceText& file_;
  GiftQuestions found_;
  Block block_;
  std::string category_;
};

}  // namespace

GiftQuestions parse_gift(const bank::SourceText& file) {
  return Parser(file).run();
}

std::string name_of(const GiftQuestion& question) {
  constexpr std::size_t kShown = 40;
  if (!question.title.empty()) return in_quotes(question.title, kShown);
  return question.stem.empty() ? "" : in_quotes(question.stem.text, kShown);
}

}  // namespace sp::exchange
