#!/usr/bin/env python3
"""Prints "SUITE passed failed skipped" for a JUnit file that ctest wrote, and the names of the tests that failed on standard error."""

import sys
import xml.etree.ElementTree as ElementTree


def main() -> int:
    report, suite = sys.argv[1:]
    passed = failed = skipped = 0
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        if case.find("failure") is not None or case.get("status") == "fail":
            failed += 1
            print(f"failed: {case.get('name')}", file=sys.stderr)
        elif case.get("status") == "run":
            passed += 1
        else:
            skipped += 1
    print(suite, passed, failed, skipped)
    return 0 if passed + failed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
