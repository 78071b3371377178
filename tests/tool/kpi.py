"""incident kpi and incident merge: figures of real logs against known answers, every output, and what
is refused."""
import csv
import decimal
import io
import json
import os
import pty
import random
import sqlite3
import subprocess
import sys
import tempfile

import tool

UCI = os.path.join(tool.SHARED, 'data', 'uci-incident')
CSTATE = os.path.join(tool.SHARED, 'data', 'status-history', 'cstate_jenkins-infra.csv')
MICROSECONDS = {'h': 3600 * 10**6, 'min': 60 * 10**6}


def kpi(*arguments, **options):
    """The JSON document of a kpi or merge, and its figures by (id, group values, label)."""
    command = 'kpi'
    if arguments[0] == 'merge':
        command, arguments = 'merge', arguments[1:]
    done = tool.incident(command, '--json', *arguments, **options)
    document = json.loads(done.stdout)
    figures = {(figure['id'], *figure['group'].values(), figure['label']): figure
               for figure in document['figures']}
    assert len(figures) == len(document['figures'])
    return document, figures


def in_unit(figure, name, unit):
    """A value of a figure, exactly; the mean from its sum."""
    if name == 'mean':
        return decimal.Decimal(figure['sum']) / (figure['n'] * MICROSECONDS[unit])
    return decimal.Decimal(figure[name]) / MICROSECONDS[unit]


def is_rounded(answer, exact):
    """Whether an answer of four decimals is right to the last; half-way, it may be either one."""
    return abs(decimal.Decimal(repr(answer)) - exact) <= decimal.Decimal('0.00005000000001')


def check_durations(answers, figure, unit='h'):
    """answers: mean, median, p90, p95 as far as they are known."""
    assert figure['exact']
    for name, answer in answers.items():
        exact = in_unit(figure, name, unit)
        assert is_rounded(answer, exact), (name, answer, exact)
    assert figure['value'] == figure['sum'] / figure['n']


def percent(figure):
    assert figure['value'] == figure['hits'] / figure['n']
    return round(100 * figure['value'], 4)


def check_hours(expected, figure):
    assert (figure['n'], figure['negative']) == (expected['n'], expected.get('negative_rejected', 0))
    check_durations({key[:-2]: value for key, value in expected.items() if key.endswith('_h')}, figure)


def check_recorded(expected, got, group, key):
    """The figures of all incidents, or of a priority: what expected.json has of them."""
    check_hours(expected['mttr'][key], got['recorded.mttr', *group, 'all'])
    made = got['recorded.made_sla', *group, 'all']
    answer = expected['sla_met_as_recorded'][key]
    if group:
        assert (made['hits'], made['n']) == (answer['met'], answer['of']), key
        return
    check_hours(expected['mtta'], got['recorded.mtta', 'all'])
    assert (made['hits'], percent(made)) == (answer['count'], answer['percent'])
    for name in ('reopened', 'reassigned', 'fcr_noreassign'):
        figure = got['recorded.' + name, 'all']
        assert {'count': figure['hits'], 'percent': percent(figure)} == expected[name], name
    for at, count in expected['backlog_not_closed_at'].items():
        assert got['recorded.backlog', at]['value'] == count, at


def check_uci(name):
    path = os.path.join(UCI, name)
    if not os.path.exists(path):
        raise tool.Skip('uci-incident is not among the shared data')
    with open(os.path.join(UCI, 'expected.json'), encoding='utf-8') as file:
        expected = json.load(file)[name]
    instants = [word for at in expected['backlog_not_closed_at'] for word in ('--instant', at)]
    options = ['--id', 'recorded.*', '--exact', '10000', '--rules', tool.UCI_RULES, *instants, path]
    document, got = kpi(*options)
    assert document['incidents'] == expected['incidents']
    check_recorded(expected, got, (), 'all')
    _, got = kpi('--by', 'priority', *options)
    for key in expected['mttr']:
        if key != 'all':
            check_recorded(expected, got, (int(key[1:]),), key)
    priorities = [key[1] for key in got if key[0] == 'recorded.mttr']
    assert ['P%d' % priority for priority in priorities] + ['all'] == list(expected['mttr'])


def test_uci_sample_as_recorded():
    check_uci('sample_400_incidents.csv')


def test_uci_full_as_recorded():
    check_uci('dev_opened_before_2016-04-01.csv')


def test_status_history():
    if not os.path.exists(CSTATE):
        raise tool.Skip('status-history is not among the shared data')
    for name in ('mttr', 'recorded.mttr'):
        _, got = kpi('--format', 'cstate', CSTATE)
        figure = got[name, 'all']
        assert (figure['n'], figure['negative'], figure['missing']) == (289, 8, 0), figure
        check_durations({'mean': 1669.0149, 'median': 120}, figure, 'min')
        document, got = kpi('--format', 'cstate', '--by', 'category', '--id', name, CSTATE)
        for group, n, mean, median in (('down', 110, 1204.4579, 120), ('notice', 53, 953.1481, 90),
                                       ('disrupted', 126, 2375.6991, 120)):
            assert got[name, group, 'all']['n'] == n
            check_durations({'mean': mean, 'median': median}, got[name, group, 'all'], 'min')
        assert len(got) == 3 and document['by'] == ['category']
    assert tool.incident('kpi', '--strict', '--format', 'cstate', CSTATE).stderr == ''


SNAPSHOT = '''site,file,title,date,resolvedWhen,resolved,severity,affected,minutes
x,a.md,Slow,2026-03-02 09:00:00,2026-03-02 10:00:00,true,down,api,60
x,b.md,Slow,2026-03-02T9:00:00+01:00,2026-03-02T8:30:00-00:00,true,down,api,30
x,c.md,Gone,2026-03-02T09:00:00,,true,notice,api|web,
x,d.md,Typo,2026-03-02T09:00:00-00:00,2026-03-01T09:00:00Z,true,notice,api,-1440
x,e.md,Open,2026-03-02T09:00:00-00:60,,false,notice,,
'''


def test_a_snapshot_tells_only_what_it_dates():
    log = tool.log_file(SNAPSHOT)
    lines = tool.incident('events', '--format', 'cstate', log.name)
    told = [json.loads(line) for line in lines.stdout.splitlines()]
    assert "opened_at: no date: '2026-03-02T09:00:00-00:60'" in lines.stderr
    assert [(line['subject'], line['happened']) for line in told if line['kind'] == 'resolved'] == [
        ('a.md', '2026-03-02T10:00:00Z'), ('b.md', '2026-03-02T08:30:00Z'),
        ('d.md', '2026-03-01T09:00:00Z')]
    assert {line['kind'] for line in told} == {'logged', 'classified', 'resolved', 'reported'}
    _, got = kpi('--format', 'cstate', '--id', 'mttr', '--id', 'throughput.opened', log.name)
    figure = got['mttr', 'all']
    assert (figure['n'], figure['negative'], figure['censored']) == (2, 1, 1), figure
    assert figure['value'] == 45 * MICROSECONDS['min'] and got['throughput.opened', 'all']['n'] == 4


def desk_log(seed=1, incidents=200):
    return tool.log_file(tool.simulate('--incidents', str(incidents), '--seed', str(seed)))


DESK = ['--rules', tool.DESK_RULES]


def test_a_log_and_its_event_lines_in_any_order_give_the_same():
    log = desk_log()
    lines = tool.incident('events', *DESK, log.name).stdout.splitlines(True)
    random.Random(7).shuffle(lines)
    shuffled = tool.log_file(''.join(lines))
    options = ['--by', 'priority,team', '--period', 'week', '--zone', 'Europe/Brussels',
               '--findings', *DESK]
    of_log, _ = kpi(*options, log.name)
    of_lines, _ = kpi(*options, '--events', shuffled.name)
    assert of_log['figures'] == of_lines['figures'] and len(of_log['figures']) > 10000
    assert of_log['trends'] == of_lines['trends'] and of_log['as_of'] == of_lines['as_of']


def aggregates(folder, *options):
    """Three aggregates of a third each of the event lines, and one of all."""
    lines = tool.incident('simulate', '--seed', '3', '--incidents', '300').stdout.splitlines(True)
    as_of = ['--as-of', '2027-01-01', '--rules', tool.DESK_RULES]
    parts = [[], [], []]
    for line in lines:
        parts[hash_of(json.loads(line)['subject']) % 3].append(line)
    paths = []
    for number, part in enumerate([*parts, lines]):
        events = tool.log_file(''.join(part))
        paths.append(os.path.join(folder, '%d-%s.kpi' % (number, options[-1])))
        done = tool.incident('kpi', *as_of, *options, '--out', paths[-1], '--events', events.name)
        assert done.stdout == ''
    return paths[:3], paths[3]


def hash_of(text):
    return sum(text.encode())


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def test_merged_aggregates_are_those_of_everything():
    with tempfile.TemporaryDirectory() as folder:
        parts, whole = aggregates(folder, '--by', 'priority,category', '--period', 'month')
        for order in (parts, parts[::-1]):
            out = os.path.join(folder, 'out.kpi')
            done = tool.incident('merge', '--out', out, *order)
            assert done.stdout == '' and read(out) == read(whole)
        merged, _ = kpi('merge', *parts)
        alone, _ = kpi('merge', whole)
        assert merged['figures'] == alone['figures'] and len(merged['figures']) > 1000
        assert merged['by'] == ['priority', 'category'] and merged['incidents'] is None


def test_a_rollup_is_as_if_it_had_been_folded_so():
    with tempfile.TemporaryDirectory() as folder:
        parts, _ = aggregates(folder, '--by', 'priority,category', '--period', 'month')
        _, coarse = aggregates(folder, '--by', 'category', '--period', 'quarter')
        rolled, _ = kpi('merge', '--by', 'category', '--period', 'quarter', *parts)
        alone, _ = kpi('merge', coarse)
        assert rolled['figures'] == alone['figures'] and len(rolled['figures']) > 100
        kept, _ = kpi('merge', '--by', 'none', parts[0])
        assert kept['by'] == [] and {figure['period'] for figure in kept['figures']
                                     if figure['id'] == 'mttr'} == {'month'}
        kept, _ = kpi('merge', '--period', 'none', parts[0])
        assert kept['by'] == ['priority', 'category']


def test_csv_says_what_json_says():
    log = desk_log()
    options = ['--by', 'priority,category', '--period', 'quarter', '--instant', '2026-03-01', *DESK]
    document, _ = kpi(*options, log.name)
    text = tool.incident('kpi', '--csv', *options, log.name).stdout
    rows = list(csv.DictReader(io.StringIO(text, newline='')))
    assert len(rows) == len(document['figures'])
    for row, figure in zip(rows, document['figures']):
        flat = dict(figure, **figure.pop('group'))
        flat['period_from'], flat['period_to'] = flat.pop('from'), flat.pop('to')
        flat = {key: '' if value is None else value for key, value in flat.items()}
        for key, value in flat.items():
            same = float(row[key]) == value if isinstance(value, (int, float)) else row[key] == value
            assert same, (key, value, row)
        assert set(flat) == set(row)


def test_csv_in_sqlite():
    log = desk_log()
    text = tool.incident('kpi', '--csv', '--by', 'priority', *DESK, log.name).stdout
    rows = list(csv.reader(io.StringIO(text, newline='')))
    data = sqlite3.connect(':memory:')
    data.execute('CREATE TABLE figures (%s)' % ', '.join(rows[0]))
    data.executemany('INSERT INTO figures VALUES (%s)' % ', '.join('?' * len(rows[0])), rows[1:])
    total, = data.execute("SELECT sum(n) FROM figures WHERE id = 'throughput.opened'").fetchone()
    assert total == 200


def text_of(*arguments):
    return tool.incident('kpi', *arguments).stdout


def test_text():
    log = desk_log()
    shown = text_of(*DESK, log.name)
    shown += text_of(*DESK, '--by', 'priority', '--period', 'month', '--id', 'mttr', '--id',
                     'sla.met', '--id', 'reopen.30d', '--id', 'cost', log.name)
    shown += text_of(*DESK, '--by', 'channel,clock', '--id', 'sla.met', '--id', 'mtta', '--id',
                     'throughput.cancelled', '--exact', '0', log.name)
    shown += text_of('--instant', '2026-03-01', '--instant', '2026-02-01T12:00', '--zone',
                     'Europe/Brussels', '--id', 'backlog', '--id', 'ageing.*', log.name)
    tool.golden('kpi.txt', shown.replace(log.name, 'LOG'))


def test_text_of_a_simulated_desk():
    lines = tool.incident('simulate', '--seed', '5', '--incidents', '150').stdout
    events = tool.log_file(lines)
    shown = text_of('--events', events.name, '--rate', '6000', '--multiplier', '300')
    shown += text_of('--events', events.name, '--by', 'tier', '--id', 'cost', '--id', 'flr',
                     '--id', 'mttd', '--period', 'month')
    tool.golden('kpi-events.txt', shown.replace(events.name, 'EVENTS'))


def test_list():
    tool.golden('kpi-list.txt', text_of('--list'))


def test_findings_with_their_evidence():
    fact = '{"subject":"G","happened":"2026-03-02T%s:00Z","sequence":%d,"kind":"%s"%s}\n'
    rows = [('08:00', 1, 'logged', ''), ('08:00', 2, 'classified', ',"impact":1,"urgency":1'),
            ('11:50', 3, 'held', ',"reason":"Awaiting User Info","source":"desk"'),
            ('11:55', 4, 'released', ',"reason":"Awaiting User Info","source":"desk"'),
            ('12:00', 5, 'resolved', ',"code":"fixed"'), ('12:30', 6, 'reopened', '')]
    events = tool.log_file(''.join(fact % row for row in reversed(rows)))
    document, got = kpi('--findings', *GAMING, '--events', events.name)
    kinds = {finding['kind']: finding for finding in document['findings']}
    assert kinds['late_hold']['fact'] == 3 and kinds['late_hold']['fact_kind'] == 'held'
    assert kinds['late_hold']['line'] == 4 and kinds['late_hold']['subject'] == 'G'
    assert kinds['late_hold']['at'] == '2026-03-02T11:50:00Z'
    assert got['gaming.late_hold', 'all']['hits'] == 1
    shown = text_of('--findings', '--id', 'gaming.*', *GAMING, '--events', events.name)
    tool.golden('kpi-findings.txt', shown.replace(events.name, 'EVENTS'))
    done = tool.incident('kpi', '--findings', '--csv', '--events', events.name, code=2)
    assert '--findings' in done.stderr
    shown = text_of('--findings', '--id', 'mttr', '--events', events.name)
    assert 'What looks like gaming: 0 findings' in shown


GAMING = ['--rules', tool.DESK_RULES]


def test_as_of_an_earlier_instant():
    log = desk_log()
    _, late = kpi('--id', 'throughput.opened', '--id', 'mttr', log.name)
    document, early = kpi('--id', 'throughput.opened', '--id', 'mttr', '--as-of',
                          '2026-02-01T00:00+01:00', log.name)
    assert document['as_of'] == '2026-01-31T23:00:00Z'
    assert early['throughput.opened', 'all']['n'] < late['throughput.opened', 'all']['n'] == 200
    assert early['mttr', 'all']['censored'] > 0


def test_periods_are_those_of_the_zone():
    line = '{"subject":"%s","happened":"%s","kind":"logged"}\n'
    events = tool.log_file(line % ('A', '2026-03-31T22:30:00Z') + line % ('B', '2026-03-31T12:00:00Z'))
    for zone, labels in (('UTC', {'2026-03': 2}), ('Europe/Brussels', {'2026-03': 1, '2026-04': 1})):
        _, got = kpi('--period', 'month', '--zone', zone, '--id', 'throughput.opened', '--events',
                     events.name)
        assert {key[1]: figure['n'] for key, figure in got.items()} == labels, zone


def test_other_subjects_are_no_incidents():
    events = tool.log_file('{"subject":"A","happened":"2026-03-02T09:00:00Z","kind":"logged"}\n'
                           '{"subject":"P","subject_kind":1001,"happened":"2026-03-02T09:00:00Z",'
                           '"kind":1002}\n')
    done = tool.incident('kpi', '--json', '--id', 'throughput.opened', '--events', events.name)
    assert json.loads(done.stdout)['incidents'] == 1 and done.stderr == ''


def test_nothing_at_all():
    events = tool.log_file('')
    document, _ = kpi('--by', 'priority', '--events', events.name)
    assert document['figures'] == [] and document['incidents'] == 0 and document['as_of'] is None
    assert text_of('--events', events.name).startswith('%s: 0 incidents\n' % events.name)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'empty.kpi')
        tool.incident('kpi', '--by', 'priority', '--out', path, '--events', events.name)
        assert kpi('merge', path)[0]['figures'] == []
        done = tool.incident('merge', '--by', 'none', path, code=3)
        assert done.stderr == 'incident merge: %s: holds no incidents: there is nothing to roll up\n' % path


def test_bad_lines():
    events = tool.log_file('{"subject":"A","happened":"2026-03-02T09:00:00Z","kind":"logged"}\nx\n')
    done = tool.incident('kpi', '--id', 'mttr', '--events', events.name)
    assert done.stderr.count('\n') == 1 and '1 incidents' in done.stdout
    done = tool.incident('kpi', '--strict', '--events', events.name, code=1)
    assert done.stdout == '' and '1 lines are bad, and --strict was given' in done.stderr


def test_wrong_usage():
    shown = ''
    for arguments in (
            ['kpi'], ['kpi', 'one', 'two'], ['kpi', '--events', 'one', 'two'], ['kpi', '--list', 'one'],
            ['kpi', '--fast'], ['kpi', '--id'], ['kpi', '--id', 'mttx', 'x'], ['kpi', '--id', 'x*', 'x'],
            ['kpi', '--by', 'prio', 'x'], ['kpi', '--by', 'priority,', 'x'],
            ['kpi', '--by', 'team,team', 'x'],
            ['kpi', '--by', 'priority,category,service,team,tier,channel,symptom,resolution,clock', 'x'],
            ['kpi', '--period', 'year', 'x'], ['kpi', '--zone', 'Mars', 'x'],
            ['kpi', '--instant', 'soon', 'x'], ['kpi', '--as-of', 'soon', 'x'],
            ['kpi', '--exact', '-1', 'x'], ['kpi', '--rate', '0', 'x'], ['kpi', '--rate', '1.5', 'x'],
            ['kpi', '--multiplier', 'four', 'x'], ['kpi', '--format', 'remedy', 'x'],
            ['kpi', '--rules', 'no-such.json', 'x'], ['kpi', 'no-such.csv'],
            ['kpi', '--events', 'no-such.jsonl'], ['merge'], ['merge', '--id', 'x'],
            ['merge', 'no-such.kpi'], ['merge', '--by', 'prio', 'x']):
        done = tool.run([tool.INCIDENT, *arguments])
        assert done.returncode in (2, 3) and done.stdout == '' and done.stderr.count('\n') == 1
        shown += '$ incident %s\n%s[exit code %d]\n' % (' '.join(arguments), done.stderr,
                                                        done.returncode)
    tool.golden('kpi-usage.txt', shown.replace(tool.SOURCE + os.sep, ''))


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, 'wb') as file:
        file.write(content)
    return path


def refused(words, *arguments):
    done = tool.incident('merge', *arguments, code=3)
    assert done.stdout == '' and done.stderr.count('\n') == 1
    assert done.stderr.startswith('incident merge: %s: ' % arguments[-1]), done.stderr
    assert words in done.stderr, done.stderr


def test_aggregates_that_are_broken_or_do_not_match():
    log = desk_log(incidents=50)
    with tempfile.TemporaryDirectory() as folder:
        def made(name, *options):
            path = os.path.join(folder, name)
            tool.incident('kpi', '--out', path, *options, log.name)
            return path
        plain = made('plain.kpi')
        content = read(plain)
        refused('is no aggregate', write(folder, 'log.kpi', SNAPSHOT.encode()))
        refused('is no aggregate', write(folder, 'empty.kpi', b''))
        refused('broken', plain, write(folder, 'short.kpi', content[:-1]))
        refused('broken', plain, write(folder, 'long.kpi', content + b'\0'))
        refused('period', plain, made('month.kpi', '--period', 'month'))
        refused('dimension', plain, made('team.kpi', '--by', 'team'))
        refused('zone', plain, made('zone.kpi', '--zone', 'Europe/Brussels'))
        refused('definition', plain, made('mttr.kpi', '--id', 'mttr'))
        done = tool.incident('merge', '--by', 'team', plain, code=2)
        assert "not grouped by 'team', but by nothing" in done.stderr
        done = tool.incident('merge', '--period', 'day', plain, code=3)
        assert "'day'" in done.stderr
        for target in (os.path.join(folder, 'no', 'such'), folder):
            done = tool.incident('kpi', '--out', target, log.name, code=3)
            assert target in done.stderr and done.stdout == ''


def on_a_terminal(*arguments, **environment):
    ours, theirs = pty.openpty()
    variables = {key: value for key, value in os.environ.items() if key != 'NO_COLOR'}
    process = subprocess.Popen([tool.INCIDENT, 'kpi', *arguments], stdout=theirs,
                               env=dict(variables, **environment))
    os.close(theirs)
    shown = b''
    try:
        while True:
            piece = os.read(ours, 65536)
            if not piece:
                break
            shown += piece
    except OSError:
        pass
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return shown.decode().replace('\r\n', '\n')


def test_colours_and_bars_on_a_terminal_only():
    log = desk_log()
    options = [*DESK, '--by', 'priority', '--id', 'sla.met', log.name]
    try:
        painted = on_a_terminal(*options)
    except OSError as error:
        raise tool.Skip('no pseudo-terminal: %s' % error) from None
    assert '\033[31mmissed' in painted and '\033[2m############' in painted
    plain = text_of(*options)
    assert '\033' not in plain and '#' not in plain
    assert on_a_terminal(*options, NO_COLOR='1') == plain
    assert '\033' in on_a_terminal(*options, NO_COLOR='')


def test_texts_from_a_log_cannot_steer_a_terminal():
    log = tool.log_file(SNAPSHOT.replace('down', 'do\033[5mwn'))
    shown = text_of('--format', 'cstate', '--by', 'category', '--id', 'throughput.opened', log.name)
    assert 'do?[5mwn' in shown and '\033' not in shown


if __name__ == '__main__':
    tool.main(sys.modules[__name__])
