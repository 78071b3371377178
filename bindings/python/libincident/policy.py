"""Targets, terms, policies: what one SLA clock is measured against, and how it answers changes."""
from ctypes import byref, c_char_p

from . import times
from ._ffi import (Boundary, DayRule, P, TargetKind, ThresholdKind, inc_duration, inc_policy,
                   inc_policy_options, inc_target, inc_terms, inc_terms_options, inc_threshold,
                   inc_time, int32, lib)
from .calendar import Calendar
from .context import Context, Contextual
from .errors import check
from .handle import Hashed, Shared
from .hours import seconds
from .record import Record, built, decoded, encoded, listed, wraps
from .zone import Zone


class Target(Record):
    """A range from an objective (warn) to a limit (breach). Made by `working`, `in_days` or
    `by`."""

    def __init__(self, struct, tz=None):
        super().__init__(struct, tz)
        self.__dict__["_struct"] = struct

    @classmethod
    def _built(cls, zone, **values):
        zone = zone and Zone.of(zone)
        return cls(built(inc_target, zone=zone and zone._pointer, **values))

    @classmethod
    def working(cls, limit, objective=None):
        """Open time: "8h" or a timedelta."""
        return cls._built(None, kind=TargetKind.WORKING, limit=limit, objective=objective)

    @classmethod
    def in_days(cls, days, objective_days=0, *, rule=DayRule.SAME_TIME, zone=None):
        """Business days by a rule; a composite calendar needs a zone."""
        return cls._built(zone, kind=TargetKind.DAYS, days=days, objective_days=objective_days,
                          rule=rule)

    @classmethod
    def by(cls, days, time_of_day, objective_days=0, *, zone=None):
        """A fixed local time ("16:00") of the days-th open day after the start's date."""
        return cls._built(zone, kind=TargetKind.BY, days=days, objective_days=objective_days,
                          time_of_day=seconds(time_of_day))

    def due(self, calendar, start, boundary=Boundary.CLOSING):
        """(due, objective's due) of a target that starts at an instant."""
        due, objective = inc_time(), inc_time()
        check(lib.inc_target_due(byref(self._struct), calendar, boundary,
                                 times.microseconds(start), byref(due), byref(objective)),
              "due(%s)", start)
        return times.moment(due.value, start.tzinfo), times.moment(objective.value, start.tzinfo)


@wraps(inc_terms)
class Terms(Shared):
    """What a clock runs under: a calendar, a target, the reasons that pause it ("all" for every
    one), and caps in wall time. Immutable, for any thread."""

    _noun = "terms"

    def __init__(self, calendar, target, *, pauses=(), cap_per_pause=None, cap_per_cycle=None,
                 context=None):
        context, every = context or Context.default(), pauses == "all"
        names = [] if every else [encoded(reason) for reason in pauses]
        options = built(inc_terms_options, pause_all=every, cap_per_pause=cap_per_pause,
                        cap_per_cycle=cap_per_cycle)
        options.calendar = calendar._pointer
        options.target = P(inc_target)(target._struct)
        options.pauses, options.pauses_count = (c_char_p * len(names))(*names), len(names)
        self._own(context._make(lib.inc_terms_new, context, byref(options)))

    @property
    def calendar(self):
        return Calendar._borrow(lib.inc_terms_calendar(self))

    @property
    def target(self):
        return Target(inc_target.from_buffer_copy(lib.inc_terms_target(self).contents))

    @property
    def pauses(self):
        """The reasons that stop the clock, sorted; "all" for every one."""
        if lib.inc_terms_pause_all(self):
            return "all"
        found = iter(range(1 << 31))
        return list(iter(lambda: decoded(lib.inc_terms_pause(self, next(found))), None))

    def pauses_for(self, reason):
        return lib.inc_terms_pauses_for(self, encoded(reason)) != 0

    @property
    def caps(self):
        """(per pause, per cycle); zero for none."""
        pause, cycle = inc_duration(), inc_duration()
        lib.inc_terms_caps(self, byref(pause), byref(cycle))
        return times.elapsed(pause.value), times.elapsed(cycle.value)


class Threshold(Record):
    """A point at which a host wants to act: `id`, `kind`, `percent`, `duration`, `calendar`."""


class PolicyBuilder(Contextual):
    """Collects a policy; the options are those of inc_policy_options. Every call gives the builder
    back."""

    _noun = "policy_builder"

    def __init__(self, name, *, context=None, **options):
        context = self._start(context)
        options = built(inc_policy_options, name=name, **options)
        self._own(context._make(lib.inc_policy_builder_new, context, byref(options)))

    def terms(self, terms, priority=0):
        """Terms of a priority; of every one without its own for 0."""
        self._call(lib.inc_policy_builder_terms, priority, terms)
        return self

    def _threshold(self, calendar, **values):
        struct = built(inc_threshold, calendar=calendar and calendar._pointer, **values)
        self._call(lib.inc_policy_builder_threshold, byref(struct))
        return self

    def at_percent(self, id, percent):
        """A threshold in percent of the time to the limit."""
        return self._threshold(None, id=id, kind=ThresholdKind.PERCENT, percent=percent)

    def at_objective(self, id):
        """A threshold at the objective's due."""
        return self._threshold(None, id=id, kind=ThresholdKind.OBJECTIVE)

    def before_due(self, id, duration, calendar=None):
        """A threshold a fixed open time before due."""
        return self._threshold(calendar, id=id, kind=ThresholdKind.BEFORE, duration=duration)

    def after_due(self, id, duration, calendar=None):
        """A threshold a fixed open time after due."""
        return self._threshold(calendar, id=id, kind=ThresholdKind.AFTER, duration=duration)

    def build(self):
        return Policy._wrap(self._context._make(lib.inc_policy_builder_build, self))


@wraps(inc_policy)
class Policy(Hashed):
    """What one SLA clock does. Immutable, for any thread. `name`, `clock`, `agreement`, `tier`,
    `anchor`, `stop`, `on_retarget`, `on_reopen`, `boundary`, `service`, `category`."""

    _noun = "policy"

    def __init__(self):
        raise TypeError("policies are made by a PolicyBuilder")

    @property
    def options(self):
        """What it was made from, defaults filled in."""
        out = inc_policy_options()
        check(lib.inc_policy_describe(self, byref(out)))
        return Record(out)

    def __getattr__(self, name):
        if name.startswith("_") or name not in dict(inc_policy_options._fields_):
            raise AttributeError("a Policy has no '%s'" % name)
        return getattr(self.options, name)

    def terms(self, priority=0):
        """The terms of a priority, else those of any, else None."""
        return Terms._borrow(lib.inc_policy_terms(self, priority))

    @property
    def priorities(self):
        """Those that have terms of their own; 0 stands for the rest."""
        found, out = [], int32()
        while lib.inc_policy_priority(self, len(found), byref(out)) == 0:
            found.append(out.value)
        return found

    @property
    def thresholds(self):
        return listed(lib.inc_policy_threshold, inc_threshold, Threshold, self)

    def __repr__(self):
        return "<Policy %r>" % self.name


__all__ = ["Policy", "PolicyBuilder", "Target", "Terms", "Threshold"]
