"""Declarations: SLA clocks and their ledgers."""
from enum import IntEnum

from .base import inc_context, inc_hash, inc_text
from .kinds import (P, Sized, Structure, code, flag, inc_duration, inc_time, int32, int64,
                    size, status, text)
from .policy import inc_policy, inc_terms
from .time import inc_zone


class ClockState(IntEnum):
    """Workflow states of a clock. Breached is no state but a flag."""

    ARMED = 0
    RUNNING = 1
    PAUSED = 2
    STOPPED = 3
    CANCELLED = 4


class Verdict(IntEnum):
    """Verdicts."""

    PENDING = 0
    MET = 1
    BREACHED = 2
    CANCELLED = 3


class SegmentKind(IntEnum):
    """What a segment of a ledger is."""

    RUNNING = 1
    PAUSED = 2
    OUT_OF_HOURS = 3
    HOLIDAY = 4
    MAINTENANCE = 5
    STOPPED = 6
    SUPERSEDED = 7


class FindingKind(IntEnum):
    """What does not fit in the history of a clock."""

    STOP_BEFORE_START = 1
    START_REPEATED = 2
    STOP_REPEATED = 3
    RESUME_WITHOUT_PAUSE = 4
    PAUSE_WHILE_STOPPED = 5
    REOPEN_WHILE_OPEN = 6
    REOPEN_BEFORE_START = 7
    CLOSE_WHILE_OPEN = 8
    CLOSE_REPEATED = 9
    AFTER_CANCEL = 10
    VOID_WITHOUT_REASON = 11
    VOID_OF_NOTHING = 12
    PRORATE_ACROSS_UNITS = 13
    DUE_UNREACHABLE = 14


class inc_clock(Structure):
    pass


class inc_stamp(Sized):
    _fields_ = [
        ("size", size),
        ("id", text),
        ("recorded", inc_time),
        ("order", int64),
    ]


class inc_clock_view(Sized):
    _fields_ = [
        ("size", size),
        ("state", code(ClockState)),
        ("verdict", code(Verdict)),
        ("breached", flag),
        ("provisional", flag),
        ("on_arrival", flag),
        ("revision", int32),
        ("cycles", int32),
        ("reserved", int32),
        ("anchor", inc_time),
        ("due", inc_time),
        ("objective_due", inc_time),
        ("breach_at", inc_time),
        ("stopped_at", inc_time),
        ("next", inc_time),
        ("elapsed", inc_duration),
        ("carried", inc_duration),
        ("credited", inc_duration),
        ("remaining", inc_duration),
        ("overrun", inc_duration),
    ]


class inc_ledger(Structure):
    pass


class inc_segment(Sized):
    _fields_ = [
        ("size", size),
        ("from", inc_time),
        ("to", inc_time),
        ("kind", code(SegmentKind)),
        ("was", code(SegmentKind, none=0)),
        ("cycle", int32),
        ("revision", int32),
        ("counted", inc_duration),
        ("cause", int64),
        ("cause_id", text),
        ("name", text),
        ("reasons", text),
        ("calendar", P(inc_hash)),
    ]


class inc_cycle(Sized):
    _fields_ = [
        ("size", size),
        ("anchor", inc_time),
        ("stopped_at", inc_time),
        ("breach_at", inc_time),
        ("verdict", code(Verdict)),
        ("on_arrival", flag),
        ("carried", inc_duration),
        ("due", inc_time),
        ("elapsed", inc_duration),
    ]


class inc_firing(Sized):
    _fields_ = [
        ("size", size),
        ("id", text),
        ("at", inc_time),
        ("cycle", int32),
        ("revision", int32),
        ("on_arrival", flag),
        ("reserved", int32),
    ]


class inc_finding(Sized):
    _fields_ = [
        ("size", size),
        ("fact", int64),
        ("fact_id", text),
        ("kind", code(FindingKind)),
        ("reserved", int32),
    ]


class inc_correction(Sized):
    _fields_ = [
        ("size", size),
        ("recorded", inc_time),
        ("by", P(int64)),
        ("by_ids", P(text)),
        ("by_count", size),
        ("was_verdict", code(Verdict)),
        ("is_verdict", code(Verdict)),
        ("was_breach_at", inc_time),
        ("is_breach_at", inc_time),
    ]


ENUMS = {
    "inc_clock_state": (ClockState, "INC_CLOCK_"),
    "inc_verdict": (Verdict, "INC_VERDICT_"),
    "inc_segment_kind": (SegmentKind, "INC_SEGMENT_"),
    "inc_finding_kind": (FindingKind, "INC_FINDING_"),
}

FUNCTIONS = {
    "inc_clock_new": (status, P(inc_context), P(inc_policy), int32, P(P(inc_clock))),
    "inc_clock_free": (None, P(inc_clock)),
    "inc_clock_policy": (P(inc_policy), P(inc_clock)),
    "inc_clock_start": (status, P(inc_clock), inc_time, P(inc_stamp)),
    "inc_clock_stop": (status, P(inc_clock), inc_time, P(inc_stamp)),
    "inc_clock_pause": (status, P(inc_clock), inc_time, text, text, P(inc_stamp)),
    "inc_clock_resume": (status, P(inc_clock), inc_time, text, text, P(inc_stamp)),
    "inc_clock_reopen": (status, P(inc_clock), inc_time, P(inc_stamp)),
    "inc_clock_close": (status, P(inc_clock), inc_time, P(inc_stamp)),
    "inc_clock_cancel": (status, P(inc_clock), inc_time, P(inc_stamp)),
    "inc_clock_retarget": (status, P(inc_clock), inc_time, P(inc_terms), P(inc_stamp)),
    "inc_clock_void": (status, P(inc_clock), inc_time, text, text, P(inc_stamp)),
    "inc_clock_look": (status, P(inc_clock), inc_time, inc_time, P(inc_clock_view)),
    "inc_ledger_new": (status, P(inc_clock), inc_time, inc_time, P(P(inc_ledger))),
    "inc_ledger_free": (None, P(inc_ledger)),
    "inc_ledger_next": (status, P(inc_ledger), P(inc_segment)),
    "inc_ledger_rewind": (None, P(inc_ledger)),
    "inc_ledger_cycle": (status, P(inc_ledger), size, P(inc_cycle)),
    "inc_ledger_firing": (status, P(inc_ledger), size, P(inc_firing)),
    "inc_ledger_finding": (status, P(inc_ledger), size, P(inc_finding)),
    "inc_ledger_correction": (status, P(inc_ledger), size, P(inc_correction)),
    "inc_finding_name": (text, int32),
    "inc_segment_name": (text, int32),
    "inc_clock_state_name": (text, int32),
    "inc_verdict_name": (text, int32),
    "inc_ledger_print": (status, P(inc_ledger), P(inc_zone), P(inc_text)),
}
