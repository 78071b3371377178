#!/usr/bin/env python3
"""Gate: the objects of a library hold no writable data and no constructors, and call nothing that
reads or changes the process behind the caller's back.

usage: objects.py ROOT LIBRARY-NAME [--compiler CC]
"""
import argparse
import os
import re
import tempfile

import tools

# What the core may never call: the locale, the environment, the clock, chance, the terminal, the end.
BANNED = set("""setlocale newlocale uselocale localeconv nl_langinfo strcoll strxfrm tzset getenv secure_getenv
setenv putenv unsetenv environ __environ time gettimeofday clock_gettime clock timespec_get rand srand random
srandom drand48 rand_r arc4random getrandom localtime localtime_r gmtime mktime timegm strftime strptime asctime
ctime strtod strtof strtold atof sscanf __isoc99_sscanf scanf printf __printf_chk vprintf __vprintf_chk puts
putchar putc fputs stdout stderr stdin perror exit _exit quick_exit abort __assert_fail __assert atexit signal
raise longjmp setjmp errx warn syslog strtok strerror""".split())
# A failed stack check or fortified copy ends the process in the compiler's own code; that is hardening.
WRITABLE = re.compile(r"\.(data|bss|tdata|tbss|sdata|sbss|ldata|lbss)(\..*)?$")
CONSTRUCTORS = re.compile(r"\.(init_array|preinit_array|ctors|fini_array|dtors|init|fini)(\..*)?$")


def symbols(path):
    """(flags, section, size, name) of every row of objdump -t."""
    for line in tools.run(["objdump", "-t", path]).splitlines():
        row = re.match(r"([0-9a-f]{8,16}) (.{7}) (\S+)\t([0-9a-f]+)\s+(?:\.hidden )?(.*)$", line)
        if row:
            yield row.group(2), row.group(3), int(row.group(4), 16), row.group(5)


def sections(path):
    """(name, size) of every section."""
    for line in tools.run(["objdump", "-h", path]).splitlines():
        row = re.match(r"\s*\d+ (\S+)\s+([0-9a-f]+) ", line)
        if row:
            yield row.group(1), int(row.group(2), 16)


def writable(section):
    return section == "*COM*" or (WRITABLE.match(section) and not section.startswith(".data.rel.ro"))


def check(path):
    problems = []
    name = os.path.basename(path)
    for section, size in sections(path):
        if CONSTRUCTORS.match(section) and size > 0:
            problems.append("%s has a constructor or destructor (%s)" % (name, section))
        if writable(section) and size > 0:
            problems.append("%s has %d writable bytes in %s" % (name, size, section))
    for flags, section, size, symbol in symbols(path):
        if writable(section) and "d" not in flags and size > 0:
            problems.append("%s: %s is writable (%s, %d bytes)" % (name, symbol, section, size))
        if section == "*UND*" and symbol in BANNED:
            problems.append("%s calls or uses %s" % (name, symbol))
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("name")
    parser.add_argument("--compiler", default="gcc")
    arguments = parser.parse_args()
    tools.need("objdump", arguments.compiler)
    library = tools.libraries(arguments.root)[arguments.name]
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        objects = tools.compile_objects(library, folder, arguments.compiler, ("-O1",))
        for path in objects:
            problems += check(path)
        problems += ["%s needs %s" % (library.name, n)
                     for n in tools.needed(tools.link(library, objects, folder, arguments.compiler))
                     if not re.fullmatch(r"libc\..*", n) and not library.needs]
    tools.verdict(problems, "%d objects: no writable data, no constructors, no banned calls" % len(objects))


if __name__ == "__main__":
    main()
