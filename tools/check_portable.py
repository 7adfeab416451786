#!/usr/bin/env python3
"""Checks that no file of the project names a folder of one machine, or a host that packages come from on this one."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = re.compile(r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+)/")


def output_of(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT).stdout
    except FileNotFoundError:
        return ""


def package_hosts() -> set[str]:
    addresses = output_of("apt-get", "indextargets", "--format", "$(REPO_URI)").split()
    addresses.append(output_of("npm", "config", "get", "registry").strip())
    return {host for host in (urlsplit(address).hostname for address in addresses) if host}


def main() -> int:
    hosts = package_hosts()
    problems = []
    for name in output_of("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        path = ROOT / name
        if not name or not path.is_file():
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            if FOLDERS.search(line):
                problems.append(f"{name}:{number}: names a folder of one machine: {line.strip()[:100]}")
            if any(host in line for host in hosts):
                problems.append(f"{name}:{number}: names a host that packages come from: {line.strip()[:100]}")
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
