#include "web/app/decks.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "engine/base/utf8.h"
#include "engine/demos/list.h"
#include "web/app/answer_log.h"
#include "web/app/exchange.h"
#include "web/app/sentence.h"

namespace sp::app {
namespace {

/// All decks together: the program's memory is bounded.
constexpr std::size_t kMostBytes = std::size_t{16} << 20U;
constexpr std::size_t kMostDecks = 50;

constexpr std::string_view kUnstored =
    "It is here until this page is closed; keep the file, to add it again next time.";

bank::LoadOptions load_options() {
  bank::LoadOptions options;
  options.demos.emplace();
  for (const demos::Demo* demo : demos::all()) options.demos->insert(demo->info.id);
  return options;
}

}  // namespace

std::string summary_of(const bank::DeckReport& report) {
  const std::string interviews = counted(report.scenarios, "interview");
  if (report.cards == 0) return interviews;
  std::string cards = counted(report.cards, "card");
  if (report.questions > 0) cards += " with " + counted(report.questions, "question");
  return report.scenarios == 0 ? cards : fmt::format("{}, and {}", cards, interviews);
}

void Decks::start() {
  base_ = bank_;
  ++version_;
  load();
}

void Decks::load() {
  shell_.platform().load_decks([this](platform::StoredDecks stored) {
    merge(std::move(stored.decks));
    load_problem_ = std::move(stored.problem);
    loaded_ = true;
    make_bank();
    look_at_next();
  });
}

void Decks::merge(std::vector<platform::File> stored) {
  std::erase_if(decks_, [](const Deck& deck) { return deck.stored == Deck::Stored::yes; });
  for (platform::File& file : stored) {
    // What this window has taken since stands for what it replaces.
    if (find(file.name) == nullptr) decks_.push_back({std::move(file.name), std::move(file.text), file.at});
  }
  std::sort(decks_.begin(), decks_.end(),
            [](const Deck& a, const Deck& b) { return std::tie(a.at, a.name) < std::tie(b.at, b.name); });
}

void Decks::reload() {
  if (loaded_) load();
}

std::string Decks::problem() const {
  std::string unstored;
  for (const Deck& deck : decks_) {
    if (deck.stored == Deck::Stored::no) unstored += (unstored.empty() ? "" : ", ") + deck.name;
  }
  if (!unstored.empty())
    return fmt::format("{} could not be stored: {} {}", unstored, sentence(refusal_of_store_), kUnstored);
  return problem_.empty() ? load_problem_ : problem_;
}

const Deck* Decks::find(std::string_view name) const {
  return const_cast<Decks*>(this)->own(name);
}

Deck* Decks::own(std::string_view name) {
  const auto found =
      std::find_if(decks_.begin(), decks_.end(), [&](const Deck& deck) { return deck.name == name; });
  return found == decks_.end() ? nullptr : &*found;
}

void Decks::make_bank() {
  std::vector<bank::SourceText> texts;
  texts.reserve(decks_.size());
  for (const Deck& deck : decks_) texts.push_back({deck.name, deck.text});
  auto loaded = bank::load_decks(base_, texts, load_options());
  for (std::size_t i = 0; i < decks_.size(); ++i) decks_[i].report = std::move(loaded.decks[i]);
  bank_ = loaded.bank;
  ++version_;
}

void Decks::give(std::vector<platform::File> files) {
  for (platform::File& file : files) {
    file.name = bank::deck_name(file.name);
    waiting_.push_back(std::move(file));
  }
  look_at_next();
}

void Decks::choose() {
  shell_.platform().open_files(".json,.txt,.csv,.tsv,.gift",
                               [this](std::vector<platform::File> files) { give(std::move(files)); });
}

void Decks::look_at_next() {
  // What is stored comes first: it decides about names and ids.
  while (loaded_ && !converting_ && !waiting_.empty() && !news_.replace && !news_.refusal &&
         !news_.left_out) {
    platform::File file = std::move(waiting_.front());
    waiting_.pop_front();
    if (file.problem.empty() && is_foreign(file.name))
      convert(std::move(file));
    else
      look_at(std::move(file));
  }
  shell_.platform().request_frame();
}

/// With all others that are there, but one of its name.
bank::DeckReport Decks::try_out(const platform::File& file) const {
  std::vector<bank::SourceText> texts;
  for (const Deck& deck : decks_) {
    if (deck.name != file.name) texts.push_back({deck.name, deck.text});
  }
  texts.push_back({file.name, file.text});
  return bank::load_decks(base_, texts, load_options()).decks.back();
}

/// Turns a file of another program into a deck, and goes on with that.
void Decks::convert(platform::File file) {
  if (!is_utf8(file.text))
    return refuse({file.name, "It is not UTF-8. Save it in that encoding.", {}, 0, false});
  converting_ = true;
  convert_questions(shell_.platform(), file, [this, file](Result<Converted> result) mutable {
    converting_ = false;
    if (!result.ok()) {
      refuse({file.name, result.error().what, {}, 0, false});
    } else if (Converted& converted = result.value(); converted.deck.empty()) {
      refuse({file.name, "There is nothing in it that could be taken.", std::move(converted.problems),
              converted.problem_count, false});
    } else {
      if (refused_ && refused_->name == file.name) refused_.reset();
      if (converted.problem_count > 0)
        news_.left_out = DeckNews::LeftOut{file.name, std::move(converted.problems), converted.problem_count};
      file.name = bank::deck_name(file.name.substr(0, file.name.rfind('.')) + ".json");
      file.text = std::move(converted.deck);
      look_at(std::move(file));
    }
    look_at_next();
  });
}

void Decks::look_at(platform::File file) {
  const Deck* const older = find(file.name);
  const auto refusal = [&](std::string reason) {
    return DeckNews::Refusal{file.name, std::move(reason), {}, 0, older != nullptr};
  };
  if (!file.problem.empty()) {  // nothing in it was looked at: there is nothing to come back to
    news_.refusal = refusal(file.problem);
    return;
  }
  if (older != nullptr && older->text == file.text && older->stored != Deck::Stored::no) {
    news_.taken.push_back(fmt::format("{} is here already, just as it is.", file.name));
    return;
  }
  std::size_t bytes = file.text.size();
  for (const Deck& deck : decks_) bytes += deck.name == file.name ? 0 : deck.text.size();
  if (file.text.size() <= bank::kMostDeckBytes && bytes > kMostBytes)
    return refuse(refusal("All decks together may have 16 MB. Remove one that you no longer need."));
  if (older == nullptr && decks_.size() >= kMostDecks)
    return refuse(
        refusal(fmt::format("There are {} decks, the most there can be. Remove one first, or put "
                            "several into one file.",
                            kMostDecks)));
  bank::DeckReport report = try_out(file);
  if (!report.taken()) {
    auto why = refusal(report.problem_count == 1
                           ? "There is a problem in it."
                           : fmt::format("There are {} problems in it.", report.problem_count));
    why.problems = std::move(report.problems);
    why.problem_count = report.problem_count;
    return refuse(std::move(why));
  }
  if (older == nullptr || older->text == file.text) return take(std::move(file), older != nullptr);
  news_.replace = DeckNews::Question{
      file.name, older->report.taken() ? summary_of(older->report) : "not in use", summary_of(report)};
  asked_ = std::move(file);
}

void Decks::refuse(DeckNews::Refusal refusal) {
  refused_ = refusal;
  news_.refusal = std::move(refusal);
}

void Decks::take(platform::File file, bool replaces) {
  if (refused_ && refused_->name == file.name) refused_.reset();
  std::erase_if(decks_, [&](const Deck& deck) { return deck.name == file.name; });
  file.at = AnswerLog::utc_now_ms();
  decks_.push_back({file.name, file.text, file.at, Deck::Stored::soon});
  make_bank();
  news_.taken.push_back(fmt::format("{} is {}: {}.", file.name, replaces ? "replaced" : "added",
                                    summary_of(decks_.back().report)));
  shell_.platform().keep_deck(file, [this, name = file.name](Status status) {
    if (Deck* const deck = own(name)) deck->stored = status.ok() ? Deck::Stored::yes : Deck::Stored::no;
    if (!status.ok()) refusal_of_store_ = status.error().what;
  });
}

void Decks::answer_replace(bool replace) {
  if (!asked_) return;
  platform::File file = std::move(*asked_);
  asked_.reset();
  news_.replace.reset();
  if (replace) {
    take(std::move(file), true);
  } else {
    news_.taken.push_back(fmt::format("{} stays as it was.", file.name));
  }
  look_at_next();
}

void Decks::dismiss() {
  if (asked_) return answer_replace(false);
  news_ = {};
  look_at_next();
}

void Decks::remove(std::string_view name) {
  const std::string own(name);  // `name` may be the deck's
  std::erase_if(decks_, [&](const Deck& deck) { return deck.name == own; });
  make_bank();
  problem_.clear();
  shell_.platform().remove_deck(own, [this, own](Status status) {
    if (!status.ok())
      problem_ =
          fmt::format("{} could not be removed from the store: {}", own, sentence(status.error().what));
  });
}

void Decks::export_file(std::string_view name) {
  const Deck* const deck = own(name);
  if (deck == nullptr) return;
  problem_.clear();
  shell_.platform().download(
      deck->name, "application/json", deck->text, [this, own = deck->name](Result<std::string> place) {
        if (!place.ok())
          problem_ = fmt::format("{} could not be exported: {}", own, sentence(place.error().what));
      });
}

}  // namespace sp::app
