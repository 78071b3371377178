#!/usr/bin/env python3
"""Links between the documents lead to files and headings that exist.

usage: check_links.py ROOT FILE...
"""
import os
import re
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        return re.sub(r"^```.*?^```", "", file.read(), flags=re.M | re.S)


def anchors(path):
    """Headings as the forges turn them into fragments."""
    headings = re.findall(r"^#+ +(.*?) *$", read(path), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def problems(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", read(path)):
        name, _, fragment = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        other = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
        if not os.path.exists(other):
            yield "%s links to %s, which does not exist" % (path, target)
        elif fragment and other.endswith(".md") and fragment not in anchors(other):
            yield "%s links to %s, which has no such heading" % (path, target)


def main():
    found = [p for path in sys.argv[2:] for p in problems(path)]
    for problem in found:
        print("FAIL: " + problem)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
