#!/usr/bin/env python3
"""Runs a program and compares what it prints with a file; with UPDATE_GOLDEN set, writes the file.

usage: compare.py PROGRAM FILE
"""
import difflib
import os
import subprocess
import sys


def main():
    program, path = sys.argv[1:3]
    done = subprocess.run([program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
    if os.environ.get("UPDATE_GOLDEN"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(done.stdout)
    with open(path, encoding="utf-8") as file:
        expected = file.read()
    sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), done.stdout.splitlines(True), path,
                                               "printed"))
    print("exit code %d" % done.returncode)
    sys.exit(done.returncode != 0 or done.stdout != expected)


if __name__ == "__main__":
    main()
