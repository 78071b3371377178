"""Business calendars by definition: an instant is open if and only if its local wall clock reading
lies in an interval of the pattern. Slow, and only within a window; nothing here is compiled."""
import bisect
import datetime
import zoneinfo

DAY = 86400
EPOCH = datetime.date(1970, 1, 1)
UTC = datetime.timezone.utc
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def days_of(text):
    return (datetime.date.fromisoformat(text) - EPOCH).days


def offset_at(zone, second):
    """Seconds east of Greenwich at an instant, by zoneinfo."""
    moment = datetime.datetime(1970, 1, 1, tzinfo=UTC) + datetime.timedelta(seconds=second)
    delta = moment.astimezone(zone).utcoffset()
    return delta.days * DAY + delta.seconds


def transitions(zone, low, high, step=3 * 3600):
    """Instants in (low, high] at which the offset changes, found by bisection."""
    found = []
    before, offset = low, offset_at(zone, low)
    while before < high:
        after = min(before + step, high)
        later = offset_at(zone, after)
        if later != offset:
            left, right = before, after
            while right - left > 1:
                middle = (left + right) // 2
                if offset_at(zone, middle) == offset:
                    left = middle
                else:
                    right = middle
            found.append(right)
            before, offset = right, offset_at(zone, right)
        else:
            before = after
    return found


def unite(spans):
    result = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1][1] = max(result[-1][1], end)
        else:
            result.append([start, end])
    return result


def intersect(first, second):
    result, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        start, end = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if start < end:
            result.append([start, end])
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return result


def complement(spans, low, high):
    result, reached = [], low
    for start, end in spans:
        if start > reached:
            result.append([reached, start])
        reached = max(reached, end)
    if reached < high:
        result.append([reached, high])
    return result


def read_hours(text):
    def seconds(part):
        numbers = [int(x) for x in part.split(":")]
        return numbers[0] * 3600 + numbers[1] * 60 + (numbers[2] if len(numbers) > 2 else 0)

    start, end = (seconds(part) for part in text.split("-"))
    return start, end if end > start else end + DAY


class Plain:
    """A calendar with a zone, a pattern, revisions and exceptions."""

    def __init__(self, definition):
        self.zone = zoneinfo.ZoneInfo(definition["zone"])
        self.patterns = [(None, definition["weekly"])] + sorted(
            ((days_of(r["from"]), r["weekly"]) for r in definition.get("revisions", [])),
            key=lambda pair: pair[0])
        self.exceptions = definition.get("exceptions", [])

    @staticmethod
    def rank(exception, date):
        """How specific an exception is for a date, 0 when it does not speak of it."""
        this = EPOCH + datetime.timedelta(days=date)
        yearly = f"{this.month:02d}-{this.day:02d}"
        if "date" in exception:
            return 4 if exception["date"] == this.isoformat() else 0
        if "from" in exception:
            return 3 if exception["from"] <= this.isoformat() <= exception["to"] else 0
        if "yearly" in exception:
            return 2 if exception["yearly"] == yearly else 0
        first, last = exception["yearly_from"], exception["yearly_to"]
        inside = first <= yearly <= last if first <= last else yearly >= first or yearly <= last
        return 1 if inside else 0

    def hours(self, date):
        best, found = 0, None
        for exception in self.exceptions:
            rank = self.rank(exception, date)
            if rank and rank >= best:
                best, found = rank, exception
        if found is not None:
            return [read_hours(text) for text in found.get("hours", [])]
        weekly = [w for since, w in self.patterns if since is None or since <= date][-1]
        return [read_hours(text) for text in weekly.get(WEEKDAYS[(date + 3) % 7], [])]

    def wall(self, first, last):
        """The intervals that start on the dates from first to last, in local seconds."""
        return unite((date * DAY + start, date * DAY + end)
                     for date in range(first, last + 1) for start, end in self.hours(date))

    def instants(self, wall, low, high):
        """The instants from low to high whose reading lies in one of the spans."""
        result = []
        edges = [low] + transitions(self.zone, low, high) + [high]
        for start, end in zip(edges, edges[1:]):
            offset = offset_at(self.zone, start)
            local = intersect(wall, [[start + offset, end + offset]])
            result += [[a - offset, b - offset] for a, b in local]
        return unite(result)

    def spans(self, low, high):
        return self.instants(self.wall(low // DAY - 4, high // DAY + 3), low, high)

    def reading_open(self, second):
        """Whether one instant is open, from its reading alone."""
        local = second + offset_at(self.zone, second)
        date, clock = divmod(local, DAY)
        return any(start <= clock < end for start, end in self.hours(date)) or any(
            start <= clock + DAY < end for start, end in self.hours(date - 1))

    def day_length(self, date):
        """The elapsed length of the intervals that start on a date."""
        wall = self.wall(date, date)
        spans = self.instants(wall, date * DAY - 2 * DAY, date * DAY + 4 * DAY)
        return sum(b - a for a, b in spans)

    def has_date(self, date):
        """Whether the zone ever shows the date."""
        return bool(self.instants([[date * DAY, (date + 1) * DAY]], (date - 2) * DAY,
                                  (date + 3) * DAY))

    def date_span(self, date):
        """The instants that read as the date, where they are one stretch; else None."""
        spans = self.instants([[date * DAY, (date + 1) * DAY]], (date - 2) * DAY, (date + 3) * DAY)
        return spans[0] if len(spans) == 1 else None


class Composite:
    def __init__(self, combination, parts):
        self.combination = combination
        self.parts = parts

    def spans(self, low, high):
        sets = [part.spans(low, high) for part in self.parts]
        result = sets[0]
        for other in sets[1:]:
            if self.combination == "union":
                result = unite([tuple(span) for span in result + other])
            elif self.combination == "intersection":
                result = intersect(result, other)
            else:
                result = intersect(result, complement(other, low, high))
        return result

    def reading_open(self, second):
        first, *rest = (part.reading_open(second) for part in self.parts)
        if self.combination == "union":
            return first or any(rest)
        if self.combination == "intersection":
            return first and all(rest)
        return first and not any(rest)


def build(definition):
    for combination in ("union", "intersection", "difference"):
        if combination in definition:
            return Composite(combination, [build(part) for part in definition[combination]])
    return Plain(definition)


class Window:
    """The open time of a calendar from low to high, in microseconds, by plain sums."""

    def __init__(self, model, low, high):
        self.low, self.high = low * 10**6, high * 10**6
        self.spans = [(a * 10**6, b * 10**6) for a, b in model.spans(low, high)]
        self.starts = [a for a, _ in self.spans]

    def is_open(self, t):
        i = bisect.bisect_right(self.starts, t) - 1
        return i >= 0 and t < self.spans[i][1]

    def between(self, a, b):
        if b < a:
            return -self.between(b, a)
        return sum(max(0, min(b, end) - max(a, start)) for start, end in self.spans)

    def add(self, t, d):
        """None where the window ends first."""
        if d == 0:
            return t
        if d > 0:
            for start, end in self.spans:
                room = end - max(t, start)
                if room > 0:
                    if d <= room:
                        return max(t, start) + d
                    d -= room
            return None
        d = -d
        for start, end in reversed(self.spans):
            room = min(t, end) - start
            if room > 0:
                if d <= room:
                    return min(t, end) - d
                d -= room
        return None

    def next_open(self, t):
        for start, end in self.spans:
            if t < end:
                return max(t, start)
        return None

    def next_close(self, t):
        for _, end in self.spans:
            if end > t:
                return end if end < self.high else None
        return None

    def prev_open(self, t):
        for start, end in reversed(self.spans):
            if start < t:
                return min(t, end)
        return None

    def prev_opening(self, t):
        for start, _ in reversed(self.spans):
            if start < t:
                return start if start > self.low else None
        return None

    def intervals(self, a, b):
        return [(max(a, s), min(b, e)) for s, e in self.spans if max(a, s) < min(b, e)]


