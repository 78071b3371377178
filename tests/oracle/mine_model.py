"""Mining by definition: open time counted minute by minute with zoneinfo, every run of weekdays with
every pair of hours tried, costs as include/incident/mine.h tells them. Minutes throughout; targets in
microseconds, because a target of a microsecond more is another one."""
import datetime
import math
from zoneinfo import ZoneInfo

MINUTE = 60_000_000
UTC = datetime.timezone.utc
UNBOUNDED = (1 << 63) - 1
WEEK = 7 * 1440
UNITS = [(60 * MINUTE, 0), (30 * MINUTE, 1), (15 * MINUTE, 3), (5 * MINUTE, 5), (MINUTE, 7),
         (1_000_000, 9), (1, 11)]
CLOSING, NEXT_OPENING = "closing", "next_opening"


class Hours:
    """Days (0 is Monday), and minutes: from a start, for a length of at most a day."""

    def __init__(self, days, start, length):
        self.days, self.start, self.length = frozenset(days), start, length
        self.table = None

    def is_open(self, minute):
        """Whether a minute of the week lies in the hours of any of the days."""
        return any((minute - day * 1440 - self.start) % WEEK < self.length for day in self.days)

    def opened(self):
        """is_open of every minute of the week."""
        self.table = self.table or bytes(map(self.is_open, range(WEEK)))
        return self.table

    def bits(self):
        """What there is to say about the hours."""
        usual = {frozenset(range(5)): 0, frozenset(range(7)): 0, frozenset(range(6)): 2,
                 frozenset([6, 0, 1, 2, 3]): 2}

        def end(minute):
            return 5 if minute % 60 == 0 else 7 if minute % 30 == 0 else 9
        stop = self.start + self.length
        if self.length == 1440:
            return usual.get(self.days, 5) + (end(self.start) + 2 if self.start else 0)
        return usual.get(self.days, 5) + end(self.start) + end(stop) + (stop > 1440)


def runs():
    """Every run of weekdays in the ring of a week."""
    return [range(7)] + [[(first + i) % 7 for i in range(count)]
                         for count in range(6, 0, -1) for first in range(7)]


def hours_on_the_hour():
    for days in runs():
        for start in range(0, 1440, 60):
            for length in range(60, 1441, 60):
                if len(days) < 7 or length < 1440 or start == 0:
                    yield days, start, length


class Clock:
    """Which minute of the local week each minute of a span is."""

    def __init__(self, zone, first, last):
        self.first = first
        self.minutes = []
        tz = ZoneInfo(zone)
        for minute in range(first, last):
            local = datetime.datetime.fromtimestamp(minute * 60, UTC).astimezone(tz)
            self.minutes.append(local.weekday() * 1440 + local.hour * 60 + local.minute)

    def counted(self, hours, start, stop):
        opened = hours.opened()
        return sum(opened[m] for m in self.minutes[start - self.first:stop - self.first])

    def late(self, hours, start, stop):
        """Whether the due of just as much as was counted came before the stop."""
        return stop > start and not hours.is_open(self.minutes[stop - 1 - self.first])

    def by_hour(self, start, stop):
        """Minutes of each hour of the week."""
        sums = [0] * 168
        for minute in self.minutes[start - self.first:stop - self.first]:
            sums[minute // 60] += 1
        return sums


def is_met(target, counted, late, boundary):
    """The verdict of a row whose open time is counted, in minutes."""
    if boundary == CLOSING and late:
        return counted * MINUTE < target
    return counted * MINUTE <= target


def roundness(least, most):
    """The bits of the roundest target from least to most."""
    found = []
    for unit, odd in UNITS:
        number = -(-least // unit)
        if number * unit <= most:
            found.append(odd + number.bit_length())
    return min(found)


def best_cost(rows, boundary, weight):
    """The least cost of any target: rows are (counted, late, met)."""
    edges = sorted({0} | {c * MINUTE for c, _, _ in rows} | {c * MINUTE + 1 for c, _, _ in rows})
    costs = []
    for i, least in enumerate(edges):
        most = edges[i + 1] - 1 if i + 1 < len(edges) else UNBOUNDED
        errors = sum(is_met(least, c, late, boundary) != met for c, late, met in rows)
        costs.append(errors * weight + roundness(least, most))
    return min(costs)


def fewest_errors(rows):
    """The fewest rows that any target leaves unexplained: rows are (counted, late, met)."""
    ordered = sorted((c, late, met) for c, late, met in rows)
    errors = least = sum(met for _, _, met in ordered)
    for i, (c, late, met) in enumerate(ordered):
        errors += -1 if met else 1
        if i + 1 == len(ordered) or ordered[i + 1][:2] != (c, late):
            least = min(least, errors)
    return least


class Search:
    """All hours on the hour, for rows (start, stop, met) in minutes."""

    def __init__(self, clock, rows):
        self.clock, self.rows = clock, rows
        # Of each row and hour of the week, the minutes before it: two weeks, so that none wraps.
        self.before = []
        for start, stop, _ in rows:
            sums, total = [], 0
            for part in clock.by_hour(start, stop) * 2:
                sums.append(total)
                total += part
            self.before.append(sums + [total])
        self.last = [clock.minutes[stop - 1 - clock.first] for start, stop, _ in rows]

    def counted(self, row, days, start, length):
        before = self.before[row]
        first, count = start // 60, length // 60
        return sum(before[d * 24 + first + count] - before[d * 24 + first] for d in days)

    def errors(self, days, start, length):
        hours = Hours(days, start, length)
        return fewest_errors([
            (self.counted(i, days, start, length),
             stop > begin and not hours.is_open(self.last[i]), met)
            for i, (begin, stop, met) in enumerate(self.rows)])

    def best(self):
        """(errors, bits, days, start, length) of the best hours."""
        return min((self.errors(*hours), Hours(*hours).bits(), *map(tuple, [hours[0]]), *hours[1:])
                   for hours in hours_on_the_hour())


def weight_of(errors, rows):
    return max(1, int(math.log2((rows - errors) / errors))) if errors else 0
