#include "web/app/exchange.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/base/json.h"
#include "engine/base/json_writer.h"

namespace sp::app {
namespace {

constexpr std::array<std::string_view, 3> kFormats{"anki", "gift", "markdown"};
constexpr std::array<std::string_view, 4> kEndings{".txt", ".csv", ".tsv", ".gift"};

std::string text_of(json::Object& object, std::string_view name) {
  const auto value = object.optional(name);
  const auto text = value ? value->text() : std::nullopt;
  return std::string(text.value_or(""));
}

std::int64_t whole_of(json::Object& object, std::string_view name) {
  const auto value = object.optional(name);
  return value ? value->integer().value_or(0) : 0;
}

/// Reads an answer, or the error in it.
template <class T>
Result<T> read_answer(const std::string& answer, T (*read)(json::Object&)) {
  const auto document = json::Document::parse(answer, "answer");
  const auto root = document.root();
  auto object = root ? root->object() : std::nullopt;
  if (!object) return Error{{}, "The answer cannot be read."};
  if (std::string error = text_of(*object, "error"); !error.empty()) return Error{{}, std::move(error)};
  return read(*object);
}

Exported read_exported(json::Object& answer) {
  return {text_of(answer, "text"), whole_of(answer, "cards")};
}

Converted read_converted(json::Object& answer) {
  Converted converted{
      text_of(answer, "deck"), {}, static_cast<std::size_t>(whole_of(answer, "problem_count"))};
  const auto list = answer.optional("problems");
  for (const json::Value& item :
       list ? list->array().value_or(std::vector<json::Value>{}) : std::vector<json::Value>{}) {
    auto problem = item.object();
    if (!problem) continue;
    converted.problems.push_back({{},
                                  static_cast<int>(whole_of(*problem, "line")),
                                  static_cast<int>(whole_of(*problem, "column")),
                                  text_of(*problem, "path"),
                                  text_of(*problem, "expected"),
                                  text_of(*problem, "found")});
  }
  return converted;
}

/// Sends the request, and gives what `read` makes of the answer.
template <class T>
void ask(platform::Platform& platform, const std::string& request, T (*read)(json::Object&),
         std::function<void(Result<T>)> done) {
  platform.exchange(request, [read, done = std::move(done)](Result<std::string> answer) {
    if (answer.ok())
      done(read_answer(answer.value(), read));
    else
      done(answer.error());
  });
}

}  // namespace

bool is_foreign(std::string_view file_name) {
  const auto ends = [&](std::string_view ending) {
    if (file_name.size() < ending.size()) return false;
    const auto tail = file_name.substr(file_name.size() - ending.size());
    return std::equal(tail.begin(), tail.end(), ending.begin(), [](char have, char want) {
      return (have >= 'A' && have <= 'Z' ? static_cast<char>(have - 'A' + 'a') : have) == want;
    });
  };
  return std::any_of(kEndings.begin(), kEndings.end(), ends);
}

void export_questions(platform::Platform& platform, ExportFormat format, std::span<const Deck> decks,
                      bool own_only, std::function<void(Result<Exported>)> done) {
  json::Writer request;
  request.begin_object();
  request.field("do", "export").field("format", kFormats.at(static_cast<std::size_t>(format)));
  request.field("own", own_only).key("decks").begin_array();
  for (const Deck& deck : decks) {
    if (deck.report.taken())
      request.begin_object().field("name", deck.name).field("text", deck.text).end_object();
  }
  request.end_array().end_object();
  ask<Exported>(platform, request.take(), read_exported, std::move(done));
}

void convert_questions(platform::Platform& platform, const platform::File& file,
                       std::function<void(Result<Converted>)> done) {
  json::Writer request;
  request.begin_object();
  request.field("do", "import").field("name", file.name).field("text", file.text).end_object();
  ask<Converted>(platform, request.take(), read_converted, std::move(done));
}

}  // namespace sp::app
