"""What the gates share: the libraries of the project, reading headers, compiling with fixed flags."""
import glob
import os
import re
import shutil
import subprocess
import sys

SKIP = 77


class Library:
    """A shared library of the project: where its sources, headers and version script are."""

    def __init__(self, name, root, sources, headers, script, packages=(), needs=()):
        self.name, self.root, self.packages, self.needs = name, root, list(packages), list(needs)
        self.sources = sorted(p for s in sources for p in glob.glob(os.path.join(root, s)))
        self.headers = sorted(p for h in headers for p in glob.glob(os.path.join(root, h)))
        self.script = os.path.join(root, script)
        self.include = os.path.join(root, "include")


ADD_ONS = ("conformance", "json", "ical")


def project(root):
    core = Library("libincident", root, ["src/%s/*.c" % r for r in ("base", "time", "rules", "facts", "incident", "kpi", "store", "desk")],
                   ["include/incident/*.h"], "src/incident.map")
    core.headers = [h for h in core.headers if os.path.basename(h)[:-2] not in ADD_ONS]
    suite = Library("libincident-conformance", root,
                    [os.path.join("src/conformance", s) for s in ("laws_*.c", "make.c", "suite.c")],
                    ["include/incident/conformance.h"], "src/conformance/incident-conformance.map", (), [core])
    json = Library("libincident-json", root, ["src/json/*.c"], ["include/incident/json.h"],
                   "src/json/incident-json.map", ["jansson"], [core])
    ical = Library("libincident-ical", root, ["src/ical/*.c"], ["include/incident/ical.h"],
                   "src/ical/incident-ical.map", ["libical"], [core])
    return {lib.name: lib for lib in (core, suite, json, ical)}


def sample(root):
    return {"libsample": Library("libsample", root, ["src/*.c", "src/base/*.c"], ["include/incident/*.h"],
                                 "src/sample.map")}


def libraries(root):
    """The libraries of a tree: the project's, or the gates' own sample."""
    return sample(root) if os.path.exists(os.path.join(root, "src/sample.map")) else project(root)


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        raise SystemExit("command failed: %s\n%s" % (" ".join(command), done.stdout))
    return done.stdout


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            skip("%s is not installed" % program)


def skip(reason):
    print("SKIPPED: " + reason)
    sys.exit(SKIP)


def verdict(problems, done):
    """Prints one line per problem and ends the program."""
    for problem in problems:
        print("FAIL: " + problem)
    if not problems:
        print("ok: " + done)
    sys.exit(1 if problems else 0)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def code_of(path):
    """The text of a C file without comments; strings stay, line numbers too."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''

    def blank(match):
        text = match.group(0)
        return text if text[0] in "\"'" else " " + "\n" * text.count("\n")
    return re.sub(pattern, blank, read(path), flags=re.S)


def declared(headers):
    """Names of all functions declared with INC_API."""
    names = set()
    for header in headers:
        code = re.sub(r"^\s*#(?:[^\n]*\\\n)*[^\n]*", "", code_of(header), flags=re.M)
        for text in re.findall(r"\bINC_API\b([^;{]*)[;{]", code):
            found = re.match(r"[^()]*?\b(\w+)\s*\(", text)
            names.add(found.group(1) if found else text.split()[-1])
    return names


def listed(script):
    """Names that a version script exports, and its nodes."""
    code = code_of(script)
    names = set()
    for body in re.findall(r"global:(.*?)(?:local:|\})", code, flags=re.S):
        names.update(n.strip() for n in body.split(";") if n.strip())
    return names, re.findall(r"^\s*(\w[\w.]*)\s*\{", code, flags=re.M)


def exported(library):
    """Dynamic symbols that a shared library defines: name -> kind letter. Version nodes left out."""
    symbols = {}
    for line in run(["nm", "-D", "--defined-only", library]).splitlines():
        fields = line.split()
        if fields[-2] != "A":
            symbols[fields[-1].split("@")[0]] = fields[-2]
    return symbols


def needed(library):
    return re.findall(r"\(NEEDED\).*\[(.*)\]", run(["readelf", "-dW", library]))


def package_flags(library, what):
    flags = []
    for package in library.packages:
        done = subprocess.run(["pkg-config", what, package], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
        if done.returncode != 0:
            skip("%s: pkg-config does not know %s" % (library.name, package))
        flags += done.stdout.split()
    return flags


def compile_objects(library, folder, compiler="gcc", flags=("-g", "-O0")):
    """One object per source, two at a time, with flags that do not depend on the build folder."""
    base = [compiler, "-std=c11", "-fPIC", "-fvisibility=hidden", *flags, "-Iinclude", "-Isrc",
            *package_flags(library, "--cflags"), "-c"]
    folder = os.path.abspath(folder)
    os.makedirs(folder, exist_ok=True)
    objects, running = [], []

    def finish(entry):
        source, process = entry
        text = process.communicate()[0]
        if process.returncode != 0:
            raise SystemExit("cannot compile %s\n%s" % (source, text))
    for source in library.sources:
        source = os.path.relpath(source, library.root)
        objects.append(os.path.join(folder, source.replace(os.sep, "-")[:-2] + ".o"))
        running.append((source, subprocess.Popen([*base, source, "-o", objects[-1]], text=True,
                                                 cwd=library.root, stdout=subprocess.PIPE,
                                                 stderr=subprocess.STDOUT)))
        if len(running) == 2:
            finish(running.pop(0))
    for entry in running:
        finish(entry)
    if not objects:
        raise SystemExit("%s has no sources under %s" % (library.name, library.root))
    return objects


def link(library, objects, folder, compiler="gcc"):
    """The shared library of those objects; undefined symbols of the core are left to the loader."""
    path = os.path.join(folder, library.name + ".so.0")
    strict = [] if library.needs else ["-Wl,-z,defs"]
    run([compiler, "-shared", "-Wl,-soname," + library.name + ".so.0", *strict, "-Wl,--as-needed",
         "-Wl,--version-script," + library.script, *objects, "-o", path,
         *package_flags(library, "--libs")])
    return path
