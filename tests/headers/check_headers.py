#!/usr/bin/env python3
"""Each public header compiles alone, and twice, in every language and compiler that a consumer may
use, without a warning.

usage: check_headers.py INCLUDE-FOLDER COMPILER STANDARD
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wshadow", "-Wundef"]


def write(folder, name, ending):
    """A translation unit that does nothing but include a header, twice."""
    source = os.path.join(folder, name.replace("/", "_") + ending)
    with open(source, "w", encoding="utf-8") as file:
        file.write("#include <%s>\n#include <%s>\nextern int nothing;\n" % (name, name))
    return source


def main():
    include, compiler, standard = sys.argv[1:4]
    if shutil.which(compiler) is None:
        print("SKIPPED: %s is not installed" % compiler)
        sys.exit(77)
    cpp = "++" in standard
    extra = ["-Wstrict-prototypes"] if not cpp else ["-Wold-style-cast"] if "clang" in compiler else []
    headers = sorted(glob.glob(os.path.join(include, "incident.h")) +
                     glob.glob(os.path.join(include, "incident", "*.h")))
    with tempfile.TemporaryDirectory() as folder:
        sources = [write(folder, os.path.relpath(h, include), ".cc" if cpp else ".c") for h in headers]
        done = subprocess.run([compiler, "-std=" + standard, *WARNINGS, *extra, "-I" + include,
                               "-fsyntax-only", *sources], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
    failures = done.returncode != 0
    print("%d headers alone as %s with %s: %s\n%s" % (len(headers), standard, compiler,
                                                     "FAIL" if failures else "ok", done.stdout))
    sys.exit(1 if failures or not headers else 0)


if __name__ == "__main__":
    main()
