#!/usr/bin/env python3
"""Gate: every public macro constant and enumerator keeps its value. Rows are added, never changed.

usage: constants.py ROOT LIST [--update | --complete] [--compiler CC]
--complete: new constants, which are no breakage, must be in the list too.
The version macros are left out: they change with each release.
"""
import argparse
import os
import re
import tempfile

import tools

LEFT_OUT = re.compile(r"INC_(API|BEGIN|END|CONFORMANCE_BACKEND|VERSION_(MAJOR|MINOR|PATCH))$")
PROGRAM = """%s
#include <stdio.h>
static void put_text(const char *name, const char *kind, const char *value)
{ printf("%%s \\"%%s\\" %%s\\n", name, value, kind); }
static void put_size(const char *name, const char *kind, size_t value)
{ if (value == (size_t) -1) printf("%%s SIZE_MAX %%s\\n", name, kind);
  else printf("%%s %%llu %%s\\n", name, (unsigned long long) value, kind); }
static void put_number(const char *name, const char *kind, long long value)
{ printf("%%s %%lld %%s\\n", name, value, kind); }
#define PUT(kind, x) _Generic((x), char *: put_text, const char *: put_text, size_t: put_size, \\
                              default: put_number)(#x, kind, x)
int main(void)
{
%s    return 0;
}
"""


def names(headers):
    """(kind, name) of every constant: the enum it belongs to, or "macro"."""
    for header in headers:
        code = tools.code_of(header)
        for name, value in re.findall(r"^[ \t]*#[ \t]*define[ \t]+(INC_\w+)[ \t]+(\S[^\n]*)", code, flags=re.M):
            if not LEFT_OUT.match(name) and not name.endswith("_H"):
                yield "macro", name
        for tag, body in re.findall(r"\benum\b\s*(\w*)\s*\{(.*?)\}", code, flags=re.S):
            for entry in body.split(","):
                if entry.strip():
                    yield tag or "enum", re.match(r"\s*(\w+)", entry).group(1)


def measure(library_list, compiler):
    headers = sorted({h for lib in library_list for h in lib.headers})
    includes = "".join('#include <incident/%s>\n' % os.path.basename(h) for h in headers)
    puts = "".join('    PUT("%s", %s);\n' % item for item in names(headers))
    with tempfile.TemporaryDirectory() as folder:
        source, program = os.path.join(folder, "constants.c"), os.path.join(folder, "constants")
        with open(source, "w", encoding="utf-8") as file:
            file.write(PROGRAM % (includes, puts))
        tools.run([compiler, "-std=c11", "-I" + library_list[0].include, source, "-o", program])
        return sorted(set(tools.run([program]).splitlines()))


def compare(old, new):
    problems = []
    values = {row.split()[0]: row for row in new}
    for row in old:
        name = row.split()[0]
        if name not in values:
            problems.append("%s was removed (it was: %s)" % (name, row))
        elif values[name] != row:
            problems.append("%s changed from '%s' to '%s'" % (name, row, values[name]))
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("list")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--complete", action="store_true")
    parser.add_argument("--compiler", default=os.environ.get("CC", "cc").split()[-1])
    arguments = parser.parse_args()
    tools.need(arguments.compiler)
    new = measure(list(tools.libraries(arguments.root).values()), arguments.compiler)
    if arguments.update:
        with open(arguments.list, "w", encoding="utf-8") as file:
            file.write("".join(row + "\n" for row in new))
    old = tools.read(arguments.list).splitlines()
    problems = compare(old, new)
    known = {row.split()[0] for row in old}
    for row in new:
        if arguments.complete and row.split()[0] not in known:
            problems.append("%s is not in the list yet: add the row '%s' with tests/abi/update" %
                            (row.split()[0], row))
    tools.verdict(problems, "%d constants as they were" % len(old))


if __name__ == "__main__":
    main()
