"""Declarations: the add-on libraries."""
from .base import inc_context, inc_text
from .facts import inc_event
from .kinds import (P, Sized, Structure, address, flag, function, inc_date, int32, int64,
                    size, status, text)
from .rules import inc_rules
from .store import inc_store
from .time import inc_calendar_builder


class inc_conformance_options(Sized):
    _fields_ = [
        ("size", size),
        ("open", function(status, address, P(inc_context), P(P(inc_store)))),
        ("user", address),
    ]


class inc_json_options(Sized):
    _fields_ = [
        ("size", size),
        ("file", text),
        ("zone_directory", text),
        ("first_line", int64),
    ]


class inc_ical_options(Sized):
    _fields_ = [
        ("size", size),
        ("from", inc_date),
        ("to", inc_date),
        ("all_events", flag),
        ("reserved", int32),
    ]


class inc_ical(Structure):
    pass


class inc_ical_holiday(Sized):
    _fields_ = [
        ("size", size),
        ("date", inc_date),
        ("reserved", int32),
        ("name", text),
    ]


FUNCTIONS = {
    "inc_conformance_run": (int32, P(inc_context), P(inc_conformance_options), P(inc_text)),
    "inc_json_read_rules": (status, P(inc_context), text, size, P(inc_json_options),
                            P(P(inc_rules))),
    "inc_json_write_rules": (status, P(inc_context), P(inc_rules), P(inc_text)),
    "inc_json_read_event": (status, P(inc_context), text, size, P(inc_json_options),
                            P(P(inc_event))),
    "inc_json_write_event": (status, P(inc_context), P(inc_event), P(inc_text)),
    "inc_ical_read": (status, P(inc_context), text, size, P(inc_ical_options), P(P(inc_ical))),
    "inc_ical_free": (None, P(inc_ical)),
    "inc_ical_at": (status, P(inc_ical), size, P(inc_ical_holiday)),
    "inc_ical_apply": (status, P(inc_ical), P(inc_calendar_builder)),
}
