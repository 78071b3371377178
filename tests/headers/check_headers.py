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


def main():
    include, compiler, standard = sys.argv[1:4]
    if shutil.which(compiler) is None:
        print("SKIPPED: %s is not installed" % compiler)
        sys.exit(77)
    cpp = "++" in standard
    extra = ["-Wstrict-prototypes"] if not cpp else ["-Wold-style-cast"] if "clang" in compiler else []
    headers = sorted(glob.glob(os.path.join(include, "incident.h")) +
                     glob.glob(os.path.join(include, "incident", "*.h")))
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for header in headers:
            name = os.path.relpath(header, include)
            source = os.path.join(folder, name.replace("/", "_") + (".cc" if cpp else ".c"))
            with open(source, "w", encoding="utf-8") as file:
                file.write("#include <%s>\n#include <%s>\nint main(void)\n{\n    return 0;\n}\n" % (name, name))
            done = subprocess.run([compiler, "-std=" + standard, *WARNINGS, *extra, "-I" + include,
                                   "-fsyntax-only", source], stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True)
            if done.returncode != 0:
                failures += 1
                print("FAIL: %s alone as %s with %s\n%s" % (name, standard, compiler, done.stdout))
    print("%d headers, %d failed" % (len(headers), failures))
    sys.exit(1 if failures or not headers else 0)


if __name__ == "__main__":
    main()
