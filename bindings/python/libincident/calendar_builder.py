"""Builds business calendars."""
from ctypes import byref

from . import times
from ._ffi import lib
from .calendar import Calendar
from .context import Contextual
from .hours import exception, intervals
from .zone import Zone


class CalendarBuilder(Contextual):
    """Collects the definition of a calendar in a zone (or the zone of that name): closed at all
    times until hours are added. Every call gives the builder back.

    Hours are "09:00-17:00", a pair of times of day, or a list of those. Dates of an exception are a
    date, a pair of dates, "12-25" for every year, or a pair of such days; both ends are
    included."""

    _noun = "calendar_builder"

    def __init__(self, zone, *, context=None):
        context = self._start(context)
        self._own(context._make(lib.inc_calendar_builder_new, context,
                                Zone.of(zone)))

    def weekly(self, days, hours):
        """Opens on a weekday (1 is Monday), or on each of several."""
        for day in [days] if isinstance(days, int) else days:
            for interval in intervals(hours):
                self._call(lib.inc_calendar_builder_weekly, day, byref(interval))
        return self

    def revise(self, day):
        """Starts another weekly pattern, that holds from a date on."""
        self._call(lib.inc_calendar_builder_revise, times.days(day))
        return self

    def closed(self, when, name=None):
        """A holiday."""
        return self.hours(when, [], name)

    def hours(self, when, hours, name=None):
        """Other hours than the pattern's; an empty list is closed."""
        self._call(lib.inc_calendar_builder_except, byref(exception(when, hours, name)))
        return self

    def undo(self, count):
        """Takes the last exceptions away again."""
        self._call(lib.inc_calendar_builder_undo, count)
        return self

    def build(self):
        """The calendar; the builder stays usable."""
        return Calendar._wrap(self._context._make(lib.inc_calendar_builder_build, self))


__all__ = ["CalendarBuilder"]
