#!/usr/bin/env python3
"""Races the library's aggregates against DuckDB, and merging against recomputing.

Both sides hold 5,000,000 incidents in memory and group them by priority and month with count, sum,
median and 90th percentile: DuckDB with two threads, the library with one. Wall time, interleaved
pairs. First both print all cells: counts and sums must be equal, percentiles too (1e-9).

usage: bench_kpi.py --build DIR [--modules DIR] [--pairs N] [--rows N] [--check]
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


class Side:
    def __init__(self, name, command, **environment):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env={**os.environ, 'TZ': 'UTC', **environment})

    def ask(self, word):
        self.process.stdin.write(word + '\n')
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit('bench_kpi: %s ended' % self.name)
        return answer.split()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def differ(ours, theirs):
    a, b = ours.split(','), theirs.split(',')
    if a[:3] != b[:3] or int(a[3]) != int(b[3]):
        return True
    return any(abs(float(x) - float(y)) > 1e-9 * abs(float(y)) + 1e-6 for x, y in zip(a[4:], b[4:]))


def compare(library, peer):
    ours, theirs = (sorted(side.ask('answers')) for side in (library, peer))
    wrong = [pair for pair in zip(ours, theirs) if differ(*pair)]
    if wrong or len(ours) != len(theirs):
        print('%d of %d cells differ, first %s' % (len(wrong), len(ours), wrong[:1]))
        return False
    print('%d cells are equal: counts, sums, median, p90' % len(ours))
    return True


def race(library, peer, word, title, pairs, target):
    ratios, ours, theirs = [], [], []
    for _ in range(pairs):
        a, b = float(library.ask(word)[0]), float(peer.ask('run')[0])
        ours.append(a)
        theirs.append(b)
        ratios.append(b / a)
    median = statistics.median(ratios)
    print('%-58s %8.2f  (%.2f to %.2f)  %.0f ms, %.0f ms' %
          (title, median, min(ratios), max(ratios), statistics.median(ours) / 1e6,
           statistics.median(theirs) / 1e6))
    if not target:
        return True
    held = median >= target
    print('target %s, at least %g: %s' % (title, target, 'held' if held else 'MISSED'))
    return held


def duckdb(modules, rows):
    environment = {'NODE_PATH': os.path.join(modules, 'node_modules')}
    probe = ['node', '-e', 'require("@duckdb/node-api")']
    if not shutil.which('node') or subprocess.run(
            probe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, **environment}).returncode != 0:
        print('SKIPPED: DuckDB (@duckdb/node-api) is not installed')
        return None
    return Side('DuckDB', ['node', os.path.join(HERE, 'peer_duckdb.js'), str(rows)], **environment)


def merge(library, rounds):
    shares, sizes = [], []
    for _ in range(rounds):
        merged, recomputed, size = (float(word) for word in library.ask('merge'))
        shares.append(100 * merged / recomputed)
        sizes.append(size)
    median = statistics.median(shares)
    title = 'merging 365 daily aggregates / recomputing them, per cent'
    print('%-58s %8.3f  (%.3f to %.3f)' % (title, median, min(shares), max(shares)))
    print('365 daily aggregates of 100 incidents a day, all definitions: %.0f bytes' % sizes[0])
    held = median < 1
    print('target %s, below 1: %s' % (title, 'held' if held else 'MISSED'))
    print('target a year of daily aggregates, below 1,000,000 bytes: %s' %
          ('held' if sizes[0] < 1e6 else 'MISSED'))
    return held and sizes[0] < 1e6


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True)
    parser.add_argument('--modules', default='')
    parser.add_argument('--pairs', type=int, default=21)
    parser.add_argument('--rows', type=int, default=5000000)
    parser.add_argument('--check', action='store_true', help='compare the answers only')
    options = parser.parse_args()
    # Memory that is given back stays with the process: page faults are not what is raced.
    library = Side('libincident', [os.path.join(options.build, 'tests', 'bench', 'bench_kpi'),
                                   str(options.rows), '365' if options.check else '36500'],
                   MALLOC_TRIM_THRESHOLD_='1000000000', MALLOC_TOP_PAD_='100000000')
    peer = duckdb(options.modules or options.build, options.rows)
    held = peer is None or compare(library, peer)
    if options.check:
        library.ask('merge')
        library.ask('group')
    elif held:
        if peer:
            title = 'DuckDB / library, 5,000,000 rows by priority and month'
            held = race(library, peer, 'group', title, options.pairs, 1)
            race(library, peer, 'exact', title + ', exact', max(3, options.pairs // 4), 0)
        held = merge(library, 3) and held
    library.close()
    if peer:
        peer.close()
    return 0 if held else 1


if __name__ == '__main__':
    sys.exit(main())
