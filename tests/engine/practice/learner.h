#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/practice/progress.h"
#include "tests/engine/practice/sample_bank.h"

namespace sp::practice {

/// Cards C01, C02 and K01 in "gil", C03 in "asyncio"; K01-sorted and K01-number draw numbers; S01 has the
/// turn S01-a with three key points and a red flag.
inline bank::Bank training_bank() {
  const bank::Bank sample = sample_bank();
  std::vector<bank::Card> cards(sample.cards().begin(), sample.cards().end());
  const bank::Bank typed = typed_bank();
  cards.push_back(typed.cards().front());
  bank::Turn turn;
  turn.id = "S01-a";
  turn.prompt = "How?";
  for (const char* id : {"p", "q", "r"})
    turn.key_points.push_back({id, std::string("says ") + id, bank::Dimension::depth, {}});
  turn.red_flags.push_back({"f", "says f", {}, {}, "not f"});
  bank::Scenario scenario;
  scenario.id = "S01";
  scenario.title = "A queue";
  scenario.turns.push_back(std::move(turn));
  return bank::Bank(std::move(cards), {std::move(scenario)});
}

/// A learner with a log and a clock of their own, who begins at noon UTC of day 20'000.
class Learner {
 public:
  static constexpr std::int64_t kDay = 86'400'000, kMinute = 60'000;

  explicit Learner(const bank::Bank& bank = training_bank())
      : items_(bank, std::vector<bank::CurriculumItem>{}, std::vector<DemoName>{{"amdahl", "Amdahl"}}),
        progress_(items_, Calendar{}) {}

  std::int64_t now = 20'000 * kDay + kDay / 2;

  const Items& items() const { return items_; }
  const Progress& progress() const { return progress_; }
  History& history() { return history_; }
  std::size_t index(std::string_view key) const { return items_.find(key); }
  const ItemState& state(std::string_view key) const { return progress_.state(index(key)); }

  /// Every record goes through here, each a millisecond after the one before; returns its id.
  template <class R>
  std::string record(R record) {
    ++now;
    record.id = make_answer_id(rng_, now);
    record.at = now;
    std::string id = record.id;
    history_.add(std::move(record));
    progress_.rebuild(history_);
    return id;
  }

  std::string answer(const std::string& question, bool correct) {
    Answer answer;
    answer.card = question.substr(0, question.find('-'));
    answer.question = question;
    answer.correct = correct;
    answer.ms_taken = 20'000;
    return record(answer);
  }
  std::string recall(const std::string& card, Grade grade) {
    return record(make_recall({}, now, card, grade, 30'000));
  }
  std::string predict(const std::string& demo, bool correct) {
    Answer answer;
    answer.source = Source::prediction;
    answer.question = "demo:" + demo;
    answer.correct = correct;
    return record(answer);
  }
  void mark(const std::string& item, MarkKind kind) { record(Mark{{}, 0, item, kind}); }
  void set(const std::string& name, const std::string& value) { record(Setting{{}, 0, name, value}); }
  void undo(const std::string& id) { record(Undo{{}, 0, id}); }
  /// Twice good, so that it is in review.
  void learn(const std::string& card) {
    recall(card, Grade::good);
    now += 10 * kMinute;
    recall(card, Grade::good);
  }

 private:
  Rng rng_{42};
  Items items_;
  Progress progress_;
  History history_;
};

}  // namespace sp::practice
