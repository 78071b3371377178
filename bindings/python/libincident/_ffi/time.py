"""Declarations: dates, zones, calendars."""
from enum import IntEnum

from .base import inc_context, inc_hash
from .kinds import (P, Sized, Structure, address, code, inc_date, inc_duration, inc_time,
                    int32, size, status, text, uint8, uint32)


class Weekday(IntEnum):
    """Days of the week, as in ISO 8601."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6
    SUNDAY = 7


class Reading(IntEnum):
    """How a wall clock reading maps to instants."""

    ONCE = 0
    GAP = 1
    TWICE = 2


class Scope(IntEnum):
    """Which dates an exception speaks of."""

    DATE = 1
    RANGE = 2
    YEARLY = 3
    YEARLY_RANGE = 4


class Combination(IntEnum):
    """How calendars combine, instant by instant."""

    UNION = 1
    INTERSECTION = 2
    DIFFERENCE = 3


class inc_civil(Structure):
    _fields_ = [
        ("year", int32),
        ("month", int32),
        ("day", int32),
        ("hour", int32),
        ("minute", int32),
        ("second", int32),
        ("microsecond", int32),
    ]


class inc_zone(Structure):
    pass


class inc_calendar(Structure):
    pass


class inc_calendar_builder(Structure):
    pass


class inc_interval(Structure):
    _fields_ = [
        ("from", inc_time),
        ("to", inc_time),
    ]


class inc_hours(Structure):
    _fields_ = [
        ("from", int32),
        ("to", int32),
    ]


class inc_exception(Sized):
    _fields_ = [
        ("size", size),
        ("scope", code(Scope)),
        ("from", inc_date),
        ("to", inc_date),
        ("yearly_from", int32),
        ("yearly_to", int32),
        ("hours", P(inc_hours)),
        ("hours_count", size),
        ("name", text),
    ]


class inc_batch_options(Sized):
    _fields_ = [
        ("size", size),
        ("one_duration", uint32),
        ("reserved", uint32),
    ]


ENUMS = {
    "inc_weekday": (Weekday, "INC_"),
    "inc_reading": (Reading, "INC_READING_"),
    "inc_scope": (Scope, "INC_SCOPE_"),
    "inc_combination": (Combination, "INC_"),
}

FUNCTIONS = {
    "inc_date_from_ymd": (status, int32, int32, int32, P(inc_date)),
    "inc_date_to_ymd": (status, inc_date, P(int32), P(int32), P(int32)),
    "inc_date_weekday": (int32, inc_date),
    "inc_date_iso_week": (status, inc_date, P(int32), P(int32)),
    "inc_time_from_civil": (status, P(inc_civil), P(inc_time)),
    "inc_time_to_civil": (status, inc_time, P(inc_civil)),
    "inc_time_parse": (status, text, size, P(inc_time)),
    "inc_time_format": (status, inc_time, int32, text),
    "inc_date_parse": (status, text, size, P(inc_date)),
    "inc_date_format": (status, inc_date, text),
    "inc_duration_parse": (status, text, size, P(inc_duration)),
    "inc_duration_format": (status, inc_duration, text),
    "inc_time_of_day_parse": (status, text, size, P(int32)),
    "inc_time_of_day_format": (status, int32, text),
    "inc_zone_new": (status, P(inc_context), text, size, address, size, P(P(inc_zone))),
    "inc_zone_load": (status, P(inc_context), text, text, size, P(P(inc_zone))),
    "inc_zone_ref": (P(inc_zone), P(inc_zone)),
    "inc_zone_unref": (None, P(inc_zone)),
    "inc_zone_name": (text, P(inc_zone)),
    "inc_zone_hash": (P(inc_hash), P(inc_zone)),
    "inc_zone_offset": (status, P(inc_zone), inc_time, P(int32), P(int32)),
    "inc_zone_abbreviation": (status, P(inc_zone), inc_time, P(text)),
    "inc_zone_next_transition": (status, P(inc_zone), inc_time, P(inc_time)),
    "inc_zone_to_civil": (status, P(inc_zone), inc_time, P(inc_civil)),
    "inc_zone_from_civil": (status, P(inc_zone), P(inc_civil), P(inc_time), P(int32)),
    "inc_calendar_builder_new": (status, P(inc_context), P(inc_zone), P(P(inc_calendar_builder))),
    "inc_calendar_builder_weekly": (status, P(inc_calendar_builder), int32, P(inc_hours)),
    "inc_calendar_builder_revise": (status, P(inc_calendar_builder), inc_date),
    "inc_calendar_builder_except": (status, P(inc_calendar_builder), P(inc_exception)),
    "inc_calendar_builder_undo": (status, P(inc_calendar_builder), size),
    "inc_calendar_builder_build": (status, P(inc_calendar_builder), P(P(inc_calendar))),
    "inc_calendar_builder_free": (None, P(inc_calendar_builder)),
    "inc_calendar_combine": (status, P(inc_context), int32, P(P(inc_calendar)), size,
                             P(P(inc_calendar))),
    "inc_calendar_ref": (P(inc_calendar), P(inc_calendar)),
    "inc_calendar_unref": (None, P(inc_calendar)),
    "inc_calendar_hash": (P(inc_hash), P(inc_calendar)),
    "inc_calendar_zone": (P(inc_zone), P(inc_calendar)),
    "inc_calendar_reachable": (int32, P(inc_calendar)),
    "inc_calendar_is_open": (status, P(inc_calendar), inc_time, P(int32)),
    "inc_calendar_between": (status, P(inc_calendar), inc_time, inc_time, P(inc_duration)),
    "inc_calendar_add": (status, P(inc_calendar), inc_time, inc_duration, P(inc_time)),
    "inc_calendar_next_open": (status, P(inc_calendar), inc_time, P(inc_time)),
    "inc_calendar_next_close": (status, P(inc_calendar), inc_time, P(inc_time)),
    "inc_calendar_prev_open": (status, P(inc_calendar), inc_time, P(inc_time)),
    "inc_calendar_prev_opening": (status, P(inc_calendar), inc_time, P(inc_time)),
    "inc_calendar_next_interval": (status, P(inc_calendar), inc_time, inc_time, P(inc_interval)),
    "inc_calendar_add_batch": (status, P(inc_calendar), P(inc_time), P(inc_duration), size,
                               P(inc_batch_options), P(inc_time), P(int32)),
    "inc_calendar_between_batch": (status, P(inc_calendar), P(inc_time), P(inc_time), size,
                                   P(inc_batch_options), P(inc_duration), P(int32)),
    "inc_calendar_is_open_batch": (status, P(inc_calendar), P(inc_time), size, P(inc_batch_options),
                                   P(uint8), P(int32)),
    "inc_calendar_open_day": (status, P(inc_calendar), P(inc_zone), inc_date, P(inc_duration)),
    "inc_calendar_add_days": (status, P(inc_calendar), P(inc_zone), inc_date, int32, P(inc_date)),
    "inc_calendar_holiday": (status, P(inc_calendar), inc_time, P(text), P(inc_interval)),
    "inc_calendar_combination": (int32, P(inc_calendar)),
    "inc_calendar_part": (P(inc_calendar), P(inc_calendar), size),
    "inc_calendar_revision": (status, P(inc_calendar), size, P(inc_date)),
    "inc_calendar_weekly": (status, P(inc_calendar), size, int32, size, P(inc_hours)),
    "inc_calendar_exception": (status, P(inc_calendar), size, P(inc_exception)),
}
