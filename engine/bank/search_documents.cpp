#include "engine/bank/search_documents.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "engine/bank/draw.h"

namespace sp::bank {
namespace {

// Of a question's title, in bytes: what is shorter gets the card's title in front.
constexpr std::size_t kLongestTitle = 110, kShortestTitle = 45;
// Of the numbers that a question with numbers of its own shows.
constexpr std::uint64_t kExampleSeed = 0;

/// Takes the marks of Markdown off a text: fences, code, emphasis, links, headings and the signs of lists.
class Plain {
 public:
  explicit Plain(std::string_view text) : text_(text) {}

  std::string run() {
    out_.reserve(text_.size());
    while (at_ < text_.size()) {
      if (line_start_) begin_line();
      if (at_ >= text_.size()) break;
      step();
    }
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    return std::move(out_);
  }

 private:
  void put(char c) {
    if (c == '\n' || c == '\t') c = ' ';
    if (c == ' ' && (out_.empty() || out_.back() == ' ')) return;
    out_ += c;
  }

  bool next_is(std::string_view mark) const { return text_.substr(at_).starts_with(mark); }

  void begin_line() {
    line_start_ = false;
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (next_is("```")) {
      fenced_ = !fenced_;
      at_ = std::min(text_.find('\n', at_), text_.size());
      return;
    }
    if (fenced_) return;
    while (next_is("#") || next_is("> ")) ++at_;
    if (next_is("- ") || next_is("* ")) {
      at_ += 2;
      return;
    }
    std::size_t digits = at_;
    while (digits < text_.size() && text_[digits] >= '0' && text_[digits] <= '9') ++digits;
    if (digits > at_ && text_.substr(digits).starts_with(". ")) at_ = digits + 2;
  }

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      line_start_ = true;
      code_ = false;
    } else if (!fenced_ && c == '`') {
      code_ = !code_;
      ++at_;
      return;
    } else if (!fenced_ && !code_) {
      if (c == '*') {
        ++at_;
        return;
      }
      if (c == '\\' && at_ + 1 < text_.size()) ++at_;
      if (c == '[' && link()) return;
    }
    put(text_[at_]);
    ++at_;
  }

  /// [text](address): the text alone.
  bool link() {
    const std::size_t close = text_.find("](", at_);
    const std::size_t end = close == std::string_view::npos ? close : text_.find(')', close);
    if (end == std::string_view::npos || text_.substr(at_, close - at_).find('\n') != std::string_view::npos)
      return false;
    out_ += plain_text(text_.substr(at_ + 1, close - at_ - 1));
    at_ = end + 1;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool line_start_ = true, fenced_ = false, code_ = false;
  std::string out_;
};

void put(SearchDocument& document, FieldWeight weight, std::string_view markdown) {
  if (std::string text = plain_text(markdown); !text.empty())
    document.fields.push_back({weight, std::move(text), true});
}

void put_tags(SearchDocument& document, const std::vector<std::string>& tags, std::string_view topic) {
  std::string text(topic);
  for (const std::string& tag : tags) text.append(" ").append(tag);
  document.fields.push_back({FieldWeight::lead, std::move(text), false});
}

/// The first sentence, or as much of it as fits.
std::string beginning_of(const std::string& text) {
  const std::size_t sentence = std::min({text.find(". "), text.find("? "), text.size() - 1});
  if (sentence < kLongestTitle) return text.substr(0, sentence + 1);
  const std::size_t blank = text.rfind(' ', kLongestTitle);
  if (blank == std::string::npos || blank == 0) return text;
  return text.substr(0, blank) + "\xE2\x80\xA6";
}

}  // namespace

std::string plain_text(std::string_view markdown) {
  return Plain(markdown).run();
}

SearchDocument document_of(const Card& card) {
  SearchDocument out{Findable::card, card.id, plain_text(card.title), {}};
  put(out, FieldWeight::lead, card.short_answer);
  put_tags(out, card.tags, card.topic);
  put(out, FieldWeight::body, card.prompt);
  put(out, FieldWeight::body, card.answer);
  for (const std::string& point : card.key_points) put(out, FieldWeight::body, point);
  for (const Mistake& mistake : card.mistakes) put(out, FieldWeight::body, mistake.text + "\n" + mistake.why);
  for (const FollowUp& follow : card.follow_ups)
    put(out, FieldWeight::body, follow.question + "\n" + follow.answer);
  for (const VersionNote& note : card.versions) put(out, FieldWeight::body, note.since + ": " + note.note);
  if (card.task) {
    put(out, FieldWeight::body, card.task->text);
    put(out, FieldWeight::body, "```\n" + card.task->solution);
  }
  return out;
}

SearchDocument document_of(const Card& card, const Question& asked) {
  const auto drawn = draw(asked, kExampleSeed);
  const Question& question = drawn.ok() ? drawn.value().question : asked;
  const std::string prompt = plain_text(question.prompt);
  std::string title = prompt.empty() ? question.id : beginning_of(prompt);
  if (title.size() < kShortestTitle) title = plain_text(card.title) + ": " + title;
  SearchDocument out{Findable::question, question.id, std::move(title), {}};
  put(out, FieldWeight::body, question.prompt);
  out.fields.push_back({FieldWeight::body, plain_text(card.title), false});
  for (const Option& option : question.options) put(out, FieldWeight::body, option.text);
  for (const Step& step : question.steps) put(out, FieldWeight::body, step.text);
  for (const std::string_view code :
       {std::string_view(question.output.snippet.code), std::string_view(question.bug.code)}) {
    if (!code.empty()) put(out, FieldWeight::body, "```\n" + std::string(code));
  }
  return out;
}

SearchDocument document_of(const Scenario& scenario) {
  SearchDocument out{Findable::scenario, scenario.id, plain_text(scenario.title), {}};
  put(out, FieldWeight::lead, scenario.summary);
  put_tags(out, scenario.tags, "");
  put(out, FieldWeight::body, scenario.brief);
  for (const Turn& turn : scenario.turns) {
    put(out, FieldWeight::body, turn.prompt);
    put(out, FieldWeight::body, turn.answer);
    for (const KeyPoint& point : turn.key_points) put(out, FieldWeight::body, point.text);
  }
  return out;
}

void add_documents(const Bank& bank, SearchIndex& index) {
  for (const Card& card : bank.cards()) index.add(document_of(card));
  for (const Card& card : bank.cards()) {
    for (const Question& question : card.questions) index.add(document_of(card, question));
  }
  for (const Scenario& scenario : bank.scenarios()) index.add(document_of(scenario));
}

}  // namespace sp::bank
