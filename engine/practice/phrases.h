#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sp::practice {

/// An occurrence of a phrase in a text.
struct PhraseMatch {
  std::size_t phrase = 0;        ///< index into the phrases that were looked for
  std::size_t from = 0, to = 0;  ///< bytes of the text: from its first word to its last
  bool negated = false;          ///< the text denies it: "I would not ..."

  friend bool operator==(const PhraseMatch&, const PhraseMatch&) = default;
};

/// Of each phrase the best occurrence of either kind; the closest to its phrase first, then the longest
/// phrase, then by place.
struct PhraseMatches {
  std::vector<PhraseMatch> said;
  std::vector<PhraseMatch> denied;
};

/// What denies an occurrence.
enum class Denial : std::uint8_t {
  before,  ///< a negation before it in its clause: for what an answer should say
  around,  ///< also a judgement around it: "it would be wrong to ...", "... does not help", "...? No.": for
           ///< what an answer should not say
};

/// A text in which phrases are looked for. The text is cut up once and not kept. Immutable: any thread may
/// use it. Any bytes will do.
///
/// A phrase is found word by word, in its order. Two words are the same when their roots are (root_of()), or
/// one is a typo of the other (typos()); numbers and words up to four letters must be exact, names with
/// underscores or points in every letter. Articles and possessives count for nothing. What is written
/// together may stand apart and the other way round ("ProcessPoolExecutor", "back-pressure"). A phrase of two
/// or three words is also found turned round: "bounded queue" in "the queue is bounded".
///
/// Between two words of a phrase others may stand, one full word and two light ones (is_light()) at most:
/// "block the event loop" says "block the loop", "tasks mostly wait" says "tasks wait". Held against the
/// answers to other scenarios, one word adds twelve finds to 600, and most mean what the phrase means;
/// a second word adds ten, and none does ("20 settles ran at once" for "20 at once"). Never may a conjunction
/// stand there, a negation, or any punctuation: "tasks, queues" is no "task queue". What is not as in the
/// phrase costs: a full word 2, a light one 1, each edit of a typo 1, another preposition of its kind 1. A
/// phrase may cost as much as it has words, at least 2 and at most 5, so that short ones are taken nearly as
/// they stand.
///
/// An occurrence is denied when an odd number of negations reaches its first word (see word_scopes()). A
/// phrase that begins with a negation itself is found as it stands, and also where the rest of it is denied
/// close by: "no timer" in "I do not need a timer".
///
/// Time and memory are linear in the text for each phrase, whatever the text: each of its words begins at
/// most one reading, and a reading goes past a bounded number of words. 20 000 bytes and the phrases of a
/// turn take some 10 ms, an answer of a page 0.5 ms.
class PhraseText {
 public:
  explicit PhraseText(std::string_view text);

  PhraseMatches find(std::span<const std::string> phrases, Denial denial = Denial::before) const;

 private:
  struct State;
  std::shared_ptr<const State> state_;  ///< never nullptr; copies share it
};

/// The same for a text that is searched once.
PhraseMatches find_phrases(std::string_view text, std::span<const std::string> phrases,
                           Denial denial = Denial::before);

}  // namespace sp::practice
