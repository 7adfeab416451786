#include "web/app/state.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <utility>

#include "engine/bank/outline.h"
#include "engine/demos/list.h"
#include "web/app/deck_dialog.h"

namespace sp::app {
namespace {

constexpr std::string_view kOutlineFile = "outline.txt";
constexpr std::string_view kBankFile = "bank.txt";

struct KeyHelp {
  const char* keys;
  const char* what;
};
constexpr std::array kKeys{
    KeyHelp{"Ctrl+K or ⌘K", "search, and commands"},
    KeyHelp{"/", "search the library, in Learn"},
    KeyHelp{"1 – 6 or A – F", "choose an option"},
    KeyHelp{"Enter", "check the answer; then the next question"},
    KeyHelp{"Space", "run the demo, or cancel it"},
    KeyHelp{"Tab, Shift+Tab", "next and previous control"},
    KeyHelp{"← → in the timeline", "pan; + and - zoom, 0 shows all"},
    KeyHelp{", and . in the timeline", "step from event to event"},
    KeyHelp{"?", "this help"},
    KeyHelp{"Escape", "close it"},
};

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

AppState::AppState(Shell& shell)
    : shell_(shell), decks_(shell, bank_), answers_(shell), finder_(bank_, commands_) {
  take(bank::load_outline(as_text(shell_.platform().asset(kOutlineFile)), std::string(kOutlineFile)));
  if (bundle().empty()) shell_.platform().await_asset(kBankFile, [this] { bank_came_ = true; });
  commands_ = make_commands(*this);
  commands_version_ = decks_.version();
}

std::string_view AppState::bundle() const {
  return as_text(shell_.platform().asset(kBankFile));
}

bool AppState::read_bank() {
  if (bank_read_) return true;
  if (!bank_to_read()) return false;
  bank_read_ = true;
  if (bundle().empty())
    bank_problems_.push_back(
        {std::string(kBankFile), 0, 0, "", "", "the question bank is missing from this build"});
  else
    take(bank::load_bundle(bundle(), std::string(kBankFile)));
  training_.set_curriculum(curriculum_);
  decks_.start();
  refresh_training();  // a screen that is opened now begins with what is known of the whole
  return true;
}

void AppState::take(bank::Loaded loaded) {
  bank_ = std::move(loaded.bank);
  curriculum_ = std::move(loaded.curriculum);
  bank_problems_.insert(bank_problems_.end(), std::make_move_iterator(loaded.problems.begin()),
                        std::make_move_iterator(loaded.problems.end()));
}

const Standings& AppState::standings() {
  standings_.refresh(answers_, decks_.version());
  return standings_;
}

const Command* AppState::find_command(std::string_view id) const {
  const auto it =
      std::find_if(commands_.begin(), commands_.end(), [&](const Command& c) { return c.id == id; });
  return it == commands_.end() ? nullptr : &*it;
}

LabBench* AppState::bench(std::string_view demo_id) {
  if (const auto found = benches_.find(demo_id); found != benches_.end()) return found->second.get();
  const auto* demo = demos::find(demo_id);
  if (!demo) return nullptr;
  return benches_.emplace(demo_id, std::make_unique<LabBench>(*demo, shell_, answers_)).first->second.get();
}

bool AppState::demo_runs() {
  bool runs = false;
  for (const auto& [id, bench] : benches_) {
    bench->poll();
    runs = runs || bench->stage() == LabBench::Stage::running;
  }
  return runs;
}

void AppState::draw_overlays(ui::Ui& ui) {
  if (commands_version_ != decks_.version()) {  // a deck has brought topics, or taken them away
    commands_version_ = decks_.version();
    commands_ = make_commands(*this);
  }
  palette_.draw(ui, *this);
  draw_deck_news(ui, *this);
  if (ui.shortcut("?")) help_open_ = !help_open_;
  if (const auto dialog = ui.dialog("help", "Keyboard", help_open_)) {
    ui::TableSpec table{
        .name = "Keys", .columns = {{"Key"}, {"What it does", ui::Align::left, 2}}, .rows = {}};
    for (const auto& key : kKeys) table.rows.push_back({key.keys, key.what});
    ui.table("keys", table);
    ui.space(12);
    if (ui.button("close", "Close", ui::ButtonStyle::primary)) help_open_ = false;
  }
}

}  // namespace sp::app
