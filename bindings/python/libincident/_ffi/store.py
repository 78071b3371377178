"""Declarations: rows, batches, queries, pages, backends, stores."""
from enum import IntEnum

from .base import inc_context, inc_text
from .facts import Comparison, SubjectKind, inc_column, inc_event
from .kinds import (P, Sized, Structure, address, code, flag, function, inc_time, int32,
                    int64, size, status, text)


class RowKind(IntEnum):
    """Kinds of rows."""

    HEAD = 1
    MESSAGE = 2


class RowColumnId(IntEnum):
    """Columns of rows."""

    ROW_TENANT = 1
    ROW_SUBJECT_KIND = 2
    ROW_SUBJECT = 3
    ROW_NAME = 4
    ROW_REVISION = 5
    HEAD_SEQUENCE = 10
    HEAD_FOLD = 11
    HEAD_RULES = 12
    HEAD_SHARD = 13
    HEAD_STAGE = 14
    HEAD_OPEN = 15
    HEAD_PRIORITY = 16
    HEAD_IMPACT = 17
    HEAD_URGENCY = 18
    HEAD_TIER = 19
    HEAD_HELD = 20
    HEAD_REOPENS = 21
    HEAD_TEAM = 22
    HEAD_PERSON = 23
    HEAD_CALLER = 24
    HEAD_SERVICE = 25
    HEAD_CI = 26
    HEAD_CATEGORY = 27
    HEAD_SYMPTOM = 28
    HEAD_CHANNEL = 29
    HEAD_TITLE = 30
    HEAD_NEXT_AT = 31
    HEAD_DUE = 32
    HEAD_BREACH_AT = 33
    HEAD_DETECTED_AT = 34
    HEAD_LOGGED_AT = 35
    HEAD_RESOLVED_AT = 36
    HEAD_CLOSED_AT = 37
    HEAD_UPDATED_AT = 38
    MESSAGE_FACT = 50
    MESSAGE_KIND = 51
    MESSAGE_STATE = 52
    MESSAGE_ATTEMPTS = 53
    MESSAGE_CREATED_AT = 54
    MESSAGE_NEXT_AT = 55
    MESSAGE_OWNER = 56
    MESSAGE_TO = 57
    MESSAGE_BODY = 58
    MESSAGE_ERROR = 59


class MessageState(IntEnum):
    """What became of a message."""

    PENDING = 1
    DEAD = 2


class inc_row(Structure):
    pass


class inc_row_builder(Structure):
    pass


class inc_batch(Structure):
    pass


class inc_write(Sized):
    _fields_ = [
        ("size", size),
        ("row", P(inc_row)),
        ("revision", int64),
        ("deletes", flag),
        ("reserved", int32),
    ]


class inc_query(Structure):
    pass


class inc_condition(Sized):
    _fields_ = [
        ("size", size),
        ("column", int32),
        ("comparison", code(Comparison)),
        ("integer", int64),
        ("text", text),
    ]


class inc_page(Structure):
    pass


class inc_range(Sized):
    _fields_ = [
        ("size", size),
        ("tenant", text),
        ("subject_kind", code(SubjectKind)),
        ("limit", int32),
        ("subject", text),
        ("from", int64),
    ]


class inc_backend(Sized):
    _fields_ = [
        ("size", size),
        ("commit", function(status, address, P(inc_context), P(inc_batch), P(int64))),
        ("read", function(status, address, P(inc_context), P(inc_range), P(inc_page))),
        ("find", function(status, address, P(inc_context), P(inc_query), P(inc_page))),
        ("claim", function(status, address, P(inc_context), P(inc_query), text, inc_time,
                           P(inc_page))),
        ("count", function(status, address, P(inc_context), P(inc_query), P(int64))),
        ("close", function(None, address)),
    ]


class inc_store(Structure):
    pass


class inc_memory(Structure):
    pass


ENUMS = {
    "inc_row_kind": (RowKind, "INC_ROW_"),
    "inc_row_column_id": (RowColumnId, "INC_"),
    "inc_message_state": (MessageState, "INC_MESSAGE_"),
}

FUNCTIONS = {
    "inc_shard_of": (int32, text, size),
    "inc_row_builder_new": (status, P(inc_context), int32, P(P(inc_row_builder))),
    "inc_row_builder_free": (None, P(inc_row_builder)),
    "inc_row_builder_clear": (None, P(inc_row_builder)),
    "inc_row_builder_copy": (status, P(inc_row_builder), P(inc_row)),
    "inc_row_builder_integer": (status, P(inc_row_builder), int32, int64),
    "inc_row_builder_text": (status, P(inc_row_builder), int32, text, size),
    "inc_row_builder_build": (status, P(inc_row_builder), P(P(inc_row))),
    "inc_row_ref": (P(inc_row), P(inc_row)),
    "inc_row_unref": (None, P(inc_row)),
    "inc_row_kind_of": (int32, P(inc_row)),
    "inc_row_integer": (int64, P(inc_row), int32),
    "inc_row_text": (text, P(inc_row), int32, P(size)),
    "inc_row_column": (status, int32, size, P(inc_column)),
    "inc_batch_new": (status, P(inc_context), text, int32, text, int64, P(P(inc_batch))),
    "inc_batch_free": (None, P(inc_batch)),
    "inc_batch_commit": (status, P(inc_batch), text),
    "inc_batch_event": (status, P(inc_batch), P(inc_event)),
    "inc_batch_redact": (status, P(inc_batch), P(inc_event)),
    "inc_batch_write": (status, P(inc_batch), P(inc_write)),
    "inc_batch_tenant": (text, P(inc_batch)),
    "inc_batch_subject_kind": (int32, P(inc_batch)),
    "inc_batch_subject": (text, P(inc_batch)),
    "inc_batch_sequence": (int64, P(inc_batch)),
    "inc_batch_name": (text, P(inc_batch)),
    "inc_batch_event_at": (P(inc_event), P(inc_batch), size),
    "inc_batch_redacted_at": (P(inc_event), P(inc_batch), size),
    "inc_batch_write_at": (status, P(inc_batch), size, P(inc_write)),
    "inc_query_new": (status, P(inc_context), int32, text, P(P(inc_query))),
    "inc_query_free": (None, P(inc_query)),
    "inc_query_where": (status, P(inc_query), int32, int32, int64),
    "inc_query_where_text": (status, P(inc_query), int32, int32, text),
    "inc_query_order": (status, P(inc_query), int32, int32),
    "inc_query_limit": (status, P(inc_query), int32),
    "inc_query_after": (status, P(inc_query), P(inc_row)),
    "inc_query_kind": (int32, P(inc_query)),
    "inc_query_tenant": (text, P(inc_query)),
    "inc_query_condition": (status, P(inc_query), size, P(inc_condition)),
    "inc_query_ordered_by": (int32, P(inc_query), P(int32)),
    "inc_query_most": (int32, P(inc_query)),
    "inc_query_cursor": (P(inc_row), P(inc_query)),
    "inc_query_matches": (int32, P(inc_query), P(inc_row)),
    "inc_query_compare": (int32, P(inc_query), P(inc_row), P(inc_row)),
    "inc_page_new": (status, P(inc_context), P(P(inc_page))),
    "inc_page_free": (None, P(inc_page)),
    "inc_page_clear": (None, P(inc_page)),
    "inc_page_add_event": (status, P(inc_page), P(inc_event)),
    "inc_page_add_row": (status, P(inc_page), P(inc_row)),
    "inc_page_events": (size, P(inc_page)),
    "inc_page_rows": (size, P(inc_page)),
    "inc_page_event": (P(inc_event), P(inc_page), size),
    "inc_page_row": (P(inc_row), P(inc_page), size),
    "inc_store_open": (status, P(inc_context), P(inc_backend), address, P(P(inc_store))),
    "inc_store_free": (None, P(inc_store)),
    "inc_store_commit": (status, P(inc_store), P(inc_batch), P(int64)),
    "inc_store_read": (status, P(inc_store), P(inc_range), P(inc_page)),
    "inc_store_find": (status, P(inc_store), P(inc_query), P(inc_page)),
    "inc_store_head": (status, P(inc_store), text, int32, text, P(P(inc_row))),
    "inc_store_claim": (status, P(inc_store), P(inc_query), text, inc_time, P(inc_page)),
    "inc_store_count": (status, P(inc_store), P(inc_query), P(int64)),
    "inc_memory_new": (status, P(inc_context), P(P(inc_memory))),
    "inc_memory_ref": (P(inc_memory), P(inc_memory)),
    "inc_memory_unref": (None, P(inc_memory)),
    "inc_memory_store": (status, P(inc_memory), P(inc_context), P(P(inc_store))),
    "inc_memory_snapshot": (status, P(inc_memory), P(inc_text)),
    "inc_memory_restore": (status, P(inc_context), address, size, P(P(inc_memory))),
}
