#!/usr/bin/env python3
"""Gate: the ABI of a library, built here with fixed flags, against its baseline; or a new baseline.

usage: baseline.py ROOT LIBRARY-NAME BASELINE.xml [--update | --complete]
--complete: new functions, which are no breakage, must be in the baseline too.
"""
import argparse
import os
import tempfile

import tools
import verdict

FLAGS = ["--headers-dir", "include", "--drop-private-types", "--drop-undefined-syms", "--no-corpus-path",
         "--no-comp-dir-path", "--no-show-locs", "--no-elf-needed", "--no-parameter-names",
         "--type-id-style", "hash"]


def describe(library, folder, out):
    """Builds the library and writes what abidw says about it; the flags are those of the baseline."""
    path = tools.link(library, tools.compile_objects(library, folder), folder)
    tools.run(["abidw", *FLAGS, "--out-file", os.path.abspath(out), os.path.abspath(path)], cwd=library.root)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("name")
    parser.add_argument("baseline")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--complete", action="store_true")
    arguments = parser.parse_args()
    tools.need("gcc", "abidw")
    library = tools.libraries(arguments.root)[arguments.name]
    with tempfile.TemporaryDirectory() as folder:
        new = arguments.baseline if arguments.update else os.path.join(folder, "new.xml")
        describe(library, folder, new)
        found, count, added = verdict.problems(arguments.baseline, new)
    found += ["%s is new and not in the baseline yet: run tests/abi/update" % name for name in added
              if arguments.complete]
    tools.verdict(found, "%s: %d functions and their types as they were" % (library.name, count))


if __name__ == "__main__":
    main()
