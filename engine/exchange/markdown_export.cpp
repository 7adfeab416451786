#include "engine/exchange/markdown_export.h"

#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/bank/draw.h"
#include "engine/exchange/markdown_text.h"
#include "engine/exchange/sides.h"

namespace sp::exchange {
namespace {

using Texts = std::vector<std::string>;

/// A heading with what stands below it; nothing when that is nothing.
std::string section(std::string_view title, const Texts& texts, std::string_view level = "##") {
  const std::string body = document(texts);
  return body.empty() ? "" : fmt::format("{} {}\n\n{}", level, title, body);
}

std::string mistakes_of(const bank::Card& card) {
  Texts items;
  for (const bank::Mistake& mistake : card.mistakes) items.push_back(document({mistake.text, mistake.why}));
  return list_of(items);
}

Texts follow_ups_of(const bank::Card& card) {
  Texts parts;
  for (const bank::FollowUp& follow : card.follow_ups)
    parts.push_back(document({"**" + follow.question + "**", follow.answer}));
  return parts;
}

std::string versions_of(const bank::Card& card) {
  Texts items;
  for (const bank::VersionNote& note : card.versions)
    items.push_back(fmt::format("**{}**: {}", note.since, note.note));
  return list_of(items);
}

std::string links_of(const bank::Card& card) {
  Texts items;
  for (const bank::Link& link : card.links) items.push_back(fmt::format("[{}](<{}>)", link.title, link.url));
  return list_of(items);
}

Texts task_of(const bank::Card& card) {
  if (!card.task) return {};
  Texts parts{card.task->text, "A solution:", fenced(card.task->solution, "python")};
  for (const bank::WrongSolution& wrong : card.task->wrong)
    parts.insert(parts.end(), {"Wrong:", fenced(wrong.code, "python"), wrong.why});
  return parts;
}

/// The questions and their answers, as sections.
Texts questions_of(const bank::Card& card, std::uint64_t seed) {
  Texts questions, answers;
  for (const bank::Question& question : card.questions) {
    const auto drawn = bank::draw(question, seed);
    if (!drawn.ok()) continue;
    const Sides sides = sides_of(*drawn);
    questions.push_back(section(question.id, {sides.front}, "###"));
    answers.push_back(section(question.id, {sides.back}, "###"));
  }
  return {section("Questions", questions), section("Answers", answers)};
}

std::string head_of(const bank::Card& card) {
  std::string about = fmt::format("{}, {}", card.topic, bank::name_of(card.level));
  for (const std::string& tag : card.tags) about += ", " + tag;
  return document({fmt::format("# {}: {}", card.id, card.title), "*" + about + "*", card.prompt});
}

}  // namespace

std::string markdown_export(std::span<const bank::Card* const> cards, std::uint64_t seed) {
  std::string text;
  for (const bank::Card* card : cards) {
    Texts parts{head_of(*card),
                section("In 30 seconds", {card->short_answer}),
                section("In full", {card->answer}),
                section("Key points", {list_of(card->key_points)}),
                section("Common mistakes", {mistakes_of(*card)}),
                section("Follow-up questions", follow_ups_of(*card)),
                section("What changed, and when", {versions_of(*card)}),
                section("Write the code", task_of(*card)),
                section("Sources", {links_of(*card)})};
    for (std::string& part : questions_of(*card, seed)) parts.push_back(std::move(part));
    text += (text.empty() ? "" : "\n\n") + document(parts);
  }
  return text.empty() ? text : text + '\n';
}

}  // namespace sp::exchange
