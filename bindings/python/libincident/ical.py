"""Holidays from iCalendar files; libincident-ical has to be there."""
import threading
from ctypes import byref

from ._ffi import inc_ical_holiday, inc_ical_options, lib
from .context import Contextual
from .record import Record, built, listed

# libical keeps global state.
_one_at_a_time = threading.Lock()


class IcalHoliday(Record):
    """One holiday: `date`, `name`."""


class Ical(Contextual):
    """The holidays of a file; iterate over them, or `apply` them to a CalendarBuilder."""

    _noun = "ical"

    def __init__(self, document, *, from_=None, to=None, all_events=False, context=None):
        context = self._start(context)
        data = document.encode() if isinstance(document, str) else bytes(document)
        options = built(inc_ical_options, from_=from_, to=to, all_events=all_events)
        with _one_at_a_time:
            self._own(context._make(lib.inc_ical_read, context, data, len(data),
                                    byref(options)))

    def __iter__(self):
        return iter(listed(lib.inc_ical_at, inc_ical_holiday, IcalHoliday, self))

    def apply(self, builder):
        """Adds all of them to a calendar's definition as closed dates."""
        with _one_at_a_time:
            builder._context._call(lib.inc_ical_apply, self, builder)


__all__ = ["Ical", "IcalHoliday"]
