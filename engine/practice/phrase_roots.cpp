#include "engine/practice/phrase_roots.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include "engine/bank/words.h"

namespace sp::practice {
namespace {

using Names = std::string_view;

/// Whether `word` is in a sorted list.
template <std::size_t N>
bool among(const std::array<Names, N>& sorted, Names word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

/// Forms that no ending shows, each with the form that is stemmed instead; sorted.
constexpr auto kIrregular = std::to_array<std::pair<Names, Names>>(
    {{"am", "be"},           {"are", "be"},         {"ate", "eat"},          {"been", "be"},
     {"began", "begin"},     {"begun", "begin"},    {"being", "be"},         {"bought", "buy"},
     {"broke", "break"},     {"broken", "break"},   {"brought", "bring"},    {"built", "build"},
     {"came", "come"},       {"caught", "catch"},   {"chose", "choose"},     {"chosen", "choose"},
     {"could", "can"},       {"dealt", "deal"},     {"did", "do"},           {"died", "die"},
     {"dies", "die"},        {"does", "do"},        {"done", "do"},          {"drawn", "draw"},
     {"drew", "draw"},       {"dying", "die"},      {"every", "each"},       {"fallen", "fall"},
     {"fell", "fall"},       {"forgot", "forget"},  {"forgotten", "forget"}, {"found", "find"},
     {"froze", "freeze"},    {"frozen", "freeze"},  {"gave", "give"},        {"gigabyte", "gb"},
     {"gigabytes", "gb"},    {"given", "give"},     {"goes", "go"},          {"gone", "go"},
     {"got", "get"},         {"grew", "grow"},      {"grown", "grow"},       {"had", "have"},
     {"has", "have"},        {"held", "hold"},      {"hid", "hide"},         {"hidden", "hide"},
     {"is", "be"},           {"kept", "keep"},      {"knew", "know"},        {"known", "know"},
     {"lost", "lose"},       {"made", "make"},      {"meant", "mean"},       {"megabyte", "mb"},
     {"megabytes", "mb"},    {"microsecond", "us"}, {"microseconds", "us"},  {"millisecond", "ms"},
     {"milliseconds", "ms"}, {"ran", "run"},        {"said", "say"},         {"saw", "see"},
     {"seen", "see"},        {"sent", "send"},      {"shown", "show"},       {"slept", "sleep"},
     {"spent", "spend"},     {"stole", "steal"},    {"stolen", "steal"},     {"stood", "stand"},
     {"taken", "take"},      {"threw", "throw"},    {"thrown", "throw"},     {"told", "tell"},
     {"took", "take"},       {"used", "use"},       {"using", "use"},        {"was", "be"},
     {"went", "go"},         {"were", "be"},        {"woke", "wake"},        {"woken", "wake"},
     {"written", "write"},   {"wrote", "write"}});

/// Longest first; the first one that leaves enough is taken: of "serialisation" -ation, of "isolation" -ion.
constexpr auto kEndings =
    std::to_array<Names>({"ation", "ement", "ence", "ance", "ment", "ness", "able", "ent", "ion", "al"});
/// -ency, -ity and -ly as bank::stem() leaves them.
constexpr auto kEndingsInY = std::to_array<Names>({"enci", "iti", "li"});
constexpr std::size_t kShortestRoot = 6;  ///< that an ending may leave: "version" stays

constexpr auto kLight = std::to_array<Names>(
    {"again",  "all",    "already", "also",  "am",      "are",    "as",   "at",   "be",     "been",
     "being",  "both",   "by",      "can",   "certain", "could",  "did",  "do",   "does",   "down",
     "each",   "either", "even",    "every", "first",   "for",    "from", "had",  "has",    "have",
     "he",     "here",   "him",     "i",     "in",      "into",   "is",   "it",   "just",   "maybe",
     "me",     "more",   "most",    "much",  "must",    "new",    "now",  "of",   "off",    "on",
     "only",   "other",  "out",     "over",  "own",     "really", "same", "she",  "should", "simply",
     "single", "small",  "so",      "some",  "still",   "such",   "that", "them", "then",   "there",
     "these",  "they",   "this",    "those", "to",      "too",    "up",   "us",   "very",   "was",
     "we",     "were",   "whole",   "will",  "with",    "would",  "you"});

constexpr auto kBarriers = std::to_array<Names>(
    {"although", "and",   "because", "but",     "except", "however", "if",     "nor",    "or",    "otherwise",
     "per",      "since", "so",      "than",    "that",   "then",    "though", "unless", "until", "what",
     "when",     "where", "whereas", "whether", "which",  "while",   "who",    "whose"});

constexpr auto kAuxiliaries = std::to_array<Names>(
    {"am",   "are", "be",  "been",  "can",  "could",  "did", "do",   "does", "had",  "has",
     "have", "is",  "may", "might", "must", "should", "was", "were", "will", "would"});

constexpr auto kPlaces = std::to_array<Names>({"at", "in", "inside", "into", "on", "onto", "within"});
constexpr auto kMeans = std::to_array<Names>({"by", "through", "via", "with"});
constexpr auto kRelations = std::to_array<Names>({"for", "of", "to"});

constexpr auto kLightVerbs = std::to_array<Names>(
    {"add", "hav", "have", "keep", "need", "put", "requir", "set", "take", "use", "want"});

/// Words that keep their endings: without them they would be other words.
constexpr auto kWhole = std::to_array<Names>(
    {"contention", "experience", "experiment", "experimental", "importance", "production", "terminal"});

/// Roots of words that are a typo away from others: of those that the questions' phrases and a vocabulary of
/// 10 000 words of technical English give, the ones with another meaning. Sorted.
constexpr auto kNotTypos = std::to_array<Names>(
    {"accent",    "alter",   "aris",       "bore",    "break",    "broker",  "case",      "chanc",
     "chang",     "charg",   "claus",      "clon",    "closer",   "collect", "compet",    "connect",
     "consent",   "content", "contention", "context", "convent",  "correct", "count",     "court",
     "cpython",   "cython",  "datagram",   "decid",   "defect",   "even",    "eventu",    "excerpt",
     "exist",     "exit",    "expens",     "expert",  "expiri",   "facto",   "factori",   "fight",
     "forc",      "fork",    "form",       "forth",   "fourth",   "immort",  "insert",    "intern",
     "interv",    "invert",  "lack",       "later",   "latter",   "leader",  "least",     "letter",
     "likeness",  "loader",  "lock",       "logger",  "longer",   "look",    "master",    "matric",
     "matter",    "multipl", "multipli",   "naiv",    "nativ",    "note",    "noth",      "opera",
     "outsider",  "parti",   "pass",       "paus",    "point",    "poll",    "pool",      "pric",
     "prim",      "print",   "prob",       "produc",  "project",  "protect", "prov",      "provis",
     "quot",      "quota",   "rais",       "reader",  "receipt",  "recent",  "refus",     "remain",
     "remot",     "render",  "report",     "repost",  "resort",   "retain",  "retir",     "retreat",
     "retri",     "reus",    "reword",     "scream",  "senior",   "sensor",  "serialis",  "sever",
     "shar",      "shard",   "shorter",    "site",    "slic",     "slid",    "sorter",    "spar",
     "spark",     "spars",   "specialis",  "spend",   "stag",     "stat",    "straggler", "stranger",
     "strangler", "stream",  "suit",       "ther",    "thorough", "though",  "thre",      "through",
     "transact",  "transi",  "transit",    "transl",  "unlik",    "wait",    "waiter",    "want",
     "writ",      "writer"});

bool has_digit(Names word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Takes one of the endings off; false when there is none.
template <std::size_t N>
bool take_ending(std::string& word, const std::array<Names, N>& endings) {
  for (const Names ending : endings) {
    if (!word.ends_with(ending) || word.size() - ending.size() < kShortestRoot) continue;
    word.resize(word.size() - ending.size());
    return true;
  }
  return false;
}

/// The edits between two words that may be typos, or -1.
int edits(Names meant, Names written, std::size_t shortest) {
  constexpr std::size_t kTwoTypos = 11;
  const std::size_t shorter = std::min(meant.size(), written.size());
  const int most = shorter >= kTwoTypos ? 2 : shorter >= shortest ? 1 : 0;
  if (most == 0) return -1;
  const int found = bank::edit_distance(meant, written, most);
  if (found > most) return -1;
  if (meant.size() == written.size() && found == 1) {
    const bool last_differs = meant.substr(0, meant.size() - 1) == written.substr(0, written.size() - 1);
    const bool swapped = std::is_permutation(meant.begin(), meant.end(), written.begin());
    if (last_differs || (shorter == kShortestWithTypo && !swapped)) return -1;
  }
  return found;
}

}  // namespace

std::string root_of(std::string_view word) {
  if (has_digit(word)) return std::string(word);
  const auto irregular = std::lower_bound(kIrregular.begin(), kIrregular.end(), word,
                                          [](const auto& entry, Names text) { return entry.first < text; });
  const bool listed = irregular != kIrregular.end() && irregular->first == word;
  std::string root = bank::stem(listed ? irregular->second : word);
  if (!among(kWhole, root)) {
    take_ending(root, kEndingsInY);
    while (!among(kWhole, root) && take_ending(root, kEndings)) {
    }
  }
  constexpr std::size_t kShortestWithE = 5;  // of "code" and "time" the e makes another word
  if (root.size() >= kShortestWithE && root.ends_with('e')) root.pop_back();
  constexpr std::size_t kShortestWithLl = 7;  // "cancelled" is "cancel", "call" stays
  if (root.size() >= kShortestWithLl && root.ends_with("ll")) root.pop_back();
  if (root.size() > kShortestWithE && root.ends_with("iz")) root.back() = 's';
  if (root.size() > kShortestWithE && root.ends_with('y')) root.back() = 'i';
  return root;
}

int typos(std::string_view meant, std::string_view meant_root, std::string_view written,
          std::string_view written_root) {
  if (meant.size() < 2 || written.size() < 2) return -1;
  const bool begins = meant[0] == written[0];
  const bool begins_swapped =
      meant.size() == written.size() && meant[0] == written[1] && meant[1] == written[0];
  if (!begins && !begins_swapped) return -1;
  if (has_digit(meant) || has_digit(written) || among(kNotTypos, written_root)) return -1;
  const int whole = edits(meant, written, kShortestWithTypo);
  return whole >= 0 ? whole : edits(meant_root, written_root, kShortestWithTypo);
}

bool is_light(std::string_view word) {
  return among(kLight, word);
}
bool is_barrier(std::string_view word) {
  return among(kBarriers, word);
}
bool is_light_verb(std::string_view root) {
  return among(kLightVerbs, root);
}

std::span<const std::string_view> prepositions_like(std::string_view word) {
  if (among(kPlaces, word)) return kPlaces;
  if (among(kMeans, word)) return kMeans;
  if (among(kRelations, word)) return kRelations;
  return {};
}

bool is_auxiliary(std::string_view word) {
  return among(kAuxiliaries, word);
}

}  // namespace sp::practice
