"""Holds the engine's answers to questions with fresh numbers against the questions' `check` programs, which find the
answer in another way. Many programs share an interpreter: each runs as `__main__` would, with its own names.

Standard library only, Python 3.8 or later.
"""
import json
import pathlib
import subprocess

from pythons import run_program

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BATCH = 60  # programs an interpreter runs one after the other
TOLERANCE = 1e-6  # relative: the program may compute in another order

# What an interpreter runs. Prints one JSON line a program: what it printed, or the error it raised.
DRIVER = """
import contextlib, io, json, sys, traceback
for code in json.loads(%r):
    out, error = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(code, "check.py", "exec"), {"__name__": "__main__"})
    except BaseException:
        error = traceback.format_exc(limit=-3)
    print(json.dumps([out.getvalue(), error]), flush=True)
"""


def find_switchpoint():
    built = [REPOSITORY / "build" / preset / "native/switchpoint" for preset in ("release", "debug", "asan")]
    built = [path for path in built if path.is_file()]
    return max(built, key=lambda path: path.stat().st_mtime, default=None)


def draw(options):
    """The samples that `switchpoint check` prints, and what went wrong."""
    program = options.switchpoint or find_switchpoint()
    if not program:
        return [], "FAILED: no switchpoint is built, so no question was drawn; ./dev build debug switchpoint, or --samples 0"
    done = subprocess.run([str(program), "check", str(options.cards), "--samples", str(options.samples)],
                          stdout=subprocess.PIPE, universal_newlines=True, encoding="utf-8")
    if done.returncode != 0:
        return [], "FAILED: %s check ends with status %d:\n%s" % (program, done.returncode, done.stdout)
    samples = [json.loads(line) for line in done.stdout.splitlines()]
    return [s for s in samples if not options.card or s["card"] in options.card], None


def mismatch(sample, out):
    """What is wrong with what the check printed; None when it is the answer."""
    if "order" in sample:
        return None if out.split() == sample["order"] else "expected %s, got %r" % (sample["order"], out)
    try:
        value = float(out)
    except ValueError:
        return "expected %r, got %r" % (sample["answer"], out)
    if abs(value - sample["answer"]) <= TOLERANCE * max(1, abs(sample["answer"])):
        return None
    return "expected %r, got %r" % (sample["answer"], value)


def run_batch(batch, interpreter, seconds):
    """One result a sample: None, or what went wrong."""
    ended = run_program(interpreter, DRIVER % json.dumps([sample["check"] for sample in batch]), [], seconds)
    printed = ended.out.splitlines()
    results = []
    for i, sample in enumerate(batch):
        if i < len(printed):
            out, error = json.loads(printed[i])
            wrong = error or mismatch(sample, out)
        else:
            wrong = "did not run to its end (%s) %s" % (ended.how, ended.err[-400:])
        results.append("FAILED %s, seed %d, %s: %s" % (sample["question"], sample["seed"], sample["values"], wrong) if wrong else None)
    return results


def verify(options, interpreters, pool):
    """As `run_batch`, for all samples, on the newest interpreter; spread over the pool."""
    samples, problem = draw(options)
    if problem:
        return [problem]
    if not samples or not interpreters:
        return []
    usual = [i for i in interpreters if not i.name.endswith("t")] or interpreters
    samples = [s for s in samples if s["check"]]
    batches = [samples[i:i + BATCH] for i in range(0, len(samples), BATCH)]
    print("%d drawn questions checked on Python %s" % (len(samples), usual[-1].name))
    return [result for results in pool.map(lambda b: run_batch(b, usual[-1], options.timeout), batches) for result in results]
