#include "native/quiz/review.h"

#include <algorithm>
#include <array>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/demos/list.h"
#include "native/demo_run.h"
#include "native/exit_code.h"
#include "native/platform/native_host.h"
#include "native/quiz/review_text.h"

namespace sp::native {
namespace {

using practice::Exercise;
using practice::Grade;
using practice::Item;
using practice::MarkKind;
using practice::QuizSession;

constexpr std::string_view kAtQuestion = "UBSF";

/// One run of the review.
class Review {
 public:
  Review(const ReviewOptions& options, std::istream& in, std::ostream& out)
      : options_(options), talk_(options, in, out), progress_(*options.items, options.calendar) {}

  int run();

 private:
  /// Whether the session goes on: with the current exercise, which may be another than before.
  enum class Go { on, end };

  /// An answer that was given, until it is taken back.
  struct Done {
    std::vector<std::string> records;  ///< of the answer, and of what was marked when it was graded
    bool known = false;
  };

  Go ask();
  Go ask_question();
  Go ask_recall();
  Go ask_demo();
  /// Runs the demo, and keeps what became of the prediction.
  Go try_prediction(const demos::Demo& demo, std::size_t option, std::int64_t shown_at);
  /// What was typed instead of an answer. True when the exercise is over or asked anew, false when the
  /// answer is still to come.
  bool obey(Typed command);
  /// The grade of what was just answered; nothing when it is taken back. `done` gets what is marked
  /// meanwhile. At the end of the input the suggested one, and `ended_`.
  std::optional<Grade> ask_grade(Grade suggested, std::int64_t at, Done& done);
  void settle(Done done, Grade grade);
  void undo();
  void take_back(const std::vector<std::string>& records);
  std::string mark(MarkKind kind);
  void toggle_flag();
  void show_place();
  void say_turns();
  void say_end();
  /// At the end, a last chance to take back; false when nobody wants it.
  bool wants_undo();

  void derive() { progress_.rebuild(talk_.history()); }
  std::size_t index() const { return options_.items->find(session_->current()->item); }
  const Item& item() const { return (*options_.items)[index()]; }

  const ReviewOptions& options_;
  Conversation talk_;
  practice::Progress progress_;
  std::optional<practice::ReviewSession> session_;
  practice::Schedule before_;  ///< of the current item, when it was shown
  std::vector<Done> done_;     ///< one for each that session_ has done
  std::uint64_t asked_ = 0;    ///< questions shown, for their seeds
  bool ended_ = false;         ///< the input has ended, or "q" was typed, where a grade was asked
  bool cancelled_ = false;     ///< Ctrl-C came while a demo ran
};

void Review::show_place() {
  const Item& now = item();
  std::string words = fmt::format("{} done, {} to go", session_->done(), session_->left());
  if (before_.phase == practice::Phase::fresh) words += ", new";
  if (progress_.state(index()).flagged) words += ", flagged";
  talk_.out() << '\n';
  talk_.say(fmt::format("{}. {}", words, kind_words(now.kind)), Ink::muted);
}

Review::Go Review::ask() {
  before_ = progress_.state(index()).schedule;
  show_place();
  switch (session_->current()->kind) {
    case Exercise::Kind::question:
      return ask_question();
    case Exercise::Kind::recall:
      return ask_recall();
    case Exercise::Kind::demo:
      return ask_demo();
    case Exercise::Kind::turn:  // the spec leaves them out
      break;
  }
  session_->drop(progress_, talk_.now());
  return Go::on;
}

Review::Go Review::ask_question() {
  const std::array question{session_->current()->question};
  auto quiz = QuizSession::of(options_.items->bank(), question, options_.seed + asked_++);
  if (!quiz.ok()) {
    session_->drop(progress_, talk_.now());
    return Go::on;
  }
  talk_.show_question(*quiz, titled("Question", quiz->card()));
  const std::int64_t shown_at = talk_.now();
  for (Typed typed = talk_.read_answer(*quiz, kAtQuestion); typed != Typed::answer;
       typed = talk_.read_answer(*quiz, kAtQuestion)) {
    if (typed == Typed::end) return Go::end;
    if (obey(typed)) return Go::on;
  }
  quiz->check();
  const std::int64_t at = talk_.now();
  Done done{{talk_.new_id(at)}, false};
  talk_.keep(quiz->answer(done.records.front(), at, std::max<std::int64_t>(0, at - shown_at)));
  talk_.out() << '\n' << shown_result(*quiz, talk_.paint());
  const Grade own = quiz->graded().correct ? Grade::good : Grade::again;
  const auto grade = ask_grade(own, at, done);
  if (!grade) {
    take_back(done.records);
    return Go::on;
  }
  if (*grade != own) {
    const std::int64_t regraded_at = talk_.now();
    talk_.keep(practice::Regrade{talk_.new_id(regraded_at), regraded_at, done.records.front(), *grade});
  }
  settle(std::move(done), *grade);
  return ended_ ? Go::end : Go::on;
}

Review::Go Review::ask_recall() {
  const bank::Card& card = *item().card;
  talk_.out() << '\n' << shown_prompt(card, talk_.paint());
  const std::int64_t shown_at = talk_.now();
  for (;;) {
    talk_.out() << "Say the answer aloud, as you would in the interview; Enter shows it: ";
    std::string line;
    if (!talk_.read_line(line)) return Go::end;
    const auto command = command_of(line, kAtQuestion, "");
    if (!command) break;
    if (*command == Typed::end) return Go::end;
    if (obey(*command)) return Go::on;
  }
  talk_.out() << '\n' << shown_answer(card, talk_.paint());
  const std::int64_t at = talk_.now();
  Done done;
  const auto grade = ask_grade(Grade::good, at, done);
  if (!grade) {  // nothing was kept of it yet: the one before is meant
    undo();
    return Go::on;
  }
  if (ended_) return Go::end;  // nobody said how well it was known
  done.records.push_back(talk_.new_id(at));
  talk_.keep(practice::make_recall(done.records.back(), at, card.id, *grade,
                                   std::max<std::int64_t>(0, at - shown_at)));
  settle(std::move(done), *grade);
  return Go::on;
}

Review::Go Review::ask_demo() {
  const demos::Demo* demo = demos::find(item().id());
  if (demo == nullptr) {
    session_->drop(progress_, talk_.now());
    return Go::on;
  }
  talk_.out() << '\n' << shown_prediction(demo->info, talk_.paint());
  const std::int64_t shown_at = talk_.now();
  const std::string letters = prediction_letters(demo->info);
  for (;;) {
    talk_.out() << "Your prediction (one letter; q ends): ";
    std::string line;
    if (!talk_.read_line(line)) return Go::end;
    if (const auto command = command_of(line, kAtQuestion, letters)) {
      if (*command == Typed::end) return Go::end;
      if (obey(*command)) return Go::on;
      continue;
    }
    const std::string word = without_blanks(line);
    const std::size_t option = word.size() == 1 ? letters.find(word[0]) : std::string::npos;
    if (option != std::string::npos) return try_prediction(*demo, option, shown_at);
    talk_.say(fmt::format("Type one letter from A to {}, or q to end.", letters.back()));
  }
}

Review::Go Review::try_prediction(const demos::Demo& demo, std::size_t option, std::int64_t shown_at) {
  const auto request = demos::resolve(demo, {}, NativeHost()).request;
  talk_.say("Running the demo.");
  talk_.out() << std::flush;
  const demos::RunReport report =
      options_.run_demo ? options_.run_demo(request) : run_visibly(request, Terminal{});
  if (report.state == demos::RunState::cancelled) {
    cancelled_ = true;
    talk_.say("The run was cancelled: the prediction does not count.");
    return Go::end;
  }
  const auto graded = demos::grade_prediction(report, option);
  if (!graded) {
    talk_.say(report.error.empty() ? "The run did not measure what was predicted: it does not count."
                                   : "The run failed, and does not count: " + report.error,
              Ink::wrong);
    session_->drop(progress_, talk_.now());
    return Go::on;
  }
  const std::int64_t at = talk_.now();
  Done done{{talk_.new_id(at)}, graded->right};
  talk_.keep(practice::make_prediction(done.records.front(), at, demo.info.id,
                                       demos::option_ids(demo.info.prediction), graded->chosen, graded->right,
                                       std::max<std::int64_t>(0, at - shown_at)));
  print_report(report, graded->chosen, talk_.out(), Terminal{.colour = talk_.paint().colour});
  derive();
  const practice::Schedule& schedule = progress_.state(index()).schedule;
  talk_.say(
      fmt::format("You will meet it again in {}.", practice::interval_words(schedule.due - schedule.last)));
  settle(std::move(done), graded->right ? Grade::good : Grade::again);
  return Go::on;
}

bool Review::obey(Typed command) {
  switch (command) {
    case Typed::undo:
      if (done_.empty()) break;
      undo();
      return true;
    case Typed::flag:
      toggle_flag();
      return false;
    case Typed::bury:
    case Typed::suspend:
      mark(command == Typed::bury ? MarkKind::bury : MarkKind::suspend);
      session_->drop(progress_, talk_.now());
      return true;
    case Typed::answer:
    case Typed::skip:
    case Typed::end:
      return false;
  }
  talk_.say("There is no answer to take back.");
  return false;
}

std::optional<Grade> Review::ask_grade(Grade suggested, std::int64_t at, Done& done) {
  const auto next = progress_.scheduler().preview(before_, at);
  for (;;) {
    talk_.out() << '\n' << grades_line(next, at) << '\n' << grade_prompt(suggested);
    std::string line;
    if (!talk_.read_line(line)) break;
    const std::string word = without_blanks(line);
    if (word.empty()) return suggested;
    if (const auto grade = grade_of(word)) return grade;
    const auto command = command_of(line, kAtQuestion, "");
    if (!command) {
      talk_.say("Type 1, 2, 3 or 4, or press Enter.");
    } else if (*command == Typed::undo) {
      if (!done.records.empty() || !done_.empty()) return {};
      talk_.say("There is no answer to take back.");
    } else if (*command == Typed::flag) {
      toggle_flag();
    } else if (*command == Typed::end) {
      break;
    } else {
      done.records.push_back(mark(*command == Typed::bury ? MarkKind::bury : MarkKind::suspend));
      return suggested;
    }
  }
  ended_ = true;
  return suggested;
}

void Review::settle(Done done, Grade grade) {
  derive();
  done.known = grade != Grade::again;
  done_.push_back(std::move(done));
  session_->graded(progress_, talk_.now());
}

void Review::undo() {
  if (done_.empty()) return;
  take_back(done_.back().records);
  done_.pop_back();
  session_->undone();
}

void Review::take_back(const std::vector<std::string>& records) {
  for (const std::string& record : records) {
    const std::int64_t at = talk_.now();
    talk_.keep(practice::Undo{talk_.new_id(at), at, record});
  }
  derive();
  talk_.say("The last answer is taken back, and asked again.");
}

std::string Review::mark(MarkKind kind) {
  const std::int64_t at = talk_.now();
  std::string id = talk_.new_id(at);
  talk_.keep(practice::Mark{id, at, session_->current()->item, kind});
  derive();
  talk_.say(mark_words(kind));
  return id;
}

void Review::toggle_flag() {
  mark(progress_.state(index()).flagged ? MarkKind::unflag : MarkKind::flag);
}

void Review::say_turns() {
  std::size_t due = 0;
  const std::int64_t now = talk_.now();
  for (std::size_t i = 0; i < options_.items->size(); ++i)
    due += (*options_.items)[i].kind == practice::ItemKind::turn && progress_.due(i, now) ? 1 : 0;
  if (due == 0) return;
  talk_.say(fmt::format("{} due, too: the page asks {} (switchpoint serve, or switchpoint app).",
                        due == 1 ? "1 interview turn is" : fmt::format("{} interview turns are", due),
                        due == 1 ? "it" : "them"));
}

void Review::say_end() {
  const auto known = static_cast<std::size_t>(
      std::count_if(done_.begin(), done_.end(), [](const Done& one) { return one.known; }));
  talk_.out() << '\n';
  if (!done_.empty()) talk_.say(fmt::format("{} of {} known.", known, done_.size()), Ink::strong);
  talk_.say(end_words(*session_, talk_.now()));
}

bool Review::wants_undo() {
  if (done_.empty() || session_->current() || ended_) return false;
  talk_.out() << "Enter ends; u takes the last answer back: ";
  std::string line;
  return talk_.read_line(line) && command_of(line, "U", "") == Typed::undo;
}

int Review::run() {
  if (!talk_.open_log()) return kExitUnavailable;
  derive();
  practice::SessionSpec spec = options_.spec;
  spec.turns = false;
  session_ = practice::ReviewSession::start(progress_, talk_.now(), spec);
  say_turns();
  if (session_->current()) talk_.say(kCommandWords, Ink::muted);
  for (;;) {
    while (session_->current() && ask() == Go::on) session_->wake(progress_, talk_.now());
    say_end();
    if (!wants_undo()) break;
    undo();
  }
  const int code = talk_.end();
  return code == kExitOk && cancelled_ ? kExitInterrupted : code;
}

}  // namespace

int run_review(const ReviewOptions& options, std::istream& in, std::ostream& out) {
  return Review(options, in, out).run();
}

}  // namespace sp::native
