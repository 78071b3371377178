#!/usr/bin/env python3
"""Gate: exported symbols == version script == declarations with INC_API; NEEDED is what it may be.

usage: exports.py ROOT LIBRARY-NAME [--library FILE] [--needed PATTERN]...
Without --library a library is built from the sources of ROOT. --build-only-script: only map == headers.
"""
import argparse
import re
import tempfile

import tools


def compare(problems, left, right, left_name, right_name):
    for name in sorted(left - right):
        problems.append("%s is in the %s but not in the %s" % (name, left_name, right_name))
    for name in sorted(right - left):
        problems.append("%s is in the %s but not in the %s" % (name, right_name, left_name))


def check(library, path, allowed):
    problems = []
    names, nodes = tools.listed(library.script)
    symbols = tools.exported(path)
    compare(problems, tools.declared(library.headers), names, "headers", "version script")
    compare(problems, names, set(symbols), "version script", "library")
    problems += ["%s is exported data (%s), not a function" % item for item in sorted(symbols.items())
                 if item[1] not in "Tti"]
    if not nodes:
        problems.append("%s has no version node" % library.script)
    for soname in tools.needed(path):
        if allowed and not any(re.fullmatch(a, soname) for a in allowed):
            problems.append("%s needs %s" % (library.name, soname))
    return problems, len(symbols)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("name")
    parser.add_argument("--library")
    parser.add_argument("--needed", action="append", default=[])
    arguments = parser.parse_args()
    tools.need("nm", "readelf")
    library = tools.libraries(arguments.root)[arguments.name]
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.library
        if path is None:
            tools.need("gcc")
            path = tools.link(library, tools.compile_objects(library, folder), folder)
        problems, count = check(library, path, arguments.needed)
    if count == 0:
        problems.append("%s exports nothing" % path)
    tools.verdict(problems, "%d functions: exports == version script == headers" % count)


if __name__ == "__main__":
    main()
