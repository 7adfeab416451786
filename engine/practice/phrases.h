#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/practice/phrase_scope.h"
#include "engine/practice/phrase_words.h"

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
/// underscores in every letter. Articles and possessives count for nothing. What is written together may
/// stand apart and the other way round ("ProcessPoolExecutor", "back-pressure"). Between the words of a
/// phrase others may stand: "block the event loop" says "block the loop", "a queue that is bounded" does not
/// say "bounded queue". Each costs: a word 2, a light one (is_light()) 1, a comma 1, a typo 1, another
/// preposition 2; a phrase of one or two words may cost 2, of three or four 4, of more 6; at most one full
/// word and one light word stand between two of the phrase, and no "and", "not" or full stop. So a phrase of
/// two words stands at most one word apart: with two, every measure taken over the bank found more that was
/// not meant than that was.
///
/// An occurrence is denied when an odd number of negations reaches its first word (see word_scopes()). A
/// phrase that begins with a negation itself is found as it stands, and also where the rest of it is denied
/// close by: "no timer" in "I do not need a timer".
///
/// Finding takes time linear in the text for each phrase, whatever the text: for 20 000 bytes, some 4 000
/// words, and the 100 phrases of a turn a few milliseconds.
class PhraseText {
 public:
  explicit PhraseText(std::string_view text);

  PhraseMatches find(std::span<const std::string> phrases, Denial denial = Denial::before) const;

 private:
  friend class PhraseSearch;
  friend class PhraseFinder;
  std::vector<PhraseWord> words_;
  std::vector<WordScope> scopes_;
  std::vector<std::uint32_t> spelling_;  ///< of each word: index into spellings_
  std::vector<std::size_t> spellings_;   ///< the first word of each spelling
};

/// The same for a text that is searched once.
PhraseMatches find_phrases(std::string_view text, std::span<const std::string> phrases,
                           Denial denial = Denial::before);

}  // namespace sp::practice
