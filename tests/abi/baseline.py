#!/usr/bin/env python3
"""Gate: the ABI of a library, built here with fixed flags, against its baseline; or a new baseline.

usage: baseline.py ROOT LIBRARY-NAME BASELINE.xml [--update | --complete]
--complete: new functions, which are no breakage, must be in the baseline too.
"""
import argparse
import glob
import os
import re
import tempfile
import xml.etree.ElementTree as tree

import tools
import verdict

FLAGS = ["--headers-dir", "include", "--drop-private-types", "--drop-undefined-syms", "--no-corpus-path",
         "--no-comp-dir-path", "--no-show-locs", "--no-elf-needed", "--no-parameter-names",
         "--type-id-style", "hash"]


def public_structs(root):
    """Names of the structs that the public headers define; the others are opaque to a caller."""
    names = set()
    for path in glob.glob(os.path.join(root, "include", "**", "*.h"), recursive=True):
        with open(path, encoding="utf-8") as header:
            names.update(re.findall(r"struct (\w+) {", header.read()))
    return names


def hide_private(path, public):
    """abidw knows headers by their base names alone, and src/ has some of the same names: what is not public
    keeps its name and loses its inside."""
    document = tree.parse(path)
    for element in document.iter("class-decl"):
        if element.get("name") in public or element.get("is-anonymous") == "yes":
            continue
        for child in list(element):
            element.remove(child)
        element.attrib.pop("size-in-bits", None)
        element.set("is-declaration-only", "yes")
    document.write(path)


def describe(library, folder, out):
    """Builds the library and writes what abidw says about it; the flags are those of the baseline."""
    path = tools.link(library, tools.compile_objects(library, folder), folder)
    tools.run(["abidw", *FLAGS, "--out-file", os.path.abspath(out), os.path.abspath(path)], cwd=library.root)
    hide_private(out, public_structs(library.root))


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
