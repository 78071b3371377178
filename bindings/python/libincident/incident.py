"""The incident as it stands: a fold of its facts under rules."""
from ctypes import byref

from . import times
from ._ffi import (IncidentFindingKind, Milestone, P, inc_attachment, inc_choice, inc_clock_view,
                   inc_derived, inc_episode, inc_event, inc_finding, inc_hold,
                   inc_incident_options, inc_incident_view, inc_link, inc_reported, inc_stay, lib)
from .clock import ClockView
from .context import Contextual
from .event import Event
from .ledger import Finding, Ledger
from .record import Record, listed, member


class Hold(Record):
    """A hold in force: `reason`, `source`, `since`, `expires`, `fact`."""


class Link(Record):
    """A link to another subject: `relation`, `other`, `since`, `fact`."""


class Stay(Record):
    """A stay with one team, tier and person: `team`, `person`, `tier`, `from_`, `to`, `fact`."""


class Episode(Record):
    """From an opening, or a reopening, to the next reopening: `opened`, `restored`, `resolved`,
    `closed`, `cancelled`, `ended`, `fact`, `tier` (0: not known)."""


class Reported(Record):
    """What another system's record says: `figure`, `value`, `instant`, `fact`."""


class Choice(Record):
    """Why a policy has a clock on the incident, or none: `policy`, `reason`, `clock`."""


class Attachment(Record):
    """A clock on the incident: `policy`, `rules`, `from_`, `to`, `fact`, `agreement`, `tier`, and
    how it stands, a ClockView: `view`."""


class Derived(Record):
    """Something that happened by itself: `at`, `kind`, `recorded`, `clock`, `cycle`, `revision`,
    `cause`, `name`, `value`."""


class IncidentFinding(Finding):
    """What did not fit in the history: `kind`, `fact`, `fact_id`."""

    def __init__(self, struct, tz=None):
        super().__init__(struct, tz)
        self.__dict__["kind"] = member(IncidentFindingKind, int(self.kind))


class IncidentView(Record):
    """How an incident stands, a copy: every member of inc_incident_view (`implied` is a list of
    milestones), and the lists `holds`, `links`, `stays`, `episodes`, `reported`, `choices`,
    `clocks`, `derived`, `findings`."""


LISTS = {
    "holds": ("inc_incident_hold", inc_hold, Hold),
    "links": ("inc_incident_link", inc_link, Link),
    "stays": ("inc_incident_stay", inc_stay, Stay),
    "episodes": ("inc_incident_episode", inc_episode, Episode),
    "reported": ("inc_incident_reported", inc_reported, Reported),
    "choices": ("inc_incident_choice", inc_choice, Choice),
    "derived": ("inc_incident_derived", inc_derived, Derived),
    "findings": ("inc_incident_finding", inc_finding, IncidentFinding),
}


def clocks(incident, tz):
    found, attachment, view = [], inc_attachment(), inc_clock_view()
    while lib.inc_incident_clock(incident, len(found), byref(attachment), byref(view)) == 0:
        found.append(Attachment(attachment, tz, view=ClockView(view, tz)))
    return found


def looked(call, incident, as_of, as_known=None):
    """The view of an incident (an object or a pointer of the library) at an instant."""
    out, tz = inc_incident_view(), as_of.tzinfo
    call(lib.inc_incident_look, incident, times.microseconds(as_of), times.optional(as_known),
         byref(out))
    lists = {name: listed(getattr(lib, function), struct, cls, incident, tz)
             for name, (function, struct, cls) in LISTS.items()}
    implied = [m for m in Milestone if out.implied.value >> m & 1]
    return IncidentView(out, tz, **dict(lists, clocks=clocks(incident, tz), implied=implied))


class Incident(Contextual):
    """One incident, folded under rules, or under those of a rulebook. It is told events in any
    order; iterate over it for those it was told."""

    _noun = "incident"

    def __init__(self, rules=None, *, rulebook=None, context=None):
        context = self._start(context)
        options = inc_incident_options()
        if rules is not None:
            options.rules = rules._pointer
        if rulebook is not None:
            options.rulebook = rulebook._pointer
        pointer = context._make(lib.inc_incident_new, context, byref(options))
        self._own(pointer, [rulebook] if rulebook is not None else [])

    def apply(self, event):
        """Tells it one fact."""
        self._call(lib.inc_incident_apply, event)

    def clear(self):
        """Forgets all facts."""
        with self._context._lock:
            lib.inc_incident_clear(self)

    def __len__(self):
        return lib.inc_incident_count(self)

    def __iter__(self):
        out = P(inc_event)()
        for index in range(len(self)):
            self._call(lib.inc_incident_event, index, byref(out))
            yield Event._borrow(out)

    def look(self, as_of, as_known=None):
        """How it stands, by the facts that happened by then (and were recorded by as_known)."""
        with self._context._lock:
            return looked(self._context._call, self, as_of, as_known)

    def ledger(self, clock, as_of, as_known=None):
        """The account of one of its clocks (its index in the view) at an instant."""
        with self._context._lock:
            looked(self._context._call, self, as_of, as_known)
            pointer = self._context._make(lib.inc_incident_ledger, self, clock)
        return Ledger(pointer, self._context, as_of.tzinfo)


__all__ = ["Attachment", "Choice", "Derived", "Episode", "Hold", "Incident", "IncidentFinding",
           "IncidentView", "Link", "Reported", "Stay"]
