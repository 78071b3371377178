#!/usr/bin/env python3
"""Where the linker knows no version scripts the build works all the same, and hidden visibility alone
exports exactly the public functions. Such a linker is played by a compiler that refuses the option.

usage: no_script.py ROOT
"""
import os
import sys
import tempfile

import tools

REFUSING = """#!/bin/sh
for argument in "$@"; do
    case $argument in
    *version-script*) echo "unknown option $argument" >&2; exit 1 ;;
    esac
done
exec gcc "$@"
"""


def main():
    root = os.path.abspath(sys.argv[1])
    tools.need("meson", "ninja", "gcc", "nm")
    with tempfile.TemporaryDirectory() as folder:
        compiler = os.path.join(folder, "cc")
        with open(compiler, "w", encoding="utf-8") as file:
            file.write(REFUSING)
        os.chmod(compiler, 0o755)
        out = os.path.join(folder, "out")
        tools.run(["meson", "setup", out, root, "-Dtests=false", "-Dexamples=false", "-Djson=disabled",
                   "-Dical=disabled", "-Ddocs=disabled", "-Dbuildtype=plain"], env=dict(os.environ, CC=compiler))
        tools.run(["ninja", "-C", out, "-j2"])
        symbols = set(tools.exported(os.path.join(out, "src", "libincident.so")))
    declared = tools.declared(tools.libraries(root)["libincident"].headers)
    problems = ["%s is exported but not declared" % name for name in sorted(symbols - declared)]
    problems += ["%s is declared but not exported" % name for name in sorted(declared - symbols)]
    tools.verdict(problems, "%d functions exported without a version script" % len(symbols))


if __name__ == "__main__":
    main()
