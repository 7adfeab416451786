#include "web/app/lab_bench.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <thread>
#include <utility>

#include "engine/demos/settings.h"
#include "engine/trace/export_chrome.h"
#include "web/app/sentence.h"

namespace sp::app {
namespace {

constexpr std::string_view kVariants = "variants";

std::vector<std::string> split_commas(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    if (comma > 0) words.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return words;
}

}  // namespace

/// A run, and after it the preparation of its timeline on one more thread, so that a million events do not
/// stop the screen.
class LabBench::Job {
 public:
  Job(demos::RunRequest request, demos::Host& host, std::function<void()> wake)
      : wake_(std::move(wake)), run_(std::move(request), host, wake_) {}

  ~Job() {
    if (preparing_.joinable()) preparing_.join();
  }

  void cancel() { run_.cancel(); }
  demos::Run::Progress progress() const { return run_.progress(); }

  /// True when result() may be taken; never waits.
  bool poll() {
    if (!preparing_.joinable() && run_.ended()) {
      result_.report = run_.take_report();
      preparing_ = std::thread([this] {
        result_.timeline = std::make_unique<ui::TimelineModel>(result_.report.trace);
        // Release: what stands in result_ is seen by whoever sees true.
        prepared_.store(true, std::memory_order_release);
        wake_();
      });
    }
    return prepared_.load(std::memory_order_acquire);
  }

  LabResult take() {
    preparing_.join();
    return std::move(result_);
  }

 private:
  const std::function<void()> wake_;
  demos::Run run_;
  std::thread preparing_;
  std::atomic<bool> prepared_{false};
  LabResult result_;
};

LabBench::LabBench(const demos::Demo& demo, Shell& shell, AnswerLog& answers)
    : demo_(demo), shell_(shell), answers_(answers), asked_at_(AnswerLog::utc_now_ms()) {
  reset_settings();
}

LabBench::~LabBench() = default;

LabBench::Stage LabBench::stage() const {
  if (job_) return Stage::running;
  if (result_) return Stage::done;
  return predicted_ || skipped_ ? Stage::ready : Stage::predict;
}

void LabBench::apply(const Route& route) {
  if (stage() == Stage::predict) asked_at_ = AnswerLog::utc_now_ms();  // it is shown now
  demos::Settings settings;
  for (const auto& [name, text] : route.parameters) {
    if (name == kVariants) {
      settings.variants = split_commas(text);
    } else if (name != "back") {
      settings.parameters.emplace_back(name, text);
    }
  }
  auto resolved = demos::resolve(demo_, settings, shell_.platform().host());
  problems_ = std::move(resolved.problems);
  const auto& request = resolved.request;
  for (std::size_t i = 0; i < values_.size(); ++i)
    values_[i] = request.parameters.real(demo_.info.parameters[i].id);
  for (std::size_t i = 0; i < selected_.size(); ++i) {
    const auto& wanted = request.variants;
    const bool none = wanted.empty();
    selected_[i] = none || std::find(wanted.begin(), wanted.end(), demo_.info.variants[i].id) != wanted.end();
  }
}

Route LabBench::address() const {
  Route route{"lab", demo_.info.id, {}};
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const auto& parameter = demo_.info.parameters[i];
    if (values_[i] != std::min(parameter.initial, highest(parameter))) {
      route.set(parameter.id, demos::format_value(parameter, values_[i]));
    }
  }
  if (std::find(selected_.begin(), selected_.end(), false) != selected_.end()) {
    std::string list;
    for (const auto& id : selected_ids()) list += (list.empty() ? "" : ",") + id;
    if (!list.empty()) route.set(kVariants, list);
  }
  return route;
}

double LabBench::value(const demos::Parameter& parameter) const {
  const auto index = static_cast<std::size_t>(&parameter - demo_.info.parameters.data());
  return values_.at(index);
}

double LabBench::highest(const demos::Parameter& parameter) const {
  return demos::highest(parameter, shell_.platform().host());
}

void LabBench::set_value(const demos::Parameter& parameter, double value) {
  const auto index = static_cast<std::size_t>(&parameter - demo_.info.parameters.data());
  values_.at(index) = std::clamp(value, parameter.min, highest(parameter));
  problems_.clear();
}

void LabBench::select(std::size_t variant, bool selected) {
  selected_.at(variant) = selected;
  problems_.clear();
}

void LabBench::reset_settings() {
  values_.clear();
  for (const auto& parameter : demo_.info.parameters) {
    values_.push_back(std::min(parameter.initial, highest(parameter)));
  }
  selected_.assign(demo_.info.variants.size(), true);
  problems_.clear();
}

void LabBench::predict(std::size_t option) {
  assert(option < demo_.info.prediction.options.size());
  if (!can_predict()) return;
  predicted_ = option;
  predicted_after_ms_ = AnswerLog::utc_now_ms() - asked_at_;
}

void LabBench::ask_again() {
  predicted_.reset();
  skipped_ = false;
  graded_.reset();
  result_.reset();
  asked_at_ = AnswerLog::utc_now_ms();
}

std::string LabBench::why_not() const {
  if (job_) return "It is running.";
  if (selected_ids().empty()) return "Choose at least one variant to run.";
  if (!predicted_ && !skipped_) return "Predict first, or skip the prediction.";
  return {};
}

bool LabBench::can_run() const {
  return why_not().empty();
}

void LabBench::run() {
  if (!can_run()) return;
  std::map<std::string, double, std::less<>> values;
  for (std::size_t i = 0; i < values_.size(); ++i) values[demo_.info.parameters[i].id] = values_[i];
  auto& platform = shell_.platform();
  demos::RunRequest request{&demo_, demos::Parameters(std::move(values)), selected_ids(), runs_ + 1};
  job_ =
      std::make_unique<Job>(std::move(request), platform.host(), [&platform] { platform.request_frame(); });
}

void LabBench::cancel() {
  if (job_) job_->cancel();
}

demos::Run::Progress LabBench::progress() const {
  return job_ ? job_->progress() : demos::Run::Progress{};
}

void LabBench::poll() {
  if (!job_ || !job_->poll()) return;
  result_ = job_->take();
  job_.reset();
  ++runs_;
  view_ = {};
  message_.clear();
  grade_prediction();
}

void LabBench::grade_prediction() {
  if (graded_ || !predicted_) return;
  graded_ = demos::grade_prediction(result_->report, *predicted_);
  if (!graded_) return;
  const auto now = AnswerLog::utc_now_ms();
  answers_.record(practice::make_prediction(answers_.new_id(now), now, demo_.info.id,
                                            demos::option_ids(demo_.info.prediction), graded_->chosen,
                                            graded_->right, predicted_after_ms_));
}

void LabBench::save_trace() {
  const auto json = trace::to_chrome_json(result_->report.trace);
  shell_.platform().download(
      demo_.info.id + "-trace.json", "application/json", json,
      [this](Result<std::string> place) { message_ = saved_words("The trace", place); });
}

std::vector<std::string> LabBench::selected_ids() const {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < selected_.size(); ++i) {
    if (selected_[i]) ids.push_back(demo_.info.variants[i].id);
  }
  return ids;
}

}  // namespace sp::app
