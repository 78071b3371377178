"""Stores: a backend and the checks that every call through it passes; and the backend in memory."""
from ctypes import byref, c_int64

from . import times
from ._ffi import SubjectKind, inc_memory, inc_range, lib
from .backend import Backend, opened
from .context import Context, Contextual
from .event import Event
from .handle import Handle, Shared
from .record import built, encoded, wraps
from .row import Row


@wraps(inc_memory)
class Memory(Shared):
    """Events and rows in memory. For any thread, each with a store of its own."""

    _noun = "memory"

    def __init__(self, *, context=None):
        context = context or Context.default()
        self._own(context._make(lib.inc_memory_new, context))

    @classmethod
    def restore(cls, data, *, context=None):
        """From the bytes of a snapshot."""
        context = context or Context.default()
        return cls._wrap(context._make(lib.inc_memory_restore, context, bytes(data), len(data)))

    def snapshot(self):
        """All of it as bytes; the same content gives the same bytes."""
        return Context.default()._text(lib.inc_memory_snapshot, self)


class Page:
    """A page of the library for the length of a `with`."""

    def __init__(self, context):
        self.context = context

    def __enter__(self):
        self.pointer = self.context._make(lib.inc_page_new, self.context)
        return self

    def __exit__(self, *raised):
        lib.inc_page_free(self.pointer)

    @property
    def _as_parameter_(self):
        return self.pointer

    def events(self):
        return [Event._borrow(lib.inc_page_event(self, index))
                for index in range(lib.inc_page_events(self))]

    def rows(self):
        return [Row._borrow(lib.inc_page_row(self, index))
                for index in range(lib.inc_page_rows(self))]


class Store(Contextual):
    """A backend in use: a Memory, or an object of a class derived from Backend."""

    _noun = "store"

    def __init__(self, backend, *, context=None):
        context = self._start(context)
        if isinstance(backend, Memory):
            self._own(context._make(lib.inc_memory_store, backend, context))
        elif isinstance(backend, Backend):
            self._handle = Handle(*opened(backend, context))
        else:
            raise TypeError("a store is opened over a Memory or a Backend, not %r" % (backend,))

    def commit(self, batch):
        """Commits a Batch; the sequence of the subject's last event."""
        out = c_int64()
        self._call(lib.inc_store_commit, batch, byref(out))
        return out.value

    def read(self, subject, from_=1, limit=0, *, tenant="", subject_kind=SubjectKind.INCIDENT):
        """Events of a subject from a sequence on, at most `limit` (0: 1,000)."""
        wanted = built(inc_range, subject=subject, from_=from_, limit=limit, tenant=tenant,
                       subject_kind=subject_kind)
        with Page(self._context) as page:
            self._call(lib.inc_store_read, byref(wanted), page)
            return page.events()

    def find(self, query):
        """The rows that answer a Query; go on with query.after(rows[-1])."""
        with Page(self._context) as page:
            self._call(lib.inc_store_find, query, page)
            return page.rows()

    def head(self, subject, *, tenant="", subject_kind=SubjectKind.INCIDENT):
        """The head of a subject; NotFound without one."""
        return Row._wrap(self._context._make(lib.inc_store_head, self, encoded(tenant),
                                             subject_kind, encoded(subject)))

    def claim(self, query, owner, until):
        """Claims messages for an owner until an instant."""
        with Page(self._context) as page:
            self._call(lib.inc_store_claim, query, encoded(owner), times.microseconds(until), page)
            return page.rows()

    def count(self, query):
        """The number of rows that meet a query, whatever its limit and cursor."""
        out = c_int64()
        self._call(lib.inc_store_count, query, byref(out))
        return out.value


__all__ = ["Memory", "Store"]
