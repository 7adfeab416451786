#include "web/app/answer_log.h"

#include <chrono>
#include <random>
#include <utility>

#include <fmt/format.h>

namespace sp::app {
namespace {

constexpr std::string_view kFileName = "switchpoint-answers.jsonl";
constexpr std::string_view kMime = "application/x-ndjson";

std::uint64_t true_randomness() {
  std::random_device device;
  return (std::uint64_t{device()} << 32U) | device();
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + '\n';
  return text;
}

}  // namespace

AnswerLog::AnswerLog(Shell& shell) : shell_(shell), rng_(true_randomness()) {
  shell_.platform().load_answers([this](platform::StoredAnswers stored) {
    loaded_ = true;
    ++version_;
    add_text(joined(stored.lines), "stored answers", false);
    if (!stored.problem.empty()) problem_ = std::move(stored.problem);
  });
}

std::int64_t AnswerLog::utc_now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

void AnswerLog::record(practice::Record record) {
  keep(record);
  if (history_.add(std::move(record))) ++version_;
}

void AnswerLog::merge_lines(const std::vector<std::string>& lines) {
  add_text(joined(lines), "another tab", false);
}

void AnswerLog::export_file() {
  std::string text;
  for (const auto& record : history_.records()) text += practice::to_line(record) + '\n';
  text += joined(set_aside_);
  shell_.platform().download(kFileName, kMime, text, [this](Result<std::string> place) {
    if (!place.ok()) problem_ = "The answers could not be exported: " + place.error().what;
  });
}

void AnswerLog::import_file(std::function<void(std::string)> done) {
  shell_.platform().open_file(".jsonl", [this, done = std::move(done)](Result<std::string> text) {
    if (!text.ok()) return done("The file could not be read: " + text.error().what);
    const auto aside_before = set_aside_.size();
    const auto added = add_text(text.value(), "imported file", true);
    const auto aside = set_aside_.size() - aside_before;
    done(fmt::format("{} new {} added{}.", added, added == 1 ? "answer" : "answers",
                     aside == 0 ? ""
                                : fmt::format("; {} {} not understood and set aside", aside,
                                              aside == 1 ? "line was" : "lines were")));
  });
}

void AnswerLog::erase() {
  history_ = {};
  set_aside_.clear();
  ++version_;
  shell_.platform().erase_answers([this](Status status) {
    problem_ = status.ok() ? "" : "The stored answers could not be erased: " + status.error().what;
  });
}

std::size_t AnswerLog::add_text(std::string_view text, std::string_view name, bool store) {
  auto parsed = practice::parse_log(text, name);
  std::size_t added = 0;
  for (auto& record : parsed.records) {
    if (!history_.add(record)) continue;
    ++added;
    if (store) keep(record);
  }
  for (auto& line : parsed.set_aside) set_aside_.push_back(std::move(line.text));
  if (added > 0) ++version_;
  if (!parsed.set_aside.empty() && !store) {
    problem_ = fmt::format(
        "{} stored {} not understood and set aside ({}); everything else is here. Export keeps them.",
        parsed.set_aside.size(), parsed.set_aside.size() == 1 ? "record was" : "records were",
        to_string(parsed.set_aside.front().problem));
  }
  return added;
}

void AnswerLog::keep(const practice::Record& record) {
  shell_.platform().append_answer(practice::id_of(record), practice::to_line(record), [this](Status status) {
    if (!status.ok()) {
      problem_ = "Your last answer could not be stored: " + status.error().what +
                 " It is kept until this page is closed; export your answers to keep them.";
    }
  });
}

}  // namespace sp::app
