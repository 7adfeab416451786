#include "native/quiz/exam.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "native/exit_code.h"
#include "native/quiz/table.h"

namespace sp::native {
namespace {

using practice::QuizSession;
using practice::ResultSheet;

std::string minutes_and_seconds(std::int64_t ms) {
  constexpr std::int64_t kMsPerSecond = 1000, kSeconds = 60;
  const std::int64_t seconds = std::max<std::int64_t>(0, ms) / kMsPerSecond;
  return fmt::format("{}:{:02}", seconds / kSeconds, seconds % kSeconds);
}

Table::Row row_of(std::string_view name, const ResultSheet::Line& line) {
  return {std::string(name), fmt::to_string(line.right), fmt::to_string(line.answered),
          fmt::to_string(line.asked)};
}

std::string shown_tables(const ResultSheet& sheet) {
  Table levels{{"Level", "Right", "Answered", "Asked"}, {}};
  for (const bank::Level level : bank::kLevels) {
    const auto& line = sheet.levels[static_cast<std::size_t>(level)];
    if (line.asked > 0) levels.rows.push_back(row_of(bank::name_of(level), line));
  }
  Table topics{{"Topic", "Right", "Answered", "Asked"}, {}};
  for (const auto& [topic, line] : sheet.topics) topics.rows.push_back(row_of(topic, line));
  return shown(levels) + '\n' + shown(topics);
}

/// One run of the exam.
class ExamRun {
 public:
  ExamRun(const ExamOptions& options, std::istream& in, std::ostream& out)
      : options_(options), talk_(options, in, out) {}

  int run();

 private:
  /// False when the exam is over.
  bool ask(practice::Exam& exam);
  void show_sheet(const ResultSheet& sheet);
  void explain_mistakes();

  const ExamOptions& options_;
  Conversation talk_;
  std::vector<practice::Answer> wrong_;
};

bool ExamRun::ask(practice::Exam& exam) {
  QuizSession& quiz = exam.quiz();
  const std::int64_t shown_at = talk_.now();
  if (exam.over(shown_at)) {
    talk_.say("\nThe time is over.");
    return false;
  }
  talk_.show_question(quiz, fmt::format("Question {} of {}. {} left.", quiz.index() + 1, quiz.size(),
                                        minutes_and_seconds(exam.ends_at() - shown_at)));
  const Typed typed = talk_.read_answer(quiz, "-");
  if (typed == Typed::end) return false;
  const std::int64_t at = talk_.now();
  if (exam.over(at)) {
    talk_.say("\nThe time is over: this answer is not taken.");
    return false;
  }
  if (typed == Typed::answer) {
    quiz.check();
    practice::Answer answer = quiz.answer(talk_.new_id(at), at, std::max<std::int64_t>(0, at - shown_at));
    if (!answer.correct) wrong_.push_back(answer);
    talk_.keep(std::move(answer));
  }
  quiz.next();
  return true;
}

void ExamRun::show_sheet(const ResultSheet& sheet) {
  constexpr double kPercent = 100;
  talk_.out() << '\n' << talk_.paint()(Ink::strong, "Result sheet") << "\n\n";
  talk_.say(fmt::format("Position: {}. {} of {} right, {} left out: {} of {} points, {:.0f} %.",
                        bank::name_of(options_.spec.level), sheet.all.right, sheet.all.asked,
                        sheet.all.asked - sheet.all.answered, sheet.points, sheet.possible,
                        sheet.fraction() * kPercent));
  talk_.say(fmt::format("Time: {} of {}.", minutes_and_seconds(sheet.ms_taken),
                        minutes_and_seconds(sheet.ms_given)));
  talk_.out() << '\n' << shown_tables(sheet);
  if (sheet.missed.empty()) return;
  talk_.out() << '\n' << talk_.paint()(Ink::strong, "To look at again") << '\n';
  for (const ResultSheet::Miss& miss : sheet.missed) {
    talk_.out() << fmt::format("  {}: {} ({}); again with: switchpoint quiz --card {}\n",
                               options_.bank->find_card(miss.card)->title, miss.question,
                               miss.answered ? "wrong" : "left out", miss.card);
  }
}

void ExamRun::explain_mistakes() {
  if (wrong_.empty()) return;
  talk_.out() << "\nRead the explanations of what was wrong? (y/N) ";
  if (!talk_.read_yes()) return;
  for (const practice::Answer& answer : wrong_) {
    const auto shown_again = QuizSession::replay(*options_.bank, answer);
    if (!shown_again.ok()) continue;
    talk_.show_question(*shown_again, titled("Question", shown_again->card()));
    talk_.out() << shown_result(*shown_again, talk_.paint());
  }
}

int ExamRun::run() {
  if (!talk_.open_log()) return kExitUnavailable;
  const std::int64_t begin = talk_.now();
  auto started = practice::Exam::start(*options_.bank, options_.spec, options_.seed, begin);
  if (!started.ok()) {
    talk_.say(started.error().what);
    return kExitUsage;
  }
  practice::Exam& exam = started.value();
  talk_.say(fmt::format("Timed exam: {} questions for the position {}, {} minutes in all. No verdict until "
                        "the end; - leaves a question out, q hands in.",
                        exam.quiz().size(), bank::name_of(options_.spec.level),
                        minutes_and_seconds(exam.ends_at() - begin)),
            Ink::muted);
  while (!exam.quiz().finished() && ask(exam)) continue;
  show_sheet(exam.result(talk_.now()));
  explain_mistakes();
  return talk_.end();
}

}  // namespace

int run_exam(const ExamOptions& options, std::istream& in, std::ostream& out) {
  return ExamRun(options, in, out).run();
}

}  // namespace sp::native
