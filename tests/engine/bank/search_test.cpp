#include "engine/bank/search.h"

#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/bank/draw.h"
#include "engine/bank/search_documents.h"
#include "engine/bank/words.h"
#include "tests/engine/bank/real_bank.h"

namespace sp::bank {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SearchDocument note(std::string id, std::string title, std::string lead = {}, std::string body = {}) {
  SearchDocument out{Findable::card, std::move(id), std::move(title), {}};
  if (!lead.empty()) out.fields.push_back({FieldWeight::lead, std::move(lead), true});
  if (!body.empty()) out.fields.push_back({FieldWeight::body, std::move(body), true});
  return out;
}

SearchIndex index_of(std::vector<SearchDocument> documents) {
  SearchIndex index;
  for (SearchDocument& document : documents) index.add(std::move(document));
  index.build();
  return index;
}

std::vector<std::string> ids(const SearchIndex& index, std::string_view query, std::size_t limit = 20) {
  std::vector<std::string> out;
  for (const SearchHit& hit : index.search(query, limit).hits) out.push_back(index.document(hit.document).id);
  return out;
}

/// The bank of the repository, indexed once.
struct Real {
  Bank bank = real_bank();
  SearchIndex index;
  Real() {
    add_documents(bank, index);
    index.build();
  }
};
const Real& real() {
  static const Real kReal;
  return kReal;
}

/// Place of a document among the hits, from 1; 0: not there.
std::size_t place_of(const SearchIndex& index, std::string_view query, std::size_t document,
                     std::size_t limit = 1000) {
  const Findable kinds[] = {index.document(document).kind};
  const auto query_result = index.search(query, limit, kinds);
  for (std::size_t i = 0; i < query_result.hits.size(); ++i) {
    if (query_result.hits[i].document == document) return i + 1;
  }
  return 0;
}

TEST(Search, TitleComesBeforeTagsAndTheseBeforeTheBody) {
  const auto index = index_of({note("body", "Queues", "about pipes", "a deadlock can be seen"),
                               note("lead", "Locks", "deadlock, order", "how to take two"),
                               note("title", "Deadlock by order", "two locks", "taken by two threads"),
                               note("none", "Event loop", "tasks", "callbacks")});
  EXPECT_THAT(ids(index, "deadlock"), ElementsAre("title", "lead", "body"));
}

TEST(Search, ExactComesBeforePrefixAndThatBeforeTypos) {
  const auto index = index_of(
      {note("typo", "Clock"), note("prefix", "Lockstep"), note("exact", "Lock"), note("none", "Queue")});
  EXPECT_THAT(ids(index, "lock"), ElementsAre("exact", "prefix", "typo"));
}

TEST(Search, OnlyTheLastWordMayBeUnfinished) {
  const auto index = index_of({note("a", "Thread pool"), note("b", "Three pools")});
  EXPECT_THAT(ids(index, "thr"), testing::UnorderedElementsAre("a", "b"));
  EXPECT_THAT(ids(index, "pool thr"), testing::UnorderedElementsAre("a", "b"));
  EXPECT_THAT(ids(index, "thr "), IsEmpty()) << "a blank ends the word";
}

TEST(Search, FindsWordsOfTheSameStem) {
  const auto index =
      index_of({note("a", "Blocking the loop"), note("b", "Cancelling a task"), note("c", "Queues")});
  EXPECT_THAT(ids(index, "blocked "), ElementsAre("a"));
  EXPECT_THAT(ids(index, "tasks "), ElementsAre("b"));
  EXPECT_THAT(ids(index, "queue "), ElementsAre("c"));
}

TEST(Search, FindsNamesOfCodeWholeAndByTheirParts) {
  const auto index =
      index_of({note("name", "Blocking calls", "", "await loop.run_in_executor(None, f) moves it off"),
                note("parts", "Executor", "", "a task may run in it"), note("none", "Locks")});
  EXPECT_THAT(ids(index, "run_in_executor").front(), "name");
  EXPECT_THAT(ids(index, "executor"), ElementsAre("parts", "name"));
  EXPECT_THAT(ids(index, "run in executor"), testing::UnorderedElementsAre("name", "parts"));
  EXPECT_THAT(ids(index, "run_in_ex").front(), "name");
}

TEST(Search, TheWordsOfANameMeanTheName) {
  std::vector<SearchDocument> documents;
  for (int i = 0; i < 8; ++i)
    documents.push_back(
        note("words" + std::to_string(i), "Executors", "", "tasks run in threads of an executor"));
  documents.push_back(note("name", "Blocking calls", "", "await loop.run_in_executor(None, f) moves it off"));
  documents.push_back(note("class", "Many calls", "", "a ThreadPoolExecutor has them"));
  const auto index = index_of(std::move(documents));
  EXPECT_EQ(ids(index, "run in executor").front(), "name");
  EXPECT_EQ(ids(index, "thread pool").front(), "class");
}

TEST(Search, WordsThatMakeANameStillMeanTheWords) {
  const auto index =
      index_of({note("name", "Policies", "", "set event_loop for tests, that is all there is to it"),
                note("words", "The event loop", "an event loop runs callbacks"), note("none", "Locks")});
  EXPECT_THAT(ids(index, "event loop"), ElementsAre("words", "name"));
}

TEST(Search, DocumentsWithAllWordsComeFirst) {
  const auto index =
      index_of({note("some", "Semaphore semaphore semaphore"),
                note("all", "Limits", "", "a semaphore over the event loop"), note("other", "Event loop")});
  EXPECT_EQ(ids(index, "semaphore event loop").front(), "all");
}

TEST(Search, TyposAreForgivenByLength) {
  const auto index = index_of({note("gil", "GIL"), note("lock", "Queue"), note("long", "Multiprocessing")});
  EXPECT_THAT(ids(index, "gli "), IsEmpty()) << "three letters: none";
  EXPECT_THAT(ids(index, "qeueu "), IsEmpty()) << "five letters: one";
  EXPECT_THAT(ids(index, "queeu "), ElementsAre("lock"));
  EXPECT_THAT(ids(index, "mulitprocesing "), ElementsAre("long")) << "more than seven: two";
}

TEST(Search, ALimitAndKindsAreKept) {
  SearchIndex index;
  for (int i = 0; i < 10; ++i) index.add(note("card" + std::to_string(i), "Lock"));
  index.add({Findable::demo, "demo", "Lock", {}});
  index.build();
  const auto all = index.search("lock", 3);
  EXPECT_EQ(all.hits.size(), 3U);
  EXPECT_EQ(all.found[static_cast<std::size_t>(Findable::card)], 10U);
  EXPECT_EQ(all.found[static_cast<std::size_t>(Findable::demo)], 1U);
  const Findable demos[] = {Findable::demo};
  EXPECT_EQ(index.search("lock", 3, demos).hits.size(), 1U);
}

TEST(Search, BuildsInSlicesAndFindsWhatIsRead) {
  SearchIndex index;
  for (int i = 0; i < 20; ++i)
    index.add(note(std::to_string(i), "Lock number " + std::to_string(i), "", std::string(1000, 'x')));
  EXPECT_THAT(ids(index, "lock"), IsEmpty());
  int calls = 0;
  while (!index.build(3000)) ++calls;
  EXPECT_GT(calls, 4);
  EXPECT_EQ(ids(index, "lock", 100).size(), 20U);
  index.add(note("late", "Locks"));
  EXPECT_FALSE(index.built());
  EXPECT_TRUE(index.build());
  EXPECT_EQ(ids(index, "lock", 100).size(), 21U);
}

TEST(Search, SnippetShowsWhereItMatched) {
  std::string body;
  for (int i = 0; i < 60; ++i) body += "nothing to see here, ";
  body += "the event loop runs a callback, ";
  for (int i = 0; i < 60; ++i) body += "nothing to see here, ";
  const auto index = index_of({note("a", "Tasks", "The short answer.", body)});
  const auto query = index.search("loop callback", 5);
  const Snippet snippet = index.snippet(query, 0, 100);
  EXPECT_TRUE(snippet.cut_before && snippet.cut_after);
  EXPECT_LE(snippet.text.size(), 100U);
  std::vector<std::string> marked;
  for (const TextRange& mark : snippet.marks)
    marked.push_back(snippet.text.substr(mark.from, mark.to - mark.from));
  EXPECT_THAT(marked, ElementsAre("loop", "callback"));
  const auto title = index.search("task", 5);
  EXPECT_EQ(index.snippet(title, 0).text, "The short answer.");
  EXPECT_THAT(index.title_marks(title, 0), ElementsAre(TextRange{0, 5}));
}

TEST(Search, EmptyBlankHugeAndForeignQueriesAreFine) {
  const SearchIndex& index = real().index;
  for (const std::string& text : {std::string(), std::string(" \t\n "), std::string("?!... --")}) {
    const auto query = index.search(text, 10);
    EXPECT_TRUE(query.blank());
    EXPECT_THAT(query.hits, IsEmpty());
  }
  EXPECT_TRUE(index.search("\xF0\x9F\x90\x8D\xF0\x9F\x92\xA5 \xE4\xB8\xAD\xE6\x96\x87", 10).hits.empty());
  EXPECT_TRUE(index.search("\xFF\xC3", 10).hits.empty());
  EXPECT_TRUE(index.search(std::string(10'000, 'a'), 10).hits.empty());
  std::string huge = "event loop ";
  while (huge.size() < 10'000) huge += "deadlock asyncio ";
  EXPECT_FALSE(index.search(huge, 10).hits.empty());
  EXPECT_FALSE(index.search("th\xC3\xA9 \xC3\xA9vent l\xC3\xB6op", 10).hits.empty()) << "accents are folded";
  EXPECT_TRUE(SearchIndex().search("lock", 5).hits.empty());
}

RC_GTEST_PROP(Search, AnyBytesAreAQuery, (const std::string& text)) {
  const SearchIndex& index = real().index;
  const auto query = index.search(text, 5);
  for (const SearchHit& hit : query.hits) {
    const Snippet snippet = index.snippet(query, hit.document, 80);
    RC_ASSERT(snippet.text.size() <= 80U);
    std::size_t from = 0;
    for (const TextRange& mark : snippet.marks) {
      RC_ASSERT(mark.from >= from && mark.from < mark.to && mark.to <= snippet.text.size());
      from = mark.to;
    }
  }
}

TEST(RealBank, ATitlesWordsFindItFirst) {
  const SearchIndex& index = real().index;
  std::map<std::string, std::size_t> alike;
  for (std::size_t i = 0; i < index.size(); ++i) ++alike[index.document(i).title];
  for (std::size_t i = 0; i < index.size(); ++i) {
    const SearchDocument& document = index.document(i);
    // Questions begin alike; a longer one may have all words of a shorter one.
    const std::size_t most = alike[document.title] + (document.kind == Findable::question ? 3 : 0);
    const std::size_t place = place_of(index, document.title, i);
    EXPECT_TRUE(place >= 1 && place <= most) << document.title << ": " << place;
  }
}

TEST(RealBank, EveryBeginningOfATitlesWordFindsIt) {
  const SearchIndex& index = real().index;
  for (std::size_t i = 0; i < index.size(); ++i) {
    if (index.document(i).kind == Findable::question) continue;
    for (const Word& word : words_of(index.document(i).title)) {
      for (std::size_t length = 2; length <= word.text.size(); ++length) {
        if (word.text[length - 1] == '.') continue;  // of "3.13": the word is "3" then
        EXPECT_NE(place_of(index, word.text.substr(0, length), i), 0U)
            << word.text.substr(0, length) << " of " << index.document(i).title;
      }
    }
  }
}

/// One typo of each sort at every place of a word.
std::vector<std::string> misspelt(const std::string& word) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    out.push_back(word.substr(0, i) + word.substr(i + 1));
    out.push_back(word.substr(0, i) + 'q' + word.substr(i));
    out.push_back(word.substr(0, i) + 'q' + word.substr(i + 1));
    if (i + 1 < word.size() && word[i] != word[i + 1])
      out.push_back(word.substr(0, i) + word[i + 1] + word[i] + word.substr(i + 2));
  }
  return out;
}

TEST(RealBank, OneTypoInALongWordStillFindsTheTitle) {
  const SearchIndex& index = real().index;
  for (std::size_t i = 0; i < index.size(); ++i) {
    if (index.document(i).kind == Findable::question) continue;
    for (const Word& word : words_of(index.document(i).title)) {
      if (word.text.size() < 6) continue;
      for (const std::string& typo : misspelt(word.text))
        EXPECT_NE(place_of(index, typo, i), 0U) << typo << " of " << index.document(i).title;
    }
  }
}

TEST(RealBank, SameQueriesGiveTheSameHits) {
  const SearchIndex& index = real().index;
  SearchIndex again;
  add_documents(real().bank, again);
  while (!again.build(5000)) continue;
  for (const char* query : {"gil", "event loop", "deadlok", "run in executor", "thr"}) {
    const auto a = index.search(query, 50), b = again.search(query, 50);
    ASSERT_EQ(a.hits.size(), b.hits.size()) << query;
    for (std::size_t i = 0; i < a.hits.size(); ++i)
      EXPECT_EQ(a.hits[i].document, b.hits[i].document) << query;
  }
}

TEST(Documents, QuestionsDoNotGiveTheirAnswersAway) {
  for (const Card& card : real().bank.cards()) {
    for (const Question& question : card.questions) {
      const SearchDocument document = document_of(card, question);
      const Question shown = draw(question, 0).value().question;
      std::vector<std::string> reasons{shown.explanation};
      for (const Option& option : shown.options) reasons.push_back(option.explanation);
      for (const Step& step : shown.steps) reasons.push_back(step.explanation);
      for (const WrongNumber& wrong : shown.numeric.wrong) reasons.push_back(wrong.explanation);
      for (const std::string& reason : reasons) {
        const std::string text = plain_text(reason);
        if (text.empty()) continue;
        for (const SearchField& field : document.fields)
          EXPECT_EQ(field.text.find(text), std::string::npos) << question.id;
      }
    }
  }
}

TEST(Documents, NumbersAreDrawn) {
  std::size_t generated = 0;
  for (const Card& card : real().bank.cards()) {
    for (const Question& question : card.questions) {
      if (!question.generated()) continue;
      ++generated;
      const SearchDocument document = document_of(card, question);
      std::vector<std::string> names;
      for (const Variable& variable : question.generator.draw) names.push_back(variable.name);
      for (const Derived& derived : question.generator.let) names.push_back(derived.name);
      for (const std::string& name : names) {
        const std::string placeholder = "{" + name + "}";
        EXPECT_EQ(document.title.find(placeholder), std::string::npos) << question.id;
        for (const SearchField& field : document.fields)
          EXPECT_EQ(field.text.find(placeholder), std::string::npos) << question.id;
      }
    }
  }
  EXPECT_GT(generated, 0U);
}

TEST(Documents, PlainTextHasNoMarks) {
  EXPECT_EQ(
      plain_text("## A *b* **c** `d_e*` [f g](https://x.y)\n\n- h\n- i\n\n1. j\n\n```python\nk * 2\n```\nl"),
      "A b c d_e* f g h i j k * 2 l");
  EXPECT_EQ(plain_text(""), "");
  EXPECT_EQ(plain_text("a [b] (c) 2 < 3 \\*d"), "a [b] (c) 2 < 3 *d");
}

}  // namespace
}  // namespace sp::bank
