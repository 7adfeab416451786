// What Moodle's documentation of GIFT shows, and what else such files hold.
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/exchange/import.h"
#include "tests/engine/exchange/samples.h"

namespace sp::exchange {
namespace {

using bank::Question;
using bank::QuestionKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// The only question of a text.
Question only_question(const std::string& text) {
  const bank::Bank deck = loaded(import_gift_text(text));
  EXPECT_EQ(deck.question_count(), 1U) << text;
  return deck.question_count() == 1 ? deck.cards()[0].questions[0] : Question{};
}

/// The only card of a text, to be recalled.
bank::Card only_card(const std::string& text) {
  const bank::Bank deck = loaded(import_gift_text(text));
  EXPECT_EQ(deck.cards().size(), 1U) << text;
  EXPECT_EQ(deck.question_count(), 0U) << text;
  return deck.cards().empty() ? bank::Card{} : deck.cards()[0];
}

/// "+right -wrong", and what is said of each in parentheses.
std::string told(const Question& question) {
  std::string text;
  for (const bank::Option& option : question.options) {
    text += (text.empty() ? "" : " ") + std::string(option.correct ? "+" : "-") + option.text;
    if (!option.explanation.empty()) text += "(" + option.explanation + ")";
  }
  return text;
}

std::vector<std::string> problems(const std::string& text) {
  return bank::messages(import_gift_text(text).problems);
}

TEST(GiftImport, MultipleChoiceWithOneAnswer) {
  const Question question = only_question(
      "::Lock::Who may release a `Lock`?{\n"
      "  ~the owner alone#An RLock is so.\n  =any thread # Yes: it has no owner.\n  ~%50%nobody\n"
      "####A Lock is a flag.}\n");
  EXPECT_EQ(question.kind, QuestionKind::single);
  EXPECT_EQ(question.prompt, "Who may release a \\`Lock\\`?")
      << "in Moodle's own format backticks are backticks";
  EXPECT_EQ(told(question), "-the owner alone(An RLock is so.) +any thread(Yes: it has no owner.) -nobody");
  EXPECT_EQ(question.explanation, "A Lock is a flag.");
}

TEST(GiftImport, OfSeveralFullyRightAnswersTheFirstStays) {
  EXPECT_EQ(told(only_question("Even?{=two =four ~three}")), "+two -three");
}

TEST(GiftImport, MultipleChoiceWithSeveralAnswers) {
  const Question question = only_question("Which wait?{~%50%recv ~%50%sleep ~%-100%len ~sum}");
  EXPECT_EQ(question.kind, QuestionKind::multiple);
  EXPECT_EQ(told(question), "+recv +sleep -len -sum");
}

TEST(GiftImport, TrueFalse) {
  const Question yes = only_question("The GIL is a lock.{T}");
  EXPECT_EQ(yes.kind, QuestionKind::single);
  EXPECT_EQ(told(yes), "+True -False");
  EXPECT_EQ(told(only_question("It is fair.{FALSE#It is not.#Right.####See ceval.}")),
            "-True(It is not.) +False(Right.)");
  EXPECT_EQ(told(only_question("a{F}")), "-True +False");
  EXPECT_EQ(told(only_question("a{TRUE#no}")), "+True -False(no)");
}

TEST(GiftImport, MissingWord) {
  EXPECT_EQ(only_question("A task is {~a thread =scheduled} by the loop.").prompt,
            "A task is _____ by the loop.");
  EXPECT_EQ(only_question("{=a ~b} comes first.").prompt, "\\_\\_\\_\\_\\_ comes first.");
  EXPECT_EQ(only_question("[markdown]*x* {=a ~b} y").prompt, "*x* _____ y");
}

TEST(GiftImport, Numerical) {
  struct Case {
    std::string answers, value;
    int decimals;
    double tolerance;
  };
  for (const auto& [answers, value, decimals, tolerance] :
       std::vector<Case>{{"#1822", "1822", 0, 0},
                         {"#1822:5", "1822", 0, 5},
                         {"#=1822:0", "1822", 0, 0},
                         {"#3.14:0.01", "3.14", 2, 0},
                         {"#3.14", "3.14", 2, 0.005},
                         {"#3.1415:0.0005", "3.1415", 3, 0.0005},
                         {"#3.141..3.142", "3.1415", 3, 0.0005},
                         {"#-1..1", "0", 0, 1},
                         {"# = -2.5 : 0.5 ", "-2.5", 1, 0.5},
                         {"#1e3:0.1", "1000", 1, 0}}) {
    const Question question = only_question("n?{" + answers + "}");
    EXPECT_EQ(question.kind, QuestionKind::numeric) << answers;
    EXPECT_EQ(question.numeric.answer.text(), value) << answers;
    EXPECT_EQ(question.numeric.decimals, decimals) << answers;
    EXPECT_DOUBLE_EQ(question.numeric.tolerance, tolerance) << answers;
  }
}

TEST(GiftImport, OtherNumbersAreWrongFigures) {
  const Question question = only_question(
      "How many?{#\n=12:0#Exactly.\n=%50%12:2#Nearly.\n=%0%24:0#Twice.\n=%0%6#Half.\n~#No.\n####3 * 4.}");
  ASSERT_THAT(question.numeric.wrong, SizeIs(2)) << "12 is right";
  EXPECT_EQ(question.numeric.wrong[0].value.text(), "24");
  EXPECT_EQ(question.numeric.wrong[0].explanation, "Twice.");
  EXPECT_EQ(question.explanation, "Exactly.\n\n3 * 4.");
}

TEST(GiftImport, MatchingWithPositionsIsAnOrder) {
  const Question question = only_question("Order?{=second -> 2 =first -> 1. =third -> 3\n####So.}");
  EXPECT_EQ(question.kind, QuestionKind::order);
  std::vector<std::string> steps;
  for (const bank::Step& step : question.steps) steps.push_back(step.id + ": " + step.text);
  EXPECT_THAT(steps, ElementsAre("first: first", "second: second", "third: third"));
}

TEST(GiftImport, ShortAnswersAndEssaysWithFeedbackAreRecalled) {
  const bank::Card one = only_card("::Tomb::Who is in the tomb?{no one}");
  EXPECT_EQ(one.title, "Tomb");
  EXPECT_EQ(one.prompt, "Who is in the tomb?");
  EXPECT_EQ(one.answer, "no one");
  EXPECT_EQ(only_card("Two plus {=two =2#In digits. =%50%deux####Sum.} equals four.").answer,
            "- two\n- 2: In digits.\n\nSum.");
  const bank::Card essay = only_card("Explain it.{####It is [html]so.}");
  EXPECT_EQ(essay.title, "Explain it.");
  EXPECT_EQ(essay.answer, "It is [html]so.");
}

TEST(GiftImport, FormatsOfTexts) {
  EXPECT_EQ(only_question("[html]<p>A <b>bold</b> &lt;tag&gt;</p><pre>x \\= 1\\n  y</pre>{=a ~b}").prompt,
            "A **bold** <tag>\n\n```\nx = 1\n  y\n```");
  EXPECT_EQ(only_question("[plain]2 * 3 *x* <b>{=a ~b}").prompt, "2 * 3 \\*x\\* <b>");
  EXPECT_EQ(only_question("[moodle]one\ntwo\\nthree<br>four{=a ~b}").prompt, "one two\\\nthree\\\nfour");
  EXPECT_EQ(only_question("[markdown]- a\n- b{=*x*#[html]<i>y</i> ~[plain]*z*}").prompt, "- a\n- b");
  EXPECT_EQ(told(only_question("[markdown]q{=*x*#[html]<i>y</i> ~[plain]*z*}")), "+*x*(*y*) -\\*z\\*");
}

TEST(GiftImport, EscapesAndComments) {
  const Question question = only_question(
      "// [id:Q 7] a comment {~}\n// another\n::a\\:\\:b::[markdown]f\\: \\{x \\= \\~1\\} \\# C\\\\n{\n"
      "  // inside\n  =\\=\n  ~\\\\\\\\ \\n\n}");
  EXPECT_EQ(question.prompt, "f: {x = ~1} # C\\n");
  EXPECT_EQ(told(question), "+= -\\\\");
}

TEST(GiftImport, CategoriesBecomeCards) {
  const bank::Bank deck =
      loaded(import_gift_text("$CATEGORY: $course$/top/Python 3/Locks \\/ waits\n\n::one::a{T}\n\n// "
                              "[tag:senior] [tag:Dead Locks]\n::two::b{F}\n\n"
                              "$CATEGORY: Queues\n::three::c{T}\n\n$CATEGORY: a//b/X07 Own ids\n\nd{T}\n\n"));
  ASSERT_EQ(deck.cards().size(), 3U);
  const bank::Card& locks = deck.cards()[0];
  EXPECT_EQ(locks.topic, "locks");
  EXPECT_THAT(locks.id, testing::MatchesRegex("OWN[0-9]+"));
  EXPECT_THAT(locks.questions, SizeIs(2));
  EXPECT_EQ(locks.questions[0].id, locks.id + "-one");
  EXPECT_THAT(locks.tags, ElementsAre("dead-locks"));
  EXPECT_EQ(deck.cards()[1].title, "Queues");
  EXPECT_EQ(deck.cards()[1].topic, "queues");
  EXPECT_EQ(deck.cards()[2].id, "X07");
  EXPECT_EQ(deck.cards()[2].title, "Own ids");
  EXPECT_EQ(deck.cards()[2].topic, "a-b");
  EXPECT_EQ(deck.cards()[2].questions[0].id, "X07-d");
}

TEST(GiftImport, IdsStayAsLongAsNamesDo) {
  const auto ids = [](const std::string& text) {
    std::vector<std::string> all;
    const bank::Bank deck = loaded(import_gift_text(text));
    for (const bank::Card& card : deck.cards()) {
      all.push_back(card.id);
      for (const Question& question : card.questions) {
        all.push_back(question.id);
        for (const bank::Option& option : question.options) all.push_back(option.id);
      }
    }
    return all;
  };
  EXPECT_THAT(ids("$CATEGORY: Locks\n\n::A lock?::q{=It is one ~It is not}\n\nq{T}\n\nq{F}"),
              ElementsAre("OWN054895983319", "OWN054895983319-a-lock", "it-is-one", "it-is-not",
                          "OWN054895983319-q", "true", "false", "OWN054895983319-q-2", "true", "false"))
      << "answers that were given name these for ever";
  EXPECT_THAT(ids("::C02-switch::q{=a ~A! ~b}"), ElementsAre("C02", "C02-switch", "a", "a-2", "b"));
  EXPECT_THAT(ids("// [id:X01-own]\n::Else::q{=\u03b1 ~\u03b2}"),
              ElementsAre("X01", "X01-own", "xb72814a0", "xb72819b9"));
  EXPECT_THAT(ids("::X05::Why?{####So.}"), ElementsAre("X05"));
}

TEST(GiftImport, WhatIsLeftOutIsNamedWithItsLine) {
  EXPECT_THAT(
      problems("::Info::Only a text."),
      ElementsAre("quiz.gift:1:1: \"Info\": expected a question; a description asks nothing, got no { }"));
  EXPECT_THAT(
      problems("\n\nExplain.{}"),
      ElementsAre(
          "quiz.gift:3:1: \"Explain.\": expected general feedback (####...) that gives the answer, as an "
          "essay has no other, got none"));
  EXPECT_THAT(
      problems("a{T}\n\n// x\nCapitals?{\n=Italy -> Rome\n=Japan -> Tokyo}"),
      ElementsAre(
          "quiz.gift:4:1: \"Capitals?\": expected the positions 1 to 2 to be matched; other matching is not "
          "asked here, got \"Rome\""));
  EXPECT_THAT(problems("Root?{#=2 =-2}"),
              ElementsAre("quiz.gift:1:1: \"Root?\": expected one number that is worth 100 %, got several"));
  EXPECT_THAT(
      problems("n?{#\n=two}"),
      ElementsAre("quiz.gift:2:1: \"n?\": expected a number such as 12, 12:0.5 or 11.5..12.5, got \"two\""));
  EXPECT_THAT(problems("n?{#=%50%2}"),
              ElementsAre(HasSubstr("expected a number that is worth 100 %, got none")));
  EXPECT_THAT(problems("{answer}?{#2}"), ElementsAre(HasSubstr("expected one pair of braces with answers")));
  EXPECT_THAT(problems("\\{answer\\}?{#2}"), ElementsAre(HasSubstr("which would become the number")));
  EXPECT_THAT(problems("q{=%50%a}"),
              ElementsAre(HasSubstr("expected an answer that is worth 100 %, got none")));
}

TEST(GiftImport, BrokenSyntaxIsNamedWithWhatToDo) {
  EXPECT_THAT(problems("code: x = {1}{=a ~b}"),
              ElementsAre(HasSubstr("expected one pair of braces with answers, and \\{ "
                                    "and \\} for others, got a second")));
  EXPECT_THAT(
      problems("q {=a ~b\n\nnext{T}"),
      ElementsAre("quiz.gift:1:1: expected a } that ends the answers, before the empty line, got none"));
  EXPECT_THAT(problems("q }"), ElementsAre(HasSubstr("expected a { before it")));
  EXPECT_THAT(problems("q{=a{1} ~b}"),
              ElementsAre(HasSubstr("expected \\{ for a brace in an answer, got {")));
  EXPECT_THAT(problems("q{a ~b}"),
              ElementsAre(HasSubstr("expected = or ~ before the first answer, got a text")));
  EXPECT_THAT(problems("q{\n=\n~b}"),
              ElementsAre("quiz.gift:2:1: \"q\": expected a text after the mark, got none"));
  EXPECT_THAT(problems("q{~%150%a =b}"),
              ElementsAre(HasSubstr("expected a weight from -100 to 100, got %150%")));
  EXPECT_THAT(problems("q{=a -> 1 =b}"),
              ElementsAre(HasSubstr("expected a pair such as \"=Japan -> Tokyo\", got no ->")));
  EXPECT_THAT(problems("caf\xe9{T}"),
              ElementsAre("quiz.gift:1:1: expected UTF-8; save the file in that encoding, got other bytes"));
  EXPECT_THAT(problems("// only a comment"),
              ElementsAre("quiz.gift: expected questions, with an empty line between them, got none"));
}

TEST(GiftImport, TheReaderOfDecksHasTheLastWord) {
  EXPECT_THAT(problems("::Q::q{~a ~b}"),
              ElementsAre("quiz.gift:1:1: \"Q\": options: expected at least one right option, got none"));
  EXPECT_THAT(problems("q{~%50%a ~%50%b}"),
              ElementsAre(HasSubstr("options: expected at least one wrong option, got none")));
  EXPECT_THAT(problems("q{=a ~a}"),
              ElementsAre(HasSubstr("options[1]: expected an option text that the question has once")));
  EXPECT_THAT(problems("q{=a ~All of the above}"),
              ElementsAre(HasSubstr("options[1].text: expected an option that stands by itself")));
  EXPECT_THAT(problems("q{=a -> 1 =b -> 2}"),
              ElementsAre(HasSubstr("steps: expected 3 to 9 entries, got 2")));
  EXPECT_THAT(problems("{=a ~b}"), ElementsAre(HasSubstr("prompt: expected a text, got an empty one")));
  EXPECT_THAT(problems(std::string(20'001, 'x') + "{=a ~b}"),
              ElementsAre(HasSubstr("prompt: expected at most 20000 characters")));
}

TEST(GiftImport, WhatIsSoundIsTakenAllTheSame) {
  const Imported imported = import_gift_text("a{T}\n\nb{\n\nc{F}\n\n::X01-d::d{T}\n\n::X01-d::e{T}\n\n");
  EXPECT_EQ(imported.questions, 3U);
  EXPECT_THAT(bank::messages(imported.problems),
              ElementsAre(HasSubstr("quiz.gift:3:1: "),
                          "quiz.gift:9:1: \"X01-d\": expected an id that no other has, got \"X01-d\", which "
                          "quiz.gift:7 has"));
}

TEST(GiftImport, ADeckHasItsBounds) {
  std::string many;
  for (int i = 0; i < 102; ++i) many += "::q" + std::to_string(i) + "::a{T}\n\n";
  const Imported imported = import_gift_text(many);
  EXPECT_EQ(imported.questions, 100U);
  EXPECT_THAT(
      bank::messages(imported.problems),
      ElementsAre(
          HasSubstr("\"q100\": expected at most 100 questions on a card; put the others into a category"),
          HasSubstr("\"q101\"")));
  EXPECT_THAT(problems(std::string(kMostImportBytes + 1, ' ')),
              ElementsAre(HasSubstr("expected at most 16777216 bytes")));
}

TEST(GiftImport, SeveralFilesMakeOneDeck) {
  const bank::Bank none;
  DeckImport import(none);
  import.add_gift({"one.gift", "::X01-a::a{T}"});
  import.add_anki({"two.txt", "X02\tWhy?"});
  import.add_gift({"three.gift", "::X01-b::b{T}\n\n::X01-a::c{T}"});
  const Imported imported = import.result();
  EXPECT_EQ(imported.cards, 2U);
  EXPECT_THAT(bank::messages(imported.problems), ElementsAre(HasSubstr("which one.gift:1 has")));
}

TEST(GiftImport, IdsOfTheBankAreRefused) {
  const bank::Bank bank = sample_bank();
  EXPECT_THAT(
      bank::messages(import_gift_text("::C02-new::a{T}\n\n::C03-new::a{T}", bank).problems),
      ElementsAre(
          "quiz.gift:1:1: \"C02-new\": expected an id that the bank does not have, got \"C02-new\"; give it "
          "another"));
}

TEST(ImportFormat, IsToldByNameAndBeginning) {
  const auto format = [](const std::string& name, const std::string& text = {}) {
    return import_format_of({name, text});
  };
  EXPECT_EQ(format("a.gift"), ImportFormat::gift);
  EXPECT_EQ(format("a.b/A.GIFT"), ImportFormat::gift);
  EXPECT_EQ(format("a.csv"), ImportFormat::anki);
  EXPECT_EQ(format("a.tsv"), ImportFormat::anki);
  EXPECT_EQ(format("a.txt", "#separator:tab\na\tb"), ImportFormat::anki);
  EXPECT_EQ(format("a.txt", "a\tb"), ImportFormat::anki);
  for (const char* text : {"\n// x", "::a::b{T}", "\xEF\xBB\xBF$CATEGORY: a"})
    EXPECT_EQ(format("a.txt", text), ImportFormat::gift);
  EXPECT_EQ(format("a.json"), std::nullopt);
  EXPECT_EQ(format("gift"), std::nullopt);
}

/// Anything at all, often nearly GIFT.
rc::Gen<std::string> nearly_gift() {
  const auto piece = rc::gen::element<std::string>(
      "{", "}", "=", "~", "#", "####", "::", ":", "\\", "->", "%50%", "%", "\n", "\n\n", "//", "[id:X01-a]",
      "[html]", "T", "x", "1", "..", " ", "$CATEGORY: a/b", "<b>", "\xFF", "\r", "\0x", "é");
  return text_of(piece);
}

RC_GTEST_PROP(GiftImport, AnyBytesGiveADeckOrProblemsWithinTheFile, ()) {
  const std::string text = *nearly_gift();
  const Imported imported = import_gift_text(text);
  RC_ASSERT(!imported.deck.empty() || imported.problem_count > 0);
  const long lines = std::count(text.begin(), text.end(), '\n') + 1;
  for (const Problem& problem : imported.problems) RC_ASSERT(problem.line >= 0 && problem.line <= lines);
  if (imported.deck.empty()) return;
  const auto decks = bank::load_decks({}, std::vector<bank::SourceText>{{"deck.json", imported.deck}});
  RC_ASSERT(decks.decks[0].taken());
  RC_ASSERT(decks.decks[0].cards == imported.cards && decks.decks[0].questions == imported.questions);
}

}  // namespace
}  // namespace sp::exchange
