#include "engine/bank/card_reader.h"

#include <utility>

#include "engine/bank/deck.h"

namespace sp::bank {
namespace {

using json::Object;
using json::Value;

constexpr std::size_t kMostQuestions = 8;

std::string read_markdown(const Value& value) {
  return read_text(value);
}

Mistake read_mistake(const Value& value) {
  return read_object<Mistake>(value, [](Object& object, Mistake& mistake) {
    mistake.text = read_text(object.required("text"));
    mistake.why = read_text(object.required("why"));
  });
}

FollowUp read_follow_up(const Value& value) {
  return read_object<FollowUp>(value, [](Object& object, FollowUp& follow_up) {
    follow_up.question = read_text(object.required("question"));
    follow_up.answer = read_text(object.required("answer"));
  });
}

VersionNote read_version_note(const Value& value) {
  return read_object<VersionNote>(value, [](Object& object, VersionNote& version) {
    version.since = read_version(object.required("since"));
    version.note = read_text(object.required("note"));
  });
}

Link read_link(const Value& value) {
  return read_object<Link>(value, [](Object& object, Link& link) {
    link.title = read_line(object.required("title"));
    link.url = read_matching(object.required("url"), is_https_address,
                             "an address such as \"https://docs.python.org/3/\"");
  });
}

/// "3.9" before "3.13".
bool earlier(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

Verify read_verify(const Value& value, IdReader& ids) {
  return read_object<Verify>(value, [&](Object& object, Verify& verify) {
    verify.id = ids.sub_id(object.required("id"), ids.seen().verify);
    verify.code = read_text(object.required("code"));
    verify.expected = read_raw(object.required("stdout"), 0, kMaxText);
    verify.min_version = read_version(object.optional("min_version"));
    const auto last = object.optional("max_version");
    verify.max_version = read_version(last);
    if (!verify.max_version.empty() && earlier(verify.max_version, verify.min_version))
      last->problem(fmt::format("{}, which is \"min_version\", or later", verify.min_version));
    if (const auto args = object.optional("args")) {
      verify.args = read_list(args, 0, 8, [](const Value& item) { return read_line(item); });
    }
  });
}

WrongSolution read_wrong_solution(const Value& value) {
  return read_object<WrongSolution>(value, [](Object& object, WrongSolution& wrong) {
    wrong.code = read_text(object.required("code"));
    wrong.why = read_text(object.required("why"));
  });
}

Task read_task(const Value& value, bool lean) {
  return read_object<Task>(value, [&](Object& object, Task& task) {
    const auto for_the_tests = [&](std::string_view name) {
      return lean ? object.optional(name) : object.required(name);
    };
    task.text = read_text(object.required("text"));
    task.solution = read_text(object.required("solution"));
    task.check = read_text(for_the_tests("check"));
    task.expected = read_raw(for_the_tests("stdout"), 1, kMaxText);
    task.min_version = read_version(object.optional("min_version"));
    task.wrong = read_list(object.required("wrong"), 1, 4, read_wrong_solution);
  });
}

/// Whether there is something to answer: a question, or the prompt, to be recalled.
bool asks_something(const Card& card) {
  const bool answered = !card.short_answer.empty() || !card.answer.empty();
  return !card.questions.empty() || card.task || (!card.prompt.empty() && answered);
}

void read_fields(Object& object, IdReader& ids, Card& card) {
  card.file = ids.read_file(object);
  if (ids.in_deck()) card.deck = card.file;
  const auto id = object.required("id");
  const auto topic = object.required("topic");
  card.id = ids.own_id(id, is_card_id, "capital letters and digits, such as \"C02\"", ids.seen().cards);
  card.topic = read_slug(topic);
  if (!card.topic.empty() && !ids.folder().empty() && card.topic != ids.folder())
    topic->problem(fmt::format("{}, as the folder is named", in_quotes(ids.folder())));

  // A deck's card may have less: what only serves reading may be missing.
  const auto field = [&](std::string_view name) {
    return ids.in_deck() ? object.optional(name) : object.required(name);
  };
  const auto list = [&](std::string_view name, std::size_t least, std::size_t most, auto read) {
    return read_list(field(name), ids.in_deck() ? 0 : least, most, read);
  };
  const auto set = [&](std::string_view name, std::size_t least, std::size_t most, auto read) {
    return read_set(field(name), ids.in_deck() ? 0 : least, most, read);
  };
  card.title = read_line(object.required("title"), 100);
  card.prompt = read_text(field("prompt"));
  card.short_answer = read_text(field("short_answer"), 1000);
  card.answer = read_text(field("answer"));
  card.key_points = list("key_points", 3, 6, read_markdown);
  card.mistakes = list("mistakes", 2, 4, read_mistake);
  card.follow_ups = list("follow_ups", 2, 6, read_follow_up);
  if (const auto level = field("level")) card.level = read_level(level);
  card.tags = set("tags", 1, 8, read_slug);
  card.versions = list("versions", 0, 8, read_version_note);
  card.links = list("links", 1, 6, read_link);
  card.covers = set("covers", 1, 24, [&](const Value& item) { return ids.curriculum_id(item); });
  card.demos = set("demos", 0, 6, [&](const Value& item) { return ids.demo_id(item); });
  card.verify = list("verify", 0, 8, [&](const Value& item) { return read_verify(item, ids); });
  card.questions = list("questions", 1, ids.in_deck() ? kMostDeckQuestions : kMostQuestions,
                        [&](const Value& item) { return read_question(item, ids, card.verify); });
  if (const auto task = object.optional("task")) card.task = read_task(*task, ids.lean());
  if (ids.in_deck() && !asks_something(card))
    object.value().problem("questions, or a prompt and an answer to it", "neither");
}

}  // namespace

Card read_card(const Value& value, const Origin& origin, const LoadOptions& options, SeenIds& seen) {
  IdReader ids(origin, options, seen);
  return read_object<Card>(value, [&](Object& object, Card& card) { read_fields(object, ids, card); });
}

}  // namespace sp::bank
