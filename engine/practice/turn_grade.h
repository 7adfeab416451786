#pragma once

#include "engine/bank/scenario.h"
#include "engine/practice/fsrs.h"
#include "engine/practice/interview_record.h"

namespace sp::practice {

/// What an answered turn is worth for its repetition: all key points and no red flag, easy; two thirds and no
/// red flag, good; a third, hard; else again. Ids that the turn does not have do not count.
Grade grade_of(const bank::Turn& turn, const TurnRecord& record);

}  // namespace sp::practice
