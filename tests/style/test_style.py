#!/usr/bin/env python3
"""The style tests' own test: each rule refuses a tree that breaks it and accepts one that does not."""
import os
import sys
import tempfile

import cfile
import check_style

HERE = os.path.dirname(os.path.abspath(__file__))
LONG = "void inc_long(void);\nvoid inc_long(void)\n{\n%s}\n" % ("    (void) 0;\n" * 90)
HEADER = "/** Does it. @since 0.1 */\nINC_API void inc_do(void);\n"
SHORT = "static int good_one(int a)\n{\n    return a;\n}\n"

GOOD = {".clang-format": cfile.read(os.path.join(HERE, "../../.clang-format")),
        "src/base/good.c": '#include "base/good.h"\n\n' + SHORT, "src/base/good.h": "#define GOOD_H 1\n",
        "src/time/fine.c": '#include "base/good.h"\n#include <incident/date.h>\n',
        "include/incident/date.h": HEADER, "examples/vendor.c": "#include <incident/date.h>\n"}
BAD = [
    ("functions", {"src/base/long.c": LONG}, "inc_long in"),
    ("functions", {"src/base/many.c": "".join(
        "int inc_%d(void)\n{\n%s}\n" % (i, "    f();\n" * 20) for i in range(9))}, "median function has 23"),
    ("functions", {"examples/table.c": "static int a[] = {1};\nstruct b {\n    int c;\n};\n" + LONG}, "inc_long in"),
    ("files", {"src/base/long.c": "\n" * 801}, "has 801 lines"),
    ("format", {"src/base/ugly.c": "int  f( void ){return 1 ;}\n"}, "not formatted"),
    ("floors", {"src/base/up.c": '#include "time/fine.h"\n'}, 'may not include "time/fine.h"'),
    ("floors", {"src/base/up.c": "#include <incident/date.h>\n"}, "looks up at <incident/date.h>"),
    ("floors", {"src/json/in.c": '#include "base/good.h"\n'}, 'may not include "base/good.h"'),
    ("floors", {"examples/in.c": '#include "base/good.h"\n'}, 'may not include "base/good.h"'),
    ("floors", {"include/incident/context.h": '#include "date.h"\n'}, "context.h looks up at date.h"),
    ("floors", {"include/incident/novel.h": "", "src/time/n.c": "#include <incident/novel.h>\n"}, "nobody told"),
    ("words", {"src/base/later.c": "/* TO" "DO */\n"}, "says TO" "DO"),
    ("comments", {"include/incident/x.h": "INC_API void inc_bare(void);\n"}, "inc_bare in x.h has no"),
    ("comments", {"include/incident/x.h": "/** Old. */\nINC_API void inc_old(void);\n"}, "no @since"),
    ("comments", {"include/incident/x.h": "/** So. @since 0.1 */\nINC_API inc_status inc_so(void);\n"},
     "does not tell which statuses"),
    ("names", {"src/rules/twin.c": SHORT}, "good_one is in src/base/good.c and src/rules/twin.c"),
    ("names", {"src/rules/m.c": "#define GOOD_H 2\n"}, "GOOD_H is in"),
    ("names", {"src/rules/a.c": "static const int twin[2] = {1, 2};\n", "src/time/b.c": "static const int twin = 1;\n"},
     "twin is in"),
    ("names", {"src/rules/a.c": "struct twin {\n    int a;\n};\n", "src/time/b.c": "struct twin {\n    int a;\n};\n"},
     "twin is in"),
]


def plant(folder, tree):
    for name, text in tree.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def ask(folder, rule):
    """The problems that the rule finds, or None where it cannot be asked here."""
    try:
        return check_style.RULES[rule](folder)
    except SystemExit:
        return None


def judge(rule, extra, line):
    with tempfile.TemporaryDirectory() as folder:
        plant(folder, GOOD)
        clean = ask(folder, rule)
        plant(folder, extra)
        broken = ask(folder, rule)
    if clean is None:
        return "skipped"
    if clean:
        return "FAIL: refused a good tree: %s" % clean
    return "ok" if any(line in b for b in broken) else "FAIL: not refused: %s" % broken


def main():
    failures = 0
    for rule, extra, line in BAD:
        answer = judge(rule, extra, line)
        failures += answer.startswith("FAIL")
        print("%s: %s (%s)" % (answer, rule, line))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
