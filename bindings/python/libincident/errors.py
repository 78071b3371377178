"""What went wrong: one exception a status of the library."""
from ._ffi import Status, lib

MEANING = {
    Status.E_INVALID: "an argument was never right",
    Status.E_NOMEM: "memory ran out",
    Status.E_RANGE: "a value or result was outside the supported range",
    Status.E_UNREACHABLE: "the calendar had no such open time",
    Status.E_UNSUPPORTED: "this version did not know what was asked for",
    Status.E_NOT_FOUND: "there was no such name, file, version or cell",
    Status.E_EXISTS: "the name or id was taken already",
    Status.E_FORMAT: "the text or bytes were not what they claim to be",
    Status.E_IO: "something could not be read or written",
    Status.E_CONFLICT: "somebody else wrote in between",
    Status.E_REFUSED: "a guard refused the command",
    Status.E_BACKEND: "a backend broke its contract",
}


class IncidentError(Exception):
    """An answer of the library that is an error: `status`, and `line`, what it says about it."""

    default = Status.E_INVALID

    def __init__(self, line="", status=None):
        self.status = self.default if status is None else status
        self.line = line or MEANING.get(self.status, "")
        super().__init__(self.line)

    def __str__(self):
        return "%s: %s" % (lib.inc_status_name(self.status).decode(), self.line)


class Invalid(IncidentError, ValueError):
    """An argument that is never right."""


class OutOfMemory(IncidentError, MemoryError):
    """The allocator had no more; the object is as it was before."""

    default = Status.E_NOMEM


class OutOfRange(IncidentError, ValueError):
    """A value or result outside the supported range."""

    default = Status.E_RANGE


class Unreachable(IncidentError):
    """The calendar has no such open time, ever."""

    default = Status.E_UNREACHABLE


class Unsupported(IncidentError):
    """Asked for something that this version, or this context, cannot do."""

    default = Status.E_UNSUPPORTED


class NotFound(IncidentError, KeyError):
    """No such name, file, version or cell."""

    default = Status.E_NOT_FOUND


class Exists(IncidentError):
    """The name or id is already taken."""

    default = Status.E_EXISTS


class FormatError(IncidentError, ValueError):
    """Bytes or text that are not what they claim to be."""

    default = Status.E_FORMAT


class IOFailure(IncidentError):
    """The operating system or a backend could not read or write."""

    default = Status.E_IO


class Conflict(IncidentError):
    """Somebody else wrote in between; nothing was written, try again."""

    default = Status.E_CONFLICT


class Refused(IncidentError):
    """A guard refused a command: `code`, a RefusalCode, and `arguments`, {name: text}."""

    default = Status.E_REFUSED

    def __init__(self, line="", status=None, code=0, arguments=None):
        super().__init__(line, status)
        self.code, self.arguments = code, arguments or {}

    @property
    def name(self):
        """The frozen name of the code, as "not_confirmed"."""
        return lib.inc_refusal_name(self.code).decode()


class BackendError(IncidentError):
    """A backend broke its contract; nothing was believed."""

    default = Status.E_BACKEND


CLASSES = {error.default: error for error in (
    Invalid, OutOfMemory, OutOfRange, Unreachable, Unsupported, NotFound, Exists, FormatError,
    IOFailure, Conflict, Refused, BackendError)}


def failure(status, line=""):
    """The exception that a status becomes."""
    return CLASSES.get(status, IncidentError)(line, status)


def check(status, what=None, *values):
    """Passes a status that is no error on; `what` % values says what was tried when it is one."""
    if status < 0:
        raise failure(status, "%s: %s" % (what % values, MEANING.get(status)) if what else "")
    return status
