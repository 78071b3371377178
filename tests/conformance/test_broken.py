#!/usr/bin/env python3
"""The conformance suite finds every fault that a broken backend can be told to have, and no other.

usage: test_broken.py INCIDENT-CONFORMANCE BROKEN-BACKEND.so
"""
import os
import subprocess
import sys

# A fault, and a law that must be among those that fail.
FAULTS = {
    "forgets names": "a commit whose name was seen is answered as then",
    "one tenant": "events of other tenants, kinds and subjects are apart",
    "forgets redactions": "a redaction replaces an event and leaves the others",
    "forgets deletions": "a deleted row is gone, and can be written anew",
    "no transactions": "a commit of rows with one at a wrong revision writes nothing at all",
    "swallows conflicts": "a commit is refused unless it follows the last event",
    "counts from zero": "a commit is refused unless it follows the last event",
    "reads from the start": "1,000 events are read in pages of any size",
    "reads too little": "1,000 events are read in pages of any size",
    "one direction": "heads come in every order, both ways, in pages",
    "orders by key": "heads come in every order, both ways, in pages",
    "forgets cursors": "heads come in every order, both ways, in pages",
    "less is less or equal": "every column of heads compares as it should",
    "counts pages": "1,001 rows are two pages",
    "counts one more": "counts know neither limit nor cursor",
}
# What a backend may do.
FINE = ("", "gives more", "claims without a lease")


def run(program, backend, fault):
    done = subprocess.run([program, os.path.abspath(backend), fault], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    laws = [line for line in done.stdout.splitlines() if line.startswith(("ok ", "not ok "))]
    failed = [line.split(" - ", 1)[1] for line in laws if line.startswith("not ok ")]
    if (done.returncode != 0) != bool(failed) or not laws:
        print(done.stdout)
        raise SystemExit("FAIL: '%s' ended with %d" % (fault, done.returncode))
    return failed, done.stdout


def main():
    program, backend = sys.argv[1:]
    problems = []
    for fault, law in FAULTS.items():
        failed, _ = run(program, backend, fault)
        print("%s: %d laws fail" % (fault, len(failed)))
        if law not in failed:
            problems.append("'%s' was not found by '%s'" % (fault, law))
    for fault in FINE:
        failed, output = run(program, backend, fault)
        if failed:
            problems.append("'%s' is no fault, but failed:\n%s" % (fault, output))
    for problem in problems:
        print("FAIL: " + problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
