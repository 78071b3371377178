"""Business calendars: when a desk is open, and arithmetic in open time."""
from ctypes import byref

from . import times
from ._ffi import (Combination, P, Weekday, inc_batch_options, inc_calendar, inc_date, inc_duration,
                   inc_exception, inc_hours, inc_interval, inc_time, int32, lib, uint8)
from ._ffi.kinds import text
from .columns import pointed, room
from .context import Context
from .errors import MEANING, check, failure
from .handle import Hashed
from .record import Record, decoded, listed, member, wraps
from .zone import Zone


class Interval(Record):
    """A half-open span of instants: `from_`, `to`."""


class Holiday(Record):
    """A holiday: `name`, and the span of its date, `from_`, `to`."""


class CalendarException(Record):
    """An exception to the weekly pattern: `scope`, `from_`, `to`, `yearly_from`, `yearly_to`,
    `name`, and `hours`, pairs of seconds after midnight; none when it is closed."""

    def __init__(self, struct, tz=None):
        hours = [(getattr(h, "from").value, h.to.value)
                 for h in struct.hours[:struct.hours_count]]
        super().__init__(struct, tz)
        self.__dict__.update(hours=hours)
        del self.__dict__["hours_count"]


@wraps(inc_calendar)
class Calendar(Hashed):
    """A business calendar, from a CalendarBuilder or combined of others. Immutable, for any thread.
    Instants come back in the time zone of the datetime that was asked about."""

    _noun = "calendar"

    def __init__(self):
        raise TypeError("calendars are made by a CalendarBuilder, or combined")

    @classmethod
    def combine(cls, combination, *calendars, context=None):
        """Combines calendars, instant by instant."""
        context = context or Context.default()
        parts = (P(inc_calendar) * len(calendars))(*(c._pointer for c in calendars))
        return cls._wrap(context._make(lib.inc_calendar_combine, context, combination,
                                       parts, len(calendars)))

    def __or__(self, other):
        return self.combine(Combination.UNION, self, other)

    def __and__(self, other):
        return self.combine(Combination.INTERSECTION, self, other)

    def __sub__(self, other):
        return self.combine(Combination.DIFFERENCE, self, other)

    @property
    def zone(self):
        """None for a composite."""
        return Zone._borrow(lib.inc_calendar_zone(self))

    @property
    def reachable(self):
        """Whether it is open at any supported instant."""
        return lib.inc_calendar_reachable(self) != 0

    def is_open(self, instant):
        out = int32()
        check(lib.inc_calendar_is_open(self, times.microseconds(instant), byref(out)),
              "is_open(%s)", instant)
        return out.value != 0

    def between(self, a, b):
        """The open time from a to b; negative when b < a."""
        out = inc_duration()
        check(lib.inc_calendar_between(self, times.microseconds(a), times.microseconds(b),
                                       byref(out)), "between(%s, %s)", a, b)
        return times.elapsed(out.value)

    def add(self, start, duration):
        """The instant at which that much open time has passed since start; before it, when the
        duration is negative."""
        out = inc_time()
        check(lib.inc_calendar_add(self, times.microseconds(start), times.span(duration),
                                   byref(out)), "add(%s, %s)", start, duration)
        return times.moment(out.value, start.tzinfo)

    def _edge(self, name, instant):
        out = inc_time()
        check(getattr(lib, "inc_calendar_" + name)(
            self, times.microseconds(instant), byref(out)), "%s(%s)", name, instant)
        return times.moment(out.value, instant.tzinfo)

    def next_open(self, instant):
        """The least open instant >= this one."""
        return self._edge("next_open", instant)

    def next_close(self, instant):
        """The least end of an open interval > this instant."""
        return self._edge("next_close", instant)

    def prev_open(self, instant):
        """The greatest instant <= this one just before which it is open."""
        return self._edge("prev_open", instant)

    def prev_opening(self, instant):
        """The greatest start of an open interval < this instant."""
        return self._edge("prev_opening", instant)

    def intervals(self, from_, to):
        """Visits the maximal open intervals between two instants, cut to them."""
        out, at, end = inc_interval(), times.microseconds(from_), times.microseconds(to)
        while check(lib.inc_calendar_next_interval(self, at, end, byref(out)),
                    "intervals(%s, %s)", from_, to) == 0:
            yield Interval(out, from_.tzinfo)
            at = out.to.value

    def open_day(self, day, zone=None):
        """The open time that belongs to a local date."""
        out = inc_duration()
        check(lib.inc_calendar_open_day(self, zone and Zone.of(zone),
                                        times.days(day), byref(out)), "open_day(%s)", day)
        return times.elapsed(out.value)

    def add_days(self, day, count, zone=None):
        """The count-th open day after a date, before it when the count is negative."""
        out = inc_date()
        check(lib.inc_calendar_add_days(self, zone and Zone.of(zone),
                                        times.days(day), count, byref(out)),
              "add_days(%s, %d)", day, count)
        return times.day_of(out.value)

    def holiday(self, instant):
        """The holiday that closes the local date of an instant, or None."""
        name, day = text(), inc_interval()
        status = check(lib.inc_calendar_holiday(self, times.microseconds(instant),
                                                byref(name), byref(day)), "holiday(%s)", instant)
        return Holiday(day, instant.tzinfo, name=decoded(name.value)) if status == 0 else None

    def _column(self, function, inputs, options, kind, out, statuses):
        """Runs a call on columns. Without a column for the statuses the first failure is raised."""
        count = len(inputs[0])
        out, results = room(out, kind, count)
        _, answers = room(statuses, int32, count)
        status = function(self, *inputs, count, options, results, answers) if count else 0
        if status < 0:
            item = next((i for i, answer in enumerate(answers) if answer.value < 0), None)
            if statuses is None or item is None:
                raise failure(status, "item %s: %s" % (item, MEANING.get(status)))
        return out

    def add_batch(self, starts, durations, *, out=None, statuses=None):
        """`add` over columns of microseconds (columns.py); durations may be one timedelta for all.
        Gives `out`, else a new array('q'). With `statuses`, a column of int32, nothing is raised
        for an item: it tells which failed, and their results are INC_TIME_NONE."""
        starts, one = pointed(starts, inc_time), not hasattr(durations, "__len__")
        if one or isinstance(durations, str):
            durations, one = (inc_duration * 1)(times.span(durations)), True
        else:
            durations = pointed(durations, inc_duration)
            self._same_length(starts, durations)
        options = inc_batch_options(one_duration=int(one))
        return self._column(lib.inc_calendar_add_batch, [starts, durations], options, inc_time, out,
                            statuses)

    def between_batch(self, a, b, *, out=None, statuses=None):
        """`between` over columns of microseconds; as add_batch."""
        a, b = pointed(a, inc_time), pointed(b, inc_time)
        self._same_length(a, b)
        return self._column(lib.inc_calendar_between_batch, [a, b], None, inc_duration, out,
                            statuses)

    def is_open_batch(self, instants, *, out=None, statuses=None):
        """`is_open` over a column of microseconds; gives a column of bytes, 1 or 0."""
        return self._column(lib.inc_calendar_is_open_batch, [pointed(instants, inc_time)], None,
                            uint8, out, statuses)

    @staticmethod
    def _same_length(a, b):
        if len(a) != len(b):
            raise ValueError("one column has %d items, the other %d" % (len(a), len(b)))

    @property
    def combination(self):
        """How a composite combines its parts; None for a plain calendar."""
        value = lib.inc_calendar_combination(self)
        return member(Combination, value) if value else None

    @property
    def parts(self):
        """Of a composite."""
        found = []
        while True:
            part = lib.inc_calendar_part(self, len(found))
            if not part:
                return found
            found.append(Calendar._borrow(part))

    @property
    def revisions(self):
        """[(date from which it holds or None, {weekday: [(from, to) in seconds]})]."""
        found, out = [], inc_date()
        while lib.inc_calendar_revision(self, len(found), byref(out)) == 0:
            weekly = {day: self._weekly(len(found), day) for day in Weekday}
            found.append((times.day_of(out.value), weekly))
        return found

    def _weekly(self, revision, day):
        found, out = [], inc_hours()
        while lib.inc_calendar_weekly(self, revision, day, len(found), byref(out)) == 0:
            found.append((getattr(out, "from").value, out.to.value))
        return found

    @property
    def exceptions(self):
        return listed(lib.inc_calendar_exception, inc_exception, CalendarException, self)

    def __repr__(self):
        return "<Calendar %s>" % self.hash[:12]


__all__ = ["Calendar", "CalendarException", "Holiday", "Interval"]
