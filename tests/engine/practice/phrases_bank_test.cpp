// The matcher over the bank as it stands: what the scenarios' phrases find in the model answers.

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/practice/phrase_words.h"
#include "engine/practice/phrases.h"
#include "tests/engine/bank/real_bank.h"

namespace sp::practice {
namespace {

const bank::Bank& the_bank() {
  static const bank::Bank bank = bank::real_bank();
  return bank;
}

struct Entry {
  const bank::Scenario* scenario;
  const bank::Turn* turn;
};

std::vector<Entry> turns() {
  std::vector<Entry> entries;
  for (const bank::Scenario& scenario : the_bank().scenarios()) {
    for (const bank::Turn& turn : scenario.turns) entries.push_back({&scenario, &turn});
  }
  return entries;
}

bool says(const PhraseText& text, const bank::KeyPoint& point) {
  return !text.find(point.aliases).said.empty();
}

bool raises(const PhraseText& text, const bank::RedFlag& flag) {
  return !text.find(flag.phrases, Denial::around).said.empty();
}

std::size_t covered(const PhraseText& text, const bank::Turn& turn) {
  return static_cast<std::size_t>(std::count_if(turn.key_points.begin(), turn.key_points.end(),
                                                [&](const auto& point) { return says(text, point); }));
}

TEST(PhrasesOfTheBank, AModelAnswerCoversItsPointsAndRaisesNoFlag) {
  ASSERT_FALSE(turns().empty());
  std::size_t points = 0;
  std::size_t said = 0;
  for (const auto& [scenario, turn] : turns()) {
    const PhraseText answer(turn->answer);
    const std::size_t count = covered(answer, *turn);
    points += turn->key_points.size();
    said += count;
    EXPECT_GE(4 * count, 3 * turn->key_points.size()) << turn->id;
    for (const bank::RedFlag& flag : turn->red_flags)
      EXPECT_FALSE(raises(answer, flag)) << turn->id << " " << flag.id;
  }
  fmt::print("model answers: {} of {} of their own key points\n", said, points);
}

TEST(PhrasesOfTheBank, EachAliasSaidPlainlyCoversItsPoint) {
  for (const auto& [scenario, turn] : turns()) {
    for (const bank::KeyPoint& point : turn->key_points) {
      for (const std::string& alias : point.aliases) {
        for (const std::string& text :
             {alias, "I would say " + alias + ".", "First: " + alias + ", then more."})
          EXPECT_TRUE(says(PhraseText(text), point)) << turn->id << " " << point.id << ": " << text;
      }
    }
  }
}

TEST(PhrasesOfTheBank, EachPhraseOfARedFlagSaidPlainlyRaisesIt) {
  for (const auto& [scenario, turn] : turns()) {
    for (const bank::RedFlag& flag : turn->red_flags) {
      for (const std::string& phrase : flag.phrases) {
        const std::string text = "I would " + phrase;
        EXPECT_TRUE(raises(PhraseText(text), flag)) << turn->id << " " << flag.id << ": " << text;
      }
    }
  }
}

TEST(PhrasesOfTheBank, APhraseOfARedFlagThatIsDeniedRaisesNothing) {
  for (const auto& [scenario, turn] : turns()) {
    for (const bank::RedFlag& flag : turn->red_flags) {
      for (const std::string& phrase : flag.phrases) {
        const auto words = phrase_words(phrase);
        const bool denies = std::any_of(words.begin(), words.end(), [](const PhraseWord& word) {
          return word.negation != Negation::none || word.before != Break::none;
        });
        if (denies) continue;  // "I would not say that it will not fail" is for the person to judge
        const PhraseText text("I would not just " + phrase + ".");
        const PhraseMatches found = text.find(std::vector{phrase}, Denial::around);
        EXPECT_TRUE(found.said.empty() && !found.denied.empty())
            << turn->id << " " << flag.id << ": " << phrase;
      }
    }
  }
}

TEST(PhrasesOfTheBank, BlandAnswersCoverNothing) {
  for (const char* text : {"I would think about it and ask some questions first.",
                           "That is a good question. It depends on the system, and on what we want to reach.",
                           "I do not know. I would read about it and try a few things out.",
                           "In my last job we had a similar system, and in the end it worked quite well."}) {
    const PhraseText answer(text);
    for (const auto& [scenario, turn] : turns()) {
      EXPECT_EQ(covered(answer, *turn), 0U) << turn->id << ": " << text;
      for (const bank::RedFlag& flag : turn->red_flags)
        EXPECT_FALSE(raises(answer, flag)) << turn->id << " " << flag.id << ": " << text;
    }
  }
}

// The scenarios share a field: a bounded queue or a time limit is a good answer in several. So an answer to
// another question covers some points, but few; and an alias that every other answer hits says nothing. Each
// scenario is held against the answers of the six that come after it: half of all pairs say enough.
TEST(PhrasesOfTheBank, AnswersToOtherScenariosCoverLittle) {
  const std::vector<Entry> all = turns();
  const auto scenarios = static_cast<std::ptrdiff_t>(the_bank().scenarios().size());
  std::vector<PhraseText> answers;
  for (const Entry& entry : all) answers.emplace_back(entry.turn->answer);
  std::size_t points = 0;
  std::size_t said = 0;
  std::size_t pairs = 0;
  std::size_t half = 0;
  for (const auto& [scenario, turn] : all) {
    std::vector<std::size_t> hits(turn->key_points.size());
    std::size_t foreign = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto after = (all[i].scenario - scenario + scenarios) % scenarios;
      if (after == 0 || after > 6) continue;
      ++foreign;
      std::size_t count = 0;
      for (std::size_t k = 0; k < hits.size(); ++k) {
        const std::size_t hit = says(answers[i], turn->key_points[k]) ? 1 : 0;
        hits[k] += hit;
        count += hit;
      }
      said += count;
      half += 2 * count >= hits.size() ? 1 : 0;
      for (const bank::RedFlag& flag : turn->red_flags)
        EXPECT_FALSE(raises(answers[i], flag))
            << all[i].turn->id << " raises " << flag.id << " of " << turn->id;
    }
    points += hits.size() * foreign;
    pairs += foreign;
    for (std::size_t k = 0; k < hits.size(); ++k)
      EXPECT_LE(3 * hits[k], foreign) << turn->id << " " << turn->key_points[k].id << ": too common";
  }
  fmt::print("answers to other scenarios: {} of {} key points; half of a turn's or more in {} of {} pairs\n",
             said, points, half, pairs);
  EXPECT_LE(100 * said, 6 * points);
  EXPECT_LE(100 * half, 4 * pairs);
}

}  // namespace
}  // namespace sp::practice
