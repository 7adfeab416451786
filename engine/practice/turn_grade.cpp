#include "engine/practice/turn_grade.h"

#include <algorithm>

namespace sp::practice {
namespace {

/// How many of `entries` are named in `ids`.
template <class Entry>
std::size_t named(const std::vector<Entry>& entries, const std::vector<std::string>& ids) {
  return static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), [&](const Entry& entry) {
    return std::find(ids.begin(), ids.end(), entry.id) != ids.end();
  }));
}

}  // namespace

Grade grade_of(const bank::Turn& turn, const TurnRecord& record) {
  const std::size_t points = turn.key_points.size(), covered = named(turn.key_points, record.covered);
  const bool flagged = named(turn.red_flags, record.flags) > 0;
  if (covered == points && !flagged) return Grade::easy;
  if (covered * 3 >= points * 2 && !flagged) return Grade::good;
  return covered * 3 >= points ? Grade::hard : Grade::again;
}

}  // namespace sp::practice
