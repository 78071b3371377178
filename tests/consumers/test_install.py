#!/usr/bin/env python3
"""meson install puts everything a consumer needs where it belongs, and nothing of the tests or the
inside of the library.

usage: test_install.py ROOT BUILD
"""
import glob
import os
import re
import sys
import tempfile

import tools


def tree(prefix):
    return sorted(os.path.relpath(os.path.join(folder, name), prefix)
                  for folder, _, names in os.walk(prefix) for name in names)


def expected(root, build):
    """Paths below the prefix, as regular expressions."""
    lib = re.escape(tools.json_option(build, "libdir"))
    names = [os.path.relpath(p, os.path.join(root, "include"))
             for p in glob.glob(os.path.join(root, "include/incident/*.h"))]
    targets = tools.run(["meson", "introspect", "--targets", build])
    add_ons = [a for a in ("conformance", "json", "ical") if '"incident-%s"' % a in targets]
    names = [n for n in names if os.path.basename(n)[:-2] in add_ons or
             os.path.basename(n) not in ("json.h", "ical.h")]
    wanted = ["include/incident\\.h"] + ["include/" + re.escape(n) for n in names]
    for library in ["libincident"] + ["libincident-" + a for a in add_ons]:
        if tools.json_option(build, "default_library") != "static":
            wanted += [lib + "/" + library + r"\.so" + version for version in ("", r"\.0", r"\.0\.\d+\.\d+")]
        wanted.append(lib + "/pkgconfig/" + library + r"\.pc")
    wanted += ["share/cmake/incident/incident-config" + part + r"\.cmake" for part in ("", "-version")]
    wanted.append("bin/incident-conformance")
    if tools.json_option(build, "tests"):
        wanted += ["share/.*/cases/" + re.escape(os.path.basename(p))
                   for p in glob.glob(os.path.join(root, "tests/cases/*.json"))]
    if "json" in add_ons:
        wanted.append(r"share/.*/rules\.schema\.json")
        if tools.json_option(build, "examples"):
            wanted.append("bin/incident")
    return wanted


def never(path):
    return re.search(r"(^|/)(test_|check_)|internal|\.o$|/src/", path)


def main():
    root, build = (os.path.abspath(a) for a in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        paths = tree(tools.install(build, os.path.join(folder, "prefix")))
    problems = ["nothing installed matches " + pattern for pattern in expected(root, build)
                if not any(re.fullmatch(pattern, path) for path in paths)]
    problems += ["%s should not be installed" % path for path in paths if never(path)]
    for problem in problems:
        print("FAIL: " + problem)
    print("%d files installed" % len(paths))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
