#!/usr/bin/env python3
"""Runs the Python snippet of every demo on the newest CPython of this machine.

Usage:  python3 tests/cards/demos.py PROGRAM      (the native program; `PROGRAM list --json` gives the snippets)

A snippet passes if the program ends with status 0, prints something and writes nothing to the standard error. What it prints are
measurements, which nothing here compares. The last line is "N passed, N failed". Standard library only.
"""
import json
import subprocess
import sys
import tempfile

from pythons import clean_environment, find_interpreters

LIMIT_S = 120


def problem_with(python, code):
    """What is wrong with a run of `code`, or None."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run([python, "-c", code], cwd=folder, env=clean_environment(), timeout=LIMIT_S,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        except subprocess.TimeoutExpired:
            return "it did not end within %d s" % LIMIT_S
    if done.returncode != 0 or done.stderr:
        return "status %d\n%s" % (done.returncode, done.stderr)
    return None if done.stdout else "it prints nothing"


def main():
    demos = json.loads(subprocess.run([sys.argv[1], "list", "--json"], stdout=subprocess.PIPE, check=True).stdout)
    python = find_interpreters([])[-1]
    passed = failed = 0
    for demo in demos:
        problem = problem_with(python.path, demo["python"])
        passed, failed = passed + (problem is None), failed + (problem is not None)
        if problem:
            print("FAILED %s on Python %s: %s" % (demo["id"], python.name, problem))
    print("Python %s: %d passed, %d failed" % (python.name, passed, failed))
    return 1 if failed or not demos else 0


if __name__ == "__main__":
    sys.exit(main())
