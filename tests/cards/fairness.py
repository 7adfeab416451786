#!/usr/bin/env python3
"""Checks that a right answer cannot be guessed from its form, and that the texts fit a narrow column.

Usage:  python3 tests/cards/fairness.py [--verbose]

- Over all `single` questions with four options, the right one may be the longest in at most 30 % (25 % is chance).
  The same holds for the shortest in at most 40 %, so that the cure does not become a new tell.
- No option says "all of the above" or the like, or refers to another one by its letter or place.
- "always" and "never" may not give away wrong options.
- Each option, wrong answer and line has an explanation of its own; no explanation is used twice in a question.
- No comment of a program to predict says what it prints.
- Code in Markdown is at most 60 columns wide; tables have at most three columns.

The last line is "N passed, N failed", a question or a text each. Standard library only, Python 3.8 or later.
"""
import json
import pathlib
import re
import sys

QUESTIONS = pathlib.Path(__file__).resolve().parents[2] / "questions"
LONGEST_LIMIT, SHORTEST_LIMIT = 0.30, 0.40
CODE_COLUMNS, TABLE_COLUMNS = 60, 3
GIVES_AWAY = 4  # characters of a printed line that a comment may not hold; shorter ones occur by chance
REFERS_TO_OTHERS = re.compile(
    r"\b(all|none|both|neither|any) of (the above|these)\b|\boption [A-F1-6]\b|"
    r"\b(the )?(first|second|third|fourth|last|previous|next) option\b", re.IGNORECASE)
ABSOLUTE = re.compile(r"\b(always|never)\b", re.IGNORECASE)


def read_bank():
    """Cards and scenarios, each with its path."""
    cards, scenarios = [], []
    for path in sorted(QUESTIONS.glob("*/*.json")):
        if path.parent.name != "schema":
            entry = (path.relative_to(QUESTIONS.parent), json.loads(path.read_text(encoding="utf-8")))
            (scenarios if path.parent.name == "scenarios" else cards).append(entry)
    return cards, scenarios


def shown_length(text):
    """Length as the learner sees it: without the marks of Markdown."""
    return len(re.sub(r"[`*]", "", text).strip())


def explained(question):
    """What has an explanation beside the question itself: name and part."""
    yield from (("option " + option["id"], option) for option in question.get("options", []))
    yield from (("wrong[%d]" % i, wrong) for i, wrong in enumerate(question.get("wrong", [])))
    yield from (("line %d" % line["line"], line) for line in question.get("lines", []))
    yield from (("step " + step["id"], step) for step in question.get("steps", []) if "explanation" in step)


def check_options(question):
    problems = []
    for option in question.get("options", []):
        if REFERS_TO_OTHERS.search(option["text"]):
            problems.append("option %s refers to other options; they are shuffled" % option["id"])
        if ABSOLUTE.search(re.sub(r"[“\"].*?[”\"]", "", option["text"])):
            problems.append('option %s says "always" or "never": a tell' % option["id"])
    return problems


def check_output(question, card):
    snippet = next((s for s in card["verify"] if s["id"] == question["snippet"]), None)
    if not snippet:
        return ["there is no snippet %s" % question["snippet"]]
    comments = [line.split("#", 1)[1] for line in snippet["code"].splitlines() if "#" in line]
    printed = [line.strip() for line in snippet["stdout"].splitlines() if len(line.strip()) >= GIVES_AWAY]
    return ["the comment “%s” says what is printed" % comment.strip()
            for comment in comments if any(line in comment for line in printed)]


def check_question(question, card):
    problems, explanations = check_options(question), set()
    if question["kind"] == "output":
        problems += check_output(question, card)
    for name, part in explained(question):
        if part["explanation"] in explanations:
            problems.append("%s has the explanation of another one" % name)
        explanations.add(part["explanation"])
    return problems


def check_markdown(text):
    problems, in_code = [], False
    for line in text.split("\n"):
        if line.strip().startswith("```"):
            in_code = not in_code
        elif in_code and len(line) > CODE_COLUMNS:
            problems.append("code of %d columns, at most %d: %s" % (len(line), CODE_COLUMNS, line.strip()))
        elif not in_code and line.startswith("|") and line.strip().count("|") > TABLE_COLUMNS + 1:
            problems.append("a table with more than %d columns: %s" % (TABLE_COLUMNS, line))
    if in_code:
        problems.append("a fenced code block is not closed")
    return problems


def markdown_of(card):
    yield from ((name, card[name]) for name in ("prompt", "short_answer", "answer"))
    yield from (("key_points[%d]" % i, text) for i, text in enumerate(card["key_points"]))
    for i, mistake in enumerate(card["mistakes"]):
        yield from (("mistakes[%d].%s" % (i, k), mistake[k]) for k in ("text", "why"))
    for i, follow_up in enumerate(card["follow_ups"]):
        yield from (("follow_ups[%d].%s" % (i, k), follow_up[k]) for k in ("question", "answer"))
    for question in card["questions"]:
        yield from (("%s.%s" % (question["id"], k), question[k]) for k in ("prompt", "explanation", "fix") if k in question)
        for name, part in explained(question):
            yield "%s.%s.explanation" % (question["id"], name), part["explanation"]
        for part in question.get("options", []) + question.get("steps", []):
            yield "%s.%s.text" % (question["id"], part["id"]), part["text"]
    task = card.get("task")
    if task:
        yield "task.text", task["text"]
        yield from (("task.wrong[%d].why" % i, wrong["why"]) for i, wrong in enumerate(task["wrong"]))


def markdown_of_scenario(scenario):
    yield from ((name, scenario[name]) for name in ("summary", "brief", "closing"))
    for turn in scenario["turns"]:
        yield from (("%s.%s" % (turn["id"], name), turn[name]) for name in ("prompt", "answer"))
        yield from (("%s.hints[%d]" % (turn["id"], i), hint) for i, hint in enumerate(turn["hints"]))
        yield from (("%s.%s" % (turn["id"], point["id"]), point["text"]) for point in turn["key_points"])
        for flag in turn["red_flags"]:
            yield from (("%s.%s.%s" % (turn["id"], flag["id"], k), flag[k]) for k in ("text", "instead"))
        for i, follow_up in enumerate(turn["follow_ups"]):
            yield from (("%s.follow_ups[%d].%s" % (turn["id"], i, k), follow_up[k]) for k in ("question", "answer"))


def share(name, hits, total, limit):
    """Prints one line; returns whether it is within the limit."""
    value = hits / total if total else 0.0
    print("%s: %d of %d = %.0f %% (at most %.0f %%)" % (name, hits, total, 100 * value, 100 * limit))
    return value <= limit


def check_lengths(cards, verbose):
    """The two shares over the bank; returns how many of them are too high."""
    longest = shortest = total = 0
    for _, card in cards:
        for question in card["questions"]:
            if question["kind"] != "single" or len(question["options"]) != 4:
                continue
            lengths = {o["id"]: shown_length(o["text"]) for o in question["options"]}
            right = [lengths[o["id"]] for o in question["options"] if o["correct"]]
            if len(right) != 1:
                continue
            total += 1
            is_longest, is_shortest = right[0] == max(lengths.values()), right[0] == min(lengths.values())
            longest += is_longest
            shortest += is_shortest
            if verbose:
                mark = "longest" if is_longest else "shortest" if is_shortest else ""
                print("   %-28s right %3d, all %s %s" % (question["id"], right[0], sorted(lengths.values()), mark))
    good = share("the right option is the longest", longest, total, LONGEST_LIMIT)
    return (not good) + (not share("the right option is the shortest", shortest, total, SHORTEST_LIMIT))


def main():
    (cards, scenarios), verbose = read_bank(), "--verbose" in sys.argv[1:]
    passed, failed = 0, 0
    checks = []
    for path, card in cards:
        checks += [(path, q["id"], check_question(q, card)) for q in card["questions"]]
        checks += [(path, place, check_markdown(text)) for place, text in markdown_of(card)]
    for path, scenario in scenarios:
        checks += [(path, place, check_markdown(text)) for place, text in markdown_of_scenario(scenario)]
    for path, place, problems in checks:
        passed, failed = passed + (not problems), failed + bool(problems)
        for problem in problems:
            print("FAILED %s: %s: %s" % (path, place, problem))
    failed += check_lengths(cards, verbose)
    if not cards:
        print("FAILED: found no card in %s" % QUESTIONS)
        failed += 1
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
