"""Declarations: targets, terms, policies."""
from enum import IntEnum

from .base import inc_context, inc_hash
from .kinds import (NONE, P, Sized, Structure, code, flag, inc_duration, inc_time, int32,
                    size, status, text)
from .time import inc_calendar, inc_zone


class TargetKind(IntEnum):
    """The kinds of targets."""

    WORKING = 1
    DAYS = 2
    BY = 3


class DayRule(IntEnum):
    """What a business day is."""

    SAME_TIME = 0
    CLOSE_OF_DAY = 1
    OWN_LENGTH = 2


class Boundary(IntEnum):
    """Where a due goes that falls on a closing."""

    CLOSING = 0
    NEXT_OPENING = 1


class Milestone(IntEnum):
    """Milestones of an incident that a clock starts and stops at."""

    OCCURRED = 1
    DETECTED = 2
    LOGGED = 3
    ACKNOWLEDGED = 4
    RESTORED = 5
    CONFIRMED = 6
    CLOSED = 7


class Agreement(IntEnum):
    """What kind of agreement a policy belongs to."""

    SLA = 0
    OLA = 1
    UC = 2


class OnRetarget(IntEnum):
    """What a change of target does to a running cycle."""

    FROM_START = 0
    FROM_CHANGE = 1
    PRORATE = 2


class OnReopen(IntEnum):
    """What a reopen does to a stopped clock."""

    EXCLUDE_CLOSED = 0
    CONTINUE = 1
    NEW_CYCLE = 2
    NONE = 3


class ThresholdKind(IntEnum):
    """Kinds of thresholds."""

    PERCENT = 1
    OBJECTIVE = 2
    BEFORE = 3
    AFTER = 4


class inc_target(Sized):
    _fields_ = [
        ("size", size),
        ("kind", code(TargetKind)),
        ("rule", code(DayRule)),
        ("limit", inc_duration),
        ("objective", inc_duration),
        ("days", int32),
        ("objective_days", int32),
        ("time_of_day", int32),
        ("reserved", int32),
        ("zone", P(inc_zone)),
    ]


class inc_terms(Structure):
    pass


class inc_policy(Structure):
    pass


class inc_policy_builder(Structure):
    pass


class inc_terms_options(Sized):
    _fields_ = [
        ("size", size),
        ("calendar", P(inc_calendar)),
        ("target", P(inc_target)),
        ("pauses", P(text)),
        ("pauses_count", size),
        ("pause_all", flag),
        ("reserved", int32),
        ("cap_per_pause", inc_duration),
        ("cap_per_cycle", inc_duration),
    ]


class inc_threshold(Sized):
    _fields_ = [
        ("size", size),
        ("id", text),
        ("kind", code(ThresholdKind)),
        ("percent", int32),
        ("duration", inc_duration),
        ("calendar", P(inc_calendar)),
    ]


class inc_policy_options(Sized):
    _fields_ = [
        ("size", size),
        ("name", text),
        ("clock", text),
        ("agreement", code(Agreement)),
        ("tier", int32),
        ("anchor", code(Milestone)),
        ("stop", code(Milestone)),
        ("on_retarget", code(OnRetarget)),
        ("on_reopen", code(OnReopen)),
        ("boundary", code(Boundary)),
        ("reserved", int32),
        ("service", text),
        ("category", text),
    ]


ENUMS = {
    "inc_target_kind": (TargetKind, "INC_TARGET_"),
    "inc_day_rule": (DayRule, "INC_DAYS_"),
    "inc_boundary": (Boundary, "INC_BOUNDARY_"),
    "inc_milestone": (Milestone, "INC_MILESTONE_"),
    "inc_agreement": (Agreement, "INC_AGREEMENT_"),
    "inc_on_retarget": (OnRetarget, "INC_RETARGET_"),
    "inc_on_reopen": (OnReopen, "INC_REOPEN_"),
    "inc_threshold_kind": (ThresholdKind, "INC_THRESHOLD_"),
}

FUNCTIONS = {
    "inc_target_due": (status, P(inc_target), P(inc_calendar), int32, inc_time, P(inc_time),
                       P(inc_time)),
    "inc_terms_new": (status, P(inc_context), P(inc_terms_options), P(P(inc_terms))),
    "inc_terms_ref": (P(inc_terms), P(inc_terms)),
    "inc_terms_unref": (None, P(inc_terms)),
    "inc_terms_calendar": (P(inc_calendar), P(inc_terms)),
    "inc_terms_target": (P(inc_target), P(inc_terms)),
    "inc_terms_pause": (text, P(inc_terms), size),
    "inc_terms_pause_all": (int32, P(inc_terms)),
    "inc_terms_caps": (None, P(inc_terms), P(inc_duration), P(inc_duration)),
    "inc_terms_pauses_for": (int32, P(inc_terms), text),
    "inc_policy_builder_new": (status, P(inc_context), P(inc_policy_options),
                               P(P(inc_policy_builder))),
    "inc_policy_builder_terms": (status, P(inc_policy_builder), int32, P(inc_terms)),
    "inc_policy_builder_threshold": (status, P(inc_policy_builder), P(inc_threshold)),
    "inc_policy_builder_build": (status, P(inc_policy_builder), P(P(inc_policy))),
    "inc_policy_builder_free": (None, P(inc_policy_builder)),
    "inc_policy_ref": (P(inc_policy), P(inc_policy)),
    "inc_policy_unref": (None, P(inc_policy)),
    "inc_policy_hash": (P(inc_hash), P(inc_policy)),
    "inc_policy_describe": (status, P(inc_policy), P(inc_policy_options)),
    "inc_policy_terms": (P(inc_terms), P(inc_policy), int32),
    "inc_policy_priority": (status, P(inc_policy), size, P(int32)),
    "inc_policy_threshold": (status, P(inc_policy), size, P(inc_threshold)),
}
