#!/usr/bin/env python3
"""The header test's own test: it refuses headers that are wrong in the ways headers are."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GUARDED = "#ifndef X_H\n#define X_H\n%s\n#endif\n"
CASES = [
    ("a good header", "gcc", "c99", GUARDED % "#include <stdint.h>\nint32_t inc_x(void);", 0),
    ("a missing include", "gcc", "c99", GUARDED % "int32_t inc_x(void);", 1),
    ("no guard", "gcc", "c99", "typedef struct inc_x {\n    int a;\n} inc_x;\n", 1),
    ("a GNU extension", "gcc", "c99", GUARDED % "typedef struct inc_x {\n    int a[0];\n} inc_x;", 1),
    ("C11 in C99", "gcc", "c99", GUARDED % '_Static_assert(1, "");', 1),
    ("a C++ keyword", "g++", "c++11", GUARDED % "int inc_x(int new);", 1),
    ("no prototype", "gcc", "c11", GUARDED % "int inc_x();", 1),
]


def main():
    failures = 0
    for name, compiler, standard, text, expected in CASES:
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "incident"))
            with open(os.path.join(folder, "incident", "x.h"), "w", encoding="utf-8") as file:
                file.write(text)
            done = subprocess.run([sys.executable, os.path.join(HERE, "check_headers.py"), folder, compiler,
                                   standard], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        good = done.returncode in (expected, 77)
        failures += not good
        print("%s: %s%s" % ("ok" if good else "FAIL", name, "" if good else "\n" + done.stdout))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
