"""Declarations: policy mining."""
from .base import inc_context
from .kinds import (P, Sized, Structure, code, double, flag, inc_duration, inc_time, int32, int64,
                    size, status, text)
from .policy import Boundary, Milestone
from .rules import inc_rules
from .time import inc_hours, inc_zone


class inc_mine(Structure):
    pass


class inc_mine_options(Sized):
    _fields_ = [
        ("size", size),
        ("zone", P(inc_zone)),
        ("anchors", P(int32)),
        ("anchors_count", size),
        ("stops", P(int32)),
        ("stops_count", size),
        ("fewest", int32),
        ("reserved", int32),
    ]


class inc_mine_row(Sized):
    _fields_ = [
        ("size", size),
        ("id", text),
        ("priority", int32),
        ("met", flag),
        ("anchors", P(inc_time)),
        ("stops", P(inc_time)),
    ]


class inc_mined(Sized):
    _fields_ = [
        ("size", size),
        ("rows", int64),
        ("missing", int64),
        ("negative", int64),
        ("n", int64),
        ("explained", int64),
        ("contradictions", int64),
        ("unmeasured", int64),
        ("share", double),
        ("always", int64),
        ("tried", int64),
        ("rivals", int32),
        ("weight", int32),
        ("determined", int32),
        ("weekdays", int32),
        ("anchor", code(Milestone, 0)),
        ("stop", code(Milestone, 0)),
        ("boundary", code(Boundary)),
        ("boundary_decides", flag),
        ("hours", inc_hours),
    ]


class inc_mined_target(Sized):
    _fields_ = [
        ("size", size),
        ("priority", int32),
        ("determined", flag),
        ("met", int64),
        ("breached", int64),
        ("unmeasured", int64),
        ("explained", int64),
        ("share", double),
        ("target", inc_duration),
        ("least", inc_duration),
        ("most", inc_duration),
    ]


class inc_contradiction(Sized):
    _fields_ = [
        ("size", size),
        ("id", text),
        ("priority", int32),
        ("met", flag),
        ("anchor", inc_time),
        ("stop", inc_time),
        ("counted", inc_duration),
        ("due", inc_time),
    ]


FUNCTIONS = {
    "inc_mine_new": (status, P(inc_context), P(inc_mine_options), P(P(inc_mine))),
    "inc_mine_free": (None, P(inc_mine)),
    "inc_mine_add": (status, P(inc_mine), P(inc_mine_row)),
    "inc_mine_run": (status, P(inc_mine)),
    "inc_mine_found": (status, P(inc_mine), P(inc_mined)),
    "inc_mine_target": (status, P(inc_mine), size, P(inc_mined_target)),
    "inc_mine_contradiction": (status, P(inc_mine), size, P(inc_contradiction)),
    "inc_mine_rules": (status, P(inc_mine), text, text, P(P(inc_rules))),
}
