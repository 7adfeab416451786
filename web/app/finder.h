// The search over everything: cards, questions, scenarios, demos and commands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bank/bank.h"
#include "engine/bank/search.h"
#include "web/app/commands.h"

namespace sp::app {

/// A hit, ready to be shown.
struct FoundItem {
  bank::Findable kind = bank::Findable::card;
  std::string id;
  std::string title;
  std::string detail;   ///< Markdown: where it matched, with the words that did in bold
  std::string address;  ///< where it leads; empty for a command that goes nowhere

  /// Unique among all kinds, for widgets.
  std::string key() const;
};

struct FoundItems {
  std::vector<FoundItem> items;  ///< best first
  std::size_t all = 0;           ///< how many there are beyond the limit, too
};

/// Builds its index in slices, so that no frame is late by it. Main thread.
class Finder {
 public:
  /// All must outlive it.
  Finder(const bank::Bank& bank, const std::vector<Command>& commands) : bank_(bank), commands_(commands) {}

  /// Begins anew if the bank has changed since; `bank_version` counts its changes.
  void follow(std::uint64_t bank_version);

  /// Reads on, for as long as a frame has time for; true when everything is read.
  bool advance();
  bool ready() const { return ready_; }
  std::size_t version() const { return version_; }  ///< counts changes of what can be found

  /// Of these kinds (empty: all), and of what `keep` says yes to if it is given, the best, with the piece of
  /// text that shows why.
  using Keep = std::function<bool(bank::Findable kind, std::string_view id)>;
  FoundItems find(std::string_view text, std::size_t limit, std::span<const bank::Findable> kinds = {},
                  const Keep& keep = {}) const;

 private:
  /// Adds the documents of the next card, scenario, demo or command; false when there is none left.
  bool add_next();
  std::string address_of(const bank::SearchDocument& document) const;

  const bank::Bank& bank_;
  const std::vector<Command>& commands_;
  bank::SearchIndex index_;
  std::size_t next_ = 0;  ///< of cards, scenarios, demos and commands, in that order
  std::size_t version_ = 0;
  std::uint64_t bank_version_ = 0;
  bool ready_ = false;
};

/// "Card", "Question", ...
std::string_view kind_label(bank::Findable kind);
ui::Icon kind_icon(bank::Findable kind);

/// Text that Markdown shows as it stands.
std::string escape_markdown(std::string_view text);

}  // namespace sp::app
