#include "engine/practice/interview_report.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/engine/bank/real_bank.h"
#include "tests/engine/practice/sample_interview.h"

namespace sp::practice {
namespace {

using bank::Dimension;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<TurnRecord> sample_records() {
  std::vector<TurnRecord> records{
      sample_record("x", "S50-crash", 20, {"twice"}, {"hope"}),
      sample_record("x", "S50-front", 10, {"async", "workers", "bounded"}),
      sample_record("y", "S50-front", 100, {"async"}),
  };
  records[0].hints = 1;
  records[1].replies = {{0, "it scales"}};
  return records;
}

std::string title_of(std::string_view id) {
  return "demo " + std::string(id);
}

/// The report of one interview among the records, its gaps linked.
InterviewReport make_report(const bank::Bank& bank, std::string_view interview,
                            const std::vector<TurnRecord>& records, const std::vector<InterviewEnd>& ends) {
  History history;
  for (const TurnRecord& record : records) history.add(record);
  for (const InterviewEnd& end : ends) history.add(end);
  for (const PastInterview& past : past_interviews(history, bank)) {
    if (past.id != interview) continue;
    InterviewReport report = report_of(past, bank, title_of);
    link_gaps(report, bank, title_of);
    return report;
  }
  ADD_FAILURE() << "no interview " << interview;
  return {};
}

InterviewReport sample_report(const bank::Bank& bank, const std::string& interview = "x") {
  return make_report(bank, interview, sample_records(), {sample_end("x", 30, 4)});
}

std::vector<std::string> addresses(const std::vector<ReportLink>& links) {
  std::vector<std::string> out;
  for (const ReportLink& link : links) out.push_back(link.address);
  return out;
}

TEST(InterviewReport, CountsWhatWasCoveredByDimension) {
  const InterviewReport report = sample_report(interview_bank());
  EXPECT_EQ(report.title, "A service");
  EXPECT_TRUE(report.known && report.interview.end);
  EXPECT_EQ(report.interview.end->communication, 4);
  EXPECT_THAT(report.dimensions,
              ElementsAre(ReportScore{2, 2}, ReportScore{1, 1}, ReportScore{0, 0}, ReportScore{1, 3}));
  EXPECT_EQ(report.all, (ReportScore{4, 6}));
  EXPECT_FALSE(report.dimensions[2].fraction().has_value());
  EXPECT_EQ(report.interview.at, 10);
  EXPECT_EQ(report.ms_taken, 120'000);
  EXPECT_EQ(report.ms_suggested, 210'000);
  EXPECT_THAT(report.unanswered, ElementsAre("How do you know?"));
}

TEST(InterviewReport, HoldsTheTurnsInTheScenariosOrder) {
  const InterviewReport report = sample_report(interview_bank());
  ASSERT_EQ(report.turns.size(), 2U);
  const ReportTurn& front = report.turns[0];
  EXPECT_EQ(front.record.turn, "S50-front");
  EXPECT_EQ(front.record.text, "said in S50-front");
  EXPECT_EQ(front.score(), (ReportScore{3, 3}));
  EXPECT_EQ(front.suggested_ms, 120'000);
  ASSERT_EQ(front.replies.size(), 1U);
  EXPECT_EQ(front.replies[0].question, "Why?");
  EXPECT_EQ(front.replies[0].answer, "Because.");
  EXPECT_EQ(front.replies[0].text, "it scales");
  const ReportTurn& crash = report.turns[1];
  EXPECT_EQ(crash.score(), (ReportScore{1, 3}));
  EXPECT_EQ(crash.record.hints, 1);
  ASSERT_EQ(crash.flags.size(), 1U);
  EXPECT_EQ(crash.flags[0].instead, "Say what happens.");
}

TEST(InterviewReport, NamesStrengthsAndGapsWithLinks) {
  const InterviewReport report = sample_report(interview_bank());
  EXPECT_THAT(report.strong_dimensions, ElementsAre(Dimension::correctness));
  EXPECT_THAT(report.strong_turns, ElementsAre(0U));
  ASSERT_EQ(report.gaps.size(), 2U);
  EXPECT_EQ(report.turns[report.gaps[0].turn].points[report.gaps[0].point].id, "late");
  EXPECT_THAT(report.gaps[0].links, IsEmpty());
  EXPECT_EQ(report.turns[report.gaps[1].turn].points[report.gaps[1].point].id, "poison");
  EXPECT_THAT(addresses(report.gaps[1].links), ElementsAre("#/card/C02"));
  EXPECT_EQ(report.gaps[1].links[0].title, "title of C02");
  EXPECT_THAT(addresses(report.cards), ElementsAre("#/card/C01", "#/card/C02"));
  EXPECT_THAT(addresses(report.demos), ElementsAre("#/lab/gather-fetch", "#/lab/amdahl"));
}

TEST(InterviewReport, AGapLinksTheDemosThatCardAndScenarioShare) {
  const InterviewReport report = sample_report(interview_bank(), "y");
  EXPECT_FALSE(report.interview.end);
  ASSERT_EQ(report.gaps.size(), 2U);
  EXPECT_THAT(addresses(report.gaps[1].links), ElementsAre("#/card/C01", "#/lab/amdahl"));
}

TEST(InterviewReport, CopesWithWhatTheBankHasNoLonger) {
  bank::Scenario changed = sample_scenario();
  changed.turns[1].key_points.erase(changed.turns[1].key_points.begin() + 1);
  changed.turns[1].red_flags.clear();
  changed.turns[0].follow_ups.clear();
  changed.cards.push_back("C99");
  const InterviewReport without_points = sample_report(interview_bank(changed));
  const ReportTurn& crash = without_points.turns[1];
  ASSERT_EQ(crash.points.size(), 3U);
  EXPECT_EQ(crash.points[2].id, "twice");
  EXPECT_FALSE(crash.points[2].known);
  EXPECT_EQ(crash.score(), (ReportScore{0, 2}));
  EXPECT_FALSE(crash.flags[0].known);
  EXPECT_EQ(without_points.turns[0].replies[0].question, "");
  EXPECT_EQ(without_points.dimensions[0], (ReportScore{1, 1}));
  EXPECT_EQ(without_points.cards.size(), 2U);

  changed.turns.erase(changed.turns.begin());
  const InterviewReport without_turn = sample_report(interview_bank(changed));
  ASSERT_EQ(without_turn.turns.size(), 2U);
  EXPECT_EQ(without_turn.turns[1].record.turn, "S50-front");
  EXPECT_FALSE(without_turn.turns[1].known);
  EXPECT_EQ(without_turn.turns[1].score(), ReportScore{});

  const InterviewReport without_scenario = sample_report(bank::Bank());
  EXPECT_FALSE(without_scenario.known);
  EXPECT_EQ(without_scenario.turns.size(), 2U);
  EXPECT_THAT(without_scenario.gaps, IsEmpty());
  EXPECT_THAT(to_markdown(without_scenario), HasSubstr("The question bank has this scenario no longer."));
}

TEST(InterviewReport, AnInterviewThatOnlyEndedIsEmpty) {
  const std::vector<InterviewEnd> ends{sample_end("x", 30, 0)};
  const InterviewReport report = make_report(interview_bank(), "x", {}, ends);
  EXPECT_THAT(report.turns, IsEmpty());
  EXPECT_EQ(report.unanswered.size(), 3U);
  EXPECT_TRUE(report.interview.end);
}

TEST(InterviewReport, TimesFromALogMayBeAnything) {
  TurnRecord record = sample_record("x", "S50-front", INT64_MAX, {});
  record.ms_taken = INT64_MAX;
  TurnRecord other = sample_record("x", "S50-end", INT64_MIN, {});
  other.ms_taken = INT64_MIN;
  const InterviewReport report = make_report(interview_bank(), "x", {record, other}, {});
  EXPECT_GT(report.ms_taken, 0);
  EXPECT_THAT(to_markdown(report), HasSubstr("0000-01-01"));
}

// --- comparison ---

TEST(ReportComparison, ShowsWhatWasGainedAndLost) {
  const bank::Bank bank = interview_bank();
  std::vector<TurnRecord> records = sample_records();
  records.push_back(sample_record("y", "S50-end", 110, {"look"}));
  records.push_back(sample_record("y", "S50-crash", 120, {"late", "poison"}));
  const InterviewReport before = make_report(bank, "x", records, {});
  const InterviewReport now = make_report(bank, "y", records, {});
  const ReportComparison all = compare(now, before);
  EXPECT_EQ(all.before_at, 10);
  EXPECT_EQ(all.turns, 2U);
  EXPECT_THAT(all.now,
              ElementsAre(ReportScore{1, 2}, ReportScore{0, 1}, ReportScore{0, 0}, ReportScore{2, 3}));
  EXPECT_THAT(all.before,
              ElementsAre(ReportScore{2, 2}, ReportScore{1, 1}, ReportScore{0, 0}, ReportScore{1, 3}));
  const auto points = [](const std::vector<PointChange>& changes) {
    std::vector<std::string> ids;
    for (const PointChange& change : changes) ids.push_back(change.turn + " " + change.point);
    return ids;
  };
  EXPECT_THAT(points(all.gained), ElementsAre("S50-crash late", "S50-crash poison"));
  EXPECT_THAT(points(all.lost), ElementsAre("S50-front workers", "S50-front bounded", "S50-crash twice"));
  EXPECT_EQ(all.ms_taken, 120'000);
}

// --- Markdown ---

TEST(InterviewReportMarkdown, TheReportHoldsEverything) {
  const bank::Bank bank = interview_bank();
  const InterviewReport report = sample_report(bank);
  const ReportComparison comparison = compare(report, sample_report(bank, "y"));
  const std::string text = to_markdown(report, &comparison, 60);
  for (const char* piece : {"# Mock interview: A service\n",
                            "- Mode: study\n",
                            "- Date: 1970-01-01 01:00\n",
                            "- Turns answered: 2 of 3\n",
                            "- Time: 2:00 min, suggested 3:30 min\n",
                            "- Communication, by one's own grade: 4 of 5\n",
                            "| correctness | 2 of 2 (100 %) |\n",
                            "| trade-offs | no key points |\n",
                            "| reliability | 1 of 3 (33 %) |\n",
                            "- Turn 1: every key point, and no red flag\n",
                            "- correctness: three quarters of the key points or more\n",
                            "- Turn 2, reliability: point poison See [title of C02](#/card/C02).\n",
                            "- Turn 2, reliability: point late\n",
                            "- Turn 2: It will. Instead: Say what happens.\n",
                            "## Compared with 1970-01-01 01:00\n",
                            "Covered now, and not then:\n\n- point workers\n- point bounded\n",
                            "How do you *receive* them?\n",
                            "**The answer** (1:00 min, suggested 1:30 min, 1 hint)\n\n> said in S50-crash\n",
                            "- covered: point twice\n",
                            "- missed: point late\n",
                            "**A model answer**\n\nAcknowledge late; idempotent",
                            "**Follow-up**: Why?\n\n> it scales\n\nThe answer: Because.\n",
                            "### Not answered\n\n- How do you know?\n",
                            "Figures first.\n"})
    EXPECT_THAT(text, HasSubstr(piece));
  EXPECT_EQ(text, to_markdown(report, &comparison, 60));
  EXPECT_THAT(to_markdown(report), Not(HasSubstr("Compared")));
}

TEST(InterviewReportMarkdown, WhatAPersonWroteBreaksNothing) {
  std::vector<TurnRecord> records = sample_records();
  records[1].text = "```\n# Heading\n> quote\n";
  std::vector<InterviewEnd> ends{sample_end("x", 30, 4)};
  ends[0].notes = "## Notes of my own\n<script>";
  const std::string text = to_markdown(make_report(interview_bank(), "x", records, ends));
  EXPECT_THAT(text, HasSubstr("> \\`\\`\\`\\\n> \\# Heading\\\n> \\> quote\n"));
  EXPECT_THAT(text, HasSubstr("> \\## Notes of my own\\\n> \\<script\\>\n"));
}

// --- JSON ---

TEST(InterviewReportJson, FieldsStandInAFixedOrder) {
  const bank::Bank bank = interview_bank();
  const InterviewReport report = sample_report(bank);
  const ReportComparison comparison = compare(report, sample_report(bank, "y"));
  const std::string text = to_json(report, &comparison);
  EXPECT_EQ(text, to_json(report, &comparison));
  const auto json = nlohmann::ordered_json::parse(text);
  std::vector<std::string> fields;
  for (const auto& [name, value] : json.items()) fields.push_back(name);
  EXPECT_THAT(fields,
              ElementsAre("format", "interview", "scenario", "known", "title", "mode", "at", "finished",
                          "communication", "notes", "ms", "suggested_ms", "scores", "strong_dimensions",
                          "strong_turns", "gaps", "cards", "demos", "turns", "unanswered", "comparison"));
  EXPECT_EQ(json["format"], 1);
  EXPECT_EQ(json["scores"][3].dump(), R"({"dimension":"reliability","covered":1,"possible":3})");
  EXPECT_EQ(json["strong_turns"].dump(), R"(["S50-front"])");
  EXPECT_EQ(
      json["gaps"][1].dump(),
      R"({"turn":"S50-crash","key_point":"poison","links":[{"title":"title of C02","address":"#/card/C02"}]})");
  EXPECT_EQ(json["turns"][1]["key_points"][1].dump(),
            R"({"id":"twice","text":"point twice","dimension":"correctness","covered":true})");
  EXPECT_EQ(json["turns"][0]["follow_ups"][0].dump(),
            R"({"question":"Why?","text":"it scales","answer":"Because."})");
  EXPECT_EQ(json["comparison"]["gained"][0].dump(),
            R"({"turn":"S50-front","key_point":"workers","text":"point workers"})");
  EXPECT_TRUE(nlohmann::ordered_json::parse(to_json(report))["comparison"].is_null());
}

TEST(InterviewReportJson, BytesThatAreNotUtf8AreReplaced) {
  std::vector<TurnRecord> records{sample_record("x", "S50-front", 10, {"\xFF"})};
  records[0].text = "\xC3";
  const auto json = nlohmann::json::parse(to_json(make_report(interview_bank(), "x", records, {})));
  EXPECT_EQ(json["turns"][0]["text"], "\xEF\xBF\xBD");
}

// --- over the bank ---

TEST(ReportOfTheBank, MissedPointsLinkToCardsThatSayThem) {
  const bank::Bank bank = bank::real_bank();
  std::size_t gaps = 0;
  std::size_t linked = 0;
  for (const bank::Scenario& scenario : bank.scenarios()) {
    std::vector<TurnRecord> records;
    for (const bank::Turn& turn : scenario.turns) {
      records.push_back(sample_record("x", turn.id, 10, {}));
      records.back().scenario = scenario.id;
    }
    const InterviewReport report = make_report(bank, "x", records, {});
    gaps += report.gaps.size();
    linked += static_cast<std::size_t>(std::count_if(report.gaps.begin(), report.gaps.end(),
                                                     [](const auto& gap) { return !gap.links.empty(); }));
    for (const ReportGap& gap : report.gaps) {
      for (const ReportLink& link : gap.links) {
        if (link.address.starts_with("#/card/")) EXPECT_NE(bank.find_card(link.address.substr(7)), nullptr);
      }
    }
  }
  EXPECT_GT(gaps, 200U);
  EXPECT_GE(10 * linked, 6 * gaps) << linked << " of " << gaps;
}

}  // namespace
}  // namespace sp::practice
