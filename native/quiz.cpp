#include "native/quiz.h"

#include <algorithm>
#include <chrono>
#include <istream>
#include <ostream>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "engine/practice/record.h"
#include "native/exit_code.h"
#include "native/platform/files.h"
#include "native/quiz_text.h"

namespace sp::native {
namespace {

using practice::QuizSession;

std::int64_t system_now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::uint64_t random_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32U) | device();
}

/// One run of the quiz: what `run_quiz` keeps between questions.
class Quiz {
 public:
  Quiz(const QuizOptions& options, std::istream& in, std::ostream& out)
      : options_(options),
        in_(in),
        out_(out),
        paint_{options.colour},
        ids_(options.id_seed ? *options.id_seed : random_seed()) {}

  int run();

 private:
  /// Asks what is left of the session; false when the learner ended it.
  bool pass(QuizSession& session);
  bool ask(QuizSession& session);
  /// Reads until the session has an answer; false when the learner ended it.
  bool read_answer(QuizSession& session);
  bool read_line(std::string& line);
  void show_question(const QuizSession& session);
  void show_score(const QuizSession& session);
  void keep(const QuizSession& session, std::int64_t shown_at);
  bool wants_retry(const QuizSession& session);

  std::int64_t now() const { return options_.now_unix_ms ? options_.now_unix_ms() : system_now_ms(); }
  bool interrupted() const { return options_.interrupted && options_.interrupted(); }

  const QuizOptions& options_;
  std::istream& in_;
  std::ostream& out_;
  Paint paint_;
  Rng ids_;
  bool log_failed_ = false;
};

void Quiz::show_question(const QuizSession& session) {
  const bank::Card& card = session.card();
  out_ << '\n'
       << paint_(Ink::muted, fmt::format("Question {} of {}: {} ({}, {})", session.index() + 1,
                                         session.size(), card.title, card.id, bank::name_of(card.level)))
       << "\n\n"
       << paint_(Ink::strong, session.question().prompt) << "\n\n";
  const std::string body = shown_question(session);
  if (!body.empty()) out_ << body << '\n';
}

bool Quiz::read_line(std::string& line) {
  out_ << std::flush;
  if (!interrupted() && std::getline(in_, line) && !interrupted()) return true;
  out_ << '\n';
  return false;
}

bool Quiz::read_answer(QuizSession& session) {
  for (;;) {
    out_ << asked_for(session);
    std::string typed;
    if (!read_line(typed) || ends_quiz(session, typed)) return false;
    if (takes_lines(session)) {
      std::string line = std::exchange(typed, {});
      while (!ends_lines(session, line)) {
        typed += line + '\n';
        if (!read_line(line)) break;  // the end of the input ends the answer
      }
      if (interrupted()) return false;
    }
    if (give(session, typed)) return true;
    out_ << hint(session);
  }
}

void Quiz::keep(const QuizSession& session, std::int64_t shown_at) {
  if (options_.log_file.empty() || log_failed_) return;
  const std::int64_t at = now();
  const auto answer =
      session.answer(practice::make_answer_id(ids_, at), at, std::max<std::int64_t>(0, at - shown_at));
  if (const Status kept = append_line(options_.log_file, practice::to_line(answer)); !kept.ok()) {
    log_failed_ = true;
    out_ << paint_(Ink::wrong, "This answer and those that follow are not kept: " + to_string(kept.error()))
         << '\n';
  }
}

bool Quiz::ask(QuizSession& session) {
  show_question(session);
  const std::int64_t shown_at = now();
  if (!read_answer(session)) return false;
  session.check();
  out_ << '\n' << shown_result(session, paint_);
  keep(session, shown_at);
  return true;
}

bool Quiz::pass(QuizSession& session) {
  for (; !session.finished(); session.next()) {
    if (!ask(session)) return false;
  }
  return true;
}

void Quiz::show_score(const QuizSession& session) {
  const practice::Score score = session.score();
  out_ << '\n' << paint_(Ink::strong, fmt::format("{} of {} right.", score.right, score.answered));
  if (score.answered < score.asked) out_ << fmt::format(" Not answered: {}.", score.asked - score.answered);
  out_ << '\n';
}

bool Quiz::wants_retry(const QuizSession& session) {
  const practice::Score score = session.score();
  if (score.right == score.answered) return false;
  out_ << fmt::format("Go through the {} again? (y/N) ",
                      score.answered - score.right == 1 ? "mistake" : "mistakes");
  std::string line;
  return read_line(line) && !line.empty() && (line.front() == 'y' || line.front() == 'Y');
}

int Quiz::run() {
  auto session = QuizSession::start(*options_.bank, options_.selection, options_.seed);
  if (!session.ok()) {
    out_ << session.error().what << '\n';
    return kExitUsage;
  }
  for (std::uint64_t round = 1;; ++round) {
    const bool whole = pass(session.value());
    show_score(session.value());
    if (!whole || !wants_retry(session.value())) break;
    session = session.value().retry_mistakes(options_.seed + round);
  }
  if (!options_.log_file.empty() && !log_failed_)
    out_ << paint_(Ink::muted, "Your answers are in " + options_.log_file) << '\n';
  if (log_failed_) return kExitFailed;
  return interrupted() ? kExitInterrupted : kExitOk;
}

}  // namespace

int run_quiz(const QuizOptions& options, std::istream& in, std::ostream& out) {
  return Quiz(options, in, out).run();
}

}  // namespace sp::native
