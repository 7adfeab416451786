#!/usr/bin/env python3
"""Checks that includes point one way: which folder may include which, and what the engine must not include at all."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Each folder of the engine, and the folders of the engine that it may include. engine/CMakeLists.txt links by the same table.
ENGINE = {
    "base": set(),
    "trace": {"base"},
    "sync": {"base", "trace"},
    "exec": {"base", "trace", "sync"},
    "aio": {"base", "trace", "sync", "exec"},
    "jobs": {"base", "trace", "sync", "exec", "aio"},
    "detect": {"base", "trace", "sync"},
    "bank": {"base"},
    "practice": {"base", "bank"},
    "exchange": {"base", "bank"},
    "demos": {"base", "trace", "sync", "exec", "aio", "jobs", "detect"},
}
AREAS = {"engine": {"engine"}, "web": {"web", "engine"}, "native": {"native", "engine"}}

# The engine knows no operating system, no screen and no network.
FOREIGN = re.compile(
    r"^(unistd|pthread|sched|fcntl|poll|dlfcn|netdb|windows|winsock2?|httplib)\.h$"
    r"|^(sys|netinet|arpa|linux|emscripten|SDL2?|GL|GLES[23]|EGL|CLI|hiredis)/"
    r"|^(emscripten|SDL|imgui|imstb|md4c|http_parser)[^/]*\.h$"
)
JSON = "nlohmann/json.hpp"
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def problems_of(path: Path) -> list[str]:
    parts = path.relative_to(ROOT).parts
    area, found = parts[0], []
    folder = parts[1] if area == "engine" and len(parts) > 2 else None
    if area == "engine" and folder not in ENGINE:
        return [f"engine/{folder} is not in the table of tools/check_includes.py"]
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".h" and "#pragma once" not in text:
        found.append(f"{'/'.join(parts)} lacks #pragma once")
    own = "/".join(parts)[: -len(path.suffix)] + ".h"
    first = path.suffix == ".cpp" and path.with_suffix(".h").exists()
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        ours, theirs = match.groups()
        if first and ours != own:
            found.append(f'{"/".join(parts)}:{number}: "{own}" must come first: so it is shown to compile alone')
        first = False
        where = f"{'/'.join(parts)}:{number}"
        target = ours or theirs
        top, _, rest = target.partition("/")
        if ours and top not in ("engine", "web", "native", "tests"):
            found.append(f'{where}: "{ours}" does not start at the top of the repository')
        elif area in AREAS and top in ("engine", "web", "native", "tests") and top not in AREAS[area]:
            found.append(f"{where}: {area} must not include {target}")
        elif folder and top == "engine":
            other = rest.partition("/")[0]
            if other != folder and other not in ENGINE[folder]:
                found.append(f"{where}: engine/{folder} must not include engine/{other}")
        if folder and FOREIGN.match(target):
            found.append(f"{where}: the engine must not include <{target}>")
        if area == "engine" and target == JSON and path.suffix != ".cpp":
            found.append(f"{where}: <{JSON}> belongs in a .cpp file; a header includes <nlohmann/json_fwd.hpp>")
    return found


def main() -> int:
    problems = []
    for area in ("engine", "web", "native", "tests"):
        for path in sorted((ROOT / area).rglob("*")):
            if path.suffix in (".h", ".cpp", ".inl"):
                problems += problems_of(path)
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
