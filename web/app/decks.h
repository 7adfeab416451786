// The reader's own decks: questions from files, beside the program's bank.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/deck.h"
#include "web/app/screen.h"

namespace sp::app {

/// A deck that is kept, and what the bank made of it. One with problems is kept, too (it was right when it
/// was taken, and something else has changed since), but brings no cards.
struct Deck {
  std::string name;
  std::string text;     ///< the file's bytes
  std::int64_t at = 0;  ///< when it was taken, Unix time in milliseconds
  enum class Stored : std::uint8_t {
    yes,
    soon,  ///< the store has not answered yet
    no,    ///< it refused: the deck is here until the page is closed
  };
  Stored stored = Stored::yes;
  bank::DeckReport report = {};
};

/// What became of the files that were given last, until the reader has seen it.
struct DeckNews {
  std::vector<std::string> taken;  ///< a sentence each: decks that were added, or were there already
  /// A file that waits for an answer: it is right, and a deck of its name is there.
  struct Question {
    std::string name;
    std::string before, after;  ///< "3 cards with 7 questions"
  };
  std::optional<Question> replace;
  /// A file that is kept out, and why.
  struct Refusal {
    std::string name;
    std::string reason;  ///< one sentence; the problems follow
    std::vector<Problem> problems;
    std::size_t problem_count = 0;
    bool older_stays = false;  ///< a deck of its name is there and stays as it is
  };
  std::optional<Refusal> refusal;
  /// What a file of another program held that no deck can take. The rest of it is a deck among `taken`, or is
  /// asked about in `replace`.
  struct LeftOut {
    std::string name;
    std::vector<Problem> problems;
    std::size_t problem_count = 0;
  };
  std::optional<LeftOut> left_out;

  bool empty() const { return taken.empty() && !replace && !refusal && !left_out; }
};

/// Takes decks in as a whole or not at all, keeps them in the platform's store, and makes the bank of the
/// program's cards and theirs. Main thread only.
class Decks {
 public:
  /// `bank` is the program's, to which the decks are added; it must outlive this.
  Decks(Shell& shell, bank::Bank& bank) : shell_(shell), bank_(bank) {}
  /// Takes the bank as it stands for the program's own, and starts to load what is stored.
  void start();

  std::span<const Deck> all() const { return decks_; }
  const Deck* find(std::string_view name) const;  ///< nullptr when there is none
  /// False until the store has answered.
  bool loaded() const { return loaded_; }
  /// Counts changes of the bank: what is derived from it is to be made anew when this differs.
  std::uint64_t version() const { return version_; }
  /// One sentence for the reader when the store does not work; empty otherwise.
  std::string problem() const;

  /// Files that were dropped: decks, and Anki's and GIFT files, which become decks. They are looked at one by
  /// one; news() tells of them, and those after a question, a refusal or something left out wait until the
  /// reader has answered it.
  void give(std::vector<platform::File> files);
  /// Lets the reader choose such files.
  void choose();
  /// Another window has changed the store.
  void reload();

  const DeckNews& news() const { return news_; }
  /// Answers news().replace, and goes on.
  void answer_replace(bool replace);
  /// The reader has seen the news.
  void dismiss();
  /// The last refusal of a file that could be read, also once it was dismissed; nullptr if there was none, or
  /// a file of that name was taken since.
  const DeckNews::Refusal* refused() const { return refused_ ? &*refused_ : nullptr; }
  void show_refused() { news_.refusal = refused_; }

  void remove(std::string_view name);
  /// Gives the reader the file as it was.
  void export_file(std::string_view name);

 private:
  void load();
  void look_at_next();
  void look_at(platform::File file);
  void convert(platform::File file);
  void refuse(DeckNews::Refusal refusal);
  void take(platform::File file, bool replaces);
  void make_bank();
  void merge(std::vector<platform::File> stored);
  bank::DeckReport try_out(const platform::File& file) const;
  Deck* own(std::string_view name);

  Shell& shell_;
  bank::Bank& bank_;
  bank::Bank base_;
  std::vector<Deck> decks_;  ///< oldest first: of two with one id the older has it
  std::deque<platform::File> waiting_;
  DeckNews news_;
  std::optional<platform::File> asked_;  ///< what news_.replace is about
  std::optional<DeckNews::Refusal> refused_;
  std::string load_problem_, refusal_of_store_;
  std::string problem_;  ///< with what the reader did last
  std::uint64_t version_ = 0;
  bool loaded_ = false;
  bool converting_ = false;  ///< a file of another program is being read
};

/// "3 cards with 7 questions", "1 card with 1 question and 1 interview".
std::string summary_of(const bank::DeckReport& report);

}  // namespace sp::app
