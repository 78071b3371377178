"""`incident mine`: the rule behind recorded verdicts, on the real log and on small ones; what it writes
is what `incident replay` reads."""
import json
import os
import re
import sys
import tempfile

import tool

FOLDER = os.path.join(tool.SHARED, 'data', 'uci-incident')
FULL = os.path.join(FOLDER, 'dev_opened_before_2016-04-01.csv')
HEADER = 'number,incident_state,sys_updated_at,opened_at,resolved_at,closed_at,priority,made_sla\n'
DAYS = ['2/3/2026', '3/3/2026', '4/3/2026', '5/3/2026']


def row(number, opened, resolved, closed, priority, made_sla):
    return '%s,Closed,%s,%s,%s,%s,%s,%s\n' % (number, closed if closed != '?' else opened, opened,
                                               resolved, closed, priority, made_sla)


def office_log(more=''):
    """Monday to Friday, 9 to 17: four hours to the closing of the incident are in time."""
    lines = []
    for i in range(120):
        start = 9 * 60 + i * 7 % 480
        length = 30 + i * 53 % 420
        end = start + length
        day = i % 4
        next_day = end > 17 * 60
        if next_day:
            end += 16 * 60 - 1440
        closed = '%s %d:%02d' % (DAYS[day] if not next_day else '%d/3/2026' % (day + 3), end // 60, end % 60)
        opened = '%s %d:%02d' % (DAYS[day], start // 60, start % 60)
        lines.append(row('I%d' % i, opened, opened, closed, '3 - Moderate',
                         'true' if length <= 240 else 'false'))
    return tool.log_file(HEADER + ''.join(lines) + more)


def mine(log, *arguments, code=0):
    done = tool.incident('mine', '--output', 'json', *arguments, log, code=code)
    return json.loads(done.stdout), done.stderr


def real_log():
    if not os.path.exists(FULL):
        raise tool.Skip('uci-incident is not among the shared data')
    return FULL


def test_the_real_log():
    got, stderr = mine(real_log())
    third = got['targets']['P3']
    assert stderr == ''
    assert third['explained'] >= 0.998 * (third['met'] + third['breached']), third
    assert got['rule']['to'] == 'closed_at' and got['rule']['explained'] >= 0.998 * got['rule']['n']
    assert got['targets']['P1']['target'] is None and got['targets']['P2']['target'] is None
    assert len(got['contradictions']) == got['rule']['n'] - got['rule']['explained']


def test_replay_reads_the_rules_and_agrees():
    with tempfile.TemporaryDirectory() as folder:
        rules = os.path.join(folder, 'rules.json')
        got, _ = mine(real_log(), '--out', rules)
        replayed, _ = tool.replay(FULL, rules=rules)
        tool.incident('lint', rules)
    for priority, counts in replayed['made_sla_reproduced'].items():
        assert counts['agree'] == got['targets'][priority]['explained'], (priority, counts)
    assert set(replayed['made_sla_reproduced']) == {'P3', 'P4'}


def test_a_small_log():
    with office_log() as log:
        got, _ = mine(log.name)
        text = tool.incident('mine', log.name).stdout
    assert got['rows'] == 120 and got['contradictions'] == []
    assert got['rule']['explained'] == 120 and got['rule']['to'] == 'closed_at', got['rule']
    assert got['rule']['weight'] == 0
    assert re.search(r'The rule: .* \(UTC\), from opened_at to closed_at', text), text
    assert 'explains 120 of 120 verdicts, 100.00 %' in text
    assert 'Contradictions' not in text


def test_contradictions_are_listed_up_to_a_number():
    # Met after two days, and breached after five minutes.
    wrong = ''.join(row('W%d' % i, '2/3/2026 10:00', '2/3/2026 10:00',
                        '4/3/2026 10:00' if i % 2 else '2/3/2026 10:05', 3,
                        'true' if i % 2 else 'false') for i in range(4))
    with office_log(wrong) as log:
        got, _ = mine(log.name)
        text = tool.incident('mine', '--contradictions', '1', log.name).stdout
        none = tool.incident('mine', '--contradictions', '0', log.name).stdout
    assert [c['number'] for c in got['contradictions']] == ['W0', 'W1', 'W2', 'W3'], got
    assert [c['recorded'] for c in got['contradictions']] == ['breached', 'met'] * 2
    assert got['contradictions'][0]['counted'] == '5m'
    assert got['rule']['weight'] == 4
    assert '  W0 P3: recorded as breached, counted 5m from 2026-03-02T10:00:00Z' in text
    assert 'W1' not in text and '  and 3 more\n' in text
    assert 'W0' not in none and '  and 4 more\n' in none


def test_what_is_left_out_is_counted():
    more = (row('A', '2/3/2026 9:00', '?', '?', 3, 'true') +
            row('B', '2/3/2026 9:00', '2/3/2026 8:00', '2/3/2026 10:00', 3, 'true') +
            row('C', '2/3/2026 9:00', '2/3/2026 9:00', '2/3/2026 10:00', '?', 'true') +
            row('D', '2/3/2026 9:00', '2/3/2026 9:00', '2/3/2026 10:00', 3, '?') +
            row('E', '2/3/2026 9:00', '2/3/2026 9:00', '2/3/2026 25:00', 3, 'true'))
    with office_log(more) as log:
        got, stderr = mine(log.name)
        text = tool.incident('mine', log.name).stdout
        tool.incident('mine', '--strict', log.name, code=1)
    assert got['left_out'] == {'untold': 2, 'spoiled': 1, 'missing': 1, 'negative': 1}, got
    assert got['rows'] == 120 and got['incidents'] == 125
    assert 'closed_at: no date' in stderr
    for line in ('2 without made_sla or priority', '1 with a bad cell',
                 '1 neither resolved nor closed', '1 that end before they begin'):
        assert '  left out: %s\n' % line in text, text


def test_too_few_verdicts_are_no_rule():
    with tempfile.TemporaryDirectory() as folder, office_log() as log:
        out = os.path.join(folder, 'rules.json')
        got, _ = mine(log.name, '--fewest', '100', '--out', out, code=1)
        text = tool.incident('mine', '--fewest', '100', log.name, code=1).stdout
        assert not os.path.exists(out)
    assert got['rule'] is None and got['targets']['P3']['target'] is None
    assert got['targets']['P3']['most'] is None
    assert 'No rule: no priority has enough incidents of either verdict\n' in text
    assert 'not known' in text


def test_a_log_without_verdicts_or_rows():
    with tool.log_file(HEADER) as log:
        assert mine(log.name, code=1)[0]['rows'] == 0
    with tool.log_file('number,incident_state,sys_updated_at,opened_at\nA,New,2/3/2026 9:00,'
                       '2/3/2026 9:00\n') as log:
        assert mine(log.name, code=1)[0]['left_out']['untold'] == 1


def test_a_zone_of_ones_own():
    with office_log() as log:
        got, _ = mine(log.name, '--zone', 'Asia/Kolkata')
        assert got['rule']['zone'] == 'Asia/Kolkata'
        done = tool.incident('mine', '--zone', 'Mars/Olympus', log.name, code=3)
    assert 'Mars/Olympus' in done.stderr


def test_the_zone_of_the_dates():
    with tempfile.TemporaryDirectory() as folder, office_log() as log:
        columns = os.path.join(folder, 'map.json')
        with open(columns, 'w', encoding='utf-8') as file:
            json.dump({'columns': {'number': 'number', 'state': 'incident_state',
                                   'updated_at': 'sys_updated_at', 'opened_at': 'opened_at',
                                   'closed_at': 'closed_at', 'priority': 'priority',
                                   'made_sla': 'made_sla'}, 'zone': 'Europe/Brussels'}, file)
        got, _ = mine(log.name, '--columns', columns)
    assert got['rule']['zone'] == 'Europe/Brussels' and got['rule']['explained'] == 120


def test_usage():
    for arguments in (['mine'], ['mine', 'one', 'two'], ['mine', '--fewest', '0', 'x'],
                      ['mine', '--fewest', 'few', 'x'], ['mine', '--fewest', '9999999999', 'x'],
                      ['mine', '--contradictions', '-1', 'x'], ['mine', '--output', 'xml', 'x'],
                      ['mine', '--fast'], ['mine', '--out']):
        done = tool.incident(*arguments, code=2)
        assert done.stdout == '' and done.stderr.count('\n') == 1, (arguments, done.stderr)
    assert tool.incident('mine', 'no-such.csv', code=3).stderr.count('\n') == 1


def test_rules_that_cannot_be_written():
    with office_log() as log:
        done = tool.incident('mine', '--out', '/no/such/folder/rules.json', log.name, code=3)
    assert "cannot open '/no/such/folder/rules.json'" in done.stderr


if __name__ == '__main__':
    tool.main(sys.modules[__name__])
