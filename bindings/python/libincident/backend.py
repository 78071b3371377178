"""A storage backend written in Python: a class with three methods, called back from the library."""
import itertools
import weakref
from ctypes import byref

from . import times
from ._ffi import Status, inc_backend, lib
from .batch import Batch
from .errors import Conflict
from .event import Event
from .lent import Lent
from .query import Query
from .record import Record, decoded
from .row import Row

_types = dict(inc_backend._fields_)
_tokens = itertools.count(1)

# What is open, by the token that the library hands to the callbacks below, which are made once. The
# store's handle keeps it, where the collector sees it.
_opened = weakref.WeakValueDictionary()


class Range(Record):
    """Which events to read: `tenant`, `subject_kind`, `subject`, from the sequence `from_`, at most
    `limit`."""

    @property
    def key(self):
        """The partition: tenant, kind of subject, subject."""
        return self.tenant, int(self.subject_kind), self.subject


class Backend:
    """Subclass this to keep events and rows of your own. What comes in is lent for the call. An
    exception becomes INC_E_IO (Conflict: INC_E_CONFLICT; MemoryError: INC_E_NOMEM) and is the
    __cause__ of what the caller of the store or desk gets. A backend that has several stores open
    is called by each of their threads."""

    def commit(self, batch):
        """Writes the whole Batch or nothing, and gives the sequence of the subject's last event.
        A commit name that was seen for this subject is answered as it was then; what does not have
        the expected sequence or revision raises Conflict."""
        raise NotImplementedError

    def read(self, range):
        """The events of a subject, in order, from range.from_ on, at most range.limit."""
        raise NotImplementedError

    def find(self, query):
        """Rows that answer a Query: its kind and tenant, in order, after its cursor, at most
        query.most of them. It may leave conditions to the library."""
        raise NotImplementedError

    claim = None
    """Optional: claim(query, owner, until) leases messages and gives the rows as they are then."""

    count = None
    """Optional: count(query) gives the number of rows that meet it."""

    def close(self):
        """The store is gone."""


class _Opened:
    """A backend that a store has open."""

    def __init__(self, backend, context):
        self.backend, self.host = backend, context._host

    def release(self, pointer):
        lib.inc_store_free(pointer)
        self.backend.close()


def _status(cause):
    if isinstance(cause, Conflict):
        return Status.E_CONFLICT
    return Status.E_NOMEM if isinstance(cause, MemoryError) else Status.E_IO


def line_of(cause):
    """An exception as a line about an error; one of the library's has one."""
    said = getattr(cause, "line", None) or "%s: %s" % (type(cause).__name__, cause)
    return said.replace("\0", "?").encode(errors="replace")


def _callback(name):
    """Makes a function that works on (backend, arguments) a callback of the library."""
    def decorate(work):
        def called(user, context, *arguments):
            opened = _opened[user]
            try:
                work(opened.backend, *arguments)
                return Status.OK
            except BaseException as cause:
                opened.host.raised = cause
                return lib.inc_context_fail(context, _status(cause), line_of(cause))
        return _types[name](called)
    return decorate


@_callback("commit")
def _commit(backend, batch, sequence):
    with Lent(Batch, batch, None) as lent:
        sequence[0] = backend.commit(lent)


@_callback("read")
def _read(backend, range, page):
    for event in backend.read(Range(range.contents)):
        _add(lib.inc_page_add_event, page, event, Event)


@_callback("find")
def _find(backend, query, page):
    with Lent(Query, query, None) as lent:
        for row in backend.find(lent):
            _add(lib.inc_page_add_row, page, row, Row)


@_callback("claim")
def _claim(backend, query, owner, until, page):
    with Lent(Query, query, None) as lent:
        for row in backend.claim(lent, decoded(owner), times.moment(until.value)):
            _add(lib.inc_page_add_row, page, row, Row)


@_callback("count")
def _count(backend, query, count):
    with Lent(Query, query, None) as lent:
        count[0] = backend.count(lent)


def _add(function, page, item, cls):
    if not isinstance(item, cls):
        raise TypeError("a backend gave %r where %s was asked for" % (item, cls.__name__))
    if function(page, item) < 0:
        raise MemoryError


def opened(backend, context):
    """An open store over a Python backend: its pointer, and what gives it back."""
    token = next(_tokens)
    made = _opened[token] = _Opened(backend, context)
    struct = inc_backend(commit=_commit, read=_read, find=_find)
    if backend.claim is not None:
        struct.claim = _claim
    if backend.count is not None:
        struct.count = _count
    return context._make(lib.inc_store_open, context, byref(struct), token), made.release


__all__ = ["Backend", "Range"]
