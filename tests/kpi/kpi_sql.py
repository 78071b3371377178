"""Every key figure once more, in SQL over the rows of the fold.

The definitions below are written from the words of semantics.md section 5 and of the headers, not
from the library's table of definitions. A row is looked at in this order: out of the population,
excluded, censored, immature, missing, negative; else it counts.
"""
import collections
import datetime
import os
import re
import sqlite3
import zoneinfo

SOURCE = os.environ.get('INCIDENT_SOURCE', os.path.join(os.path.dirname(__file__), '..', '..'))
GRAINS = {1: 'incident', 2: 'clock', 3: 'cycle', 4: 'episode'}
HOUR = 3600 * 10**6
DAY = 24 * HOUR
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)

NONE, DAYS, WEEKS, MONTHS, QUARTERS = range(5)
SHARES = (0.5, 0.9, 0.95)

# kind of figure: what its value is made of
MEAN, SHARE, COUNT, GROWTH, RATIO, COST, STOCK, REPEATS = (
    'mean', 'share', 'count', 'growth', 'ratio', 'cost', 'stock', 'repeats')

Figure = collections.namedtuple(
    'Figure', 'grain kind at population excluded censored immature missing value of hit begin end age goals',
    defaults=('', '1', '0', '0', '0', '0', '0', '0', '0', '', '', None, {}))

NO_INCIDENT = 'cancelled = 1 OR converted = 1'
BY_RESTORED = 'coalesce(restored, logged)'
REPORTED = 'coalesce(reported_opened, logged)'


def mean_of_repair(at, value, goals, open_while, missing='0'):
    return Figure('incident', MEAN, at, excluded=NO_INCIDENT, censored=open_while, value=value,
                  missing=missing, goals=goals)


# Targets: under 4 h for P1, under 8 h for P2.
REPAIR = {1: ('<', 4 * HOUR), 2: ('<', 8 * HOUR)}


def share(at, population, hit, missing='0', excluded=NO_INCIDENT, value='0', goals=None):
    return Figure('incident', SHARE, at, population, excluded, missing=missing, hit=hit, value=value,
                  goals=goals or {})


# A clock with the customer is met or breached; one that was cancelled leaves the denominator.
def in_time(grain):
    return Figure(grain, SHARE, 'coalesce(due, breach_at, logged)', 'agreement = 0',
                  'verdict = 3 OR ' + NO_INCIDENT, 'verdict = 0', hit='verdict = 1',
                  goals={0: ('>', 0.9)})


def stock(age):
    return Figure('episode', STOCK, begin='opened', end='ended', age=age)


def count(grain, at, population='1'):
    return Figure(grain, COUNT, at, population)


def flagged(column):
    return Figure('incident', SHARE, 'logged', excluded=NO_INCIDENT, hit=column + ' = 1', missing=column + ' IS NULL')


def recorded(column, hit):
    return Figure('incident', SHARE, REPORTED, missing=column + ' IS NULL', hit=hit)


FIGURES = {
    'mttr': mean_of_repair(BY_RESTORED, 'restored - detected', REPAIR, 'restored IS NULL'),
    'mttr.first': mean_of_repair('coalesce(first_restored, logged)', 'first_restored - detected',
                                 {}, 'first_restored IS NULL'),
    'mttr.business': mean_of_repair(BY_RESTORED, 'business', {}, 'restored IS NULL'),
    'mttr.hold_free': mean_of_repair(BY_RESTORED, 'restored - detected - held', {},
                                     'restored IS NULL'),
    'mttd': Figure('incident', MEAN, 'coalesce(detected, logged)', excluded=NO_INCIDENT, value='detected - occurred'),
    'mtta': Figure('incident', MEAN, 'logged', excluded=NO_INCIDENT,
                   censored='acknowledged IS NULL', value='acknowledged - logged'),
    # Level 1, and no escalation of either kind. Who resolved it may not have been told.
    'flr': share('resolved', 'resolved IS NOT NULL',
                 'resolver_tier = 1 AND escalations = 0 AND hierarchic = 0',
                 missing='resolver_tier IS NULL', goals={0: ('>=', 0.7)}),
    'fcr.noreassign': share('resolved', 'resolved IS NOT NULL', 'reassignments = 0 AND reopens = 0'),
    'fcr.15min': share('resolved', 'resolved IS NOT NULL', 'resolved - logged <= 15 * 60000000',
                       value='resolved - logged'),
    # Of what the first level resolved or could have: what needed a higher one is excluded.
    'fcr.net': share('resolved', 'resolved IS NOT NULL',
                     'resolver_tier = 1 AND escalations = 0 AND hierarchic = 0 AND '
                     'reassignments = 0 AND reopens = 0', missing='resolver_tier IS NULL',
                     excluded='avoidable = 0 OR ' + NO_INCIDENT),
    'sla.met': in_time('clock'),
    'sla.met.cycle': in_time('cycle'),
    # 30 x 24 h after the closing the cohort is old enough.
    'reopen.30d': Figure('episode', SHARE, 'episode_closed', 'episode_closed IS NOT NULL',
                         immature='looked - episode_closed < 30 * %d' % DAY,
                         hit='returned - episode_closed <= 30 * %d' % DAY, goals={0: ('<', 0.1)}),
    'recurrence': Figure('incident', REPEATS, 'logged', excluded=NO_INCIDENT,
                         missing="coalesce(service, '') || coalesce(category, '') || coalesce(symptom, '') = ''"),
    'backlog': stock(None),
    'ageing.1d': stock((None, DAY)),
    'ageing.7d': stock((DAY, 7 * DAY)),
    'ageing.30d': stock((7 * DAY, 30 * DAY)),
    'ageing.90d': stock((30 * DAY, 90 * DAY)),
    'ageing.over': stock((90 * DAY, None)),
    'throughput.opened': count('incident', 'logged'),
    'throughput.reopened': count('episode', 'opened', 'episode > 1'),
    'throughput.resolved': count('episode', 'episode_resolved', 'episode_resolved IS NOT NULL'),
    'throughput.closed': count('episode', 'episode_closed', 'episode_closed IS NOT NULL'),
    'throughput.cancelled': count('episode', 'episode_cancelled', 'episode_cancelled IS NOT NULL'),
    'cost': Figure('incident', COST, 'coalesce(resolved, logged)', value='effort_first',
                   of='effort_higher'),
    # Of what a higher level resolved, what the first could have.
    'cost.avoidable': Figure('incident', COST, 'coalesce(resolved, logged)',
                             'resolver_tier >= 2', 'avoidable = 0 OR avoidable IS NULL', value='effort_first', of='effort_higher'),
    'volume.qoq': Figure('incident', GROWTH, 'logged'),
    'diagnosis.share': Figure('incident', RATIO, BY_RESTORED, value='root_cause', of='counted'),
    'mixing': Figure('incident', SHARE, 'logged', hit='converted = 1'),
    'gaming.downgraded': flagged('downgraded'),
    'gaming.late_hold': flagged('late_hold'),
    'gaming.backdated': flagged('backdated'),
    'gaming.parked': flagged('parked'),
    'recorded.mttr': Figure('incident', MEAN, 'coalesce(reported_resolved, reported_opened, logged)',
                            value='reported_resolved - reported_opened'),
    'recorded.mtta': Figure('incident', MEAN, REPORTED,
                            value='reported_acknowledged - reported_opened'),
    'recorded.made_sla': recorded('reported_made_sla', 'reported_made_sla = 1'),
    'recorded.reopened': recorded('reported_reopens', 'reported_reopens > 0'),
    'recorded.reassigned': recorded('reported_reassignments', 'reported_reassignments > 0'),
    'recorded.fcr_noreassign': Figure(
        'incident', SHARE, REPORTED,
        missing='reported_reassignments IS NULL OR reported_reopens IS NULL',
        hit='reported_reopens = 0 AND reported_reassignments = 0'),
    'recorded.backlog': Figure('incident', STOCK, begin='reported_opened', end='reported_closed'),
}

COUNTS = ('n', 'hits', 'excluded', 'censored', 'immature', 'immature_hits', 'missing', 'negative')


def columns():
    """Number and name of each observation column, as the public header has them."""
    with open(os.path.join(SOURCE, 'include', 'incident', 'observation.h'), encoding='utf-8') as file:
        found = re.findall(r'INC_OBSERVED_(\w+)\s*=\s*(\d+)', file.read())
    return {int(number): name.lower() for name, number in found}


COLUMNS = columns()
NUMBERS = {name: number for number, name in COLUMNS.items()}


class Zone:
    """Where local periods begin, by the definition: the first instant of their first local date."""

    def __init__(self, name):
        self.name = name
        self.zone = zoneinfo.ZoneInfo(name)
        self.begins = {}

    def date(self, at):
        return (EPOCH + datetime.timedelta(microseconds=at)).astimezone(self.zone).date()

    def begin(self, date):
        if date not in self.begins:
            low = (datetime.datetime.combine(date, datetime.time(), datetime.timezone.utc) - EPOCH)
            low = low // datetime.timedelta(microseconds=1) - 2 * DAY
            high = low + 4 * DAY
            while high - low > 1:
                middle = (low + high) // 2
                if self.date(middle) >= date:
                    high = middle
                else:
                    low = middle
            self.begins[date] = high
        return self.begins[date]

    def period(self, kind, at):
        """Begin and end of the period in which an instant lies."""
        first = self.date(at)
        if kind == WEEKS:
            first -= datetime.timedelta(days=first.weekday())
        elif kind == MONTHS:
            first = first.replace(day=1)
        elif kind == QUARTERS:
            first = first.replace(month=(first.month - 1) // 3 * 3 + 1, day=1)
        after = first + datetime.timedelta(days={DAYS: 1, WEEKS: 7, MONTHS: 31, QUARTERS: 92}[kind])
        if kind in (MONTHS, QUARTERS):
            after = after.replace(day=1)
        return self.begin(first), self.begin(after)


def read_rows(folder):
    """Name and rows of each grain; what is not known is None."""
    tables = {}
    for number, grain in GRAINS.items():
        with open(os.path.join(folder, '%d.tsv' % number), encoding='utf-8') as file:
            head = file.readline().rstrip('\n').split('\t')
            names = [COLUMNS[int(field[:-1])] for field in head]
            texts = [field[-1] == 't' for field in head]
            rows = [[field if text else (int(field) if field else None)
                     for field, text in zip(line.rstrip('\n').split('\t'), texts)] for line in file]
        tables[grain] = (names, rows)
    return tables


def write_rows(folder, tables):
    texts = ('tenant', 'subject', 'category', 'service', 'team', 'channel', 'symptom', 'resolution',
             'clock', 'policy')
    for number, grain in GRAINS.items():
        names, rows = tables[grain]
        with open(os.path.join(folder, '%d.tsv' % number), 'w', encoding='utf-8') as file:
            file.write('\t'.join('%d%s' % (NUMBERS[name], 't' if name in texts else 'i')
                                 for name in names) + '\n')
            for row in rows:
                file.write('\t'.join('' if value is None else str(value) for value in row) + '\n')


class Database:
    """The rows of a folder, and of every figure the class, value and period of each row."""

    def __init__(self, folder, zone='UTC', rate=0, multiplier=400, ids=tuple(FIGURES)):
        self.zone = Zone(zone)
        self.rate = rate
        self.multiplier = multiplier
        self.ids = ids
        self.sql = sqlite3.connect(':memory:')
        for grain, (names, rows) in read_rows(folder).items():
            self.sql.execute('CREATE TABLE %s (%s)' % (grain, ', '.join(names)))
            self.sql.executemany('INSERT INTO %s VALUES (%s)' % (grain, ', '.join('?' * len(names))),
                                 rows)
        self.last_look = self.one('SELECT max(looked) FROM incident')
        self.make_local()
        for number, name in enumerate(self.ids):
            if FIGURES[name].kind != STOCK:
                self.make_rows('f%d' % number, FIGURES[name])

    def one(self, query):
        return self.sql.execute(query).fetchone()[0]

    def make_local(self):
        """The periods of each instant that a row can lie by."""
        self.sql.execute('CREATE TABLE local (at INTEGER PRIMARY KEY, p1, p2, p3, p4)')
        times = set()
        for name in self.ids:
            figure = FIGURES[name]
            for at in {figure.at, figure.begin, figure.end, 'logged'} - {''}:
                times |= {row[0] for row in
                          self.sql.execute('SELECT DISTINCT %s FROM %s' % (at, figure.grain))}
        self.sql.executemany('INSERT INTO local VALUES (?, ?, ?, ?, ?)',
                             [[at] + [self.zone.period(kind, at)[0] for kind in (1, 2, 3, 4)]
                              for at in times - {None}])

    def make_rows(self, table, figure):
        """class is NULL for what counts."""
        signature = "coalesce(service, '') || char(31) || coalesce(category, '') || char(31) || coalesce(symptom, '')"
        self.sql.execute('''
            CREATE TABLE %s AS
            SELECT f.priority, f.category, f.service, f.team, f.tier, f.channel, f.p1, f.p2, f.p3, f.p4,
                   f.at, f.value, f.of, f.hit, f.signature,
                   CASE WHEN f.excluded THEN 'excluded' WHEN f.censored THEN 'censored'
                        WHEN f.immature THEN 'immature'
                        WHEN f.missing OR f.at IS NULL OR f.value IS NULL OR f.of IS NULL THEN 'missing'
                        WHEN f.value < 0 OR f.of < 0 THEN 'negative' END AS class
            FROM (SELECT *, %s AS at, %s AS value, %s AS of, coalesce(%s, 0) AS hit, %s AS signature,
                         coalesce(%s, 0) AS excluded, coalesce(%s, 0) AS censored,
                         coalesce(%s, 0) AS immature, coalesce(%s, 0) AS missing
                  FROM %s LEFT JOIN local ON local.at = %s WHERE %s) AS f''' % (
                      table, figure.at, figure.value, figure.of, figure.hit or '0', signature,
                      figure.excluded, figure.censored, figure.immature, figure.missing,
                      figure.grain, figure.at, figure.population))

    def groups(self, by):
        return sorted({tuple(row) for row in self.sql.execute(
            'SELECT DISTINCT %s FROM incident' % (', '.join(by) or '0'))}, key=order) if by else [()]

    def figures(self, by, period, at=()):
        """{(id, from, group): {member: value}} of all of which anything is to be seen."""
        found = {}
        for number, name in enumerate(self.ids):
            figure = FIGURES[name]
            if figure.kind == STOCK:
                found.update(self.stock(name, figure, by, period, at))
                continue
            own = QUARTERS if figure.kind == GROWTH else period
            cells = self.cells('f%d' % number, figure, by, own)
            if figure.kind == MEAN:
                self.percentiles('f%d' % number, by, own, cells)
            if figure.kind == GROWTH:
                self.growth(by, cells)
            for (begin, group), cell in cells.items():
                self.finish(figure, by, own, begin, group, cell)
                found[name, begin, group] = cell
        return found

    def cells(self, table, figure, by, period):
        keys = ', '.join(['p%d' % period if period else 'NULL', *by])
        total = '''
            SELECT %s, sum(class IS NULL), sum(class IS NULL AND hit), sum(class = 'excluded'),
                   sum(class = 'censored'), sum(class = 'immature'), sum(class = 'immature' AND hit),
                   sum(class = 'missing'), sum(class = 'negative'),
                   sum(CASE WHEN class IS NULL THEN value END), sum(CASE WHEN class IS NULL THEN of END),
                   min(CASE WHEN class IS NULL THEN value END), max(CASE WHEN class IS NULL THEN value END)
            FROM %s WHERE %s GROUP BY %s''' % (keys, table, 'p%d IS NOT NULL' % period if period else '1',
                                              ', '.join(str(i + 1) for i in range(len(by) + 1)))
        cells = {}
        for row in self.sql.execute(total):
            counts = dict(zip(COUNTS, [value or 0 for value in row[len(by) + 1:]]))
            counts.update(zip(('sum', 'sum_of', 'min', 'max'), row[len(by) + 9:]))
            cells[row[0], tuple(row[1:len(by) + 1])] = counts
        if figure.kind == REPEATS:
            self.repeats(table, by, period, cells)
        return cells

    def repeats(self, table, by, period, cells):
        """Distinct local days per signature, and those with an earlier one, in place of rows."""
        keys = ', '.join(['p%d' % period if period else 'NULL', *by])
        group = ''.join(', ' + name for name in by)
        query = '''
            WITH day AS (SELECT DISTINCT signature, p1, p2, p3, p4 %s FROM %s WHERE class IS NULL),
                 seen AS (SELECT *, p1 > min(p1) OVER (PARTITION BY signature %s) AS again FROM day)
            SELECT %s, count(*), sum(again) FROM seen GROUP BY %s''' % (
                group, table, group, keys, ', '.join(str(i + 1) for i in range(len(by) + 1)))
        for row in self.sql.execute(query):
            cell = cells[row[0], tuple(row[1:len(by) + 1])]
            cell['n'], cell['hits'] = row[len(by) + 1:]

    def percentiles(self, table, by, period, cells):
        """Linear interpolation at k = (n - 1) p of the sorted values."""
        keys = ', '.join(['p%d' % period if period else '0', *by])
        wanted = ', '.join('''
            max(CASE WHEN r = CAST((c - 1) * {0} AS INTEGER) THEN value END) AS low{1},
            max(CASE WHEN r = min(CAST((c - 1) * {0} AS INTEGER) + 1, c - 1) THEN value END)'''.format(p, i)
                           for i, p in enumerate(SHARES))
        query = '''
            WITH ranked AS (SELECT p1, p2, p3, p4 {2}, value,
                                   row_number() OVER (PARTITION BY {0} ORDER BY value) - 1 AS r,
                                   count(*) OVER (PARTITION BY {0}) AS c
                            FROM {1} WHERE class IS NULL AND at IS NOT NULL)
            SELECT {3}, max(c), {4} FROM ranked GROUP BY {5}'''.format(
                keys, table, ''.join(', ' + name for name in by),
                ', '.join(['p%d' % period if period else 'NULL', *by]), wanted,
                ', '.join(str(i + 1) for i in range(len(by) + 1)))
        for row in self.sql.execute(query):
            c, *ends = row[len(by) + 1:]
            cell = cells[row[0], tuple(row[1:len(by) + 1])]
            for i, p in enumerate(SHARES):
                low, high = ends[2 * i:2 * i + 2]
                k = (c - 1) * p
                cell['p%g' % (100 * p)] = low + (k - int(k)) * (high - low)

    def growth(self, by, cells):
        """Every quarter from the first to the last has one, also where a group shows nothing."""
        begins = sorted({begin for begin, _ in cells})
        groups = self.groups(by)
        begin = begins[0] if begins else None
        while begin is not None and begin <= begins[-1]:
            before = self.zone.period(QUARTERS, begin - 1)[0]
            for group in groups:
                cell = cells.setdefault((begin, group), dict.fromkeys(COUNTS, 0))
                cell['before'] = cells.get((before, group), {}).get('n', 0)
            begin = self.zone.period(QUARTERS, begin)[1]

    def periods(self, figure, period):
        """Begin and end of each period from the first that a stock shows anything in to that of the
        last look: what comes later is not known."""
        shows = 'coalesce(%s, logged)' % figure.begin
        first = self.one('SELECT min({0}) FROM {1} WHERE {2} IS NULL OR {3} IS NOT {2}'.format(
            shows, figure.grain, figure.begin, figure.end))
        spans = []
        while first is not None and first <= self.last_look:
            spans.append(self.zone.period(period, first))
            first = spans[-1][1]
        return spans

    def stock(self, name, figure, by, period, at):
        """What is there at the last instant of a period, or at an instant."""
        if at:
            spans = [(instant, instant, before) for instant, before in zip(at, (-2**62, *at))]
        else:
            spans = [(begin, end, begin - 1) for begin, end in
                     (self.periods(figure, period) if period else [])]
        found = {}
        self.sql.execute('CREATE TEMP TABLE span (begin, "end", before)')
        self.sql.executemany('INSERT INTO span VALUES (?, ?, ?)', spans)
        # An instant is that of the count, or the last one of the period. Recorded: opened < t <= closed.
        t = '(s."end" - %d)' % (0 if at else 1)
        there = 'f.{0} <= %s AND (f.{1} IS NULL OR f.{1} > %s)' % (t, t)
        if name == 'recorded.backlog':
            there = 'f.{0} < %s AND (f.{1} IS NULL OR f.{1} >= %s)' % (t, t)
        there = there.format(figure.begin, figure.end)
        low, high = figure.age or (None, None)
        if low is not None:
            there += ' AND %s - f.logged >= %d' % (t, low)
        if high is not None:
            there += ' AND %s - f.logged < %d' % (t, high)
        keys = ', '.join(['s.begin', *('f.' + column for column in by)])
        query = 'SELECT %s, sum(class = 0), sum(class = 1), sum(class = 2) FROM (%s) GROUP BY %s'
        parts = ['SELECT %s, 0 AS class FROM span AS s JOIN %s AS f ON %s' % (keys, figure.grain, there)]
        # Without a begin it is missing where it was logged; with an end before it, negative. At
        # instants: at the first one that is not earlier, else the last.
        where = 'coalesce(f.{0}, f.logged) > s.before AND (coalesce(f.{0}, f.logged) <= {1} OR {2}) AND '.format(
            figure.begin, t, 's.begin = %d' % at[-1] if at else '0')
        parts += ['SELECT %s, %d AS class FROM span AS s JOIN %s AS f ON %s' % (
            keys, number, figure.grain, where + which)
                  for number, which in ((1, 'f.%s IS NULL' % figure.begin),
                                        (2, 'f.%s < f.%s' % (figure.end, figure.begin)))]
        named = ', '.join(['begin', *by])
        for row in self.sql.execute(query % (named, ' UNION ALL '.join(parts), named)):
            group = tuple(row[1:len(by) + 1])
            cell = dict.fromkeys(COUNTS, 0)
            cell['n'], cell['missing'], cell['negative'] = row[-3:]
            self.finish(figure, by, period, row[0], group, cell)
            if at:
                cell['to'] = row[0]
                cell['partial'] = int(self.last_look < row[0])
            found[name, row[0], group] = cell
        self.sql.execute('DROP TABLE span')
        return found

    def finish(self, figure, by, period, begin, group, cell):
        """What follows from the counts and sums."""
        n = cell['n']
        value = None
        if figure.kind == MEAN and n:
            value = cell['sum'] / n
        elif figure.kind in (SHARE, REPEATS) and n:
            value = cell['hits'] / n
        elif figure.kind in (COUNT, STOCK):
            value = n
        elif figure.kind == GROWTH and cell['before']:
            value = (n - cell['before']) / cell['before']
        elif figure.kind == RATIO and cell['sum_of']:
            value = cell['sum'] / cell['sum_of']
        elif figure.kind == COST and n:
            hours = ((cell['sum'] or 0) + self.multiplier / 100 * (cell['sum_of'] or 0)) / HOUR
            value = hours * (self.rate or 1)
        cell['has_value'] = int(value is not None)
        cell['value'] = value or 0
        if figure.kind not in (SHARE, REPEATS):
            cell['hits'] = cell['immature_hits'] = 0
        told = n + cell['missing'] + cell['negative']
        cell['coverage'] = n / told if told else 1
        if figure.kind != MEAN:
            cell['min'] = cell['max'] = None
        if figure.kind not in (MEAN, RATIO, COST):
            cell['sum'] = 0
        if figure.kind not in (RATIO, COST):
            cell['sum_of'] = 0
        cell['sum'] = cell['sum'] or 0
        cell['sum_of'] = cell['sum_of'] or 0
        priority = group[by.index('priority')] if 'priority' in by else 0
        goal = figure.goals.get(priority) or figure.goals.get(0)
        cell['goal_value'] = goal[1] if goal else 0
        cell['goal'] = 0
        if goal and value is not None:
            cell['goal'] = 1 if {'<': value < goal[1], '>': value > goal[1], '>=': value >= goal[1]}[goal[0]] else 2
        cell['to'] = self.zone.period(period, begin)[1] if period and begin is not None else None
        # Complete is what was over at the last look.
        cell['partial'] = int(cell['to'] is not None and self.last_look < cell['to'])


def order(group):
    """Groups come in the order of their keys: what is not known first, texts bytewise."""
    return [(0, 0) if value is None else (1, value.encode() if isinstance(value, str) else value)
            for value in group]
