#include "web/app/palette.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "web/app/state.h"

namespace sp::app {
namespace {

constexpr std::size_t kShown = 20;
constexpr float kWidth = 680, kTop = 0.1F;
constexpr float kListHeight = 430, kAround = 210;  // the list, and what else the dialog and its margins need
constexpr std::size_t kPage = 5;

}  // namespace

void Palette::draw(ui::Ui& ui, AppState& state) {
  if (ui.shortcut("Ctrl+K")) wanted_ = true;
  if (wanted_ && !open_) {
    query_.clear();
    shown_version_ = SIZE_MAX;
    active_ = 0;
    open_ = true;
    ui.request_frame();
  }
  const bool opening = std::exchange(wanted_, false);
  const auto dialog = ui.dialog("palette", "Search and commands", open_, kWidth, ui.narrow() ? 0.02F : kTop);
  if (!dialog) return;
  if (ui.shortcut("Ctrl+K")) {
    open_ = false;
    ui.request_frame();
  }
  if (opening) ui.focus(ui.id("query"));
  if (state.bank_read() && !state.finder().advance()) ui.request_frame();
  refresh(state);
  move_by_keys(ui);
  const ui::NodeId list = list_id(ui);
  const ui::Combobox combobox{.expanded = !items_.empty(),
                              .list = list,
                              .active = items_.empty() ? 0 : ui::Ui::id_within(list, items_[active_].key())};
  if (ui.text_input("query", "Search", query_,
                    {.placeholder = "Cards, questions, interviews, demos, commands",
                     .hide_label = true,
                     .max_bytes = 200,
                     .combobox = &combobox})) {
    active_ = 0;
    ui.request_frame();
  }
  draw_results(ui, state);
}

ui::NodeId Palette::list_id(const ui::Ui& ui) const {
  return ui::Ui::id_within(ui.id("results"), "list");
}

void Palette::refresh(AppState& state) {
  const Finder& finder = state.finder();
  if (query_ == shown_query_ && finder.version() == shown_version_) return;
  shown_query_ = query_;
  shown_version_ = finder.version();
  items_.clear();
  if (query_.find_first_not_of(' ') == std::string::npos) {
    for (const Command& command : state.commands())
      items_.push_back({bank::Findable::command, command.id, command.title, "", command.address});
    all_ = items_.size();
  } else {
    FoundItems found = finder.find(query_, kShown);
    items_ = std::move(found.items);
    all_ = found.all;
  }
  active_ = std::min(active_, items_.empty() ? 0 : items_.size() - 1);
}

void Palette::move_by_keys(ui::Ui& ui) {
  if (items_.empty()) return;
  const std::size_t last = items_.size() - 1;
  if (ui.shortcut("ArrowDown")) active_ = active_ == last ? 0 : active_ + 1;
  if (ui.shortcut("ArrowUp")) active_ = active_ == 0 ? last : active_ - 1;
  if (ui.shortcut("PageDown")) active_ = std::min(last, active_ + kPage);
  if (ui.shortcut("PageUp")) active_ -= std::min(active_, kPage);
}

void Palette::draw_results(ui::Ui& ui, AppState& state) {
  const bool asked = query_.find_first_not_of(' ') != std::string::npos;
  ui.status("count", items_.empty() ? (state.finder().ready() ? "Nothing found." : "Reading the questions.")
                     : asked        ? fmt::format("{} found", all_)
                                    : "Type to search, or choose a command.");
  std::size_t chosen = items_.size();
  if (!items_.empty() && ui.shortcut("Enter")) chosen = active_;
  {
    const auto scroll = ui.scroll("results", std::clamp(ui.size().h - kAround, 120.0F, kListHeight));
    if (!items_.empty()) {
      const auto list = ui.listbox("list", "Results");
      for (std::size_t i = 0; i < items_.size(); ++i) {
        const FoundItem& item = items_[i];
        const Command* command = item.kind == bank::Findable::command ? state.find_command(item.id) : nullptr;
        const ui::RowLook look{.title = item.title,
                               .detail = item.detail,
                               .tag = asked ? kind_label(item.kind) : "",
                               .icon = command != nullptr ? command->icon : kind_icon(item.kind),
                               .shortcut = command != nullptr ? std::string_view(command->shortcut) : ""};
        if (ui.option_row(item.key(), look, i == active_)) chosen = i;
      }
    }
  }
  if (chosen < items_.size()) choose(chosen, state);
}

void Palette::choose(std::size_t index, AppState& state) {
  const FoundItem item = items_[index];
  open_ = false;
  state.shell().platform().request_frame();
  if (!item.address.empty()) return state.shell().go(item.address);
  const Command* command = state.find_command(item.id);
  if (command != nullptr && command->run != nullptr) command->run(state);
}

}  // namespace sp::app
