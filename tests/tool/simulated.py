"""Simulated logs, whole, shuffled, cut and dirtied: the tool against replay_baseline.py."""
import csv
import io
import os
import random
import subprocess
import sys

import tool

BACKLOG = ['2026-02-01', '2026-03-01']


def rows_of(*arguments):
    return list(csv.reader(io.StringIO(tool.simulate(*arguments))))


def text_of(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator='\n').writerows(rows)
    return out.getvalue()


def check(rows, *without):
    log = tool.log_file(text_of(rows))
    options = [argument for instant in BACKLOG for argument in ('--backlog', instant)]
    got, stderr = tool.replay(log.name, *options)
    expected = tool.baseline(log.name, *BACKLOG)
    for key in without:
        del expected[key]
    tool.assert_contains(expected, got)
    return got, stderr


def test_the_same_seed_gives_the_same_bytes():
    one = tool.simulate('--incidents', '50', '--seed', '7')
    assert one == tool.simulate('--incidents', '50', '--seed', '7')
    assert one != tool.simulate('--incidents', '50', '--seed', '8')


def test_five_seeds():
    empty = 0
    for seed in range(5):
        got, stderr = check(rows_of('--incidents', '300', '--seed', str(seed)))
        assert stderr == '' and got['incidents'] == 300
        empty += got['matrix']['empty_cells']
    assert empty > 0, 'the UCI matrix leaves one cell empty'


def test_the_desk_s_own_rules_reproduce_its_verdicts():
    log = tool.log_file(tool.simulate('--incidents', '800', '--seed', '3'))
    got, _ = tool.replay(log.name, rules=tool.DESK_RULES)
    assert got['matrix']['mismatches'] == 0
    assert got['reopen_count_from_states']['mismatches'] == 0
    assert got['reopened']['count'] > 0 and got['clocks']['resolve']['all']['breached'] > 0
    for share in got['made_sla_reproduced'].values():
        assert share['agree'] == share['of'] > 0, got['made_sla_reproduced']
    states = tool.simulate('--incidents', '800', '--seed', '3')
    assert ',-100,' in states, 'the odd state is there, and is no error'


def shuffled(rows, seed):
    """Incidents interleaved at random; the rows of each stay in order."""
    queues = {}
    for row in rows[1:]:
        queues.setdefault(row[0], []).append(row)
    order = [row[0] for row in rows[1:]]
    random.Random(seed).shuffle(order)
    return rows[:1] + [queues[number].pop(0) for number in order]


def test_shuffled_incidents():
    rows = rows_of('--incidents', '300')
    for seed in range(3):
        check(shuffled(rows, seed))


def test_shuffled_rows_run_backwards_and_are_counted():
    rows = rows_of('--incidents', '200')
    body = rows[1:]
    random.Random(1).shuffle(body)
    # The fold goes by the times of the moves, the baseline by their order in the file.
    got, _ = check(rows[:1] + body, 'reopen_count_from_states')
    assert got['time_runs_backwards'] > 0 and got['findings'] != {}


def test_a_cut_file():
    text = text_of(rows_of('--incidents', '60'))
    for place in range(len(text) - 1, len(text) - 1500, -97):
        log = tool.log_file(text[:place])
        got, stderr = tool.replay(log.name, '--backlog', '2026-02-01')
        tool.assert_contains(tool.baseline(log.name, '2026-02-01'), got)
        assert got['rejected_rows'] == stderr.count('row left out') <= 1


def dirtied(rows, seed):
    """Bad cells of every kind in one of twelve rows."""
    generator = random.Random(seed)
    place = {name: i for i, name in enumerate(rows[0])}
    reopened = {row[0] for row in rows[1:] if row[place['reopen_count']] != '0'}
    kinds = [('opened_at', '31/2/2026 10:00'), ('opened_at', '1/13/2026 10:00'),
             ('resolved_at', '1/1/2026 24:00'), ('closed_at', 'soon'), ('impact', '9 - What'),
             ('urgency', 'Medium'), ('priority', '0'), ('priority', '77 - x'),
             ('made_sla', 'maybe'), ('reopen_count', '-1'), ('reassignment_count', '1.5'),
             ('sys_updated_at', '1/1/26 10:00'), ('resolved_at', '1/1/2020 10:00'),
             ('impact', '?'), ('resolved_at', '')]
    for row in rows[1:]:
        if generator.randrange(12):
            continue
        name, value = generator.choice(kinds)
        # The instant of a reopen is a fact of the clock; without it the tool leaves the clock out.
        if name != 'sys_updated_at' or row[0] not in reopened:
            row[place[name]] = value
    for _ in range(5):
        row = generator.randrange(1, len(rows))
        rows[row] = rows[row][:-1] if generator.randrange(2) else rows[row] + ['more']
    rows[generator.randrange(1, len(rows))][0] = '?'
    return rows


def test_dirty_logs_leave_out_what_is_spoiled():
    for seed in range(6):
        rows = dirtied(rows_of('--incidents', '400', '--seed', str(seed)), seed)
        got, stderr = check(rows)
        assert len(got['rejected']) == len(stderr.splitlines()) > 100
        assert got['rejected_rows'] == stderr.count('row left out') > 1


def peak_of(text):
    """KiB at the end of the log, before the tool knows that it is the end."""
    tool_process = subprocess.Popen([tool.INCIDENT, 'replay', '--rules', tool.UCI_RULES, '-'],
                                    stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    with tool_process.stdin as stdin:
        stdin.write(text.encode())
        stdin.flush()
        with open('/proc/%d/status' % tool_process.pid, encoding='ascii') as status:
            peak = [line for line in status if line.startswith('VmHWM')]
    assert tool_process.wait(timeout=60) == 0
    return int(peak[0].split()[1])


def test_ten_times_the_events_need_no_more_memory():
    if not os.path.exists('/proc/self/status'):
        raise tool.Skip('no /proc')
    rows = rows_of('--incidents', '1500')
    fold = [row for row in rows[1:] for _ in range(10)]
    small, large = peak_of(text_of(rows)), peak_of(text_of(rows[:1] + fold))
    assert large < small + 512, 'peaks in KiB: %d, %d' % (small, large)
    more = peak_of(tool.simulate('--incidents', '15000'))
    assert more > small + 512, 'memory grows with incidents: %d, %d' % (small, more)


if __name__ == '__main__':
    tool.main(sys.modules[__name__])
