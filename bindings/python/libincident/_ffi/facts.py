"""Declarations: columns and events."""
from enum import IntEnum

from .base import inc_context
from .kinds import P, Sized, Structure, code, int32, int64, size, status, text


class ValueType(IntEnum):
    """Types of columns."""

    INTEGER = 1
    TIME = 2
    TEXT = 3


class Comparison(IntEnum):
    """Comparisons of a column with a value."""

    EQUAL = 1
    LESS = 2
    LESS_OR_EQUAL = 3
    GREATER = 4
    GREATER_OR_EQUAL = 5


class EventColumnId(IntEnum):
    """Columns of an event."""

    TENANT = 1
    SUBJECT_KIND = 2
    SUBJECT = 3
    SEQUENCE = 4
    HAPPENED = 5
    RECORDED = 6
    ORDER = 7
    KIND = 8
    ACTOR = 9
    ACTOR_KIND = 10
    VISIBILITY = 11
    TEAM = 12
    TIER = 13
    PERSON = 14
    COMMIT = 15
    CAUSE = 16
    CORRECTS = 17
    RULES = 18
    CODE_1 = 19
    CODE_2 = 20
    INTEGER_1 = 21
    INTEGER_2 = 22
    TIME_1 = 23
    TIME_2 = 24
    REFERENCE_1 = 25
    REFERENCE_2 = 26
    TEXT = 27
    EXTRA = 28
    REDACTED = 29


class SubjectKind(IntEnum):
    """What a history can be about."""

    INCIDENT = 1
    HOST = 1000


class ActorKind(IntEnum):
    """Who acts."""

    HUMAN = 1
    BOT = 2
    SYSTEM = 3
    CALLER = 4


class Visibility(IntEnum):
    """Who may see it."""

    PUBLIC = 1
    INTERNAL = 2


class Fact(IntEnum):
    """Kinds of facts about an incident."""

    OCCURRED = 1
    DETECTED = 2
    LOGGED = 3
    ACKNOWLEDGED = 4
    RESTORED = 5
    CONFIRMED = 6
    CLOSED = 7
    RESOLVED = 8
    REFUSED = 9
    REOPENED = 10
    CANCELLED = 11
    CLASSIFIED = 12
    PRIORITISED = 13
    ASSIGNED = 14
    ESCALATED = 15
    HELD = 16
    RELEASED = 17
    WORKED = 18
    NOTED = 19
    LINKED = 20
    UNLINKED = 21
    DOCUMENTED = 22
    CONVERTED = 23
    VOIDED = 24
    MIGRATED = 25
    REDACTED = 26
    TIMED_OUT = 27
    FIRED = 28
    REPORTED = 29
    HOST = 1000


class inc_column(Sized):
    _fields_ = [
        ("size", size),
        ("id", int32),
        ("type", code(ValueType)),
        ("flags", int32),
        ("most", int32),
        ("name", text),
    ]


class inc_event(Structure):
    pass


class inc_event_builder(Structure):
    pass


ENUMS = {
    "inc_value_type": (ValueType, "INC_VALUE_"),
    "inc_comparison": (Comparison, "INC_"),
    "inc_event_column_id": (EventColumnId, "INC_EVENT_"),
    "inc_subject_kind": (SubjectKind, "INC_SUBJECT_"),
    "inc_actor_kind": (ActorKind, "INC_ACTOR_"),
    "inc_visibility": (Visibility, "INC_VISIBILITY_"),
    "inc_fact": (Fact, "INC_FACT_"),
}

FUNCTIONS = {
    "inc_event_builder_new": (status, P(inc_context), P(P(inc_event_builder))),
    "inc_event_builder_free": (None, P(inc_event_builder)),
    "inc_event_builder_clear": (None, P(inc_event_builder)),
    "inc_event_builder_copy": (status, P(inc_event_builder), P(inc_event)),
    "inc_event_builder_integer": (status, P(inc_event_builder), int32, int64),
    "inc_event_builder_text": (status, P(inc_event_builder), int32, text, size),
    "inc_event_builder_build": (status, P(inc_event_builder), P(P(inc_event))),
    "inc_event_ref": (P(inc_event), P(inc_event)),
    "inc_event_unref": (None, P(inc_event)),
    "inc_event_integer": (int64, P(inc_event), int32),
    "inc_event_text": (text, P(inc_event), int32, P(size)),
    "inc_event_compare": (int32, P(inc_event), P(inc_event)),
    "inc_event_redact": (status, P(inc_context), P(inc_event), text, int64, P(P(inc_event))),
    "inc_event_column": (status, size, P(inc_column)),
    "inc_fact_name": (text, int32),
    "inc_fact_find": (int32, text, size),
    "inc_event_role": (text, int32, int32, P(int32)),
    "inc_actor_kind_name": (text, int32),
    "inc_visibility_name": (text, int32),
}
