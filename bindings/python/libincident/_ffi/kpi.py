"""Declarations: observations, definitions and aggregates of key figures."""
from enum import IntEnum

from .base import inc_context
from .facts import Comparison, inc_column
from .incident import inc_incident
from .kinds import (P, Sized, Structure, address, code, double, flag, inc_duration, inc_time,
                    int32, int64, size, status, text)
from .time import inc_calendar, inc_zone


class Grain(IntEnum):
    """What one row of observations is about."""

    INCIDENT = 1
    CLOCK = 2
    CYCLE = 3
    EPISODE = 4


class ObservationColumnId(IntEnum):
    """Columns of observations."""

    TENANT = 1
    SUBJECT = 2
    PRIORITY = 3
    CATEGORY = 4
    SERVICE = 5
    TEAM = 6
    TIER = 7
    CHANNEL = 8
    SYMPTOM = 9
    RESOLUTION = 10
    LOOKED = 11
    LOGGED = 12
    CANCELLED = 13
    CONVERTED = 14
    STAGE = 101
    IMPACT = 102
    URGENCY = 103
    OCCURRED = 104
    DETECTED = 105
    ACKNOWLEDGED = 106
    RESTORED = 107
    FIRST_RESTORED = 108
    RESOLVED = 109
    CLOSED = 110
    REOPENS = 111
    REASSIGNMENTS = 112
    ESCALATIONS = 113
    HIERARCHIC = 114
    RESOLVER_TIER = 115
    BUSINESS = 116
    HELD = 117
    EFFORT_FIRST = 118
    EFFORT_HIGHER = 119
    AVOIDABLE = 120
    COUNTED = 121
    ROOT_CAUSE = 122
    DOWNGRADED = 123
    LATE_HOLD = 124
    BACKDATED = 125
    PARKED = 126
    REPORTED_OPENED = 141
    REPORTED_ACKNOWLEDGED = 142
    REPORTED_RESOLVED = 143
    REPORTED_CLOSED = 144
    REPORTED_MADE_SLA = 145
    REPORTED_REOPENS = 146
    REPORTED_REASSIGNMENTS = 147
    CLOCK = 201
    POLICY = 202
    AGREEMENT = 203
    VERDICT = 204
    ANCHOR = 205
    DUE = 206
    BREACH_AT = 207
    STOPPED_AT = 208
    CYCLE = 209
    OPENED = 301
    ENDED = 302
    EPISODE_RESOLVED = 303
    EPISODE_CLOSED = 304
    EPISODE_CANCELLED = 305
    RETURNED = 306
    EPISODE = 307


class FigureKind(IntEnum):
    """What is made of the rows that count."""

    MEAN = 1
    SHARE = 2
    COUNT = 3
    GROWTH = 4
    RATIO = 5
    COST = 6
    STOCK = 7
    REPEATS = 8
    SUM = 9


class Unit(IntEnum):
    """In which unit a figure is."""

    COUNT = 1
    SHARE = 2
    DURATION = 3
    MONEY = 4


class Period(IntEnum):
    """Periods, in the report zone."""

    NONE = 0
    DAY = 1
    WEEK = 2
    MONTH = 3
    QUARTER = 4


class GoalState(IntEnum):
    """Whether the goal of a figure is met."""

    NONE = 0
    MET = 1
    MISSED = 2


class GamingKind(IntEnum):
    """Kinds of findings about acts around a due."""

    DOWNGRADED = 1
    LATE_HOLD = 2
    BACKDATED = 3
    PARKED = 4


class inc_observations(Structure):
    pass


class inc_observations_options(Sized):
    _fields_ = [
        ("size", size),
        ("calendar", P(inc_calendar)),
    ]


class inc_values(Sized):
    _fields_ = [
        ("size", size),
        ("column", code(ObservationColumnId)),
        ("reserved", int32),
        ("integers", P(int64)),
        ("texts", P(text)),
    ]


class inc_gaming(Sized):
    _fields_ = [
        ("size", size),
        ("subject", text),
        ("policy", text),
        ("at", inc_time),
        ("due", inc_time),
        ("fact", int64),
        ("kind", code(GamingKind)),
        ("reserved", int32),
    ]


class inc_term(Structure):
    _fields_ = [
        ("column", int32),
        ("minus", int32),
        ("less", int32),
        ("reserved", int32),
    ]


class inc_criterion(Structure):
    _fields_ = [
        ("term", inc_term),
        ("comparison", code(Comparison)),
        ("reserved", int32),
        ("value", int64),
        ("text", text),
    ]


class inc_criteria(Structure):
    _fields_ = [
        ("items", P(inc_criterion)),
        ("count", size),
    ]


class inc_goal(Structure):
    _fields_ = [
        ("value", double),
        ("comparison", code(Comparison)),
        ("priority", int32),
    ]


class inc_definition(Sized):
    _fields_ = [
        ("size", size),
        ("id", text),
        ("title", text),
        ("formula", text),
        ("source", text),
        ("grain", code(Grain)),
        ("kind", code(FigureKind)),
        ("unit", code(Unit)),
        ("period", code(Period)),
        ("by", int32 * 3),
        ("is_signed", flag),
        ("ends_after", flag),
        ("reserved", int32),
        ("value", inc_term),
        ("of", inc_term),
        ("population", inc_criteria),
        ("excluded", inc_criteria),
        ("censored", inc_criteria),
        ("hits", inc_criteria),
        ("mature_column", int32),
        ("goals_count", int32),
        ("mature_after", inc_duration),
        ("age_from", inc_duration),
        ("age_to", inc_duration),
        ("goals", P(inc_goal)),
    ]


class inc_kpi(Structure):
    pass


class inc_kpi_options(Sized):
    _fields_ = [
        ("size", size),
        ("definitions", P(inc_definition)),
        ("definitions_count", size),
        ("dimensions", P(int32)),
        ("dimensions_count", size),
        ("zone", P(inc_zone)),
        ("period", code(Period)),
        ("exact", int32),
        ("instants", P(inc_time)),
        ("instants_count", size),
        ("rate", int64),
        ("multiplier", int32),
        ("reserved", int32),
        ("calendar", P(inc_calendar)),
        ("where", inc_criteria),
    ]


class inc_kpi_key(Sized):
    _fields_ = [
        ("size", size),
        ("column", int32),
        ("reserved", int32),
        ("integer", int64),
        ("text", text),
    ]


class inc_figure(Sized):
    _fields_ = [
        ("size", size),
        ("id", text),
        ("kind", code(FigureKind)),
        ("unit", code(Unit)),
        ("period", code(Period)),
        ("partial", flag),
        ("group", size),
        ("from", inc_time),
        ("to", inc_time),
        ("n", int64),
        ("hits", int64),
        ("excluded", int64),
        ("censored", int64),
        ("immature", int64),
        ("immature_hits", int64),
        ("missing", int64),
        ("negative", int64),
        ("has_value", flag),
        ("goal", code(GoalState)),
        ("value", double),
        ("goal_value", double),
        ("coverage", double),
        ("min", int64),
        ("max", int64),
        ("sum", double),
        ("sum_of", double),
        ("exact", flag),
        ("reserved", int32),
    ]


class inc_trend(Sized):
    _fields_ = [
        ("size", size),
        ("periods", int64),
        ("score", int64),
        ("slope", double),
        ("z", double),
    ]


ENUMS = {
    "inc_grain": (Grain, "INC_GRAIN_"),
    "inc_observation_column_id": (ObservationColumnId, "INC_OBSERVED_"),
    "inc_gaming_kind": (GamingKind, "INC_GAMING_"),
    "inc_figure_kind": (FigureKind, "INC_FIGURE_"),
    "inc_unit": (Unit, "INC_UNIT_"),
    "inc_period": (Period, "INC_PERIOD_"),
    "inc_goal_state": (GoalState, "INC_GOAL_"),
}

FUNCTIONS = {
    "inc_observations_new": (status, P(inc_context), P(inc_observations_options),
                             P(P(inc_observations))),
    "inc_observations_free": (None, P(inc_observations)),
    "inc_observations_clear": (None, P(inc_observations)),
    "inc_observations_add": (status, P(inc_observations), P(inc_incident)),
    "inc_observations_count": (size, P(inc_observations), int32),
    "inc_observations_values": (status, P(inc_observations), int32, int32, P(inc_values)),
    "inc_observations_gaming": (status, P(inc_observations), size, P(inc_gaming)),
    "inc_observation_column": (status, int32, size, P(inc_column)),
    "inc_grain_name": (text, int32),
    "inc_grain_find": (int32, text, size),
    "inc_gaming_name": (text, int32),
    "inc_definition_at": (status, size, P(inc_definition)),
    "inc_definition_find": (status, text, size, P(inc_definition)),
    "inc_figure_kind_name": (text, int32),
    "inc_unit_name": (text, int32),
    "inc_kpi_new": (status, P(inc_context), P(inc_kpi_options), P(P(inc_kpi))),
    "inc_kpi_free": (None, P(inc_kpi)),
    "inc_kpi_add": (status, P(inc_kpi), P(inc_incident)),
    "inc_kpi_add_observations": (status, P(inc_kpi), P(inc_observations)),
    "inc_kpi_add_columns": (status, P(inc_kpi), int32, P(inc_values), size, size),
    "inc_kpi_merge": (status, P(inc_kpi), P(inc_kpi)),
    "inc_kpi_subtract": (status, P(inc_kpi), P(inc_kpi)),
    "inc_kpi_rollup": (status, P(inc_kpi), P(int32), size, int32, P(P(inc_kpi))),
    "inc_kpi_bytes": (status, P(inc_kpi), P(address), P(size)),
    "inc_kpi_from_bytes": (status, P(inc_context), P(inc_zone), address, size, P(P(inc_kpi))),
    "inc_kpi_bytes_zone": (status, address, size, P(text), P(size)),
    "inc_kpi_definition": (status, P(inc_kpi), size, P(inc_definition)),
    "inc_kpi_groups": (size, P(inc_kpi)),
    "inc_kpi_key_at": (status, P(inc_kpi), size, size, P(inc_kpi_key)),
    "inc_kpi_figure": (status, P(inc_kpi), size, P(inc_figure)),
    "inc_kpi_find": (status, P(inc_kpi), text, size, inc_time, P(inc_figure)),
    "inc_kpi_percentile": (status, P(inc_kpi), text, size, inc_time, double, P(double)),
    "inc_kpi_trend": (status, P(inc_kpi), text, size, P(inc_trend)),
    "inc_period_name": (text, int32),
    "inc_period_find": (int32, text, size),
    "inc_period_text": (status, int32, P(inc_zone), inc_time, text),
}
