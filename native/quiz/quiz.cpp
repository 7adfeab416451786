#include "native/quiz/quiz.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "native/exit_code.h"

namespace sp::native {
namespace {

using practice::QuizSession;

/// One run of the quiz.
class Quiz {
 public:
  Quiz(const QuizOptions& options, std::istream& in, std::ostream& out)
      : options_(options), talk_(options, in, out) {}

  int run();

 private:
  /// Asks what is left of the session; false when the learner ended it.
  bool pass(QuizSession& session);
  bool ask(QuizSession& session);
  void show_score(const QuizSession& session);
  bool wants_retry(const QuizSession& session);

  const QuizOptions& options_;
  Conversation talk_;
};

bool Quiz::ask(QuizSession& session) {
  talk_.show_question(
      session, titled(fmt::format("Question {} of {}", session.index() + 1, session.size()), session.card()));
  const std::int64_t shown_at = talk_.now();
  if (talk_.read_answer(session) == Typed::end) return false;
  session.check();
  const std::int64_t at = talk_.now();
  talk_.keep(session.answer(talk_.new_id(at), at, std::max<std::int64_t>(0, at - shown_at)));
  talk_.out() << '\n' << shown_result(session, talk_.paint());
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
  talk_.out() << '\n'
              << talk_.paint()(Ink::strong, fmt::format("{} of {} right.", score.right, score.answered));
  if (score.answered < score.asked)
    talk_.out() << fmt::format(" Not answered: {}.", score.asked - score.answered);
  talk_.out() << '\n';
}

bool Quiz::wants_retry(const QuizSession& session) {
  const practice::Score score = session.score();
  if (score.right == score.answered) return false;
  talk_.out() << fmt::format("Go through the {} again? (y/N) ",
                             score.answered - score.right == 1 ? "mistake" : "mistakes");
  return talk_.read_yes();
}

int Quiz::run() {
  auto session = QuizSession::start(*options_.bank, options_.selection, options_.seed);
  if (!session.ok()) {
    talk_.say(session.error().what);
    return kExitUsage;
  }
  if (!talk_.open_log()) return kExitUnavailable;
  for (std::uint64_t round = 1;; ++round) {
    const bool whole = pass(session.value());
    show_score(session.value());
    if (!whole || !wants_retry(session.value())) break;
    session = session.value().retry_mistakes(options_.seed + round);
  }
  return talk_.end();
}

}  // namespace

int run_quiz(const QuizOptions& options, std::istream& in, std::ostream& out) {
  return Quiz(options, in, out).run();
}

}  // namespace sp::native
