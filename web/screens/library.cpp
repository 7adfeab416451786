#include "web/screens/library.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/demos/list.h"

namespace sp::screens {
namespace {

/// "3.13" as 3, 13, so that it comes after 3.4.
std::pair<int, int> version_number(std::string_view text) {
  int major = 0, minor = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), major).ptr;
  if (end != text.data() + text.size()) std::from_chars(end + 1, text.data() + text.size(), minor);
  return {major, minor};
}

bool has(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

std::string slug(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += upper ? static_cast<char>(c + 32) : c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

LearnFilter LearnFilter::from(const app::Route& route) {
  const auto text = [&](std::string_view name) { return std::string(route.get(name)); };
  return {text("topic"), text("level"), text("version"), text("section")};
}

void LearnFilter::write_to(app::Route& route) const {
  for (const auto& [name, value] : {std::pair<std::string_view, std::string_view>{"topic", topic},
                                    {"level", level},
                                    {"version", version},
                                    {"section", section}}) {
    if (!value.empty()) route.set(name, value);
  }
}

Library::Library(const bank::Bank& bank, std::span<const bank::CurriculumItem> curriculum)
    : bank_(bank), curriculum_(curriculum) {
  std::set<std::pair<int, int>> versions;
  std::set<std::string> covered;
  for (const bank::Card& card : bank_.cards()) {
    for (const bank::VersionNote& note : card.versions) versions.insert(version_number(note.since));
    card_sections_.push_back(sections_of(card));
    covered.insert(card_sections_.back().begin(), card_sections_.back().end());
  }
  for (const auto& [major, minor] : versions) versions_.push_back(fmt::format("{}.{}", major, minor));
  for (const bank::CurriculumItem& of : curriculum_) {
    std::string id = slug(of.section);
    const auto known =
        std::any_of(sections_.begin(), sections_.end(), [&](const Section& s) { return s.id == id; });
    if (!known && covered.contains(id))
      sections_.push_back({std::move(id), of.section.substr(0, of.section.find(" ("))});
  }
}

const bank::CurriculumItem* Library::item(std::string_view id) const {
  const auto it = std::find_if(curriculum_.begin(), curriculum_.end(),
                               [&](const bank::CurriculumItem& of) { return of.id == id; });
  return it == curriculum_.end() ? nullptr : &*it;
}

std::vector<std::string> Library::sections_of(const bank::Card& card) const {
  std::vector<std::string> out;
  for (const std::string& id : card.covers) {
    const bank::CurriculumItem* const of = item(id);
    if (of == nullptr) continue;
    if (std::string section = slug(of->section); !has(out, section)) out.push_back(std::move(section));
  }
  return out;
}

bool Library::matches(const bank::Card& card, const LearnFilter& filter) const {
  if (!filter.topic.empty() && card.topic != filter.topic) return false;
  if (!filter.level.empty() && bank::name_of(card.level) != filter.level) return false;
  if (!filter.version.empty() &&
      std::none_of(card.versions.begin(), card.versions.end(),
                   [&](const bank::VersionNote& note) { return note.since == filter.version; }))
    return false;
  if (filter.section.empty()) return true;
  const auto index = static_cast<std::size_t>(&card - bank_.cards().data());
  return has(card_sections_.at(index), filter.section);
}

bool Library::matches(const bank::Scenario& scenario, const LearnFilter& filter) {
  if (!filter.topic.empty() || !filter.version.empty() || !filter.section.empty()) return false;
  return filter.level.empty() || bank::name_of(scenario.level) == filter.level;
}

std::size_t Library::count(const LearnFilter& filter) const {
  return static_cast<std::size_t>(
      std::count_if(bank_.cards().begin(), bank_.cards().end(),
                    [&](const bank::Card& card) { return matches(card, filter); }));
}

std::vector<const bank::CurriculumItem*> Library::covered_by(const bank::Card& card) const {
  std::vector<const bank::CurriculumItem*> out;
  for (const std::string& id : card.covers) {
    if (const bank::CurriculumItem* const of = item(id)) out.push_back(of);
  }
  return out;
}

std::vector<Library::Neighbour> Library::neighbours(const bank::Card& card, std::size_t most) const {
  std::vector<Neighbour> out;
  const auto add = [&](const bank::Card& other, std::string why) {
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const Neighbour& n) { return n.card == &other; });
    if (&other != &card && !known && out.size() < most) out.push_back({&other, std::move(why)});
  };
  for (const std::string& id : card.demos) {
    const demos::Demo* const demo = demos::find(id);
    for (const bank::Card& other : bank_.cards()) {
      const bool room = out.size() < (most * 2 + 2) / 3;  // the rest is for those near it in the curriculum
      if (demo != nullptr && room && has(other.demos, id)) add(other, "Same demo: " + demo->info.title);
    }
  }
  // The cards of the items before and after what it covers, in the same section.
  for (std::size_t i = 0; i < curriculum_.size(); ++i) {
    if (!has(card.covers, curriculum_[i].id)) continue;
    for (const std::size_t near : {i - 1, i + 1}) {
      if (near >= curriculum_.size() || curriculum_[near].section != curriculum_[i].section) continue;
      for (const bank::Card& other : bank_.cards()) {
        if (has(other.covers, curriculum_[near].id)) add(other, "Next to it in: " + curriculum_[i].section);
      }
    }
  }
  return out;
}

std::vector<const bank::Scenario*> Library::scenarios_of(const bank::Card& card) const {
  std::vector<const bank::Scenario*> out;
  for (const bank::Scenario& scenario : bank_.scenarios()) {
    if (has(scenario.cards, card.id)) out.push_back(&scenario);
  }
  return out;
}

}  // namespace sp::screens
