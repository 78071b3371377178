"""Declarations: the same facts under other rules, and a walk over the incidents of a store."""
from enum import IntEnum

from .base import inc_context
from .clock import Verdict
from .incident import Stage, inc_incident
from .kinds import (P, Sized, Structure, code, inc_duration, inc_time, int32, int64, size, status,
                    text)
from .kpi import inc_kpi, inc_kpi_options
from .policy import Agreement
from .rules import inc_rulebook, inc_rules
from .store import inc_store


class Side(IntEnum):
    """The two sides of a comparison."""

    BEFORE = 0
    AFTER = 1


class DeviationKind(IntEnum):
    """What a deviation is about."""

    INCIDENT = 1
    CLOCK = 2
    ONLY_BEFORE = 3
    ONLY_AFTER = 4


class Differs(IntEnum):
    """What differs, as bits."""

    STAGE = 1
    PRIORITY = 2
    VERDICT = 4
    DUE = 8
    BREACH = 16
    ELAPSED = 32


class inc_whatif(Structure):
    pass


class inc_whatif_options(Sized):
    _fields_ = [
        ("size", size),
        ("before", P(inc_rules)),
        ("rulebook", P(inc_rulebook)),
        ("after", P(inc_rules)),
        ("kpi", P(inc_kpi_options)),
        ("as_of", inc_time),
        ("as_known", inc_time),
    ]


class inc_deviation(Sized):
    _fields_ = [
        ("size", size),
        ("kind", code(DeviationKind)),
        ("differs", int32),
        ("subject", text),
        ("clock", text),
        ("policy_before", text),
        ("policy_after", text),
        ("agreement", code(Agreement)),
        ("tier", int32),
        ("index_before", int32),
        ("index_after", int32),
        ("stage_before", code(Stage)),
        ("stage_after", code(Stage)),
        ("priority_before", int32),
        ("priority_after", int32),
        ("verdict_before", code(Verdict)),
        ("verdict_after", code(Verdict)),
        ("due_before", inc_time),
        ("due_after", inc_time),
        ("breach_at_before", inc_time),
        ("breach_at_after", inc_time),
        ("elapsed_before", inc_duration),
        ("elapsed_after", inc_duration),
    ]


class inc_whatif_counts(Sized):
    _fields_ = [
        ("size", size),
        ("incidents", int64),
        ("changed", int64),
        ("stages", int64),
        ("priorities", int64),
        ("clocks", int64),
        ("verdicts", int64),
        ("met_to_breached", int64),
        ("breached_to_met", int64),
        ("due_earlier", int64),
        ("due_later", int64),
        ("only_before", int64),
        ("only_after", int64),
    ]


class inc_scan(Structure):
    pass


class inc_scan_options(Sized):
    _fields_ = [
        ("size", size),
        ("tenant", text),
        ("after", text),
    ]


ENUMS = {
    "inc_side": (Side, "INC_"),
    "inc_deviation_kind": (DeviationKind, "INC_DEVIATION_"),
    "inc_differs": (Differs, "INC_DIFFERS_"),
}

FUNCTIONS = {
    "inc_whatif_new": (status, P(inc_context), P(inc_whatif_options), P(P(inc_whatif))),
    "inc_whatif_free": (None, P(inc_whatif)),
    "inc_whatif_add": (status, P(inc_whatif), P(inc_incident)),
    "inc_whatif_deviation": (status, P(inc_whatif), size, P(inc_deviation)),
    "inc_whatif_incident": (P(inc_incident), P(inc_whatif), int32),
    "inc_whatif_kpi": (P(inc_kpi), P(inc_whatif), int32),
    "inc_whatif_totals": (status, P(inc_whatif), P(inc_whatif_counts)),
    "inc_scan_new": (status, P(inc_store), P(inc_scan_options), P(inc_incident), P(P(inc_scan))),
    "inc_scan_free": (None, P(inc_scan)),
    "inc_scan_next": (status, P(inc_scan)),
    "inc_scan_subject": (text, P(inc_scan)),
}
