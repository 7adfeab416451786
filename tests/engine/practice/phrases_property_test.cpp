// The parts of the matcher, and what holds for it whatever the text.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/practice/phrase_roots.h"
#include "engine/practice/phrases.h"

namespace sp::practice {
namespace {

std::string_view part(std::string_view text, const PhraseMatch& match) {
  return text.substr(match.from, match.to - match.from);
}

// --- roots and typos ---

TEST(Roots, OfAFamilyAreOne) {
  const std::vector<std::vector<std::string>> families{
      {"isolate", "isolates", "isolated", "isolating", "isolation"},
      {"serialise", "serialised", "serialisation"},
      {"queue", "queues", "queued", "queueing"},
      {"be", "is", "are", "was", "were", "been", "being"},
      {"hold", "holds", "held", "holding"},
      {"measure", "measured", "measurement"},
      {"deploy", "deploys", "deployment"}};
  for (const auto& family : families) {
    for (const std::string& word : family) EXPECT_EQ(root_of(word), root_of(family[0])) << word;
  }
  EXPECT_NE(root_of("worker"), root_of("work"));
  EXPECT_NE(root_of("contention"), root_of("content"));
  EXPECT_EQ(root_of("p99"), "p99");
}

TEST(Roots, TheListsAreSorted) {
  // Each list is searched by halves: a word out of place would not be found.
  for (const char* word : {"a", "again", "already", "also", "you", "would", "with", "it", "the"})
    EXPECT_EQ(is_light(word), std::string_view(word) != "a" && std::string_view(word) != "the") << word;
  for (const char* word : {"although", "and", "per", "than", "whose"}) EXPECT_TRUE(is_barrier(word)) << word;
  for (const char* word : {"am", "may", "would"}) EXPECT_TRUE(is_auxiliary(word)) << word;
  for (const char* word : {"wrote", "am", "found", "gigabytes"}) EXPECT_NE(root_of(word), word);
}

// --- properties ---

std::string any_phrase() {
  static const std::vector<std::string> words{"process", "pool",  "worker", "deadline", "semaphore",
                                              "stack",   "dumps", "tokens", "priority", "heap"};
  const auto chosen = *rc::gen::resize(
      3, rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words))));
  std::string phrase;
  for (const std::string& word : chosen) phrase += (phrase.empty() ? "" : " ") + word;
  return phrase;
}

RC_GTEST_PROP(PhrasesProperty, AnyBytesGivePartsOfTheText,
              (const std::string& text, const std::string& phrase)) {
  const std::vector<std::string> phrases{phrase, "a", "not", "event loop", text.substr(0, 20)};
  for (const Denial denial : {Denial::before, Denial::around}) {
    const PhraseMatches found = find_phrases(text, phrases, denial);
    for (const auto* list : {&found.said, &found.denied}) {
      std::vector<bool> seen(phrases.size());
      for (const PhraseMatch& match : *list) {
        RC_ASSERT(match.phrase < phrases.size() && !seen[match.phrase]);
        seen[match.phrase] = true;
        RC_ASSERT(match.from < match.to && match.to <= text.size());
        RC_ASSERT(match.negated == (list == &found.denied));
      }
    }
  }
}

RC_GTEST_PROP(PhrasesProperty, APhraseIsFoundWhereItStands, ()) {
  const std::string phrase = any_phrase();
  const std::string text = "First a word or two. We take a " + phrase + ", I think.";
  const PhraseMatches found = find_phrases(text, std::vector{phrase});
  RC_ASSERT(found.said.size() == 1U && found.denied.empty());
  RC_ASSERT(part(text, found.said[0]) == phrase);
}

RC_GTEST_PROP(PhrasesProperty, ANegationDeniesAndASecondOneAffirms, ()) {
  const std::string phrase = any_phrase();
  const std::string once = *rc::gen::element<std::string>(
      "I would not use a ", "we never need ", "there is no ", "don't take the ", "it works without a ");
  const PhraseMatches denied = find_phrases(once + phrase, std::vector{phrase});
  RC_ASSERT(denied.said.empty() && denied.denied.size() == 1U);
  const PhraseMatches affirmed = find_phrases("I would not avoid a " + phrase, std::vector{phrase});
  RC_ASSERT(affirmed.said.size() == 1U);
}

RC_GTEST_PROP(PhrasesProperty, WhatIsSaidStaysSaidWhenMoreFollows, (const std::string& more)) {
  const std::string phrase = any_phrase();
  const std::string text = "I take a " + phrase + ".";
  RC_ASSERT(!find_phrases(text + " \n\n" + more, std::vector{phrase}).said.empty());
}

// --- hostile texts ---

TEST(Phrases, HostileTextsAreReadInTime) {
  constexpr std::size_t kBytes = 20'000;
  const auto repeated = [](std::string_view piece) {
    std::string text;
    while (text.size() < kBytes) text += piece;
    return text;
  };
  std::string distinct;
  for (int i = 0; distinct.size() < kBytes; ++i) {
    distinct += {static_cast<char>('a' + i % 26),
                 static_cast<char>('a' + i / 26 % 26),
                 static_cast<char>('a' + i / 676 % 26),
                 'e',
                 'r',
                 ' '};
  }
  const std::vector<std::string> texts{repeated("event loop "),
                                       repeated("a "),
                                       repeated("a_"),
                                       repeated("A"),
                                       repeated("."),
                                       repeated(". "),
                                       repeated("\n"),
                                       repeated("\n "),
                                       repeated("not "),
                                       repeated("don't "),
                                       repeated("not just "),
                                       repeated("1 000 "),
                                       repeated("'"),
                                       repeated("a'"),
                                       repeated("event "),
                                       repeated("no event and "),
                                       repeated("1,000,000,"),
                                       repeated("million "),
                                       repeated("\xE2\x80"),
                                       repeated("a-b_cD"),
                                       repeated("per cent "),
                                       std::string(kBytes, 'x'),
                                       distinct};
  const std::vector<std::string> phrases{
      "event loop", "event loop event loop event loop", "no event", "1 000 000", "b b b b b b b b", "event"};
  for (const std::string& text : texts) {
    const PhraseMatches found = find_phrases(text, phrases, Denial::around);
    EXPECT_LE(found.said.size() + found.denied.size(), 2 * phrases.size());
  }
}

}  // namespace
}  // namespace sp::practice
