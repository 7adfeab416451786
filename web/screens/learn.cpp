#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/counted.h"
#include "web/app/state.h"
#include "web/screens/card_parts.h"
#include "web/screens/library.h"
#include "web/screens/screen_list.h"

namespace sp::screens {
namespace {

constexpr float kFilters = 248, kGap = 40;  // the column of filters, and what is between it and the list
constexpr float kBeside = 820;              // from this width on the filters stand beside the list
constexpr std::size_t kResults = 40;

constexpr std::array kSearched{bank::Findable::card, bank::Findable::question, bank::Findable::scenario,
                               bank::Findable::demo};

/// The whole bank, to read: #/learn?topic=gil&level=senior, #/learn?q=deadlock.
class Learn final : public app::Screen {
 public:
  void open(const app::Route& route, app::AppState&) override {
    filter_ = LearnFilter::from(route);
    query_ = route.get("q");
    arrived_ = true;
  }
  std::string title(const app::AppState&) const override { return "Learn"; }

  void draw(ui::Ui& ui, app::AppState& state) override {
    const auto page = ui.page("learn", "Learn");
    const auto column = ui.column(1120);
    {
      const auto header = ui.page_header("header", {.title = "Learn", .subtitle = summary(state)});
      if (!ui.narrow() && ui.button("palette", "Search everything", ui::ButtonStyle::quiet,
                                    {.shortcut = "Ctrl+K", .icon = ui::Icon::search}))
        state.open_palette();
    }
    for (const auto& problem : state.bank_problems()) ui.alert(to_string(problem), to_string(problem));
    refresh(state);
    draw_search(ui, state);
    const bool beside = ui.width() >= kBeside;
    if (beside) {
      const float width = ui.width();
      auto split = ui.split("library", kFilters / (width - kGap), kBeside, kGap);
      {
        const auto left = split.first();
        draw_filters(ui);
      }
      const auto right = split.second();
      draw_list(ui, state);
    } else {
      const int chosen = count_chosen();
      const std::string label = chosen == 0 ? "Filters" : fmt::format("Filters ({})", chosen);
      if (ui.disclosure("filters", label)) {
        const auto panel = ui.card_panel("filters-panel");
        draw_filters(ui);
      }
      draw_list(ui, state);
    }
    ui.space(24);
    app::Route route{"learn", "", {}};
    if (!query_.empty()) route.set("q", query_);
    filter_.write_to(route);
    state.shell().replace_route(route);
  }

 private:
  /// One group of filters, and where it stands.
  struct Facet {
    std::string_view label;
    std::string LearnFilter::* field;
    std::vector<std::string> values;  ///< the first is empty: all
    std::vector<ui::FacetOption> options;
    int index = 0;
  };
  /// What there is under a filter; made anew when that changes.
  struct Shown {
    LearnFilter filter;
    std::vector<Facet> facets;
    std::vector<std::pair<std::string, std::vector<const bank::Card*>>> topics;
    std::vector<const bank::Scenario*> scenarios;
    std::size_t count = 0;  ///< of cards
  };

  static std::string summary(const app::AppState& state) {
    const auto& bank = state.bank();
    std::string text =
        counted(bank.cards().size(), "card") + ", " + counted(bank.question_count(), "question");
    if (!bank.scenarios().empty()) text += ", " + counted(bank.scenarios().size(), "interview");
    return text;
  }

  bool searching() const { return query_.find_first_not_of(' ') != std::string::npos; }

  int count_chosen() const {
    return (filter_.topic.empty() ? 0 : 1) + (filter_.level.empty() ? 0 : 1) +
           (filter_.version.empty() ? 0 : 1) + (filter_.section.empty() ? 0 : 1);
  }

  void draw_search(ui::Ui& ui, app::AppState& state) {
    if (ui.text_input("search", "Search the library", query_,
                      {.placeholder = "Search: deadlock, run_in_executor, free threading ...",
                       .hide_label = true,
                       .max_bytes = 200}))
      ui.request_frame();
    const bool typing = ui.focused() == ui.id("search");
    if (typing && !query_.empty() && ui.shortcut("Escape")) {
      query_.clear();
      ui.request_frame();
    }
    if (typing && searching() && !found_.items.empty() && ui.shortcut("Enter"))
      state.shell().go(found_.items.front().address);
    if (ui.shortcut("/")) ui.focus(ui.id("search"));
    if (searching()) {
      if (!state.finder().advance()) ui.request_frame();
      search(state);
    }
  }

  void search(app::AppState& state) {
    const auto& finder = state.finder();
    if (query_ == searched_ && finder.version() == searched_version_ && filter_ == searched_filter_) return;
    searched_ = query_;
    searched_version_ = finder.version();
    searched_filter_ = filter_;
    const auto keep = [&](bank::Findable kind, std::string_view id) {
      return passes(kind, id, state.bank());
    };
    found_ = finder.find(query_, kResults, kSearched, filter_.any() ? app::Finder::Keep(keep) : nullptr);
  }

  bool passes(bank::Findable kind, std::string_view id, const bank::Bank& bank) const {
    if (kind == bank::Findable::scenario) {
      const auto* scenario = bank.find_scenario(id);
      return scenario != nullptr && Library::matches(*scenario, filter_);
    }
    if (kind == bank::Findable::demo) return false;
    const auto* card = kind == bank::Findable::card ? bank.find_card(id) : bank.card_of(id);
    return card != nullptr && library_->matches(*card, filter_);
  }

  /// Brings shown_ in step with the bank and the filter.
  void refresh(const app::AppState& state) {
    if (!library_ || bank_version_ != state.decks().version()) {
      bank_version_ = state.decks().version();
      library_.emplace(state.bank(), state.curriculum());
      shown_.reset();
    }
    if (shown_ && shown_->filter == filter_) return;
    shown_ = Shown{filter_, {}, {}, {}, library_->count(filter_)};
    std::vector<std::pair<std::string, std::string>> topics, levels, versions, sections;
    for (const auto& topic : state.bank().topics()) topics.emplace_back(topic, topic_title(topic));
    for (const auto level : bank::kLevels) levels.emplace_back(bank::name_of(level), level_title(level));
    for (const auto& section : library_->sections()) sections.emplace_back(section.id, section.name);
    for (const auto& version : library_->versions()) versions.emplace_back(version, "Python " + version);
    shown_->facets = {facet_of("Topic", &LearnFilter::topic, topics),
                      facet_of("Level", &LearnFilter::level, levels),
                      facet_of("Part of the material", &LearnFilter::section, sections),
                      facet_of("What changed in Python", &LearnFilter::version, versions)};
    for (const auto& topic : state.bank().topics()) {
      std::vector<const bank::Card*> cards = state.bank().cards_of(topic);
      std::erase_if(cards, [&](const bank::Card* card) { return !library_->matches(*card, filter_); });
      if (!cards.empty()) shown_->topics.push_back({topic, std::move(cards)});
    }
    for (const auto& scenario : state.bank().scenarios()) {
      if (Library::matches(scenario, filter_)) shown_->scenarios.push_back(&scenario);
    }
  }

  /// All, and one option a value. Counts what there is under the other filters.
  Facet facet_of(std::string_view label, std::string LearnFilter::* field,
                 std::span<const std::pair<std::string, std::string>> values) const {
    LearnFilter other = filter_;
    (other.*field).clear();
    Facet out{label, field, {""}, {{"All", library_->count(other)}}, 0};
    for (const auto& [value, name] : values) {
      if (value == filter_.*field) out.index = static_cast<int>(out.values.size());
      other.*field = value;
      out.values.push_back(value);
      out.options.push_back({name, library_->count(other)});
    }
    return out;
  }

  void draw_filters(ui::Ui& ui) {
    const bool arrived = std::exchange(arrived_, false);
    for (std::size_t i = 0; i < shown_->facets.size(); ++i) {
      Facet& facet = shown_->facets[i];
      const auto scope = ui.push_id(i);
      const bool folded = i >= 2;  // the long ones
      if (folded && facet.values.size() == 1) continue;
      // An address that asks for something shows where it asks for it.
      if (arrived && facet.index > 0) ui.set_disclosed("more", true);
      if (folded && !ui.disclosure("more", facet.label)) continue;
      if (ui.facet("facet", facet.label, facet.index, facet.options, folded))
        filter_.*facet.field = facet.values[static_cast<std::size_t>(facet.index)];
    }
  }

  void draw_list(ui::Ui& ui, app::AppState& state) {
    {
      const auto row = ui.row("state", 12);
      ui.status("count", count_text(state));
      if (filter_.any()) {
        ui.spring();
        if (ui.button("clear", "Clear the filters", ui::ButtonStyle::quiet, {.icon = ui::Icon::cross})) {
          filter_ = {};
          ui.request_frame();
        }
      }
    }
    if (searching()) return draw_results(ui);
    draw_all(ui, state);
  }

  std::string count_text(const app::AppState& state) const {
    if (searching()) {
      if (found_.items.empty()) return "Nothing found.";
      return found_.all > found_.items.size()
                 ? fmt::format("The best {} of {} found", found_.items.size(), found_.all)
                 : fmt::format("{} found", found_.all);
    }
    const auto all = state.bank().cards().size();
    return shown_->filter.any() ? fmt::format("{} of {} cards", shown_->count, all)
                                : fmt::format("All {} cards", all);
  }

  void draw_results(ui::Ui& ui) const {
    if (found_.items.empty()) return;
    const auto region = ui.region(ui::Role::region, "results", "Results");
    ui.heading(2, "Results");
    const auto rows = ui.rows("rows");
    for (const auto& item : found_.items) {
      ui.link_row(item.key(),
                  {.title = item.title,
                   .detail = item.detail,
                   .tag = app::kind_label(item.kind),
                   .icon = app::kind_icon(item.kind)},
                  item.address);
    }
  }

  void draw_all(ui::Ui& ui, app::AppState& state) const {
    for (const auto& [topic, cards] : shown_->topics) {
      const auto region = ui.region(ui::Role::region, topic, topic_title(topic));
      ui.heading(2, topic_title(topic));
      const auto rows = ui.rows("cards");
      for (const auto* card : cards) draw_card_row(ui, *card, state.standings());
    }
    if (shown_->scenarios.empty()) return;
    const auto region = ui.region(ui::Role::region, "scenarios", "Mock interviews");
    ui.heading(2, "Mock interviews");
    const auto rows = ui.rows("scenarios");
    for (const auto* scenario : shown_->scenarios) draw_scenario_row(ui, *scenario);
  }

  std::optional<Library> library_;  ///< of the bank as it was at bank_version_
  std::uint64_t bank_version_ = 0;
  LearnFilter filter_;
  std::optional<Shown> shown_;
  std::string query_;
  bool arrived_ = false;  ///< the address was opened, and not drawn yet
  std::string searched_;  ///< with the next two: what found_ was found for
  std::size_t searched_version_ = SIZE_MAX;
  LearnFilter searched_filter_;
  app::FoundItems found_;
};

}  // namespace

std::unique_ptr<app::Screen> make_learn(app::AppState&) {
  return std::make_unique<Learn>();
}

}  // namespace sp::screens
