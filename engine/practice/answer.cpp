#include "engine/practice/answer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/practice/crc32.h"

namespace sp::practice {
namespace {

constexpr std::array<std::string_view, 2> kSourceNames{"practice", "prediction"};
constexpr std::string_view kCrcField = ",\"crc\":\"";
constexpr std::size_t kCrcDigits = 8;
constexpr std::int64_t kMostLines = 1000;
constexpr std::int64_t kSeedBound = std::int64_t{1} << 53U;
constexpr json::Limits kLineLimits{
    .bytes = std::size_t{64} << 10U, .depth = 8, .values = 1000, .problems = 10};

bool hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

std::string read_string(const std::optional<json::Value>& value) {
  const auto text = value ? value->text() : std::nullopt;
  return std::string(text.value_or(""));
}

std::int64_t read_count(const std::optional<json::Value>& value) {
  const auto number = value ? value->integer() : std::nullopt;
  if (number && *number < 0) value->problem("0 or more");
  return number.value_or(0);
}

std::vector<std::string> read_strings(const std::optional<json::Value>& value) {
  std::vector<std::string> strings;
  const auto items = value ? value->array() : std::nullopt;
  if (!items) return strings;
  for (const json::Value& item : *items) strings.push_back(read_string(item));
  return strings;
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
  if (const auto line = object.optional("line")) {
    const std::int64_t number = read_count(line);
    if (number < 1 || number > kMostLines) line->problem(fmt::format("1 to {}", kMostLines));
    answer.line = static_cast<int>(std::clamp<std::int64_t>(number, 0, kMostLines));
  }
  if (const auto seed = object.optional("seed")) {
    const std::int64_t number = read_count(seed);
    if (number >= kSeedBound) seed->problem("a number below 2^53");
    answer.seed = static_cast<std::uint64_t>(number);
  }
}

Answer read_fields(json::Object& object, std::int64_t format) {
  Answer answer;
  const auto id = object.required("id");
  answer.id = read_string(id);
  if (id && (answer.id.size() != 32 || !std::all_of(answer.id.begin(), answer.id.end(), hex_digit))) {
    id->problem("32 hexadecimal digits");
  }
  answer.at = read_count(object.required("at"));
  if (const auto source = object.required("source"))
    answer.source = static_cast<Source>(source->one_of(kSourceNames).value_or(0));
  answer.card = read_string(object.required("card"));
  answer.question = read_string(object.required("question"));
  answer.order = read_strings(object.required("order"));
  const auto chosen = object.required("chosen");
  answer.chosen = read_strings(chosen);
  if (chosen) check_choice(answer, *chosen);
  if (format >= 2) read_typed(object, answer);
  if (const auto correct = object.required("correct")) answer.correct = correct->boolean().value_or(false);
  answer.ms_taken = read_count(object.required("ms"));
  (void)object.required("crc");
  object.finish();
  return answer;
}

/// The answer, or the first problem.
std::pair<std::optional<Answer>, Problem> parse_line(std::string_view line, std::string_view name) {
  const auto document = json::Document::parse(line, std::string(name), kLineLimits);
  const auto failed = [&] { return std::pair(std::optional<Answer>{}, document.problems().front()); };
  const auto root = document.root();
  auto object = root ? root->object() : std::nullopt;
  if (!object) return failed();
  const auto version = object->required("v");
  const auto number = version ? version->integer() : std::nullopt;
  if (!number) return failed();
  if (*number < 1 || *number > kAnswerFormat) {
    version->problem(
        fmt::format("format 1 to {}", kAnswerFormat),
        fmt::format("{}{}", *number, *number > kAnswerFormat ? ": a later version wrote this line" : ""));
    return failed();
  }
  check_crc(line, *root);
  if (document.problem_count() > 0) return failed();
  Answer answer = read_fields(*object, *number);
  if (document.problem_count() > 0) return failed();
  return {std::move(answer), {}};
}

}  // namespace

std::string make_answer_id(Rng& rng, std::int64_t at_unix_ms) {
  const std::uint64_t time = static_cast<std::uint64_t>(at_unix_ms) & 0xFFFF'FFFF'FFFFU;
  const std::uint64_t high = rng.next() & 0xFFFFU;
  return fmt::format("{:012x}{:04x}{:016x}", time, high, rng.next());
}

Answer make_prediction(std::string id, std::int64_t at_unix_ms, std::string_view demo_id,
                       std::vector<std::string> order, std::string chosen, bool correct,
                       std::int64_t ms_taken) {
  assert(std::find(order.begin(), order.end(), chosen) != order.end());
  return {.id = std::move(id),
          .at = at_unix_ms,
          .source = Source::prediction,
          .card = {},
          .question = fmt::format("demo:{}", demo_id),
          .order = std::move(order),
          .chosen = {std::move(chosen)},
          .text = {},
          .line = 0,
          .seed = {},
          .correct = correct,
          .ms_taken = ms_taken};
}

std::string to_line(const Answer& answer) {
  const bool plain = answer.text.empty() && answer.line == 0 && !answer.seed;
  nlohmann::ordered_json fields{
      {"v", plain ? 1 : kAnswerFormat},
      {"id", answer.id},
      {"at", answer.at},
      {"source", kSourceNames[static_cast<std::size_t>(answer.source)]},
      {"card", answer.card},
      {"question", answer.question},
      {"order", answer.order},
      {"chosen", answer.chosen},
  };
  if (!answer.text.empty()) fields["text"] = answer.text;
  if (answer.line != 0) fields["line"] = answer.line;
  if (answer.seed) fields["seed"] = *answer.seed;
  fields["correct"] = answer.correct;
  fields["ms"] = answer.ms_taken;
  std::string line = fields.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  line.pop_back();  // the closing brace
  const std::uint32_t sum = crc32(line);
  return line + fmt::format("{}{:08x}\"}}", kCrcField, sum);
}

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
    auto [answer, problem] = parse_line(line, name);
    if (answer) {
      log.answers.push_back(std::move(*answer));
    } else {
      problem.line = number;
      problem.column = std::max(problem.column, 1);
      log.set_aside.push_back({number, std::string(line), std::move(problem)});
    }
  }
  return log;
}

}  // namespace sp::practice
