#!/usr/bin/env python3
"""Counts the instructions of each lane of bench_calendar with callgrind, which no noise reaches, and
prints the same ratios that bench_calendar measures in time.

usage: bench_count.py PROGRAM [ITEMS]
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile


def lanes(program, items, folder):
    """What bench_calendar --lanes prints, and {lane: instructions}."""
    profile = os.path.join(folder, 'profile')
    plan = subprocess.run(['valgrind', '--quiet', '--tool=callgrind',
                           '--callgrind-out-file=' + profile, program, '--lanes', '--items', items],
                          stdout=subprocess.PIPE, check=True, text=True).stdout
    annotated = subprocess.run(['callgrind_annotate', '--inclusive=yes', '--threshold=100', profile],
                               stdout=subprocess.PIPE, check=True, text=True).stdout
    counts = {}
    for found in re.finditer(r'^\s*([\d,]+)\s.*:(lane_\w+) \[', annotated, re.MULTILINE):
        counts[found[2]] = int(found[1].replace(',', ''))
    return [line.split('|') for line in plan.splitlines()], counts


def main():
    if not shutil.which('valgrind'):
        print('SKIPPED: instruction counts: valgrind is not installed')
        return
    with tempfile.TemporaryDirectory() as folder:
        plan, counts = lanes(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else '20000', folder)
    print('%-54s %9s  %s' % ('ratio of instructions', '', 'instructions of an item: upper, lower'))
    for title, upper, lower, upper_items, lower_items, _, _ in plan:
        # A lane may run in several races.
        runs = [sum(lane in race[1:3] for race in plan) for lane in (upper, lower)]
        above = counts[upper] / runs[0] / int(upper_items)
        below = counts[lower] / runs[1] / int(lower_items)
        print('%-54s %9.2f  %.1f, %.1f' % (title, above / below, above, below))


if __name__ == '__main__':
    main()
