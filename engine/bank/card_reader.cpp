#include "engine/bank/card_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/bank/text_rules.h"

namespace sp::bank {
namespace {

using json::Object;
using json::Value;
using MaybeValue = std::optional<Value>;

constexpr std::array<std::string_view, 4> kLevelNames{"entry", "mid", "senior", "architect"};

std::string read_text(const MaybeValue& value, std::size_t most = kMaxText) {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return {};
  if (is_blank(*text)) value->problem("a text", text->empty() ? "an empty one" : "only blanks");
  if (has_control_character(*text)) value->problem("no control characters in the text", in_quotes(*text));
  const std::size_t count = character_count(*text);
  if (count > most) value->problem(fmt::format("at most {} characters", most), fmt::format("{}", count));
  return std::string(*text);
}

std::string read_line(const MaybeValue& value, std::size_t most = kMaxLine) {
  std::string text = read_text(value, most);
  if (is_blank(text)) return text;
  if (text.find('\n') != std::string::npos) value->problem("a single line", in_quotes(text));
  if (is_blank(std::string_view(text).substr(0, 1)) ||
      is_blank(std::string_view(text).substr(text.size() - 1))) {
    value->problem("no blanks at the ends", in_quotes(text));
  }
  return text;
}

std::string read_matching(const MaybeValue& value, bool (*matches)(std::string_view),
                          std::string_view expected) {
  const auto text = value ? value->text() : std::nullopt;
  if (!text) return {};
  if (!matches(*text)) {
    value->problem(std::string(expected));
    return {};
  }
  return std::string(*text);
}

std::string read_slug(const MaybeValue& value) {
  return read_matching(value, is_slug, "lower-case letters and digits with hyphens, such as \"event-loop\"");
}

/// The items of a list of `least` to `most`, each read by `read`.
template <class Read>
auto read_list(const MaybeValue& value, std::size_t least, std::size_t most, Read read) {
  std::vector<decltype(read(std::declval<const Value&>()))> result;
  const auto items = value ? value->array() : std::nullopt;
  if (!items) return result;
  if (items->size() < least || items->size() > most) {
    const auto range = least == 0 ? fmt::format("at most {}", most) : fmt::format("{} to {}", least, most);
    value->problem(range + " entries", fmt::format("{}", items->size()));
  }
  for (const Value& item : *items) result.push_back(read(item));
  return result;
}

/// As `read_list`, for words of which none may occur twice.
template <class Read>
std::vector<std::string> read_set(const MaybeValue& value, std::size_t least, std::size_t most, Read read) {
  std::set<std::string> seen;
  return read_list(value, least, most, [&](const Value& item) -> std::string {
    std::string word = read(item);
    if (!word.empty() && !seen.insert(word).second)
      item.problem("each entry once", in_quotes(word) + " again");
    return word;
  });
}

/// An object whose fields `read` asks for; fields that it does not ask for are reported.
template <class T, class Read>
T read_object(const Value& value, Read read) {
  T result{};
  if (auto object = value.object()) {
    read(*object, result);
    object->finish();
  }
  return result;
}

Mistake read_mistake(const Value& value) {
  return read_object<Mistake>(value, [](Object& object, Mistake& mistake) {
    mistake.text = read_text(object.required("text"));
    mistake.why = read_text(object.required("why"));
  });
}

FollowUp read_follow_up(const Value& value) {
  return read_object<FollowUp>(value, [](Object& object, FollowUp& follow_up) {
    follow_up.question = read_text(object.required("question"));
    follow_up.answer = read_text(object.required("answer"));
  });
}

std::string read_version(const MaybeValue& value) {
  return read_matching(value, is_python_version, "a Python version such as \"3.13\"");
}

VersionNote read_version_note(const Value& value) {
  return read_object<VersionNote>(value, [](Object& object, VersionNote& version) {
    version.since = read_version(object.required("since"));
    version.note = read_text(object.required("note"));
  });
}

Link read_link(const Value& value) {
  return read_object<Link>(value, [](Object& object, Link& link) {
    link.title = read_line(object.required("title"));
    link.url = read_matching(object.required("url"), is_https_address,
                             "an address such as \"https://docs.python.org/3/\"");
  });
}

/// Reads the cards' parts that have ids of their own, and the ids.
class Reader {
 public:
  Reader(std::string_view file, const LoadOptions& options, SeenIds& seen)
      : bundled_(file.empty()), file_(file), options_(options), seen_(seen) {}

  Card card(const Value& value);

 private:
  void fields(Object& object, Card& card);
  void check_file(const MaybeValue& id, const MaybeValue& topic, const Card& card) const;
  Question question(const Value& value);
  Verify verify(const Value& value);
  std::string sub_id(const MaybeValue& value, SeenIds::Places& seen);
  std::string curriculum_id(const Value& value) const;
  void note_id(const MaybeValue& value, const std::string& id, SeenIds::Places& seen) const;

  bool bundled_;
  std::string_view file_;
  const LoadOptions& options_;
  SeenIds& seen_;
  std::string card_id_;
};

void Reader::note_id(const MaybeValue& value, const std::string& id, SeenIds::Places& seen) const {
  if (id.empty()) return;
  const auto [first, fresh] =
      seen.emplace(id, bundled_ ? std::string(file_) : fmt::format("{}:{}", file_, value->line()));
  if (!fresh)
    value->problem("an id that no other has", fmt::format("{}, which {} has", in_quotes(id), first->second));
}

std::string Reader::sub_id(const MaybeValue& value, SeenIds::Places& seen) {
  std::string id = read_matching(
      value, is_sub_id,
      "the card's id, a hyphen, and lower-case letters and digits, such as \"C02-switch-interval\"");
  if (!id.empty() && !card_id_.empty() && !id.starts_with(card_id_ + '-')) {
    value->problem(fmt::format("an id that begins with {}", in_quotes(card_id_ + '-')));
  }
  note_id(value, id, seen);
  return id;
}

std::string Reader::curriculum_id(const Value& value) const {
  std::string id = read_matching(value, is_curriculum_id, "a curriculum id such as \"C02\" or \"C02F1\"");
  if (!id.empty() && options_.curriculum && !options_.curriculum->contains(id)) {
    value.problem("an id that the curriculum has");
  }
  return id;
}

// --- questions: one row a kind
// -------------------------------------------------------------------------------------------------

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

void check_options(const std::vector<Value>& places, const std::vector<Option>& options) {
  std::set<std::string_view> ids;
  std::set<std::string_view> texts;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const Option& option = options[i];
    if (!option.id.empty() && !ids.insert(option.id).second) {
      places[i].problem("an option id that the question has once", in_quotes(option.id) + " again");
    }
    if (!option.text.empty() && !texts.insert(option.text).second) {
      places[i].problem("an option text that the question has once", in_quotes(option.text) + " again");
    }
  }
}

std::size_t read_options(Object& object, Question& question) {
  const auto value = object.required("options");
  std::vector<Value> places;
  question.options = read_list(value, 3, 6, [&](const Value& item) {
    places.push_back(item);
    return read_option(item);
  });
  check_options(places, question.options);
  return static_cast<std::size_t>(std::count_if(question.options.begin(), question.options.end(),
                                                [](const Option& option) { return option.correct; }));
}

void read_single(Object& object, Question& question) {
  const std::size_t right = read_options(object, question);
  if (right != 1 && !question.options.empty()) {
    object.optional("options")->problem("exactly one right option", fmt::format("{}", right));
  }
}

void read_multiple(Object& object, Question& question) {
  const std::size_t right = read_options(object, question);
  if (question.options.empty()) return;
  if (right == 0) object.optional("options")->problem("at least one right option", "none");
  if (right == question.options.size())
    object.optional("options")->problem("at least one wrong option", "none");
}

struct Kind {
  QuestionKind kind;
  std::string_view name;
  void (*read)(Object&, Question&);  ///< the fields that this kind has
};

constexpr std::array kKinds{
    Kind{QuestionKind::single, "single", read_single},
    Kind{QuestionKind::multiple, "multiple", read_multiple},
};

constexpr bool rows_follow_the_enumerators() {
  for (std::size_t row = 0; row < kKinds.size(); ++row) {
    if (kKinds[row].kind != static_cast<QuestionKind>(row)) return false;
  }
  return true;
}
static_assert(rows_follow_the_enumerators());

Question Reader::question(const Value& value) {
  return read_object<Question>(value, [this](Object& object, Question& question) {
    question.id = sub_id(object.required("id"), seen_.questions);
    question.prompt = read_text(object.required("prompt"));
    question.explanation = read_text(object.required("explanation"));
    std::array<std::string_view, kKinds.size()> names;
    std::transform(kKinds.begin(), kKinds.end(), names.begin(), [](const Kind& kind) { return kind.name; });
    const auto kind = object.required("kind");
    const auto row = kind ? kind->one_of(names) : std::nullopt;
    if (row) {
      question.kind = kKinds[*row].kind;
      kKinds[*row].read(object, question);
    } else {
      read_options(object, question);  // what most kinds have, so that its problems come to light too
    }
  });
}

// --- the rest of the card
// ------------------------------------------------------------------------------------------------------

Verify Reader::verify(const Value& value) {
  return read_object<Verify>(value, [this](Object& object, Verify& verify) {
    verify.id = sub_id(object.required("id"), seen_.verify);
    verify.code = read_text(object.required("code"));
    if (const auto printed = object.required("stdout")) {
      verify.expected = std::string(printed->text().value_or(""));
      const std::size_t count = character_count(verify.expected);
      if (count > kMaxText)
        printed->problem(fmt::format("at most {} characters", kMaxText), fmt::format("{}", count));
    }
    if (const auto version = object.optional("min_version")) verify.min_version = read_version(version);
    if (const auto args = object.optional("args")) {
      verify.args = read_list(args, 0, 8, [](const Value& item) { return read_line(item); });
    }
  });
}

void Reader::check_file(const MaybeValue& id, const MaybeValue& topic, const Card& card) const {
  const std::size_t slash = card.file.find_last_of("/\\");
  std::string_view name = std::string_view(card.file).substr(slash == std::string::npos ? 0 : slash + 1);
  name = name.substr(0, name.rfind('.'));
  if (!card.id.empty() && card.id != name)
    id->problem(fmt::format("{}, as the file is named", in_quotes(name)));
  if (slash == std::string::npos || card.topic.empty()) return;
  const std::string_view folders = std::string_view(card.file).substr(0, slash);
  const std::size_t last = folders.find_last_of("/\\");
  const std::string_view folder = folders.substr(last == std::string_view::npos ? 0 : last + 1);
  if (card.topic != folder) topic->problem(fmt::format("{}, as the folder is named", in_quotes(folder)));
}

void Reader::fields(Object& object, Card& card) {
  if (bundled_) {
    card.file = read_line(object.required("file"));
    file_ = card.file;
  } else {
    card.file = file_;
    if (const auto schema = object.optional("$schema")) (void)schema->text();
  }
  const auto id = object.required("id");
  const auto topic = object.required("topic");
  card.id = card_id_ = read_matching(id, is_card_id, "capital letters and digits, such as \"C02\"");
  card.topic = read_slug(topic);
  note_id(id, card.id, seen_.cards);
  if (!card.file.empty()) check_file(id, topic, card);

  const auto list = [&object](std::string_view name, std::size_t least, std::size_t most, auto read) {
    return read_list(object.required(name), least, most, read);
  };
  card.title = read_line(object.required("title"), 100);
  card.prompt = read_text(object.required("prompt"));
  card.short_answer = read_text(object.required("short_answer"), 1000);
  card.answer = read_text(object.required("answer"));
  card.key_points = list("key_points", 3, 6, [](const Value& item) { return read_text(item); });
  card.mistakes = list("mistakes", 2, 4, read_mistake);
  card.follow_ups = list("follow_ups", 2, 6, read_follow_up);
  if (const auto level = object.required("level"))
    card.level = static_cast<Level>(level->one_of(kLevelNames).value_or(0));
  card.tags = read_set(object.required("tags"), 1, 8, read_slug);
  card.versions = list("versions", 0, 8, read_version_note);
  card.links = list("links", 1, 6, read_link);
  card.covers =
      read_set(object.required("covers"), 1, 24, [this](const Value& item) { return curriculum_id(item); });
  card.demos = read_set(object.required("demos"), 0, 6, read_slug);
  card.questions = list("questions", 1, 8, [this](const Value& item) { return question(item); });
  card.verify = list("verify", 0, 8, [this](const Value& item) { return verify(item); });
}

Card Reader::card(const Value& value) {
  return read_object<Card>(value, [this](Object& object, Card& card) { fields(object, card); });
}

}  // namespace

std::string_view name_of(Level level) noexcept {
  return kLevelNames[static_cast<std::size_t>(level)];
}
std::string_view name_of(QuestionKind kind) noexcept {
  return kKinds[static_cast<std::size_t>(kind)].name;
}

Card read_card(const Value& value, std::string_view file, const LoadOptions& options, SeenIds& seen) {
  return Reader(file, options, seen).card(value);
}

}  // namespace sp::bank
