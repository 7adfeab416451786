#include "native/bank_report.h"

#include <algorithm>
#include <array>
#include <map>
#include <ostream>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/bank/draw.h"
#include "engine/bank/text_rules.h"

namespace sp::native {
namespace {

constexpr std::size_t kUsualOptions = 4;

/// Length as the learner sees it: without the marks of Markdown.
std::size_t shown_length(std::string_view text) {
  std::string plain(text);
  std::erase_if(plain, [](char c) { return c == '`' || c == '*'; });
  return bank::character_count(plain);
}

struct Stats {
  std::map<std::string, std::size_t> topics;
  std::array<std::size_t, bank::kLevels.size()> levels{};
  std::array<std::size_t, bank::kQuestionKinds.size()> kinds{};
  std::size_t cards = 0, questions = 0, generated = 0, snippets = 0, tasks = 0, scenarios = 0, turns = 0;
  std::size_t four_options = 0, longest = 0, shortest = 0;

  void add(const bank::Bank& bank);
  void add(const bank::Question& question);
};

void Stats::add(const bank::Question& question) {
  ++questions;
  ++kinds[static_cast<std::size_t>(question.kind)];
  generated += question.generated() ? 1 : 0;
  if (question.kind != bank::QuestionKind::single || question.options.size() != kUsualOptions) return;
  ++four_options;
  std::size_t right = 0;
  std::size_t most = 0;
  std::size_t least = SIZE_MAX;
  for (const bank::Option& option : question.options) {
    const std::size_t length = shown_length(option.text);
    most = std::max(most, length);
    least = std::min(least, length);
    if (option.correct) right = length;
  }
  longest += right == most ? 1 : 0;
  shortest += right == least ? 1 : 0;
}

void Stats::add(const bank::Bank& bank) {
  for (const bank::Card& card : bank.cards()) {
    ++cards;
    ++topics[card.topic];
    ++levels[static_cast<std::size_t>(card.level)];
    snippets += card.verify.size();
    tasks += card.task ? 1 : 0;
    for (const bank::Question& question : card.questions) add(question);
  }
  for (const bank::Scenario& scenario : bank.scenarios()) {
    ++scenarios;
    turns += scenario.turns.size();
  }
}

/// "single 12, multiple 3".
template <class Names, class Counts>
std::string listed(const Names& names, const Counts& counts) {
  std::string text;
  for (std::size_t i = 0; i < counts.size(); ++i)
    text += fmt::format("{}{} {}", i == 0 ? "" : ", ", bank::name_of(names[i]), counts[i]);
  return text;
}

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

nlohmann::ordered_json sample_of(const bank::Card& card, const bank::Drawn& drawn) {
  nlohmann::ordered_json sample{
      {"card", card.id}, {"question", drawn.question.id}, {"seed", drawn.seed}, {"values", drawn.values}};
  if (drawn.question.kind == bank::QuestionKind::numeric) {
    sample["answer"] = drawn.answer;
    sample["decimals"] = drawn.question.numeric.decimals;
  } else {
    sample["order"] = nlohmann::ordered_json::array();
    for (const bank::Step& step : drawn.question.steps) sample["order"].push_back(step.id);
  }
  sample["check"] = drawn.question.generator.check;
  return sample;
}

}  // namespace

std::vector<Problem> try_draws(const bank::Bank& bank) {
  std::vector<Problem> problems;
  for (const bank::Card& card : bank.cards()) {
    for (const bank::Question& question : card.questions) {
      if (!question.generated()) continue;
      if (std::string fault = bank::draw_fault(question); !fault.empty())
        problems.push_back({card.file, 0, 0, question.id, {}, std::move(fault)});
    }
  }
  return problems;
}

void print_stats(std::span<const bank::Bank> banks, std::ostream& out) {
  Stats stats;
  for (const bank::Bank& bank : banks) stats.add(bank);
  std::string topics;
  for (const auto& [topic, count] : stats.topics)
    topics += fmt::format("{}{} {}", topics.empty() ? "" : ", ", topic, count);
  out << fmt::format("cards      {}: {}\n", stats.cards, topics)
      << fmt::format("levels     {}\n", listed(bank::kLevels, stats.levels))
      << fmt::format("questions  {}: {}; {} generated\n", stats.questions,
                     listed(bank::kQuestionKinds, stats.kinds), stats.generated)
      << fmt::format("proofs     {} snippets, {} tasks\n", stats.snippets, stats.tasks)
      << fmt::format("scenarios  {} with {} turns\n", stats.scenarios, stats.turns)
      << fmt::format(
             "guessing   the right one of four is the longest in {} of {} ({:.0f} %), "
             "the shortest in {} ({:.0f} %)\n",
             stats.longest, stats.four_options, percent(stats.longest, stats.four_options), stats.shortest,
             percent(stats.shortest, stats.four_options));
}

void print_samples(const bank::Bank& bank, std::size_t count, std::ostream& out) {
  for (const bank::Card& card : bank.cards()) {
    for (const bank::Question& question : card.questions) {
      if (!question.generated() && question.generator.check.empty()) continue;
      const std::uint64_t instances = question.generated() ? count : std::min<std::size_t>(count, 1);
      for (std::uint64_t seed = 0; seed < instances; ++seed) {
        if (const auto drawn = bank::draw(question, seed); drawn.ok())
          out << sample_of(card, *drawn).dump() << '\n';
      }
    }
  }
}

}  // namespace sp::native
