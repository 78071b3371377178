"""Every figure of every id against SQL over the same rows, by group and period."""
import itertools
import json
import os
import re
import sys

import kpi_data
import kpi_sql
import tool

DIMENSIONS = ('priority', 'category', 'service', 'team', 'tier', 'channel')
SINGLES = [()] + [(name,) for name in DIMENSIONS]
PAIRS = list(itertools.combinations(DIMENSIONS, 2))
PERIODS = range(5)
LONG = '--long' in sys.argv or 'INCIDENT_LONG' in os.environ
MEMBERS = ('id', 'kind', 'unit', 'period', 'partial', 'from', 'to', 'n', 'hits', 'excluded', 'censored',
           'immature', 'immature_hits', 'missing', 'negative', 'has_value', 'goal', 'value',
           'goal_value', 'coverage', 'min', 'max', 'sum', 'sum_of', 'exact', 'p50', 'p90', 'p95')
WHOLE = ('partial', 'to', *kpi_sql.COUNTS, 'has_value', 'goal', 'min', 'max')
REAL = ('value', 'goal_value', 'coverage', 'sum', 'sum_of', 'p50', 'p90', 'p95')
UNITS = {'mean': 3, 'share': 2, 'count': 1, 'growth': 2, 'ratio': 2, 'cost': 4, 'stock': 1, 'repeats': 2}
KINDS = {'mean': 1, 'share': 2, 'count': 3, 'growth': 4, 'ratio': 5, 'cost': 6, 'stock': 7, 'repeats': 8}
EMPTY = {'has_value': 0, 'coverage': 1, 'exact': 1}


def parse(line, by):
    fields = line.split('\t')
    figure = {}
    for name, field in zip(MEMBERS, fields):
        if name == 'id':
            figure[name] = field
        elif field == '':
            figure[name] = None
        else:
            figure[name] = float(field) if name in REAL else int(field)
    group = tuple(field if name in kpi_data.WORDS else (int(field) if field else None)
                  for name, field in zip(by, fields[len(MEMBERS):]))
    return figure, group


def near(expected, got, most=1e-9):
    if expected is None or got is None:
        return expected is got
    return abs(expected - got) <= most * max(abs(expected), abs(got))


def differences(name, group, expected, got, histogram):
    lines = []
    for member in WHOLE:
        if expected.get(member) != got[member]:
            lines.append((member, expected.get(member), got[member]))
    for member in REAL:
        most = 0.008 if histogram and member[0] == 'p' else 1e-9
        if not near(expected.get(member), got[member], most):
            lines.append((member, expected.get(member), got[member]))
    kind = kpi_sql.FIGURES[name].kind
    if got['kind'] != KINDS[kind] or got['unit'] != UNITS[kind]:
        lines.append(('kind or unit', kind, (got['kind'], got['unit'])))
    return ['%s %s from %s: %s is %r, in SQL %r' % (name, group, got['from'], member, was, should)
            for member, should, was in lines]


def empty(figure, group, by):
    """What a figure without any row says."""
    kind = kpi_sql.FIGURES[figure['id']].kind
    cell = dict.fromkeys(WHOLE + REAL, 0)
    cell.update(coverage=1, min=None, max=None, p50=None, p90=None, p95=None, to=figure['to'],
                partial=figure['partial'], goal_value=figure['goal_value'],
                has_value=int(kind in ('count', 'stock')))
    return cell


def compare(database, by, request, answer):
    """The differences between what was printed and what SQL finds; how many figures were compared."""
    period = int(request['period'])
    at = tuple(int(value) for value in request['at'].split(',')) if request['at'] else ()
    count, groups, lines = answer
    parsed = [parse(line, by) for line in lines]
    expected = database.figures(by, period, at)
    problems = []
    if groups != len(database.groups(by)):
        problems.append('%d groups, in SQL %d' % (groups, len(database.groups(by))))
    seen = []
    for figure, group in parsed:
        key = (figure['id'], figure['from'], group)
        cell = expected.pop(key, None)
        if figure['id'] not in kpi_sql.FIGURES:
            problems.append('an unknown id ' + figure['id'])
            continue
        if cell is None:
            cell = empty(figure, group, by)
        problems += differences(figure['id'], group, cell, figure, request['exact'] == -1)
        if group not in seen:
            seen.append(group)
    for (name, begin, group), cell in expected.items():
        if any(cell[member] for member in kpi_sql.COUNTS) or cell['value']:
            problems.append('%s %s from %s: not there, in SQL %r' % (name, group, begin, cell))
    # Groups of one id come in the order of their keys; the first that show give it away.
    return ['%s by %s, period %d: %s' % (database.zone.name, ','.join(by) or 'none', period, problem)
            for problem in problems], len(lines)


def first_of_each(problems):
    """The first few problems of each id."""
    seen = {}
    for problem in problems:
        seen.setdefault(re.search(r'[a-z_.0-9]+ \(', problem + ' (').group(), []).append(problem)
    return [problem for some in seen.values() for problem in some[:6]]


def check(folder, zone, groupings, periods, **more):
    """Compares all of groupings x periods."""
    rate, multiplier = more.pop('rate', 0), more.pop('multiplier', 0)
    database = kpi_sql.Database(folder, zone, rate, multiplier or 400)
    requests = [{'period': period, 'zone': zone, 'rate': rate, 'multiplier': multiplier,
                 'by': ','.join(str(kpi_sql.NUMBERS[name]) for name in by),
                 'exact': 10**6, 'at': '', 'by_names': by, **more}
                for by in groupings for period in periods]
    words = [{name: value for name, value in request.items() if name != 'by_names'}
             for request in requests]
    problems, compared = [], 0
    for request, answer in zip(requests, kpi_data.run_figures(folder, words)):
        wrong, figures = compare(database, request['by_names'], request, answer)
        problems += wrong
        compared += figures
        if len(problems) > 200:
            break
    assert not problems, '%d differences\n%s' % (len(problems), '\n'.join(first_of_each(problems)))
    assert compared > 100
    print('# %d figures compared' % compared)


def instants(folder):
    """Some that rows begin and end at, and those beside them."""
    _, rows = kpi_sql.read_rows(folder)['episode']
    names, _ = kpi_sql.read_rows(folder)['episode']
    found = sorted({row[names.index(name)] for row in rows for name in ('opened', 'ended', 'logged')} - {None})
    chosen = found[:: max(1, len(found) // 20)]
    return ','.join(str(at) for at in sorted({at + off for at in chosen for off in (-1, 0, 1, kpi_sql.DAY)}))


# Days by pairs of dimensions are many figures; they are left to the long run.
def everywhere(folder, zone, **more):
    check(folder, zone, SINGLES, PERIODS, **more)
    check(folder, zone, PAIRS, PERIODS if LONG else (0, 3, 4), **more)


ZONES = ('Europe/Brussels', 'America/New_York', 'Australia/Lord_Howe')


def elsewhere(folder):
    for zone in ZONES:
        if LONG:
            everywhere(folder, zone)
        else:
            check(folder, zone, [(), ('priority',), ('category', 'priority')], (1, 2, 3, 4))


def check_data(folder):
    everywhere(folder.name, 'UTC')
    elsewhere(folder.name)
    check(folder.name, 'UTC', [(), ('priority',)], (0, 3), at=instants(folder.name))
    check(folder.name, 'UTC', [(), ('priority',)], (0, 3), rate=6000, multiplier=300)
    check(folder.name, 'UTC', [(), ('priority',)], (0, 3), exact=-1)
    check(folder.name, 'UTC', [('priority', 'category')], (0, 1), parts=7)


def test_uci_sample():
    check_data(kpi_data.uci(kpi_data.SAMPLE))


def test_uci_full():
    folder = kpi_data.uci(kpi_data.FULL)
    if LONG:
        check_data(folder)
        return
    check(folder.name, 'UTC', [(), ('priority',), ('category',), ('priority', 'channel')], (0, 3))
    check(folder.name, 'UTC', [('team',)], (4,))
    check(folder.name, 'UTC', [()], (1, 2))
    check(folder.name, 'America/New_York', [('priority',)], (2,), exact=-1)


def test_status_history():
    check_data(kpi_data.status_history())


def test_simulated_desk():
    check_data(kpi_data.simulated())


def test_simulated_desk_of_a_year():
    folder = kpi_data.simulated(300, 5, 400)
    everywhere(folder.name, 'Europe/Brussels')


# Instants at which clocks change in one of the zones: 2026-03-08T07:00Z (New York), 03-29T01:00Z
# (Brussels), 04-04T15:00Z (Lord Howe), 10-25T01:00Z, 11-01T06:00Z, 10-03T15:30Z.
CHANGES = (1772953200, 1774746000, 1775314800, 1792890000, 1793512800, 1791041400)


def test_rows_of_chance():
    for seed in range(40 if LONG else 4):
        folder = kpi_data.chance(150, seed, [second * 10**6 for second in CHANGES[:1 + seed % 6]])
        check(folder.name, 'UTC', SINGLES, (0, 3, 4))
        check(folder.name, ('UTC', *ZONES)[seed % 4], [(), ('tier', 'team')], PERIODS)
        check(folder.name, ZONES[seed % 3], [(), ('priority',)], (0, 2), at=instants(folder.name))
        check(folder.name, ZONES[seed % 3], [('priority',)], (0, 4), rate=12345, multiplier=450)


def test_a_zone_whose_days_begin_at_one():
    """Sao Paulo went on to summer time at midnight: 2016-10-16 has no 00:00."""
    center = 1476586800  # 2016-10-16T03:00Z
    folder = kpi_data.chance(150, 9, [center * 10**6, (center - 3600) * 10**6])
    check(folder.name, 'America/Sao_Paulo', [(), ('priority',)], PERIODS)


def as_printed(value, printed):
    """Equal to four decimals, a half rounded either way."""
    return abs(value - printed) <= 0.00005 + 1e-9


def recorded(name):
    """The figures that independent code computed from the log alone (expected.json)."""
    with open(os.path.join(kpi_data.UCI, 'expected.json'), encoding='utf-8') as file:
        expected = json.load(file)[name]
    folder = kpi_data.uci(name)
    request = {'period': 0, 'by': kpi_sql.NUMBERS['priority'], 'exact': 10**6}
    midnights = ','.join(str(kpi_data.cell_time('1/%d/2016 00:00' % month)) for month in (4, 5, 6))
    answers = list(kpi_data.run_figures(folder.name, [
        request, {**request, 'by': ''}, {**request, 'by': '', 'at': midnights}]))
    by_priority = {(figure['id'], 'P%d' % group[0]): figure for figure, group in
                   (parse(line, ('priority',)) for line in answers[0][2])}
    whole = {(figure['id'], 'all'): figure for figure, _ in (parse(line, ()) for line in answers[1][2])}
    at = [figure['n'] for figure, _ in (parse(line, ()) for line in answers[2][2])
          if figure['id'] == 'recorded.backlog']
    return expected, {**by_priority, **whole}, at


def check_recorded(name):
    expected, figures, backlog = recorded(name)
    for group, values in expected['mttr'].items():
        got = figures['recorded.mttr', group]
        assert got['n'] == values['n']
        for member, key in (('mean_h', 'value'), ('median_h', 'p50'), ('p90_h', 'p90'), ('p95_h', 'p95')):
            assert as_printed(got[key] / kpi_sql.HOUR, values[member]), (group, member)
    mtta, values = figures['recorded.mtta', 'all'], expected['mtta']
    assert (mtta['n'], mtta['negative']) == (values['n'], values['negative_rejected'])
    assert as_printed(mtta['value'] / kpi_sql.HOUR, values['mean_h'])
    assert as_printed(mtta['p50'] / kpi_sql.HOUR, values['median_h'])
    for group, values in expected['sla_met_as_recorded'].items():
        got = figures['recorded.made_sla', group]
        assert got['hits'] == values.get('met', values.get('count'))
        assert got['n'] == values.get('of', expected['incidents'])
    for member in ('reopened', 'reassigned', 'fcr_noreassign'):
        got = figures['recorded.' + member, 'all']
        assert (got['hits'], got['n']) == (expected[member]['count'], expected['incidents'])
    assert backlog == list(expected['backlog_not_closed_at'].values())


def test_recorded_of_the_uci_sample():
    kpi_data.needed(kpi_data.UCI)
    check_recorded(kpi_data.SAMPLE)


def test_recorded_of_the_uci_log():
    kpi_data.needed(kpi_data.UCI)
    check_recorded(kpi_data.FULL)


def test_impossible_rows_of_the_status_history():
    """Eight end before they begin: they are shown, and not averaged."""
    folder = kpi_data.status_history()
    request = {'period': 0, 'exact': 10**6}
    answers = kpi_data.run_figures(folder.name, [
        request, {**request, 'by': kpi_sql.NUMBERS['category']}])
    whole = next(figure for figure, _ in (parse(line, ()) for line in next(answers)[2])
                 if figure['id'] == 'mttr')
    assert (whole['n'], whole['negative']) == (289, 8), whole
    minutes = 60 * 10**6
    assert as_printed(whole['value'] / minutes, 1669.0149) and whole['p50'] == 120 * minutes
    severities = {group[0]: figure for figure, group in
                  (parse(line, ('category',)) for line in next(answers)[2]) if figure['id'] == 'mttr'}
    for severity, n, mean, median in (('down', 110, 1204.4579, 120), ('disrupted', 126, 2375.6991, 120),
                                      ('notice', 53, 953.1481, 90)):
        got = severities[severity]
        assert got['n'] == n and got['p50'] == median * minutes
        assert as_printed(got['value'] / minutes, mean)


def test_law_of_the_backlog():
    """backlog(end) - backlog(start) = opened + reopened - ended, in each period and group."""
    for folder in (kpi_data.simulated(400, 3), kpi_data.simulated(200, 11, 30)):
        _, _, lines = next(kpi_data.run_figures(folder.name, [
            {'period': 1, 'by': kpi_sql.NUMBERS['priority'], 'zone': 'Europe/Brussels', 'dense': 1}]))
        figures = {}
        for figure, group in (parse(line, ('priority',)) for line in lines):
            figures[figure['id'], group, figure['from']] = figure
        database = kpi_sql.Database(folder.name, 'Europe/Brussels', ids=('backlog',))
        checked = 0
        for (name, group, begin), figure in figures.items():
            if name != 'backlog':
                continue
            before = figures.get((name, group, database.zone.period(1, begin - 1)[0]), {'n': 0})
            moves = [figures.get((other, group, begin), {'n': 0})['n']
                     for other in ('throughput.opened', 'throughput.reopened')]
            ended = database.sql.execute('SELECT count(*) FROM episode WHERE priority IS ? AND ended >= ? AND '
                                         'ended < ?', (group[0], begin, figure['to'])).fetchone()[0]
            assert figure['n'] - before['n'] == sum(moves) - ended, (group, begin)
            checked += 1
        assert checked > 100


if __name__ == '__main__':
    names = [name for name in sys.argv[1:] if not name.startswith('-')]
    module = sys.modules[__name__]
    for name in [name for name in vars(module) if name.startswith('test_') and names
                 and name[5:] not in names]:
        delattr(module, name)
    tool.main(module)
