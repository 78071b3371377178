"""What key figures are computed from: rows of published columns, in four grains."""
import functools
from array import array
from ctypes import byref
from datetime import datetime, timedelta

from . import times
from ._ffi import (NONE, Agreement, Grain, Stage, ValueType, Verdict, inc_gaming,
                   inc_observations_options, inc_values, int64, lib)
from ._ffi.kinds import text
from .columns import pointed
from .context import Contextual
from .errors import Invalid, check
from .record import Record, encoded, listed, member
from .table import published

DURATIONS = frozenset(("business", "held", "effort_first", "effort_higher", "counted",
                       "root_cause"))
FLAGS = frozenset(("cancelled", "converted", "avoidable", "downgraded", "late_hold", "backdated",
                   "parked", "reported_made_sla"))
CODES = {"stage": Stage, "agreement": Agreement, "verdict": Verdict}


def grain_of(grain):
    """A Grain, by itself or by its name."""
    return Grain[grain.upper()] if isinstance(grain, str) else Grain(grain)


@functools.lru_cache(None)
def columns(grain):
    """The columns of a grain by name."""
    return published(lambda index, out: lib.inc_observation_column(grain, index, out))


@functools.lru_cache(None)
def names(grain):
    """The names of a grain's columns by id."""
    return {column.id: name for name, column in columns(grain).items()}


def column_of(grain, name):
    """The column of a name, or a TypeError."""
    column = columns(grain).get(name)
    if column is None:
        raise TypeError("rows of the grain '%s' have no column '%s'" % (grain.name.lower(), name))
    return column


def said(name, value, column):
    """A value of an integer or time column as Python has it; what is not known is None."""
    if value == NONE:
        return None
    if column.type == ValueType.TIME:
        return times.moment(value)
    if name in DURATIONS:
        return times.elapsed(value)
    if name in FLAGS:
        return value != 0
    return member(CODES[name], value) if name in CODES else value


def number(value):
    """An integer, instant or duration as a column has it; None is not known."""
    if value is None:
        return NONE
    if isinstance(value, datetime):
        return times.microseconds(value)
    if isinstance(value, timedelta):
        return times.span(value)
    if not isinstance(value, int) or not -(1 << 63) <= value < 1 << 63:
        raise Invalid("a value was %r, which is no number of 64 bits" % (value,))
    return int(value)


class Given:
    """Columns that are handed over, as the library takes them; they live as long as this does."""

    def __init__(self, grain, values):
        self.kept, self.count = [], None
        self.columns = (inc_values * len(values))()
        for out, (name, column) in zip(self.columns, values.items()):
            self._take(out, name, column_of(grain, name), column)

    def _take(self, out, name, column, values):
        out.__init__(column=column.id)
        if column.type == ValueType.TEXT:
            items = (text * len(values))(*map(encoded, values))
            out.texts = items
        else:
            if isinstance(values, (list, tuple)):
                values = array("q", map(number, values))
            items = pointed(values, int64)
            out.integers = items
        if self.count not in (None, len(items)):
            raise ValueError("the column '%s' has %d items, others %d" % (name, len(items),
                                                                         self.count))
        self.count = len(items)
        self.kept.append(items)


class Gaming(Record):
    """What looks like gaming: `subject`, `policy`, `at`, `due`, `fact`, `kind`."""


class Observations(Contextual):
    """A table of what incidents show: one row of the grain "incident" each, and as many of "clock",
    "cycle" and "episode" as they had. Business time is that of a calendar, else that of each
    incident's resolve clock."""

    _noun = "observations"

    def __init__(self, *, calendar=None, context=None):
        context = self._start(context)
        options = inc_observations_options()
        if calendar is not None:
            options.calendar = calendar._pointer
        self._own(context._make(lib.inc_observations_new, context, byref(options)))

    def add(self, incident):
        """Adds what an incident shows as of its last look."""
        self._call(lib.inc_observations_add, incident)

    def clear(self):
        """Forgets the rows."""
        with self._context._lock:
            lib.inc_observations_clear(self)

    def count(self, grain="incident"):
        """The number of rows of a grain."""
        return lib.inc_observations_count(self, grain_of(grain))

    def __len__(self):
        return self.count()

    def column(self, name, grain="incident"):
        """A copy of a column: a list of texts, or an array('q') of integers, durations and instants
        in microseconds; -2^63 is not known."""
        grain, values = grain_of(grain), inc_values()
        column, count = column_of(grain, name), self.count(grain)
        with self._context._lock:
            check(lib.inc_observations_values(self, grain, column.id, byref(values)))
            if column.type == ValueType.TEXT:
                return [item.decode() for item in values.texts[:count]]
            return array("q", values.integers[:count])

    def rows(self, grain="incident"):
        """The rows of a grain as [{name: value}]; None is not known."""
        grain, found = grain_of(grain), {}
        for name, column in columns(grain).items():
            values = self.column(name, grain)
            if column.type != ValueType.TEXT:
                values = [said(name, value, column) for value in values]
            found[name] = values
        return [dict(zip(found, row)) for row in zip(*found.values())]

    @property
    def gaming(self):
        """Findings about acts around a due, in the order the incidents were added."""
        return listed(lib.inc_observations_gaming, inc_gaming, Gaming, self)


__all__ = ["Gaming", "Observations"]
