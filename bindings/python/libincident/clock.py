"""One SLA clock: facts in, views out."""
from ctypes import byref

from . import times
from ._ffi import inc_clock_view, inc_stamp, lib
from .context import Contextual
from .ledger import Ledger
from .policy import Policy
from .record import Record, built, encoded


class ClockView(Record):
    """How a clock stands: `state`, `verdict`, `breached`, `provisional`, `on_arrival`, `revision`,
    `cycles`, `anchor`, `due`, `objective_due`, `breach_at`, `stopped_at`, `next`, `elapsed`,
    `carried`, `credited`, `remaining`, `overrun`. An instant that is not there is None."""


class Clock(Contextual):
    """An SLA clock under the terms that a policy has for a priority. Facts may come in any order;
    each may have an `id`, the instant it was `recorded` and an `order` among those of one
    instant."""

    _noun = "clock"

    def __init__(self, policy, priority=0, *, context=None):
        context = self._start(context)
        self._own(context._make(lib.inc_clock_new, context, policy, priority))

    @property
    def policy(self):
        return Policy._borrow(lib.inc_clock_policy(self))

    def _tell(self, function, at, *arguments, **stamp):
        self._call(function, times.microseconds(at), *arguments, byref(built(inc_stamp, **stamp)))

    def start(self, at, **stamp):
        self._tell(lib.inc_clock_start, at, **stamp)

    def stop(self, at, **stamp):
        self._tell(lib.inc_clock_stop, at, **stamp)

    def pause(self, at, reason, source=None, **stamp):
        self._tell(lib.inc_clock_pause, at, encoded(reason), encoded(source), **stamp)

    def resume(self, at, reason, source=None, **stamp):
        self._tell(lib.inc_clock_resume, at, encoded(reason), encoded(source), **stamp)

    def reopen(self, at, **stamp):
        self._tell(lib.inc_clock_reopen, at, **stamp)

    def close(self, at, **stamp):
        self._tell(lib.inc_clock_close, at, **stamp)

    def cancel(self, at, **stamp):
        self._tell(lib.inc_clock_cancel, at, **stamp)

    def retarget(self, at, terms, **stamp):
        self._tell(lib.inc_clock_retarget, at, terms, **stamp)

    def void(self, at, fact, reason=None, **stamp):
        """Takes the fact of that id out of the history."""
        self._tell(lib.inc_clock_void, at, encoded(fact), encoded(reason), **stamp)

    def look(self, as_of, as_known=None):
        """How it stands, by the facts that happened by then (and were recorded by as_known)."""
        out = inc_clock_view()
        self._call(lib.inc_clock_look, times.microseconds(as_of), times.optional(as_known),
                   byref(out))
        return ClockView(out, as_of.tzinfo)

    def ledger(self, as_of, as_known=None):
        """Why it stands like that."""
        pointer = self._context._make(lib.inc_ledger_new, self, times.microseconds(as_of),
                                      times.optional(as_known))
        return Ledger(pointer, self._context, as_of.tzinfo)


__all__ = ["Clock", "ClockView"]
