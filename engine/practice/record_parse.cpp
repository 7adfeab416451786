#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/practice/crc32.h"
#include "engine/practice/record.h"
#include "engine/practice/record_names.h"

namespace sp::practice {
namespace {

constexpr std::int64_t kMostLines = 1000;
constexpr std::int64_t kSeedBound = std::int64_t{1} << 53U;
constexpr std::int64_t kMostGrades = 4;
constexpr std::int64_t kBestCommunication = 5;
constexpr std::int64_t kAnyCount = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kAnyInt = std::numeric_limits<int>::max();
constexpr json::Limits kLineLimits{
    .bytes = std::size_t{256} << 10U, .depth = 8, .values = 1000, .problems = 10};

using Field = std::optional<json::Value>;

bool hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

std::string read_string(const Field& value) {
  const auto text = value ? value->text() : std::nullopt;
  return std::string(text.value_or(""));
}

/// A whole number from `least` to `most`; `least` after a problem.
std::int64_t read_whole(const Field& value, std::int64_t least, std::int64_t most) {
  const auto number = value ? value->integer() : std::nullopt;
  if (!number) return least;
  if (*number >= least && *number <= most) return *number;
  value->problem(most == kAnyCount || most == kAnyInt ? fmt::format("{} or more", least)
                                                      : fmt::format("{} to {}", least, most));
  return least;
}

std::int64_t read_count(const Field& value) {
  return read_whole(value, 0, kAnyCount);
}

std::vector<std::string> read_strings(const Field& value) {
  std::vector<std::string> strings;
  const auto items = value ? value->array() : std::nullopt;
  if (!items) return strings;
  for (const json::Value& item : *items) strings.push_back(read_string(item));
  return strings;
}

std::string read_id(const Field& value) {
  std::string id = read_string(value);
  if (value && (id.size() != 32 || !std::all_of(id.begin(), id.end(), hex_digit)))
    value->problem("32 hexadecimal digits");
  return id;
}

template <class Enum, std::size_t N>
Enum read_name(const Field& value, const std::array<std::string_view, N>& names) {
  return static_cast<Enum>(value ? value->one_of(names).value_or(0) : 0);
}

Grade read_grade(const Field& value) {
  return static_cast<Grade>(read_whole(value, 1, kMostGrades));
}

/// The checksum that the line says it has, when it ends as `to_line` ends it: the two parts are all bytes
/// before the field, and the eight digits.
std::optional<std::pair<std::string_view, std::string_view>> split_crc(std::string_view line) {
  const std::size_t tail = kCrcField.size() + kCrcDigits + 2;  // ,"crc":"xxxxxxxx"}
  if (line.size() < tail || !line.ends_with("\"}")) return std::nullopt;
  const std::string_view body = line.substr(0, line.size() - tail);
  if (line.substr(body.size(), kCrcField.size()) != kCrcField) return std::nullopt;
  return std::pair(body, line.substr(body.size() + kCrcField.size(), kCrcDigits));
}

void check_crc(std::string_view line, const json::Value& value) {
  const auto parts = split_crc(line);
  if (!parts) return value.problem("a line that ends with its checksum", "one that does not");
  const std::string sum = fmt::format("{:08x}", crc32(parts->first));
  if (sum != parts->second) {
    value.problem(fmt::format("the checksum {}", in_quotes(parts->second)),
                  in_quotes(sum) + ": the line is damaged");
  }
}

void check_choice(const Answer& answer, const json::Value& chosen) {
  std::set<std::string_view> seen;
  for (const std::string& id : answer.chosen) {
    const bool shown = std::find(answer.order.begin(), answer.order.end(), id) != answer.order.end();
    if (!shown || !seen.insert(id).second)
      return chosen.problem("options of \"order\", each once", in_quotes(id));
  }
}

/// What format 2 has more than format 1.
void read_typed(json::Object& object, Answer& answer) {
  if (const auto text = object.optional("text")) answer.text = read_string(text);
  if (const auto line = object.optional("line"))
    answer.line = static_cast<int>(read_whole(line, 1, kMostLines));
  if (const auto seed = object.optional("seed")) {
    const std::int64_t number = read_count(seed);
    if (number >= kSeedBound) seed->problem("a number below 2^53");
    answer.seed = static_cast<std::uint64_t>(number);
  }
}

/// The fields of each record but for those that all have, which stand in `begun`.
struct Reader {
  json::Object& object;
  std::int64_t format;

  void operator()(Answer& answer) const {
    const auto source = object.required("source");
    answer.source = read_name<Source>(source, kSourceNames);
    if (answer.source == Source::recall && format < 3)
      source->problem("\"practice\" or \"prediction\" in this format");
    answer.card = read_string(object.required("card"));
    answer.question = read_string(object.required("question"));
    answer.order = read_strings(object.required("order"));
    const auto chosen = object.required("chosen");
    answer.chosen = read_strings(chosen);
    if (chosen) check_choice(answer, *chosen);
    if (format >= 2) read_typed(object, answer);
    if (format >= 3) {
      if (const auto grade = object.optional("grade")) answer.grade = read_grade(grade);
    }
    if (const auto correct = object.required("correct")) answer.correct = correct->boolean().value_or(false);
    answer.ms_taken = read_count(object.required("ms"));
  }

  void operator()(Regrade& regrade) const {
    regrade.of = read_id(object.required("of"));
    regrade.grade = read_grade(object.required("grade"));
  }

  void operator()(Undo& undo) const { undo.of = read_id(object.required("of")); }

  void operator()(Mark& mark) const {
    mark.item = read_string(object.required("item"));
    mark.kind = read_name<MarkKind>(object.required("mark"), kMarkNames);
  }

  void operator()(Setting& setting) const {
    setting.name = read_string(object.required("name"));
    setting.value = read_string(object.required("value"));
  }

  void operator()(TurnRecord& turn) const {
    turn.interview = read_string(object.required("interview"));
    turn.scenario = read_string(object.required("scenario"));
    turn.turn = read_string(object.required("turn"));
    turn.mode = read_name<InterviewMode>(object.required("mode"), kModeNames);
    turn.text = read_string(object.required("text"));
    turn.covered = read_strings(object.required("covered"));
    turn.flags = read_strings(object.required("flags"));
    turn.hints = static_cast<int>(read_whole(object.required("hints"), 0, kAnyInt));
    const auto replies = object.required("replies");
    const auto items = replies ? replies->array() : std::nullopt;
    for (const json::Value& item : items.value_or(std::vector<json::Value>{})) read_reply(item, turn);
    turn.ms_taken = read_count(object.required("ms"));
  }

  void operator()(InterviewEnd& end) const {
    end.interview = read_string(object.required("interview"));
    end.scenario = read_string(object.required("scenario"));
    end.mode = read_name<InterviewMode>(object.required("mode"), kModeNames);
    end.communication = static_cast<int>(read_whole(object.required("communication"), 0, kBestCommunication));
    end.notes = read_string(object.required("notes"));
  }

 private:
  static void read_reply(const json::Value& item, TurnRecord& turn) {
    auto fields = item.object();
    if (!fields) return;
    const int follow_up = static_cast<int>(read_whole(fields->required("follow_up"), 0, kAnyInt));
    turn.replies.push_back({follow_up, read_string(fields->required("text"))});
    fields->finish();
  }
};

/// An empty record of the type of this index.
template <std::size_t I = 0>
Record empty_record(std::size_t index) {
  if constexpr (I + 1 < std::variant_size_v<Record>) {
    if (index != I) return empty_record<I + 1>(index);
  }
  return Record(std::in_place_index<I>);
}

Record read_fields(json::Object& object, std::int64_t format, std::size_t type) {
  Record record = empty_record(type);
  std::visit(
      [&](auto& one) {
        one.id = read_id(object.required("id"));
        one.at = read_count(object.required("at"));
        Reader{object, format}(one);
      },
      record);
  (void)object.required("crc");
  object.finish();
  return record;
}

/// The record, or the first problem.
std::pair<std::optional<Record>, Problem> parse_line(std::string_view line, std::string_view name) {
  const auto document = json::Document::parse(line, std::string(name), kLineLimits);
  const auto failed = [&] { return std::pair(std::optional<Record>{}, document.problems().front()); };
  const auto root = document.root();
  auto object = root ? root->object() : std::nullopt;
  if (!object) return failed();
  const auto version = object->required("v");
  const auto number = version ? version->integer() : std::nullopt;
  if (!number) return failed();
  if (*number < 1 || *number > kRecordFormat) {
    version->problem(
        fmt::format("format 1 to {}", kRecordFormat),
        fmt::format("{}{}", *number, *number > kRecordFormat ? ": a later version wrote this line" : ""));
    return failed();
  }
  check_crc(line, *root);
  const std::size_t type = *number < 3 ? 0 : read_name<std::size_t>(object->required("type"), kTypeNames);
  if (document.problem_count() > 0) return failed();
  Record record = read_fields(*object, *number, type);
  if (document.problem_count() > 0) return failed();
  return {std::move(record), {}};
}

}  // namespace

ParsedLog parse_log(std::string_view text, std::string_view name) {
  ParsedLog log;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
    auto [record, problem] = parse_line(line, name);
    if (record) {
      log.records.push_back(std::move(*record));
    } else {
      problem.line = number;
      problem.column = std::max(problem.column, 1);
      log.set_aside.push_back({number, std::string(line), std::move(problem)});
    }
  }
  return log;
}

}  // namespace sp::practice
