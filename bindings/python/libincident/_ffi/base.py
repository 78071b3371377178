"""Declarations: status, contexts, texts, hashes."""
from enum import IntEnum

from .kinds import (P, Sized, Structure, address, bytes_of, function, inc_time, int32, int64,
                    size, status, text, uint8)


class Status(IntEnum):
    """What a call answers."""

    OK = 0
    DONE = 1
    E_INVALID = -1
    E_NOMEM = -2
    E_RANGE = -3
    E_UNREACHABLE = -4
    E_UNSUPPORTED = -5
    E_NOT_FOUND = -6
    E_EXISTS = -7
    E_FORMAT = -8
    E_IO = -9
    E_CONFLICT = -10
    E_REFUSED = -11
    E_BACKEND = -12


class LogLevel(IntEnum):
    """Severity of a log line."""

    ERROR = 1
    WARNING = 2
    INFO = 3


class inc_context(Structure):
    pass


class inc_context_options(Sized):
    _fields_ = [
        ("size", size),
        ("user", address),
        ("resize", function(address, address, address, size, size)),
        ("log", function(None, address, int32, text)),
        ("now", function(int64, address)),
        ("entropy", function(status, address, address, size)),
        ("destroy", function(None, address)),
    ]


class inc_text(Structure):
    pass


class inc_hash(Structure):
    _fields_ = [
        ("bytes", uint8 * 32),
    ]


ENUMS = {
    "inc_status": (Status, "INC_"),
    "inc_log_level": (LogLevel, "INC_LOG_"),
}

FUNCTIONS = {
    "inc_version": (text,),
    "inc_status_name": (text, status),
    "inc_context_fail": (status, P(inc_context), status, text),
    "inc_context_resize": (address, P(inc_context), address, size, size),
    "inc_options_read": (status, address, size, size, address),
    "inc_options_write": (status, address, size, size, address),
    "inc_text_valid": (int32, text, size),
    "inc_context_new": (status, P(inc_context_options), P(P(inc_context))),
    "inc_context_ref": (P(inc_context), P(inc_context)),
    "inc_context_unref": (None, P(inc_context)),
    "inc_context_error": (text, P(inc_context)),
    "inc_context_now": (status, P(inc_context), P(inc_time)),
    "inc_context_entropy": (status, P(inc_context), address, size),
    "inc_text_new": (status, P(inc_context), P(P(inc_text))),
    "inc_text_free": (None, P(inc_text)),
    "inc_text_append": (status, P(inc_text), text, size),
    "inc_text_clear": (None, P(inc_text)),
    "inc_text_data": (bytes_of, P(inc_text), P(size)),
    "inc_hash_of": (status, address, size, P(inc_hash)),
    "inc_hash_text": (status, P(inc_hash), text),
    "inc_hash_parse": (status, text, size, P(inc_hash)),
}
