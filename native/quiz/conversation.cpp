#include "native/quiz/conversation.h"

#include <array>
#include <istream>
#include <ostream>
#include <random>
#include <utility>

#include "native/exit_code.h"
#include "native/platform/local_time.h"

namespace sp::native {
namespace {

using practice::QuizSession;

std::uint64_t random_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32U) | device();
}

constexpr std::array<std::pair<char, Typed>, 6> kCommands{{{'U', Typed::undo},
                                                           {'B', Typed::bury},
                                                           {'S', Typed::suspend},
                                                           {'F', Typed::flag},
                                                           {'-', Typed::skip},
                                                           {'Q', Typed::end}}};

}  // namespace

std::optional<Typed> command_of(std::string_view line, std::string_view commands, std::string_view taken) {
  std::string word = without_blanks(line);
  const bool marked = word.starts_with(':');
  if (marked) word.erase(0, 1);
  if (word == "QUIT") word = "Q";
  if (word.size() != 1 || (!marked && taken.find(word[0]) != std::string_view::npos)) return {};
  for (const auto& [letter, command] : kCommands) {
    if (letter == word[0] && (command == Typed::end || commands.find(letter) != std::string_view::npos))
      return command;
  }
  return {};
}

Conversation::Conversation(const ConversationOptions& options, std::istream& in, std::ostream& out)
    : options_(options),
      in_(in),
      out_(out),
      paint_{options.colour},
      ids_(options.id_seed ? *options.id_seed : random_seed()) {}

std::int64_t Conversation::now() const {
  return options_.now_unix_ms ? options_.now_unix_ms() : system_now_ms();
}

bool Conversation::open_log() {
  auto log = LogFile::open(options_.log_file);
  if (!log.ok()) {
    say("Your log cannot be read, so nothing is asked: " + to_string(log.error()) +
            ". With --no-log it goes without.",
        Ink::wrong);
    return false;
  }
  log_ = std::move(log).value();
  if (const std::string words = set_aside_words(log_.set_aside(), "the log"); !words.empty()) say(words);
  return true;
}

void Conversation::say(std::string_view line, Ink ink) {
  out_ << paint_(ink, line) << '\n';
}

bool Conversation::read_line(std::string& line) {
  out_ << std::flush;
  if (!interrupted() && std::getline(in_, line) && !interrupted()) return true;
  out_ << '\n';
  return false;
}

bool Conversation::read_yes() {
  std::string line;
  return read_line(line) && !line.empty() && (line.front() == 'y' || line.front() == 'Y');
}

void Conversation::show_question(const QuizSession& session, std::string_view heading) {
  out_ << '\n'
       << paint_(Ink::muted, heading) << "\n\n"
       << paint_(Ink::strong, session.question().prompt) << "\n\n";
  const std::string body = shown_question(session);
  if (!body.empty()) out_ << body << '\n';
}

Typed Conversation::read_answer(QuizSession& session, std::string_view commands) {
  for (;;) {
    out_ << asked_for(session);
    std::string typed;
    if (!read_line(typed)) return Typed::end;
    if (const auto command = command_of(typed, commands, taken_letters(session))) return *command;
    if (takes_lines(session)) {
      std::string line = std::exchange(typed, {});
      while (!ends_lines(session, line)) {
        typed += line + '\n';
        if (!read_line(line)) break;  // the end of the input ends the answer
      }
      if (interrupted()) return Typed::end;
    }
    if (give(session, typed)) return Typed::answer;
    out_ << hint(session);
  }
}

void Conversation::keep(practice::Record record) {
  const bool on_disk = !log_.path().empty();
  if (const Status kept = log_.append(record); !kept.ok()) {
    log_failed_ = true;
    log_.detach();
    say("This answer and those that follow are not kept: " + to_string(kept.error()), Ink::wrong);
  } else if (on_disk && options_.kept) {
    options_.kept(record);
  }
}

int Conversation::end() {
  if (!options_.log_file.empty() && !log_failed_) say("Your answers are in " + options_.log_file, Ink::muted);
  if (log_failed_) return kExitFailed;
  return interrupted() ? kExitInterrupted : kExitOk;
}

}  // namespace sp::native
