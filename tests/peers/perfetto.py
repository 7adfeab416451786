#!/usr/bin/env python3
"""Opens the trace of every demo with Perfetto's own importer, and compares what it reads with what was written.

    python3 tests/peers/perfetto.py PROGRAM TRACE_PROCESSOR

PROGRAM is `switchpoint`, TRACE_PROCESSOR Perfetto's `trace_processor_shell` (the same importer as behind ui.perfetto.dev); no package
registry has it, so it is no part of `./dev test`. Compared are every slice and instant by start, length, name, process and thread, to the
nanosecond, the number of flows and of counter values; and that the import met no error.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

SLICES = """
SELECT slice.ts, slice.dur, slice.name, process.pid, process.name, thread.tid, thread.name
FROM slice JOIN thread_track ON slice.track_id = thread_track.id JOIN thread USING (utid) JOIN process USING (upid);
"""
TOTALS = "SELECT (SELECT count(*) FROM flow), (SELECT count(*) FROM counter);"
ERRORS = "SELECT name, value FROM stats WHERE value > 0 AND severity != 'info';"


def nanos(micros: str) -> int:
    whole, decimals = micros.split(".")
    return int(whole) * 1000 + int(decimals)


def written(trace: Path) -> tuple[Counter, list[str]]:
    """The slices of the file, and how many flows with both ends and how many counter values there are."""
    events = json.loads(trace.read_text(), parse_float=str)["traceEvents"]
    names = {(e["name"], e["pid"], e["tid"]): e["args"].get("name") for e in events if e["ph"] == "M"}
    slices = Counter()
    for e in events:
        if e["ph"] in "Xi":
            process, thread = names["process_name", e["pid"], 0], names["thread_name", e["pid"], e["tid"]]
            slices[nanos(e["ts"]), nanos(e.get("dur", "0.000")), e["name"], e["pid"], process, e["tid"], thread] += 1
    flows = len({e["id"] for e in events if e["ph"] == "s"} & {e["id"] for e in events if e["ph"] == "f"})
    counters = sum(e["ph"] == "C" for e in events)
    return slices, [str(flows), str(counters)]


def read(processor: str, trace: Path, query: str) -> list[list[str]]:
    """The rows of a query without its heading."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(query)
        file.flush()
        run = subprocess.run([processor, "query", "-f", file.name, str(trace)], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{trace.name}: {processor} failed: {run.stderr.strip()}")
    return [row for row in csv.reader(run.stdout.splitlines()) if row][1:]


def differences(processor: str, trace: Path) -> tuple[int, list[str]]:
    """How many slices were compared, and a line for each thing that is not as it was written."""
    slices, totals = written(trace)
    rows = read(processor, trace, SLICES)
    imported = Counter((int(ts), int(dur), name, int(pid), process, int(tid), thread) for ts, dur, name, pid, process, tid, thread in rows)
    problems = [f"written, not read: {each}" for each in (slices - imported).elements()]
    problems += [f"read, not written: {each}" for each in (imported - slices).elements()]
    if (found := read(processor, trace, TOTALS)[0]) != totals:
        problems.append(f"flows and counter values: {totals} written, {found} read")
    problems += [f"the import counts {value} of {name}" for name, value in read(processor, trace, ERRORS)]
    return slices.total(), problems


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, processor = sys.argv[1:]
    demos = json.loads(subprocess.check_output([program, "list", "--json"]))
    failed = 0
    for demo in demos:
        with tempfile.TemporaryDirectory() as folder:
            trace = Path(folder) / f"{demo['id']}.json"
            subprocess.run([program, "run", demo["id"], "--trace", str(trace)], check=True, stdout=subprocess.DEVNULL)
            compared, problems = differences(processor, trace)
        print(f"{demo['id']}: {compared} slices, {len(problems)} differences")
        for problem in problems[:10]:
            print(f"  {problem}")
        failed += bool(problems) or compared == 0
    sys.exit(1 if failed or not demos else 0)


if __name__ == "__main__":
    main()
