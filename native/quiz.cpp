#include "native/quiz.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <istream>
#include <ostream>
#include <random>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "native/exit_code.h"
#include "native/platform/files.h"

namespace sp::native {
namespace {

using practice::Graded;
using practice::GradedOption;
using practice::QuizSession;

enum class Ink { plain, strong, muted, right, wrong };

std::int64_t system_now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::uint64_t random_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32U) | device();
}

char letter_of(std::size_t shown) {
  return static_cast<char>('A' + shown);
}

/// `text` with every line after the first moved in by `indent`.
std::string indented(std::string_view text, std::size_t indent) {
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '\n') result.append(indent, ' ');
  }
  return result;
}

/// What the learner typed in answer to a question.
struct Reply {
  enum class Kind { options, quit, ended, unclear } kind = Kind::unclear;
  std::vector<std::size_t> options;  ///< positions on the screen, each once
};

Reply parse_reply(std::string_view line, const QuizSession& session) {
  std::string word;
  for (const char c : line) {
    if (std::isspace(static_cast<unsigned char>(c)) == 0 && c != ',') {
      word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
  }
  if (word == "Q" || word == "QUIT") return {Reply::Kind::quit, {}};
  Reply reply;
  for (const char c : word) {
    const auto shown = static_cast<std::size_t>(c - 'A');
    if (c < 'A' || shown >= session.option_count()) return {};
    if (std::find(reply.options.begin(), reply.options.end(), shown) == reply.options.end())
      reply.options.push_back(shown);
  }
  const bool one = session.question().kind == bank::QuestionKind::single;
  if (reply.options.empty() || (one && reply.options.size() > 1)) return {};
  reply.kind = Reply::Kind::options;
  return reply;
}

/// One run of the quiz: what `run_quiz` keeps between questions.
class Quiz {
 public:
  Quiz(const QuizOptions& options, std::istream& in, std::ostream& out)
      : options_(options), in_(in), out_(out), ids_(options.id_seed ? *options.id_seed : random_seed()) {}

  int run();

 private:
  /// Asks what is left of the session; false when the learner ended it.
  bool pass(QuizSession& session);
  bool ask(QuizSession& session);
  Reply read_reply(const QuizSession& session);
  bool read_line(std::string& line);
  void show_question(const QuizSession& session);
  void show_graded(const Graded& graded);
  void show_score(const QuizSession& session);
  void keep(const QuizSession& session, std::int64_t shown_at);
  bool wants_retry(const QuizSession& session);

  std::int64_t now() const { return options_.now_unix_ms ? options_.now_unix_ms() : system_now_ms(); }
  bool interrupted() const { return options_.interrupted && options_.interrupted(); }
  std::string inked(Ink ink, std::string_view text) const;

  const QuizOptions& options_;
  std::istream& in_;
  std::ostream& out_;
  Rng ids_;
  bool log_failed_ = false;
};

std::string Quiz::inked(Ink ink, std::string_view text) const {
  if (!options_.colour || ink == Ink::plain) return std::string(text);
  const char* code = ink == Ink::strong ? "1" : ink == Ink::muted ? "2" : ink == Ink::right ? "32" : "31";
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

void Quiz::show_question(const QuizSession& session) {
  const bank::Card& card = session.card();
  out_ << '\n'
       << inked(Ink::muted, fmt::format("Question {} of {}: {} ({}, {})", session.index() + 1, session.size(),
                                        card.title, card.id, bank::name_of(card.level)))
       << "\n\n"
       << inked(Ink::strong, session.question().prompt) << "\n\n";
  for (std::size_t shown = 0; shown < session.option_count(); ++shown) {
    out_ << fmt::format("  {}  {}\n", letter_of(shown), indented(session.option(shown).text, 5));
  }
  out_ << '\n';
}

bool Quiz::read_line(std::string& line) {
  out_ << std::flush;
  if (!interrupted() && std::getline(in_, line) && !interrupted()) return true;
  out_ << '\n';
  return false;
}

Reply Quiz::read_reply(const QuizSession& session) {
  const bool one = session.question().kind == bank::QuestionKind::single;
  const char last = letter_of(session.option_count() - 1);
  std::string line;
  for (;;) {
    out_ << (one ? "Your answer (one letter; q ends): " : "Your answer (every right letter; q ends): ");
    if (!read_line(line)) return {Reply::Kind::ended, {}};
    const Reply reply = parse_reply(line, session);
    if (reply.kind != Reply::Kind::unclear) return reply;
    out_ << fmt::format("Type {} from A to {}, for example \"{}\", or q to end.\n",
                        one ? "one letter" : "one or more letters", last, one ? "b" : "a c");
  }
}

void Quiz::show_graded(const Graded& graded) {
  out_ << '\n' << inked(graded.correct ? Ink::right : Ink::wrong, graded.summary()) << "\n\n";
  for (std::size_t shown = 0; shown < graded.options.size(); ++shown) {
    const GradedOption& option = graded.options[shown];
    const std::string_view mark = option.missed()     ? "right, but you did not choose it"
                                  : option.correct    ? "right"
                                  : option.mistaken() ? "wrong, and you chose it"
                                                      : "wrong";
    const Ink ink = option.correct ? Ink::right : option.mistaken() ? Ink::wrong : Ink::muted;
    out_ << fmt::format("  {}  {}  [{}]\n     {}\n", letter_of(shown), indented(option.text, 5),
                        inked(ink, mark), indented(option.explanation, 5));
  }
  out_ << '\n' << graded.explanation << '\n';
}

void Quiz::keep(const QuizSession& session, std::int64_t shown_at) {
  if (options_.log_file.empty() || log_failed_) return;
  const std::int64_t at = now();
  const auto answer =
      session.answer(practice::make_answer_id(ids_, at), at, std::max<std::int64_t>(0, at - shown_at));
  if (const Status kept = append_line(options_.log_file, to_line(answer)); !kept.ok()) {
    log_failed_ = true;
    out_ << inked(Ink::wrong, "This answer and those that follow are not kept: " + to_string(kept.error()))
         << '\n';
  }
}

bool Quiz::ask(QuizSession& session) {
  show_question(session);
  const std::int64_t shown_at = now();
  const Reply reply = read_reply(session);
  if (reply.kind != Reply::Kind::options) return false;
  for (const std::size_t shown : reply.options) session.choose(shown);
  show_graded(session.check());
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
  out_ << '\n' << inked(Ink::strong, fmt::format("{} of {} right.", score.right, score.answered));
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
    out_ << inked(Ink::muted, "Your answers are in " + options_.log_file) << '\n';
  if (log_failed_) return kExitFailed;
  return interrupted() ? kExitInterrupted : kExitOk;
}

}  // namespace

int run_quiz(const QuizOptions& options, std::istream& in, std::ostream& out) {
  return Quiz(options, in, out).run();
}

}  // namespace sp::native
