"""The account of a clock: segments that tile wall time, and what happened on the way."""
from ctypes import byref

from ._ffi import (inc_correction, inc_cycle, inc_finding, inc_firing, inc_segment, lib)
from .context import Contextual
from .record import Record, decoded, listed


class Segment(Record):
    """A stretch of wall time: `from_`, `to`, `kind`, `was`, `cycle`, `revision`, `counted`,
    `cause`, `cause_id`, `name`, `reasons`, `calendar` (a hash)."""


class Cycle(Record):
    """One cycle: `anchor`, `stopped_at`, `breach_at`, `verdict`, `on_arrival`, `carried`, `due`,
    `elapsed`."""


class Firing(Record):
    """A threshold that fired: `id`, `at`, `cycle`, `revision`, `on_arrival`."""


class Finding(Record):
    """What did not fit: `kind`, `fact`, `fact_id`."""


class Correction(Record):
    """A verdict that late facts or voids revised: `recorded`, `by` (sequences of the facts),
    `by_ids`, `was_verdict`, `is_verdict`, `was_breach_at`, `is_breach_at`."""

    def __init__(self, struct, tz=None):
        super().__init__(struct, tz)
        self.__dict__.update(by=struct.by[:struct.by_count],
                             by_ids=[decoded(i) for i in struct.by_ids[:struct.by_count]])
        del self.__dict__["by_count"]


class Ledger(Contextual):
    """A copy of a clock's account; iterate over it for its segments, print it for people. Instants
    are in the time zone that the clock was looked at in."""

    _noun = "ledger"

    def __init__(self, pointer, context, tz=None):
        self._start(context)
        self._tz = tz
        self._own(pointer)

    def __iter__(self):
        """Every iteration is a new one, from the first segment; one at a time."""
        out = inc_segment()
        lib.inc_ledger_rewind(self)
        while self._call(lib.inc_ledger_next, byref(out)) == 0:
            yield Segment(out, self._tz)

    def _list(self, function, struct, cls):
        return listed(function, struct, cls, self, self._tz)

    @property
    def cycles(self):
        return self._list(lib.inc_ledger_cycle, inc_cycle, Cycle)

    @property
    def firings(self):
        return self._list(lib.inc_ledger_firing, inc_firing, Firing)

    @property
    def findings(self):
        return self._list(lib.inc_ledger_finding, inc_finding, Finding)

    @property
    def corrections(self):
        return self._list(lib.inc_ledger_correction, inc_correction, Correction)

    def print(self, zone=None):
        """The whole account as text, one line a segment, in the local time of a zone."""
        return self._context._text(lib.inc_ledger_print, self,
                                   zone and zone).decode()


__all__ = ["Correction", "Cycle", "Finding", "Firing", "Ledger", "Segment"]
