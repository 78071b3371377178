"""Declarations: commands, refusals, the desk, the outbox."""
from enum import IntEnum

from .base import inc_context, inc_hash
from .clock import Verdict
from .facts import ActorKind, Visibility, inc_event
from .incident import inc_incident, inc_incident_view
from .kinds import (NONE, P, Sized, Structure, address, code, flag, function, inc_duration,
                    inc_time, int32, int64, size, status, text)
from .rules import inc_rulebook
from .store import inc_page, inc_row, inc_store


class CommandKind(IntEnum):
    """The commands."""

    DETECT = 1
    LOG = 2
    ACKNOWLEDGE = 3
    CLASSIFY = 4
    PRIORITISE = 5
    ASSIGN = 6
    ESCALATE = 7
    HOLD = 8
    RELEASE = 9
    WORK = 10
    NOTE = 11
    RESTORE = 12
    RESOLVE = 13
    CONFIRM = 14
    REFUSE = 15
    DOCUMENT = 16
    CLOSE = 17
    REOPEN = 18
    CANCEL = 19
    CONVERT = 20
    LINK = 21
    UNLINK = 22
    VOID = 23
    REDACT = 24
    MIGRATE = 25


class RefusalCode(IntEnum):
    """Why a guard refused a command."""

    NONE = 0
    NOT_LOGGED = 1
    ALREADY_DETECTED = 2
    ALREADY_LOGGED = 3
    ALREADY_ACKNOWLEDGED = 4
    ALREADY_RESTORED = 5
    NOT_CLASSIFIED = 6
    OPEN = 7
    RESOLVED = 8
    NOT_RESOLVED = 9
    CLOSED = 10
    CANCELLED = 11
    NOT_CONFIRMED = 12
    UNDOCUMENTED = 13
    REOPEN_WINDOW = 14
    IS_REQUEST = 15
    CATEGORY_UNKNOWN = 16
    CATEGORY_RETIRED = 17
    LEVEL_UNKNOWN = 18
    CELL_EMPTY = 19
    NO_OVERRIDE = 20
    TIER_UNKNOWN = 21
    TIER_NOT_HIGHER = 22
    HOLD_UNKNOWN = 23
    NOT_HELD = 24
    RESOLUTION_UNKNOWN = 25
    CHANGE_MISSING = 26
    LINK_EXISTS = 27
    LINK_MISSING = 28
    LINK_TO_SELF = 29
    FACT_UNKNOWN = 30
    FACT_KIND = 31
    FACT_STRUCK = 32
    IN_FUTURE = 33
    RULES_UNKNOWN = 34


class Delivery(IntEnum):
    """What a delivery callback answers."""

    DONE = 0
    RETRY = 1
    DEAD = 2


class inc_command(Sized):
    _fields_ = [
        ("size", size),
        ("kind", code(CommandKind)),
        ("actor_kind", code(ActorKind)),
        ("visibility", code(Visibility)),
        ("tier", int32),
        ("impact", int32),
        ("urgency", int32),
        ("priority", int32),
        ("reserved", int32),
        ("subject", text),
        ("actor", text),
        ("commit", text),
        ("extra", text),
        ("team", text),
        ("person", text),
        ("channel", text),
        ("symptom", text),
        ("service", text),
        ("ci", text),
        ("category", text),
        ("reason", text),
        ("source", text),
        ("code", text),
        ("activity", text),
        ("direction", text),
        ("relation", text),
        ("other", text),
        ("article", text),
        ("rules", text),
        ("text", text),
        ("documentation", text),
        ("happened", inc_time),
        ("expires", inc_time),
        ("effort", inc_duration),
        ("corrects", int64),
    ]


class inc_outcome(Sized):
    _fields_ = [
        ("size", size),
        ("first", int64),
        ("last", int64),
        ("facts", int32),
        ("settled", int32),
    ]


class inc_desk(Structure):
    pass


class inc_desk_options(Sized):
    _fields_ = [
        ("size", size),
        ("tenant", text),
        ("rulebook", P(inc_rulebook)),
        ("publish", P(int32)),
        ("publish_count", size),
        ("publish_all", flag),
        ("attempts", int32),
    ]


class inc_deadline_options(Sized):
    _fields_ = [
        ("size", size),
        ("shard_index", int32),
        ("shard_count", int32),
    ]


class inc_advance_options(Sized):
    _fields_ = [
        ("size", size),
        ("shard_index", int32),
        ("shard_count", int32),
        ("limit", int32),
        ("reserved", int32),
        ("after", inc_time),
        ("after_subject", text),
    ]


class inc_advance_report(Sized):
    _fields_ = [
        ("size", size),
        ("subjects", int32),
        ("facts", int32),
        ("conflicts", int32),
        ("messages", int32),
        ("more", flag),
        ("reserved", int32),
        ("after", inc_time),
        ("after_subject", text),
    ]


class inc_walk_options(Sized):
    _fields_ = [
        ("size", size),
        ("limit", int32),
        ("dry_run", flag),
        ("after_subject", text),
        ("person", text),
        ("reason", text),
        ("actor", text),
        ("rules", P(inc_hash)),
    ]


class inc_walk_report(Sized):
    _fields_ = [
        ("size", size),
        ("subjects", int32),
        ("changed", int32),
        ("more", flag),
        ("reserved", int32),
        ("after_subject", text),
    ]


class inc_difference(Sized):
    _fields_ = [
        ("size", size),
        ("subject", text),
        ("name", text),
        ("was_verdict", code(Verdict)),
        ("is_verdict", code(Verdict)),
        ("was_due", inc_time),
        ("is_due", inc_time),
        ("was_breach_at", inc_time),
        ("is_breach_at", inc_time),
    ]


class inc_outbox_options(Sized):
    _fields_ = [
        ("size", size),
        ("owner", text),
        ("lease", inc_duration),
        ("backoff", inc_duration),
        ("backoff_most", inc_duration),
        ("attempts", int32),
        ("limit", int32),
        ("deliver", function(status, address, P(inc_row), P(inc_event))),
        ("user", address),
    ]


class inc_outbox_report(Sized):
    _fields_ = [
        ("size", size),
        ("delivered", int32),
        ("retried", int32),
        ("dead", int32),
        ("lost", int32),
    ]


ENUMS = {
    "inc_command_kind": (CommandKind, "INC_COMMAND_"),
    "inc_refusal_code": (RefusalCode, "INC_REFUSAL_"),
    "inc_delivery": (Delivery, "INC_DELIVERY_"),
}

FUNCTIONS = {
    "inc_command_guard": (int32, int32, int32),
    "inc_command_name": (text, int32),
    "inc_command_find": (int32, text, size),
    "inc_command_fact": (int32, int32),
    "inc_refusal_name": (text, int32),
    "inc_desk_new": (status, P(inc_context), P(inc_store), P(inc_desk_options), P(P(inc_desk))),
    "inc_desk_free": (None, P(inc_desk)),
    "inc_desk_run": (status, P(inc_desk), P(inc_command), inc_time, P(inc_outcome)),
    "inc_desk_refusal": (int32, P(inc_desk)),
    "inc_desk_refusal_argument": (status, P(inc_desk), size, P(text), P(text)),
    "inc_desk_allowed": (status, P(inc_desk), text, inc_time, P(int32), size),
    "inc_desk_look": (status, P(inc_desk), text, inc_time, P(inc_incident_view),
                      P(P(inc_incident))),
    "inc_desk_next_deadline": (status, P(inc_desk), P(inc_deadline_options), P(inc_time)),
    "inc_desk_advance": (status, P(inc_desk), inc_time, P(inc_advance_options),
                         P(inc_advance_report)),
    "inc_desk_verify": (status, P(inc_desk), P(inc_walk_options), P(inc_walk_report)),
    "inc_desk_rebuild": (status, P(inc_desk), P(inc_walk_options), P(inc_walk_report)),
    "inc_desk_migrate": (status, P(inc_desk), inc_time, P(inc_walk_options), P(inc_walk_report)),
    "inc_desk_redact": (status, P(inc_desk), inc_time, P(inc_walk_options), P(inc_walk_report)),
    "inc_desk_difference": (status, P(inc_desk), size, P(inc_difference)),
    "inc_outbox_deliver": (status, P(inc_desk), inc_time, P(inc_outbox_options),
                           P(inc_outbox_report)),
    "inc_outbox_claim": (status, P(inc_desk), inc_time, P(inc_outbox_options), P(inc_page)),
    "inc_outbox_settle": (status, P(inc_desk), inc_time, P(inc_outbox_options), P(inc_row), int32,
                          text),
    "inc_outbox_revive": (status, P(inc_desk), inc_time, P(inc_row)),
}
