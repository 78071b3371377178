#!/usr/bin/env python3
"""The gates' own test: each deliberate breakage of the sample library must be refused by the gate
that is there for it, with a line that names it, and each allowed change must pass all gates.

usage: test_gates.py [NAME-PART]
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GATES = os.path.dirname(HERE)
sys.path.insert(0, GATES)
import tools  # noqa: E402

HEADER, SOURCE, SCRIPT = "include/incident/sample.h", "src/sample.c", "src/sample.map"
SPAN = "int32_t inc_sample_span(const inc_opaque *opaque, int32_t colour, inc_frozen *frozen)"
WITH_CONSTRUCTOR = "__attribute__((constructor)) static void sample_wake(void)\n{\n    volatile int awake = 1;\n    (void) awake;\n}\n"


def swap(path, old, new):
    """An edit: every occurrence of old in a file."""
    return (path, old, new)


def after(path, anchor, text):
    return (path, anchor, anchor + text)


# name -> (edits, gate, what its line must say)
BREAKAGES = {
    "removed function": (
        [swap(HEADER, "INC_API void inc_sample_free(inc_opaque *opaque);\n", ""),
         swap(SCRIPT, "        inc_sample_free;\n", "")],
        "baseline", r"function inc_sample_free was removed"),
    "changed parameter type": (
        [swap(HEADER, SPAN, SPAN.replace("int32_t colour", "int64_t colour")),
         swap(SOURCE, SPAN, SPAN.replace("int32_t colour", "int64_t colour"))],
        "baseline", r"function inc_sample_span changed from"),
    "added parameter": (
        [swap(HEADER, "inc_sample_free(inc_opaque *opaque)", "inc_sample_free(inc_opaque *opaque, int now)"),
         swap(SOURCE, "inc_sample_free(inc_opaque *opaque)", "inc_sample_free(inc_opaque *opaque, int now)"),
         swap(SOURCE, "free(opaque);", "free(now ? opaque : NULL);")],
        "baseline", r"function inc_sample_free changed from"),
    "changed return type": (
        [swap(HEADER, "INC_API int32_t inc_sample_open", "INC_API int64_t inc_sample_open"),
         swap(SOURCE, "int32_t inc_sample_open", "int64_t inc_sample_open")],
        "baseline", r"function inc_sample_open changed from"),
    "reordered enum": (
        [swap(HEADER, "INC_RED = 1, INC_GREEN = 2", "INC_RED = 2, INC_GREEN = 1")],
        "baseline", r"enum inc_colour: INC_RED changed from 1 to 2"),
    "reordered enum, by the list": (
        [swap(HEADER, "INC_RED = 1, INC_GREEN = 2", "INC_RED = 2, INC_GREEN = 1")],
        "constants", r"INC_GREEN changed from 'INC_GREEN 2 inc_colour'"),
    "inserted member": (
        [after(HEADER, "    int32_t first;\n", "    int64_t inserted;\n")],
        "baseline", r"struct inc_sized: member 3 changed from 'int32_t second'"),
    "inserted member that moves nothing": (
        [swap(HEADER, "    int32_t reserved;\n", "    int16_t reserved;\n    int16_t inserted;\n")],
        "baseline", r"struct inc_sized: member 5 changed"),
    "swapped members": (
        [swap(HEADER, "    int32_t first;\n    int32_t second;\n", "    int32_t second;\n    int32_t first;\n")],
        "baseline", r"struct inc_sized: member 2 changed from 'int32_t first'"),
    "changed member type": (
        [swap(HEADER, "    int64_t to;\n", "    uint64_t to;\n"),
         swap(SOURCE, "frozen->from + ", "(uint64_t) frozen->from + ")],
        "baseline", r"struct inc_frozen: member 2 changed from 'int64_t to'"),
    "removed member": (
        [swap(HEADER, "    int32_t reserved;\n", "")],
        "baseline", r"struct inc_sized: member reserved was removed"),
    "changed callback": (
        [swap(HEADER, "void *ptr, size_t new_size", "void *ptr, uint32_t new_size")],
        "baseline", r"struct inc_hooks: member 2 changed"),
    "appended member without size": (
        [after(HEADER, "    int64_t to;\n", "    int64_t more;\n")],
        "baseline", r"struct inc_frozen does not start with `size_t size`"),
    "member appended in padding": (
        [swap(HEADER, "    int32_t reserved;\n", "    int32_t reserved;\n    int32_t odd;\n")],
        "baseline", r"struct inc_sized: member late lies in what was padding",
        [swap(HEADER, "    int32_t odd;\n", "    int32_t odd;\n    int32_t late;\n")]),
    "opaque struct made public": (
        [swap(SOURCE, "struct inc_opaque {\n    inc_colour colour;\n};\n", ""),
         after(HEADER, "typedef struct inc_opaque inc_opaque;\n", "struct inc_opaque {\n    inc_colour colour;\n};\n")],
        "baseline", r"struct inc_opaque changed between opaque and defined"),
    "changed typedef": (
        [after(HEADER, "typedef struct inc_opaque inc_opaque;\n", "typedef int64_t inc_moment;\n"),
         swap(HEADER, "    int64_t from;", "    inc_moment from;")],
        "baseline", r"type inc_moment changed from int64_t to uint64_t",
        [swap(HEADER, "typedef int64_t inc_moment", "typedef uint64_t inc_moment")]),
    "another version node": (
        [swap(SCRIPT, "LIBSAMPLE_0.1", "LIBSAMPLE_0.2")],
        "baseline", r"moved from version node LIBSAMPLE_0.1 to LIBSAMPLE_0.2"),
    "no debug information": (
        [], "baseline-stripped", r"symbol inc_sample_free is not described"),
    "changed macro constant": (
        [swap(HEADER, "INC_SAMPLE_LIMIT 100", "INC_SAMPLE_LIMIT 101")],
        "constants", r"INC_SAMPLE_LIMIT changed from 'INC_SAMPLE_LIMIT 100 macro'"),
    "changed macro text": (
        [swap(HEADER, '"sample"', '"simple"')],
        "constants", r"INC_SAMPLE_NAME changed"),
    "removed macro": (
        [swap(HEADER, '#define INC_SAMPLE_NAME "sample"\n', "")],
        "constants", r"INC_SAMPLE_NAME was removed"),
    "removed enumerator": (
        [swap(HEADER, ", INC_BLUE = 3", ""), swap(SOURCE, "INC_BLUE", "INC_GREEN")],
        "baseline", r"enum inc_colour: INC_BLUE was removed"),
    "removed enumerator, by the list": (
        [swap(HEADER, ", INC_BLUE = 3", ""), swap(SOURCE, "INC_BLUE", "INC_GREEN")],
        "constants", r"INC_BLUE was removed"),
    "declared but not in the script": (
        [swap(SCRIPT, "        inc_sample_span;\n", "")],
        "exports", r"inc_sample_span is in the headers but not in the version script"),
    "in the script but not declared": (
        [swap(HEADER, "INC_API void inc_sample_free(inc_opaque *opaque);\n", "void inc_sample_free(inc_opaque *);\n")],
        "exports", r"inc_sample_free is in the version script but not in the headers"),
    "exported but not in the script": (
        [swap(SCRIPT, "        inc_sample_span;\n", "        inc_sample_span;\n        inc_sample_s*;\n"),
         swap(SCRIPT, "        inc_sample_open;\n", "        inc_sample_open;\n        inc__*;\n"),
         after(SOURCE, "#include <stdlib.h>\n", "INC_API int32_t inc__secret(void);\nint32_t inc__secret(void)\n{\n    return 7;\n}\n")],
        "exports", r"inc__secret is in the library but not in the version script"),
    "exported data": (
        [after(SOURCE, "#include <stdlib.h>\n", "INC_API extern const int32_t inc_sample_data;\nconst int32_t inc_sample_data = 7;\n"),
         swap(SCRIPT, "        inc_sample_free;\n", "        inc_sample_free;\n        inc_sample_data;\n")],
        "exports", r"inc_sample_data is exported data"),
    "writable global": (
        [after(SOURCE, "#include <stdlib.h>\n", "int32_t inc__counter;\n"),
         swap(SOURCE, "    return 0;\n}\n", "    inc__counter++;\n    return 0;\n}\n")],
        "objects", r"inc__counter is writable \(\.bss"),
    "writable static with a value": (
        [after(SOURCE, "#include <stdlib.h>\n", "static int32_t sample_counter = 7;\n"),
         swap(SOURCE, "    return 0;\n}\n", "    sample_counter++;\n    return 0;\n}\n")],
        "objects", r"sample_counter is writable \(\.data"),
    "thread-local": (
        [after(SOURCE, "#include <stdlib.h>\n", "static _Thread_local int32_t sample_counter;\n"),
         swap(SOURCE, "    return 0;\n}\n", "    sample_counter++;\n    return 0;\n}\n")],
        "objects", r"sample_counter is writable \(\.tbss"),
    "table of pointers that is not const": (
        [after(SOURCE, "#include <stdlib.h>\n", 'const char *inc__names[2] = {"a", "b"};\n')],
        "objects", r"inc__names is writable \(\.data"),
    "constructor": (
        [after(SOURCE, "#include <stdlib.h>\n", WITH_CONSTRUCTOR)],
        "objects", r"has a constructor or destructor \(\.(init_array|ctors)"),
    "environment": (
        [swap(SOURCE, "    free(opaque);", '    free(getenv("TZ") != NULL ? opaque : NULL);')],
        "objects", r"calls or uses getenv"),
    "terminal": (
        [after(SOURCE, "#include <stdlib.h>\n", "#include <stdio.h>\n"),
         swap(SOURCE, "    free(opaque);", '    fputs("freed\\n", stdout);\n    free(opaque);')],
        "objects", r"calls or uses stdout"),
    "assertion": (
        [after(SOURCE, "#include <stdlib.h>\n", "#include <assert.h>\n"),
         swap(SOURCE, "    free(opaque);", "    assert(opaque != NULL);\n    free(opaque);")],
        "objects", r"calls or uses __assert_fail"),
    "clock": (
        [after(SOURCE, "#include <stdlib.h>\n", "#include <time.h>\n"),
         swap(SOURCE, "frozen->from = ", "frozen->from = time(NULL) + ")],
        "objects", r"calls or uses time"),
    "another library": (
        [after(SOURCE, "#include <stdlib.h>\n", "#include <math.h>\n"),
         swap(SOURCE, "frozen->from + INC_SAMPLE_LIMIT", "frozen->from + (int64_t) cbrt((double) colour)")],
        "objects", r"undefined reference to `cbrt'"),
    "needs what it may not": (
        [], "needed", r"libsample needs libc\."),
}

ALLOWED = {
    "nothing": [],
    "appended member of a sized struct": [after(HEADER, "    int32_t reserved;\n", "    int64_t more;\n    void *and_more;\n")],
    "appended callback": [after(HEADER, "size_t new_size);\n", "    void (*destroy)(void *user);\n")],
    "new function": [
        after(HEADER, "INC_API void inc_sample_free(inc_opaque *opaque);\n", "INC_API int32_t inc_sample_new(inc_opaque *opaque);\n"),
        after(SCRIPT, "        inc_sample_free;\n", "        inc_sample_new;\n"),
        after(SOURCE, "#include <stdlib.h>\n", "int32_t inc_sample_new(inc_opaque *opaque)\n{\n    return opaque != NULL;\n}\n")],
    "new enumerator": [swap(HEADER, "INC_BLUE = 3", "INC_BLUE = 3, INC_WHITE = 4")],
    "new type and constant": [after(HEADER, '#define INC_SAMPLE_NAME "sample"\n', "#define INC_SAMPLE_MOST 7\ntypedef struct inc_extra {\n    int64_t a;\n} inc_extra;\n")],
    "constant table": [after(SOURCE, "#include <stdlib.h>\n", 'const char *const inc__names[2] = {"a", "b"};\n')],
    "renamed parameter": [swap(HEADER, "const inc_opaque *opaque, int32_t colour", "const inc_opaque *self, int32_t colour")],
}


def edit(tree, edits):
    for path, old, new in edits:
        path = os.path.join(tree, path)
        text = tools.read(path)
        if old not in text:
            raise SystemExit("the sample has no %r any more" % old)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))


def gate(script, *arguments):
    done = subprocess.run([sys.executable, os.path.join(GATES, script), *arguments], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def stripped(tree, baseline, folder):
    """The verdict on a library that was built without debug information."""
    library = tools.libraries(tree)["libsample"]
    path = tools.link(library, tools.compile_objects(library, folder, flags=("-O0",)), folder)
    new = os.path.join(folder, "stripped.xml")
    tools.run(["abidw", "--no-corpus-path", "--out-file", new, path])
    return gate("verdict.py", baseline, new)


def ask(name, tree, recorded):
    if name == "baseline":
        return gate("baseline.py", tree, "libsample", recorded + ".xml")
    if name == "baseline-stripped":
        return stripped(tree, recorded + ".xml", tree)
    if name == "constants":
        return gate("constants.py", tree, recorded + ".txt")
    if name == "exports":
        return gate("exports.py", tree, "libsample")
    if name == "needed":
        return gate("exports.py", tree, "libsample", "--needed", r"libm\..*")
    return gate("objects.py", tree, "libsample")


def record(tree, recorded):
    for arguments in (("baseline.py", tree, "libsample", recorded + ".xml", "--update"),
                      ("constants.py", tree, recorded + ".txt", "--update")):
        code, text = gate(*arguments)
        if code != 0:
            raise SystemExit("cannot record the sample: " + text)


def attempt(name, folder, edits, first=()):
    """Records the sample (after the edits of first), breaks it; the tree and the record."""
    tree = os.path.join(folder, re.sub(r"\W", "-", name))
    shutil.copytree(os.path.join(HERE, "sample"), tree)
    recorded = os.path.join(folder, "sample")
    if first:
        edit(tree, first)
        recorded = tree
        record(tree, recorded)
    edit(tree, edits)
    return tree, recorded


def refused(name, folder, entry):
    first, edits = ((entry[0], entry[3]) if len(entry) == 4 else ((), entry[0]))
    tree, recorded = attempt(name, folder, edits, first)
    code, text = ask(entry[1], tree, recorded)
    return code == 1 and re.search(entry[2], text), text


def passed(name, folder, edits):
    tree, recorded = attempt("allowed " + name, folder, edits)
    answers = [ask(g, tree, recorded) for g in ("baseline", "constants", "exports", "objects")]
    return all(code == 0 for code, _ in answers), "".join(text for _, text in answers)


def main():
    tools.need("gcc", "abidw", "nm", "objdump", "readelf")
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        record(os.path.join(HERE, "sample"), os.path.join(folder, "sample"))
        for table, judge, word in ((BREAKAGES, refused, "refused"), (ALLOWED, passed, "allowed")):
            for name in (n for n in table if wanted in n):
                good, text = judge(name, folder, table[name])
                failures += not good
                print("%s: %s%s" % ("ok" if good else "FAIL: not " + word, name, "" if good else "\n" + text))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
