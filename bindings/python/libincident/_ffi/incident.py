"""Declarations: the incident as it stands."""
from enum import IntEnum

from .base import inc_context
from .clock import inc_clock_view, inc_finding, inc_ledger
from .facts import inc_event
from .kinds import (NONE, P, Sized, Structure, code, flag, inc_duration, inc_time, int32,
                    int64, size, status, text)
from .policy import Agreement, inc_policy
from .rules import inc_rulebook, inc_rules


class Stage(IntEnum):
    """The seven stages of the process, and the other end."""

    NONE = 0
    DETECTED = 1
    LOGGED = 2
    CLASSIFIED = 3
    DIAGNOSIS = 4
    INVESTIGATION = 5
    RESOLVED = 6
    CLOSED = 7
    CANCELLED = 8


class Confirmation(IntEnum):
    """How a resolution was taken."""

    NONE = 0
    GIVEN = 1
    TIMED_OUT = 2


class ChoiceReason(IntEnum):
    """Why a policy has a clock on the incident, or has none."""

    ATTACHED = 1
    NO_MILESTONE = 2
    NO_PRIORITY = 3
    NO_TERMS = 4
    OTHER_SERVICE = 5
    OTHER_CATEGORY = 6
    NOT_FIRST = 7
    NOT_STRICTEST = 8
    OTHER_TIER = 9
    UNUSABLE = 10


class DerivedKind(IntEnum):
    """What the rules make happen by themselves."""

    FIRED = 1
    BREACHED = 2
    RELEASED = 3
    TIMED_OUT = 4
    CLOSED = 5


class IncidentFindingKind(IntEnum):
    """What does not fit in the history of an incident."""

    NOT_LOGGED = 101
    LOGGED_REPEATED = 102
    MILESTONES_REVERSED = 103
    AFTER_END = 104
    RESOLVED_REPEATED = 105
    NOT_RESOLVED = 106
    CLOSED_UNRESOLVED = 107
    CLOSED_REPEATED = 108
    CLOSED_UNDOCUMENTED = 109
    REOPENED_OPEN = 110
    REOPENED_LATE = 111
    RELEASED_UNHELD = 112
    VOID_UNREASONED = 113
    VOID_OF_NONE = 114
    CORRECTS_NONE = 115
    PRIORITY_UNKNOWN = 116
    CATEGORY_UNKNOWN = 117
    IS_REQUEST = 118
    LINK_REPEATED = 119
    UNLINK_OF_NONE = 120
    RULES_UNKNOWN = 121
    CHANGE_MISSING = 122


class inc_incident(Structure):
    pass


class inc_incident_options(Sized):
    _fields_ = [
        ("size", size),
        ("rules", P(inc_rules)),
        ("rulebook", P(inc_rulebook)),
    ]


class inc_incident_view(Sized):
    _fields_ = [
        ("size", size),
        ("stage", code(Stage)),
        ("priority", int32),
        ("impact", int32),
        ("urgency", int32),
        ("overridden", flag),
        ("tier", int32),
        ("held", int32),
        ("breached", flag),
        ("confirmation", code(Confirmation)),
        ("documented", flag),
        ("converted", flag),
        ("reopens", int32),
        ("reassignments", int32),
        ("escalations", int32),
        ("hierarchic", int32),
        ("implied", int32),
        ("redacted", flag),
        ("migrations", int32),
        ("reserved", int32),
        ("sequence", int64),
        ("effort", inc_duration),
        ("occurred", inc_time),
        ("detected", inc_time),
        ("logged", inc_time),
        ("acknowledged", inc_time),
        ("restored", inc_time),
        ("first_restored", inc_time),
        ("resolved", inc_time),
        ("confirmed", inc_time),
        ("closed", inc_time),
        ("cancelled", inc_time),
        ("updated", inc_time),
        ("confirm_by", inc_time),
        ("reopen_until", inc_time),
        ("due", inc_time),
        ("breach_at", inc_time),
        ("next", inc_time),
        ("tenant", text),
        ("subject", text),
        ("title", text),
        ("channel", text),
        ("symptom", text),
        ("service", text),
        ("ci", text),
        ("category", text),
        ("caller", text),
        ("team", text),
        ("person", text),
        ("resolution", text),
    ]


class inc_hold(Sized):
    _fields_ = [
        ("size", size),
        ("reason", text),
        ("source", text),
        ("since", inc_time),
        ("expires", inc_time),
        ("fact", int64),
    ]


class inc_link(Sized):
    _fields_ = [
        ("size", size),
        ("relation", text),
        ("other", text),
        ("since", inc_time),
        ("fact", int64),
    ]


class inc_stay(Sized):
    _fields_ = [
        ("size", size),
        ("team", text),
        ("person", text),
        ("from", inc_time),
        ("to", inc_time),
        ("fact", int64),
        ("tier", int32),
        ("reserved", int32),
    ]


class inc_episode(Sized):
    _fields_ = [
        ("size", size),
        ("opened", inc_time),
        ("restored", inc_time),
        ("resolved", inc_time),
        ("closed", inc_time),
        ("cancelled", inc_time),
        ("ended", inc_time),
        ("fact", int64),
        ("tier", int32),
        ("reserved", int32),
    ]


class inc_reported(Sized):
    _fields_ = [
        ("size", size),
        ("figure", text),
        ("value", int64),
        ("instant", inc_time),
        ("fact", int64),
    ]


class inc_choice(Sized):
    _fields_ = [
        ("size", size),
        ("policy", P(inc_policy)),
        ("reason", code(ChoiceReason)),
        ("clock", int32),
    ]


class inc_attachment(Sized):
    _fields_ = [
        ("size", size),
        ("policy", P(inc_policy)),
        ("rules", P(inc_rules)),
        ("from", inc_time),
        ("to", inc_time),
        ("fact", int64),
        ("agreement", code(Agreement)),
        ("tier", int32),
    ]


class inc_derived(Sized):
    _fields_ = [
        ("size", size),
        ("at", inc_time),
        ("kind", code(DerivedKind)),
        ("recorded", flag),
        ("clock", int32),
        ("cycle", int32),
        ("revision", int32),
        ("reserved", int32),
        ("cause", int64),
        ("name", text),
        ("value", text),
    ]


ENUMS = {
    "inc_stage": (Stage, "INC_STAGE_"),
    "inc_confirmation": (Confirmation, "INC_CONFIRMATION_"),
    "inc_choice_reason": (ChoiceReason, "INC_CHOICE_"),
    "inc_derived_kind": (DerivedKind, "INC_DERIVED_"),
    "inc_incident_finding_kind": (IncidentFindingKind, "INC_FINDING_"),
}

FUNCTIONS = {
    "inc_incident_new": (status, P(inc_context), P(inc_incident_options), P(P(inc_incident))),
    "inc_incident_free": (None, P(inc_incident)),
    "inc_incident_clear": (None, P(inc_incident)),
    "inc_incident_apply": (status, P(inc_incident), P(inc_event)),
    "inc_incident_count": (size, P(inc_incident)),
    "inc_incident_event": (status, P(inc_incident), size, P(P(inc_event))),
    "inc_incident_look": (status, P(inc_incident), inc_time, inc_time, P(inc_incident_view)),
    "inc_incident_hold": (status, P(inc_incident), size, P(inc_hold)),
    "inc_incident_link": (status, P(inc_incident), size, P(inc_link)),
    "inc_incident_stay": (status, P(inc_incident), size, P(inc_stay)),
    "inc_incident_episode": (status, P(inc_incident), size, P(inc_episode)),
    "inc_incident_reported": (status, P(inc_incident), size, P(inc_reported)),
    "inc_incident_choice": (status, P(inc_incident), size, P(inc_choice)),
    "inc_incident_clock": (status, P(inc_incident), size, P(inc_attachment), P(inc_clock_view)),
    "inc_incident_derived": (status, P(inc_incident), size, P(inc_derived)),
    "inc_incident_finding": (status, P(inc_incident), size, P(inc_finding)),
    "inc_incident_ledger": (status, P(inc_incident), size, P(P(inc_ledger))),
    "inc_stage_name": (text, int32),
    "inc_choice_name": (text, int32),
    "inc_derived_name": (text, int32),
    "inc_confirmation_name": (text, int32),
}
