"""Counts what meson's test logs say; the last line is the verdict over all of them.

Arguments: NAME=FOLDER for each build whose meson-logs are to be read (NAME=FOLDER:LOG when the log
has another name), NAME+ for a step without a log that went well, and NAME! for one that failed.
"""
import json
import pathlib
import sys
import xml.etree.ElementTree as xml

OUTCOMES = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}


def outcome(case):
    tags = {child.tag for child in case}
    if tags & {"failure", "error"}:
        return "failed"
    return "skipped" if "skipped" in tags else "passed"


def reports(junit):
    """The single checks of each test that reported them: {test: [(check, outcome)]}."""
    found = {}
    for suite in xml.parse(junit).getroot().iter("testsuite"):
        project, _, test = suite.get("name").partition(".")
        if test:
            found[test] = [(case.get("name"), outcome(case)) for case in suite.iter("testcase")]
    return found


def count(test, checks):
    """Yields (test, check, outcome); a test that ended badly counts though its checks passed."""
    name, result = test["name"], OUTCOMES.get(test["result"], "failed")
    for check, found in checks:
        yield name, check, found
    if not checks or (result == "failed" and all(found != "failed" for _, found in checks)):
        yield name, test["result"], result


def read(folder, log):
    base = pathlib.Path(folder) / "meson-logs"
    checks = reports(base / f"{log}.junit.xml")
    for line in (base / f"{log}.json").read_text().splitlines():
        test = json.loads(line)
        yield from count(test, checks.get(test["name"], []))


def read_build(argument):
    build, _, place = argument.partition("=")
    if build[-1] in "+!":
        return build[:-1], [(build[:-1], "step", "passed" if build[-1] == "+" else "failed")]
    folder, _, log = place.partition(":")
    try:
        counted = list(read(folder, log or "testlog"))
    except FileNotFoundError:
        counted = []
    return build, counted or [(build, "no test ran", "failed")]


def main(arguments):
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for argument in arguments:
        build, counted = read_build(argument)
        for wanted in ("skipped", "failed"):
            for test, check, found in counted:
                if found == wanted:
                    print(f"{wanted} ({build}): {test}: {check}")
        sums = {wanted: sum(c[2] == wanted for c in counted) for wanted in total}
        print(f"{build}: " + ", ".join(f"{n} {wanted}" for wanted, n in sums.items()))
        for wanted, n in sums.items():
            total[wanted] += n
    print(", ".join(f"{n} {wanted}" for wanted, n in total.items()))
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
