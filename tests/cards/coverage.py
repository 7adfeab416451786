#!/usr/bin/env python3
"""Checks that the question bank covers its curriculum (questions/curriculum.json).

- Every id is covered by a card, or by a scenario or one of its red flags.
- Every question, coding task and multiple-choice question has a card of its own, or names in `same_as` the card that asks it too.
- Every coding task has a `task`.
- Every card has at least three questions of at least two kinds.
- The bank is as large as promised: 450 questions, 40 of them generated, 250 snippets, 12 scenarios of five turns or more.

The last line is "N passed, N failed". Standard library only, Python 3.8 or later.
"""
import json
import pathlib
import sys

QUESTIONS = pathlib.Path(__file__).resolve().parents[2] / "questions"
OF_THEIR_OWN = ("question", "coding", "mcq")
LEAST = {"questions": 450, "generated questions": 40, "snippets": 250, "scenarios": 12}
LEAST_QUESTIONS, LEAST_KINDS, LEAST_TURNS = 3, 2, 5


def read(pattern):
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(QUESTIONS.glob(pattern))]


def covered_by(cards, scenarios):
    covered = {id for card in cards for id in card["covers"]}
    for scenario in scenarios:
        covered.update(scenario["covers"])
        covered.update(flag["covers"] for turn in scenario["turns"] for flag in turn["red_flags"] if "covers" in flag)
    return covered


def problems_of_items(items, cards, covered):
    by_id = {card["id"]: card for card in cards}
    for item in items:
        problem = None
        owner = by_id.get(item.get("same_as", item["id"]))
        if item["id"] not in covered:
            problem = "nothing covers it"
        elif item["kind"] in OF_THEIR_OWN and (owner is None or item["id"] not in owner["covers"]):
            problem = "no card of its own"
        elif item["kind"] == "coding" and "task" not in owner:
            problem = "its card has no task"
        yield item["id"], problem


def problems_of_cards(cards):
    for card in cards:
        kinds = [question["kind"] for question in card["questions"]]
        enough = len(kinds) >= LEAST_QUESTIONS and len(set(kinds)) >= LEAST_KINDS
        yield card["id"], None if enough else "only %d questions of %d kinds" % (len(kinds), len(set(kinds)))


def problems_of_size(cards, scenarios):
    questions = [question for card in cards for question in card["questions"]]
    found = {
        "questions": len(questions),
        "generated questions": sum("draw" in question for question in questions),
        "snippets": sum(len(card["verify"]) for card in cards),
        "scenarios": sum(len(scenario["turns"]) >= LEAST_TURNS for scenario in scenarios),
    }
    for what, least in LEAST.items():
        yield what, None if found[what] >= least else "%d, at least %d are wanted" % (found[what], least)


def main():
    items = json.loads((QUESTIONS / "curriculum.json").read_text(encoding="utf-8"))["items"]
    scenarios = read("scenarios/*.json")
    cards = [card for card in read("*/*.json") if "questions" in card]
    results = list(problems_of_items(items, cards, covered_by(cards, scenarios)))
    results += list(problems_of_cards(cards)) + list(problems_of_size(cards, scenarios))
    failed = [(what, problem) for what, problem in results if problem]
    for what, problem in failed:
        print("FAILED %s: %s" % (what, problem))
    print("%d passed, %d failed" % (len(results) - len(failed), len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
