#!/usr/bin/env python3
"""Adds to the version scripts what the headers declare and no node has yet: to the node of the version
that include/incident/common.h names, which is made when it is missing.

usage: scripts.py ROOT
"""
import os
import re
import sys

import tools


def version(root):
    text = tools.read(os.path.join(root, "include/incident/common.h"))
    return ".".join(re.search(r"#define INC_VERSION_%s (\d+)" % part, text).group(1)
                    for part in ("MAJOR", "MINOR"))


def nodes(script):
    """[(name, functions, parent)] in order."""
    found = []
    if os.path.exists(script):
        for name, body, parent in re.findall(r"^(\w[\w.]*) \{(.*?)\}\s*([\w.]*);", tools.code_of(script),
                                             flags=re.M | re.S):
            body = re.sub(r"local:.*", "", body, flags=re.S).replace("global:", "")
            found.append((name, {n.strip() for n in body.split(";") if n.strip()}, parent))
    return found


def write(script, node_list):
    text = "/* Written by tests/abi/update; a node of a release that is out never changes. */\n"
    for index, (name, functions, parent) in enumerate(node_list):
        text += "%s {\n    global:\n" % name
        text += "".join("        %s;\n" % f for f in sorted(functions))
        text += "" if index else "    local: *;\n"
        text += "}%s;\n" % (" " + parent if parent else "")
    with open(script, "w", encoding="utf-8") as file:
        file.write(text)


def update(library, number):
    current = "%s_%s" % (library.name.upper().replace("-", "_"), number)
    node_list = nodes(library.script)
    foreign = [name for name, _, _ in node_list if name.rpartition("_")[0] != current.rpartition("_")[0]]
    if foreign:
        raise SystemExit("%s has nodes of another name: %s" % (library.script, ", ".join(foreign)))
    parent = ""
    if node_list and node_list[-1][0] == current:
        parent = node_list.pop()[2]
    elif node_list:
        parent = node_list[-1][0]
    declared = tools.declared(library.headers)
    older = set().union(*(f for _, f, _ in node_list))
    if declared - older:
        node_list.append((current, declared - older, parent))
    write(library.script, node_list)
    print("%s: %d functions in %s" % (os.path.relpath(library.script, library.root),
                                      len(declared - older), current))


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    for library in tools.libraries(sys.argv[1]).values():
        update(library, version(sys.argv[1]))


if __name__ == "__main__":
    main()
