#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/practice/progress.h"

namespace sp::practice {

enum class SessionKind : std::uint8_t {
  daily,  ///< what plan_day asks for
  quick,  ///< ten: what is due, then what is new, then what is weakest
  weak,   ///< the twenty that are known least
  topic,  ///< of one topic: what is due, then what is new, then the rest by weakness
};

struct SessionSpec {
  SessionKind kind = SessionKind::daily;
  std::string topic;  ///< of SessionKind::topic; else empty
  bool turns = true;  ///< whether interview turns are among it

  friend bool operator==(const SessionSpec&, const SessionSpec&) = default;
};

inline constexpr std::size_t kQuick = 10, kWeak = 20;

/// How an item is asked.
struct Exercise {
  enum class Kind : std::uint8_t {
    question,  ///< answer `question`
    recall,    ///< say the answer to the card's prompt, look, and grade yourself
    demo,      ///< predict what the demo will show
    turn,      ///< answer the interviewer
  };
  Kind kind = Kind::question;
  std::string item;      ///< Item::key
  std::string question;  ///< id, of Kind::question

  friend bool operator==(const Exercise&, const Exercise&) = default;
};

/// How `item` is asked next: of a card, whichever of its questions without numbers of their own and, after
/// them, of its prompt was tried least.
Exercise exercise_for(const Progress& progress, std::size_t item);

/// A pass through items: topics mixed, new ones spread among the others; what must be learned again comes
/// back when its step is over. Knows no clock: times are handed in. Names items by key, so that it goes on
/// when the bank changes; items that are gone are left out. One thread at a time.
///
///   auto session = ReviewSession::start(progress, now, {SessionKind::daily});
///   while (session.current()) {
///     show it; record the answer, and rebuild `progress`
///     session.graded(progress, later);   // or drop(): put off, suspended, skipped
///   }
///   if (session.next_at()) the next step is over at that time: call wake()
class ReviewSession {
 public:
  static ReviewSession start(const Progress& progress, std::int64_t now, const SessionSpec& spec);
  /// Exactly these items, in this order.
  static ReviewSession of(const Progress& progress, std::vector<std::string> items);

  /// What to ask now; nothing when the session is over, or waits for a step.
  const std::optional<Exercise>& current() const noexcept { return current_; }
  /// When the next step is over, if it is not yet: Unix ms.
  std::optional<std::int64_t> next_at() const;

  /// The current item was reviewed, and `progress` knows it.
  void graded(const Progress& progress, std::int64_t now);
  /// The current item is left out.
  void drop(const Progress& progress, std::int64_t now);
  /// The last review was taken back: its item is asked again, now, in the same way.
  bool can_undo() const noexcept { return !done_.empty(); }
  void undone();
  /// Time has passed: takes up a step that is over.
  void wake(const Progress& progress, std::int64_t now);

  std::size_t done() const noexcept { return done_.size(); }  ///< reviews given
  /// Items still to come, those waiting for a step and the current one included.
  std::size_t left() const noexcept { return queue_.size() + steps_.size() + (current_ ? 1 : 0); }

 private:
  struct Step {
    std::int64_t due;
    std::string item;
  };

  void advance(const Progress& progress, std::int64_t now);
  bool take_step(std::int64_t latest, std::string& item);

  std::deque<std::string> queue_;
  std::vector<Step> steps_;
  std::optional<Exercise> current_;
  std::vector<Exercise> done_;
};

/// A step that is over within this time is taken at once when nothing else is left, as Anki does.
inline constexpr std::int64_t kLearnAheadMs = 20 * 60 * 1000;

}  // namespace sp::practice
