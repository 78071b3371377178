#!/usr/bin/env python3
"""The test on the test: documents that are broken on purpose are refused, a good one is not.

usage: test_docs.py ROOT BUILD LIBRARY-FOLDER
"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = """```c
#include <incident.h>
#include <stdio.h>

int main(void)
{
    printf("%%s\\n", %s);
    return %d;
}
```
"""
NAME = "inc_status_name(INC_OK)"
CASES = [
    ("a good block", PROGRAM % (NAME, 0) + "\n```text\nINC_OK\n```\n", 0, "1 blocks run"),
    ("a block without main", "```c\ninc_nothing(1);\n```\n", 0, "0 blocks run"),
    ("another output", PROGRAM % (NAME, 0) + "\n```text\nINC_DONE\n```\n", 1, "+INC_OK"),
    ("a text that does not follow directly", PROGRAM % (NAME, 0) + "\nOr:\n\n```text\nINC_DONE\n```\n", 0, "1 blocks"),
    ("a block that does not compile", PROGRAM % ("inc_no_such_thing()", 0), 1, "inc_no_such_thing"),
    ("a block that warns", (PROGRAM % (NAME, 0)).replace("    printf", "    int idle;\n    printf"), 1, "idle"),
    ("a block that fails", PROGRAM % (NAME, 3), 1, "ended with 3"),
    ("a runnable sh block", "```sh\n# runnable\necho yes\n```\n```text\nyes\n```\n", 0, "1 blocks run"),
    ("an excerpt", "```c examples/sla_only.c\n#include <incident.h>\n...\n#include <stdlib.h>\n```\n", 0, "0 blocks run"),
    ("an excerpt of something else", "```c examples/sla_only.c\nint main(int argc)\n```\n", 1, "is not in"),
    ("an excerpt in another order", "```c examples/sla_only.c\n#include <stdlib.h>\n...\n#include <stdio.h>\n```\n", 1,
     "is not in"),
    ("a failing sh block", "```sh\n# runnable\nfalse\necho yes\n```\n", 1, "ended with 1"),
    ("an sh block to read", "```sh\nfalse\n```\n", 0, "0 blocks run"),
    ("a python block", "```python\nprint(6 * 7)\n```\n\n```text\n42\n```\n", 0, "1 blocks run"),
    ("a wrong python block", "```python\nprint(6 * 7)\n```\n\n```text\n43\n```\n", 1, "+42"),
]


def main():
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, text, code, line in CASES:
            path = os.path.join(folder, "page.md")
            with open(path, "w", encoding="utf-8") as file:
                file.write("# Page\n\n" + text)
            done = subprocess.run([sys.executable, os.path.join(HERE, "check_docs.py"), *sys.argv[1:4], path],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            good = done.returncode == code and line in done.stdout
            failures += not good
            print("%s: %s%s" % ("ok" if good else "FAIL", name, "" if good else "\n" + done.stdout))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
