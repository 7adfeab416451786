#include "web/app/finder.h"

#include <algorithm>
#include <cstdint>

#include "engine/bank/search_documents.h"
#include "engine/demos/list.h"
#include "web/app/route.h"

namespace sp::app {
namespace {

// Cards read in one frame: with their questions they come to some 10 kB each, a millisecond or two in a
// browser.
constexpr int kCardsAFrame = 2;

bank::SearchDocument document_of(const demos::Demo& demo) {
  const demos::DemoInfo& info = demo.info;
  bank::SearchDocument out{bank::Findable::demo, info.id, info.title, {}};
  out.fields.push_back({bank::FieldWeight::lead, bank::plain_text(info.summary), true});
  out.fields.push_back({bank::FieldWeight::lead, info.id, false});
  out.fields.push_back({bank::FieldWeight::body, info.python, true});
  for (const auto& variant : info.variants)
    out.fields.push_back(
        {bank::FieldWeight::body, variant.label + ": " + bank::plain_text(variant.summary), true});
  return out;
}

bank::SearchDocument document_of(const Command& command) {
  bank::SearchDocument out{bank::Findable::command, command.id, command.title, {}};
  out.fields.push_back({bank::FieldWeight::lead, command.also, false});
  return out;
}

/// The snippet as Markdown, what matched in bold.
std::string marked(const bank::Snippet& snippet) {
  std::string out = snippet.cut_before ? "\xE2\x80\xA6 " : "";
  const std::string_view text = snippet.text;
  std::size_t at = 0;
  for (const bank::TextRange& mark : snippet.marks) {
    out += escape_markdown(text.substr(at, mark.from - at));
    out.append("**").append(escape_markdown(text.substr(mark.from, mark.to - mark.from))).append("**");
    at = mark.to;
  }
  out += escape_markdown(text.substr(at));
  if (snippet.cut_after) out += " \xE2\x80\xA6";
  return out;
}

}  // namespace

std::string escape_markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]()<>#+-.!|~&").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string_view kind_label(bank::Findable kind) {
  switch (kind) {
    case bank::Findable::card:
      return "Card";
    case bank::Findable::question:
      return "Question";
    case bank::Findable::scenario:
      return "Interview";
    case bank::Findable::demo:
      return "Demo";
    case bank::Findable::command:
      return "Command";
  }
  return "";
}

ui::Icon kind_icon(bank::Findable kind) {
  switch (kind) {
    case bank::Findable::card:
      return ui::Icon::learn;
    case bank::Findable::question:
      return ui::Icon::practice;
    case bank::Findable::scenario:
      return ui::Icon::interview;
    case bank::Findable::demo:
      return ui::Icon::lab;
    case bank::Findable::command:
      return ui::Icon::arrow_right;
  }
  return ui::Icon::none;
}

std::string FoundItem::key() const {
  return std::string(kind_label(kind)) + "/" + id;
}

bool Finder::add_next() {
  std::size_t at = next_++;
  if (at < bank_.cards().size()) {
    const bank::Card& card = bank_.cards()[at];
    index_.add(bank::document_of(card));
    for (const bank::Question& question : card.questions) index_.add(bank::document_of(card, question));
    return true;
  }
  at -= bank_.cards().size();
  if (at < bank_.scenarios().size()) return index_.add(bank::document_of(bank_.scenarios()[at])), true;
  at -= bank_.scenarios().size();
  if (at < demos::all().size()) return index_.add(document_of(*demos::all()[at])), true;
  at -= demos::all().size();
  if (at < commands_.size()) return index_.add(document_of(commands_[at])), true;
  return false;
}

void Finder::follow(std::uint64_t bank_version) {
  if (bank_version == bank_version_) return;
  bank_version_ = bank_version;
  index_ = {};
  next_ = 0;
  ready_ = false;
  ++version_;
}

bool Finder::advance() {
  if (ready_) return true;
  ++version_;
  for (int i = 0; i < kCardsAFrame && !ready_; ++i) ready_ = !add_next();
  index_.build();
  return ready_;
}

std::string Finder::address_of(const bank::SearchDocument& document) const {
  switch (document.kind) {
    case bank::Findable::card:
      return format_route({"card", document.id, {}});
    case bank::Findable::question:
      return format_route({"practice", "", {{"question", document.id}}});
    case bank::Findable::scenario:
      return format_route({"scenario", document.id, {}});
    case bank::Findable::demo:
      return format_route({"lab", document.id, {}});
    case bank::Findable::command:
      break;
  }
  const auto command =
      std::find_if(commands_.begin(), commands_.end(), [&](const Command& c) { return c.id == document.id; });
  return command == commands_.end() ? "" : command->address;
}

FoundItems Finder::find(std::string_view text, std::size_t limit, std::span<const bank::Findable> kinds,
                        const Keep& keep) const {
  FoundItems out;
  const bank::SearchIndex::Query query = index_.search(text, keep ? SIZE_MAX : limit, kinds);
  for (const std::size_t count : query.found) out.all += keep ? 0 : count;
  for (const bank::SearchHit& hit : query.hits) {
    const bank::SearchDocument& document = index_.document(hit.document);
    if (keep) {
      if (!keep(document.kind, document.id)) continue;
      ++out.all;
    }
    if (out.items.size() == limit) continue;  // only counted
    const bool command = document.kind == bank::Findable::command;
    out.items.push_back({document.kind, document.id, document.title,
                         command ? std::string() : marked(index_.snippet(query, hit.document)),
                         address_of(document)});
  }
  return out;
}

}  // namespace sp::app
