"""Rows to compute key figures from: real logs, a real status history, a simulated desk, chance."""
import csv
import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import kpi_sql

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'tool'))
import tool  # noqa: E402

ROWS = os.path.join(tool.BUILD, 'tests', 'kpi', 'kpi_rows')
UCI = os.path.join(tool.SHARED, 'data', 'uci-incident')
STATUS = os.path.join(tool.SHARED, 'data', 'status-history', 'cstate_jenkins-infra.csv')
SAMPLE = 'sample_400_incidents.csv'
FULL = 'dev_opened_before_2016-04-01.csv'
NO_RULES = {'incident_rules': 1, 'name': 'none', 'version': '1',
            'calendars': {'always': {'zone': 'UTC', 'weekly': {
                day: ['00:00-24:00'] for day in ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')}}}}


def needed(path):
    if not os.path.exists(path):
        raise tool.Skip('%s is not among the shared data' % os.path.basename(path))
    return path


def fold(rules, lines, *as_of):
    """A temporary folder with the rows of event lines."""
    folder = tempfile.TemporaryDirectory()
    path = os.path.join(folder.name, 'events.jsonl')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(lines)
    if isinstance(rules, dict):
        with open(os.path.join(folder.name, 'rules.json'), 'w', encoding='utf-8') as file:
            json.dump(rules, file)
        rules = file.name
    done = tool.run([ROWS, rules, path, folder.name, *as_of])
    assert done.returncode == 0, done.stderr[:2000]
    return folder


def cell_time(cell):
    """Microseconds of a time as `29/2/2016 01:16`; None for `?`."""
    if cell in ('?', ''):
        return None
    date = datetime.datetime.strptime(cell, '%d/%m/%Y %H:%M').replace(tzinfo=datetime.timezone.utc)
    return (date - kpi_sql.EPOCH) // datetime.timedelta(microseconds=1)


def reported(path):
    """What the log itself says of each incident: its last row, and the first state not New."""
    incidents = {}
    with open(path, encoding='utf-8', newline='') as file:
        for row in csv.DictReader(file):
            told = incidents.setdefault(row['number'], {})
            if row['incident_state'] != 'New' and 'reported_acknowledged' not in told:
                told['reported_acknowledged'] = cell_time(row['sys_updated_at'])
            told.update(
                reported_opened=cell_time(row['opened_at']),
                reported_resolved=cell_time(row['resolved_at']),
                reported_closed=cell_time(row['closed_at']),
                reported_made_sla=int(row['made_sla'].lower() == 'true'),
                reported_reopens=int(row['reopen_count']),
                reported_reassignments=int(row['reassignment_count']))
    return incidents


def uci(name):
    """The rows of a log, with what it recorded of itself."""
    path = needed(os.path.join(UCI, name))
    lines = tool.incident('events', '--rules', tool.UCI_RULES, path).stdout
    folder = fold(tool.UCI_RULES, lines)
    told = reported(path)
    tables = kpi_sql.read_rows(folder.name)
    names, rows = tables['incident']
    places = [(names.index(column), column) for column in names if column.startswith('reported_')]
    subject = names.index('subject')
    for row in rows:
        for place, column in places:
            row[place] = told[row[subject]].get(column)
    kpi_sql.write_rows(folder.name, tables)
    return folder


def status_time(cell):
    """ISO instant of a date of the status page, which has four forms; no offset: UTC."""
    match = re.match(r'(\d{4}-\d\d-\d\d)[T ](\d\d?:\d\d)(:\d\d)?(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)?$', cell)
    assert match, cell
    day, minute, second, offset = match.groups()
    return '%sT%s%s%s' % (day, minute.zfill(5), second or ':00', offset or 'Z')


def status_history():
    """Detected and logged at its date, restored and resolved when it says; severity as category."""
    lines = []
    with open(needed(STATUS), encoding='utf-8', newline='') as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            begin, end = status_time(row['date']), status_time(row['resolvedWhen'])
            facts = [('detected', begin, {}), ('logged', begin, {'service': row['affected'].split('|')[0]}),
                     ('classified', begin, {'category': row['severity']}), ('restored', end, {}),
                     ('resolved', end, {})]
            # An end before the beginning is told in the order of the page, by `order`.
            for sequence, (kind, at, more) in enumerate(facts, 1):
                fact = {'subject': 'S%03d' % number, 'sequence': sequence, 'happened': at, 'kind': kind}
                lines.append(json.dumps({**fact, **{k: v for k, v in more.items() if v}}) + '\n')
    return fold(NO_RULES, ''.join(lines))


def simulated(incidents=400, seed=1, days=90):
    lines = tool.incident('simulate', '--incidents', str(incidents), '--seed', str(seed),
                          '--days', str(days)).stdout
    return fold('large', lines)


# What a column of chance may hold; times lie around changes of the clocks.
SMALL = {'priority': (0, 1, 2, 3, None), 'tier': (0, 1, 2, None), 'agreement': (0, 0, 0, 1, 2, None),
         'verdict': (0, 1, 1, 2, 3, None), 'resolver_tier': (1, 1, 2, 3, None),
         'episode': (1, 1, 2, None), 'cycle': (1, 2)}
WORDS = {'category': ('', 'Net', 'net', 'mail'), 'service': ('', 'crm', 'é'), 'team': ('', 'a', 'b'),
         'channel': ('', 'phone'), 'symptom': ('', 'slow', 'down'), 'clock': ('resolve', 'respond')}
FLAGS = ('cancelled', 'converted', 'avoidable', 'downgraded', 'late_hold', 'backdated', 'parked',
         'reported_made_sla')
COUNTS = ('reopens', 'reassignments', 'escalations', 'hierarchic', 'reported_reopens',
          'reported_reassignments')
LENGTHS = ('business', 'held', 'effort_first', 'effort_higher', 'counted', 'root_cause')
TIMES = ('logged', 'occurred', 'detected', 'acknowledged', 'restored', 'first_restored', 'resolved',
         'closed', 'anchor', 'due', 'breach_at', 'stopped_at', 'opened', 'ended', 'episode_resolved',
         'episode_closed', 'episode_cancelled', 'returned', 'reported_opened',
         'reported_acknowledged', 'reported_resolved', 'reported_closed')


def chance_value(generator, name, center, looked):
    if name == 'looked':
        return looked
    if name in WORDS:
        return generator.choice(WORDS[name])
    if name in SMALL:
        return generator.choice(SMALL[name])
    if name in ('cancelled', 'converted'):
        return generator.choice((0,) * 9 + (1, None))
    # Where a row is reported must be known.
    if name not in ('logged', 'opened') and generator.random() < 0.15:
        return None
    if name in FLAGS:
        return generator.randrange(2)
    if name in COUNTS:
        return generator.choice((0, 0, 1, 2))
    if name in LENGTHS:
        return generator.choice((0, generator.randrange(10**11)))
    if name in TIMES:
        return center + generator.choice((0, 1, -1, kpi_sql.HOUR, 30 * kpi_sql.DAY,
                                          generator.randrange(-10**12, 8 * 10**12)))
    return ''


def chance(count, seed, centers):
    """Rows that no fold would give: anything may be unknown, anything may come before anything."""
    generator = random.Random(seed)
    looked = max(centers) + 40 * kpi_sql.DAY
    tables = {}
    first = next(at for at in sorted(kpi_sql.COLUMNS))
    assert first == 1
    spans = {'incident': (101, 147), 'clock': (201, 209), 'cycle': (201, 209), 'episode': (301, 307)}
    keys = ('tenant', 'subject', 'priority', 'category', 'service', 'team', 'tier', 'channel')
    incidents = []
    for grain, (low, high) in spans.items():
        names = [name for number, name in sorted(kpi_sql.COLUMNS.items())
                 if number < 100 or low <= number <= high]
        rows = []
        for index in range(count):
            row = [chance_value(generator, name, generator.choice(centers), looked) for name in names]
            # The other grains have the groups of the incidents.
            if grain == 'incident':
                incidents.append(row[:len(keys)])
            row[:len(keys)] = incidents[index]
            rows.append(row)
        tables[grain] = (names, rows)
    folder = tempfile.TemporaryDirectory()
    kpi_sql.write_rows(folder.name, tables)
    return folder


def run_figures(folder, requests):
    """Runs kpi_figures; for each request the number of figures and groups, and their lines."""
    outs = [os.path.join(folder, 'out%d' % i) for i in range(len(requests))]
    text = ''.join('%s %s\n' % (out, ' '.join('%s=%s' % word for word in request.items() if word[1] != ''))
                   for out, request in zip(outs, requests))
    done = subprocess.run([os.path.join(tool.BUILD, 'tests', 'kpi', 'kpi_figures'), folder], input=text,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=3000)
    assert done.returncode == 0, done.stderr[:2000]
    for out, line in zip(outs, done.stdout.splitlines()):
        with open(out, encoding='utf-8') as file:
            lines = file.read().split('\n')[:-1]
        os.remove(out)
        yield (*map(int, line.split()), lines)
