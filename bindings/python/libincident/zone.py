"""IANA time zones."""
from ctypes import byref
from datetime import datetime

from . import times
from ._ffi import Reading, inc_civil, inc_time, inc_zone, int32, lib
from ._ffi.kinds import text
from .context import Context
from .errors import check
from .handle import Hashed
from .record import decoded, encoded, member, wraps


@wraps(inc_zone)
class Zone(Hashed):
    """A time zone, from the system's zoneinfo (another folder: `directory`) or from TZif bytes.
    Immutable, for any thread."""

    _noun = "zone"

    def __init__(self, name, *, tzif=None, directory=None, context=None):
        context, data = context or Context.default(), encoded(name)
        if tzif is not None:
            self._own(context._make(lib.inc_zone_new, context, data, len(data),
                                    bytes(tzif), len(tzif)))
        else:
            self._own(context._make(lib.inc_zone_load, context, encoded(directory), data,
                                    len(data)))

    @classmethod
    def of(cls, zone):
        """A zone, or the zone of a name."""
        return zone if isinstance(zone, cls) else cls(getattr(zone, "key", zone))

    @property
    def name(self):
        return decoded(lib.inc_zone_name(self))

    def offset(self, instant):
        """Seconds east of Greenwich, and whether that is daylight saving time."""
        seconds, daylight = int32(), int32()
        check(lib.inc_zone_offset(self, times.microseconds(instant), byref(seconds),
                                  byref(daylight)), "offset at %s", instant)
        return seconds.value, daylight.value != 0

    def abbreviation(self, instant):
        """As "CEST"."""
        out = text()
        check(lib.inc_zone_abbreviation(self, times.microseconds(instant), byref(out)),
              "abbreviation at %s", instant)
        return decoded(out.value)

    def next_transition(self, instant):
        """The least instant after this one at which something changes, or None."""
        out = inc_time()
        status = check(lib.inc_zone_next_transition(
            self, times.microseconds(instant), byref(out)), "transition after %s", instant)
        return times.moment(out.value, instant.tzinfo) if status == 0 else None

    def reading(self, instant):
        """The wall clock reading at an instant: a naive datetime."""
        out = inc_civil()
        check(lib.inc_zone_to_civil(self, times.microseconds(instant), byref(out)),
              "reading at %s", instant)
        return datetime(*(getattr(out, name).value for name, _ in inc_civil._fields_))

    def instant(self, reading):
        """The instant of a wall clock reading (a naive datetime), and how often it occurs."""
        if reading.tzinfo is not None:
            raise ValueError("'%s' is no wall clock reading: it has a time zone" % reading)
        civil = inc_civil(*(getattr(reading, name) for name, _ in inc_civil._fields_))
        out, times_read = inc_time(), int32()
        check(lib.inc_zone_from_civil(self, byref(civil), byref(out), byref(times_read)),
              "instant of %s", reading)
        return times.moment(out.value), member(Reading, times_read.value)

    def __repr__(self):
        return "Zone(%r)" % self.name


__all__ = ["Zone"]
