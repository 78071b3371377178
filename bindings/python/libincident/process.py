"""The rules of the process: resolutions, holds, confirmation, the reopen window."""
from ctypes import byref

from ._ffi import inc_hold_rule, inc_process, inc_process_options, inc_resolution, lib
from .context import Contextual
from .errors import check
from .handle import Hashed
from .record import Record, built, listed, wraps


class Resolution(Record):
    """A resolution code: `code`, `needs_change`."""


class HoldRule(Record):
    """A reason to put an incident on hold: `reason`, `expires` (zero: it does not)."""


class ProcessBuilder(Contextual):
    """Collects a process: `confirm_within`, `confirm_calendar`, `reopen_within`,
    `close_on_timeout`, `close_on_confirm`, `choice`, `tiers`. Every call gives the builder back."""

    _noun = "process_builder"

    def __init__(self, *, confirm_calendar=None, context=None, **options):
        context = self._start(context)
        options = built(inc_process_options, **options)
        if confirm_calendar is not None:
            options.confirm_calendar = confirm_calendar._pointer
        self._own(context._make(lib.inc_process_builder_new, context, byref(options)))

    def resolution(self, code, *, needs_change=False):
        """Adds a resolution code; with none, every code may be used."""
        self._call(lib.inc_process_builder_resolution,
                   byref(built(inc_resolution, code=code, needs_change=needs_change)))
        return self

    def hold(self, reason, *, expires=None):
        """Adds a hold reason; with none, every reason may be used."""
        self._call(lib.inc_process_builder_hold,
                   byref(built(inc_hold_rule, reason=reason, expires=expires)))
        return self

    def build(self):
        return Process._wrap(self._context._make(lib.inc_process_builder_build, self))


@wraps(inc_process)
class Process(Hashed):
    """The rules of the process. Immutable, for any thread."""

    _noun = "process"

    def __init__(self):
        raise TypeError("processes are made by a ProcessBuilder")

    @property
    def options(self):
        """What it was made from."""
        out = inc_process_options()
        check(lib.inc_process_describe(self, byref(out)))
        return Record(out)

    @property
    def resolutions(self):
        return listed(lib.inc_process_resolution, inc_resolution, Resolution, self)

    @property
    def holds(self):
        return listed(lib.inc_process_hold, inc_hold_rule, HoldRule, self)


__all__ = ["HoldRule", "Process", "ProcessBuilder", "Resolution"]
