"""The context: what the library may use of the outside, and where it leaves the line about an
error."""
import itertools
import threading
import weakref
from ctypes import byref, c_size_t, memmove

from . import times
from ._ffi import NONE, LogLevel, inc_context_options, inc_time, lib
from .errors import check, failure
from .handle import Object, made
from .record import member

_tokens = itertools.count(1)
_local = threading.local()
_types = dict(inc_context_options._fields_)

# What hosts lend, by the token that the library hands to the callbacks below, which are made once.
# A calendar keeps its context for its memory; when the Python object is gone nothing is lent.
_hosts = weakref.WeakValueDictionary()


class _Host:
    """The callbacks of a context, and what one of them raised, until the call that made it is
    back."""

    def __init__(self, log, now, entropy):
        self.log, self.now, self.entropy, self.raised = log, now, entropy, None

    def take(self):
        raised, self.raised = self.raised, None
        return raised


@_types["log"]
def _log(token, level, line):
    host = _hosts.get(token)
    if host is not None:
        host.log(member(LogLevel, level.value), line.decode(errors="replace"))


@_types["now"]
def _now(token):
    host = _hosts.get(token)
    try:
        return times.microseconds(host.now())
    except BaseException as cause:
        if host is not None:
            host.raised = cause
        return NONE


@_types["entropy"]
def _entropy(token, buffer, size):
    host = _hosts.get(token)
    try:
        data = host.entropy(size)
        if len(data) != size:
            raise ValueError("%d random bytes were asked for, %d came" % (size, len(data)))
        memmove(buffer, data, size)
        return 0
    except BaseException as cause:
        if host is not None:
            host.raised = cause
        return -1


class Context(Object):
    """What a host lends to the library, every callback optional: log(level, line), now() -> aware
    datetime, entropy(size) -> bytes. Mutable objects made with one context are for one thread at a
    time; a lock makes threads that share them wait. Without a context a thread has its own."""

    _noun = "context"
    _release = "unref"

    def __init__(self, *, log=None, now=None, entropy=None):
        self._lock, self._host = threading.RLock(), _Host(log, now, entropy)
        token = next(_tokens)
        _hosts[token] = self._host
        options = inc_context_options(user=token)
        for name, callback in (("log", _log), ("now", _now), ("entropy", _entropy)):
            if getattr(self._host, name) is not None:
                setattr(options, name, callback)
        self._own(made(lambda f, *a: check(f(*a)), lib.inc_context_new, byref(options)))

    @classmethod
    def default(cls):
        """The calling thread's own context, without callbacks."""
        if not hasattr(_local, "context"):
            _local.context = cls()
        return _local.context

    def now(self):
        """The present instant, from the callback."""
        out = inc_time()
        self._call(lib.inc_context_now, self, byref(out))
        return times.moment(out.value)

    def _call(self, function, *arguments):
        """Calls a function that answers with a status, and raises what is an error."""
        with self._lock:
            status = function(*arguments)
            cause = self._host.take()
            if cause is not None and not isinstance(cause, Exception):
                raise cause
            if status < 0:
                raise self._failure(status) from cause
        return status

    def _make(self, function, *arguments):
        """Calls a function that makes an object; its pointer."""
        return made(self._call, function, *arguments)

    def _failure(self, status):
        """A mistake that leaves no line must not be told in the words of the one before it."""
        line = lib.inc_context_error(self).decode(errors="replace")
        lib.inc_context_fail(self, 0, b"")
        return failure(status, line)

    def _text(self, function, *arguments):
        """What a function appends to a text, as bytes: its arguments, the text last."""
        size = c_size_t()
        text = self._make(lib.inc_text_new, self)
        try:
            self._call(function, *arguments, text)
            data = lib.inc_text_data(text, byref(size))
            return data[:size.value]
        finally:
            lib.inc_text_free(text)


class Contextual(Object):
    """A mutable object: it keeps its context, and calls through it."""

    _context = None

    def _start(self, context):
        self._context = context or Context.default()
        return self._context

    def _call(self, function, *arguments):
        return self._context._call(function, self, *arguments)


__all__ = ["Context"]
