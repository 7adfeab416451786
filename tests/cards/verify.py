#!/usr/bin/env python3
"""Runs what the cards claim on every CPython of this machine.

Usage:  python3 tests/cards/verify.py [--python PATH]... [--card C02]... [--samples N] [--list]

- A `verify` snippet must end with status 0 and print exactly the card's `stdout`, on each interpreter from its
  `min_version` to its `max_version`.
- A task's solution with its `check` after it must print the task's `stdout`, on each interpreter from its `min_version`
  on; each wrong solution, on the newest one, must end by itself and print something else.
- The `check` of each question with fresh numbers must find the same answer as the engine, for N draws
  (`switchpoint check --samples`), on the newest interpreter.

Each program runs in a folder of its own; the checks of questions share interpreters. The last line is
"N passed, N failed"; the status is 0 only if nothing failed and something was run.

Standard library only, Python 3.8 or later.
"""
import argparse
import concurrent.futures
import json
import pathlib
import sys

import samples
from pythons import OLDEST, find_interpreters, run_program

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
NEWEST = (3, 999)


def version_of(data, name, default):
    return tuple(map(int, data[name].split("."))) if data.get(name) else default


class Program:
    """A program that must print `stdout`, or, if it is `wrong`, must not."""

    def __init__(self, file, name, code, stdout, data, wrong=False):
        self.file = file
        self.name = name
        self.code = code
        self.stdout = stdout
        self.args = data.get("args", [])
        self.min_version = version_of(data, "min_version", OLDEST)
        self.max_version = version_of(data, "max_version", NEWEST)
        self.wrong = wrong

    def interpreters(self, found):
        """Those that it is to run on."""
        fitting = [i for i in found if self.min_version <= i.version[:2] <= self.max_version]
        if self.wrong:
            fitting = [i for i in fitting if not i.name.endswith("t")] or fitting
            return fitting[-1:]
        return fitting


def programs_of(file, card):
    for data in card.get("verify", []):
        yield Program(file, data["id"], data["code"], data["stdout"], data)
    task = card.get("task")
    if task:
        yield Program(file, "task.solution", task["solution"] + "\n" + task["check"], task["stdout"], task)
        for i, wrong in enumerate(task["wrong"]):
            yield Program(file, "task.wrong[%d]" % i, wrong["code"] + "\n" + task["check"], task["stdout"], task, wrong=True)


def read_programs(folder, wanted, problems):
    programs = []
    for path in sorted(folder.glob("*/*.json")):
        if path.parent.name in ("schema", "scenarios"):
            continue
        try:
            card = json.loads(path.read_text(encoding="utf-8"))
            if not wanted or card["id"] in wanted:
                programs += programs_of(path.relative_to(folder.parent), card)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append("%s: cannot read it as a card: %s: %s" % (path, type(error).__name__, error))
    return programs


def verify(program, interpreter, seconds):
    """None if it printed what it should, else what went wrong."""
    ended = run_program(interpreter, program.code, program.args, seconds)
    right = ended.out == program.stdout and ended.status == 0
    if right != program.wrong and ended.status is not None:
        return None
    text = "FAILED %s: %s on Python %s (%s)\n" % (program.file, program.name, interpreter.name, ended.how)
    if program.wrong and right:
        return text + "   a wrong solution prints the right thing\n"
    expected = "not this:" if program.wrong else "expected:"
    text += "   %s\n%s   got:\n%s" % (expected, block(program.stdout), block(ended.out))
    errors = ended.err.splitlines()[-15:]
    return text + ("   standard error:\n" + block("\n".join(errors)) if errors else "")


def block(text):
    return "".join("      |%s\n" % line for line in text.splitlines()) or "      (nothing)\n"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="one more interpreter")
    parser.add_argument("--card", action="append", default=[], metavar="ID", help="only this card")
    parser.add_argument("--cards", default=REPOSITORY / "questions", type=pathlib.Path, help="folder of the bank")
    parser.add_argument("--timeout", default=60.0, type=float, help="seconds a program may take")
    parser.add_argument("--jobs", default=2, type=int, help="programs at the same time")
    parser.add_argument("--samples", default=8, type=int, metavar="N", help="draws of each generated question; 0: none")
    parser.add_argument("--switchpoint", type=pathlib.Path, metavar="PATH", help="the program that draws (default: the newest built)")
    parser.add_argument("--list", action="store_true", help="show the interpreters found, run nothing")
    return parser.parse_args()


def main():
    options = parse_arguments()
    interpreters = find_interpreters(options.python)
    for interpreter in interpreters:
        print("Python %-8s %s" % (interpreter.name, interpreter.path))
    if options.list:
        return 0
    failures = []
    programs = read_programs(options.cards, set(options.card), failures)
    pairs = [(p, i) for p in programs for i in p.interpreters(interpreters)]
    print("%d programs, %d interpreters, %d runs" % (len(programs), len(interpreters), len(pairs)))
    for program in programs:
        if not program.interpreters(interpreters):
            print("not run: %s: %s needs Python %d.%d" % ((program.file, program.name) + program.min_version))

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda pair: verify(pair[0], pair[1], options.timeout), pairs))
        results += samples.verify(options, interpreters, pool) if options.samples else []
    failures += [r for r in results if r]
    for failure in failures:
        print(failure)
    if not results:
        failures.append("nothing was run")
        print("FAILED: found %d programs and %d interpreters, so nothing was run" % (len(programs), len(interpreters)))
    print("%d passed, %d failed" % (sum(1 for r in results if not r), len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
