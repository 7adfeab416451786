"""The CPythons of this machine, and running a program on one of them. For the other scripts of this folder.

Standard library only, Python 3.8 or later.
"""
import glob
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

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


def stop_group(process):
    """Ends the program and whatever processes it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (OSError, AttributeError):
        process.kill()


class Ended:
    """How a program ended: `how` in words, `out` and `err` as text, `status` None when it did not end in time."""

    def __init__(self, status, out, err, seconds):
        self.status = status
        self.how = "not finished after %g s" % seconds if status is None else "status %d" % status
        self.out = out.decode("utf-8", "replace")
        self.err = err.decode("utf-8", "replace")


def run_program(interpreter, code, args, seconds):
    """Runs the program in a folder of its own, and stops it with all that it started when its time is up."""
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        program = pathlib.Path(folder, "snippet.py")
        program.write_text(code, encoding="utf-8")
        process = subprocess.Popen(
            [interpreter.path] + args + [str(program)], cwd=folder, env=clean_environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        status = None
        try:
            out, err = process.communicate(timeout=seconds)
            status = process.returncode
        except subprocess.TimeoutExpired:
            stop_group(process)
            out, err = process.communicate()
        finally:
            stop_group(process)
    return Ended(status, out, err, seconds)
