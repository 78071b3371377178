#!/usr/bin/env python3
"""How fast `incident replay` is: end to end, against a careful Python script that computes the same
figures (replay_baseline.py) and against a bare newline scan of the same file.

Runs interleaved pairs, so that a busy machine slows both alike; prints the median and the range of
the ratios, of wall time and of processor time, the peak memory, and a verdict for each demand.

usage: bench_replay.py [--build DIR] [--pairs N] [--log LOG.csv]

Without --log: the 59,354-event log of the shared data, or where that is absent one that
examples/simulate makes. DIR is a build folder (default build/release).
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PYTHON = '/usr/bin/python3' if os.path.exists('/usr/bin/python3') else sys.executable
SHARED = os.environ.get('INCIDENT_SHARED', os.path.join(os.path.dirname(ROOT), 'shared'))
UCI = os.path.join(SHARED, 'data', 'uci-incident', 'dev_opened_before_2016-04-01.csv')
RULES = os.path.join(ROOT, 'tests', 'data', 'uci-rules.json')
BACKLOG = ['2016-04-01', '2016-05-01', '2016-06-01']
AT_LEAST = 8.0
MIB_AT_MOST = 64


def run(command):
    """Wall and processor seconds, peak KiB and the output of a command."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if status != 0:
            sys.exit('bench_replay: failed: ' + ' '.join(command))
        out.seek(0)
        return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, out.read()


def line(name, ratios):
    print('%-44s %7.1f   (%.1f to %.1f)' % (name, statistics.median(ratios), min(ratios),
                                            max(ratios)))
    return statistics.median(ratios)


def verdict(fine, text):
    print('target replay: %s: %s' % (text, 'held' if fine else 'MISSED'))
    return fine


def same(tool, baseline):
    """The figures that both print must be equal, or the race is not fair."""
    for key, value in baseline.items():
        if isinstance(value, dict):
            if not same(tool.get(key, {}), value):
                return False
        elif tool.get(key) != value:
            return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--build', default=os.path.join(ROOT, 'build', 'release'))
    parser.add_argument('--pairs', type=int, default=15)
    parser.add_argument('--log')
    options = parser.parse_args()
    log = options.log or UCI
    made = None
    if not os.path.exists(log):
        made = tempfile.NamedTemporaryFile(suffix='.csv')
        subprocess.check_call([os.path.join(options.build, 'examples', 'simulate'), '--incidents',
                               '9000'], stdout=made)
        log = made.name
    incident = [os.path.join(options.build, 'examples', 'incident'), 'replay', '--rules', RULES,
                '--output', 'json']
    for instant in BACKLOG:
        incident += ['--backlog', instant]
    incident.append(log)
    baseline = [PYTHON, os.path.join(HERE, 'replay_baseline.py'), log] + BACKLOG
    scan = [os.path.join(options.build, 'tests', 'bench', 'newline_scan'), log]
    events = int(run(scan)[3]) - 1
    print('%s: %d events, %.1f MB, %d interleaved rounds' % (os.path.basename(log), events,
                                                            os.path.getsize(log) / 1e6,
                                                            options.pairs))
    rounds = [(run(incident), run(baseline), run(scan)) for _ in range(options.pairs)]
    figures = same(json.loads(rounds[0][0][3]), json.loads(rounds[0][1][3]))
    print('%-44s %7s   %s' % ('ratio', 'median', 'range'))
    wall = line('Python script / incident replay, wall', [b[0] / t[0] for t, b, _ in rounds])
    line('Python script / incident replay, processor', [b[1] / t[1] for t, b, _ in rounds])
    line('incident replay / newline scan, wall', [t[0] / s[0] for t, _, s in rounds])
    line('incident replay / newline scan, processor', [t[1] / s[1] for t, _, s in rounds])
    peak = max(t[2] for t, _, _ in rounds) / 1024
    print('%-44s %7.1f MiB   (the script: %.1f MiB)' % ('peak memory of incident replay', peak,
                                                        max(b[2] for _, b, _ in rounds) / 1024))
    fine = verdict(figures, 'both print the same figures')
    fine &= verdict(wall >= AT_LEAST, 'at least %g times faster than the Python script' % AT_LEAST)
    fine &= verdict(peak < MIB_AT_MOST, 'peak memory under %d MiB' % MIB_AT_MOST)
    sys.exit(0 if fine else 1)


if __name__ == '__main__':
    main()
