#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/bank/bank.h"
#include "engine/bank/text_rules.h"
#include "tests/engine/bank/card_text.h"

namespace sp::bank {
namespace {

using Json = nlohmann::ordered_json;

TEST(Card, EveryFieldIsRead) {
  const Loaded loaded = load_text(good_card_text());
  ASSERT_THAT(messages(loaded.problems), testing::IsEmpty());
  ASSERT_EQ(loaded.bank.cards().size(), 1U);
  const Card& card = loaded.bank.cards().front();
  EXPECT_EQ(card.id, "C02");
  EXPECT_EQ(card.topic, "gil");
  EXPECT_EQ(card.title, "The lock of the interpreter");
  EXPECT_EQ(card.prompt, "What does the GIL protect?");
  EXPECT_EQ(card.short_answer, "It protects the interpreter's own state, not yours.");
  EXPECT_TRUE(card.answer.ends_with("This is still a race — between the load and the store."));
  EXPECT_EQ(card.key_points.size(), 3U);
  ASSERT_EQ(card.mistakes.size(), 2U);
  EXPECT_EQ(card.mistakes[0].text, "The GIL makes `+=` atomic.");
  EXPECT_EQ(card.mistakes[0].why, "A switch may come between its bytecodes.");
  ASSERT_EQ(card.follow_ups.size(), 2U);
  EXPECT_EQ(card.follow_ups[1].question, "How often do threads switch?");
  EXPECT_EQ(card.follow_ups[1].answer, "After 5 ms when another waits.");
  EXPECT_EQ(card.level, Level::mid);
  EXPECT_EQ(card.tags, (std::vector<std::string>{"gil", "threads"}));
  ASSERT_EQ(card.versions.size(), 1U);
  EXPECT_EQ(card.versions[0].since, "3.13");
  EXPECT_EQ(card.versions[0].note, "An experimental build goes without it.");
  ASSERT_EQ(card.links.size(), 1U);
  EXPECT_EQ(card.links[0].title, "Glossary");
  EXPECT_EQ(card.links[0].url, "https://docs.python.org/3/glossary.html#term-GIL");
  EXPECT_EQ(card.covers, (std::vector<std::string>{"C02", "C02F1"}));
  EXPECT_EQ(card.demos, (std::vector<std::string>{"gil-cpu-bound"}));
  EXPECT_EQ(card.file, "gil/C02.json");
  ASSERT_EQ(card.questions.size(), 2U);
  const Question& single = card.questions[0];
  EXPECT_EQ(single.id, "C02-protects");
  EXPECT_EQ(single.kind, QuestionKind::single);
  EXPECT_EQ(single.prompt, "What does it protect?");
  EXPECT_EQ(single.explanation, "It is the interpreter's lock, not yours.");
  ASSERT_EQ(single.options.size(), 3U);
  EXPECT_EQ(single.options[0].id, "interpreter");
  EXPECT_EQ(single.options[0].text, "The interpreter's state");
  EXPECT_TRUE(single.options[0].correct);
  EXPECT_EQ(single.options[0].explanation, "Reference counts above all.");
  EXPECT_FALSE(single.options[1].correct);
  EXPECT_EQ(card.questions[1].kind, QuestionKind::multiple);
  ASSERT_EQ(card.verify.size(), 1U);
  EXPECT_EQ(card.verify[0].id, "C02-interval");
  EXPECT_EQ(card.verify[0].code, "import sys\nprint(sys.getswitchinterval())\n");
  EXPECT_EQ(card.verify[0].expected, "0.005\n");
  EXPECT_EQ(card.verify[0].min_version, "3.9");
  EXPECT_EQ(card.verify[0].args, (std::vector<std::string>{"-I"}));
}

std::vector<Fault> faults() {
  return {
      {"misspelt_kind",
       [](Json& c) { c["questions"][1]["kind"] = "mutliple"; },
       {R"(questions[1].kind: expected one of "single", "multiple", "output", "order", "numeric", "bug", got "mutliple")"}},
      {"misspelt_field",
       [](Json& c) {
         c["anser"] = c["answer"];
         c.erase("answer");
       },
       {R"(answer: expected the field "answer", got none)",
        R"(anser: unknown field "anser"; did you mean "answer"?)"}},
      {"two_right",
       [](Json& c) { c["questions"][0]["options"][1]["correct"] = true; },
       {"questions[0].options: expected exactly one right option, got 2"}},
      {"none_right",
       [](Json& c) { c["questions"][0]["options"][0]["correct"] = false; },
       {"questions[0].options: expected exactly one right option, got 0"}},
      {"multiple_without_right",
       [](Json& c) {
         for (auto& option : c["questions"][1]["options"]) option["correct"] = false;
       },
       {"questions[1].options: expected at least one right option, got none"}},
      {"multiple_without_wrong",
       [](Json& c) {
         for (auto& option : c["questions"][1]["options"]) option["correct"] = true;
       },
       {"questions[1].options: expected at least one wrong option, got none"}},
      {"no_explanation",
       [](Json& c) { c["questions"][0]["options"][2].erase("explanation"); },
       {R"(questions[0].options[2].explanation: expected the field "explanation", got none)"}},
      {"empty_explanation",
       [](Json& c) { c["questions"][0]["options"][2]["explanation"] = ""; },
       {"questions[0].options[2].explanation: expected a text, got an empty one"}},
      {"blank_text",
       [](Json& c) { c["key_points"][1] = " \n"; },
       {"key_points[1]: expected a text, got only blanks"}},
      {"too_few_key_points",
       [](Json& c) { c["key_points"].erase(0); },
       {"key_points: expected 3 to 6 entries, got 2"}},
      {"too_many_mistakes",
       [](Json& c) {
         for (int i = 0; i < 3; ++i) c["mistakes"].push_back(c["mistakes"][0]);
       },
       {"mistakes: expected 2 to 4 entries, got 5"}},
      {"too_few_follow_ups",
       [](Json& c) { c["follow_ups"].erase(0); },
       {"follow_ups: expected 2 to 6 entries, got 1"}},
      {"no_questions",
       [](Json& c) { c["questions"] = Json::array(); },
       {"questions: expected 1 to 8 entries, got 0"}},
      {"two_options",
       [](Json& c) { c["questions"][0]["options"].erase(2); },
       {"questions[0].options: expected 3 to 6 entries, got 2"}},
      {"all_of_the_above",
       [](Json& c) { c["questions"][1]["options"][3]["text"] = "All of the above"; },
       {R"(questions[1].options[3].text: expected an option that stands by itself, as their order is shuffled, got "All of the above")"}},
      {"none_of_the_above",
       [](Json& c) { c["questions"][1]["options"][3]["text"] = "*None of the above.*"; },
       {R"(questions[1].options[3].text: expected an option that stands by itself, as their order is shuffled, got "*None of the above.*")"}},
      {"option_id_twice",
       [](Json& c) { c["questions"][0]["options"][2]["id"] = "data"; },
       {R"(questions[0].options[2]: expected an option id that the question has once, got "data" again)"}},
      {"option_text_twice",
       [](Json& c) { c["questions"][0]["options"][2]["text"] = "Your data"; },
       {R"(questions[0].options[2]: expected an option text that the question has once, got "Your data" again)"}},
      {"question_id_twice",
       [](Json& c) { c["questions"][1]["id"] = "C02-protects"; },
       {R"(questions[1].id: expected an id that no other has, got "C02-protects", which gil/C02.json:60 has)"}},
      {"question_id_of_another_card",
       [](Json& c) { c["questions"][1]["id"] = "C03-released"; },
       {R"(questions[1].id: expected an id that begins with "C02-", got "C03-released")"}},
      {"verify_id",
       [](Json& c) { c["verify"][0]["id"] = "C02_interval"; },
       {R"(verify[0].id: expected the card's id, a hyphen, and lower-case letters and digits, such as "C02-switch-interval", got "C02_interval")"}},
      {"id_is_not_the_file's_name",
       [](Json& c) {
         c = good_card_as("C03");
         c.erase("$schema");
       },
       {R"(id: expected "C02", as the file is named, got "C03")"}},
      {"topic_is_not_the_folder's_name",
       [](Json& c) { c["topic"] = "threads"; },
       {R"(topic: expected "gil", as the folder is named, got "threads")"}},
      {"link_without_https",
       [](Json& c) { c["links"][0]["url"] = "http://docs.python.org/"; },
       {R"(links[0].url: expected an address such as "https://docs.python.org/3/", got "http://docs.python.org/")"}},
      {"level",
       [](Json& c) { c["level"] = "expert"; },
       {R"(level: expected one of "entry", "mid", "senior", "architect", got "expert")"}},
      {"version",
       [](Json& c) { c["versions"][0]["since"] = "3.13.1"; },
       {R"(versions[0].since: expected a Python version such as "3.13", got "3.13.1")"}},
      {"min_version",
       [](Json& c) { c["verify"][0]["min_version"] = "2.7"; },
       {R"(verify[0].min_version: expected a Python version such as "3.13", got "2.7")"}},
      {"covers",
       [](Json& c) { c["covers"][0] = "c02"; },
       {R"(covers[0]: expected a curriculum id such as "C02" or "C02F1", got "c02")"}},
      {"covers_twice",
       [](Json& c) { c["covers"][1] = "C02"; },
       {R"(covers[1]: expected each entry once, got "C02" again)"}},
      {"demo_id",
       [](Json& c) { c["demos"][0] = "GIL demo"; },
       {R"(demos[0]: expected lower-case letters and digits with hyphens, such as "event-loop", got "GIL demo")"}},
      {"title_of_two_lines",
       [](Json& c) { c["title"] = "a\nb"; },
       {R"(title: expected a single line, got "a\nb")"}},
      {"title_too_long",
       [](Json& c) { c["title"] = std::string(101, 'x'); },
       {"title: expected at most 100 characters, got 101"}},
      {"long_thirty_seconds",
       [](Json& c) { c["short_answer"] = std::string(1001, 'x'); },
       {"short_answer: expected at most 1000 characters, got 1001"}},
      {"control_character",
       [](Json& c) { c["prompt"] = "a\x1b[31m"; },
       {R"(prompt: expected no control characters in the text, got "a\x1b[31m")"}},
      {"wrong_types",
       [](Json& c) {
         c["title"] = 3;
         c["tags"] = "gil";
         c["mistakes"][0] = "text";
         c["questions"][0]["options"][0]["correct"] = "yes";
       },
       {"title: expected a text in quotes, got 3", R"(mistakes[0]: expected an object, got "text")",
        R"(tags: expected a list, got "gil")",
        "questions[0].options: expected exactly one right option, got 0",
        R"(questions[0].options[0].correct: expected true or false, got "yes")"}},
      {"file_in_a_file", [](Json& c) { c["file"] = "gil/C02.json"; }, {R"(file: unknown field "file")"}},
  };
}

class CardFault : public testing::TestWithParam<Fault> {};

TEST_P(CardFault, IsReportedWithItsExactPlace) {
  Json card = good_card();
  GetParam().make(card);
  const Loaded loaded = load_text(card.dump(1));
  for (const Problem& problem : loaded.problems) {
    EXPECT_EQ(problem.file, "gil/C02.json");
    EXPECT_GE(problem.line, 1);
  }
  EXPECT_EQ(messages_without_place(loaded.problems), GetParam().messages);
  EXPECT_EQ(loaded.bank.cards().size(), 0U) << "a card with a problem is left out";
}

INSTANTIATE_TEST_SUITE_P(All, CardFault, testing::ValuesIn(faults()), [](const auto& fault) {
  std::string name = fault.param.name;
  std::erase(name, '\'');
  return name;
});

TEST(Card, AProblemNamesLineAndColumn) {
  std::string text = good_card_text();
  const std::string right = "\"kind\": \"multiple\"";
  const std::size_t at = text.find(right);
  text.replace(at, right.size(), "\"kind\": \"multple\"");
  EXPECT_THAT(
      messages(load_text(text).problems),
      testing::ElementsAre("gil/C02.json:38:15: questions[1].kind: expected one of \"single\", "
                           "\"multiple\", \"output\", \"order\", \"numeric\", \"bug\", got \"multple\""));
}

TEST(Card, CoversMustBeInTheCurriculumWhenThereIsOne) {
  LoadOptions options;
  options.curriculum = {"C01", "C02"};
  EXPECT_THAT(messages(load_text(good_card_text(), options).problems),
              testing::ElementsAre(
                  testing::EndsWith("covers[1]: expected an id that the curriculum has, got \"C02F1\"")));
}

TEST(TextRules, Ids) {
  EXPECT_TRUE(is_slug("a-1b"));
  for (const char* wrong : {"", "-a", "a-", "a--b", "A", "a_b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    EXPECT_FALSE(is_slug(wrong));
  EXPECT_TRUE(is_card_id("L001"));
  for (const char* wrong : {"", "C", "02", "c02", "C02F1", "C-02"}) EXPECT_FALSE(is_card_id(wrong));
  EXPECT_TRUE(is_curriculum_id("L001"));
  EXPECT_TRUE(is_curriculum_id("C02F1"));
  for (const char* wrong : {"", "C", "C02F", "C02G1", "CC02", "C02F1 "})
    EXPECT_FALSE(is_curriculum_id(wrong));
  EXPECT_TRUE(is_python_version("3.9"));
  EXPECT_TRUE(is_python_version("3.14"));
  for (const char* wrong : {"", "3", "3.", "3.123", "2.7", "3.1x"}) EXPECT_FALSE(is_python_version(wrong));
}

TEST(TextRules, AddressesAreHttpsWithAHostAndNothingHidden) {
  for (const char* right :
       {"https://docs.python.org", "https://peps.python.org/pep-0703/", "https://a-b.org/x?y=%20#z"}) {
    EXPECT_TRUE(is_https_address(right)) << right;
  }
  for (const char* wrong :
       {"", "https://", "http://python.org", "https://localhost/", "https://user@python.org/", "https://.org",
        "https://python.org:80/", "https://python.org/a b", "javascript:alert(1)", "https://python.org/é",
        "https://1.2.3.4/", "https://python./"}) {
    EXPECT_FALSE(is_https_address(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace sp::bank
