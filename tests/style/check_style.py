#!/usr/bin/env python3
"""Style that can be measured, one rule a test.

usage: check_style.py ROOT functions|files|format|floors|words|comments|names
"""
import os
import re
import shutil
import statistics
import subprocess
import sys

import cfile

FOLDERS = ("src", "include", "examples")
CORE = ("base", "time", "rules", "facts", "incident", "kpi", "store", "desk")
# Which floor a public header belongs to; floors look down only.
HEADERS = {
    "base": ("common", "status", "context", "text", "hash", "addon"),
    "time": ("date", "format", "zone", "calendar", "calendar_definition"),
    "rules": ("target", "policy", "matrix", "taxonomy", "process", "rules", "rulebook", "lint", "preset"),
    "facts": ("column", "event"),
    "incident": ("clock", "ledger", "incident"),
    "kpi": ("observation", "gaming", "definition", "kpi", "mine", "whatif"),
    "store": ("row", "batch", "query", "page", "backend", "store", "scan", "memory"),
    "desk": ("command", "refusal", "desk", "outbox"),
    "conformance": ("conformance",),
    "json": ("json",),
    "ical": ("ical",),
}
FLOORS = {name: floor for floor, names in HEADERS.items() for name in names}
WORDS = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")


def functions(root):
    """Median at most 15 lines, nine of ten at most 45, none over 80."""
    found = [(lines, name, path) for path in cfile.files_below(root, FOLDERS)
             for name, lines in cfile.functions(path)]
    lengths = sorted(f[0] for f in found)
    median, high = statistics.median(lengths), lengths[-(-9 * len(lengths) // 10) - 1]
    print("%d functions: median %g lines, p90 %d, longest %d" % (len(lengths), median, high, lengths[-1]))
    problems = ["%s in %s has %d lines" % (name, path, lines) for lines, name, path in found if lines > 80]
    if median > 15:
        problems.append("the median function has %g lines" % median)
    if high > 45:
        problems.append("one function in ten has more than %d lines" % high)
    return problems


def files(root):
    """Median at most 300 lines, none over 800."""
    lengths = {path: cfile.read(path).count("\n") for path in cfile.files_below(root, FOLDERS)}
    median = statistics.median(lengths.values())
    print("%d files: median %g lines, longest %d" % (len(lengths), median, max(lengths.values())))
    problems = ["%s has %d lines" % item for item in lengths.items() if item[1] > 800]
    if median > 300:
        problems.append("the median file has %g lines" % median)
    return problems


def formatter():
    for program in ("clang-format-14", "clang-format"):
        if shutil.which(program):
            version = subprocess.run([program, "--version"], stdout=subprocess.PIPE, text=True).stdout
            if " 14." in version:
                return program
    print("SKIPPED: clang-format 14 is not installed")
    sys.exit(77)


def format_(root):
    program = formatter()
    paths = cfile.files_below(root, FOLDERS + ("tests",))
    paths = [p for p in paths if "/abi/breakages/sample/" not in p]
    done = subprocess.run([program, "--dry-run", "-Werror", *paths], cwd=root, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    bad = sorted(set(re.findall(r"^(\S+?):\d+:\d+: error: code should be clang-formatted", done.stdout, re.M)))
    if done.returncode != 0 and not bad:
        return [done.stdout]
    return ["%s is not formatted: %s -i" % (path, program) for path in bad]


def includes(path):
    code = re.sub(r"/\*.*?\*/", "", cfile.read(path), flags=re.S)
    return re.findall(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', code, flags=re.M)


def public_header(root, bracket, name):
    """The noun of a public header, or None."""
    noun = name[len("incident/"):] if name.startswith("incident/") else ""
    exists = noun and os.path.exists(os.path.join(root, "include", "incident", noun))
    return noun[:-2] if exists or (bracket == "<" and noun) else None


def too_high(floor, other):
    if floor == other:
        return False
    if other not in CORE:
        return True
    return floor in CORE and CORE.index(other) > CORE.index(floor)


def floor_problem(root, path, floor, bracket, name):
    where = os.path.relpath(path, root)
    noun = public_header(root, bracket, name)
    if noun is not None:
        if noun not in FLOORS:
            return "%s: nobody told tests/style which floor <%s> is on" % (where, name)
        if floor != "examples" and too_high(floor, FLOORS[noun]):
            return "%s looks up at <%s>" % (where, name)
        return None
    if name == "incident.h" and floor in CORE:
        return "%s includes the umbrella" % where
    room = name.split("/")[0] if "/" in name else None
    if bracket == '"' and room in CORE and (floor not in CORE or too_high(floor, room)):
        return '%s may not include "%s"' % (where, name)
    return None


def floors(root):
    """base <- time <- rules <- incident; add-ons and examples see public headers only."""
    problems = []
    for path in cfile.files_below(root, ("src", "examples")):
        parts = os.path.relpath(path, root).split(os.sep)
        floor = parts[1] if parts[0] == "src" else "examples"
        problems += [floor_problem(root, path, floor, *i) for i in includes(path)]
    for path in cfile.files_below(root, ("include/incident",)):
        noun = os.path.basename(path)[:-2]
        for _, name in includes(path):
            other = name[:-2]
            if noun not in FLOORS:
                problems.append("nobody told tests/style which floor %s.h is on" % noun)
            elif other in FLOORS and too_high(FLOORS[noun], FLOORS[other]):
                problems.append("%s.h looks up at %s.h" % (noun, other))
    return sorted({p for p in problems if p})


def words(root):
    """Nothing half done."""
    problems = []
    for path in cfile.files_below(root, FOLDERS + ("tests", "doc", "bindings"),
                                  (".c", ".h", ".py", ".md", ".build", ".cc")):
        for number, line in enumerate(cfile.read(path).splitlines(), 1):
            found = WORDS.search(line)
            if found:
                problems.append("%s:%d says %s" % (os.path.relpath(path, root), number, found.group(0)))
    return problems


def comment_problem(text, at, what, group):
    """What is wrong with the comment that ends just before at."""
    before = text[:at].rstrip()
    start = before.rfind("/*")
    if not before.endswith("*/") or not before[start:].startswith("/**"):
        return "%s has no /** comment" % what
    comment = before[start:]
    if not re.search(r"@since[\s*]+\d+\.\d+", comment):
        return "%s: the comment has no @since" % what
    returns_status = re.match(r"INC_API\s+inc_status\b", text[at:])
    tells = "@return" in comment or "@return" in group or re.search(r"\b[Aa]s[\s*]+inc_\w+", comment)
    if returns_status and not tells:
        return "%s: the comment does not tell which statuses it returns" % what
    return None


def groups(text):
    """(start, end, comment) of the doxygen groups of a header."""
    return [(m.start(), m.end(), m.group(1)) for m in
            re.finditer(r"(/\*\*(?:(?!\*/).)*@\{(?:(?!\*/).)*\*/).*?@\}", text, flags=re.S)]


def comments(root):
    """Every public function and type has a comment with @since; status functions tell which."""
    problems, count = [], 0
    for path in cfile.files_below(root, ("include/incident",), (".h",)):
        text = cfile.read(path)
        spans = groups(text)
        for found in re.finditer(r"^(INC_API[^;]*?\b(\w+)\(|typedef (?:enum|struct)?\s*(\w+)[^;{]*)", text,
                                 flags=re.M):
            count += 1
            what = "%s in %s" % (found.group(2) or found.group(3), os.path.basename(path))
            group = "".join(c for a, b, c in spans if a < found.start() < b)
            problems.append(comment_problem(text, found.start(), what, group))
    print("%d public functions and types" % count)
    return [p for p in problems if p] + ([] if count else ["no public functions found"])


def private_names(path):
    """Names with file scope that the amalgamation throws together."""
    text = cfile.read(path)
    code = cfile.code_of(text)
    names = set(re.findall(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", code, flags=re.M))
    for piece in cfile.pieces(text):
        name = piece.function()
        if name is not None:
            names.add(name)
        elif re.match(r"static\b", piece.head):
            found = re.search(r"(\w+)\s*(?:\[[^\]]*\]\s*)*(?:=.*)?$", piece.head, flags=re.S)
            prototype = re.search(r"\)\s*$", piece.head)
            if found and not prototype:
                names.add(found.group(1))
        if piece.body is not None and name is None:
            names.update(re.findall(r"\b(?:struct|enum|union)\s+(\w+)\s*$", piece.head))
        if piece.body is not None and re.match(r"(typedef\s+)?enum\b", piece.head):
            names.update(re.findall(r"[{,]\s*(\w+)", piece.body))
    return names


def names(root):
    """Static functions and objects, macros, tags and enumerators are unique across the core."""
    homes, problems = {}, []
    for path in cfile.files_below(root, ["src/" + room for room in CORE]):
        for name in private_names(path):
            homes.setdefault(name, []).append(os.path.relpath(path, root))
    print("%d private names" % len(homes))
    for name, where in sorted(homes.items()):
        if len(where) > 1:
            problems.append("%s is in %s" % (name, " and ".join(where)))
    return problems


RULES = {"functions": functions, "files": files, "format": format_, "floors": floors, "words": words,
         "comments": comments, "names": names}


def main():
    if len(sys.argv) != 3 or sys.argv[2] not in RULES:
        raise SystemExit(__doc__)
    problems = RULES[sys.argv[2]](os.path.abspath(sys.argv[1]))
    for problem in problems:
        print("FAIL: " + problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
