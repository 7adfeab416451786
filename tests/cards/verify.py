#!/usr/bin/env python3
"""Runs the `verify` snippets of every card on every CPython of this machine and compares what they print.

Usage:  python3 tests/cards/verify.py [--python PATH]... [--card C02]... [--list]

A snippet passes if the program ends with status 0 and its standard output is exactly the card's `stdout`. It runs on
each interpreter that is not older than its `min_version`, in a directory of its own. The last line is
"N passed, N failed"; the status is 0 only if nothing failed and something was run.

Standard library only, Python 3.8 or later.
"""
import argparse
import concurrent.futures
import glob
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
OLDEST = (3, 8)  # what the cards support when they name no min_version
NEWEST_MINOR = 19  # how far the search for python3.N goes
INSTALLATIONS = (  # where version managers and source installs put interpreters
    "~/.pyenv/versions/*/bin/python3",
    "~/.local/share/uv/python/*/bin/python3",
    "/opt/python*/bin/python3",
    "/usr/local/bin/python3*",
)
PROBE = """
import json, os, platform, sys, sysconfig
print(json.dumps({
    "version": sys.version_info[:3], "implementation": platform.python_implementation(),
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "path": os.path.realpath(sys.executable)}))
"""


class Interpreter:
    def __init__(self, found):
        self.version = tuple(found["version"])
        self.path = found["path"]
        self.name = "%d.%d.%d" % self.version + ("t" if found["free_threaded"] else "")


class Snippet:
    def __init__(self, file, data):
        self.file = file
        self.id = data["id"]
        self.code = data["code"]
        self.stdout = data["stdout"]
        self.args = data.get("args", [])
        version = data.get("min_version")
        self.min_version = tuple(map(int, version.split("."))) if version else OLDEST


def clean_environment():
    """Nothing from outside may change what a snippet prints."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    env.update(PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1")
    return env


def probe(path):
    """What the program at `path` says about itself, or None if it is not a usable CPython."""
    try:
        done = subprocess.run([path, "-c", PROBE], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=30, env=clean_environment())
        found = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None
    usable = found["implementation"] == "CPython" and tuple(found["version"]) >= OLDEST
    return Interpreter(found) if usable else None


def find_interpreters(extra):
    names = ["python3", "python"]
    for minor in range(OLDEST[1], NEWEST_MINOR + 1):
        names += ["python3.%d" % minor, "python3.%dt" % minor]
    candidates = [sys.executable]
    for folder in os.get_exec_path():
        candidates += [p for p in (shutil.which(name, path=folder) for name in names) if p]
    for pattern in INSTALLATIONS:
        candidates += [p for p in glob.glob(os.path.expanduser(pattern)) if not p.endswith("-config")]
    found = {}
    for path in candidates:
        interpreter = probe(path)
        if interpreter:
            found.setdefault(interpreter.path, interpreter)
    for path in extra:
        interpreter = probe(path)
        if not interpreter:
            sys.exit("--python %s: expected a CPython %d.%d or later, got something else" % ((path,) + OLDEST))
        found[interpreter.path] = interpreter
    return sorted(found.values(), key=lambda i: (i.version, i.name, i.path))


def read_snippets(folder, wanted, problems):
    snippets = []
    for path in sorted(folder.glob("*/*.json")):
        if path.parent.name == "schema":
            continue
        try:
            card = json.loads(path.read_text(encoding="utf-8"))
            if wanted and card["id"] not in wanted:
                continue
            shown = path.relative_to(folder.parent)
            snippets += [Snippet(shown, data) for data in card.get("verify", [])]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append("%s: cannot read it as a card: %s: %s" % (path, type(error).__name__, error))
    return snippets


def stop_group(process):
    """Ends the program and whatever processes it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (OSError, AttributeError):
        process.kill()


def run(snippet, interpreter, seconds):
    """None if it printed what the card says, else what went wrong."""
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        program = pathlib.Path(folder, "snippet.py")
        program.write_text(snippet.code, encoding="utf-8")
        process = subprocess.Popen(
            [interpreter.path] + snippet.args + [str(program)], cwd=folder, env=clean_environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            stop_group(process)
            out, err = process.communicate()
            return describe(snippet, interpreter, "not finished after %g s" % seconds, out, err)
        finally:
            stop_group(process)
    if out.decode("utf-8", "replace") == snippet.stdout and process.returncode == 0:
        return None
    return describe(snippet, interpreter, "status %d" % process.returncode, out, err)


def describe(snippet, interpreter, how, out, err):
    def block(text):
        return "".join("      |%s\n" % line for line in text.splitlines()) or "      (nothing)\n"
    text = "FAILED %s: %s on Python %s (%s)\n" % (snippet.file, snippet.id, interpreter.name, how)
    text += "   expected:\n" + block(snippet.stdout) + "   got:\n" + block(out.decode("utf-8", "replace"))
    errors = err.decode("utf-8", "replace").splitlines()[-15:]
    return text + ("   standard error:\n" + block("\n".join(errors)) if errors else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="one more interpreter")
    parser.add_argument("--card", action="append", default=[], metavar="ID", help="only this card")
    parser.add_argument("--cards", default=REPOSITORY / "questions", type=pathlib.Path, help="folder of the bank")
    parser.add_argument("--timeout", default=60.0, type=float, help="seconds a snippet may take")
    parser.add_argument("--jobs", default=2, type=int, help="snippets at the same time")
    parser.add_argument("--list", action="store_true", help="show the interpreters found, run nothing")
    options = parser.parse_args()

    interpreters = find_interpreters(options.python)
    for interpreter in interpreters:
        print("Python %-8s %s" % (interpreter.name, interpreter.path))
    if options.list:
        return 0
    failures = []
    snippets = read_snippets(options.cards, set(options.card), failures)
    pairs = [(s, i) for s in snippets for i in interpreters if i.version >= s.min_version]
    nowhere = [s for s in snippets if not any(s is pair[0] for pair in pairs)]
    print("%d snippets, %d interpreters, %d runs" % (len(snippets), len(interpreters), len(pairs)))

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = list(pool.map(lambda pair: run(pair[0], pair[1], options.timeout), pairs))
    failures += [r for r in results if r]
    for failure in failures:
        print(failure)
    for snippet in nowhere:
        print("not run: %s: %s needs Python %d.%d" % ((snippet.file, snippet.id) + snippet.min_version[:2]))
    if not pairs:
        failures.append("nothing was run")
        print("FAILED: found %d snippets and %d interpreters, so nothing was run" % (len(snippets), len(interpreters)))
    print("%d passed, %d failed" % (len(results) - sum(1 for r in results if r), len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
