#include "web/app/answer_log.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "web/app/sentence.h"

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

/// What became of a file of records. Shared by the answers of the store.
struct Import {
  std::size_t added = 0, stored = 0, refused = 0;
  std::vector<practice::SetAside> left_out = {};
  std::function<void(std::string)> done;

  void tell_if_all() const {
    if (stored + refused < added) return;
    std::string text = fmt::format("{} added.", counted(added, "new record"));
    if (refused > 0) text += fmt::format(" {} of them could not be stored.", refused);
    if (!left_out.empty())
      text += fmt::format(" {} not understood and left out; the first is {}",
                          counted(left_out.size(), "line"), sentence(to_string(left_out.front().problem)));
    done(std::move(text));
  }
};

}  // namespace

AnswerLog::AnswerLog(Shell& shell) : shell_(shell), rng_(true_randomness()) {
  shell_.platform().load_answers([this](platform::StoredAnswers stored) {
    loaded_ = true;
    ++version_;
    add_stored(stored.lines, "stored answers");
    if (!stored.problem.empty()) problem_ = std::move(stored.problem);
    for (const auto& act : std::exchange(once_loaded_, {})) act();
  });
}

void AnswerLog::once_loaded(std::function<void()> act) {
  if (loaded_) return act();
  once_loaded_.push_back(std::move(act));
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
  add_stored(lines, "another tab");
}

void AnswerLog::export_file() {
  once_loaded([this] {
    std::string text;
    for (const auto& record : history_.records()) text += practice::to_line(record) + '\n';
    text += joined(set_aside_);
    shell_.platform().download(kFileName, kMime, text, [this](Result<std::string> place) {
      if (!place.ok()) problem_ = "The answers could not be exported: " + sentence(place.error().what);
    });
  });
}

void AnswerLog::import_file(std::function<void(std::string)> done) {
  shell_.platform().open_file(".jsonl", [this, done = std::move(done)](Result<std::string> text) {
    if (!text.ok()) return done("The file could not be read: " + sentence(text.error().what));
    once_loaded([this, text = text.value(), done] { add_imported(text, done); });
  });
}

void AnswerLog::forget() {
  history_ = {};
  set_aside_.clear();
  unstored_.clear();
  ++version_;
  ++erasures_;
}

void AnswerLog::erased_elsewhere() {
  once_loaded([this] { forget(); });
}

void AnswerLog::erase(std::function<void()> done) {
  once_loaded([this, done = std::move(done)] {
    forget();
    shell_.platform().erase_answers([this, done](Status status) {
      problem_ =
          status.ok() ? "" : "The stored answers could not be erased: " + sentence(status.error().what);
      if (status.ok()) done();
    });
  });
}

void AnswerLog::add_stored(const std::vector<std::string>& lines, std::string_view name) {
  auto parsed = practice::parse_log(joined(lines), name);
  for (auto& record : parsed.records) {
    if (history_.add(std::move(record))) ++version_;
  }
  if (parsed.set_aside.empty()) return;
  problem_ = fmt::format("{} not understood and set aside ({}); everything else is here. Export keeps them.",
                         parsed.set_aside.size() == 1
                             ? "1 stored record was"
                             : fmt::format("{} stored records were", parsed.set_aside.size()),
                         to_string(parsed.set_aside.front().problem));
  for (auto& line : parsed.set_aside) {
    if (std::find(set_aside_.begin(), set_aside_.end(), line.text) == set_aside_.end())
      set_aside_.push_back(std::move(line.text));
  }
}

void AnswerLog::add_imported(std::string_view text, std::function<void(std::string)> done) {
  auto parsed = practice::parse_log(text, "imported file");
  std::erase_if(parsed.records, [&](const practice::Record& record) { return !history_.add(record); });
  if (!parsed.records.empty()) ++version_;
  const auto import = std::make_shared<Import>();
  import->added = parsed.records.size();
  import->left_out = std::move(parsed.set_aside);
  import->done = std::move(done);
  if (import->added == 0) import->tell_if_all();
  for (const auto& record : parsed.records) {
    keep(record, [import](bool stored) {
      ++(stored ? import->stored : import->refused);
      import->tell_if_all();
    });
  }
}

void AnswerLog::keep(const practice::Record& record, std::function<void(bool)> done) {
  shell_.platform().append_answer(practice::id_of(record), practice::to_line(record),
                                  [this, record, done = std::move(done)](Status status) {
                                    if (status.ok()) {
                                      // The store works: what it has refused before may go in now.
                                      for (const auto& other : std::exchange(unstored_, {})) keep(other);
                                    } else {
                                      not_stored(record, status.error().what);
                                    }
                                    if (done) done(status.ok());
                                  });
}

void AnswerLog::not_stored(const practice::Record& record, const std::string& why) {
  unstored_.push_back(record);
  const bool one = unstored_.size() == 1;
  store_problem_ = fmt::format(
      "{} could not be stored: {} {} here until this page is closed; export your answers to keep them.",
      one ? "What you did last" : fmt::format("{} of your answers and marks", unstored_.size()),
      sentence(why), one ? "It is" : "They are");
}

}  // namespace sp::app
