"""Key figures: aggregates over observations, by group and period, that add up exactly."""
import contextlib
import itertools
from ctypes import byref, c_size_t, c_void_p, cast, create_string_buffer, string_at
from zoneinfo import ZoneInfo

from . import times
from ._ffi import (CONSTANTS, NONE, Grain, ObservationColumnId, Period, double, inc_definition,
                   inc_figure, inc_kpi_key, inc_kpi_options, inc_time, inc_trend, int32, lib)
from ._ffi.kinds import text
from .context import Context, Contextual
from .definition import Definition, amount, coded, criteria_struct, packed
from .errors import check
from .incident import Incident
from .observations import Given, columns, grain_of
from .record import Record, built, encoded
from .rules import lent
from .zone import Zone

# What rows are grouped by: the columns that all grains have, and names of clocks.
GROUPED = {name: column for grain in (Grain.CLOCK, Grain.INCIDENT)
           for name, column in columns(grain).items()
           if column.id < ObservationColumnId.STAGE or name in ("clock", "policy")}
NAMES = {column.id: name for name, column in GROUPED.items()}


def dimensions_of(by):
    """Ids of columns to group by, as an array."""
    wanted = [by] if isinstance(by, str) else by
    for name in wanted:
        if name not in GROUPED:
            raise TypeError("nothing is grouped by '%s'" % name)
    return (int32 * len(wanted))(*(GROUPED[name].id for name in wanted))


def zone_named(data):
    """The name of the zone that a serialised aggregate needs."""
    name, size = text(), c_size_t()
    check(lib.inc_kpi_bytes_zone(data, len(data), byref(name), byref(size)))
    return string_at(cast(name, c_void_p), size.value).decode()


class Figure(Record):
    """One figure: `id`, `kind`, `unit`, `period`, `label` (what people call the period), `partial`,
    `group` ({column: value}), `from_`, `to`, `n`, `hits`, `excluded`, `censored`, `immature`,
    `immature_hits`, `missing`, `negative`, `value` (None: there is none; a timedelta of a
    duration), `goal`, `goal_value`, `coverage`, `min`, `max`, `sum`, `sum_of` (both in
    microseconds of durations) and `exact`."""

    def __init__(self, struct, tz, label, group):
        super().__init__(struct, tz)
        unit, said = self.unit, self.__dict__
        said.update(label=label, group=group)
        said["value"] = amount(unit, said["value"]) if said.pop("has_value") else None
        said["goal_value"] = amount(unit, said["goal_value"])
        for name in ("min", "max"):
            said[name] = None if said[name] == NONE else amount(unit, said[name])


class Trend(Record):
    """How a figure moves: `periods`, `score` (Mann-Kendall), `slope` a period (Theil-Sen, in
    microseconds of durations), `z`."""


class Kpi(Contextual):
    """An aggregate of key figures.

    * `definitions`: Definitions and ids of the library's; all of the library's when left out;
    * `by`: names of columns to group by; `period`: a Period or its name; `zone`: the report zone;
    * `exact`: up to so many values of a cell percentiles are exact, -1: never;
    * `instants`: where to count stocks in place of the ends of periods;
    * `rate` of an hour of the first tier, `multiplier` of the higher ones in percent;
    * `calendar`: for business time of incidents; `where`: criteria that all rows must meet."""

    _noun = "kpi"

    def __init__(self, definitions=None, *, by=(), period="none", zone=None, exact=0, instants=(),
                 rate=0, multiplier=0, calendar=None, where=(), context=None):
        context = self._start(context)
        options = built(inc_kpi_options, period=coded(Period, period), exact=exact, rate=rate,
                        multiplier=multiplier)
        zone = Zone.of(zone) if zone is not None else None
        if definitions is not None:
            options.definitions, held = packed(definitions)
            options.definitions_count = len(held)
        options.dimensions = dimensions = dimensions_of(by)
        options.dimensions_count = len(dimensions)
        options.instants = (inc_time * len(instants))(*map(times.microseconds, instants))
        options.instants_count = len(instants)
        options.where = criteria_struct(Grain.INCIDENT, where)
        if zone is not None:
            options.zone = zone._pointer
        if calendar is not None:
            options.calendar = calendar._pointer
        self._take(context._make(lib.inc_kpi_new, context, byref(options)), zone)

    def _take(self, pointer, zone):
        """Owns a pointer; instants come back in the report zone where Python knows it."""
        self._own(pointer)
        self._zone, self._tz = zone, None
        with contextlib.suppress(KeyError, ValueError):
            self._tz = ZoneInfo(zone.name) if zone is not None else None

    @classmethod
    def _made(cls, context, pointer, zone):
        made = cls.__new__(cls)
        made._start(context)
        made._take(pointer, zone)
        return made

    @classmethod
    def from_bytes(cls, data, *, zone=None, context=None):
        """An aggregate from its serialised form; the zone is the system's of the name that the
        bytes have, or the one that is handed over."""
        context, data = context or Context.default(), bytes(data)
        zone = Zone.of(zone_named(data) if zone is None else zone)
        pointer = context._make(lib.inc_kpi_from_bytes, context, zone, data, len(data))
        return cls._made(context, pointer, zone)

    def __bytes__(self):
        with self._context._lock:
            return lent(lambda *out: self._context._call(lib.inc_kpi_bytes, *out), self)

    def add(self, source):
        """Adds an Incident as of its last look, or a table of Observations."""
        is_one = isinstance(source, Incident)
        self._call(lib.inc_kpi_add if is_one else lib.inc_kpi_add_observations, source)

    def add_columns(self, grain="incident", **values):
        """Adds rows of a grain by columns: lists of texts, integers, instants and durations (None
        is not known), or buffers of 64-bit integers as array('q')."""
        grain = grain_of(grain)
        given = Given(grain, values)
        self._call(lib.inc_kpi_add_columns, grain, given.columns, len(values), given.count or 0)

    def merge(self, other):
        """Adds what another one holds, made with the same options."""
        self._call(lib.inc_kpi_merge, other)

    def subtract(self, other):
        """Takes away what was merged or added before."""
        self._call(lib.inc_kpi_subtract, other)

    def rollup(self, by=(), period="none"):
        """A new aggregate of the same rows by fewer columns and longer periods."""
        dimensions = dimensions_of(by)
        pointer = self._context._make(lib.inc_kpi_rollup, self, dimensions, len(dimensions),
                                      coded(Period, period))
        return self._made(self._context, pointer, self._zone)

    @property
    def definitions(self):
        struct = inc_definition()
        return [Definition._of(struct, self) for _ in itertools.takewhile(
            lambda index: lib.inc_kpi_definition(self, index, byref(struct)) == 0,
            itertools.count())]

    def _key(self, group):
        found, key = {}, inc_kpi_key()
        while self._call(lib.inc_kpi_key_at, group, len(found), byref(key)) == 0:
            name = NAMES[key.column.value]
            value = key.integer if key.text is None else key.text.decode()
            found[name] = None if value == NONE else value
        return found

    @property
    def groups(self):
        """The groups as [{column: value}], in the order of their keys."""
        with self._context._lock:
            return [self._key(group) for group in range(lib.inc_kpi_groups(self))]

    def _group(self, group):
        """The number of a group, from itself or from {column: value}."""
        if isinstance(group, int):
            return group
        groups = self.groups
        if group not in groups:
            raise KeyError("there is no group %r" % (group,))
        return groups.index(group)

    def _figure(self, struct, group):
        label = create_string_buffer(CONSTANTS["INC_PERIOD_TEXT_SIZE"])
        start = getattr(struct, "from").value
        lib.inc_period_text(struct.period.value, self._zone, start, label)
        is_instant = struct.period.value == Period.NONE and start != NONE
        said = str(times.moment(start, self._tz)) if is_instant else label.value.decode()
        return Figure(struct, self._tz, said, group)

    def figures(self):
        """All figures, by definition, group and period."""
        found, struct = [], inc_figure()
        with self._context._lock:
            groups = self.groups
            while self._call(lib.inc_kpi_figure, len(found), byref(struct)) == 0:
                found.append(self._figure(struct, groups[struct.group]))
        return found

    def __iter__(self):
        return iter(self.figures())

    def _place(self, id, group, at):
        """Where a figure is, as the library takes it."""
        return encoded(id), self._group(group), times.optional(at)

    def find(self, id, group=0, at=None):
        """The figure of an id, a group (its number or {column: value}) and the period that an
        instant lies in; without periods no instant is needed."""
        struct = inc_figure()
        with self._context._lock:
            self._call(lib.inc_kpi_find, *self._place(id, group, at), byref(struct))
            return self._figure(struct, self._key(struct.group))

    def percentile(self, id, p, group=0, at=None):
        """A percentile (0 to 1) of a mean's values, in its unit; None without values."""
        out = double()
        with self._context._lock:
            status = self._call(lib.inc_kpi_percentile, *self._place(id, group, at), p, byref(out))
            unit = next(d.unit for d in self.definitions if d.id == id)
        return None if status else amount(unit, out.value)

    def trend(self, id, group=0):
        """How a figure of a group moves over its complete periods; None with fewer than two."""
        out = inc_trend()
        with self._context._lock:
            status = self._call(lib.inc_kpi_trend, encoded(id), self._group(group), byref(out))
        return None if status else Trend(out)


__all__ = ["Figure", "Kpi", "Trend"]
