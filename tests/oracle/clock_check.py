#!/usr/bin/env python3
"""The model of the clock against the cases worked out by hand: it must agree with every member of
every case on its grid. The arguments: case files."""
import json
import sys

from clock_calendar import OffGrid
from clock_case import Case, differences, plain


def main():
    checked, left, failed = 0, [], 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
        for case in content["cases"]:
            try:
                wanted = plain(case["expect"])
                lines = differences(wanted, Case(content["calendars"], case).expect())
            except OffGrid:
                left.append(case["id"])
                continue
            checked += 1
            failed += bool(lines)
            for line in lines:
                print(f"{case['id']}: {line}")
    print(f"{checked} cases checked, {failed} failed; off the grid: {' '.join(left)}")
    return 1 if failed or checked < 180 else 0


if __name__ == "__main__":
    sys.exit(main())
