"""Counts what meson's test logs say; the last line is the verdict over all of them.

Arguments: NAME=FOLDER for each build whose meson-logs are to be read (NAME=FOLDER:LOG when the log
has another name), and NAME! for a build that failed before it could test anything.
"""
import json
import pathlib
import sys
import xml.etree.ElementTree as xml


def checks(junit):
    """Yields (test, check, outcome) for every single check of a junit log."""
    for suite in xml.parse(junit).getroot().iter("testsuite"):
        for case in suite.iter("testcase"):
            tags = {child.tag for child in case}
            if tags & {"failure", "error"}:
                outcome = "failed"
            elif "skipped" in tags:
                outcome = "skipped"
            else:
                outcome = "passed"
            yield suite.get("name"), case.get("name"), outcome


def unexplained(tests, counted):
    """Tests that went wrong as a whole though each check in their report passed."""
    failed = sum(outcome == "failed" for _, _, outcome in counted)
    bad = [t["name"] for t in tests if t["result"] in ("FAIL", "ERROR", "TIMEOUT", "INTERRUPT")]
    return bad if len(bad) > failed else []


def read(folder, log):
    base = pathlib.Path(folder) / "meson-logs" / log
    lines = base.with_suffix(".json").read_text().splitlines()
    tests = [json.loads(line) for line in lines]
    counted = list(checks(base.with_suffix(".junit.xml")))
    counted += [(name, "ended badly", "failed") for name in unexplained(tests, counted)]
    return counted


def main(arguments):
    total = {"passed": 0, "failed": 0, "skipped": 0}
    for argument in arguments:
        build, _, place = argument.partition("=")
        if build.endswith("!"):
            counted = [(build[:-1], "build", "failed")]
        else:
            folder, _, log = place.partition(":")
            try:
                counted = read(folder, log or "testlog")
            except FileNotFoundError:
                counted = []
            counted = counted or [(build, "no test ran", "failed")]
        build = build.rstrip("!")
        for outcome in ("skipped", "failed"):
            for test, check, found in counted:
                if found == outcome:
                    print(f"{outcome} ({build}): {test}: {check}")
        sums = {outcome: sum(c[2] == outcome for c in counted) for outcome in total}
        print(f"{build}: " + ", ".join(f"{n} {outcome}" for outcome, n in sums.items()))
        for outcome, n in sums.items():
            total[outcome] += n
    print(", ".join(f"{n} {outcome}" for outcome, n in total.items()))
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
