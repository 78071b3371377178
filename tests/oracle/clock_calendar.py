"""Calendars and dues on a grid of ticks, UTC only, by looking at one tick after the other.

Instants are microseconds since 1970. A calendar is a row of ticks, each open or closed; whatever is
asked of it is answered by walking along that row. Instants between two ticks are allowed.
"""
import datetime

SECOND = 10**6
TICK = 900 * SECOND
DAY = 86400 * SECOND
PER_DAY = DAY // TICK
EPOCH = datetime.date(1970, 1, 1)
FIRST = (datetime.date(2026, 5, 4) - EPOCH).days
LAST = (datetime.date(2026, 9, 28) - EPOCH).days
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class OffGrid(Exception):
    """The case is not one for this model."""


def instant(text):
    """Of a text; microseconds are one already."""
    if text is None or isinstance(text, int):
        return text
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    delta = moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    result = (delta.days * 86400 + delta.seconds) * SECOND + delta.microseconds
    if not FIRST * DAY <= result < LAST * DAY:
        raise OffGrid(text)
    return result


def text(at):
    if at is None:
        return None
    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=at)
    return moment.isoformat() + "Z"


def duration(value):
    if isinstance(value, int):
        return value * SECOND
    if not value.startswith("PT") or not value.endswith("S"):
        raise OffGrid(value)
    whole, _, part = value[2:-1].partition(".")
    return int(whole) * SECOND + int((part + "000000")[:6])


def duration_json(value):
    whole, part = divmod(value, SECOND)
    return whole if part == 0 else f"PT{whole}.{part:06d}S"


def time_of_day(text_):
    parts = [int(part) for part in text_.split(":")] + [0]
    seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
    return seconds * SECOND


def tick_of_day(text_):
    ticks, rest = divmod(time_of_day(text_), TICK)
    if rest:
        raise OffGrid(text_)
    return ticks


def hours(texts):
    """Pairs of ticks after the midnight that the shift starts on."""
    result = []
    for item in texts:
        start, end = (tick_of_day(part) for part in item.split("-"))
        result.append((start, end if end > start else end + PER_DAY))
    return result


def day_number(text_):
    return (datetime.date.fromisoformat(text_) - EPOCH).days


class Calendar:
    def __init__(self, definition):
        if definition.get("zone") not in ("Etc/UTC", "UTC") or \
                set(definition) - {"zone", "weekly", "exceptions"}:
            raise OffGrid("a calendar")
        self.weekly = {day: hours(definition["weekly"].get(day, ())) for day in WEEKDAYS}
        self.exceptions = definition.get("exceptions", ())
        self.endless = any(self.weekly.values())
        self.shifts, self.names = {}, {}
        self.row = bytearray((LAST - FIRST) * PER_DAY)
        for date in range(FIRST - 1, LAST):
            self.shifts[date] = self.day(date)
            for start, end in self.shifts[date]:
                for tick in range(start, end):
                    place = (date - FIRST) * PER_DAY + tick
                    if 0 <= place < len(self.row):
                        self.row[place] = 1

    def day(self, date):
        best = None
        for exception in self.exceptions:
            if "date" in exception:
                rank, hit = 2, day_number(exception["date"]) == date
            elif "from" in exception:
                rank = 1
                hit = day_number(exception["from"]) <= date <= day_number(exception["to"])
            else:
                raise OffGrid("an exception")
            if hit and (best is None or rank >= best[0]):
                best = (rank, exception)
        if best is None:
            return self.weekly[WEEKDAYS[(EPOCH + datetime.timedelta(days=date)).weekday()]]
        if best[1].get("closed"):
            self.names[date] = best[1].get("name", "")
            return []
        return hours(best[1]["hours"])

    def tick(self, at):
        """The place of the tick that the instant lies in."""
        place = at // TICK - FIRST * PER_DAY
        if not 0 <= place < len(self.row):
            raise OffGrid(at)
        return place

    def start(self, place):
        return (place + FIRST * PER_DAY) * TICK

    def is_open(self, at):
        return self.row[self.tick(at)] == 1

    def between(self, a, b):
        """The sum of the open ticks from a to b; of the first and the last only the part inside."""
        if b <= a:
            return 0
        first, last = self.tick(a), self.tick(b - 1)
        total = sum(self.row[first:last + 1]) * TICK
        if self.row[first]:
            total -= a - self.start(first)
        if self.row[last]:
            total -= self.start(last + 1) - b
        return total

    def add(self, at, amount):
        """The least x with between(at, x) == amount, or None beyond the row; amount < 0: the
        greatest x with between(x, at) == -amount."""
        if amount == 0:
            return at
        return self.forward(at, amount) if amount > 0 else self.backward(at, -amount)

    def beyond(self):
        """Nothing in the rest of the row: nothing at all, unless the weeks go on."""
        if self.endless:
            raise OffGrid("beyond the row")

    def forward(self, at, amount):
        for place in range(self.tick(at), len(self.row)):
            if self.row[place]:
                here = max(at, self.start(place))
                room = self.start(place + 1) - here
                if amount <= room:
                    return here + amount
                amount -= room
        return self.beyond()

    def backward(self, at, amount):
        for place in range(self.tick(at - 1), -1, -1):
            if self.row[place]:
                here = min(at, self.start(place + 1))
                room = here - self.start(place)
                if amount <= room:
                    return here - amount
                amount -= room
        return None

    def next_open(self, at):
        for place in range(self.tick(at), len(self.row)):
            if self.row[place]:
                return max(at, self.start(place))
        return self.beyond()

    def is_inside_or_edge(self, at):
        return self.is_open(at) or self.is_open(at - 1)

    def open_days(self, after):
        """The open days after a date."""
        return (date for date in range(after + 1, LAST - 1) if self.shifts[date])

    def length(self, date):
        ticks = {tick for start, end in self.shifts[date] for tick in range(start, end)}
        return len(ticks) * TICK


def nth(calendar, after, count):
    """The count-th open day after a date, or None."""
    for date in calendar.open_days(after):
        count -= 1
        if count == 0:
            return date
    return calendar.beyond()


def same_time(calendar, start, days):
    rolled = calendar.next_open(start)
    if rolled is None:
        return None
    date, clock = divmod(rolled, DAY)
    date = nth(calendar, date, days)
    if date is None:
        return None
    at = date * DAY + clock
    return at if calendar.is_inside_or_edge(at) else calendar.next_open(at)


def own_length(calendar, start, days):
    total = 0
    for date in calendar.open_days(start // DAY):
        total += calendar.length(date)
        days -= 1
        if days == 0:
            return calendar.add(start, total)
    return calendar.beyond()


def nominal(calendar, target, days, start):
    """The due of a target in days, before credit and boundary."""
    rule = target["kind"] if target["kind"] == "by" else target.get("rule", "same_time")
    if rule == "same_time":
        return same_time(calendar, start, days)
    if rule == "own_length":
        return own_length(calendar, start, days)
    date = nth(calendar, start // DAY, days)
    if date is None:
        return None
    if rule == "by":
        return date * DAY + time_of_day(target["time"])
    return date * DAY + max(end for _, end in calendar.shifts[date]) * TICK


def moves(target):
    """Whether the boundary applies."""
    return target["kind"] != "by" and target.get("rule") != "close_of_day"


def bounded(calendar, target, boundary, at):
    if at is None or boundary != "next_opening" or not moves(target):
        return at
    following = calendar.next_open(at)
    return at if following is None else following
