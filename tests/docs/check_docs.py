#!/usr/bin/env python3
"""What the documents show works: every C block with a main is compiled, run, and its output compared
with the text block that follows it; so are Python blocks, and sh blocks that start with "# runnable". A block
that names a file (```c examples/x.c) is an excerpt of it.

usage: check_docs.py ROOT BUILD LIBRARY-FOLDER FILE...
A file without a block that can be run passes; that at least one block ran is counted by the caller.
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile

import blocks

STRICT = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]


class Runner:
    def __init__(self, root, build, libraries):
        self.root, self.libraries = root, libraries
        self.tool = os.path.exists(os.path.join(build, "examples", "incident"))
        self.environment = dict(os.environ, INCIDENT_SOURCE=root, INCIDENT_BUILD=build,
                                LD_LIBRARY_PATH=libraries,
                                PATH=os.path.join(build, "examples") + ":" +
                                os.path.join(build, "examples", "incident") + ":" + os.environ["PATH"])

    def run(self, command, folder):
        done = subprocess.run(command, cwd=folder, env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=120)
        return done.returncode, done.stdout

    def flags(self, text):
        add_ons = [a for a in ("conformance", "json", "ical") if "incident/%s.h" % a in text]
        instrument = os.environ.get("INCIDENT_DOC_FLAGS", "").split()
        return ["-I" + os.path.join(self.root, "include"), *instrument, "-L" + self.libraries,
                *["-lincident-" + a for a in add_ons], "-lincident"]

    def c(self, text, folder):
        source, program = os.path.join(folder, "block.c"), os.path.join(folder, "block")
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        code, output = self.run([os.environ.get("CC", "cc"), *STRICT, source, "-o", program, *self.flags(text)], folder)
        return (code, output) if code != 0 else self.run([program], folder)

    def block(self, block, folder):
        """(exit code, output) of a block, or None for one that is only to be read."""
        if block.language == "c" and re.search(r"\bmain\s*\(", block.text):
            return self.c(block.text, folder)
        if block.language == "python":
            return self.run([sys.executable, "-c", block.text], folder)
        if block.language == "sh" and block.text.startswith("# runnable\n"):
            if not self.tool and re.search(r"^incident ", block.text, flags=re.M):
                return None  # a build without jansson has no tool
            return self.run(["sh", "-e", "-c", block.text], folder)
        return None


def compare(block, output):
    if block.output is None or block.output == output:
        return None
    return "prints something else:\n" + "".join(difflib.unified_diff(
        block.output.splitlines(True), output.splitlines(True), "document", "program"))


def excerpt_problem(root, block):
    """An excerpt (```c examples/x.c) stands in its file as it is; "..." leaves something out."""
    with open(os.path.join(root, block.source), encoding="utf-8") as file:
        rest = file.read()
    for part in re.split(r"^[ \t]*\.\.\.\n", block.text, flags=re.M):
        if part not in rest:
            return "is not in %s:\n%s" % (block.source, part)
        rest = rest[rest.index(part) + len(part):]
    return None


def check(runner, path):
    """(blocks run, problems) of a document; its blocks share a folder."""
    ran, problems = 0, []
    with open(path, encoding="utf-8") as file:
        found = blocks.blocks(file.read())
    with tempfile.TemporaryDirectory() as folder:
        for block in found:
            wrong = excerpt_problem(runner.root, block) if block.source else None
            if wrong:
                problems.append("%s:%d: the %s block %s" % (path, block.line, block.language, wrong))
            answer = runner.block(block, folder)
            if answer is None:
                continue
            ran += 1
            wrong = compare(block, answer[1]) if answer[0] == 0 else "ended with %d:\n%s" % answer
            if wrong:
                problems.append("%s:%d: the %s block %s" % (path, block.line, block.language, wrong))
    return ran, problems


def main():
    root, build, libraries = (os.path.abspath(a) for a in sys.argv[1:4])
    runner = Runner(root, build, libraries)
    total, problems = 0, []
    for path in sys.argv[4:]:
        ran, wrong = check(runner, path)
        total, problems = total + ran, problems + wrong
        print("%s: %d blocks run" % (os.path.relpath(path, root), ran))
    for problem in problems:
        print("FAIL: " + problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
