#!/usr/bin/env python3
"""Writes the whole core as two files, incident.h and incident.c, for hosts that compile it into
themselves: cc -std=c11 -c incident.c. The add-ons are not in it.

usage: amalgamate.py ROOT OUTPUT-FOLDER
"""
import glob
import os
import re
import sys

ROOMS = ("base", "time", "rules", "facts", "incident", "kpi", "store", "desk")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"][^\n]*\n', flags=re.M)
ABOUT = """/* libincident %s, %s in one file. Written by src/amalgamate.py; do not edit.
 * SPDX-License-Identifier: MIT */
"""


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Amalgamation:
    """Text in which each file of the project appears where it is first included."""

    def __init__(self, folders):
        self.folders, self.seen = folders, set()

    def find(self, bracket, name, beside):
        """<string.h> is the system's, though base/ has one too; <incident/x.h> is ours."""
        if bracket == "<" and not name.startswith("incident"):
            return None
        for folder in [beside, *self.folders] if bracket == '"' else self.folders:
            path = os.path.normpath(os.path.join(folder, name))
            if os.path.isfile(path):
                return path
        return None

    def expand(self, path):
        """The file with the project's own includes replaced by what they name, each once."""
        self.seen.add(path)

        def replace(match):
            found = self.find(match.group(1), match.group(2), os.path.dirname(path))
            if found is None:
                return match.group(0)
            if found in self.seen:
                return ""
            return self.expand(found)
        return INCLUDE.sub(replace, read(path))


def version(root):
    text = read(os.path.join(root, "include/incident/common.h"))
    return ".".join(re.search(r"#define INC_VERSION_%s (\d+)" % part, text).group(1)
                    for part in ("MAJOR", "MINOR", "PATCH"))


def header(root):
    include = os.path.join(root, "include")
    text = Amalgamation([include])
    return text.expand(os.path.join(include, "incident.h"))


def source(root):
    """addon.h is not in the umbrella, so the source brings it along."""
    include, src = os.path.join(root, "include"), os.path.join(root, "src")
    text = Amalgamation([src, include])
    umbrella = Amalgamation([include])
    umbrella.expand(os.path.join(include, "incident.h"))
    text.seen |= umbrella.seen
    parts = ['#include "incident.h"\n']
    for room in ROOMS:
        for path in sorted(glob.glob(os.path.join(src, room, "*.c"))):
            parts.append("\n/* %s */\n" % os.path.relpath(path, root) + text.expand(path))
    return "".join(parts)


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    root, folder = (os.path.abspath(a) for a in sys.argv[1:])
    os.makedirs(folder, exist_ok=True)
    for name, text in (("incident.h", header(root)), ("incident.c", source(root))):
        what = "the public interface" if name.endswith(".h") else "the core"
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(ABOUT % (version(root), what) + text)


if __name__ == "__main__":
    main()
