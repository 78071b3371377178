#!/usr/bin/env python3
"""Races the library against its peers: adding 8 working hours, and the working time of 90 days.

Every side is a process that reads the same sample and then obeys words on standard input: `answers`
prints all results (instants in seconds, then spans in minutes), `add` and `between` go once through
the sample and print the nanoseconds of one call. Only calls are timed, in processor time; start-up,
parsing and the making of calendars are not. Rounds are interleaved: library, peer, library, peer.

The sample is what all peers get right: office hours Monday to Friday 09:00 to 17:00 in UTC, two
years with ten holidays each, starts at whole minutes inside the hours, spans from and to whole
hours inside them.

usage: bench_peers.py [--build DIR] [--modules DIR] [--rounds N] [--check]

DIR: the build folder with tests/bench/peer_library, and the folder that holds node_modules.
"""
import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PYTHON = '/usr/bin/python3' if os.path.exists('/usr/bin/python3') else sys.executable
YEARS = (2024, 2025)
HOLIDAYS = ['%d-%s' % (year, day) for year in YEARS
            for day in ('01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25')]
HOLIDAYS += ['2024-04-01', '2024-05-09', '2024-05-20', '2025-04-21', '2025-05-29', '2025-06-09']
STARTS, SPANS = 400, 40
TARGETS = {'add': 1000, 'between': 10000}
TITLES = {'add': 'add 8 hours', 'between': 'between over 90 days'}


def open_day(day):
    return day.weekday() < 5 and day.isoformat() not in HOLIDAYS


def moment(day, minute):
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
    return int(midnight.timestamp()) + 60 * minute


def sample():
    """Lines of the sample file."""
    chance = random.Random(2)
    first = date(YEARS[0], 1, 1)
    days = [first + timedelta(n) for n in range(640)]
    starts = [day for day in days if open_day(day)]
    spans = [day for day in starts if open_day(day + timedelta(90))]
    lines = ['holiday ' + day for day in HOLIDAYS]
    for _ in range(STARTS):
        lines.append('start %d' % moment(chance.choice(starts), chance.randrange(541, 1020)))
    for _ in range(SPANS):
        day = chance.choice(spans)
        lines.append('span %d %d' % (moment(day, 60 * chance.randrange(10, 17)),
                                     moment(day + timedelta(90), 60 * chance.randrange(10, 17))))
    return lines


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
            sys.exit('bench_peers: %s ended' % self.name)
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def runs(command, **environment):
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          env={**os.environ, **environment}).returncode == 0


def peers(path, modules):
    """The peers that this machine has; says which it has not."""
    node = {'NODE_PATH': os.path.join(modules, 'node_modules')}
    known = [
        ('pandas CustomBusinessHour', [PYTHON, '-c', 'import pandas'],
         [PYTHON, os.path.join(HERE, 'peer_pandas.py'), path], {}),
        ('Business::Hours', ['perl', '-MBusiness::Hours', '-e', '1'],
         ['perl', os.path.join(HERE, 'peer_hours.pl'), path], {}),
        ('dayjs-business-time', ['node', '-e', 'require("dayjs-business-time")'],
         ['node', os.path.join(HERE, 'peer_dayjs.js'), path], node),
    ]
    for name, probe, command, environment in known:
        if runs(probe, **environment):
            yield Side(name, command, **environment)
        else:
            print('SKIPPED: %s is not installed' % name)


def compare(library, peer):
    ours, theirs = (side.ask('answers').split() for side in (library, peer))
    wrong = sum(a != b for a, b in zip(ours, theirs))
    if wrong or len(ours) != len(theirs):
        print('%s: %d of %d answers differ: nothing to compare' % (peer.name, wrong, len(ours)))
        return False
    return True


def race(library, peer, rounds):
    held = True
    for word in TARGETS:
        peer.ask(word)
        pairs = [(float(library.ask(word)), float(peer.ask(word))) for _ in range(rounds)]
        ratios = [theirs / ours for ours, theirs in pairs]
        median = statistics.median(ratios)
        title = '%s: %s' % (TITLES[word], peer.name)
        print('%-54s %9.0f  (%.0f to %.0f)  %.0f ns, %.1f ns' % (
            title, median, min(ratios), max(ratios), statistics.median(t for _, t in pairs),
            statistics.median(o for o, _ in pairs)))
        fine = median >= TARGETS[word]
        print('target %s / library, at least %d: %s' % (title, TARGETS[word],
                                                        'held' if fine else 'MISSED'))
        held &= fine
    return held


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--build', default=os.path.join(ROOT, 'build', 'bench'))
    parser.add_argument('--modules', default=os.path.join(ROOT, 'build', 'bench'))
    parser.add_argument('--rounds', type=int, default=11)
    parser.add_argument('--check', action='store_true', help='compare the answers only')
    options = parser.parse_args()
    with tempfile.NamedTemporaryFile('w', suffix='.txt') as file:
        file.write('\n'.join(sample()) + '\n')
        file.flush()
        library = Side('library', [os.path.join(options.build, 'tests', 'bench', 'peer_library'),
                                   file.name])
        held = True
        if not options.check:
            print('%-54s %9s  %s' % ('ratio: peer / library, %d interleaved pairs each'
                                     % options.rounds, 'median', '(range)  cost of a call: both'))
        for peer in peers(file.name, options.modules):
            same = compare(library, peer)
            if same and options.check:
                print('%s answers the same' % peer.name)
            held &= same and (options.check or race(library, peer, options.rounds))
            peer.close()
        library.close()
    sys.exit(0 if held else 1)


if __name__ == '__main__':
    main()
